"""What the page of comments does: reads them in lots, sorts, suggests, brings in and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from huddle.i18n import _, ngettext
from huddle.rows.patient_voice import CommentRow, Comments, CommentsFilter, ThemeRow
from huddle.rows.people import StageRow
from huddle.rules.themes import ThemeHint
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.filling import Asking
from ui.pages.patient_voice.page import PatientVoicePage
from ui.presenter import Presenter
from ui.suggesting import note_decision

if TYPE_CHECKING:
    from ui.desk import Desk

_LOT = 100


@dataclass(frozen=True, slots=True)
class _Answer:
    """The comments that are wanted, and what else there is to choose from."""

    comments: Comments
    themes: tuple[ThemeRow, ...]
    stages: tuple[StageRow, ...]


class PatientVoicePresenter(Presenter):
    """The behaviour of What patients say."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.ITEMS, Thing.PEOPLE, Thing.HUDDLES})

    def __init__(self, page: PatientVoicePage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._begins = False
        self._keeps_chosen = True
        self._declined: set[str] = set()
        self._hint: ThemeHint | None = None
        self._wanted = CommentsFilter()
        self._answering = _Answering(page, desk, Watch(page, desk))
        page.wanted_changed.connect(self._want_others)
        page.chosen.connect(self._suggest)
        page.model.more_wanted.connect(self._read_on)
        page.add_asked.connect(self._add)
        page.print_asked.connect(self._print)
        page.import_asked.connect(lambda: desk.go("imports"))
        page.card.sorted_under.connect(self._sort)
        page.card.hint_taken.connect(self._take_hint)
        page.card.hint_declined.connect(self._decline_hint)
        page.card.bring_asked.connect(self._bring)
        page.card.answer_asked.connect(self._answer)
        page.card.not_answered_asked.connect(self._take_answer_back)

    def arrive(self, **what: str) -> None:
        """Show the comments."""
        self._begins = self._is_stale
        super().arrive(**what)
        self.page.begin()

    def refresh(self) -> None:
        """Query as many comments as were read."""
        ward, wanted = self.desk.ward, self.page.wanted
        limit = max(_LOT, len(self.page.model.rows)) if wanted == self._wanted else _LOT
        self._wanted = wanted

        def ask() -> _Answer:
            comments = ward.patient_voice.comments(wanted, limit=limit)
            return _Answer(comments, ward.patient_voice.themes(), ward.people.stages())

        self.query(ask, self._show)

    def _show(self, answer: _Answer) -> None:
        self.page.offer(answer.themes, answer.stages)
        self.page.show_comments(answer.comments, keeps_chosen=self._keeps_chosen)
        self._keeps_chosen = True
        if self._begins:
            self._begins = False
            self.page.begin()

    def _want_others(self) -> None:
        self._keeps_chosen = True
        self.ask_again()

    def _read_on(self) -> None:
        ward, wanted, offset = self.desk.ward, self._wanted, len(self.page.model.rows)

        def add(found: Comments) -> None:
            # Something else may be wanted by now, or be read already.
            if wanted == self._wanted and offset == len(self.page.model.rows):
                self.page.model.add_rows(found.rows, found.total)

        self._do(lambda: ward.patient_voice.comments(wanted, limit=_LOT, offset=offset), add)

    # Sorting

    def _sort(self, theme: str) -> None:
        ward, rows = self.desk.ward, self.page.rows_chosen
        ids = [row.id for row in rows]
        # The next ones come up in the place of those that leave the unsorted ones.
        self._keeps_chosen = any(row.theme for row in rows)
        self._do(lambda: ward.patient_voice.sort(ids, theme), key="sort_comments")

    def _suggest(self) -> None:
        self._hint = None
        row = self._lone
        sorts = self.desk.may("patient_voice.sort")
        if row is None or row.theme or row.id in self._declined or not sorts:
            return
        ward = self.desk.ward

        def show(hint: ThemeHint | None) -> None:
            if self._lone == row:
                self._hint = hint
                self.page.card.show_hint(hint)

        self._do(lambda: ward.patient_voice.hint(row.id), show)

    def _take_hint(self) -> None:
        if self._hint is not None:
            note_decision(self.desk, self.page, SuggestionKind.THEME, is_taken=True)
            self._sort(self._hint.theme)

    def _decline_hint(self) -> None:
        if self._lone is not None:
            self._declined.add(self._lone.id)
            note_decision(self.desk, self.page, SuggestionKind.THEME, is_taken=False)
        self._hint = None
        self.page.card.show_hint(None)

    # What becomes of comments

    def _add(self, lines: tuple[str, ...]) -> None:
        ward, stage_id = self.desk.ward, self.page.stage_of_new

        def add() -> None:
            for line in lines:
                ward.patient_voice.add(line, stage_id=stage_id)

        def failed(error: Exception) -> None:
            self.page.add_line.give_back(lines, "")
            self.refused(error)

        said = _("Kept. The next huddle hears it.")
        self.desk.tasks.run(self.widget, add, lambda _done: self.desk.messages.say(said), failed)

    def _bring(self, is_wanted: bool) -> None:
        ward, ids = self.desk.ward, [row.id for row in self.page.rows_chosen]

        def say(count: int) -> None:
            words = (
                ngettext("The next huddle hears it.", "The next huddle hears these {count}.", count)
                if is_wanted
                else _("The next huddle does not hear of it.")
            )
            self.desk.messages.say(words.format(count=count))

        self._do(lambda: ward.patient_voice.bring(ids, is_wanted=is_wanted), say)

    def _answer(self) -> None:
        if self._lone is not None and self.desk.may("patient_voice.answer"):
            self._answering.ask(self._lone)

    def _take_answer_back(self) -> None:
        row, ward = self._lone, self.desk.ward
        if row is not None:
            self._do(lambda: ward.patient_voice.not_answered(row.id, row.row_version))

    def _print(self) -> None:
        theme = self.page.wanted.theme
        self.desk.go("sheet", kind="comments", theme=theme or "", back="patient_voice")

    @property
    def _lone(self) -> CommentRow | None:
        """The chosen comment, where it is one alone."""
        rows = self.page.rows_chosen
        return rows[0] if len(rows) == 1 else None

    def _do(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None] = lambda _found: None,
        key: str = "",
    ) -> None:
        self.desk.tasks.run(self.widget, call, done, self.refused, key=key)


class _Answering(Asking):
    """Asks what was done about a comment."""

    def ask(self, row: CommentRow) -> None:
        """Ask, and keep it."""
        from ui.pages.patient_voice.answer_form import CommentAnswerForm  # noqa: PLC0415 - seldom

        ward, messages = self._desk.ward, self._desk.messages
        self._fill_in(
            CommentAnswerForm(self._page, row),
            keep=lambda values: ward.patient_voice.answer(row.id, row.row_version, **values),
            kept=lambda _row: messages.say(_("Answered. It stands on “You said, we did” now.")),
        )


def open_page(desk: Desk) -> PatientVoicePresenter:
    """What patients say, at work."""
    return PatientVoicePresenter(PatientVoicePage(desk.may), desk)
