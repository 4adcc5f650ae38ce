"""Measure everything and write docs/benchmarks.md: `python -m bench [--quick]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata

from bench import hearing, speed
from bench.figures import Figure, as_table
from bench.recordings import ROOT

_PAGE = ROOT / "docs" / "benchmarks.md"

_HEAD = """\
# Benchmarks

Written by `make bench`; do not edit. Plain faster-whisper is
`WhisperModel.transcribe(beam_size=5, word_timestamps=True)` with the same model,
run in turn with voice_star. What each figure means stands in [hearing.md](hearing.md).
"""


def main() -> int:
    """Measure, print, write; return how many bounds were not kept."""
    options = _options()
    sections: list[tuple[str, list[Figure]]] = []
    engines = hearing.Engines("base")
    heard, missing = hearing.hear_all(engines, is_quick=options.quick)
    sections.append(("Hearing, model base", hearing.figures(heard)))
    if not options.quick:
        tiny, _ = hearing.hear_all(hearing.Engines("tiny.en"), is_quick=False)
        sections.append(("Hearing, model tiny.en", hearing.figures(tiny)))
    sections.append(("Time and memory", speed.figures(is_quick=options.quick)))
    page = _page(sections, missing)
    print(page)
    if not options.quick:
        _PAGE.write_text(page)
    first = sections[0][1] + sections[-1][1]
    return sum(figure.is_kept is False for figure in first)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a part of it, printed and not written"
    )
    return parser.parse_args()


def _page(sections: list[tuple[str, list[Figure]]], missing: list[str]) -> str:
    versions = ", ".join(
        f"{name} {metadata.version(name)}"
        for name in ("faster-whisper", "ctranslate2", "pocketsphinx", "onnxruntime")
    )
    facts = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} processors "
        f"({platform.machine()}), Python {platform.python_version()}, {versions}."
    )
    lacking = f"\nNot measured, for want of the recordings: {', '.join(missing)}.\n"
    parts = [f"## {name}\n\n{as_table(figures)}\n" for name, figures in sections]
    return "\n".join([_HEAD, facts + "\n", *([lacking] if missing else []), *parts])


if __name__ == "__main__":
    sys.exit(min(1, main()))
