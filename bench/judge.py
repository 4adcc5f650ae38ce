"""How well answers are judged: parts, changes of part, flags; and how quickly.

Every answer is judged by a network that never saw its story, and decoded as fitted on
the other two folds; where it is said, by one that never saw its whole file. What the
networks said is kept (training/evaluate.py); here it is decoded and scored anew.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from training.answers import FLAGS, PARTS, LabelledAnswer, read_answers
from training.folds import folds_by_answer, folds_by_file
from training.kept import KEPT
from training.scoring import (
    STORY,
    Score,
    changes_found,
    flags_of,
    judged,
    macro_f1,
    parts_by_word,
    score_flags,
    transcript_of,
)
from training.unseen import judged_folds

from bench.figures import Figure
from bench.spoken_parts import spoken_scores
from voice_star.analysis.star import StarJudge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.unseen import Judged

    from voice_star.domain.answer import Answer

_F1_BOUNDS = {
    "understated-result": 0.80,
    "no-why": 0.85,
    "long-setup": 0.85,
    "solo-story": 0.75,
    "team-not-me": 0.75,
    "narrow-result": 0.75,
    "no-hurdle": 0.75,
}

_LONG = 400
"""Words of a long answer."""

_ENDINGS = ("stops-at-actions", "understated-result", "narrow-result", "no-why")


def figures(*, is_quick: bool) -> list[Figure]:
    """Return all figures of the judge."""
    corpus = read_answers()
    parts = judged_folds(folds_by_answer(corpus))
    answers = [one.answer for fold in parts for one in fold.unseen]
    joined = _judged(parts, as_labelled=False)
    raised = {name: flags_of(answer) for name, answer in joined.items()}
    return [
        *_parts(answers, joined, _judged(parts, as_labelled=True)),
        *_whole_files(judged_folds(folds_by_file(corpus))),
        *spoken_scores(parts),
        *_changes(answers, joined),
        *_flags(answers, raised),
        *_good_answers(answers, raised),
        *_speed(n_runs=5 if is_quick else 15),
    ]


def _judged(parts: Sequence[Judged], *, as_labelled: bool) -> dict[str, Answer]:
    return {
        one.answer.name: judged(
            one.answer,
            one.reading,
            ngrams=one.ngrams,
            tuning=fold.tuning,
            as_labelled=as_labelled,
        )
        for fold in parts
        for one in fold.unseen
    }


def _parts(
    answers: Sequence[LabelledAnswer],
    joined: Mapping[str, Answer],
    labelled: Mapping[str, Answer],
) -> Iterator[Figure]:
    yield Figure(
        f"macro-F1 of the parts by word, {len(answers)} answers, text joined",
        macro_f1((a.parts, parts_by_word(joined[a.name].sentences)) for a in answers),
        bound=">= 0.90",
        plain=_baseline("joined"),
    )
    yield Figure(
        "macro-F1 of the parts, sentences as labelled",
        _by_sentence(answers, labelled),
        bound=">= 0.92",
        plain=_baseline("labelled"),
    )
    yield from _by_part(
        [(a.parts, parts_by_word(joined[a.name].sentences)) for a in answers]
    )


def _by_part(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> Iterator[Figure]:
    """Yield how many words of each part are told right, and what most others are."""
    words = Counter(
        pair for true, told in pairs for pair in zip(true, told, strict=True)
    )
    for part in STORY:
        n_words = sum(n for (true, _), n in words.items() if true == part)
        others = {told: words[part, told] for told in PARTS if told != part}
        most = max(others, key=others.__getitem__)
        yield Figure(
            f"words of the {part} told right (of the others most as {most})",
            words[part, part] / n_words,
        )


def _whole_files(parts: Sequence[Judged]) -> Iterator[Figure]:
    """Yield how well it does with writers of whom it has read nothing."""
    answers = [one.answer for fold in parts for one in fold.unseen]
    labelled = _judged(parts, as_labelled=True)
    joined = _judged(parts, as_labelled=False)
    files = sorted({answer.file for answer in answers})
    by_file = {
        file: _by_sentence([a for a in answers if a.file == file], labelled)
        for file in files
    }
    yield Figure(
        "the same, whole files left out, median of nine",
        statistics.median(by_file.values()),
        bound=">= 0.88",
    )
    worst = min(by_file, key=by_file.__getitem__)
    yield Figure(f"the same, the worst of nine ({worst})", by_file[worst])
    yield Figure(
        "the same, by word, text joined, all nine together",
        macro_f1((a.parts, parts_by_word(joined[a.name].sentences)) for a in answers),
    )


def _by_sentence(
    answers: Sequence[LabelledAnswer], labelled: Mapping[str, Answer]
) -> float:
    return macro_f1(
        (
            [s.part for s in a.sentences],
            [str(s.part) for s in labelled[a.name].sentences],
        )
        for a in answers
    )


def _baseline(way: str) -> str:
    """Return what n-grams reach on the same folds: see training/ngrams.py."""
    path = KEPT / "ngrams.json"
    return f"{json.loads(path.read_text())[way]:.3f}" if path.is_file() else ""


def _changes(
    answers: Sequence[LabelledAnswer], joined: Mapping[str, Answer]
) -> Iterator[Figure]:
    score = sum(
        (
            changes_found(a.parts, parts_by_word(joined[a.name].sentences))
            for a in answers
        ),
        Score(),
    )
    yield Figure(
        "changes of part within 12 words, recall", score.recall, bound=">= 0.80"
    )
    yield Figure(
        "changes of part within 12 words, precision", score.precision, bound=">= 0.80"
    )


def _flags(
    answers: Sequence[LabelledAnswer], raised: Mapping[str, set[str]]
) -> Iterator[Figure]:
    for flag in FLAGS:
        score = score_flags(answers, raised, flag)
        n_true = score.right + score.missed
        if flag == "stops-at-actions":
            yield Figure(
                f"{flag}, precision ({n_true} true)", score.precision, bound=">= 0.92"
            )
            yield Figure(f"{flag}, recall", score.recall, bound=">= 0.92")
        else:
            yield Figure(
                f"{flag}, F1 ({n_true} true)", score.f1, bound=f">= {_F1_BOUNDS[flag]}"
            )
            yield Figure(f"{flag}, precision", score.precision)
            yield Figure(f"{flag}, recall", score.recall)


def _good_answers(
    answers: Sequence[LabelledAnswer], raised: Mapping[str, set[str]]
) -> Iterator[Figure]:
    good = [a for a in answers if all(a.flags[flag] is False for flag in _ENDINGS)]
    for flags, limit in ((_ENDINGS, 10), (_ENDINGS[:2], 3)):
        n_wrong = sum(bool(raised[answer.name] & set(flags)) for answer in good)
        names = "any of the four endings" if limit > 3 else "one of the first two"
        yield Figure(
            f"{len(good)} answers with a good ending of which {names} is flagged",
            100 * n_wrong / len(good),
            "%",
            bound=f"<= {limit}",
            places=1,
        )


def _speed(*, n_runs: int) -> Iterator[Figure]:
    # Another text each time: what the judge has read before it need not read again.
    words = [word for answer in read_answers() for word in answer.words]
    judge = StarJudge()
    judge.divide(transcript_of(words[:_LONG]))
    times = []
    for run in range(1, n_runs + 1):
        transcript = transcript_of(words[run * _LONG : (run + 1) * _LONG])
        began = time.perf_counter()
        judge.divide(transcript)
        times.append(time.perf_counter() - began)
    yield Figure(
        "time to judge 400 words, warm, median",
        1000 * statistics.median(times),
        "ms",
        bound="<= 60",
        places=0,
    )
    yield Figure(
        "time to judge 400 words, cold: load and judge",
        1000 * statistics.median(_cold(words[:_LONG]) for _ in range(5)),
        "ms",
        bound="<= 500",
        places=0,
    )


_COLD = """
import sys, time
words = sys.stdin.read().split()
began = time.perf_counter()
from voice_star.analysis.star import StarJudge
from voice_star.domain.transcript import Transcript, Word
StarJudge().divide(Transcript(tuple(Word(word) for word in words)))
print(time.perf_counter() - began)
"""


def _cold(words: Sequence[str]) -> float:
    """Return seconds from the first import of the judge to its verdict."""
    done = subprocess.run(
        [sys.executable, "-c", _COLD],
        input=" ".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
