"""A figure that was measured, and the table it stands in."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BOUNDS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        name: What was measured, on what.
        value: The number.
        unit: Its unit; empty for a plain number.
        bound: What it must keep to, as ``"<= 15"``; empty where none is set.
        plain: The same for the baseline, already written out.
        places: Decimals to print.
    """

    name: str
    value: float
    unit: str = ""
    bound: str = ""
    plain: str = ""
    places: int = 3

    @property
    def is_kept(self) -> bool | None:
        """Whether the bound is kept; None without a bound."""
        if not self.bound:
            return None
        sign, limit = self.bound.split()
        return _BOUNDS[sign](self.value, float(limit))

    def as_row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        verdict = {True: "yes", False: "**no**", None: ""}[self.is_kept]
        value = f"{self.value:.{self.places}f} {self.unit}".strip()
        return f"| {self.name} | {self.plain} | {value} | {self.bound} | {verdict} |"


def as_table(figures: Sequence[Figure]) -> str:
    """Return figures as a Markdown table."""
    head = (
        "| figure | baseline | voice_star | must be | kept |",
        "| --- | --- | --- | --- | --- |",
    )
    return "\n".join([*head, *(figure.as_row() for figure in figures)])
