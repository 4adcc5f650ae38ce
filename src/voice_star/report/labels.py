"""How parts, marks and rules are named, lettered, filled and coloured for people."""

from __future__ import annotations

from voice_star.domain.answer import Mark, StarPart

LETTERS = {
    StarPart.SITUATION: "S",
    StarPart.TASK: "T",
    StarPart.ACTION: "A",
    StarPart.RESULT: "R",
    StarPart.OTHER: "·",
}

PATTERNS = {
    StarPart.SITUATION: "▒",
    StarPart.TASK: "░",
    StarPart.ACTION: "▓",
    StarPart.RESULT: "█",
    StarPart.OTHER: "·",
}
"""What a part is filled with in a bar, so that none needs its colour."""

COLOURS = {
    StarPart.SITUATION: "36",
    StarPart.TASK: "33",
    StarPart.ACTION: "32",
    StarPart.RESULT: "35",
    StarPart.OTHER: "2",
}
"""The terminal's own cyan, yellow, green and magenta, and dim: its theme has made them
legible on its background. Plain blue is not, on most dark ones; red is for flags."""

NAMES = {
    StarPart.SITUATION: "Situation",
    StarPart.TASK: "Task",
    StarPart.ACTION: "Actions",
    StarPart.RESULT: "Results",
    StarPart.OTHER: "Other",
}

MARKS = {
    Mark.INTERACTION: "interaction",
    Mark.PROBLEM: "problem",
    Mark.ADVERSITY: "adversity",
    Mark.TEAM: "we, not I",
    Mark.CONCRETE: "named change",
    Mark.FIGURE: "figure",
    Mark.GENERIC: "says little",
    Mark.GAIN: "who gained",
    Mark.LASTING: "lasting",
    Mark.MEANING: "meaning",
}

TITLES = {
    "stops-at-actions": "Stops at the actions",
    "understated-result": "Understated result",
    "narrow-result": "Narrow result",
    "no-why": "No why",
    "unmeasured-result": "No figure",
    "solo-story": "Solo story",
    "team-not-me": "Told as we",
    "no-hurdle": "No hurdle",
    "long-setup": "Long setup",
    "no-task": "No task",
    "no-situation": "No situation",
    "not-tied-to-job": "Not tied to the job",
    "too-long": "Too long",
    "too-short": "Too short",
    "too-fast": "Too fast",
    "too-slow": "Too slow",
    "long-pause": "Long pause",
    "filled-pauses": "Fillers",
    "hedged": "Hedged",
    "repeated": "Repeated words",
    "fading-result": "Fading result",
    "monotone": "Monotone",
}

DELIVERY = frozenset(
    {
        "too-long",
        "too-short",
        "too-fast",
        "too-slow",
        "long-pause",
        "filled-pauses",
        "hedged",
        "repeated",
        "fading-result",
        "monotone",
    }
)
"""Rules about how it was said, not what: these are told more shortly."""


def title_of(rule: str) -> str:
    """Return what a rule is called; of one nobody named, its id made readable."""
    return TITLES.get(rule) or rule.replace("-", " ").replace("_", " ").capitalize()
