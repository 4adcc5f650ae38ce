"""Measure and write docs/benchmarks.md: `python -m bench [--quick] [SECTION ...]`.

Each section keeps its figures in bench/kept/, so that one can be measured anew without
the others; the page is made of all that is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING

from bench import (
    app,
    hearing,
    judge,
    keep,
    live,
    live_kills,
    live_long,
    live_memory,
    speed,
)
from bench.figures import Figure, as_table
from bench.recordings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE = ROOT / "docs" / "benchmarks.md"
_KEPT = ROOT / "bench" / "kept"

_HEAD = """\
# Benchmarks

Written by `make bench`; do not edit. The baseline of the hearing and of times is plain
faster-whisper, `WhisperModel.transcribe(beam_size=5, word_timestamps=True)` with the
same model, run in turn with voice_star; that of the judge is n-grams of words and
letters, by logistic regression. What the figures mean stands in
[hearing.md](hearing.md) and [judging.md](judging.md).
"""

_SECTIONS: dict[str, tuple[str, Callable[[bool], list[Figure]]]] = {
    "hearing": (
        "Hearing, model base (the default)",
        lambda is_quick: hearing.measure("base", is_quick=is_quick),
    ),
    "tiny": (
        "Hearing, model tiny.en, on a part of the recordings; its bounds are base's",
        lambda _is_quick: hearing.measure("tiny.en", is_quick=True),
    ),
    "judge": (
        "Judging",
        lambda is_quick: judge.figures(is_quick=is_quick),
    ),
    "speed": (
        "Time",
        lambda is_quick: speed.figures(is_quick=is_quick),
    ),
    "memory": (
        "Memory",
        lambda is_quick: speed.memory_figures(is_quick=is_quick),
    ),
    "live": (
        "Hearing while it is spoken, in real time",
        lambda is_quick: live.figures(is_quick=is_quick),
    ),
    "live-long": (
        "A long take while it is spoken",
        lambda is_quick: live_long.figures(is_quick=is_quick),
    ),
    "live-kills": (
        "Recording, killed at any moment",
        lambda is_quick: live_kills.figures(is_quick=is_quick),
    ),
    "live-memory": (
        "Memory of a long take, fed at ten times the speed",
        lambda is_quick: live_memory.figures(is_quick=is_quick),
    ),
    "app": (
        "The app",
        lambda is_quick: app.figures(is_quick=is_quick),
    ),
    "keep": (
        "Keeping",
        lambda is_quick: keep.figures(is_quick=is_quick),
    ),
}

_QUICK = ("hearing", "judge", "speed", "memory", "live", "live-kills", "app", "keep")


def main() -> int:
    """Measure, print, write; return 1 where the default model breaks a bound."""
    options = _options()
    chosen = options.sections or (_QUICK if options.quick else list(_SECTIONS))
    broken = 0
    for section in chosen:
        title, measure = _SECTIONS[section]
        figures = measure(options.quick)
        print(f"\n## {title}\n\n{as_table(figures)}\n")
        if section != "tiny":
            broken += sum(figure.is_kept is False for figure in figures)
        _keep(section, figures, is_quick=options.quick)
    _PAGE.write_text(_page())
    return min(1, broken)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="on a part of the recordings, once or twice",
    )
    parser.add_argument("sections", nargs="*", choices=[[], *_SECTIONS], default=[])
    return parser.parse_args()


def _keep(section: str, figures: list[Figure], *, is_quick: bool) -> None:
    versions = ", ".join(
        f"{name} {metadata.version(name)}"
        for name in ("faster-whisper", "ctranslate2", "pocketsphinx", "onnxruntime")
    )
    facts = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} processors "
        f"({platform.machine()}), Python {platform.python_version()}, {versions}."
    )
    if is_quick:
        facts += " On a part of the recordings (`make bench-quick`)."
    missing = hearing.missing() if section in {"hearing", "tiny"} else []
    kept = {
        "facts": facts,
        "missing": missing,
        "figures": [asdict(figure) for figure in figures],
    }
    _KEPT.mkdir(exist_ok=True)
    (_KEPT / f"{section}.json").write_text(json.dumps(kept, indent=1) + "\n")


def _page() -> str:
    parts = [_HEAD]
    for section, (title, _) in _SECTIONS.items():
        path = _KEPT / f"{section}.json"
        if path.is_file():
            kept = json.loads(path.read_text())
            table = as_table([Figure(**figure) for figure in kept["figures"]])
            parts.append(f"## {title}\n\n{kept['facts']}\n\n{table}\n")
            if kept["missing"]:
                names = ", ".join(kept["missing"])
                parts.append(f"Not measured, for want of the recordings: {names}.\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
