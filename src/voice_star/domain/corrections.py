"""What somebody put right in an answer: words misheard, and where its parts lie.

What was heard stays. Corrections are kept as they were made, in order, and are applied
to it anew each time; so any of them can be undone, and done again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.division import Division
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import Sentence
    from voice_star.domain.transcript import Word


@dataclass(frozen=True, slots=True)
class Reworded:
    """A word that was misheard.

    Attributes:
        at: Its index at that time.
        said: What was said instead: a word, several, or none. They have no times.
    """

    at: int
    said: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Divided:
    """Sentences divided, or their parts settled, anew.

    Attributes:
        division: All of them, so that it does not matter who judged before.
    """

    division: Division


Correction: TypeAlias = Reworded | Divided


@dataclass(frozen=True, slots=True)
class Draft:
    """Words as they stand after some corrections.

    Attributes:
        transcript: They.
        division: Their sentences; None where nobody has touched these.
    """

    transcript: Transcript
    division: Division | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...] | None:
        """The sentences, those parts settled that somebody has; None as `division`."""
        n_words = len(self.transcript.words)
        return None if self.division is None else self.division.sentences(n_words)


@dataclass(frozen=True, slots=True)
class Corrections:
    """An answer as it was heard, and all that was put right in it.

    Attributes:
        heard: The words as they were heard.
        pauses: The silences in them.
        done: What was put right, in order.
        undone: What was taken back, the latest last.
    """

    heard: Transcript
    pauses: tuple[Span, ...] = ()
    done: tuple[Correction, ...] = ()
    undone: tuple[Correction, ...] = ()

    @property
    def draft(self) -> Draft:
        """The words as they stand now.

        Raises:
            ValueError: If corrections are of another answer.
        """
        draft = Draft(self.heard)
        for correction in self.done:
            draft = applied(draft, correction)
        return draft

    def having(self, correction: Correction) -> Corrections:
        """Return these and one more; what was taken back is gone."""
        return replace(self, done=(*self.done, correction), undone=())

    def undo(self) -> Corrections:
        """Take the last correction back; nothing changes where there is none."""
        if not self.done:
            return self
        *done, last = self.done
        return replace(self, done=tuple(done), undone=(*self.undone, last))

    def redo(self) -> Corrections:
        """Do what was taken back last; nothing changes where nothing was."""
        if not self.undone:
            return self
        *undone, last = self.undone
        return replace(self, done=(*self.done, last), undone=tuple(undone))


def applied(draft: Draft, correction: Correction) -> Draft:
    """Return a draft with something put right.

    Raises:
        ValueError: If the correction is of another answer, or leaves no word.
    """
    n_words = len(draft.transcript.words)
    if isinstance(correction, Divided):
        if correction.division.starts[-1] >= n_words:
            raise ValueError("a sentence cannot begin after the last word")
        return replace(draft, division=correction.division)
    at, said = correction.at, correction.said
    if not 0 <= at < n_words or n_words - 1 + len(said) == 0:
        raise ValueError(f"word {at} of {n_words} cannot be put right so")
    words = draft.transcript.words
    transcript = Transcript((*words[:at], *_timed(said, words[at]), *words[at + 1 :]))
    if not transcript.spoken:
        raise ValueError("an answer needs a word")
    division = draft.division and _shifted(draft.division, at, len(said), n_words)
    return Draft(transcript, division)


def _timed(said: Sequence[Word], misheard: Word) -> tuple[Word, ...]:
    """Share out the time of a word among others, by their letters."""
    span = misheard.span
    if span is None or not said:
        return tuple(said)
    letters = list(accumulate((len(word.text) for word in said), initial=0))
    scale = span.duration / letters[-1]
    edges = [span.start + scale * n for n in letters[:-1]] + [span.end]
    return tuple(
        replace(word, span=Span(start, end))
        for word, start, end in zip(said, edges[:-1], edges[1:], strict=True)
    )


def _shifted(division: Division, at: int, n_said: int, n_words: int) -> Division:
    """Return a division after the word at `at` has become `n_said` words."""
    by = n_said - 1
    moved = [
        (start + by if start > at else start, part)
        for start, part in zip(division.starts, division.parts, strict=True)
    ]
    # A sentence of this word alone goes with it: the next one begins there then.
    kept = {start: part for start, part in moved if start < n_words + by}
    return Division(tuple(kept), tuple(kept.values()))
