"""The rules, one module each, in the order in which they are named to the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rules import (
    long_setup,
    narrow_result,
    no_hurdle,
    no_situation,
    no_task,
    no_why,
    not_tied_to_job,
    solo_story,
    stops_at_actions,
    team_not_me,
    understated_result,
    unmeasured_result,
)

if TYPE_CHECKING:
    from voice_star.analysis.rule import Rule

RULES: tuple[Rule, ...] = (
    stops_at_actions.RULE,
    understated_result.RULE,
    narrow_result.RULE,
    no_why.RULE,
    unmeasured_result.RULE,
    team_not_me.RULE,
    solo_story.RULE,
    no_hurdle.RULE,
    long_setup.RULE,
    no_situation.RULE,
    no_task.RULE,
    not_tied_to_job.RULE,
)
