"""The rules, one module each, in the order in which they are named to the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rules import not_tied_to_job

if TYPE_CHECKING:
    from voice_star.analysis.rule import Rule

RULES: tuple[Rule, ...] = (not_tied_to_job.RULE,)
