"""HTML that is put together of elements: whatever is not HTML already is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, TypeAlias

from voice_star.report.export.clean import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute: TypeAlias = str | float | bool | None

_VOID = frozenset({"input", "link", "meta"})
"""Elements that have no end."""


class Markup(str):
    """Text that is HTML. Only what this module returns may be called so."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Return an element.

    Args:
        name: Of the element.
        children: What is in it; text is escaped, markup is not.
        attributes: By name, "_" for "-" and one more behind a word of Python's. None
            and False leave one out, True names it alone.
    """
    start = f"<{name}{''.join(_attribute(*item) for item in attributes.items())}>"
    if name in _VOID:
        return Markup(start)
    return Markup(f"{start}{together(children)}</{name}>")


def together(pieces: Iterable[str], *, between: str = "") -> Markup:
    """Return pieces one after the other, text among them escaped."""
    return Markup(escaped(between).join(map(escaped, pieces)))


def escaped(text: str) -> str:
    """Return text as HTML shows it, and markup as it is."""
    return text if isinstance(text, Markup) else html.escape(visible(text))


def raw(name: str, text: str) -> Markup:
    """Return a `style` or `script` of our own, whose text HTML does not read.

    Raises:
        ValueError: If the text would end it.
    """
    if f"</{name}" in text.lower():
        raise ValueError(f"a {name} cannot hold its own end")
    return Markup(f"<{name}>{text}</{name}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escaped(value if isinstance(value, str) else str(value))}"'
