"""`voice-star rejudge`: attempts that are kept, judged and heard anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.cli.terminal import note
from voice_star.report.plain import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from voice_star.cli.engine import Engine
    from voice_star.cli.exit_code import ExitCode
    from voice_star.store.attempts import AttemptStore
    from voice_star.store.bookmark import Bookmark


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    rejudge = commands.add_parser(
        "rejudge",
        help="judge attempts anew with the present version",
        description="Judge attempts that are kept anew, with the judge, the rules and "
        "the bands of today; without an ID or --all those whose review an older "
        "version made. Each is kept as soon as it is done, and what was interrupted "
        "goes on where it stopped. Moment, question, story and recording stay.",
    )
    rejudge.add_argument(
        "ids", nargs="*", metavar="ID", help="a number, or last, last-1, ..."
    )
    rejudge.add_argument(
        "--all", action="store_true", help="all of them, up to date or not"
    )
    rejudge.add_argument(
        "--rehear", action="store_true", help="hear the recordings anew, too"
    )
    rejudge.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    rejudge.set_defaults(command=_rejudge, fail=rejudge.error)


def _rejudge(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.briefing import settings_of
    from voice_star.cli.engine import Engine
    from voice_star.cli.judging import Judging, tell
    from voice_star.cli.kept import opened_history

    if options.ids and options.all:
        options.fail("name attempts, or --all; not both")
    settings = settings_of(options)
    engine = Engine(settings.model)
    with opened_history() as store:
        numbers = _meant(store, engine, options)
        bookmark = _bookmark(store, engine, options, numbers)
        left = _left(store, engine, numbers, bookmark)
        judging = Judging(store, engine, settings.bands, rehears=options.rehear)
        try:
            judging.run(left, bookmark)
        finally:
            tell(judging, n_meant=len(left))
        if bookmark is not None:
            bookmark.remove()
    return judging.code


def _meant(
    store: AttemptStore, engine: Engine, options: argparse.Namespace
) -> list[int]:
    """Return the attempts to judge; say where there is none, or not all of them."""
    from voice_star.analysis.version import made_by
    from voice_star.store.outdated import outdated

    if options.ids:
        return sorted({store.number_of(said) for said in options.ids})
    kept = store.numbers()
    if not kept:
        note("Nothing is kept yet.")
    if options.all or not kept:
        return kept
    old = outdated(
        store,
        made_by=made_by(engine.judge),
        model=engine.model if options.rehear else None,
    )
    if n_new := len(kept) - len(old):
        are = "is" if n_new == 1 else "are"
        also = "" if old else "; to judge all the same, say --all"
        note(f"{counted(n_new, 'attempt')} {are} up to date already{also}.")
    return old


def _bookmark(
    store: AttemptStore,
    engine: Engine,
    options: argparse.Namespace,
    numbers: Sequence[int],
) -> Bookmark | None:
    """Return where it is noted what is done; what is outdated tells that by itself."""
    from voice_star.analysis.version import made_by
    from voice_star.store.bookmark import Bookmark

    if not numbers or not (options.ids or options.all):
        return None
    heard = f" heard by {engine.model!r}" if options.rehear else ""
    which = "all" if options.all else " ".join(map(str, numbers))
    job = f"{made_by(engine.judge)}{heard}: {which}"
    return Bookmark(store.layout.bookmark, job)


def _left(
    store: AttemptStore,
    engine: Engine,
    numbers: list[int],
    bookmark: Bookmark | None,
) -> list[int]:
    """Return what an earlier run of the same job has left."""
    from voice_star.analysis.version import made_by
    from voice_star.store.outdated import outdated

    if bookmark is None or not bookmark.done:
        return numbers
    # What was restored from a backup since is not done, though its number is noted.
    old = set(outdated(store, made_by=made_by(engine.judge)))
    left = [one for one in numbers if one not in bookmark.done or one in old]
    n_done = len(numbers) - len(left)
    note(f"Going on where it stopped: {n_done} of {len(numbers)} were done.")
    return left
