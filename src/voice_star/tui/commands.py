"""The palette of commands: all that can be done where the user is, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from textual.screen import Screen


class _Deed(Protocol):
    """Something that can be done."""

    @property
    def name(self) -> str:
        """What, for people."""

    @property
    def key(self) -> str:
        """By which key, or a word on it."""

    @property
    def do(self) -> Callable[[], Any]:
        """Does it."""


class _Doer(Protocol):
    """An app that knows what can be done."""

    def deeds(self, screen: Screen[Any]) -> Iterator[_Deed]:
        """Yield all that can be done on a screen."""

    def answers(self) -> Iterator[_Deed]:
        """Yield the questions, each to be answered."""


class Everything(Provider):
    """What the screen below offers, what the app does, and every question."""

    async def discover(self) -> Hits:
        """Yield the commands before anything is typed; questions are too many."""
        for deed in self._doer.deeds(self.screen):
            yield DiscoveryHit(
                Content(seen(deed.name)), deed.do, seen(deed.name), _help(deed.key)
            )

    async def search(self, query: str) -> Hits:
        """Yield the commands and questions that a few letters mean."""
        matcher = self.matcher(query)
        doer = self._doer
        for deed in (*doer.deeds(self.screen), *doer.answers()):
            name = seen(deed.name)
            if (score := matcher.match(name)) > 0:
                shown = matcher.highlight(name)
                yield Hit(score, shown, deed.do, name, _help(deed.key))

    @property
    def _doer(self) -> _Doer:
        return cast("_Doer", self.app)


def _help(text: str) -> str | None:
    return escape(text) or None
