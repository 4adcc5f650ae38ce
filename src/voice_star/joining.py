"""An answer that somebody went on with: both recordings kept, and one made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voice_star.audio.journal import Journal
from voice_star.audio.notes import TakeNotes, add_to_notes
from voice_star.audio.takes import SOUND, KeptTake, finish_locked
from voice_star.continuing import join_tellings, review_telling, telling_of
from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from voice_star.analysis.star import StarJudge
    from voice_star.domain.brief import Brief
    from voice_star.domain.review import Review
    from voice_star.domain.telling import Telling


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that was told and reviewed.

    Attributes:
        review: Of all of it.
        telling: What the review was made of.
        take: Its recording on disk, as it was when the review was made.
    """

    review: Review
    telling: Telling
    take: KeptTake


def join_told(
    old: Told, new: Told, *, judge: StarJudge | None = None, brief: Brief
) -> Told:
    """Keep two takes as a third one as well, and review that as one answer.

    Raises:
        RecordingError: If there is no room for it. The two are kept as they are.
    """
    telling = join_tellings(old.telling, new.telling, path=new.take.folder / SOUND)
    take = _keep(telling, (old.take, new.take))
    telling = replace(telling, take=replace(telling.take, path=take.folder / SOUND))
    review = review_telling(telling, judge=judge, brief=brief)
    return Told(review, telling, take)


def told_anew(told: Told, review: Review) -> Told:
    """Return an answer with another review of the same recording."""
    return Told(review, telling_of(review), told.take)


def _keep(telling: Telling, parts: tuple[KeptTake, KeptTake]) -> KeptTake:
    """Keep the sound of a joined answer, and note what it was made of."""
    old, new = parts
    notes = TakeNotes(
        started=new.notes.started,
        device=new.notes.device,
        question=new.notes.question or old.notes.question,
        n_dropouts=telling.take.n_dropouts,
    )
    journal = Journal(new.folder.parent, notes=notes, samplerate=SAMPLERATE)
    try:
        journal.append(telling.take.pcm)
        journal.end()
        add_to_notes(journal.folder, joined=[part.folder.name for part in parts])
        return finish_locked(journal.folder)
    finally:
        journal.close()
