"""The home screen: what to practise, how each question went, and what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from voice_star.domain.bank import read_bank
from voice_star.domain.practice import Practised, practised
from voice_star.library import Overview
from voice_star.tui.messages import SAMPLE, Asked, Failed, Missed, Picked
from voice_star.tui.screens.asking import PathScreen
from voice_star.tui.screens.settling import SettlingScreen
from voice_star.tui.screens.wording import Wording, WordingScreen
from voice_star.tui.widgets.homehead import HomeTop
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.questions import QuestionList
from voice_star.tui.widgets.search import SearchLine
from voice_star.tui.widgets.standing import NextCard, NextStep

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from voice_star.domain.question import Question
    from voice_star.tui.widgets.rows import Rows
    from voice_star.workplace import Workplace

_KINDS = "wav, flac, mp3, m4a, ogg, opus, webm, mp4"


class HomeScreen(SettlingScreen):
    """The questions by theme.

    Args:
        workplace: What is kept, and what holds.
    """

    IS_RESTED_ON = True
    """Whether one comes back to it from what was opened on it."""

    AUTO_FOCUS = "#questions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "answer_next", "Next", tooltip="Answer what is next"),
        Binding("slash", "search", "Search", tooltip="Find questions"),
        Binding("h", "app.show_history", "History", tooltip="All takes, by day"),
        Binding("a", "add", "Add", tooltip="Add a question of your own"),
        Binding("e", "edit", "Edit the question", show=False),
        Binding("r", "retire", "Retire the question, or take it back", show=False),
        Binding("o", "open", "Open", tooltip="Open a file"),
        Binding("s", "app.review_sample", "Sample", tooltip=SAMPLE),
        Binding("u", "save_cut_off", "Save", tooltip="Save what was cut off"),
        Binding("escape", "end_search", "All questions", show=False),
        ("question_mark", "app.show_keys", "Keys"),
        ("q", "app.quit", "Quit"),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._overview: Overview | None = None
        self._n_cut_off = 0
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield HomeTop(id="top")
        yield SearchLine("words of a question, or of its theme", id="search")
        yield QuestionList(id="questions")
        yield NextStep(id="step")
        yield Keys()

    def on_mount(self) -> None:
        """Show the questions at once, and how each went as soon as that is known."""
        bank = practised(read_bank(), ())
        self._overview = Overview(self._workplace.now(), bank)
        self._list()
        self.call_after_refresh(self.look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is to do."""
        del parameters
        if action == "save_cut_off":
            n_unheard = 0 if self._overview is None else self._overview.n_unheard
            return self._n_cut_off + n_unheard > 0
        if action == "end_search":
            return bool(self._sought)
        if action == "answer_next":
            return self._overview is not None and self._overview.pick is not None
        return True

    # What is chosen

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """Say what the interviewer looks for, and what to mend."""
        entry = event.entry
        step = self.query_one(NextStep)
        step.practised = entry if isinstance(entry, Practised) else None

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Answer the question."""
        if isinstance(event.entry, Practised):
            self.app.post_message(Asked(event.entry.question.text))

    def on_next_card_clicked(self, event: NextCard.Clicked) -> None:
        """Answer the question."""
        self.app.post_message(Asked(event.question.text))

    def on_search_line_sought(self, event: SearchLine.Sought) -> None:
        """Show the questions that are searched for."""
        self._sought = event.text
        self._list()
        self.refresh_bindings()

    def on_search_line_done(self) -> None:
        """Go to the questions."""
        self.query_one(QuestionList).focus()

    # Keys

    def action_answer_next(self) -> None:
        """Answer what is next."""
        if self._overview is not None and self._overview.pick is not None:
            self.app.post_message(Asked(self._overview.pick.question.text))

    def action_search(self) -> None:
        """Search by typing."""
        self.query_one(SearchLine).begin()

    def action_end_search(self) -> None:
        """Show all questions."""
        self.query_one(SearchLine).action_end_search()

    def action_open(self) -> None:
        """Ask for a recording, and review it."""
        self.app.push_screen(PathScreen("Which recording?", hint=_KINDS), self._pick)

    def action_save_cut_off(self) -> None:
        """Save what was said in takes that were cut off, or never heard."""
        self.app.post_message(Missed())

    def action_add(self) -> None:
        """Ask for a question of one's own."""
        self.app.push_screen(WordingScreen(), self._add)

    def action_edit(self) -> None:
        """Ask how the question at the cursor is to be worded."""
        question = self.query_one(QuestionList).question
        if question is not None:
            self.app.push_screen(WordingScreen(question), partial(self._edit, question))

    def action_retire(self) -> None:
        """Leave out the question at the cursor; propose it again if it is left out."""
        question = self.query_one(QuestionList).question
        if question is None:
            return
        library, undo = self._workplace.library, question.is_retired
        told = "No more proposed. Searching finds it, and r takes it back."
        self._settle(
            lambda: library.retire_question(question, undo=undo),
            "Proposed again." if undo else told,
        )

    # What came of what was asked

    def _add(self, wording: Wording | None) -> None:
        if wording is not None:
            text, hint, theme = wording
            library = self._workplace.library
            self._settle(
                lambda: library.add_question(text, hint=hint, theme=theme),
                "Added to your questions.",
            )

    def _edit(self, question: Question, wording: Wording | None) -> None:
        if wording is not None:
            text, hint, _ = wording
            library = self._workplace.library
            self._settle(
                lambda: library.edit_question(question, text=text, hint=hint),
                "Changed. Its takes stay with it.",
            )

    def _pick(self, path: Path | None) -> None:
        if path is not None:
            self.app.post_message(Picked(path))

    # Work

    def look(self) -> None:
        """Show how things stand now; what was reviewed is in the history then.

        Only while nobody goes on from a take: it moves.
        """
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        worker, workplace = get_current_worker(), self._workplace
        overview = workplace.library.overview()
        n_cut_off = workplace.files.n_cut_off()
        for complaint in overview.complaints:
            self.app.post_message(Failed(complaint))
        if not worker.is_cancelled:
            self.call_later(self._show, overview, n_cut_off)

    def _show(self, overview: Overview, n_cut_off: int) -> None:
        self._overview, self._n_cut_off = overview, n_cut_off
        workplace = self._workplace
        job = None if workplace.job is None else workplace.job.name
        self.query_one(HomeTop).tell(
            overview, n_cut_off=n_cut_off, bands=workplace.bands, job=job
        )
        self.query_one(NextStep).advice = overview.advice
        self._list()
        self.refresh_bindings()

    def _list(self) -> None:
        overview = self._overview
        if overview is not None:
            self.query_one(QuestionList).show_questions(
                overview.practised, now=overview.now, sought=self._sought
            )
