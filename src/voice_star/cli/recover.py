"""`voice-star recover`: takes that were cut off are finished and reviewed."""

from __future__ import annotations


def tell_of_cut_off() -> None:
    pass
