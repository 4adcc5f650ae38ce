"""`voice-star play ID`: the recording of an attempt, or some of it."""

from __future__ import annotations

import argparse
import re
import sys
import time
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import progress_bar, write_to_stderr
from voice_star.errors import PlaybackError
from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.audio.playback import Player
    from voice_star.cli.keys import Key
    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds, Span

_PARTS = ("situation", "task", "action", "result", "other")

_FROM = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,4}):)?([0-9]{1,6}(?:\.[0-9]{1,3})?)")

_TICK: Seconds = 0.1
"""How often is looked whether it has ended."""

_GRACE: Seconds = 5.0
"""How much later than expected it may end: a sound system that hangs never says so."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    play = commands.add_parser(
        "play",
        help="play the recording of an attempt",
        description="Play the recording of an attempt. Space or escape stops it.",
    )
    play.add_argument("id", metavar="ID", help="its number, or last, last-1, ...")
    where = play.add_mutually_exclusive_group()
    where.add_argument(
        "--from", metavar="TIME", dest="start", type=_moment, help="begin at 1:12, say"
    )
    where.add_argument(
        "--part",
        metavar="PART",
        choices=_PARTS,
        help="only situation, task, action, result or other",
    )
    play.set_defaults(command=_play)


def _play(options: argparse.Namespace) -> ExitCode:
    from voice_star.audio.files import open_take
    from voice_star.audio.playback import Player
    from voice_star.cli.kept import opened_history

    with opened_history() as store:
        number = store.number_of(options.id)
        attempt, path = store.get(number), store.recording_of(number)
    if path is None:
        raise PlaybackError(f"Of attempt {number} no recording is kept.")
    with progress_bar(path.name) as on_progress:
        take = open_take(path, on_progress=on_progress)
    stretches = _stretches(take, attempt, options)
    player = Player()
    try:
        _sound_all(player, take, stretches)
    finally:
        player.stop()
    return ExitCode.OK


def _stretches(take: Take, attempt: Attempt, options: argparse.Namespace) -> list[Span]:
    """Return what is to be played.

    Raises:
        PlaybackError: If there is nothing like that in the take.
    """
    from voice_star.domain.timeline import Span

    if options.part is not None:
        found = _spans_of(attempt.review.answer, options.part)
        if not found:
            raise PlaybackError(
                f"In attempt {attempt.id} nothing was said for the {options.part}."
            )
        stretches = [
            Span(span.start, min(span.end, take.duration))
            for span in found
            if span.start < take.duration
        ]
    else:
        start = options.start or 0.0
        is_in_it = start < take.duration
        stretches = [Span(start, take.duration)] if is_in_it else []
    if not stretches:
        raise PlaybackError(
            f"The recording of attempt {attempt.id} ends at {clock(take.duration)}: "
            "begin before that."
        )
    return stretches


def _spans_of(answer: Answer, part: str) -> list[Span]:
    """Return when a part was told; nothing where no word has its time."""
    from voice_star.domain.answer import StarPart
    from voice_star.domain.timeline import Span

    words, found = answer.transcript.words, []
    for segment in answer.segments_of(StarPart(part)):
        run = words[segment.words.start : segment.words.stop]
        spans = [word.span for word in run if word.span is not None]
        if spans:
            found.append(Span(spans[0].start, spans[-1].end))
    return found


def _sound_all(player: Player, take: Take, stretches: list[Span]) -> None:
    """Play one stretch after the other, until a key is pressed that stops it."""
    from voice_star.cli.desk import is_at_terminal
    from voice_star.cli.keys import single_keys

    if not is_at_terminal():
        for span in stretches:
            sound_stretch(player, take, span, wait=_sleep)
        return
    with single_keys() as next_key:
        try:
            for span in stretches:
                if not sound_stretch(player, take, span, wait=next_key):
                    return
        except EOFError:  # the terminal is gone
            return
        finally:
            write_to_stderr("\r\033[K")


def sound_stretch(
    player: Player, take: Take, span: Span, *, wait: Callable[[Seconds], Key | None]
) -> bool:
    """Play a stretch; tell whether it came to its end."""
    from voice_star.cli.keys import Key

    until = time.monotonic() + span.duration + _GRACE
    player.play(take, start=span.start, end=span.end)
    while (position := player.position) is not None and time.monotonic() < until:
        if sys.stderr.isatty():
            at, whole = clock(position), clock(take.duration)
            write_to_stderr(f"\r\033[K▶ {at} / {whole}   space stops")
        if wait(_TICK) in {Key.SPACE, Key.ESCAPE, Key.ENTER}:
            return False
    return True


def _sleep(seconds: Seconds) -> None:
    time.sleep(seconds)


def _moment(text: str) -> Seconds:
    """Read a moment of a take: ``1:12``, ``72`` or ``1:02:03``.

    Raises:
        argparse.ArgumentTypeError: If it is none.
    """
    found = _FROM.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no moment of a recording; write 1:12, or seconds: 72"
        )
    hours, minutes, seconds = found.groups()
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(seconds)
