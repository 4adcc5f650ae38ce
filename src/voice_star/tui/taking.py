"""A studio worked by one thread: what a recording screen has it do, without waiting."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from voice_star.errors import VoiceStarError
from voice_star.tui.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.joining import Told
    from voice_star.studio import Studio

_PATIENCE = 0.2
"""Seconds that a review is waited for at once: so long may leaving take."""


class Ended(NamedTuple):
    """What came of a take.

    Attributes:
        told: The answer, if one was heard.
        failures: What went wrong, in order.
    """

    told: Told | None
    failures: list[str]


class Taking:
    """One take, from opening the microphone until all is kept and let go.

    Args:
        studio: Not yet open.
    """

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._hand = Hand()
        self.do = self._hand.do
        self._is_closed = False

    async def end(self, *, is_leaving: Callable[[], bool]) -> Ended:
        """Stop, hear out, keep; each of these even if another goes wrong."""
        told: Told | None = None
        failures: list[str] = []
        try:
            await self.do(self.studio.stop)
        except VoiceStarError as error:
            failures.append(str(error))
        try:
            while told is None and not is_leaving():
                told = await self.do(self.studio.review, within=_PATIENCE)
        except VoiceStarError as error:
            failures.append(f"{error} The recording is kept.")
        failures += await self.do(self._wind_up)
        return Ended(told, failures)

    async def let_go(self) -> None:
        """Keep what was said, however it has come to its end."""
        await self.do(self._wind_up)
        self._hand.let_go()

    def _wind_up(self) -> list[str]:
        """Keep the take, close the studio; return what went wrong. Once is enough."""
        failures: list[str] = []
        if self._is_closed:
            return failures
        self._is_closed = True
        if self.studio.take is not None:
            try:
                with contextlib.suppress(VoiceStarError):  # said before, or at the end
                    self.studio.stop()
                self.studio.finish()
            except VoiceStarError as error:
                failures.append(str(error))
        self.studio.close()
        return failures
