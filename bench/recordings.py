"""The recordings that are measured on, with what is known of them.

They lie in fixtures/. Recordings whose licence does not let us pass them on are read
from the folder in VOICE_STAR_SPEECH, or ../shared/speech, and named where missing.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.fillers import filler_sound

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
REAL = FIXTURES / "speech" / "real"
KOKORO = FIXTURES / "speech" / "kokoro"


@dataclass(frozen=True, slots=True)
class Said:
    """A word that was truly said, and when."""

    text: str
    span: Span

    @property
    def is_filler(self) -> bool:
        """Whether it is an um, uh, er or hm."""
        return filler_sound(self.text) is not None


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording and the truth about it.

    Attributes:
        name: Folder and file, as in ``"aligned/emu_msajc003.flac"``.
        path: Where it lies.
        text: What was said; empty for noises.
        is_text_given: Whether `text` was written by people, not by a model.
        words: When each word was said; empty where nobody knows.
        pauses: True silences of 0.25 s and more; None where nobody knows.
        duration: Length of the file in seconds.
    """

    name: str
    path: Path
    text: str
    is_text_given: bool
    words: tuple[Said, ...]
    pauses: tuple[Span, ...] | None
    duration: Seconds

    def is_in(self, *folders: str) -> bool:
        """Tell whether it lies in one of some folders."""
        return self.name.startswith(tuple(f"{folder}/" for folder in folders))


def spoken(*folders: Path) -> list[Recording]:
    """Return the answers that Kokoro spoke, with their truth from the JSON beside."""
    found = []
    for truth in sorted(path for folder in folders for path in folder.glob("*.json")):
        facts = json.loads(truth.read_text())
        path = next(p for p in truth.parent.glob(f"{truth.stem}.*") if p != truth)
        found.append(
            Recording(
                name=f"{truth.parent.name}/{path.name}",
                path=path,
                text=facts["text"],
                is_text_given=True,
                words=_words(facts["words"], "text"),
                pauses=tuple(Span(p["start"], p["end"]) for p in facts["pauses"]),
                duration=facts["duration"],
            )
        )
    return found


def real() -> tuple[list[Recording], list[str]]:
    """Return the recordings of people and noises, and the names of missing ones."""
    found = [_real(facts, REAL) for facts in _index(REAL)]
    names = {recording.path.stem for recording in found}
    private = Path(os.environ.get("VOICE_STAR_SPEECH", ROOT.parent / "shared/speech"))
    if not (private / "index.jsonl").is_file():
        return found, ["recordings of unstated provenance (set VOICE_STAR_SPEECH)"]
    others = [
        facts for facts in _index(private) if Path(facts["file"]).stem not in names
    ]
    missing = [
        facts["file"] for facts in others if not (private / facts["file"]).is_file()
    ]
    there = [facts for facts in others if facts["file"] not in missing]
    return found + [_real(facts, private) for facts in there], missing


def _index(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "index.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def _real(facts: dict[str, str], folder: Path) -> Recording:
    path = folder / facts["file"]
    is_noise = "nonspeech" in facts["file"]
    words: tuple[Said, ...] = ()
    if facts.get("alignment"):
        aligned = json.loads((folder / facts["alignment"]).read_text())
        words = _words(
            aligned["words"] if isinstance(aligned, dict) else aligned, "word"
        )
    kind = facts.get("transcript_kind", "")
    return Recording(
        name=facts["file"],
        path=path,
        text="" if is_noise else facts.get("transcript", ""),
        is_text_given=not is_noise and not kind.startswith("asr-draft"),
        words=words,
        pauses=None,
        duration=float(facts.get("duration") or facts.get("seconds") or 0),
    )


def _words(words: list[dict[str, str]], key: str) -> tuple[Said, ...]:
    return tuple(
        Said(word[key], Span(float(word["start"]), float(word["end"])))
        for word in words
        if float(word["end"]) > float(word["start"])
    )
