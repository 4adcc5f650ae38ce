"""Paper: lines of `report` on a widget, drawn one by one as they come into view."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from voice_star.report.plain import JOINER, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from voice_star.report.styled import Line

_INKS = {
    "2": "dim",
    "31": "red",
    "32": "green",
    "33": "yellow",
    "35": "magenta",
    "36": "cyan",
}
"""The codes of `report` as the app's own colours, which fit its themes."""

_FACES = {"1": Style(bold=True), "4": Style(underline=True), "7": Style(reverse=True)}


INKED = frozenset(f"paper--{ink}" for ink in _INKS.values())
"""The component classes of a widget on which lines are drawn."""


class Paper(Widget):
    """Lines that fit the width they are given.

    Whoever makes one overrides `lines`, and calls `redraw` when they are others.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INKED)

    DEFAULT_CSS = """
    Paper { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - as all widgets call it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._laid: Sequence[Line] = ()
        self._laid_for: tuple[int, int] | None = None

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return what is on it; of a paper that grows as it needs `height` is 0."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Lay the lines anew, and draw what has changed."""
        before, self._laid_for = self._laid, None
        width = self.size.width
        if not width:
            self.refresh(layout=True)
        elif (now := self.laid(width)) != before:
            grows = self.styles.is_auto_height and len(now) != len(before)
            self.refresh(layout=grows)

    def laid(self, width: int) -> Sequence[Line]:
        """Return the lines as they are laid for a width."""
        height = 0 if self.styles.is_auto_height else self.size.height
        if self._laid_for != (width, height):
            self._laid = self.lines(width, height)
            self._laid_for = (width, height)
        return self._laid

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        del container, viewport
        return len(self.laid(width)) if width else 0

    def render_line(self, y: int) -> Strip:
        """Return one line, in the colours of the theme."""
        width = self.size.width
        lines = self.laid(width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return drawn(self, lines[y], width)


class Sheet(Paper):
    """A paper with lines that were laid elsewhere, for the width it has."""

    shown: var[tuple[Line, ...]] = var(())

    def watch_shown(self) -> None:
        """Draw them."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return them."""
        del width, height
        return self.shown


def drawn(widget: Widget, line: Line, width: int) -> Strip:
    """Return a line in exactly `width` columns, in the colours of the theme."""
    # To ask for a style takes longer than to draw a word: neighbours share one.
    segments = [
        Segment("".join(seen(text) for text, _ in run), inked(widget, style))
        for style, run in groupby(line, key=lambda piece: piece.style)
    ]
    plain = widget.rich_style
    return Strip(segments).adjust_cell_length(width, plain).crop(0, width)


def inked(widget: Widget, code: str) -> Style:
    """Return a style of `report` in the colours of the theme.

    Args:
        widget: One whose component classes are `INKED`.
        code: As pieces have it.
    """
    # The background, too: what is drawn by lines gets none by itself.
    style = widget.rich_style
    for one in filter(None, code.split(";")):
        if one in _FACES:
            style += _FACES[one]
        else:
            name = f"paper--{_INKS[one]}"
            style += widget.get_component_rich_style(name, partial=True)
    return style


def seen(text: str) -> str:
    """Return text that steers no terminal, on one line."""
    return printable(text.replace(JOINER, "")).replace("\n", "?")
