"""What is aimed at makes sense, whoever sets it."""

from __future__ import annotations

from typing import Any

import pytest

from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS, Bands


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"target": 0.0}, "target must be above 0"),
        ({"target": float("nan")}, "target must be a finite number"),
        ({"target": float("inf")}, "target must be a finite number"),
        ({"long_pause": -1.0}, "long_pause must be above 0"),
        ({"pace": (190.0, 110.0)}, "pace runs from 190 down to 110"),
        ({"result": (0.9, 1.2)}, "result is a share"),
        ({"result": (0.01, 0.02)}, "cannot add up to 1"),
        ({"action": (0.8, 0.9)}, "cannot add up to 1"),
        ({"too_short": 1.5}, "too_short must be below too_long"),
        ({"too_short": 1.1}, "too_short must be below 1"),
        ({"too_long": 0.9}, "too_long above"),
        ({"too_long": 3.0}, "too_long must be below far_too_long"),
        ({"fading_level_db": 6.0}, "fading_level_db must be below"),
        ({"fading_pitch": 1.0}, "fading_pitch is a share"),
        ({"long_setup": 1.0}, "long_setup is a share"),
        ({"far_too_long_setup": 1.0}, "far_too_long_setup is a share"),
        ({"long_setup": 0.6}, "long_setup must be below far_too_long_setup"),
        ({"target": 1.0}, "target must be 10 to 3600 seconds"),
        ({"target": 9.9}, "target must be 10 to 3600 seconds"),
        ({"target": 3601.0}, "target must be 10 to 3600 seconds"),
        ({"target": 9e39}, "target must be 10 to 3600 seconds"),
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Bands(**changes)


def test_the_seconds_of_a_part_follow_the_target() -> None:
    bands = Bands(target=100.0)

    assert bands.band_seconds(StarPart.SITUATION) == pytest.approx((15, 20))
    assert bands.band_seconds(StarPart.TASK) == pytest.approx((5, 15))
    assert bands.band_seconds(StarPart.ACTION) == pytest.approx((45, 60))
    assert bands.band_seconds(StarPart.RESULT) == pytest.approx((20, 30))
    assert bands.whole_seconds == pytest.approx((50, 125))


def test_what_is_beside_the_story_has_no_band() -> None:
    assert DEFAULT_BANDS.share_of(StarPart.OTHER) is None
    assert DEFAULT_BANDS.band_seconds(StarPart.OTHER) is None


def test_two_minutes_are_aimed_at() -> None:
    assert DEFAULT_BANDS.target == 120
