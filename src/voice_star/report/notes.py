"""What a listener should know about a recording before trusting its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take

_CLIPPED = 0.001
"""One sample in a thousand at full scale is heard as crackle."""

_TELEPHONE = 11_025
"""At this rate and below, consonants such as s and f lose what tells them apart."""

_DOUBTFUL_WORDS = 0.2
"""Share of words without alignment from which their times are called rough."""


DOUBTFUL_PART = 0.6
"""Confidence below which the part of a sentence is called a guess."""


def notes_on(review: Review) -> Iterator[str]:
    """Yield a sentence for each thing that makes a review less certain."""
    if review.take is not None:
        yield from _notes_on_take(review.take)
    hearing = review.hearing
    if hearing is None:
        return
    if hearing.is_doubtful:
        yield (
            "No clear voice was found, only these words; they may be wrong. "
            "Record closer to the microphone."
        )
    if 1 - hearing.aligned > _DOUBTFUL_WORDS:
        yield (
            f"{100 * (1 - hearing.aligned):.0f} % of the words could not be placed "
            "exactly; their times are rough."
        )


def _notes_on_take(take: Take) -> Iterator[str]:
    if take.missing:
        yield (
            f"The file breaks off {take.missing:.0f} s before the end it promises; "
            "what is there was reviewed. Copy or export it again for the rest."
        )
    if take.clipped > _CLIPPED:
        yield (
            "The sound is clipped: it was too loud for the microphone. "
            "Lower the input level for the next take."
        )
    if take.n_invalid:
        yield (
            f"{take.n_invalid} samples were no numbers and were taken for silence. "
            "Export the recording again if words are missing."
        )
    if take.samplerate <= _TELEPHONE:
        yield (
            f"This is telephone sound ({take.samplerate} Hz): more words than usual "
            "may be misheard."
        )
    if take.n_dropouts:
        yield f"The sound card lost samples {take.n_dropouts} times."


def is_doubtful(sentence: Sentence) -> bool:
    """Tell whether the part of a sentence is hardly more than a guess."""
    return sentence.confidence is not None and sentence.confidence < DOUBTFUL_PART


def notes_on_parts(answer: Answer) -> Iterator[str]:
    """Yield a sentence where the division in parts is not to be relied on."""
    judged = [sentence for sentence in answer.sentences if sentence.part is not None]
    doubtful = [sentence for sentence in judged if is_doubtful(sentence)]
    if not judged:
        yield (
            "The parts of this answer could not be told, so nothing is said of them. "
            "That is so with other languages than English and with very few words."
        )
    elif 2 * len(doubtful) > len(judged):
        yield (
            'Most parts are doubtful ("?" beside the letter). Take what is said of '
            "them as a guess."
        )
    elif doubtful:
        which = f"{len(doubtful)} of {len(judged)} sentences"
        carry = "it carries" if len(doubtful) == 1 else "these carry"
        yield f'The part of {which} is a guess; {carry} a "?" beside the letter.'
