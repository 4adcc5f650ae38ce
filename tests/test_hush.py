"""What libraries print reaches no terminal, and what Python prints on stderr does."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import os, sys
from voice_star.audio.hush import hushed

def libraries(text):
    os.write(2, text.encode())

libraries("a")
with hushed():
    libraries("B")
    sys.stderr.write("c")
    with hushed():
        libraries("D")
        sys.stderr.write("e")
    libraries("F")
    sys.__stderr__.write("g")
    os.write(sys.stderr.fileno(), b"")
libraries("h")
sys.stderr.write("i")
sys.stderr.flush()
assert sys.stderr.fileno() == 2
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )


def test_only_what_python_writes_gets_through() -> None:
    done = run(SCRIPT)

    assert done.returncode == 0
    assert sorted(done.stderr) == list("aceghi")


def test_without_a_stderr_there_is_nothing_to_hush() -> None:
    script = "import os; os.close(2)\nfrom voice_star.audio.hush import hushed\n"
    done = run(f"{script}with hushed():\n    print('done')\n")

    assert done.stdout == "done\n"
    assert done.returncode == 0


def test_an_error_within_is_seen() -> None:
    script = "from voice_star.audio.hush import hushed\nwith hushed():\n    1 / 0\n"
    done = run(script)

    assert "ZeroDivisionError" in done.stderr
