"""The line of keys at the foot of a screen."""

from __future__ import annotations

from textual.widgets import Footer


class Keys(Footer):
    """The keys of a screen. It lets go of those that it showed before.

    Each key that a footer of Textual 8 shows watches its `compact`, and is kept by that
    until the value is set again: on a screen that stays for days some eighty widgets a
    visit would never be given back.
    """

    def __init__(self) -> None:
        """Show no key of the command palette: it is told of with the others."""
        super().__init__(show_command_palette=False)

    async def recompose(self) -> None:
        """Show the keys as they are now."""
        await super().recompose()
        self.mutate_reactive(Footer.compact)
