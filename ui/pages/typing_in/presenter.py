"""What the form of a sheet does: each line is kept as soon as it says enough."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from huddle import dates
from huddle.clock import local
from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.rows.paper import FormLine, PrintedSheetRow, SheetForm
from huddle.sheets.kinds import SheetKind
from huddle.vocabulary import Review, Thing
from ui.care import Watch
from ui.filling import say_file_trouble
from ui.in_turn import InTurn
from ui.messages import announce
from ui.pages.typing_in.line_card import LineCard, Written
from ui.pages.typing_in.page import TypingInPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    import datetime as dt

    from ui.desk import Desk

_DRAFT_MS = 400


@dataclasses.dataclass(frozen=True, slots=True)
class _Read:
    """What the page shows."""

    form: SheetForm
    today: dt.date
    zone: str
    drafts: dict[str, str]


class TypingInPresenter(Presenter):
    """The behaviour of the form."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.ITEMS, Thing.PEOPLE})

    def __init__(self, page: TypingInPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._code = ""
        self._wanted = ""
        self._back: tuple[str, dict[str, str]] = ("today", {})
        self._lines: dict[str, FormLine] = {}
        self._unsaved: dict[str, Written] = {}
        self._watch = Watch(page, desk)
        self._turns = InTurn(desk.tasks, page)
        self._turns.done.connect(self.ask_again)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_drafts)
        page.keep_asked.connect(self._keep)
        page.edited.connect(self._edited)
        page.finish_asked.connect(self._finish)
        page.back_asked.connect(self._go_back)

    def arrive(self, **what: str) -> None:
        """Show the sheet of `code`, with the keyboard on the line of `item_id`, if one is named.

        `back` names the page that Back leads to, and the rest what it shall show. From one sheet
        to the next it stays as it was.
        """
        # What stands in its fields belongs to the sheet before.
        self.page.begin_again()
        self._code, self._wanted = what.pop("code"), what.pop("item_id", "")
        back = what.pop("back", "today")
        if back != "typing_in":
            self._back = (back, what)
        self._lines = {}
        self.ask_again()

    def leave(self) -> None:
        """Keep what is being typed: beside an answer in the action, and else as a draft."""
        self.page.send_added()
        if self._typing.isActive():
            self._typing.stop()
            self._save_drafts()

    def take(self, _item_id: str) -> bool:
        """Go to the line of an action, if it stands on this sheet."""
        if self.page.card(_item_id) is None:
            return False
        self.page.begin(_item_id)
        return True

    def refresh(self) -> None:
        """Query and show, once all answers under way have come back."""
        if not self._turns.is_busy:
            self.query(self._read, self._show)

    def refused(self, error: Exception) -> None:
        """Say why there is no form; anything else goes the way of all failures."""
        if isinstance(error, Refused | Environment):
            self.page.show_failure(error.message)
        else:
            super().refused(error)

    def _read(self) -> _Read:
        ward = self.desk.ward
        form, zone = ward.typing_in.form(self._code), ward.setting_up.unit().time_zone
        today = local(ward.clock.now(), zone).date()
        return _Read(form, today, zone, ward.running.drafts(None))

    def _show(self, read: _Read) -> None:
        form, is_first = read.form, not self._lines
        if form.sheet.code != self._code or self._turns.is_busy:
            return
        self._lines = {line.item.id: line for line in form.lines}
        self.page.show_head(
            _called(form.sheet), _about(form.sheet, read.zone), _typed_in(form.sheet, read.zone)
        )
        self.page.show_form(form, read.today)
        if is_first:
            self._show_drafts(read.drafts)
            self._watch.over(self.page)
            self.page.begin(self._wanted)

    def _show_drafts(self, drafts: dict[str, str]) -> None:
        for item_id in self._lines:
            card, draft = self.page.card(item_id), drafts.get(self._draft_of(item_id))
            if card is not None and draft:
                card.show_written(Written(**json.loads(draft)))

    def _draft_of(self, item_id: str) -> str:
        return f"sheet {self._code} {item_id}"

    def _edited(self, item_id: str, written: Written) -> None:
        self._unsaved[item_id] = written
        self._typing.start()

    def _save_drafts(self) -> None:
        ward, unsaved = self.desk.ward, self._unsaved
        self._unsaved = {}
        texts = {
            self._draft_of(item_id): json.dumps(dataclasses.asdict(written))
            for item_id, written in unsaved.items()
        }

        def save() -> None:
            for field, text in texts.items():
                ward.running.save_draft(None, field, text)

        self.desk.tasks.run(self.page, save)

    def _keep(self, item_id: str, written: Written) -> None:
        card = self.page.card(item_id)
        if card is None:
            return
        day = card.new_day if written.answer == Review.MORE_TIME else None
        if written.answer == Review.MORE_TIME and day is None:
            card.show_refusal(_("That is no day. Try fri, 3 dec, +2d or next."), "due_on")
            return
        self._unsaved.pop(item_id, None)
        ward, code, field = self.desk.ward, self._code, self._draft_of(item_id)
        # Another sheet may have come when this has its turn.
        lines = self._lines

        def answer() -> FormLine:
            line = ward.typing_in.answer(
                code,
                lines[item_id],
                Review(written.answer),
                note=written.note,
                initials=written.initials,
                due_on=day,
            )
            ward.running.save_draft(None, field, "")
            return line

        self._turns.add(
            lambda: answer,
            lambda line: self._kept(item_id, written, line, lines),
            lambda error: self._not_kept(item_id, error, lines),
        )

    def _kept(
        self, item_id: str, written: Written, line: FormLine, lines: dict[str, FormLine]
    ) -> None:
        lines[item_id] = line
        card = self._card(item_id, lines)
        if card is not None:
            card.show_kept(written)

    def _not_kept(self, item_id: str, error: Exception, lines: dict[str, FormLine]) -> None:
        card = self._card(item_id, lines)
        if card is not None and isinstance(error, Refused):
            card.show_refusal(error.message, error.field)
            return
        if card is not None:
            card.show_not_kept()
        say_file_trouble(self.desk, error)

    def _card(self, item_id: str, lines: dict[str, FormLine]) -> LineCard | None:
        """The line that an answer came from, if its sheet is still the one in view."""
        return self.page.card(item_id) if lines is self._lines else None

    def _finish(self) -> None:
        """End the sheet once all of its lines are kept; what one refuses stays in view."""
        if not self.page.send():
            return
        ward, code = self.desk.ward, self._code
        self._turns.add(
            lambda: None if self.page.has_unsent else lambda: ward.typing_in.finish(code),
            self._finished,
            super().refused,
        )

    def _finished(self, sheet: PrintedSheetRow) -> None:
        said = _("{sheet} is typed in. Put the paper into confidential waste.").format(
            sheet=_called(sheet)
        )
        self.desk.messages.say(said)
        announce(self.page, said)
        self._go_back()

    def _go_back(self) -> None:
        page, what = self._back
        self.desk.go(page, **what)


def _called(sheet: PrintedSheetRow) -> str:
    kind = SheetKind(sheet.kind)
    if kind is SheetKind.ACTIONS and sheet.department_name:
        return _("Action sheet: {department}").format(department=sheet.department_name)
    return kind.called


def _about(sheet: PrintedSheetRow, zone: str) -> str:
    return _("{code} · printed {when} by {name}").format(
        code=sheet.code, when=dates.in_table(local(sheet.printed_at, zone)), name=sheet.printed_by
    )


def _typed_in(sheet: PrintedSheetRow, zone: str) -> str:
    if sheet.typed_in_at is None:
        return ""
    return _("Typed in already, {when} by {name}. What you change here counts, too.").format(
        when=dates.in_table(local(sheet.typed_in_at, zone)), name=sheet.typed_in_by
    )


def open_page(desk: Desk) -> TypingInPresenter:
    """Make the page and what runs it."""
    return TypingInPresenter(TypingInPage(), desk)
