"""An answer is heard while it is spoken: the same words, whatever happens meanwhile."""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.listening import (
    ALIGNER,
    PATIENCE,
    FailingTranscriber,
    HeldTranscriber,
    Parrot,
    Told,
    blocks_of,
    ears,
    hear_blocks,
    rehearsed,
)
from tests.saying import ScriptedTranscriber
from tests.sounds import noise, silence
from voice_star.audio.voice import find_voice
from voice_star.domain.timeline import Span
from voice_star.errors import ModelError
from voice_star.progress import Cancelled
from voice_star.speech.hearing import hear_take
from voice_star.speech.live import LiveHearing
from voice_star.speech.transcriber import LONGEST_PIECE

PART = Span(0, 40)
SHORT = Span(0, 12)
BLOCK = 1_600


def even(n_samples: int, block: int = BLOCK) -> list[int]:
    return [block] * (n_samples // block)


def test_words_heard_live_are_those_heard_at_once() -> None:
    take, transcriber = rehearsed("rambling", PART)

    done = hear_blocks(transcriber, blocks_of(take.samples(), even(len(take.pcm))))

    voice = find_voice(take)
    once = hear_take(take, transcriber=transcriber, voice=voice, aligner=ALIGNER)
    assert done.voice == voice
    assert np.array_equal(done.take.pcm, take.pcm)
    live = done.heard.transcript.words
    assert [word.text for word in live] == [w.text for w in once.transcript.words]
    off = [
        abs(one.span.start - other.span.start)
        for one, other in zip(live, once.transcript.words, strict=True)
        if one.span and other.span
    ]
    assert sum(error > 0.03 for error in off) <= 0.02 * len(off)
    assert done.heard.hearing.aligned == pytest.approx(once.hearing.aligned, abs=0.02)


@settings(max_examples=8)
@given(st.lists(st.integers(1, 40_000), max_size=200))
def test_how_the_sound_is_divided_in_blocks_makes_no_difference(
    lengths: list[int],
) -> None:
    take, transcriber = rehearsed("strong", Span(0, 25))
    samples = take.samples()

    done = hear_blocks(transcriber, blocks_of(samples, lengths))

    assert done.heard == hear_blocks(transcriber, [samples]).heard


def test_no_piece_is_too_long_for_the_model_and_none_overlap() -> None:
    take, _ = rehearsed("retold", Span(0, 90))
    transcriber = ScriptedTranscriber(*["I led it."] * 20)

    done = hear_blocks(transcriber, blocks_of(take.samples(), even(len(take.pcm))))

    assert max(transcriber.pieces) <= 16_000 * LONGEST_PIECE + 1
    spans = [word.span for word in done.heard.transcript.words if word.span]
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_slow_model_falls_behind_and_loses_nothing() -> None:
    take, transcriber = rehearsed("strong", PART)
    slow = HeldTranscriber(transcriber)
    with LiveHearing(ears(slow)) as live:
        for block in blocks_of(take.samples(), even(len(take.pcm))):
            live.feed(block)
        assert slow.has_begun.wait(PATIENCE)
        lag = live.lag
        slow.may_go_on.set()

        done = live.finish()

    assert lag > 10
    quick = hear_blocks(transcriber, [take.samples()])
    assert done.heard.transcript == quick.heard.transcript


def test_lag_is_gone_once_everything_is_heard() -> None:
    take, transcriber = rehearsed("strong", SHORT, then=2)
    told = Told()
    with LiveHearing(ears(transcriber, on_words=told.tell)) as live:
        live.feed(take.samples())
        told.wait(20)

        assert live.lag < 0.5


def test_the_tail_is_heard_while_the_speaker_is_silent() -> None:
    take, transcriber = rehearsed("strong", SHORT, then=0.4)
    told = Told()
    held = HeldTranscriber(transcriber)
    held.may_go_on.set()
    with LiveHearing(ears(held, on_words=told.tell)) as live:
        live.feed(take.samples())
        words = told.wait(20)
        held.has_begun.clear()

        done = live.finish()

    assert not held.has_begun.is_set()
    assert [word.text for word in done.heard.transcript.words] == [
        word.text for word in words
    ]


def test_words_of_a_skim_are_shown_and_never_final() -> None:
    take, transcriber = rehearsed("strong", SHORT)
    parrot = Parrot("squawk")
    with LiveHearing(ears(transcriber, skimmer=parrot)) as live:
        live.feed(take.samples(Span(0, 3)))
        assert parrot.has_skimmed.wait(PATIENCE)
        live.feed(take.samples(Span(3, 12)))

        done = live.finish()

    texts = [word.text for word in done.heard.transcript.words]
    assert len(texts) > 15
    assert "squawk" not in texts
    assert live.moment.text.final == tuple(texts)
    assert live.moment.text.tentative == ()


def test_sound_is_handed_on_once_from_beginning_to_end() -> None:
    take, transcriber = rehearsed("strong", SHORT)
    spans: list[Span] = []
    hearing = ears(transcriber, on_sound=lambda _, span: spans.append(span))
    with LiveHearing(hearing) as live:
        for block in blocks_of(take.samples(), even(len(take.pcm), 16_000)):
            live.feed(block)
        live.finish()

    assert spans[0].start == 0
    assert spans[-1].end == pytest.approx(take.duration)
    assert all(before.end == after.start for before, after in pairwise(spans))


@pytest.mark.parametrize("sound", [silence(3), noise(3, level_db=-30)])
def test_where_nobody_speaks_nothing_is_heard(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    transcriber = ScriptedTranscriber("You.")

    done = hear_blocks(transcriber, [sound.astype(np.float32)])

    assert done.heard.transcript.words == ()
    assert done.voice == ()
    assert transcriber.pieces == []


def test_a_take_without_a_sample_is_nothing_heard() -> None:
    done = hear_blocks(ScriptedTranscriber("You."), [])

    assert done.heard.transcript.words == ()
    assert done.take.duration == 0


@pytest.mark.parametrize("error", [ModelError("It is damaged."), ZeroDivisionError()])
def test_what_goes_wrong_in_the_thread_is_raised_at_the_end(error: Exception) -> None:
    take, _ = rehearsed("strong", SHORT, then=1)
    failing = FailingTranscriber(error)
    with LiveHearing(ears(failing)) as live:
        live.feed(take.samples())
        assert failing.has_failed.wait(PATIENCE)
        live.feed(take.samples())

        with pytest.raises(type(error)) as caught:
            live.finish()

    assert caught.value is error
    assert live.failure is error


def test_closing_ends_the_thread_in_the_middle_of_its_work() -> None:
    take, transcriber = rehearsed("strong", SHORT, then=1)
    held = HeldTranscriber(transcriber)
    live = LiveHearing(ears(held))
    live.feed(take.samples())
    assert held.has_begun.wait(PATIENCE)

    live.close()

    assert "live hearing" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(Cancelled):
        live.finish()


def test_a_hearing_that_is_finished_takes_no_more_sound() -> None:
    with LiveHearing(ears(ScriptedTranscriber())) as live:
        live.finish()

        with pytest.raises(RuntimeError, match="finished"):
            live.feed(np.zeros(10, np.float32))


def test_sound_of_two_channels_is_refused() -> None:
    with (
        LiveHearing(ears(ScriptedTranscriber())) as live,
        pytest.raises(ValueError, match="one row"),
    ):
        live.feed(np.zeros((10, 2), np.float32))


def test_a_block_may_be_used_again_as_soon_as_it_was_fed() -> None:
    take, transcriber = rehearsed("strong", SHORT)
    buffer = np.empty(len(take.pcm), np.float32)
    buffer[:] = take.samples()
    with LiveHearing(ears(transcriber)) as live:
        live.feed(buffer)
        buffer[:] = 0

        done = live.finish()

    assert np.array_equal(done.take.pcm, take.pcm)
