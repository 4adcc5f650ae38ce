"""Records and questions for tests: what was practised, in order or by chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from tests.judged import outside_texts
from voice_star.domain.question import Question, Theme, key_of
from voice_star.domain.record import Raised, Record
from voice_star.domain.review import Severity
from voice_star.report.labels import TITLES

NOW = datetime(2026, 6, 10, 18, 4, tzinfo=UTC)
"""When the tests look back: a Wednesday."""

MAJOR, MINOR, MILD = Severity


def take(  # noqa: PLR0913  (a take is all of these)
    number: int = 1,
    *,
    days: float = 0,
    minutes: float = 0,
    question: str | None = "Why?",
    seconds: tuple[float, ...] = (20.0, 10.0, 60.0, 30.0, 0.0),
    n_fillers: int = 0,
    pause_share: float = 0.2,
    flags: tuple[Raised, ...] = (),
    story: str | None = None,
) -> Record:
    """Return a take so long ago, of two and a half words a second."""
    words = tuple(round(2.5 * one) for one in seconds)
    return Record(
        id=number,
        moment=NOW - timedelta(days=days, minutes=minutes),
        question=question,
        story=story,
        n_words=sum(words),
        duration=sum(seconds),
        speech_rate=150.0,
        articulation_rate=180.0,
        pause_share=pause_share,
        n_filled_pauses=n_fillers,
        seconds=seconds,
        words=words,
        flags=flags,
    )


def asked(text: str = "Why?", *, name: str = "why") -> Question:
    """Return a question."""
    return Question(id=name, theme=Theme.ACCOMPLISHMENT, text=text)


# What hypothesis draws

zones = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))

moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001  (hypothesis adds the zone)
    datetime(2026, 6, 10),  # noqa: DTZ001
    timezones=zones,
)

_questions = st.sampled_from([None, "Why?", "why? ", "How?"]) | outside_texts

_flags = st.lists(
    st.builds(
        Raised,
        st.sampled_from([*TITLES, "something-new", "\033[31mred"]),
        st.sampled_from(Severity),
    ),
    max_size=5,
).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw a record, of a take with sound or without, judged or not."""
    is_timed, is_judged = draw(st.booleans()), draw(st.booleans())
    words = draw(st.lists(st.integers(0, 400), min_size=5, max_size=5))
    seconds = [n * draw(st.floats(0.2, 1.0)) for n in words]
    n_words = sum(words)
    duration = max(sum(seconds), 0.3)
    return Record(
        id=draw(st.integers(1, 99_999)),
        moment=draw(moments),
        question=draw(_questions),
        story=draw(st.none() | outside_texts),
        n_words=n_words,
        duration=duration if is_timed else None,
        speech_rate=60 * n_words / duration if is_timed else None,
        articulation_rate=75 * n_words / duration if is_timed else None,
        pause_share=draw(st.floats(0, 0.9)) if is_timed else None,
        n_filled_pauses=draw(st.integers(0, 60)),
        seconds=tuple(seconds) if is_timed and is_judged else (),
        words=tuple(words) if is_judged else (),
        flags=draw(_flags),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question, edited and retired or not."""
    line = outside_texts.filter(
        lambda text: bool(key_of(text)) and len(text.splitlines()) == 1
    )
    return Question(
        id=draw(st.from_regex(r"\A[a-z]{1,3}\Z")),
        theme=draw(st.sampled_from(Theme)),
        text=draw(line),
        hint=draw(line | st.just("")),
        former=tuple(draw(st.lists(line, max_size=2))),
        is_retired=draw(st.booleans()),
    )
