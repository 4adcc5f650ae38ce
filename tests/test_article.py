"""The example that the project's view of a good answer comes from is judged rightly.

Both as it stands, where the text is at hand (it is not ours to copy), and retold in our
own words.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from voice_star.analysis.star import StarJudge
from voice_star.domain.answer import Mark, StarPart
from voice_star.pipeline import review_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.domain.review import Review

ROOT = Path(__file__).parent.parent
ARTICLE = Path(
    os.environ.get("VOICE_STAR_ARTICLE", ROOT.parent / "shared" / "article.txt")
)
RETOLD = ROOT / "fixtures" / "audio" / "retold.json"

ENDINGS = {"stops-at-actions", "understated-result", "narrow-result", "no-why"}


def retold() -> list[str]:
    """Return the sentences of the example in our own words."""
    facts = json.loads(RETOLD.read_text(encoding="utf-8"))
    return [sentence["text"] for sentence in facts["sentences"]]


def as_it_stands() -> list[str]:
    """Return the quotes of the article's example."""
    if not ARTICLE.is_file():
        pytest.skip("the article is not at hand; set VOICE_STAR_ARTICLE")
    text = ARTICLE.read_text(encoding="utf-8")
    example = text[text.index("An Example Using") : text.index("Guiding Principles")]
    return re.findall(r"“([^”]+)”", example)


Telling: TypeAlias = "Callable[[], list[str]]"

TELLINGS = pytest.mark.parametrize("telling", [retold, as_it_stands])


def judged(lines: list[str]) -> Review:
    """Return the review of a text, a sentence a line."""
    return review_lines(lines, judge=StarJudge())


def flags(lines: list[str]) -> set[str]:
    """Return the ids of the flags a text raises."""
    return {flag.rule for flag in judged(lines).flags}


def without_results(lines: list[str]) -> list[str]:
    """Return a telling cut where its results begin."""
    sentences = judged(lines).answer.sentences
    parts = [sentence.part for sentence in sentences]
    return lines[: parts.index(StarPart.RESULT)]


@TELLINGS
def test_it_tells_a_situation_actions_and_results(telling: Telling) -> None:
    parts = {sentence.part for sentence in judged(telling()).answer.sentences}

    assert {StarPart.SITUATION, StarPart.ACTION, StarPart.RESULT} <= parts


@TELLINGS
def test_its_how_and_its_why_are_found(telling: Telling) -> None:
    answer = judged(telling()).answer

    assert answer.marked(Mark.INTERACTION)
    assert answer.marked(Mark.PROBLEM)
    assert answer.marked(Mark.GAIN)
    assert answer.marked(Mark.MEANING)


@TELLINGS
def test_its_ending_is_left_alone(telling: Telling) -> None:
    assert not flags(telling()) & ENDINGS


@TELLINGS
def test_joined_to_one_text_it_is_judged_alike(telling: Telling) -> None:
    assert not flags([" ".join(telling())]) & ENDINGS


@TELLINGS
def test_with_a_generic_close_instead_the_result_is_understated(
    telling: Telling,
) -> None:
    lines = [*without_results(telling()), "And we accomplished our objective."]

    assert flags(lines) & ENDINGS >= {"understated-result"}
    assert "stops-at-actions" not in flags(lines)


@TELLINGS
def test_with_no_result_it_stops_at_the_actions(telling: Telling) -> None:
    assert "stops-at-actions" in flags(without_results(telling()))
