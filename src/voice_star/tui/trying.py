"""A trial worked by one thread: what the first start has it do, without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import RecordingError, VoiceStarError
from voice_star.tui.hand import Hand

if TYPE_CHECKING:
    from voice_star.audio.status import RecorderStatus
    from voice_star.trial import Trial, Tried
    from voice_star.workplace import Workplace


class Trying:
    """The microphone that is settled, opened as often as it is another.

    Args:
        workplace: Has the microphone, and the settings.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._hand = Hand()
        self._trial: Trial | None = None

    @property
    def now(self) -> RecorderStatus | None:
        """How it goes; None while nothing is open."""
        return None if self._trial is None else self._trial.view().recorder

    async def open(self) -> None:
        """Open it, in place of the one before.

        Raises:
            RecordingError: If it cannot be opened.
        """
        await self._close()
        # From here on it is ours to close, even if nobody waits for it any more.
        self._trial = await self._hand.do(self._workplace.trial)
        try:
            await self._hand.do(self._trial.open)
        except VoiceStarError:
            await self._close()
            raise

    async def start(self) -> None:
        """Begin to record.

        Raises:
            RecordingError: If nothing is open, or nothing can be kept on this disk.
        """
        await self._hand.do(self._opened().start)

    async def end(self) -> Tried:
        """Return what was heard.

        Raises:
            VoiceStarError: If nothing is open, or there is no sound at all.
        """
        return await self._hand.do(self._opened().end)

    async def leave(self) -> str:
        """Let go of all, and do not come again; return what goes wrong with that."""
        await self._close()
        try:
            await self._hand.do(self._workplace.keeper.begin)
        except VoiceStarError as error:
            return str(error)
        finally:
            self._hand.let_go()
        return ""

    async def _close(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            await self._hand.do(trial.close)

    def _opened(self) -> Trial:
        if self._trial is None:
            raise RecordingError("The microphone is not open. Choose one with m.")
        return self._trial
