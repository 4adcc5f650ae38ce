"""The steps of the first start, and what each says."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from textual.content import Content


class Ear(Enum):
    """Where the microphone and the trial stand."""

    OPENING = "opening the microphone …"
    READY = "Say something: the bar moves with your voice."
    TELLING = "listening: say your sentence, then press space again"
    HEARING = "hearing what you said …"
    NONE = "no microphone"


class Told(NamedTuple):
    """What a step says.

    Attributes:
        name: In the row of steps.
        title: Above its text.
        text: For somebody who is new.
        has_level: Whether the level of the microphone is shown.
    """

    name: str
    title: str
    text: str
    has_level: bool = False


class Step(Enum):
    """A step of the first start."""

    STAR = Told(
        "STAR",
        "What a good answer has",
        "Situation and Task: where it was, and what was asked of you. Keep it short.\n"
        "Actions: what you yourself did, with whom, and what stood in the way.\n"
        "Results: what came of it, for whom, and why it matters. Most stop before it.",
    )
    MICROPHONE = Told(
        "Microphone",
        "Can you be heard?",
        "Nothing is recorded now, and nothing ever leaves this machine.",
        has_level=True,
    )
    TRIAL = Told(
        "Trial",
        "Say one sentence, and hear it back",
        "Press space and say, for instance:\n"
        "“I am here to tell what I did, and what came of it.”\n"
        "Press space again, and see what was heard. The trial is not kept.",
        has_level=True,
    )
    MODEL = Told(
        "Model",
        "What hears you",
        "A speech model on this machine writes down what you say as you say it.",
    )


STEPS = tuple(Step)
"""All steps in their order."""


def text_of(step: Step) -> Content:
    """Return what a step says; what stands before a colon stands out."""
    lines = []
    for line in step.value.text.split("\n"):
        name, colon, rest = line.partition(": ")
        is_name = bool(colon) and step is Step.STAR
        lines.append(
            Content.assemble((f"{name}{colon}", "bold"), rest)
            if is_name
            else Content(line)
        )
    return Content("\n").join(lines)


def steps_line(now: Step) -> Content:
    """Return the row of steps, the one that is shown standing out."""
    pieces: list[Content | tuple[str, str]] = []
    for number, step in enumerate(STEPS, start=1):
        if pieces:
            pieces.append(("  →  ", "dim"))
        style = "bold reverse" if step is now else "dim"
        pieces.append((f" {number} {step.value.name} ", style))
    return Content.assemble(*pieces)


def is_offered(action: str, step: Step, ear: Ear, *, has_take: bool) -> bool:
    """Tell whether something can be done at a step."""
    if action == "tell":
        return step is Step.TRIAL and ear in {Ear.READY, Ear.TELLING}
    if action == "play":
        return step is Step.TRIAL and has_take
    if action == "choose_microphone":
        return step is Step.MICROPHONE and ear is not Ear.TELLING
    if action == "leave_to":
        return ear is Ear.NONE or step is STEPS[-1]
    return True


WITHOUT = (
    "All else works without one: o reviews a recording that you have, s shows the "
    "review of a sample answer, and m looks for a microphone again."
)
"""What is said to somebody who has no microphone."""

HAS_MODEL = "✓ The speech model is here, whole, and ready to hear you."
"""What is said where there is one."""

NO_TRIAL = "Without a microphone there is no trial."
"""What is said then at that step."""
