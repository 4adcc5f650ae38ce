"""A brief: what an answer is held against."""

from __future__ import annotations

from dataclasses import dataclass

from voice_star.domain.bands import DEFAULT_BANDS, Bands


@dataclass(frozen=True, slots=True)
class Brief:
    """What an answer is held against.

    Attributes:
        question: What was asked; None where nobody said.
        job: The text of a job advertisement; None where none was named.
        bands: The length of the whole, what each part has of it, and the pace.
    """

    question: str | None = None
    job: str | None = None
    bands: Bands = DEFAULT_BANDS


NO_BRIEF = Brief()
"""Nothing said: no question, no job, the usual bands."""
