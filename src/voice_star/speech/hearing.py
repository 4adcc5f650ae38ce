"""A take heard: cut in pieces, read, aligned, and every word put in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voice_star.domain.review import Hearing
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word
from voice_star.progress import OnProgress, Progress, Stage, ignore
from voice_star.speech.alignment import Aligner
from voice_star.speech.fillers import join_readings
from voice_star.speech.pieces import cut_pieces
from voice_star.speech.placement import place_words, shifted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.take import Take
    from voice_star.speech.transcriber import Heard, Transcriber

_BATCH = 3
"""Pieces read side by side: more is hardly faster, and progress comes in such steps."""

_LEAST_SURE = -0.7
"""Mean log-probability below which words from a take without a voice are not kept."""

_MOST_SILENT = 0.4
"""Likewise the greatest chance of silence."""


@dataclass(frozen=True, slots=True)
class HeardTake:
    """What was heard in a take: its words, and how they came to be known."""

    transcript: Transcript
    hearing: Hearing


@dataclass(slots=True)
class _Ledger:
    """What has been heard so far, piece by piece."""

    words: list[Word] = field(default_factory=list)
    n_aligned: int = 0
    n_heard: int = 0


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
    aligner = Aligner() if aligner is None else aligner
    ledger = _Ledger()
    for first in range(0, len(pieces), _BATCH):
        batch = pieces[first : first + _BATCH]
        progress = Progress(Stage.HEARING, batch[0].start, take.duration)
        heard = transcriber.hear(
            [take.samples(piece) for piece in batch],
            on_wait=lambda progress=progress: on_progress(progress),  # type: ignore[misc]
        )
        for piece, one in zip(batch, heard, strict=True):
            if not is_doubtful or _is_sure(one):
                _place(ledger, take, piece, one, voice=voice, aligner=aligner)
            on_progress(Progress(Stage.HEARING, piece.end, take.duration))
    return HeardTake(
        Transcript(tuple(ledger.words)),
        Hearing(
            model=transcriber.name,
            language=transcriber.language,
            aligned=ledger.n_aligned / max(1, ledger.n_heard),
            is_doubtful=is_doubtful,
        ),
    )


def _is_sure(heard: Heard) -> bool:
    """Tell whether words are to be believed though no voice was found."""
    return (
        heard.mean_log_probability > _LEAST_SURE and heard.chance_of_none < _MOST_SILENT
    )


def _place(
    ledger: _Ledger,
    take: Take,
    piece: Span,
    heard: Heard,
    *,
    voice: Sequence[Span],
    aligner: Aligner,
) -> None:
    """Align the words of one piece and add them to the ledger."""
    words = [word for word in join_readings(heard) if Word(word.text).key]
    spans = aligner.align(words, take.samples(piece))
    ledger.n_heard += len(words)
    ledger.n_aligned += sum(span is not None for span in spans)
    last = ledger.words[-1].span if ledger.words else None
    ledger.words += place_words(
        shifted(words, piece.start),
        [span and span.shifted(piece.start) for span in spans],
        voice=[span for span in voice if span.overlap(piece) > 0],
        after=last.end if last else 0.0,
    )
