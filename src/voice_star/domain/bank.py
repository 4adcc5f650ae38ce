"""The bank: the questions that come with voice_star."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from voice_star.domain.question import Question, Theme


@lru_cache(maxsize=1)
def read_bank() -> tuple[Question, ...]:
    """Return the questions of the bank, accomplishments first; they are read once."""
    text = files("voice_star.data").joinpath("questions.toml").read_text("utf-8")
    return tuple(
        Question(
            id=entry["id"],
            theme=Theme(entry["theme"]),
            text=entry["text"],
            hint=entry["hint"],
        )
        for entry in tomllib.loads(text)["question"]
    )
