"""Sessions: the takes of one sitting; and the choice of takes by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from voice_star.domain.question import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime, tzinfo

    from voice_star.domain.record import Record
    from voice_star.domain.timeline import Seconds

BREAK = timedelta(minutes=30)
"""Takes so far apart are not of one sitting: a coffee is shorter, a meal is not."""


@dataclass(frozen=True, slots=True)
class Session:
    """The takes of one sitting.

    Attributes:
        records: In order of time; never empty.

    Raises:
        ValueError: If there are none.
    """

    records: tuple[Record, ...]

    def __post_init__(self) -> None:
        if not self.records:
            raise ValueError("a session has at least one take")

    @property
    def moment(self) -> datetime:
        """When its first take began."""
        return self.records[0].moment

    @property
    def spoken(self) -> Seconds:
        """How long was spoken, all takes together; those without sound count 0."""
        return sum(record.duration or 0.0 for record in self.records)


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records by the time of their takes; of one moment, by id."""
    return tuple(sorted(records, key=lambda record: (record.moment, record.id)))


def sessions_of(records: Iterable[Record]) -> tuple[Session, ...]:
    """Group records, in any order, by sitting; the oldest session comes first.

    A take is of the same sitting if it begins less than 30 min after all before it
    have ended.
    """
    return tuple(Session(tuple(run)) for run in _runs(in_order(records)))


def _runs(records: Iterable[Record]) -> Iterator[list[Record]]:
    run: list[Record] = []
    end: datetime | None = None
    for record in records:
        if end is not None and record.moment - end >= BREAK:
            yield run
            run, end = [], None
        run.append(record)
        end = record.end if end is None else max(end, record.end)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class Choice:
    """Which takes are meant; what is None chooses nothing away.

    Attributes:
        since: First day.
        until: Last day, which belongs to it.
        questions: Keys of the texts of a question, as `Question.keys` has them.
        story: Which story was told.
        flag: A rule that raised a flag.
    """

    since: date | None = None
    until: date | None = None
    questions: frozenset[str] | None = None
    story: str | None = None
    flag: str | None = None

    def __contains__(self, record: Record) -> bool:
        """Whether a record is meant, by everything but its day."""
        asked = record.question
        return (
            (
                self.questions is None
                or (asked is not None and key_of(asked) in self.questions)
            )
            and (self.story is None or record.story == self.story)
            and (self.flag is None or any(f.rule == self.flag for f in record.flags))
        )


def chosen(
    records: Iterable[Record], choice: Choice, *, zone: tzinfo
) -> tuple[Record, ...]:
    """Return the records that are meant, in the order given.

    Args:
        records: In any order.
        choice: What is asked.
        zone: Where the user is: it tells on which day a take was.
    """

    def is_of_these_days(record: Record) -> bool:
        day = record.moment.astimezone(zone).date()
        return (choice.since is None or day >= choice.since) and (
            choice.until is None or day <= choice.until
        )

    if choice.since is not None or choice.until is not None:
        records = filter(is_of_these_days, records)
    return tuple(record for record in records if record in choice)
