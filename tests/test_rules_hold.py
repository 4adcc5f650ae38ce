"""What holds for the rules whatever an answer was judged to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given

from tests.judging import judged_answers
from voice_star.analysis.rule import Group, raise_flags
from voice_star.analysis.rules import RULES
from voice_star.analysis.strengths import MOST, find_strengths
from voice_star.domain.bands import DEFAULT_BANDS

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer

JUDGING = [rule for rule in RULES if rule.group is not Group.DELIVERY]
"""Rules that rest on the judge; delivery can be heard in what was never judged."""


@given(judged_answers)
def test_evidence_lies_within_the_words(answer: Answer) -> None:
    for flag in raise_flags(answer, DEFAULT_BANDS, RULES):
        for words in flag.evidence:
            assert words.stop <= len(answer.transcript.words)


@given(judged_answers)
def test_a_message_stands_on_one_line_and_is_not_long(answer: Answer) -> None:
    for flag in raise_flags(answer, DEFAULT_BANDS, RULES):
        assert "\n" not in flag.message
        assert len(flag.message) < 240


@given(judged_answers)
def test_no_answer_both_stops_and_understates(answer: Answer) -> None:
    names = {flag.rule for flag in raise_flags(answer, DEFAULT_BANDS, RULES)}
    assert not {"stops-at-actions", "understated-result"} <= names
    assert not {"understated-result", "narrow-result"} <= names


@given(judged_answers)
def test_the_same_answer_gets_the_same_flags(answer: Answer) -> None:
    first = raise_flags(answer, DEFAULT_BANDS, RULES)
    assert first == raise_flags(answer, DEFAULT_BANDS, RULES)


@given(judged_answers)
def test_what_was_not_judged_is_neither_flagged_nor_praised(answer: Answer) -> None:
    sentences = tuple(
        replace(sentence, part=None, marks=(), confidence=None)
        for sentence in answer.sentences
    )
    unjudged = replace(answer, sentences=sentences, segments=())

    assert raise_flags(unjudged, DEFAULT_BANDS, JUDGING) == ()
    assert find_strengths(unjudged, DEFAULT_BANDS) == ()


@given(judged_answers)
def test_praise_is_short_and_shows_its_words(answer: Answer) -> None:
    strengths = find_strengths(answer, DEFAULT_BANDS)
    assert len(strengths) <= MOST
    assert len({strength.id for strength in strengths}) == len(strengths)
    for strength in strengths:
        assert strength.evidence
        assert all(w.stop <= len(answer.transcript.words) for w in strength.evidence)
