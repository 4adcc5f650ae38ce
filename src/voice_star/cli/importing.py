"""`voice-star import`: recordings from elsewhere, kept with their dates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.briefing import add_brief_to, brief_of, settings_of
from voice_star.cli.engine import Engine
from voice_star.cli.exit_code import ExitCode, code_of_all
from voice_star.cli.filtering import moment
from voice_star.cli.terminal import complain, note
from voice_star.errors import VoiceStarError

if TYPE_CHECKING:
    import argparse

    from voice_star.domain.brief import Brief
    from voice_star.store.attempts import AttemptStore


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    importing = commands.add_parser(
        "import",
        help="take recordings from elsewhere into the history",
        description="Hear recordings from elsewhere, and keep each with its review and "
        "the moment it was made at. The files themselves stay where they are.",
    )
    importing.add_argument("files", nargs="+", metavar="FILE", type=Path)
    importing.add_argument("--story", metavar="NAME", help="which story is told")
    importing.add_argument(
        "--date",
        metavar="DATE",
        type=moment,
        help="when it was said, such as 2026-05-03 or 2026-05-03T18:30; otherwise what "
        "the file says",
    )
    importing.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    add_brief_to(importing)
    importing.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history

    settings = settings_of(options)
    brief = brief_of(options, settings)
    engine = Engine(settings.model)
    failures: list[VoiceStarError] = []
    with opened_history() as store:
        for path in options.files:
            try:
                _import_one(path, store, engine, options, brief=brief)
            except VoiceStarError as error:
                complain(str(error))
                failures.append(error)
    return code_of_all(failures, n_done=len(options.files) - len(failures))


def _import_one(
    path: Path,
    store: AttemptStore,
    engine: Engine,
    options: argparse.Namespace,
    *,
    brief: Brief,
) -> None:
    from voice_star.audio.dates import recorded_at

    review = engine.review(path, brief)
    at = options.date or recorded_at(path)
    attempt = store.add(review, moment=at, story=options.story, sound=path)
    note(f"{path} is attempt {attempt.id}, of {at:%Y-%m-%d %H:%M}")
