"""A gate lets through all that was captured between its keys, once and in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_star.audio.gate import Gate

RATE = 1000
BLOCK = 20


def passed(
    gate: Gate, captured: float, n_samples: int = BLOCK
) -> list[tuple[int, int]]:
    return [(piece.start, piece.stop) for piece in gate.pieces(captured, n_samples)]


def test_nothing_passes_before_it_is_opened() -> None:
    gate = Gate(RATE)

    assert passed(gate, 0.0) == []
    assert not gate.expects


def test_all_that_comes_passes_while_it_is_open() -> None:
    gate = Gate(RATE)
    gate.open()

    assert passed(gate, 5.0) == passed(gate, 1.0) == [(0, BLOCK)]
    assert gate.expects


def test_what_was_captured_before_it_was_shut_passes_though_it_comes_later() -> None:
    gate = Gate(RATE)
    gate.open()
    gate.shut(10.01)

    assert passed(gate, 9.9) == [(0, BLOCK)]
    assert passed(gate, 10.0) == [(0, 10)]
    assert passed(gate, 10.02) == []
    assert not gate.expects


def test_a_block_may_hold_the_end_of_one_opening_and_the_start_of_the_next() -> None:
    gate = Gate(RATE)
    gate.open()
    gate.shut(1.005)
    gate.open()

    pieces = list(gate.pieces(1.0, BLOCK))
    assert [(piece.start, piece.stop) for piece in pieces] == [(0, 5), (5, BLOCK)]
    assert all(piece.is_first for piece in pieces)
    assert gate.expects


def test_only_the_first_piece_of_an_opening_is_its_first() -> None:
    gate = Gate(RATE)
    gate.open()

    firsts = [piece.is_first for n in range(3) for piece in gate.pieces(n, BLOCK)]
    assert firsts == [True, False, False]


def test_shutting_it_again_does_not_lengthen_what_is_kept() -> None:
    gate = Gate(RATE)
    gate.open()
    gate.shut(1.0)
    gate.shut(2.0)

    assert gate.end == 1.0


@given(st.floats(0, 2), st.lists(st.integers(1, 50), min_size=1, max_size=30))
def test_exactly_the_samples_before_the_end_pass(end: float, sizes: list[int]) -> None:
    gate = Gate(RATE)
    gate.open()
    gate.shut(end)
    n_before = n_passed = 0
    for size in sizes:
        n_passed += sum(b - a for a, b in passed(gate, n_before / RATE, size))
        n_before += size

    assert abs(n_passed - min(n_before, end * RATE)) <= 1
