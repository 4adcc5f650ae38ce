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

# Where the processor lacks it, bfloat16 is worked out number by number, at a tenth of
# the speed of plain floats.
_KNOWS_BFLOAT16 = "AVX512" in torch.backends.cpu.get_cpu_capability()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a fit depends on, besides the answers."""

    n_epochs: int = 3
    batch: int = 4
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
    optimiser = _optimiser(judge, settings)
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
            losses += _learn(judge, [variant(one, random) for one in batch], pieces)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            average.update_parameters(judge)
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}")
    fitted = average.module
    assert isinstance(fitted, Judge)
    return fitted.eval()


def _optimiser(judge: Judge, settings: Settings) -> torch.optim.Optimizer:
    """Return what moves the encoder slowly and the fresh heads quickly."""
    heads = [*judge.words.parameters(), *judge.flags.parameters()]
    # The meaning of single words stays as MiniLM learnt it from far more text: what is
    # said in other words than the corpus's is then understood no worse than before.
    judge.tokens.weight.requires_grad_(requires_grad=False)
    body = [
        p
        for name, p in judge.named_parameters()
        if p.requires_grad and not name.startswith(("words", "flags"))
    ]
    return torch.optim.AdamW(
        [
            {"params": body, "lr": settings.rate},
            {"params": heads, "lr": settings.head_rate},
        ],
        weight_decay=0.01,
    )


def _learn(
    judge: Judge, batch: Sequence[LabelledAnswer], pieces: Pieces
) -> list[float]:
    """Add up the gradients of a batch, and return how wrong each answer was read."""
    losses = []
    for answer in batch:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_KNOWS_BFLOAT16):
            loss = _loss(judge, example(answer, pieces)) / len(batch)
        loss.backward()
        losses.append(float(loss.detach()) * len(batch))
    torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
    return losses


def _rate_at(step: int, n_steps: int) -> float:
    """Rise for a tenth of the steps, then fall to nothing."""
    rise = max(1, n_steps // 10)
    return min((step + 1) / rise, max(0.0, (n_steps - step) / (n_steps - rise)))


def _batches(
    answers: Sequence[LabelledAnswer], size: int, random: Random
) -> list[list[LabelledAnswer]]:
    """Return all answers in batches, in a random order."""
    order = random.sample(answers, len(answers))
    return [order[start : start + size] for start in range(0, len(order), size)]


def _loss(judge: Judge, told: Example) -> Tensor:
    """Return how wrong the network is on one answer.

    One at a time: batches of answers of different lengths need a mask, and with a mask
    attention takes five times as long on a processor.
    """
    words, flags = judge(torch.tensor([told.tokens]))
    labels = torch.tensor(told.flags)
    flag_loss = functional.binary_cross_entropy_with_logits(
        flags[0].float(), labels.clamp(min=0.0), weight=(labels >= 0).float()
    )
    return _word_loss(words[0].float()[told.firsts], told) + 0.3 * flag_loss


def _word_loss(logits: Tensor, told: Example) -> Tensor:
    """Words by part, words by change, sentences by part, sentences by mark."""
    owners, parts = torch.tensor(told.sentences), torch.tensor(told.parts)
    sums = torch.zeros((len(parts), logits.shape[1])).index_add_(0, owners, logits)
    pooled = sums / torch.bincount(owners, minlength=len(parts)).unsqueeze(1)
    word_parts = parts[owners]
    changes = (word_parts[1:] != word_parts[:-1]).float()
    n = len(PARTS)
    change_loss = functional.binary_cross_entropy_with_logits(
        logits[1:, n], changes, reduction="sum"
    ) / changes.sum().clamp(min=1.0)
    mark_loss = functional.binary_cross_entropy_with_logits(
        pooled[:, n + 1 :], torch.tensor(told.marks)
    )
    return (
        functional.cross_entropy(logits[:, :n], word_parts, label_smoothing=0.05)
        + functional.cross_entropy(pooled[:, :n], parts, label_smoothing=0.05)
        + len(MARKS) * mark_loss
        + 0.2 * change_loss
    )
