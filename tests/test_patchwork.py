"""What is shown: later readings over earlier ones, and final words for good."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.timeline import Span
from voice_star.speech.patchwork import LiveText, Patchwork

spans = st.tuples(st.floats(0, 50), st.floats(0.1, 20)).map(
    lambda edge: Span(edge[0], edge[0] + edge[1])
)


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def test_readings_stand_in_the_order_of_time() -> None:
    work = Patchwork()
    work.lay(Span(5, 10), words("c d"))
    work.lay(Span(0, 5), words("a b"))

    assert work.text == LiveText((), words("a b c d"))


def test_a_later_reading_replaces_what_it_covers() -> None:
    work = Patchwork()
    work.lay(Span(0, 10), words("a b c d"))
    work.lay(Span(5, 12), words("x y z"))

    assert work.text.tentative == words("a b x y z")


def test_final_words_replace_tentative_ones() -> None:
    work = Patchwork()
    work.lay(Span(0, 8), words("a b c d"))
    work.settle(Span(0, 6), words("A B C"))

    assert work.text == LiveText(words("A B C"), words("d"))


def test_nothing_is_laid_over_what_is_final() -> None:
    work = Patchwork()
    work.settle(Span(0, 6), words("A B C"))
    work.lay(Span(0, 5), words("a b"))
    work.lay(Span(3, 9), words("x y z w"))

    assert work.text == LiveText(words("A B C"), words("z w"))


@given(st.lists(st.tuples(spans, st.integers(0, 9)), max_size=12))
def test_no_more_words_are_shown_than_were_read(
    readings: list[tuple[Span, int]],
) -> None:
    work = Patchwork()
    for span, n_words in readings:
        work.lay(span, ("w",) * n_words)

    assert len(work.text.words) <= sum(n_words for _, n_words in readings)
