"""The bench finds what was played in what was recorded, and every gap in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bench.alike import gaps_in, place_of

from tests.sounds import fixture_take, noise
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.timeline import Span

if TYPE_CHECKING:
    from voice_star.domain.take import Samples

PLAYED = fixture_take("strong").samples(Span(0, 16))
"""Somebody who speaks."""


def recorded(*, missing_from: float | None = None, missing: float = 0.0) -> Samples:
    """Return what a microphone hears of it, some time before and after as well."""
    sound = np.asarray(PLAYED)
    if missing_from is not None:
        first = round(missing_from * SAMPLERATE)
        sound = np.delete(sound, slice(first, first + round(missing * SAMPLERATE)))
    quiet = noise(1.5, level_db=-66)
    whole = np.concatenate([quiet, 0.8 * sound, quiet])
    floor = noise(len(whole) / SAMPLERATE, level_db=-66)[: len(whole)]
    return np.asarray(whole + floor, np.float32)


@pytest.mark.parametrize("place", [0, 700, 160_000])
def test_a_piece_is_found_in_its_place(place: int) -> None:
    found, alike = place_of(PLAYED[place : place + SAMPLERATE], PLAYED)

    assert found == place
    assert alike == pytest.approx(1, abs=0.01)


def test_a_piece_that_begins_before_all_else_is_found() -> None:
    quiet = noise(0.1).astype(np.float32)
    piece = np.concatenate([quiet, PLAYED[: 2 * SAMPLERATE]])

    found, _ = place_of(piece, PLAYED)

    assert found == -len(quiet)


def test_what_is_not_there_is_unlike() -> None:
    _, alike = place_of(noise(1.0).astype(np.float32), PLAYED)

    assert alike < 0.2


def test_a_whole_recording_has_no_gap() -> None:
    assert gaps_in(recorded(), PLAYED) == 0


@pytest.mark.parametrize("missing", [0.005, 0.02, 0.2])
def test_a_gap_is_counted(missing: float) -> None:
    assert gaps_in(recorded(missing_from=9.0, missing=missing), PLAYED) == 1


def test_a_long_gap_is_not_overlooked() -> None:
    assert gaps_in(recorded(missing_from=9.0, missing=3.0), PLAYED) >= 1
