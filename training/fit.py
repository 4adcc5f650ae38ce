"""Fitting the network to labelled answers."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from training.answers import FLAGS, MARKS, PARTS, LabelledAnswer
from training.network import N_POSITIONS, Judge, pretrained
from training.variants import variant
from training.wordpieces import checkpoint, vocabulary
from voice_star.analysis.wordpieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PART = {name: index for index, name in enumerate(PARTS)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a fit depends on, besides the answers."""

    n_epochs: int = 5
    batch: int = 8
    rate: float = 1e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    averaging: float = 0.99
    seed: int = 20261125

    def facts(self) -> dict[str, float]:
        """Return all of them by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Example:
    """One answer in the network's terms.

    Attributes:
        tokens: Ids.
        firsts: For each word, the place of its first token.
        sentences: For each word, the index of its sentence.
        parts: For each sentence.
        marks: For each sentence, 1 where it has the mark.
        flags: 1, 0, or -1 where it is not scored.
    """

    tokens: list[int]
    firsts: list[int]
    sentences: list[int]
    parts: list[int]
    marks: list[list[float]]
    flags: list[float]


def example(answer: LabelledAnswer, pieces: Pieces) -> Example:
    """Return an answer in the network's terms, cut to the network's window."""
    encoded = pieces.encode(answer.words)
    n_words = sum(first < N_POSITIONS for first in encoded.firsts)
    owners = [index for index, s in enumerate(answer.sentences) for _ in s.words]
    n_sentences = owners[n_words - 1] + 1
    is_whole = n_words == len(owners)
    return Example(
        tokens=list(encoded.tokens[:N_POSITIONS]),
        firsts=list(encoded.firsts[:n_words]),
        sentences=owners[:n_words],
        parts=[_PART[s.part] for s in answer.sentences[:n_sentences]],
        marks=[
            [float(mark in s.marks) for mark in MARKS]
            for s in answer.sentences[:n_sentences]
        ],
        flags=[_flag(answer.flags[name]) if is_whole else -1.0 for name in FLAGS],
    )


def _flag(value: bool | None) -> float:  # noqa: FBT001 - a label, not an option
    return -1.0 if value is None else float(value)


def fit(
    answers: Sequence[LabelledAnswer],
    settings: Settings,
    *,
    say: Callable[[str], None] = print,
) -> Judge:
    """Return a network fitted to `answers`, ready to judge."""
    torch.manual_seed(settings.seed)
    random = Random(settings.seed)  # noqa: S311 - repeatable on purpose
    kept, tokens = vocabulary()
    pieces = Pieces(tokens)
    judge = pretrained(checkpoint(), kept, dropout=settings.dropout)
    heads = [*judge.words.parameters(), *judge.flags.parameters()]
    body = [
        p
        for name, p in judge.named_parameters()
        if not name.startswith(("words", "flags"))
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "lr": settings.rate},
            {"params": heads, "lr": settings.head_rate},
        ],
        weight_decay=0.01,
    )
    n_steps = settings.n_epochs * math.ceil(len(answers) / settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _rate_at(step, n_steps)
    )
    average = torch.optim.swa_utils.AveragedModel(
        judge,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.averaging),
    )
    for epoch in range(settings.n_epochs):
        judge.train()
        losses = []
        for batch in _batches(answers, settings.batch, random):
            told = [example(variant(answer, random), pieces) for answer in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(judge, told)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            average.update_parameters(judge)
            losses.append(float(loss.detach()))
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}")
    fitted = average.module
    assert isinstance(fitted, Judge)
    return fitted.eval()


def _rate_at(step: int, n_steps: int) -> float:
    """Rise for a tenth of the steps, then fall to nothing."""
    rise = max(1, n_steps // 10)
    return min((step + 1) / rise, max(0.0, (n_steps - step) / (n_steps - rise)))


def _batches(
    answers: Sequence[LabelledAnswer], size: int, random: Random
) -> list[list[LabelledAnswer]]:
    """Return all answers in batches of like length, in a random order."""
    near = sorted(answers, key=lambda a: len(a.words) * random.uniform(0.8, 1.25))
    batches = [near[start : start + size] for start in range(0, len(near), size)]
    random.shuffle(batches)
    return batches


def _loss(judge: Judge, batch: Sequence[Example]) -> Tensor:
    length = max(len(e.tokens) for e in batch)
    tokens = torch.zeros((len(batch), length), dtype=torch.long)
    padding = torch.ones((len(batch), length), dtype=torch.bool)
    for row, told in enumerate(batch):
        tokens[row, : len(told.tokens)] = torch.tensor(told.tokens)
        padding[row, : len(told.tokens)] = False
    words, flags = judge(tokens, padding)
    return _word_loss(words.float(), batch) + 0.3 * _flag_loss(flags.float(), batch)


def _word_loss(outputs: Tensor, batch: Sequence[Example]) -> Tensor:
    """Words by part, words by change, sentences by part, sentences by mark."""
    rows = torch.tensor([row for row, e in enumerate(batch) for _ in e.firsts])
    places = torch.tensor([first for e in batch for first in e.firsts])
    offsets, n_sentences = [], 0
    for told in batch:
        offsets.append(n_sentences)
        n_sentences += len(told.parts)
    owners = torch.tensor(
        [offsets[row] + index for row, e in enumerate(batch) for index in e.sentences]
    )
    parts = torch.tensor([part for e in batch for part in e.parts])
    marks = torch.tensor([mark for e in batch for mark in e.marks])
    logits = outputs[rows, places]
    sums = torch.zeros((n_sentences, logits.shape[1])).index_add_(0, owners, logits)
    counts = torch.bincount(owners, minlength=n_sentences).unsqueeze(1)
    pooled = sums / counts
    n = len(PARTS)
    word_parts = parts[owners]
    is_next = (rows[1:] == rows[:-1]).float()
    changes = (word_parts[1:] != word_parts[:-1]).float()
    change_loss = functional.binary_cross_entropy_with_logits(
        logits[1:, n], changes, weight=is_next, reduction="sum"
    ) / changes.mul(is_next).sum().clamp(min=1.0)
    return (
        functional.cross_entropy(logits[:, :n], word_parts, label_smoothing=0.05)
        + functional.cross_entropy(pooled[:, :n], parts, label_smoothing=0.05)
        + 2.0 * functional.binary_cross_entropy_with_logits(pooled[:, n + 1 :], marks)
        + 0.2 * change_loss
    )


def _flag_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    labels = torch.tensor([e.flags for e in batch])
    weight = (labels >= 0).float()
    return functional.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0.0), weight=weight, reduction="sum"
    ) / weight.sum().clamp(min=1.0)
