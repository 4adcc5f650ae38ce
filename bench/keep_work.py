"""What keeps attempts in a process of its own, until it is killed.

    python -m bench.keep_work save HOME COUNT SEED     saves so many attempts
    python -m bench.keep_work all HOME COUNT SEED      saves, replaces reviews, judges
                                                       anew as `rejudge` does, forgets

It says on stdout what it is about to do and what is done, a line each:

    ready            everything is loaded; the history is opened next
    opened           the history is open, and of the latest version
    saved ID WORD    that attempt is kept, and tells of this word
    changing ID WORD it may tell of this word from now on
    changed ID WORD  it does
    judging ID       it may be judged anew from now on; its words stay
    judged ID        it is
    forgetting ID    it may be gone from now on
    forgotten ID     it is
    failed SENTENCE  it ends here
"""

from __future__ import annotations

import importlib
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from voice_star.cli.judging import Judging
from voice_star.domain.answer import (
    Answer,
    Pacing,
    PartPacing,
    Segment,
    Sentence,
    StarPart,
)
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.review import Flag, Hearing, Review, Severity
from voice_star.domain.take import Take
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordRange
from voice_star.errors import VoiceStarError
from voice_star.store.attempts import AttemptStore
from voice_star.store.bookmark import Bookmark
from voice_star.store.forgetting import forget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.cli.engine import Engine

BEGAN = datetime(2024, 1, 1, 18, tzinfo=UTC)

_N_WORDS = 300
_WORD_LENGTH = 0.4
_SENTENCE = 15
"""Words of a sentence: an answer of two minutes has twenty."""

_PARTS = tuple(StarPart)[:4]

JUDGE = "bench"
"""The version of what judges anew here."""


def made_up(word: str, *, n_words: int = _N_WORDS) -> Review:
    """Return the review of an answer of two minutes that tells of a word."""
    words = tuple(
        Word(
            f"{word}." if index % _SENTENCE == _SENTENCE - 1 else word,
            Span(1 + index * _WORD_LENGTH, 1.3 + index * _WORD_LENGTH),
            0.9,
        )
        for index in range(n_words)
    )
    duration = n_words * _WORD_LENGTH
    bounds = [round(n_words * share) for share in (0, 0.2, 0.3, 0.8, 1)]
    runs = [WordRange(start, stop) for start, stop in pairwise(bounds)]
    return Review(
        Answer(
            Transcript(words),
            sentences=tuple(
                Sentence(run, part, (), 0.9)
                for run, part in zip(runs, _PARTS, strict=True)
            ),
            segments=tuple(map(Segment, _PARTS, runs)),
            pacing=Pacing(duration, 1.0, 150.0, 180.0, 0.2, n_words, 4),
            by_part=tuple(
                PartPacing(part, len(run), len(run) / n_words, len(run) * _WORD_LENGTH)
                for run, part in zip(runs, _PARTS, strict=True)
            ),
        ),
        question="What is your greatest accomplishment?",
        take=Take(Path("take.flac"), 48_000, 1, np.zeros(16_000, np.int16)),
        hearing=Hearing("base", "en", 1.0),
        flags=(
            Flag("no-why", Severity.MAJOR, f"Why {word}?", evidence=(runs[3],)),
            Flag("hedged", Severity.MILD, "Hm.", evidence=(runs[2],)),
            Flag("too-fast", Severity.MINOR, "Slower."),
        ),
        judged_by="0f1e2d3c",
    )


def main(arguments: Sequence[str]) -> int:
    """Work until all is done; return 1 if that cannot be."""
    mode, home, count, seed = arguments
    # So that what is killed is the work, and not the loading of what does it.
    importlib.import_module("voice_star.rejudging")
    importlib.import_module("voice_star.audio.files")
    say("ready")
    try:
        work(Path(home), int(count), seed, only_saves=mode == "save")
    except VoiceStarError as error:
        say(f"failed {error}")
        return 1
    return 0


def work(home: Path, count: int, seed: str, *, only_saves: bool) -> None:
    """Do so many things."""
    chance = random.Random(int(seed))  # noqa: S311 - the same work every time
    with AttemptStore(home) as store:
        say("opened")
        for n in range(count):
            word = f"word{seed}x{n}"
            if only_saves or chance.random() < 0.5:
                save(store, word)
            else:
                change(store, chance, word)


def save(store: AttemptStore, word: str) -> None:
    """Keep one more attempt, with a sound."""
    sound = store.layout.home / f"{word}.flac"
    sound.write_bytes(word.encode() * 1000)
    moment = BEGAN + timedelta(minutes=5 * len(word))
    attempt = store.add(made_up(word), moment=moment, sound=sound)
    say(f"saved {attempt.id} {word}")
    sound.unlink()


def change(store: AttemptStore, chance: random.Random, word: str) -> None:
    """Change one or forget one, or judge some anew, if there are any."""
    numbers = [record.id for record in store.history()]
    if not numbers:
        return
    number, what = chance.choice(numbers), chance.random()
    if what < 0.4:
        rejudge(store, sorted({number, *chance.choices(numbers, k=2)}))
    elif what < 0.7:
        say(f"changing {number} {word}")
        store.replace_review(number, replace(made_up(word), judged_by="later"))
        say(f"changed {number} {word}")
    else:
        say(f"forgetting {number}")
        forget(store, [number])
        say(f"forgotten {number}")


class _Judge:
    """A judge that takes no time: what is measured is how what it says is kept."""

    version = JUDGE

    def divide(
        self,
        transcript: Transcript,
        _pauses: Sequence[Span] = (),
        *,
        sentences: tuple[Sentence, ...] | None = None,
    ) -> tuple[Sentence, ...]:
        """Return one sentence."""
        whole = Sentence(WordRange(0, len(transcript.words)), _PARTS[2], (), 0.9)
        return sentences or (whole,)


class _Engine:
    """The engine of `voice-star rejudge`, with nothing to load."""

    judge = _Judge()


def rejudge(store: AttemptStore, numbers: Sequence[int]) -> None:
    """Judge attempts anew, as the command does, one by one."""
    bookmark = Bookmark(store.layout.bookmark, f"bench {numbers}")
    engine = cast("Engine", _Engine())
    for number in numbers:
        say(f"judging {number}")
        judging = Judging(store, engine, DEFAULT_BANDS, rehears=False)
        judging.run([number], bookmark)
        if judging.failures:
            raise judging.failures[number]
        say(f"judged {number}")
    bookmark.remove()


def say(line: str) -> None:
    """Say a line that has left the process when this returns."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
