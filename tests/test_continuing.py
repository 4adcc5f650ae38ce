"""Two recordings joined are one answer, with a short pause between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import RehearsedTranscriber, say, spoken_texts, voice_of
from tests.sounds import part_known, silence, take_of
from voice_star.analysis.star import StarJudge
from voice_star.audio.pitch import track_voice
from voice_star.continuing import join_tellings, review_telling, telling_of
from voice_star.domain.review import Hearing
from voice_star.domain.telling import Telling
from voice_star.domain.timeline import Span
from voice_star.pipeline import review_lines, review_take

PATH = Path("joined.flac")
MODEL = Hearing("base", "en", aligned=1.0)


def telling(text: str, *, start: float = 0.5, then: float = 1.0) -> Telling:
    """Return what somebody says who begins and ends with silence."""
    transcript = say(text, start=start)
    last = transcript.words[-1].span
    assert last is not None
    n_samples = round((last.end + then) * 16_000)
    sound = np.full(n_samples, 0.25)
    return Telling(take_of(sound), transcript, voice_of(transcript), MODEL)


texts = st.tuples(spoken_texts, st.floats(0, 4), st.floats(0, 4))


@given(texts, texts)
def test_words_follow_on_each_other_after_a_short_pause(
    first: tuple[str, float, float], second: tuple[str, float, float]
) -> None:
    old, new = (telling(text, start=s, then=t) for text, s, t in (first, second))

    joined = join_tellings(old, new, path=PATH)

    words = joined.transcript.words
    n_old = len(old.transcript.words)
    assert words[:n_old] == old.transcript.words
    assert [w.text for w in words[n_old:]] == [w.text for w in new.transcript.words]
    before, after = words[n_old - 1].span, words[n_old].span
    assert before is not None
    assert after is not None
    assert after.start - before.end == pytest.approx(0.6, abs=0.001)
    assert all(one.end <= two.start for one, two in pairwise(joined.voice))
    last = words[-1].span
    assert last is not None
    assert last.end <= joined.take.duration + 1e-3


def test_the_sound_is_that_of_both() -> None:
    old, new = telling("I led it.", then=5), telling("It worked.", start=3)

    pcm = join_tellings(old, new, path=PATH).take.pcm

    first = round((0.5 + 0.9 + 0.3) * 16_000)
    assert np.array_equal(pcm[:first], old.take.pcm[:first])
    assert np.array_equal(pcm[first:], new.take.pcm[round(2.7 * 16_000) :])


def test_both_are_left_as_they_were() -> None:
    old, new = telling("I led it."), telling("It worked.")
    words, sound = old.transcript, old.take.pcm.copy()

    joined = join_tellings(old, new, path=PATH)

    assert old.transcript == words
    assert np.array_equal(old.take.pcm, sound)
    assert joined.take.path == PATH


def test_what_is_said_of_the_recordings_is_said_of_both() -> None:
    old, new = telling("I led it."), telling("It worked.")
    old = replace(old, take=replace(old.take, n_dropouts=2, clipped=0.1))
    new = replace(new, take=replace(new.take, n_dropouts=1, clipped=0.1))

    take = join_tellings(old, new, path=PATH).take

    assert take.n_dropouts == 3
    assert take.clipped == pytest.approx(0.1)


def test_two_models_are_both_named() -> None:
    old, new = telling("I led it."), telling("It worked.")
    new = replace(new, hearing=replace(MODEL, model="tiny.en", aligned=0.0))

    hearing = join_tellings(old, new, path=PATH).hearing

    assert hearing is not None
    assert hearing.model == "base and tiny.en"
    assert hearing.aligned == pytest.approx(3 / 5)


def test_the_voice_is_followed_through_both() -> None:
    old, new = (
        replace(one, track=track_voice(one.take, [Span(0, one.take.duration)]))
        for one in (telling("I led it.", then=3), telling("It worked.", start=2))
    )

    joined = join_tellings(old, new, path=PATH)

    assert joined.track is not None
    assert np.all(np.diff(joined.track.times) > 0)
    assert joined.track.times[-1] <= joined.take.duration
    assert len(joined.track.times) == pytest.approx(joined.take.duration / 0.016, abs=4)


def test_a_continued_answer_is_reviewed_as_one() -> None:
    judge = StarJudge()
    first, said = part_known("strong", Span(0, 30))
    second, more = part_known("strong", Span(30, 60))
    reviews = [
        review_take(
            take,
            transcriber=RehearsedTranscriber(take, transcript.words),
            judge=judge,
        )
        for take, transcript in ((first, said), (second, more))
    ]

    old, new = (telling_of(review) for review in reviews)
    review = review_telling(join_tellings(old, new, path=PATH), judge=judge)

    texts = [one.answer.transcript.text() for one in reviews]
    assert review.answer.transcript.text() == " ".join(texts)
    assert review.answer.voicing is not None
    assert review.judged_by == judge.version
    assert max(p.duration for p in review.answer.pauses) < 2


def test_what_was_given_as_a_text_cannot_be_gone_on_from() -> None:
    with pytest.raises(ValueError, match="no sound"):
        telling_of(review_lines(["I led it."]))


def test_silence_that_is_missing_is_filled_in() -> None:
    old, new = telling("I led it.", then=0), telling("It worked.", start=0)

    joined = join_tellings(old, new, path=PATH)

    n_old = len(old.take.pcm)
    gap = joined.take.samples()[n_old : n_old + round(0.6 * 16_000)]
    assert np.array_equal(gap, silence(0.6))
