"""The meters of a recording: its head, the level, the words, the STAR meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.recording import (
    Scene,
    Stage,
    heard_lines,
    meter_line,
    remark_lines,
    title_line,
)
from voice_star.report.starmeter import star_meter
from voice_star.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.report.styled import Line

_NO_SCENE = Scene(Stage.READY, elapsed=0.0, target=DEFAULT_BANDS.target)


class ScenePaper(Paper):
    """A paper that shows something of a scene of a recording."""

    scene: var[Scene] = var(_NO_SCENE)

    def watch_scene(self) -> None:
        """Draw it."""
        self.redraw()


class RecordingHead(ScenePaper):
    """The question, and the time against its target."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return one line."""
        del height
        return (title_line(self.scene, width),)


class LevelMeter(ScenePaper):
    """The level of the microphone, and what is wrong with it where anything is."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return one line."""
        del height
        return (meter_line(self.scene, width),)


class LiveWords(ScenePaper):
    """The words as they are heard, the latest at the bottom."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return as many of the last lines as there is room for."""
        return heard_lines(self.scene, width)[-height:] if height else ()


class Remark(ScenePaper):
    """One quiet cue, or what is wrong with the sound."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line, or more where something is wrong."""
        del height
        return tuple(remark_lines(self.scene, width))


class StarMeter(ScenePaper):
    """Seconds of each part so far against their bands."""

    bands: var[Bands] = var(DEFAULT_BANDS)

    def watch_bands(self) -> None:
        """Draw it."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line for each part."""
        del height
        return tuple(star_meter(self.scene.by_part, width, bands=self.bands))
