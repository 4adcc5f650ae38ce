"""A take heard: cut in pieces, read, aligned, and every word put in its place."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from voice_star.domain.review import Hearing
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word
from voice_star.progress import OnProgress, Progress, Stage, ignore
from voice_star.speech.alignment import Aligner
from voice_star.speech.pieces import cut_pieces
from voice_star.speech.placement import place_words, shifted
from voice_star.speech.readings import join_readings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds
    from voice_star.speech.transcriber import Heard, HeardWord, OnWait, Transcriber

_BATCH = 3
"""Pieces read side by side. Six are a tenth quicker, and take 1.1 GB where three take
0.5; progress comes in such steps."""

_SURE, _SURE_OF_SPEECH = -0.7, 0.4
"""Words from a take in which no voice was found are kept with a mean log-probability
above the first and a chance of silence below the second."""

_UNSURE, _UNSURE_OF_SPEECH = -0.8, 0.5
"""Where a voice was found, words are dropped below the first and above the second:
Whisper's own bounds (-1 and 0.6), a little tightened on noises."""

_LOST = -1.5
"""Below this mean log-probability the model has made its words up. Noises gave -2 to
-5, the least clear speech -0.8."""

_LAUGH = re.compile(r"(ha|he|heh|hah){1,}", re.IGNORECASE)
"""How laughter is written. It is no word, if there is more than one of it."""


@dataclass(frozen=True, slots=True)
class HeardTake:
    """What was heard in a take: its words, and how they came to be known."""

    transcript: Transcript
    hearing: Hearing


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """What was heard in one piece, before its words are put in their places.

    Attributes:
        piece: Of the take.
        words: As heard, with rough times counted from the start of the take.
        spans: Where alignment found each of them; None where it did not.
    """

    piece: Span
    words: tuple[HeardWord, ...] = ()
    spans: tuple[Span | None, ...] = ()


def hear_take(
    take: Take,
    *,
    transcriber: Transcriber,
    voice: Sequence[Span],
    aligner: Aligner | None = None,
    on_progress: OnProgress = ignore,
) -> HeardTake:
    """Hear every word of a take, its fillers among them.

    Args:
        take: The recording.
        transcriber: The speech model.
        voice: Where the take is not silent. Where it is empty, the whole take is
            heard, and its words are kept only if the model is sure of them.
        aligner: Kept from take to take, it need not load its models again.
        on_progress: Told the seconds heard; called often, also while they stand still.

    Returns:
        Possibly no words at all.
    """
    is_doubtful = not voice
    pieces = cut_pieces(take, voice or [Span(0.0, take.duration)])
    align = partial(
        align_piece,
        take,
        aligner=Aligner() if aligner is None else aligner,
        is_doubtful=is_doubtful,
    )
    # What was read is aligned while the next is read: neither keeps two processors
    # busy. One thread does it, since an aligner is not for several at once.
    apart = ThreadPoolExecutor(max_workers=1)
    aligned: list[Future[AlignedPiece]] = []
    try:
        for first in range(0, len(pieces), _BATCH):
            batch = pieces[first : first + _BATCH]
            span = Span(batch[0].start, batch[-1].end)
            heard = transcriber.hear(
                [take.samples(piece) for piece in batch],
                on_wait=_reporting(span, take, on_progress),
            )
            aligned += map(partial(apart.submit, align), batch, heard)
            on_progress(Progress(Stage.HEARING, span.end, take.duration))
        found = []
        for future in aligned:
            found.append(future.result())
            on_progress(Progress(Stage.HEARING, span.end, take.duration))
    finally:
        apart.shutdown(cancel_futures=True)
    return joined_take(found, transcriber, voice=voice)


def joined_take(
    pieces: Sequence[AlignedPiece], transcriber: Transcriber, *, voice: Sequence[Span]
) -> HeardTake:
    """Put the words of all pieces in their places, and say how they were heard.

    Args:
        pieces: In order, without overlaps.
        transcriber: Who heard them.
        voice: Where the take is not silent, in order; empty where that is in doubt.
    """
    n_heard = sum(len(piece.words) for piece in pieces)
    n_aligned = sum(span is not None for piece in pieces for span in piece.spans)
    words: list[Word] = []
    for piece in pieces:
        last = words[-1].span if words else None
        words += placed(piece, voice=voice, after=last.end if last else 0.0)
    return HeardTake(
        Transcript(tuple(words)),
        Hearing(
            model=transcriber.name,
            language=transcriber.language,
            aligned=n_aligned / max(1, n_heard),
            is_doubtful=not voice,
        ),
    )


def _reporting(batch: Span, take: Take, on_progress: OnProgress) -> OnWait:
    """Return what turns a share of a batch into progress through the take."""

    def on_wait(share: float) -> None:
        done = batch.start + share * batch.duration
        on_progress(Progress(Stage.HEARING, done, take.duration))

    return on_wait


def _is_speech(heard: Heard, *, is_doubtful: bool) -> bool:
    """Tell whether words were said, and not made up over a noise."""
    if heard.mean_log_probability < _LOST:
        return False
    if is_doubtful:
        return (
            heard.mean_log_probability > _SURE
            and heard.chance_of_none < _SURE_OF_SPEECH
        )
    return (
        heard.mean_log_probability > _UNSURE or heard.chance_of_none < _UNSURE_OF_SPEECH
    )


def _without_laughter(words: Sequence[HeardWord]) -> list[HeardWord]:
    """Drop what has no letter, and laughter: two "ha" in a row, or one "hahaha"."""
    kept: list[HeardWord] = []
    laughs = [bool(_LAUGH.fullmatch(_key(word))) for word in words]
    for index, word in enumerate(words):
        has_company = any(
            laughs[max(0, index - 1) : index] + laughs[index + 1 : index + 2]
        )
        is_laugh = laughs[index] and (has_company or len(_key(word)) > len("haha"))
        if _key(word) and not is_laugh:
            kept.append(word)
    return kept


def _key(word: HeardWord) -> str:
    return Word(word.text).key.replace("-", "")


def align_piece(
    take: Take,
    piece: Span,
    heard: Heard,
    *,
    aligner: Aligner,
    is_doubtful: bool = False,
) -> AlignedPiece:
    """Find when each word of one piece was said; none if it holds no speech.

    Args:
        take: Holds the piece.
        piece: What was heard.
        heard: What a model made of it.
        aligner: Finds the words.
        is_doubtful: Whether no voice was found there at first.
    """
    if not _is_speech(heard, is_doubtful=is_doubtful):
        return AlignedPiece(piece)
    words = _without_laughter(join_readings(heard))
    spans = aligner.align(words, take.samples(piece))
    return AlignedPiece(
        piece,
        tuple(shifted(words, piece.start)),
        tuple(span and span.shifted(piece.start) for span in spans),
    )


def placed(
    heard: AlignedPiece, *, voice: Sequence[Span], after: Seconds = 0.0
) -> list[Word]:
    """Give each word of a piece its span; none begins before `after`."""
    return place_words(
        heard.words,
        heard.spans,
        voice=[span for span in voice if span.overlap(heard.piece) > 0],
        after=after,
    )
