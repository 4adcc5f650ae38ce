"""Parts are decoded over the whole answer and change only where speech can turn."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import say, spoken_texts
from voice_star.analysis.decoding import Weights, decode_parts, log_softmax
from voice_star.analysis.network import Reading, windows
from voice_star.analysis.ngrams import Ngrams
from voice_star.analysis.opinions import MARKS, PARTS
from voice_star.analysis.sentences import given_sentences
from voice_star.analysis.star import StarJudge, Tuning, divide
from voice_star.analysis.turns import find_turns
from voice_star.domain.answer import Mark, Sentence, StarPart
from voice_star.domain.transcript import Transcript, Word, WordRange
from voice_star.domain.wire import review_to_json
from voice_star.errors import NothingHeardError
from voice_star.pipeline import review_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.analysis.network import Logits

EVEN = ((0.0,) * 5,) * 5
"""Any part follows on any other as often as by chance."""

WEIGHTS = Weights(ngrams=0.0, words=0.5, changes=1.0, change=0.0, habit=0.0, moves=EVEN)
TUNING = Tuning(WEIGHTS, dict.fromkeys(MARKS, 0.0))


class Silent(Ngrams):
    """N-grams that have no opinion."""

    def __init__(self) -> None:
        super().__init__(Path())

    def read(self, sentences: Sequence[str]) -> Logits:
        """Return logits that favour nothing."""
        return np.zeros((len(sentences), len(PARTS) + len(MARKS)), dtype=np.float32)


def reading(parts: str, *, marks: dict[Mark, Sequence[int]] | None = None) -> Reading:
    """Return a reading that is sure of each word's part, by its letter."""
    n = len(parts)
    logits = np.zeros((n, len(PARTS)), dtype=np.float32)
    logits[np.arange(n), ["STARO".index(letter) for letter in parts]] = 4.0
    odds = np.full((n, len(MARKS)), -4.0, dtype=np.float32)
    for mark, where in (marks or {}).items():
        odds[list(where), MARKS.index(mark)] = 4.0
    changes = np.array([-3.0] + [3.0 if a != b else -3.0 for a, b in pairwise(parts)])
    return Reading(logits, changes.astype(np.float32), odds, np.zeros(8, np.float32))


def divided(text: str, parts: str, **marks: Sequence[int]) -> tuple[Sentence, ...]:
    """Return a text divided as a network that is sure of `parts` would have it."""
    named = {Mark(name): where for name, where in marks.items()}
    return divide(
        Transcript(tuple(Word(word) for word in text.split())),
        reading(parts, marks=named),
        ngrams=Silent(),
        tuning=TUNING,
    )


def test_a_run_on_is_cut_where_the_part_changes() -> None:
    sentences = divided("they were leaving and I asked them why", "SSSAAAAA")

    assert [(s.words.start, s.words.stop, s.part) for s in sentences] == [
        (0, 3, StarPart.SITUATION),
        (3, 8, StarPart.ACTION),
    ]


def test_a_part_does_not_change_where_speech_cannot_turn() -> None:
    sentences = divided("they were leaving quite suddenly last spring", "SSSAAAA")

    assert len({s.part for s in sentences}) == 1


def test_one_odd_word_does_not_make_a_part() -> None:
    words = Transcript(
        tuple(Word(w) for w in ["I", "asked", "and,", "heard,", "and", "wrote"])
    )
    steady = replace(reading("AAARAA"), changes=np.full(6, -3.0, np.float32))

    sentences = divide(words, steady, ngrams=Silent(), tuning=TUNING)

    assert {s.part for s in sentences} == {StarPart.ACTION}


def test_given_divisions_are_kept() -> None:
    words = Transcript(
        tuple(Word(word) for word in ["so", "it", "fell.", "and", "rose"])
    )
    given_ = given_sentences([5])

    sentences = divide(
        words, reading("SSSRR"), ngrams=Silent(), tuning=TUNING, sentences=given_
    )

    assert [s.words for s in sentences] == [s.words for s in given_]


def test_a_mark_stands_only_on_its_part() -> None:
    (action,) = divided("I asked them why", "AAAA", interaction=range(4), gain=range(4))

    assert action.marks == (Mark.INTERACTION,)


def test_a_figure_needs_something_concrete() -> None:
    (bare,) = divided("it was forty percent", "RRRR", figure=range(4))
    (told,) = divided(
        "it was forty percent", "RRRR", figure=range(4), concrete=range(4)
    )

    assert bare.marks == ()
    assert told.marks == (Mark.CONCRETE, Mark.FIGURE)


def test_what_is_concrete_is_not_generic() -> None:
    (result,) = divided("it went well", "RRR", generic=range(3), concrete=range(2))

    assert result.marks == (Mark.GENERIC,)


@given(spoken_texts, st.integers(0, 2**32 - 1))
def test_any_reading_gives_sentences_that_share_out_the_words(
    text: str, seed: int
) -> None:
    transcript = say(text)
    random = np.random.default_rng(seed)
    n = len(transcript.words)
    noise = Reading(
        random.normal(0, 5, (n, 5)).astype(np.float32),
        random.normal(0, 5, n).astype(np.float32),
        random.normal(0, 5, (n, 10)).astype(np.float32),
        random.normal(0, 5, 8).astype(np.float32),
    )

    sentences = divide(transcript, noise, ngrams=Silent(), tuning=TUNING)

    assert [i for s in sentences for i in s.words] == list(range(n))
    assert all(s.part is not None and 0 <= (s.confidence or 0) <= 1 for s in sentences)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=2000))
def test_windows_count_each_word_once_and_fit(lengths: list[int]) -> None:
    found = list(windows(lengths))

    counted = [i for _, kept in found for i in range(kept.start, kept.stop)]
    assert counted == list(range(len(lengths)))
    for window, kept in found:
        assert window.start <= kept.start < kept.stop <= window.stop
        assert sum(lengths[window]) <= 510


def test_decoding_without_evidence_changes_nothing() -> None:
    turns = np.ones(6, dtype=bool)
    flat = log_softmax(np.zeros((6, 5), dtype=np.float32))

    parts = decode_parts(
        flat, np.full(6, -2.0, np.float32), turns=turns, weights=WEIGHTS
    )

    assert len(set(parts.tolist())) == 1


def test_in_doubt_the_part_is_what_usually_follows() -> None:
    likely = np.full((4, 5), -9.0, dtype=np.float32)
    likely[:2, 0] = 0.0
    likely[2:, [1, 3]] = -0.7
    rows = [[0.0] * 5 for _ in range(5)]
    for usual in (1, 3):
        rows[0] = [0.0, -1.0, -1.0, -1.0, -1.0]
        rows[0][usual] = 1.0
        moves = tuple(tuple(row) for row in rows)

        parts = decode_parts(
            likely,
            np.array([0, 0, 0, -5], np.float32),
            turns=np.ones(4, dtype=bool),
            weights=replace(WEIGHTS, habit=1.0, moves=moves),
        )

        assert parts.tolist() == [0, 0, usual, usual]


def test_speech_can_turn_at_pauses_and_fillers() -> None:
    words = say("we left early um folks came").words

    turns = find_turns(words, [0, 0, 0, 0, 0, 0.4])

    assert turns.tolist() == [True, False, False, True, True, True]


# The shipped weights


@pytest.fixture(scope="module")
def judge() -> StarJudge:
    """The judge that comes with the package."""
    return StarJudge()


GERMAN = (
    "Ich habe den Aufzug repariert, und dann sind alle nach Hause gegangen, weil es "
    "schon so spät war und niemand mehr warten wollte, das war im Winter."
)
FRENCH = (
    "Mon chef m'a demandé de réparer la machine, et avec toute mon équipe nous avons "
    "cherché la panne pendant trois jours avant de la trouver enfin."
)
PORTUGUESE = (
    "No ano passado eu era gerente de uma loja, e a minha equipe tinha que fazer o "
    "inventário em duas semanas por causa do frio, e foi difícil para todos."
)
ANSWER = [
    "Two years ago I was the charge nurse on a ward with thirty beds.",
    "We lost nine hours a week to the handover between the shifts.",
    "My manager asked me to get that down before the winter.",
    "I sat with both shifts for a week and wrote down what they asked twice.",
    "Then I drafted a card with the night nurse and we tried it on four beds.",
    "The handover fell from forty minutes to fifteen, and it still does today.",
    "I am proud of it because the night shift was heard for once.",
]


def test_the_same_answer_is_always_judged_the_same(judge: StarJudge) -> None:
    first = review_to_json(review_lines(ANSWER, judge=judge))
    again = review_to_json(review_lines(ANSWER, judge=StarJudge()))

    assert first == again


def test_a_plain_answer_is_divided_as_anybody_would(judge: StarJudge) -> None:
    review = review_lines(ANSWER, judge=judge)

    assert "".join(str(s.part)[0] for s in review.answer.sentences) == "sstaarr"


def test_what_a_recogniser_writes_is_divided_alike(judge: StarJudge) -> None:
    text = " ".join(ANSWER).lower().replace(".", "").replace(",", "")

    review = review_lines([text], judge=judge)

    parts = [str(s.part) for s in review.answer.segments]
    assert parts == ["situation", "task", "action", "result"]


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "😀 well 😀",
        GERMAN,
        FRENCH,
        PORTUGUESE,
        "Ich war in Berlin, und es war so toll in dem Park.",
    ],
)
def test_what_is_hardly_a_word_or_no_english_is_not_judged(
    text: str, judge: StarJudge
) -> None:
    review = review_lines([text], judge=judge)

    assert {sentence.part for sentence in review.answer.sentences} == {None}
    assert not [flag for flag in review.flags if flag.severity == "major"]


@pytest.mark.parametrize(
    "text",
    [
        "I I I I I I I I I I I I I",
        "\x1b[31m\x07 hello \u202e there",
        "a" * 5000,
        "... --- ,,, word",
        " ".join(ANSWER).upper(),
    ],
)
def test_odd_text_gets_a_modest_judgement(text: str, judge: StarJudge) -> None:
    review = review_lines([text], judge=judge)

    n_words = len(review.answer.transcript.words)
    assert [i for s in review.answer.sentences for i in s.words] == list(range(n_words))
    if n_words < 25:
        assert not [f for f in review.flags if f.severity == "major"]


def test_ten_thousand_words_are_judged_in_windows(judge: StarJudge) -> None:
    text = " ".join(ANSWER * 110)

    review = review_lines([text], judge=judge)

    assert len(review.answer.transcript.words) > 9_000
    assert {s.part for s in review.answer.segments} >= {
        StarPart.SITUATION,
        StarPart.ACTION,
        StarPart.RESULT,
    }


def test_no_text_at_all_says_so(judge: StarJudge) -> None:
    with pytest.raises(NothingHeardError, match="holds no words"):
        review_lines(["", "  "], judge=judge)


# What somebody has settled


def settled(*parts: StarPart | None, length: int = 4) -> tuple[Sentence, ...]:
    """Return sentences of some words each, some of their parts settled."""
    given_ = given_sentences([length] * len(parts))
    return tuple(replace(s, part=p) for s, p in zip(given_, parts, strict=True))


@given(
    st.lists(st.none() | st.sampled_from(StarPart), min_size=1, max_size=8),
    st.integers(0, 2**32 - 1),
)
def test_a_settled_part_stays_whatever_the_judge_thinks(
    parts: list[StarPart | None], seed: int
) -> None:
    n = 4 * len(parts)
    random = np.random.default_rng(seed)
    noise = Reading(
        random.normal(0, 9, (n, 5)).astype(np.float32),
        random.normal(0, 9, n).astype(np.float32),
        random.normal(0, 9, (n, 10)).astype(np.float32),
        random.normal(0, 9, 8).astype(np.float32),
    )
    given_ = settled(*parts)

    sentences = divide(
        Transcript(tuple(Word("so") for _ in range(n))),
        noise,
        ngrams=Silent(),
        tuning=TUNING,
        sentences=given_,
    )

    assert [s.words for s in sentences] == [s.words for s in given_]
    for sentence, part in zip(sentences, parts, strict=True):
        if part is not None:
            assert sentence.part is part
            assert sentence.confidence == 1.0


STOPPED = (
    "I was the night manager of a hotel with ninety rooms. "
    "I had to get the rooms ready by noon. "
    "I asked the cleaners what held them up and drew a new plan with them. "
    "I taught the plan to both of the shifts that we had."
)


def heard_as(text: str) -> Transcript:
    return Transcript(tuple(Word(word) for word in text.split()))


def test_what_somebody_calls_a_result_is_one_though_the_judge_heard_none(
    judge: StarJudge,
) -> None:
    transcript = heard_as(STOPPED)
    own = judge.divide(transcript)
    assert StarPart.RESULT not in {s.part for s in own}
    given_ = (*own[:-1], replace(own[-1], part=StarPart.RESULT))
    opened = tuple(replace(s, part=None) for s in given_[:-1])

    sentences = judge.divide(transcript, sentences=(*opened, given_[-1]))

    assert sentences[-1].part is StarPart.RESULT
    assert {s.part for s in sentences[:-1]} == {s.part for s in own[:-1]}


def test_where_somebody_says_that_it_is_no_result_no_other_is_looked_for(
    judge: StarJudge,
) -> None:
    transcript = heard_as(f"{STOPPED} Rooms were ready two hours earlier after that.")
    own = judge.divide(transcript)
    results = [s for s in own if s.part is StarPart.RESULT]
    assert results
    given_ = tuple(
        replace(s, part=StarPart.ACTION if s in results else None, marks=())
        for s in own
    )

    sentences = judge.divide(transcript, sentences=given_)

    assert StarPart.RESULT not in {s.part for s in sentences}


def test_of_what_cannot_be_judged_all_parts_are_settled_or_none(
    judge: StarJudge,
) -> None:
    transcript = heard_as("Nein danke sehr aber gern doch nicht")
    half = (
        Sentence(WordRange(0, 3), StarPart.TASK),
        Sentence(WordRange(3, 7)),
    )
    whole = (half[0], replace(half[1], part=StarPart.RESULT))

    assert {s.part for s in judge.divide(transcript, sentences=half)} == {None}
    assert judge.divide(transcript, sentences=whole) == whole
