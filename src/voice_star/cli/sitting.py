"""A sitting: takes recorded one after another, each reviewed, kept and gone on from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voice_star.cli.again import Again
from voice_star.cli.exit_code import ExitCode, code_of
from voice_star.cli.keeping import keep_take
from voice_star.cli.keys import Key
from voice_star.cli.reporting import print_review
from voice_star.cli.taping import End, Order, Taping
from voice_star.cli.terminal import complain, note
from voice_star.errors import VoiceStarError
from voice_star.report.styled import BOLD, DIM, Line, Piece, shortened

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.cli.desk import Desk
    from voice_star.domain.brief import Brief
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.studio import Studio

_LOOK: Seconds = 0.5
"""How often it is looked, while a key is waited for, whether somebody asks to end."""

_NO_RESULT = {"stops-at-actions", "unmeasured-result", "understated-result"}
"""Rules whose weakness goes when it is told what came of the actions."""

_SAID = {End.LEFT: "Nothing was recorded.", End.DROPPED: "The take was thrown away."}


@dataclass(slots=True)
class _Outcome:
    """What came of one take.

    Attributes:
        end: How it ended.
        told: The answer, if one was heard.
        failures: What went wrong, the gravest first.
    """

    end: End = End.LEFT
    told: Told | None = None
    failures: list[VoiceStarError] = field(default_factory=list)

    @property
    def code(self) -> ExitCode:
        return code_of(self.failures[0]) if self.failures else ExitCode.OK


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is recorded, and what becomes of it.

    Attributes:
        studio: Not yet open.
        brief: What the answers are held against.
        longest: A take ends by itself after so much; None for never.
        out: A file to copy each recording to.
        as_json: Whether reviews are printed as JSON.
        story: Which of the user's stories is told.
    """

    studio: Studio
    brief: Brief
    longest: Seconds | None = None
    out: Path | None = None
    as_json: bool = False
    story: str | None = None

    def hold(self, desk: Desk) -> ExitCode:
        """Record until the user has had enough.

        Raises:
            MicrophoneError: If there is none, or it cannot be opened.
            RecordingError: If no take can be begun.
        """
        last: Told | None = None
        after: Told | None = None
        while True:
            outcome = self._record(desk, after)
            last = outcome.told or after
            is_left = outcome.end is End.LEFT and last is None
            if is_left or desk.ending.code is not None:
                return desk.ending.code or outcome.code
            heard = None if outcome.failures else outcome.told
            again = Again(self.studio, heard)
            key = self._hear_again(desk, last, again)
            last = again.told or last
            if again.failure is not None:
                outcome.failures.append(again.failure)
            if key is None:
                return desk.ending.code or outcome.code
            after = last if key is Key.CONTINUE else None

    def _record(self, desk: Desk, after: Told | None) -> _Outcome:
        """Record one take, review it and keep it, whatever goes wrong on the way."""
        taping = Taping(self.studio, desk, Order(self.brief, self.longest, after))
        outcome = _Outcome()
        try:
            with desk.at_keys():
                self.studio.open()
                outcome.end = taping.run()
                if outcome.end is End.STOPPED:
                    _hear_out(taping, desk, outcome)
            if outcome.told is not None:
                print_review(
                    outcome.told.review, brief=self.brief, as_json=self.as_json
                )
        finally:
            try:
                if self.studio.take is not None:
                    outcome.failures += keep_take(
                        self.studio, outcome.told, self.out, story=self.story
                    )
            finally:
                self.studio.close()
        for failure in outcome.failures:
            complain(str(failure))
        if outcome.end is not End.STOPPED and desk.ending.code is None:
            note(_SAID[outcome.end])
        return outcome

    def _hear_again(self, desk: Desk, last: Told | None, again: Again) -> Key | None:
        """Have an answer heard again while it is asked what is to be done next.

        Returns:
            That, or None for nothing.
        """
        if not desk.has_terminal:
            again.wait(desk)
            again.show(brief=self.brief, as_json=self.as_json)
            return None
        key = _ask(desk, last, again)
        while key is None and again.is_ready and desk.ending.code is None:
            again.show(brief=self.brief, as_json=self.as_json)
            key = _ask(desk, again.told, again)
        again.cancel()
        return key


def _hear_out(taping: Taping, desk: Desk, outcome: _Outcome) -> None:
    """Wait for the review, and note what went wrong instead."""
    if taping.failure is not None:
        outcome.failures.append(taping.failure)
    if not desk.has_terminal and desk.ending.code is not ExitCode.HUNG_UP:
        # Where there are no keys a signal is how a recording is ended.
        desk.ending.forget()
    try:
        outcome.told = taping.hear_out()
    except VoiceStarError as error:
        outcome.failures.append(error)


def _ask(desk: Desk, last: Told | None, again: Again) -> Key | None:
    """Ask what is to be done next; None for nothing, or when a review is ready."""
    meant = {Key.AGAIN} if last is None else {Key.AGAIN, Key.CONTINUE}
    with desk.at_keys():
        while desk.ending.code is None and not again.is_ready:
            desk.draw(lambda width, _height: _choices(last, again.status, width))
            key = desk.key(_LOOK)
            if key in meant:
                return key
            if key in {Key.ENTER, Key.ESCAPE}:
                again.cancel()
                return None
    return None


def _choices(last: Told | None, status: str | None, width: int) -> tuple[Line, ...]:
    keys = "r again   enter done"
    if last is not None:
        flag = last.review.next
        lacks_result = flag is not None and flag.rule in _NO_RESULT
        what = "tell what came of it" if lacks_result else "add to it"
        keys = f"c continue: {what}   {keys}"
    above = () if status is None else ((Piece(shortened(status, width), DIM),),)
    return (*above, (Piece(shortened(keys, width), BOLD),))
