"""A take heard while it is recorded, in a thread that reads it from the disk."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from voice_star.audio.takes import SOUND
from voice_star.continuing import telling_of
from voice_star.joining import Told, join_told
from voice_star.live_session import LiveSession
from voice_star.progress import Cancelled
from voice_star.speech.patchwork import LiveText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voice_star.analysis.cues import Cue
    from voice_star.audio.livesound import LiveSound
    from voice_star.audio.takes import KeptTake
    from voice_star.domain.answer import StarPart
    from voice_star.domain.brief import Brief
    from voice_star.domain.cues import CueBounds
    from voice_star.domain.timeline import Seconds
    from voice_star.live_session import Helpers


class Listening:
    """Hears one take from its first sample on; begins when the model is loaded.

    What can be asked may be asked from any thread, returns at once and never fails.

    Args:
        sound: The take as it grows.
        take: The same, on disk.
        helpers: What hears and judges, as soon as it is loaded.
        brief: What the answer is held against.
        cues: When cues are given.
        after: What the take goes on from; both are reviewed as one then.

    Attributes:
        outcome: The answer, once the take has ended; or what went wrong.
    """

    def __init__(
        self,
        sound: LiveSound,
        take: KeptTake,
        *,
        helpers: Future[Helpers],
        brief: Brief,
        cues: CueBounds,
        after: Told | None = None,
    ) -> None:
        self.outcome: Future[Told] = Future()
        self._sound = sound
        self._take = take
        self._helpers = helpers
        self._brief = brief
        self._cues = cues
        self._after = after
        self._session: LiveSession | None = None
        self._is_ending = self._is_dropped = False
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
        self._thread.start()

    @property
    def text(self) -> LiveText:
        """The words so far."""
        return LiveText() if self._session is None else self._session.text

    @property
    def parts(self) -> Mapping[StarPart, Seconds]:
        """Seconds told of each part so far."""
        return {} if self._session is None else self._session.parts

    @property
    def lag(self) -> Seconds:
        """Seconds of what was said that nothing is shown of yet."""
        behind = self._sound.lag
        return behind if self._session is None else behind + self._session.lag

    @property
    def failure(self) -> BaseException | None:
        """What went wrong, if anything has."""
        if self.outcome.done():
            return self.outcome.exception()
        return None if self._session is None else self._session.failure

    def cue(self) -> Cue | None:
        """Return what to tell the speaker now, if anything."""
        return None if self._session is None else self._session.cue()

    def expect_end(self) -> None:
        """Say that the take will end in a moment: its tail comes first from now on."""
        self._is_ending = True
        if self._session is not None:
            self._session.expect_end()

    def drop(self) -> None:
        """Hear no more: nobody will ask for the outcome."""
        self._is_dropped = True
        if self._session is not None:
            self._session.close()

    def join(self) -> None:
        """Wait for the thread's end. The take must have ended, or have been dropped."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self.outcome.set_result(self._hear())
        except BaseException as error:  # noqa: BLE001 - whoever asks for it meets it
            self.outcome.set_exception(error)
        finally:
            self._sound.close()

    def _hear(self) -> Told:
        helpers = self._helpers.result()
        with LiveSession(
            helpers,
            brief=self._brief,
            cues=self._cues,
            path=self._take.folder / SOUND,
            after=None if self._after is None else self._after.telling,
        ) as session:
            self._session = session
            if self._is_ending:
                session.expect_end()
            self._feed(session)
            review = session.finish()
            told = Told(review, session.telling or telling_of(review), self._take)
        if self._after is None:
            return told
        return join_told(self._after, told, judge=helpers.judge, brief=self._brief)

    def _feed(self, session: LiveSession) -> None:
        for block in self._sound:
            if self._is_dropped:
                break
            if session.failure is not None:
                return  # `finish` says why
            session.feed(block)
        if self._is_dropped:
            raise Cancelled
