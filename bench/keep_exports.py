"""Exports, read back by programs that others wrote for these formats."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import srt
import webvtt
from praatio import textgrid

from bench.keep_work import BEGAN, made_up
from voice_star.domain.attempt import Attempt
from voice_star.places import sample_take
from voice_star.report.export import exporter_for
from voice_star.report.export.exporter import Extras

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = "scheduler"

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def misread() -> list[str]:
    """Return what could not be read back, and why."""
    attempt = Attempt(1, BEGAN, made_up(_WORD, n_words=60))
    extras = Extras(sound=sample_take().read_bytes())
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name, is_read in _READERS.items():
            path = Path(folder, name)
            path.write_bytes(exporter_for(path).export([attempt], extras))
            try:
                if not is_read(path):
                    wrong.append(f"{name}: not what was written")
            except Exception as error:  # noqa: BLE001 - whatever their readers raise
                wrong.append(f"{name}: {error!r}")
    return wrong


def _srt(path: Path) -> bool:
    cues = list(srt.parse(path.read_text("utf-8")))
    return len(cues) == len(_sentences()) and all(_WORD in cue.content for cue in cues)


def _vtt(path: Path) -> bool:
    cues = webvtt.read(str(path)).captions
    return len(cues) == len(_sentences()) and all(_WORD in cue.text for cue in cues)


def _grid(path: Path) -> bool:
    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    words = grid.getTier("words").entries
    return len(words) == 60 and all(_WORD in one.label for one in words)


def _csv(path: Path) -> bool:
    text = io.StringIO(path.read_text("utf-8-sig"), newline="")
    (row,) = csv.DictReader(text, strict=True)
    return None not in row and int(row["words"]) == 60


def _html(path: Path) -> bool:
    """Have Chromium show the page and play from a word that is clicked."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, chromium_sandbox=False
        )
        page = browser.new_context(offline=True).new_page()
        page.goto(path.as_uri())
        page.locator("#w30").click()
        page.wait_for_function(
            "() => document.getElementById('sound').currentTime > 12", timeout=10_000
        )
        is_there = _WORD in (page.locator("#w30").text_content() or "")
        browser.close()
    return is_there


def _sentences() -> tuple[object, ...]:
    return made_up(_WORD, n_words=60).answer.sentences


_READERS: dict[str, Callable[[Path], bool]] = {
    "answer.TextGrid": _grid,
    "answer.srt": _srt,
    "answer.vtt": _vtt,
    "answers.csv": _csv,
    "answer.html": _html,
}
"""Praat's form by praatio, captions by srt and webvtt-py, tables by Python's csv."""

N_FORMATS = len(_READERS)
