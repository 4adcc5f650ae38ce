"""What is exported with times is read by others as it was heard."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
import srt
import webvtt
from hypothesis import given
from praatio import textgrid

from tests.attempts import attempt_of, attempts, saying
from tests.judged import judged, unjudged
from tests.telling import tell_fixture
from voice_star.domain.answer import StarPart
from voice_star.report.export.audacity import AUDACITY
from voice_star.report.export.clean import cleaned
from voice_star.report.export.srt import SRT
from voice_star.report.export.textgrid import TEXTGRID
from voice_star.report.export.webvtt import WEBVTT
from voice_star.report.labels import NAMES, title_of

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.transcript import WordRange
    from voice_star.report.export.exporter import Exporter

timed = attempts(is_timed=True)

MILLISECOND = 0.001


def text_of(exporter: Exporter, attempt: Attempt) -> str:
    return exporter.export([attempt]).decode("utf-8")


def times_of(answer: Answer, words: WordRange) -> tuple[float, float]:
    start, end = answer.transcript.start_of(words), answer.transcript.end_of(words)
    assert start is not None
    assert end is not None
    return start, end


def said(answer: Answer, sentence: Sentence) -> str:
    return cleaned(answer.quote(sentence.words))


@given(attempt=timed)
def test_srt_holds_every_sentence_with_its_times_and_part(attempt: Attempt) -> None:
    answer = attempt.review.answer

    read = list(srt.parse(text_of(SRT, attempt)))

    assert [cue.index for cue in read] == list(range(1, len(answer.sentences) + 1))
    for cue, sentence in zip(read, answer.sentences, strict=True):
        start, end = times_of(answer, sentence.words)
        assert cue.start.total_seconds() == pytest.approx(start, abs=MILLISECOND)
        assert cue.end.total_seconds() == pytest.approx(end, abs=MILLISECOND)
        assert sentence.part is not None
        assert cue.content.startswith(f"[{NAMES[sentence.part]}] ")


@given(attempt=timed)
def test_srt_has_nothing_in_its_texts_that_players_take_for_tags(
    attempt: Attempt,
) -> None:
    for cue in srt.parse(text_of(SRT, attempt)):
        assert not re.search(r"[<>{}]|\n", cue.content)


@given(attempt=timed)
def test_webvtt_holds_every_sentence_as_it_was_said(
    attempt: Attempt,
) -> None:
    answer = attempt.review.answer

    read = webvtt.from_string(text_of(WEBVTT, attempt))

    assert len(read.captions) == len(answer.sentences)
    for cue, sentence in zip(read.captions, answer.sentences, strict=True):
        start, end = times_of(answer, sentence.words)
        assert cue.start_in_seconds == pytest.approx(start, abs=1)
        assert cue.end_in_seconds == pytest.approx(end, abs=1)
        assert sentence.part is not None
        assert cue.voice == NAMES[sentence.part]
        assert html.unescape(re.sub(r"<[^>]*>", "", cue.raw_text)) == said(
            answer, sentence
        )


@given(attempt=timed)
def test_cues_follow_on_one_another_and_are_never_empty(attempt: Attempt) -> None:
    end = -1.0
    for cue in srt.parse(text_of(SRT, attempt)):
        assert end <= cue.start.total_seconds() < cue.end.total_seconds()
        end = cue.end.total_seconds()


@given(attempt=timed)
def test_a_textgrid_holds_the_words_to_their_last_digit(
    attempt: Attempt, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answer = attempt.review.answer

    read = opened(attempt, tmp_path_factory.mktemp("praat"))

    words = [tuple(entry) for entry in read.getTier("words").entries if entry.label]
    assert words == [
        (word.span.start, word.span.end, cleaned(word.text))
        for word in answer.transcript.words
        if word.span is not None
    ]
    pauses = [entry for entry in read.getTier("pauses").entries if entry.label]
    assert [(entry.start, entry.end) for entry in pauses] == [
        (pause.start, pause.end) for pause in answer.pauses
    ]


@given(attempt=timed)
def test_a_textgrid_names_sentences_and_parts(
    attempt: Attempt, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answer = attempt.review.answer

    read = opened(attempt, tmp_path_factory.mktemp("praat"))

    assert labels(read, "sentences") == [said(answer, one) for one in answer.sentences]
    assert labels(read, "parts") == [NAMES[one.part] for one in answer.segments]


@given(attempt=timed)
def test_the_tiers_of_a_textgrid_run_from_its_start_to_its_end_without_a_gap(
    attempt: Attempt, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read = opened(attempt, tmp_path_factory.mktemp("praat"))

    assert read.tierNames == ("words", "sentences", "parts", "pauses")
    for tier in read.tiers:
        now = read.minTimestamp
        for entry in tier.entries:
            assert entry.start == now
            assert entry.end > entry.start
            now = entry.end
        assert now == read.maxTimestamp


def test_a_recording_is_read_back_from_a_textgrid_whole(tmp_path: Path) -> None:
    answer = tell_fixture("strong")

    read = opened(attempt_of(answer), tmp_path)

    assert " ".join(labels(read, "words")) == answer.transcript.text()
    assert len(labels(read, "pauses")) == len(answer.pauses)


def opened(attempt: Attempt, folder: Path) -> textgrid.Textgrid:
    """Return the TextGrid of an attempt as praatio reads it, errors as errors."""
    path = folder / "answer.TextGrid"
    path.write_bytes(TEXTGRID.export([attempt]))
    return textgrid.openTextgrid(
        str(path), includeEmptyIntervals=True, reportingMode="error"
    )


def labels(read: textgrid.Textgrid, tier: str) -> list[str]:
    return [entry.label for entry in read.getTier(tier).entries if entry.label]


@given(attempt=timed)
def test_an_audacity_label_is_three_fields_on_a_line(attempt: Attempt) -> None:
    answer = attempt.review.answer
    lines = text_of(AUDACITY, attempt).split("\n")[:-1]

    rows = [line.split("\t") for line in lines]

    assert all(len(row) == 3 for row in rows)
    assert all(0 <= float(start) < float(end) for start, end, _ in rows)
    starts = [float(start) for start, _, _ in rows]
    assert starts == sorted(starts)
    parts = [label[2:] for _, _, label in rows if not label.startswith("!")]
    assert parts == [NAMES[segment.part] for segment in answer.segments]
    flagged = [label[2:] for _, _, label in rows if label.startswith("!")]
    assert sorted(flagged) == sorted(
        title_of(flag.rule) for flag in attempt.review.flags for _ in flag.evidence
    )


def test_an_answer_that_was_not_judged_has_captions_without_parts() -> None:
    attempt = attempt_of(unjudged("I led it. … um It worked."))

    assert [cue.content for cue in srt.parse(text_of(SRT, attempt))] == [
        "I led it.",
        "um It worked.",
    ]
    assert "<c.filler>um</c> It worked." in text_of(WEBVTT, attempt)
    assert "<v" not in text_of(WEBVTT, attempt)


def test_the_fillers_of_webvtt_are_in_a_class_of_their_own() -> None:
    answer = unjudged("I um led it.")
    part = [
        type(one)(one.words, StarPart.ACTION, confidence=1.0)
        for one in answer.sentences
    ]

    text = text_of(WEBVTT, attempt_of(judged(answer, part)))

    assert "<v.action Actions>I <c.filler>um</c> led it.</v>" in text


def test_a_word_cannot_end_a_caption_or_begin_another() -> None:
    answer = saying(unjudged("I led it."), ["-->", "\n\n2\n00:00", "<v"])
    attempt = attempt_of(answer)

    assert len(list(srt.parse(text_of(SRT, attempt)))) == 1
    assert len(webvtt.from_string(text_of(WEBVTT, attempt)).captions) == 1
