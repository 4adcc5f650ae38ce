"""Starting the app."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

from voice_star.audio.hush import hushed
from voice_star.tui.app import VoiceStarApp
from voice_star.workplace import workplace_of

if TYPE_CHECKING:
    from voice_star.settings import Settings


def start(settings: Settings) -> int | None:
    """Run the app until somebody leaves it, or asks the process to end.

    Returns:
        The number of the signal that ended it; None where a user did.
    """
    # First of all: whoever has taken hold of stderr before draws on nothing.
    with hushed():
        return _App(workplace_of(settings)).run()


class _App(VoiceStarApp):
    """The app as the owner of its process: signals end it as a key would."""

    def on_mount(self) -> None:
        """Heed signals from now on."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Windows has no such thing; its terminals end what runs in them.
                with contextlib.suppress(NotImplementedError):
                    loop.add_signal_handler(number, self.exit, int(number))
