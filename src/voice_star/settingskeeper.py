"""Keeping settings: what holds is read, one value changed, and written at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from voice_star.errors import OutputError, SettingsError
from voice_star.safefiles import make_private_folder
from voice_star.settings import VARIABLES, Settings, read_settings
from voice_star.settingsfile import TEMPLATE, says, with_value, without_value
from voice_star.wholefiles import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(slots=True)
class SettingsKeeper:
    """The file of settings, and what goes before it. May be asked from any thread.

    Attributes:
        path: The file, which need not be there.
        environ: Variables of the environment.
    """

    path: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_there(self) -> bool:
        """Whether anything was ever settled."""
        return self.path.exists()

    def read(self) -> Settings:
        """Return what holds.

        Raises:
            SettingsError: If it makes no sense.
        """
        return read_settings(self.path, environ=self.environ)

    def change(self, key: str, value: Any) -> Settings:  # noqa: ANN401 - as in TOML
        """Settle one value, and return what holds then.

        Raises:
            SettingsError: If it makes no sense, or the file does not.
            OutputError: If it cannot be written.
        """
        with self._lock:
            text = text_of(self.path) or TEMPLATE
            changed = with_value(text, key, value, path=self.path)
            write_settings(self.path, changed)
        return self.read()

    def reset(self, key: str) -> Settings:
        """Have the default of a value hold again, and return what holds then.

        Raises:
            SettingsError: If the file makes no sense, without the value as well.
            OutputError: If it cannot be written.
        """
        if says(text_of(self.path), key, path=self.path):
            self.remove(key)
        return self.read()

    def remove(self, key: str) -> None:
        """Take a value out of the file.

        Raises:
            SettingsError: If nothing is said of it, or the file makes no sense.
            OutputError: If it cannot be written.
        """
        with self._lock:
            changed = without_value(text_of(self.path), key, path=self.path)
            write_settings(self.path, changed)

    def begin(self) -> None:
        """Write a file that settles nothing, where there is none.

        Raises:
            OutputError: If it cannot be written.
        """
        if not self.is_there:
            write_settings(self.path, TEMPLATE)

    def overruled_by(self, key: str) -> str | None:
        """Return the variable of the environment that goes before the file, if any."""
        variable = VARIABLES.get(key, "")
        return variable if self.environ.get(variable) else None


def text_of(path: Path) -> str:
    """Return what is in the file; nothing where there is none.

    Raises:
        SettingsError: If it cannot be read.
    """
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not a text in UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error


def write_settings(path: Path, text: str) -> None:
    """Write the file, which may be a link to where the user keeps such files.

    Raises:
        OutputError: If it cannot be written. What was there before is still there.
    """
    try:
        place = path.resolve()
        make_private_folder(place.parent)
    except (OSError, RuntimeError) as error:
        raise OutputError(
            f"The folder of {path} cannot be made ({error}). Name another file with "
            "VOICE_STAR_CONFIG."
        ) from error
    write_whole(place, text.encode("utf-8"))
