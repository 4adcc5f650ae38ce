"""A setting as it is shown: a row with its value, and what it is in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from voice_star.report.plain import columns
from voice_star.report.styled import shortened
from voice_star.settingslist import DEFAULTS
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from voice_star.settingkind import Setting

_NAME, _VALUE = 28, 24
"""Columns of a setting's name and of its value."""


def row_of(setting: Setting, value: object) -> Content:
    """Return its name and value; what is not the usual one stands out."""
    shown = shortened(seen(setting.shown(value)), _VALUE)
    gap = " " * (_VALUE - columns(shown))
    is_own = value != DEFAULTS[setting.key]
    return Content.assemble(
        f"  {setting.name:<{_NAME}}",
        (shown, "bold" if is_own else ""),
        (f"{gap}  {'yours' if is_own else ''}", "dim"),
    )


def detail_of(setting: Setting) -> Content:
    """Return what it does, what it may be and what it usually is."""
    usual = setting.shown(DEFAULTS[setting.key])
    key = f"   in the file: {setting.key}"
    lines = (
        Content.styled(setting.name, "bold"),
        Content(setting.what),
        Content.assemble(("May be: ", "dim"), setting.allowed),
        Content.assemble(("Usually: ", "dim"), usual, (key, "dim")),
    )
    return Content("\n").join(lines)
