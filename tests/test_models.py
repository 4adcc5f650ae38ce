"""A model is found in a given folder, the cache or packages, and checked before use."""

from __future__ import annotations

import hashlib
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from voice_star.errors import ModelError
from voice_star.speech import models
from voice_star.speech.catalogue import DEFAULT_MODEL, MODELS, Model, Part
from voice_star.speech.models import (
    fetch_model,
    is_here,
    largest_model,
    model_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = b"weights" * 1_000
FILES = {
    "config.json": b"{}",
    "tokenizer.json": b"{}",
    "first": WEIGHTS[:3_000],
    "second": WEIGHTS[3_000:],
}


TARGETS = {"first": "model.bin", "second": "model.bin"}

SMALL = Model(
    name="small",
    about="for tests",
    size=len(WEIGHTS),
    sha256=hashlib.sha256(WEIGHTS).hexdigest(),
    hub="nobody/small",
    parts=tuple(Part("carrier", name, TARGETS.get(name, name)) for name in FILES),
)


class Package:
    """An installed package that carries files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def locate_file(self, path: str) -> Path:
        """Tell where a file of it is."""
        return self.folder / path


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small model called "small", in two parts in a package; returns its folder."""
    folder = tmp_path / "package"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    monkeypatch.setattr(models, "MODELS", (SMALL,))

    def distribution(name: str) -> Package:
        if name != "carrier" or not folder.exists():
            raise metadata.PackageNotFoundError(name)
        return Package(folder)

    monkeypatch.setattr(metadata, "distribution", distribution)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for models that is not there yet."""
    return tmp_path / "cache" / "models"


@pytest.mark.usefixtures("carried")
def test_a_model_is_put_together_from_the_packages_that_carry_it(cache: Path) -> None:
    folder = model_folder("small", cache=cache)

    assert folder == cache / "small"
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert sorted(path.name for path in folder.iterdir()) == [
        "config.json",
        "model.bin",
        "tokenizer.json",
    ]
    assert [path.name for path in cache.iterdir()] == ["small"]


def test_the_cache_is_used_when_the_packages_are_gone(
    carried: Path, cache: Path
) -> None:
    first = model_folder("small", cache=cache)
    carried.rename(carried.with_name("gone"))

    assert model_folder("small", cache=cache) == first


@pytest.mark.usefixtures("carried")
def test_a_given_folder_goes_before_all(tmp_path: Path) -> None:
    given = tmp_path / "mine"
    given.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (given / name).write_bytes(b"mine")

    assert model_folder(str(given), cache=tmp_path / "cache") == given
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_a_given_folder_must_hold_a_whole_model(tmp_path: Path, missing: str) -> None:
    for name in {"model.bin", "config.json", "tokenizer.json"} - {missing}:
        (tmp_path / name).write_bytes(b"mine")

    with pytest.raises(ModelError, match=missing):
        model_folder(str(tmp_path), cache=tmp_path / "cache")


@pytest.mark.usefixtures("carried")
def test_damaged_weights_in_the_cache_are_refused_with_the_way_out(cache: Path) -> None:
    folder = model_folder("small", cache=cache)
    with (folder / "model.bin").open("r+b") as file:
        file.write(b"X")

    with pytest.raises(ModelError, match=r"damaged.*voice-star model fetch small"):
        model_folder("small", cache=cache)

    fetch_model("small", cache=cache)
    assert (model_folder("small", cache=cache) / "model.bin").read_bytes() == WEIGHTS


def test_damaged_weights_in_a_package_never_reach_the_cache(
    carried: Path, cache: Path
) -> None:
    (carried / "second").write_bytes(b"other weights")

    with pytest.raises(ModelError, match="damaged"):
        model_folder("small", cache=cache)

    assert list(cache.iterdir()) == []


@pytest.mark.usefixtures("carried")
def test_a_cache_that_cannot_be_written_is_named_with_the_way_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place")

    with pytest.raises(ModelError, match=r"cannot be written.*VOICE_STAR_CACHE"):
        model_folder("small", cache=tmp_path / "cache" / "models")


@pytest.mark.usefixtures("carried")
def test_a_file_in_the_place_of_the_model_is_no_model(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "small").write_text("a file in the folder's place")

    with pytest.raises(ModelError, match="cannot be written"):
        model_folder("small", cache=cache)


@pytest.mark.usefixtures("carried")
def test_what_a_killed_process_left_behind_does_no_harm(cache: Path) -> None:
    (cache / ".small-killed").mkdir(parents=True)
    (cache / ".small-killed" / "model.bin").write_bytes(b"half")

    assert (model_folder("small", cache=cache) / "model.bin").read_bytes() == WEIGHTS


@pytest.mark.usefixtures("carried")
@pytest.mark.parametrize("name", ["huge", "", "Small", "../small"])
def test_an_unknown_name_is_refused_with_the_known_ones(
    cache: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if name:
        with pytest.raises(ModelError, match="Choose one of small"):
            model_folder(name, cache=cache)
    with pytest.raises(ModelError, match="Choose one of small"):
        fetch_model(name, cache=cache)


def test_a_model_that_is_nowhere_says_how_to_fetch_it(
    carried: Path, cache: Path
) -> None:
    carried.rename(carried.with_name("gone"))

    assert not is_here(SMALL, cache=cache)
    with pytest.raises(ModelError, match="voice-star model fetch small"):
        model_folder("small", cache=cache)


def test_a_package_that_lost_a_part_does_not_carry_the_model(
    carried: Path, cache: Path
) -> None:
    (carried / "second").unlink()

    assert not is_here(SMALL, cache=cache)
    with pytest.raises(ModelError, match="not on this machine"):
        model_folder("small", cache=cache)


@pytest.mark.usefixtures("carried")
def test_a_model_is_here_when_a_package_carries_it(cache: Path) -> None:
    assert is_here(SMALL, cache=cache)


def test_the_default_is_one_of_the_models_and_names_are_unique() -> None:
    names = [model.name for model in MODELS]

    assert DEFAULT_MODEL in names
    assert len(set(names)) == len(names)


def test_the_models_we_ship_are_carried_by_packages(cache: Path) -> None:
    assert all(is_here(model, cache=cache) for model in MODELS)


KNOWN = tuple(
    Model(name, "for tests", size, "", f"nobody/{name}", ())
    for name, size in (("tiny", 10), ("huge", 1_000), ("middle", 100))
)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the models on this machine, of the three that are known."""
    names = {"tiny", "middle", "huge"}
    monkeypatch.setattr(models, "MODELS", KNOWN)
    monkeypatch.setattr(models, "is_here", lambda model, **_: model.name in names)
    return names


def test_the_largest_model_is_of_those_on_this_machine(
    here: set[str], cache: Path
) -> None:
    assert largest_model(than="tiny", cache=cache) == "huge"
    here.remove("huge")
    assert largest_model(than="tiny", cache=cache) == "middle"
    here.remove("middle")
    assert largest_model(than="tiny", cache=cache) is None


@pytest.mark.usefixtures("here")
def test_none_is_larger_than_the_largest_or_than_one_that_nobody_knows(
    tmp_path: Path,
) -> None:
    assert largest_model(than="huge", cache=tmp_path) is None
    assert largest_model(than="unheard-of", cache=tmp_path) is None


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("size", "larger"), [(50, "huge"), (5_000, None)])
def test_a_folder_is_as_large_as_its_weights(
    tmp_path: Path, size: int, larger: str | None
) -> None:
    (tmp_path / "model.bin").write_bytes(bytes(size))

    assert largest_model(than=str(tmp_path), cache=tmp_path) == larger


@pytest.mark.usefixtures("here")
def test_a_folder_without_weights_has_no_size(tmp_path: Path) -> None:
    assert largest_model(than=str(tmp_path), cache=tmp_path) is None
