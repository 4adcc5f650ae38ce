"""Calls of the command line: within the tests' own process, and in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

COMMAND = (sys.executable, "-m", "voice_star")


@dataclass(frozen=True, slots=True)
class Done:
    """What a call left behind."""

    code: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Done:
    """Run a command line here."""
    capsys.readouterr()
    try:
        code: int | str | None = run([str(argument) for argument in arguments])
    except SystemExit as left:
        code = left.code
    said = capsys.readouterr()
    assert isinstance(code, int)
    return Done(int(code), said.out, said.err)


def call_apart(
    *arguments: str | Path, text: bytes = b"", **environment: str | Path
) -> Done:
    """Run a command line in a process of its own, `text` coming in on stdin."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=text,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **{key: str(value) for key, value in environment.items()}},
    )
    return Done(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )
