"""An answer heard again by a larger model, while its first review is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.keeping import keep_instead
from voice_star.cli.reporting import print_review
from voice_star.cli.terminal import complain, note
from voice_star.errors import VoiceStarError
from voice_star.joining import told_anew

if TYPE_CHECKING:
    from voice_star.cli.desk import Desk
    from voice_star.domain.brief import Brief
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.progress import Progress
    from voice_star.rehearing import Rehearing
    from voice_star.studio import Studio

_LOOK: Seconds = 0.2
"""How often it is looked whether somebody asks for the end."""

_STANDS = "The first review stands."


class Again:
    """The hearing of one answer by a larger model, where there is one.

    Args:
        studio: What recorded it.
        told: The answer with its first review; None where there is nothing to hear.

    Attributes:
        told: The answer, with the review that holds now.
        failure: What went wrong, if anything has.
    """

    def __init__(self, studio: Studio, told: Told | None) -> None:
        self.told = told
        self.failure: VoiceStarError | None = None
        self._share = 0.0
        self._hearing: Rehearing | None = None
        if told is not None:
            self._hearing = studio.rehear(told, on_progress=self._follow)

    @property
    def is_ready(self) -> bool:
        """Whether there is a review to be shown in place of the first."""
        return self._hearing is not None and self._hearing.is_done

    @property
    def status(self) -> str | None:
        """How far it is, in a few words; None where nothing is heard."""
        if self._hearing is None:
            return None
        return f"{self._hearing.model} hears it again: {self._share:.0%}"

    def cancel(self) -> None:
        """Hear no more of it: the first review stands."""
        if self._hearing is not None:
            self._hearing.cancel()
            self._hearing = None
            note(_STANDS)

    def wait(self, desk: Desk) -> None:
        """Wait until it is ready, or somebody asks for the end.

        Ctrl-C ends this hearing and nothing else.
        """
        if self._hearing is None:
            return
        note(f"{self._hearing.model} hears it again. Ctrl-C keeps the first review.")
        while not self.is_ready and desk.ending.code is None:
            desk.ending.wait(_LOOK)
        if desk.ending.code is not None:
            self.cancel()
        if desk.ending.code is ExitCode.INTERRUPTED:
            desk.ending.forget()

    def show(self, *, brief: Brief, as_json: bool) -> None:
        """Print the new review and keep it in place of the first, if it is ready."""
        hearing, self._hearing = self._hearing, None
        if hearing is None or self.told is None:
            return
        try:
            reheard = hearing.result()
        except VoiceStarError as error:
            self.failure = error
            complain(f"{error} {_STANDS}")
            return
        if reheard is None:
            return
        print_review(reheard.review, brief=brief, as_json=as_json)
        if (failure := keep_instead(self.told, reheard.review, brief)) is not None:
            self.failure = failure
            complain(str(failure))
            return
        self.told = told_anew(self.told, reheard.review)
        note(reheard.note)

    def _follow(self, progress: Progress) -> None:
        """Take note of how far it is. Runs in the thread that hears."""
        self._share = progress.share
