"""The judge's network: what each word of an answer looks like to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voice_star.analysis.wordpieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Logits: TypeAlias = NDArray[np.float32]

SHIPPED = Path(__file__).parent.parent / "data" / "judge"
"""The folder of the weights that come with the package; training/train.py makes it."""

_WINDOW = 510
"""Tokens the network reads at once, besides the two at the ends: MiniLM's limit."""


_REMEMBERED = 64
"""Windows whose reading is kept: those of an hour; some 2 MB."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network makes of an answer, as logits (log-odds for yes and no).

    Attributes:
        parts: Of each word's part, in the order of `StarPart`; shape ``(words, 5)``.
        changes: Of each word beginning a new part; shape ``(words,)``.
        marks: Of each word standing in a sentence with a mark, in the order of
            `Mark`; shape ``(words, 10)``.
        flags: Of the whole answer showing each weakness that was labelled, in the
            order of `training.answers.FLAGS`; shape ``(8,)``.
    """

    parts: Logits
    changes: Logits
    marks: Logits
    flags: Logits


class Network:
    """A network in a folder: `network.onnx` and `vocabulary.txt`, loaded when needed.

    Args:
        folder: Where it lies.
        n_threads: That it may use.
    """

    def __init__(self, folder: Path = SHIPPED, *, n_threads: int = 2) -> None:
        self._folder = folder
        self._n_threads = n_threads
        # An answer that is judged while it is told is read again and again.
        self._read_window = lru_cache(_REMEMBERED)(self._read_anew)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Version, and the numbers that were fitted on it after training."""
        facts: dict[str, Any] = json.loads(
            (self._folder / "judge.json").read_text(encoding="utf-8")
        )
        return facts

    @cached_property
    def _pieces(self) -> Pieces:
        text = (self._folder / "vocabulary.txt").read_text(encoding="utf-8")
        return Pieces(text.splitlines())

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._n_threads
        # Threads that spin while they wait take the time of whoever speaks meanwhile.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._folder / "network.onnx"),
            options,
            providers=["CPUExecutionProvider"],
        )

    def read(self, words: Sequence[str]) -> Reading:
        """Read an answer, in overlapping windows where it is long.

        Args:
            words: At least one.
        """
        outputs = np.zeros((len(words), 16), dtype=np.float32)
        flags = []
        for window, kept in windows(self._pieces.lengths(words)):
            of_words, of_answer = self._read_window(tuple(words[window]))
            outputs[kept] = of_words[kept.start - window.start :][
                : kept.stop - kept.start
            ]
            flags.append(of_answer)
        return Reading(
            parts=outputs[:, :5],
            changes=outputs[:, 5],
            marks=outputs[:, 6:],
            flags=np.mean(flags, axis=0),
        )

    def _read_anew(self, words: tuple[str, ...]) -> tuple[Logits, Logits]:
        """Return what the network makes of a window: of its words, and of all of it."""
        encoded = self._pieces.encode(words)
        tokens = np.array([encoded.tokens], dtype=np.int64)
        of_tokens, of_answer = self._session.run(None, {"tokens": tokens})
        return of_tokens[0][list(encoded.firsts)], of_answer[0]


def windows(lengths: Sequence[int]) -> Iterator[tuple[slice, slice]]:
    """Yield which words are read together, and for which of them that reading counts.

    Neighbouring windows share half of what they hold; each word counts where it has
    the most around it.

    Args:
        lengths: How many tokens each word takes.
    """
    ends = np.cumsum(lengths)
    starts = ends - lengths
    n_words = len(lengths)
    first = counted = 0
    while counted < n_words:
        limit = starts[first] + _WINDOW
        stop = max(first + 1, int(np.searchsorted(ends, limit, side="right")))
        if stop >= n_words:
            yield slice(first, n_words), slice(counted, n_words)
            return
        overlap = starts[first] + _WINDOW // 2
        following = max(first + 1, int(np.searchsorted(starts, overlap)))
        # The next window's first half overlaps with the last half of this one.
        end = max(counted + 1, (following + stop) // 2)
        yield slice(first, stop), slice(counted, end)
        first, counted = following, end
