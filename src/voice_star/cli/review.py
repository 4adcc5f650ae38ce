"""`voice-star review`: hear recordings, or read a transcript, and review them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode, code_of_all
from voice_star.cli.terminal import complain, note, progress_bar
from voice_star.errors import ModelError, UnreadableTextError, VoiceStarError
from voice_star.places import models_folder, sample_take

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.progress import OnProgress
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.whisper import WhisperTranscriber

_SAMPLE_QUESTION = "What accomplishment are you proudest of?"

_LARGEST_TEXT = 2_000_000
"""Characters of a transcript; an hour of speech has 60,000."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    review = commands.add_parser(
        "review",
        help="review recordings of answers, or a transcript",
        description="Hear each recording and review it. Keeps nothing.",
    )
    review.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="a recording: wav, flac, mp3, m4a, ogg, opus, webm, mp4, ...",
    )
    review.add_argument(
        "--json",
        action="store_true",
        help="print one JSON document, a line each when there are several files",
    )
    review.add_argument("--question", metavar="TEXT", help="what was asked")
    review.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    review.add_argument(
        "--transcript",
        metavar="FILE",
        help="review a text instead, a sentence a line; - reads it from stdin",
    )
    review.set_defaults(command=_review, fail=review.error)


def review_sample(_options: argparse.Namespace) -> ExitCode:
    """Review the sample answer, and say how to review one's own."""
    note("This is the sample answer that comes with voice_star.")
    engine = _Engine(None)
    review = engine.review(sample_take(), _SAMPLE_QUESTION)
    _write(_report(review))
    note("Review your own: voice-star review FILE   (voice-star review --help)")
    return ExitCode.OK


def _review(options: argparse.Namespace) -> ExitCode:
    if bool(options.files) == bool(options.transcript):
        options.fail("name recordings, or a text with --transcript; not both, not none")
    if options.transcript:
        _print(_review_text(options.transcript, options.question), options)
        return ExitCode.OK
    engine = _Engine(options.model)
    failures: list[VoiceStarError] = []
    for path in options.files:
        try:
            review = engine.review(path, options.question)
        except VoiceStarError as error:
            complain(str(error))
            failures.append(error)
        else:
            _print(review, options)
    return code_of_all(failures, n_done=len(options.files) - len(failures))


class _Engine:
    """The speech model and the aligner, loaded for the first file and kept.

    Loading takes nearly as long as hearing a short answer does, so that it is done
    beside something else: the model is checked while the first file is read, and
    loaded, where that is short, while the voice in it is looked for.
    """

    def __init__(self, model: str | None) -> None:
        self._model = model
        self._loaded: tuple[WhisperTranscriber, Aligner] | None = None

    def review(self, path: Path, question: str | None) -> Review:
        """Read, hear and review one recording, showing how far it is."""
        with progress_bar(path.name) as on_progress:
            if self._loaded is None:
                take, self._loaded = self._begin(path, on_progress)
            else:
                take = _open(path, on_progress)
            transcriber, aligner = self._loaded
            from voice_star.pipeline import review_take

            return review_take(
                take,
                transcriber=transcriber,
                aligner=aligner,
                question=question,
                on_progress=on_progress,
            )

    def _begin(
        self, path: Path, on_progress: OnProgress
    ) -> tuple[Take, tuple[WhisperTranscriber, Aligner]]:
        """Read the first file and begin to load."""
        from voice_star.speech.alignment import Aligner
        from voice_star.speech.background import in_background
        from voice_star.speech.models import DEFAULT_MODEL, model_folder
        from voice_star.speech.transcriber import LONGEST_PIECE
        from voice_star.speech.whisper import WhisperTranscriber, import_ahead

        name = self._model or DEFAULT_MODEL
        opening = in_background(lambda: _open(path, on_progress))
        import_ahead()
        try:
            folder = model_folder(name, cache=models_folder())
        except ModelError:
            # A file that cannot be read is the first thing to say.
            opening.result()
            raise
        take = opening.result()
        is_short = take.duration <= LONGEST_PIECE
        transcriber = WhisperTranscriber(folder, name=name, is_for_short_takes=is_short)
        aligner = Aligner()
        if is_short:
            # What it saves is nothing beside the hearing of a long take.
            transcriber.load_ahead()
            aligner.load_ahead()
        return take, (transcriber, aligner)


def _open(path: Path, on_progress: OnProgress) -> Take:
    from voice_star.audio.files import open_take

    return open_take(path, on_progress=on_progress)


def _review_text(source: str, question: str | None) -> Review:
    from voice_star.pipeline import review_lines

    return review_lines(_read_text(source).splitlines(), question=question)


def _read_text(source: str) -> str:
    """Read a transcript from a file, or from stdin for "-"."""
    try:
        if source == "-":
            return _decoded(sys.stdin.buffer.read(_LARGEST_TEXT + 1), "stdin")
        with Path(source).open("rb") as file:
            return _decoded(file.read(_LARGEST_TEXT + 1), source)
    except OSError as error:
        raise UnreadableTextError(
            f"The transcript {source} cannot be read: {error.strerror}. "
            "Check its name and permissions."
        ) from error


def _decoded(data: bytes, source: str) -> str:
    if len(data) > _LARGEST_TEXT:
        raise UnreadableTextError(
            f"{source} is longer than any answer. Cut it to the answer itself."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTextError(
            f"{source} is no text in UTF-8. A recording is reviewed without "
            "--transcript; a text must be saved as UTF-8."
        ) from error
    return "".join(_without_controls(text))


def _without_controls(text: str) -> Iterable[str]:
    """Keep line ends and what can be seen; control characters become spaces."""
    return (
        letter if letter.isprintable() or letter == "\n" else " " for letter in text
    )


def _print(review: Review, options: argparse.Namespace) -> None:
    if options.json:
        import json

        from voice_star.domain.wire import review_to_json

        _write(json.dumps(review_to_json(review)))
    else:
        _write(_report(review))


def _report(review: Review) -> str:
    from voice_star.report.text import review_as_text

    return review_as_text(review, colour=_has_colour(), width=_width())


def _has_colour() -> bool:
    """Follow https://no-color.org, and give files and pipes plain text."""
    import os

    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """Return the columns to fill: the terminal's, from 60 up to 100."""
    import shutil

    return min(100, max(60, shutil.get_terminal_size((80, 24)).columns))


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
