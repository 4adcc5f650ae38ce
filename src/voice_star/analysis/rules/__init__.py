"""The rules, one module each, in the order in which they are named to the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rules import (
    fading_result,
    filled_pauses,
    hedged,
    long_pause,
    monotone,
    repeated,
    too_fast,
    too_long,
    too_short,
    too_slow,
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
"""How it is said: the last to be mended, and never the first thing to be told."""

RULES: tuple[Rule, ...] = (*DELIVERY_RULES,)
