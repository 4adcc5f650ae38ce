"""Days as people name them, seen from now; in English, whatever the machine speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.plain import counted

if TYPE_CHECKING:
    from datetime import datetime

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_SHORT_MONTH = 3
"""Letters; May is as short as it is."""

_WEEK, _MONTH = 7, 60
"""Days up to which a weekday, or a count of days, is clearer than a date."""


def local(moment: datetime, *, now: datetime) -> datetime:
    """Return a moment in the time zone of `now`, which is the user's."""
    return moment.astimezone(now.tzinfo)


def days_since(moment: datetime, *, now: datetime) -> int:
    """Return how many midnights lie between; 0 is today, below 0 is in the future."""
    return (now.date() - local(moment, now=now).date()).days


def ago(moment: datetime, *, now: datetime) -> str:
    """Return how long ago a day was: ``today``, ``9 days ago``, ``4 months ago``."""
    days = days_since(moment, now=now)
    if days < 0:
        return short_day(moment, now=now)
    if days <= 1:
        return ("today", "yesterday")[days]
    if days <= _MONTH:
        return f"{days} days ago"
    return f"{counted(round(days / 30.44), 'month')} ago"


def short_day(moment: datetime, *, now: datetime) -> str:
    """Return a day in at most 11 columns: ``today``, ``Tue``, ``3 May 2025``."""
    days = days_since(moment, now=now)
    then = local(moment, now=now)
    if 0 <= days <= 1:
        return ("today", "yesterday")[days]
    if 0 <= days < _WEEK:
        return _WEEKDAYS[then.weekday()]
    day = f"{then.day} {_MONTHS[then.month - 1][:_SHORT_MONTH]}"
    return day if then.year == now.year else f"{day} {then.year}"


def long_day(moment: datetime, *, now: datetime) -> str:
    """Return a day as a heading: ``Today``, ``Tuesday 3 May`` is ``Tue 3 May``."""
    days = days_since(moment, now=now)
    then = local(moment, now=now)
    if 0 <= days <= 1:
        return ("Today", "Yesterday")[days]
    day = f"{_WEEKDAYS[then.weekday()]} {then.day} {_MONTHS[then.month - 1]}"
    return day if then.year == now.year else f"{day} {then.year}"


def when(moment: datetime, *, now: datetime) -> str:
    """Return a time in a sentence: ``today``, ``on Tue``, ``in May 2025``."""
    then = local(moment, now=now)
    days = days_since(moment, now=now)
    if 0 <= days <= 1:
        return ("today", "yesterday")[days]
    if (then.year, then.month) == (now.year, now.month) or days < _WEEK:
        return f"on {short_day(moment, now=now)}"
    month = _MONTHS[then.month - 1]
    return f"in {month}" if then.year == now.year else f"in {month} {then.year}"


def time_of_day(moment: datetime, *, now: datetime) -> str:
    """Return the time of day as ``09:12``."""
    then = local(moment, now=now)
    return f"{then.hour:02}:{then.minute:02}"
