"""A brief: what an answer is held against."""

from __future__ import annotations

from dataclasses import dataclass

from voice_star.domain.bands import DEFAULT_BANDS, Bands


@dataclass(frozen=True, slots=True)
class Brief:
    """What an answer is held against.

    Attributes:
        question: What was asked; None where nobody said.
        asks: What the job asks for; None where no job was named.
        bands: The length of the whole, what each part has of it, and the pace.
    """

    question: str | None = None
    asks: tuple[str, ...] | None = None
    bands: Bands = DEFAULT_BANDS


NO_BRIEF = Brief()
"""Nothing said: no question, no job, the usual bands."""
