"""The themes: the colours of parts and flags that are legible on dark and on light.

The five inks are told apart by people who confuse red and green as well: they differ in
lightness, and no meaning hangs on them alone, since parts have letters and patterns.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="voice-star-dark",
    primary="#7aa2d6",
    foreground="#dcdfe4",
    background="#16181d",
    surface="#1d2026",
    panel="#262a32",
    error="#ff7b72",
    warning="#e5c07b",
    success="#8cc98f",
    dark=True,
    variables={
        "ink-dim": "#8f96a3",
        "ink-red": "#ff7b72",
        "ink-green": "#8cc98f",
        "ink-yellow": "#e5c07b",
        "ink-magenta": "#d7a1e8",
        "ink-cyan": "#63c5d9",
        "footer-key-foreground": "#7aa2d6",
    },
)

LIGHT = Theme(
    name="voice-star-light",
    primary="#2a5ea8",
    foreground="#22252b",
    background="#fafaf8",
    surface="#f1f1ee",
    panel="#e4e4e0",
    error="#b3261e",
    warning="#8a5a00",
    success="#24702c",
    dark=False,
    variables={
        "ink-dim": "#666c78",
        "ink-red": "#b3261e",
        "ink-green": "#24702c",
        "ink-yellow": "#855600",
        "ink-magenta": "#8a2f9e",
        "ink-cyan": "#006a80",
        "footer-key-foreground": "#2a5ea8",
    },
)
