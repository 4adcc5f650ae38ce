"""Starting the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.audio.hush import hushed
from voice_star.tui.app import VoiceStarApp
from voice_star.workplace import workplace_of

if TYPE_CHECKING:
    from voice_star.settings import Settings


def start(settings: Settings) -> None:
    """Run the app until somebody leaves it."""
    # First of all: whoever has taken hold of stderr before draws on nothing.
    with hushed():
        VoiceStarApp(workplace_of(settings)).run()
