"""The themes: the colours of parts and flags that are legible on dark and on light.

The five inks are told apart by people who confuse red and green as well: they differ in
lightness, and no meaning hangs on them alone, since parts have letters and patterns.
The safe themes go further: their inks are those of Okabe and Ito, which differ for
every kind of colour blindness, made as legible on their background as the others.
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

DARK_SAFE = Theme(
    name="voice-star-dark-safe",
    primary="#56b4e9",
    foreground="#f2f2f2",
    background="#101216",
    surface="#181b21",
    panel="#22262e",
    error="#f08a3c",
    warning="#f0e442",
    success="#56b4e9",
    dark=True,
    variables={
        "ink-dim": "#a3a9b5",
        "ink-red": "#f08a3c",
        "ink-green": "#1fc49a",
        "ink-yellow": "#f0e442",
        "ink-magenta": "#e2a3c7",
        "ink-cyan": "#56b4e9",
        "footer-key-foreground": "#56b4e9",
    },
)

LIGHT_SAFE = Theme(
    name="voice-star-light-safe",
    primary="#005b96",
    foreground="#14161a",
    background="#fcfcfa",
    surface="#f2f2ef",
    panel="#e3e3df",
    error="#a34400",
    warning="#6b5900",
    success="#005b96",
    dark=False,
    variables={
        "ink-dim": "#585e69",
        "ink-red": "#a34400",
        "ink-green": "#00674b",
        "ink-yellow": "#6b5900",
        "ink-magenta": "#9b3672",
        "ink-cyan": "#005b96",
        "footer-key-foreground": "#005b96",
    },
)

THEMES = {
    "dark": DARK,
    "light": LIGHT,
    "dark-safe": DARK_SAFE,
    "light-safe": LIGHT_SAFE,
}
"""The themes by the names they have in the settings."""

TURNED = {
    "dark": "light",
    "light": "dark",
    "dark-safe": "light-safe",
    "light-safe": "dark-safe",
}
"""The light theme that goes with a dark one, and the other way round."""
