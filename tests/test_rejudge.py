"""Attempts that are kept are judged anew, each kept as it is done, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.calling import COMMAND, call
from tests.keeping import NOW, QUESTION, reviewed
from tests.recordings import write_wav
from tests.sounds import part_known
from voice_star.analysis.star import StarJudge
from voice_star.analysis.version import made_by
from voice_star.cli.judging import Judging
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.timeline import Span
from voice_star.domain.wire import review_to_json
from voice_star.domain.wire_reader import review_from_json
from voice_star.errors import StoreError
from voice_star.pipeline import review_lines, review_transcript
from voice_star.rejudging import judge_anew
from voice_star.report.plain import named
from voice_star.store.attempts import AttemptStore
from voice_star.store.bookmark import Bookmark
from voice_star.store.forgetting import forget_sound
from voice_star.store.outdated import outdated

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.attempt import Attempt

Capture = pytest.CaptureFixture[str]

JUDGE = StarJudge()
NOW_MADE_BY = made_by(JUDGE)


def attempts(home: Path) -> dict[int, Attempt]:
    with AttemptStore(home) as store:
        return {number: store.get(number) for number in store.numbers()}


def versions(home: Path) -> list[str | None]:
    return [one.review.made_by for one in attempts(home).values()]


def test_a_review_of_today_is_the_same_when_judged_anew() -> None:
    take, transcript = part_known("strong", Span(0, 12))
    fresh = review_transcript(transcript, judge=JUDGE, take=take)
    kept = review_from_json(review_to_json(fresh))

    anew = judge_anew(kept, judge=JUDGE, bands=DEFAULT_BANDS, sound=take)
    # Of the sound that is gone, silence of the same length is left.
    unsounded = judge_anew(kept, judge=JUDGE, bands=DEFAULT_BANDS)

    assert review_to_json(anew) == review_to_json(kept)
    assert review_to_json(unsounded) == review_to_json(kept)
    assert unsounded.answer.voicing is not None


def test_a_text_keeps_its_lines_and_what_a_job_asked_for_is_asked_again() -> None:
    lines = ["I ran a team of four for a year.", "We shipped it. In May, too."] * 4
    fresh = review_lines(lines, judge=JUDGE)
    bare = replace(
        fresh,
        answer=replace(
            fresh.answer,
            segments=(),
            sentences=tuple(
                replace(one, part=None, marks=()) for one in fresh.answer.sentences
            ),
        ),
        made_by=None,
    )

    anew = judge_anew(bare, judge=JUDGE, bands=DEFAULT_BANDS)

    assert anew.answer == fresh.answer
    assert anew.made_by == NOW_MADE_BY


def test_what_is_true_of_no_part_any_more_is_not_kept_of_a_voice() -> None:
    take, transcript = part_known("strong", Span(0, 12))
    fresh = review_transcript(transcript, judge=JUDGE, take=take)
    voicing = fresh.answer.voicing
    assert voicing is not None
    assert voicing.by_part
    moved = replace(fresh, answer=replace(fresh.answer, segments=()))

    anew = judge_anew(moved, judge=JUDGE, bands=DEFAULT_BANDS)

    assert anew.answer.voicing == replace(voicing, by_part=())


def test_only_what_an_older_version_made_is_judged_anew(
    capsys: Capture, three: Path
) -> None:
    first = call(capsys, "rejudge", "1")
    second = call(capsys, "rejudge")
    third = call(capsys, "rejudge")

    assert (first.code, second.code, third.code) == (0, 0, 0)
    assert first.err.startswith("Judged anew: 1 attempt, #1.\n")
    assert second.err.startswith(
        "1 attempt is up to date already.\nJudged anew: 2 attempts, #2, #3.\n"
    )
    assert third.err == (
        "3 attempts are up to date already; to judge all the same, say --all.\n"
    )
    assert versions(three) == [NOW_MADE_BY] * 3
    assert first.out == second.out == ""


def test_all_else_of_an_attempt_stays(capsys: Capture, three: Path) -> None:
    before = attempts(three)

    call(capsys, "rejudge", "--all")

    after = attempts(three)
    for number, attempt in after.items():
        old = before[number]
        assert (attempt.moment, attempt.story) == (old.moment, old.story)
        assert attempt.review.question == old.review.question
        assert attempt.review.answer.transcript == old.review.answer.transcript
        assert attempt.review.take is not None
        assert old.review.take is not None
        assert attempt.review.take.path == old.review.take.path
    assert len(list((three / "recordings").iterdir())) == 3


def test_what_is_different_then_is_told(capsys: Capture, three: Path) -> None:
    done = call(capsys, "rejudge", "last", "last-2")

    # What was kept has flags that nobody would raise.
    assert "Other parts or flags than before: #1, #3.\n" in done.err
    assert [one.made_by for one in (a.review for a in attempts(three).values())] == [
        NOW_MADE_BY,
        None,
        NOW_MADE_BY,
    ]


@pytest.mark.usefixtures("home")
def test_where_nothing_is_kept_that_is_said(capsys: Capture) -> None:
    done = call(capsys, "rejudge", "--all")

    assert (done.code, done.err) == (0, "Nothing is kept yet.\n")


@pytest.mark.usefixtures("three")
def test_which_are_meant_is_said_in_one_way(capsys: Capture) -> None:
    assert call(capsys, "rejudge", "1", "--all").code == 2
    unknown = call(capsys, "rejudge", "7")
    assert unknown.code == 9
    assert "There is no attempt '7'" in unknown.err


@pytest.fixture
def heard(home: Path, tmp_path: Path) -> Path:
    """Two attempts of one recording that hold other words than are spoken in it."""
    take, _ = part_known("strong", Span(0, 12))
    sound = write_wav(tmp_path / "spoken.wav", take.samples())
    with AttemptStore(home) as store:
        for word in ("importer", "zanzibar"):
            store.add(reviewed(word), moment=NOW, sound=sound, story=word)
    return home


@pytest.mark.usefixtures("rehearsed")
def test_what_is_heard_anew_has_the_words_of_its_recording(
    capsys: Capture, heard: Path
) -> None:
    done = call(capsys, "rejudge", "1", "--rehear")

    first, second = attempts(heard).values()
    assert done.code == 0
    assert done.err.startswith("Heard and judged anew: 1 attempt, #1.\n")
    assert "importer" not in first.review.answer.transcript.text()
    assert (first.review.question, first.story) == (QUESTION, "importer")
    assert "zanzibar" in second.review.answer.transcript.text()


@pytest.mark.usefixtures("rehearsed")
def test_what_has_no_recording_is_judged_from_its_words_and_that_is_said(
    capsys: Capture, heard: Path
) -> None:
    with AttemptStore(heard) as store:
        forget_sound(store, [2])

    done = call(capsys, "rejudge", "--all", "--rehear")

    first, second = attempts(heard).values()
    assert done.code == 1
    assert (
        "Judged anew from their words, but not heard, as no recording is kept: #2.\n"
        in done.err
    )
    assert "importer" not in first.review.answer.transcript.text()
    assert "zanzibar" in second.review.answer.transcript.text()
    assert versions(heard) == [NOW_MADE_BY] * 2


@pytest.mark.usefixtures("rehearsed")
def test_what_cannot_be_heard_stays_as_it_was(capsys: Capture, heard: Path) -> None:
    with AttemptStore(heard) as store:
        broken = store.recording_of(1)
    assert broken is not None
    broken.write_bytes(b"no sound at all")
    before = review_to_json(attempts(heard)[1].review)

    done = call(capsys, "rejudge", "--all", "--rehear")

    assert done.code == 1
    assert "voice-star: #1: " in done.err
    assert "Its review is as it was." in done.err
    assert "Heard and judged anew: 1 attempt, #2." in done.err
    assert review_to_json(attempts(heard)[1].review) == before


def test_what_another_model_heard_is_outdated_only_where_it_can_be_heard(
    heard: Path,
) -> None:
    with AttemptStore(heard) as store:
        for number in (1, 2):
            review = replace(store.get(number).review, made_by=NOW_MADE_BY)
            store.replace_review(number, review)
        forget_sound(store, [2])

        assert outdated(store, made_by=NOW_MADE_BY) == []
        assert outdated(store, made_by=NOW_MADE_BY, model="base") == []
        assert outdated(store, made_by=NOW_MADE_BY, model="small") == [1]
        assert outdated(store, made_by="later") == [1, 2]


def test_what_was_interrupted_goes_on_where_it_stopped(
    capsys: Capture, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    judge = Judging._judge  # noqa: SLF001

    def interrupted(self: Judging, number: int, on_progress: object) -> None:
        if len(judged) == 2:
            raise StoreError("The disk is full.")
        judged.append(number)
        judge(self, number, on_progress)  # type: ignore[arg-type]

    monkeypatch.setattr(Judging, "_judge", interrupted)
    stopped = call(capsys, "rejudge", "--all")
    monkeypatch.undo()
    monkeypatch.setenv("VOICE_STAR_HOME", str(three))
    again = call(capsys, "rejudge", "--all")

    assert stopped.code == 9
    assert "2 of 3 attempts judged anew, and kept." in stopped.err
    assert judged == [1, 2]
    assert again.code == 0
    assert again.err.startswith(
        "Going on where it stopped: 2 of 3 were done.\nJudged anew: 1 attempt, #3.\n"
    )
    assert not (three / "rejudging").exists()
    assert "Judged anew: 3 attempts" in call(capsys, "rejudge", "--all").err


_HELD = """
import sys
from voice_star.cli import judging
judge = judging.Judging._judge
def held(self, number, on_progress):
    if number == 3:
        print("held", flush=True)
        sys.stdin.read()
    judge(self, number, on_progress)
judging.Judging._judge = held
from voice_star.cli.main import run
run(["rejudge", "--all"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_what_is_done_is_kept_however_it_ends(
    capsys: Capture, three: Path, sign: signal.Signals
) -> None:
    with subprocess.Popen(
        [COMMAND[0], "-c", _HELD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "held\n"
        process.send_signal(sign)
        said, code = process.stderr.read(), process.wait()

    assert versions(three) == [NOW_MADE_BY, NOW_MADE_BY, None]
    if sign is signal.SIGINT:
        assert code == 130
        assert "2 of 3 attempts judged anew" in said
    done = call(capsys, "rejudge", "--all")
    assert done.code == 0
    assert "2 of 3 were done" in done.err
    assert versions(three) == [NOW_MADE_BY] * 3


def test_a_bookmark_is_of_one_job_and_of_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "bookmark"
    bookmark = Bookmark(path, "a")
    for number in (1, 23):
        bookmark.add(number)

    assert Bookmark(path, "a").done == {1, 23}
    path.write_text(path.read_text()[:-2])
    assert Bookmark(path, "a").done == {1}
    assert Bookmark(path, "b").done == frozenset()
    assert Bookmark(path, "a").done == frozenset()


def test_what_was_restored_since_is_not_taken_for_done(
    capsys: Capture, three: Path
) -> None:
    call(capsys, "rejudge", "1")
    bookmark = Bookmark(three / "rejudging", f"{NOW_MADE_BY}: all")
    bookmark.add(1)
    bookmark.add(2)

    done = call(capsys, "rejudge", "--all")

    assert "1 of 3 were done" in done.err
    assert versions(three) == [NOW_MADE_BY] * 3


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "#3"),
        ([3, 4], "#3, #4"),
        ([9, 1, 2, 3], "#1 to #3, #9"),
        (
            list(range(1, 41, 2)),
            f"{', '.join(f'#{n}' for n in range(1, 25, 2))}, 8 more",
        ),
    ],
)
def test_attempts_are_named_shortly(numbers: list[int], said: str) -> None:
    assert named(numbers) == said


def test_a_version_tells_of_the_judge_and_of_the_analysis() -> None:
    judge, _, analysis = NOW_MADE_BY.partition("+")

    assert judge == JUDGE.version
    assert len(analysis) == 8
    assert made_by(None) == f"none+{analysis}"
