"""The rules, one module each, in the order in which they are named to the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rules import (
    fading_result,
    filled_pauses,
    hedged,
    long_pause,
    long_setup,
    monotone,
    narrow_result,
    no_hurdle,
    no_situation,
    no_task,
    no_why,
    not_tied_to_job,
    repeated,
    solo_story,
    stops_at_actions,
    team_not_me,
    too_fast,
    too_long,
    too_short,
    too_slow,
    understated_result,
    unmeasured_result,
)

if TYPE_CHECKING:
    from voice_star.analysis.rule import Rule

DELIVERY_RULES: tuple[Rule, ...] = (
    too_long.RULE,
    too_short.RULE,
    fading_result.RULE,
    hedged.RULE,
    too_fast.RULE,
    too_slow.RULE,
    filled_pauses.RULE,
    long_pause.RULE,
    repeated.RULE,
    monotone.RULE,
)
"""How it is said. Those that need sound yield nothing without it."""

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
    *DELIVERY_RULES,
)
