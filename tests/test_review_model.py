"""The whole of voice_star with its speech model: real answers heard end to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from tests.calling import COMMAND, call_apart
from tests.recordings import write_wav
from tests.sounds import (
    FIXTURES,
    fixture_take,
    fixture_words,
    known,
    part_of,
    recording,
    silence,
    words_in,
)
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.model

Document = dict[str, Any]

NONSPEECH = FIXTURES / "speech" / "real" / "nonspeech"


def reviewed(*paths: Path) -> list[Document]:
    """Review recordings in one call, and return the documents."""
    done = call_apart("review", "--json", *paths)
    assert done.err == ""
    assert done.code == 0
    return [cast("Document", json.loads(line)) for line in done.out.splitlines()]


def written(folder: Path, name: str, part: Span) -> Path:
    """Write part of a recording to a file of its own."""
    return write_wav(
        folder / f"{name}.wav", part_of(fixture_take(name), part).samples()
    )


def keys(document: Document) -> list[str]:
    """Return the words of a review, plain and without fillers."""
    words = [word for word in document["words"] if word["kind"] == "word"]
    return [Word(word["text"]).key for word in words]


def true_keys(words: Transcript) -> list[str]:
    """Return the words that were really said, likewise."""
    return [word.key for word in words.spoken]


def word_error_rate(heard: list[str], said: list[str]) -> float:
    """Return (substituted + deleted + inserted) / words said."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(said, start=1):
        above, row[0] = row[0], index
        for place, other in enumerate(heard, start=1):
            best = min(row[place] + 1, row[place - 1] + 1, above + (word != other))
            above, row[place] = row[place], best
    return row[-1] / len(said)


def start_errors(document: Document, said: Transcript) -> list[float]:
    """Return how far each word is from the nearest one said that is the same."""
    errors = []
    for word in document["words"]:
        starts = [
            true.span.start
            for true in said.words
            if true.span and true.key == Word(word["text"]).key
        ]
        near = min((abs(word["start"] - start) for start in starts), default=9.0)
        if near < 2:
            errors.append(near)
    return errors


def assert_is_valid(document: Document) -> None:
    """Insist on what every review must be, whatever was heard."""
    times = [
        time for word in document["words"] for time in (word["start"], word["end"])
    ]
    assert times == sorted(times)
    assert times[-1] <= document["take"]["duration"] + 0.1
    assert all(word["start"] < word["end"] for word in document["words"])
    for pause in document["pauses"]:
        assert pause["end"] - pause["start"] >= 0.249
        for word in document["words"]:
            inside = min(word["end"], pause["end"]) - max(word["start"], pause["start"])
            assert inside <= 0.022
    counts = [
        stop - first for first, stop in (s["words"] for s in document["sentences"])
    ]
    assert sum(counts) == len(document["words"])
    assert all(
        before["end"] <= after["start"]
        for before, after in pairwise(document["pauses"])
    )


@pytest.fixture(scope="module")
def rambling() -> Document:
    """The review of an answer full of fillers."""
    (document,) = reviewed(recording("rambling"))
    return document


STRONG = Span(0, 40)


@pytest.fixture(scope="module")
def strong_twice(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """The reviews of one and the same strong answer, named twice in one call."""
    made = written(tmp_path_factory.mktemp("strong"), "strong", STRONG)
    return reviewed(made, made)


def test_the_words_of_a_rambling_answer_are_heard(rambling: Document) -> None:
    said = Transcript(fixture_words("rambling"))

    assert word_error_rate(keys(rambling), true_keys(said)) <= 0.12
    assert_is_valid(rambling)


def test_its_words_begin_where_they_were_said(rambling: Document) -> None:
    errors = start_errors(rambling, Transcript(fixture_words("rambling")))

    assert len(errors) >= 0.9 * len(rambling["words"])
    assert median(errors) <= 0.04


def test_most_of_its_fillers_are_found_where_they_were_said(rambling: Document) -> None:
    said = [
        word.span
        for word in fixture_words("rambling")
        if word.is_filled_pause and word.span
    ]
    found = [word for word in rambling["words"] if word["kind"] == "filled_pause"]

    near = [
        span
        for span in said
        if any(abs(word["start"] - span.start) <= 0.3 for word in found)
    ]
    assert len(near) >= 14
    assert len(found) - len(near) <= 4
    assert rambling["pacing"]["n_filled_pauses"] == len(found)


def test_its_long_pauses_are_found(rambling: Document) -> None:
    said = [Span(pause["start"], pause["end"]) for pause in known("rambling")["pauses"]]
    found = [Span(pause["start"], pause["end"]) for pause in rambling["pauses"]]

    errors = [
        min(
            abs(pause.start - other.start) + abs(pause.end - other.end)
            for other in found
        )
        for pause in said
        if pause.duration >= 0.6
    ]
    assert errors
    assert median(errors) <= 0.12


def test_a_strong_answer_is_heard_without_fillers_of_our_own(
    strong_twice: list[Document],
) -> None:
    document = strong_twice[0]
    said = words_in(fixture_words("strong"), STRONG)

    assert word_error_rate(keys(document), true_keys(said)) <= 0.12
    assert median(start_errors(document, said)) <= 0.04
    assert document["pacing"]["n_filled_pauses"] == 0
    assert_is_valid(document)


def test_the_same_file_reviewed_twice_gives_the_same_json(
    strong_twice: list[Document],
) -> None:
    first, second = strong_twice

    assert first == second


@pytest.mark.parametrize(("name", "most"), [("non-native", 0.15), ("room-noise", 0.2)])
def test_accents_and_noise_are_heard_as_well(
    tmp_path: Path, name: str, most: float
) -> None:
    part = Span(0, 30)
    said = words_in(fixture_words(name), part)

    (document,) = reviewed(written(tmp_path, name, part))

    assert word_error_rate(keys(document), true_keys(said)) <= most
    assert median(start_errors(document, said)) <= 0.05
    assert_is_valid(document)


def test_where_nobody_speaks_nothing_is_invented(tmp_path: Path) -> None:
    music = part_of_file(NONSPEECH / "music_macroform-cold_day.flac", tmp_path)
    paths = [
        *(NONSPEECH / name for name in ("silence_digital_30s.flac", "sb_noise1.flac")),
        *(NONSPEECH / name for name in ("white_-35dBFS_30s.flac", "sb_noise4.flac")),
        music,
    ]

    done = call_apart("review", *paths)

    assert done.out == ""
    assert done.code == 4
    assert done.err.count("No speech was heard in") == len(paths)
    assert len(done.err.splitlines()) == len(paths)


def part_of_file(path: Path, folder: Path) -> Path:
    """Write the first half-minute of a file to one of its own."""
    import soundfile

    sound, rate = soundfile.read(path, frames=30 * soundfile.info(path).samplerate)
    soundfile.write(folder / "part.wav", sound, rate)
    return folder / "part.wav"


def test_telephone_sound_is_reviewed_with_a_note(tmp_path: Path) -> None:
    part = Span(0, 15)
    sound = part_of(fixture_take("strong"), part).samples()
    telephone = (sound[0::2] + sound[1::2]) / 2
    made = write_wav(tmp_path / "telephone.wav", telephone, rate=8_000)

    done = call_apart("review", made)

    assert done.code == 0
    assert "maintenance planner" in " ".join(done.out.split())
    assert "telephone sound (8000 Hz)" in " ".join(done.out.split())


def test_clipped_sound_is_reviewed_with_a_note(tmp_path: Path) -> None:
    sound = part_of(fixture_take("strong"), Span(0, 15)).samples()
    clipped = np.clip(12 * sound, -1, 1)
    made = write_wav(tmp_path / "clipped.wav", clipped)

    done = call_apart("review", made)

    assert done.code == 0
    assert "maintenance planner" in " ".join(done.out.split())
    assert "The sound is clipped" in done.out


def test_five_minutes_are_heard_with_every_word_in_its_place(tmp_path: Path) -> None:
    names = ["strong", "told-as-we", "understated", "retold", "long-setup"]
    part = Span(0, 30)
    parts: list[NDArray[Any]] = []
    said: list[Word] = []
    for index, name in enumerate(names):
        own = part_of(fixture_take(name), part).samples().copy()
        words = words_in(fixture_words(name), part).words
        # Words that the cut goes through are silenced: nobody could know them.
        last = words[-1].span
        assert last is not None
        own[round((last.end + 0.1) * 16_000) :] = 0
        parts += [own, silence(30)]
        said += [
            Word(word.text, word.span.shifted(60.0 * index), kind=word.kind)
            for word in words
            if word.span
        ]
    made = write_wav(tmp_path / "long.wav", np.concatenate(parts))

    (document,) = reviewed(made)

    assert document["take"]["duration"] == pytest.approx(300, abs=0.1)
    assert word_error_rate(keys(document), true_keys(Transcript(tuple(said)))) <= 0.12
    assert median(start_errors(document, Transcript(tuple(said)))) <= 0.04
    assert sum(pause["end"] - pause["start"] > 28 for pause in document["pauses"]) == 4
    assert_is_valid(document)


@pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of Unix")
def test_ctrl_c_while_hearing_ends_within_a_second_without_a_traceback() -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "review", recording("retold")],
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = read_until(ours, b" hearing ")
    process.send_signal(signal.SIGINT)
    sent = time.monotonic()
    out, _ = process.communicate(timeout=30)
    took = time.monotonic() - sent
    shown += read_until(ours, b"Stopped.")
    os.close(ours)

    assert process.returncode == 130
    assert took < 1
    assert out == b""
    assert b"Traceback" not in shown
    assert shown.rstrip().endswith(b"voice-star: Stopped.")


def read_until(terminal: int, words: bytes) -> bytes:
    """Read what is shown on a terminal until some words are."""
    shown = b""
    while words not in shown:
        try:
            more = os.read(terminal, 4_096)
        except OSError:  # whoever wrote there has gone
            break
        if not more:
            break
        shown += more
    return shown
