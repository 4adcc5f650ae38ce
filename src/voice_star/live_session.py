"""An answer coached while it is told, and reviewed as soon as it is over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from voice_star.analysis.cues import (
    NOTHING_TOLD,
    Cue,
    Now,
    Standing,
    choose_cue,
)
from voice_star.analysis.pacing import pace_parts
from voice_star.analysis.segments import join_segments
from voice_star.audio.pitch import track_voice
from voice_star.audio.running_voice import RunningVoice
from voice_star.audio.voice import has_pitch
from voice_star.continuing import behind, review_telling
from voice_star.domain.brief import NO_BRIEF, Brief
from voice_star.domain.cues import DEFAULT_CUES, CueBounds
from voice_star.domain.telling import Telling
from voice_star.domain.transcript import Transcript
from voice_star.domain.voicetrack import joined_tracks
from voice_star.pipeline import nothing_heard, pauses_in, review_take
from voice_star.speech.alignment import Aligner
from voice_star.speech.live import LiveHearing
from voice_star.speech.live_jobs import Ears

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.answer import StarPart
    from voice_star.domain.review import Review
    from voice_star.domain.take import Samples, Take
    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Word
    from voice_star.domain.voicetrack import VoiceTrack
    from voice_star.speech.patchwork import LiveText
    from voice_star.speech.transcriber import Skimmer, Transcriber

_LATEST = 2
"""Sentences by which it is told where in the answer the speaker is."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """What a session works with. Kept from take to take, it need not load again.

    Attributes:
        transcriber: The speech model.
        skimmer: Hears roughly what was said of late; most often the same model.
        judge: Says which part each sentence is; without one nothing is judged.
        aligner: Finds each word; must be gentle where somebody records meanwhile.
    """

    transcriber: Transcriber
    skimmer: Skimmer | None = None
    judge: StarJudge | None = None
    aligner: Aligner | None = None


class LiveSession:
    """One answer, from its first block of sound to its review.

    What can be asked for while somebody speaks may be asked from any thread, returns at
    once and never fails. A session must be finished or closed.

    Args:
        helpers: Not to be used by anybody else meanwhile.
        brief: What the answer is held against.
        cues: When cues are given.
        path: Where the recording is kept, by others.
        after: What the answer goes on from: its parts are told, and judged, as one
            answer with these. The review is of what was added.
    """

    def __init__(
        self,
        helpers: Helpers,
        *,
        brief: Brief = NO_BRIEF,
        cues: CueBounds = DEFAULT_CUES,
        path: Path = Path("take"),
        after: Telling | None = None,
    ) -> None:
        self._helpers = helpers
        self._after = after
        self._brief = brief
        self._bounds = cues
        self._voice = RunningVoice()
        self._tracks: list[VoiceTrack] = []
        self._standing = NOTHING_TOLD
        self._begun: Seconds | None = None
        self._given: tuple[Cue, ...] = ()
        self._telling: Telling | None = None
        aligner = helpers.aligner or Aligner(is_gentle=True)
        aligner.load_ahead()
        ears = Ears(
            helpers.transcriber,
            aligner,
            self._voice,
            skimmer=helpers.skimmer,
            on_sound=self._follow,
            on_words=self._judge,
        )
        self._live = LiveHearing(ears, path=path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def text(self) -> LiveText:
        """The words so far."""
        return self._live.moment.text

    @property
    def parts(self) -> Mapping[StarPart, Seconds]:
        """Seconds told of each part so far; only those that occur, in STAR order."""
        return self._standing.seconds

    @property
    def part(self) -> StarPart | None:
        """The part that the speaker is in; None before that is known."""
        latest = self._standing.latest
        return latest[-1].part if latest else None

    @property
    def lag(self) -> Seconds:
        """How many seconds of what was said nothing is shown of yet."""
        return self._live.lag

    @property
    def failure(self) -> BaseException | None:
        """What went wrong with the hearing, if anything has; `finish` raises it."""
        return self._live.failure

    @property
    def telling(self) -> Telling | None:
        """What the review was made of; None before `finish` has returned."""
        return self._telling

    def cue(self) -> Cue | None:
        """Return what to tell the speaker now, if anything."""
        moment = self._live.moment
        if self._begun is None:
            return None
        now = Now(moment.now, self._begun, moment.silence, self._brief.bands.target)
        cue = choose_cue(self._standing, now, given=self._given, bounds=self._bounds)
        if cue is not None and cue not in self._given:
            self._given = (*self._given, cue)
        return cue

    def feed(self, block: Samples) -> None:
        """Hand sound over: 16 kHz, mono, of any length. Returns at once."""
        self._live.feed(block)

    def expect_end(self) -> None:
        """Say that the speaker has asked to stop, though some sound is to come yet."""
        self._live.expect_end()

    def finish(self) -> Review:
        """Wait for the last words, and return the review of the whole answer.

        Raises:
            NothingHeardError: If no speech was found.
            ModelError: And whatever else went wrong with the hearing.
            Cancelled: If the session was closed.
        """
        done = self._live.finish()
        track = joined_tracks(self._tracks)
        transcript, judge = done.heard.transcript, self._helpers.judge
        if not transcript.spoken:
            return self._review_doubtful(done.take, done.voice)
        self._telling = Telling(
            done.take, transcript, done.voice, done.heard.hearing, track
        )
        return review_telling(self._telling, judge=judge, brief=self._brief)

    def close(self) -> None:
        """End at once. What was found is lost; the recording is not ours."""
        self._live.close()

    def _review_doubtful(self, take: Take, voice: tuple[Span, ...]) -> Review:
        """Review a take in which no voice was found, as a file would be."""
        if voice or not has_pitch(take):
            raise nothing_heard(take)
        return review_take(
            take,
            transcriber=self._helpers.transcriber,
            aligner=self._helpers.aligner,
            judge=self._helpers.judge,
            brief=self._brief,
        )

    def _follow(self, take: Take, span: Span) -> None:
        """Follow the voice through a stretch, in the thread that hears."""
        self._tracks.append(track_voice(take, [span]))

    def _judge(self, words: tuple[Word, ...]) -> None:
        """Divide the words so far in parts, in the thread that hears."""
        start = words[0].span if words else None
        end = words[-1].span if words else None
        if start is None or end is None:
            return
        transcript, voice = Transcript(words), tuple(self._voice.spans())
        begun = start.start
        if self._after is not None:
            transcript, voice, by = behind(self._after, transcript, voice)
            begun = self._after.begin - by
        if self._begun is None:
            self._begun = begun
        judge = self._helpers.judge
        if judge is None:
            return
        pauses = pauses_in(transcript, voice)
        sentences = judge.divide(transcript, pauses, is_over=False)
        paced = pace_parts(transcript, join_segments(sentences), pauses)
        seconds = {one.part: one.duration for one in paced if one.duration is not None}
        self._standing = Standing(seconds, sentences[-_LATEST:], end.end)


def review_blocks(blocks: Iterable[Samples], session: LiveSession) -> Review:
    """Hear blocks of sound as they come, and return the review of all of them."""
    with session:
        for block in blocks:
            session.feed(block)
        return session.finish()
