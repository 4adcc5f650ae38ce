"""Judged answers of random parts and marks, for properties that hold for all."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.saying import WORDS
from voice_star.analysis.segments import join_segments
from voice_star.domain.answer import Answer, Mark, Sentence, StarPart
from voice_star.domain.transcript import Transcript, Word, WordKind, WordRange
from voice_star.speech.fillers import filler_sound

ODD_WORDS = ('"', "—", "🎉", "we", "we've", "I", "…", "x" * 90, "3.5", "NOT", "\x07")

_texts = st.lists(st.sampled_from([*WORDS, *ODD_WORDS]), min_size=1, max_size=12)
_marks = st.lists(st.sampled_from(list(Mark)), max_size=4, unique=True)
_sure = st.none() | st.floats(0, 1)
_lines = st.lists(
    st.tuples(st.sampled_from(list(StarPart)), _marks, _texts, _sure), max_size=14
)


def _answer(
    lines: list[tuple[StarPart, list[Mark], list[str], float | None]],
) -> Answer:
    words: list[Word] = []
    sentences: list[Sentence] = []
    for part, marks, texts, confidence in lines:
        own = WordRange(len(words), len(words) + len(texts))
        sentences.append(Sentence(own, part, tuple(marks), confidence))
        words += [_word(text) for text in texts]
    return Answer(
        Transcript(tuple(words)),
        sentences=tuple(sentences),
        segments=join_segments(sentences),
    )


def _word(text: str) -> Word:
    is_filler = filler_sound(text) is not None
    return Word(text, kind=WordKind.FILLED_PAUSE if is_filler else WordKind.WORD)


judged_answers = _lines.map(_answer)
"""Answers of any parts and marks, however senseless, and as sure as may be."""
