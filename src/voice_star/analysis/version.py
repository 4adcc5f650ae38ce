"""Which analysis makes a review, so that reviews made by an older one can be found."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.analysis.star import StarJudge

_PACKAGE = Path(__file__).parent.parent

_MADE_OF = ("analysis/**/*.py", "data/*.toml", "pipeline.py")
"""What opinions come from, besides the weights of the judge, which have their own."""


def made_by(judge: StarJudge | None) -> str:
    """Return the version of all that makes a review of words: judge and analysis.

    It changes with any change of these, be it one that no review shows: judging anew
    once too often costs a second, once too seldom leaves what is wrong.
    """
    return f"{'none' if judge is None else judge.version}+{_analysis()}"


@lru_cache(maxsize=1)
def _analysis() -> str:
    """Return a digest of the analysis: nobody can forget to raise it."""
    digest = hashlib.sha256()
    for pattern in _MADE_OF:
        for path in sorted(_PACKAGE.glob(pattern)):
            # A checkout on Windows may end its lines in another way.
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
