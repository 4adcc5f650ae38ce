"""The network: MiniLM's encoder with heads for parts, changes, marks and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.answers import FLAGS, MARKS, PARTS

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, N_LAYERS, N_HEADS, N_POSITIONS = 384, 6, 12, 512
"""all-MiniLM-L6-v2, https://arxiv.org/abs/2002.10957."""

N_WORD_OUTPUTS = len(PARTS) + 1 + len(MARKS)
"""For each token: parts, whether the part changes at it, marks."""


class Judge(nn.Module):
    """Reads the tokens of a whole answer at once."""

    def __init__(self, n_tokens: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.tokens = nn.Embedding(n_tokens, WIDTH)
        self.positions = nn.Embedding(N_POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            WIDTH,
            N_HEADS,
            dim_feedforward=4 * WIDTH,
            dropout=dropout,
            activation="gelu",
            layer_norm_eps=1e-12,
            batch_first=True,
        )
        # Dropping attention takes longer than attention itself, and did no better.
        layer.self_attn.dropout = 0.0
        layer.dropout.p = 0.0
        self.encoder = nn.TransformerEncoder(
            layer, N_LAYERS, enable_nested_tensor=False
        )
        self.words = nn.Linear(WIDTH, N_WORD_OUTPUTS)
        self.flags = nn.Linear(WIDTH, len(FLAGS))

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits ``(batch, tokens, N_WORD_OUTPUTS)`` and ``(batch, flags)``.

        Args:
            tokens: Ids, shape ``(batch, tokens)``, at most 512 in a row.
        """
        places = torch.arange(tokens.shape[1], device=tokens.device)
        embedded = self.norm(self.tokens(tokens) + self.positions(places))
        hidden = self.encoder(self.dropout(embedded))
        return self.words(self.dropout(hidden)), self.flags(self.dropout(hidden[:, 0]))


def pretrained(path: Path, kept: list[int], *, dropout: float = 0.1) -> Judge:
    """Return a network with the encoder of a BERT checkpoint and fresh heads.

    Args:
        path: `model.safetensors` of all-MiniLM-L6-v2.
        kept: The rows of its vocabulary that are kept, in order.
        dropout: Share of activations silenced in training.
    """
    weights = load_file(path)
    judge = Judge(len(kept), dropout=dropout)
    state = judge.state_dict()
    embeddings = {
        name: weights[f"embeddings.{name}"]
        for name in (
            "word_embeddings.weight",
            "position_embeddings.weight",
            "token_type_embeddings.weight",
            "LayerNorm.weight",
            "LayerNorm.bias",
        )
    }
    # There is but one kind of token here, so its embedding joins that of the words.
    state["tokens.weight"] = (
        embeddings["word_embeddings.weight"][kept]
        + embeddings["token_type_embeddings.weight"][0]
    )
    state["positions.weight"] = embeddings["position_embeddings.weight"]
    state["norm.weight"] = embeddings["LayerNorm.weight"]
    state["norm.bias"] = embeddings["LayerNorm.bias"]
    for index in range(N_LAYERS):
        state.update(_layer(weights, index))
    judge.load_state_dict(state)
    return judge


_SAME = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}


def _layer(weights: dict[str, Tensor], index: int) -> dict[str, Tensor]:
    """Return one layer of the checkpoint under the names that torch's own has."""
    theirs, ours = f"encoder.layer.{index}", f"encoder.layers.{index}"
    layer: dict[str, Tensor] = {}
    for kind in ("weight", "bias"):
        layer |= {
            f"{ours}.{mine}.{kind}": weights[f"{theirs}.{name}.{kind}"]
            for mine, name in _SAME.items()
        }
        layer[f"{ours}.self_attn.in_proj_{kind}"] = torch.cat(
            [
                weights[f"{theirs}.attention.self.{name}.{kind}"]
                for name in ("query", "key", "value")
            ]
        )
    return layer
