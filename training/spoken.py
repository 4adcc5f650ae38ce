"""Corpus answers that were spoken and heard again, for the test over hearing.

    python -m training.spoken

hears the recordings of fixtures/speech/kokoro, which speak forty answers of the corpus,
and keeps the transcripts in training/kept/heard.json. They were chosen when the
fixtures were made: fluent ones, some full of fillers, some full of pauses.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.kept import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDINGS = Path(__file__).parent.parent / "fixtures" / "speech" / "kokoro"

HEARD = KEPT / "heard.json"


def heard_answers() -> dict[str, dict[str, Any]]:
    """Return what was heard of each spoken answer, by the answer's name.

    Each has `recording`, and `words` and `pauses` as in the JSON form of a review.
    """
    if not HEARD.exists():
        return {}
    heard: dict[str, dict[str, Any]] = json.loads(HEARD.read_text(encoding="utf-8"))
    return heard


def answer_name(recording: Path) -> str:
    """Return the corpus's name of the answer that a recording speaks."""
    return "-".join(["t", *recording.stem.split("-")[-2:]])


def _hear_all() -> Iterator[tuple[str, dict[str, Any]]]:
    from voice_star.audio.files import open_take
    from voice_star.domain.wire import review_to_json
    from voice_star.pipeline import review_take
    from voice_star.places import models_folder
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.catalogue import DEFAULT_MODEL
    from voice_star.speech.models import model_folder
    from voice_star.speech.whisper import WhisperTranscriber

    folder = model_folder(DEFAULT_MODEL, cache=models_folder())
    transcriber, aligner = WhisperTranscriber(folder, name=DEFAULT_MODEL), Aligner()
    for path in sorted(RECORDINGS.glob("*/*.ogg")):
        review = review_take(open_take(path), transcriber=transcriber, aligner=aligner)
        document = review_to_json(review)
        print(path.stem)
        yield (
            answer_name(path),
            {
                "recording": f"{path.parent.name}/{path.stem}",
                "words": document["words"],
                "pauses": document["pauses"],
            },
        )


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    text = json.dumps(dict(_hear_all()), separators=(",", ":"))
    HEARD.write_text(text.replace('"t-', '\n"t-') + "\n", encoding="utf-8")
