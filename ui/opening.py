"""A code that was typed or scanned opens what it stands for, from any page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rows.paper import FoundCode, PrintedSheetRow
from huddle.rows.slips import SlipRow
from huddle.sheets.kinds import SheetKind
from huddle.vocabulary import ItemKind
from ui.codes import CodeWatch
from ui.dialogs.code import CodeDialog
from ui.filling import say_refusal

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.window import Window

_OF_A_HUDDLE = frozenset({SheetKind.SUMMARY, SheetKind.ATTENDANCE})


class Opening(QObject):
    """Leads from codes to pages.

    Args:
        window: Where it leads.
        desk: Gives what whoever is signed in now works with.
        watch: Notices codes.
        is_shut: Whether nothing may be opened just now, because the screen is locked.
    """

    def __init__(
        self,
        window: Window,
        desk: Callable[[], Desk],
        watch: CodeWatch,
        is_shut: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._is_shut = is_shut
        watch.found.connect(self._found)

    def ask(self) -> None:
        """Ask for a code, for whoever has no scanner."""
        if self._is_shut() or QApplication.activeModalWidget():
            return
        dialog = CodeDialog(self._window)
        dialog.wanted.connect(lambda values: self._look_up(values["code"], dialog))
        dialog.open()

    def _look_up(self, typed: str, dialog: CodeDialog) -> None:
        desk = self._desk()

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                dialog.show_refusal(error.message, "code")
            else:
                desk.tasks.unhandled.emit(error)

        def found(what: FoundCode | SlipRow) -> None:
            dialog.kept()
            self._open(desk, what)

        # A scanner may press Enter twice; what comes once it is closed is nobody's answer.
        desk.tasks.run(dialog, lambda: _stands_for(desk, typed), found, refused, key="code_dialog")

    def _found(self, code: str, focus: QWidget | None) -> None:
        desk = self._desk()

        def found(what: FoundCode | SlipRow) -> None:
            if isinstance(focus, QLineEdit):
                focus.clear()
            self._open(desk, what)

        def refused(error: Exception) -> None:
            # What only looks like a code is somebody's words: they are kept as they would be.
            if focus is not None and isinstance(error, Refused):
                _press_enter(focus)
            else:
                say_refusal(desk, error)

        desk.tasks.run(self._window, lambda: _stands_for(desk, code), found, refused)

    def _open(self, desk: Desk, what: FoundCode | SlipRow) -> None:
        if isinstance(what, SlipRow):
            self._tell(desk, what)
        elif what.sheet is not None:
            self._open_sheet(desk, what.sheet)
        elif what.item is not None:
            current = self._window.presenter(self._window.current)
            if not current.take(what.item.id):
                open_item(desk, what.item)

    def _tell(self, desk: Desk, slip: SlipRow) -> None:
        """Say what became of something that was raised without a name."""
        raised = _("Raised on {day}.").format(day=dates.in_prose(slip.raised_on))
        title = _("What became of {number}:").format(number=slip.number)
        text = "\n\n".join((raised, *slip.says))
        if not slip.item_id:
            desk.messages.say(" ".join((title, *slip.says)))
            return

        def open_it() -> None:
            desk.tasks.run(
                self._window,
                lambda: desk.ward.typing_in.find(slip.number),
                lambda what: self._open(desk, what),
            )

        desk.ask.confirm(
            self._window, title=title, text=text, yes=_("Open it"), no=_("Close"), then=open_it
        )

    def _open_sheet(self, desk: Desk, sheet: PrintedSheetRow) -> None:
        kind = SheetKind(sheet.kind)
        if sheet.has_lines and desk.may("typing_in.answer"):
            desk.go("typing_in", code=sheet.code, back=self._window.current or "today")
        elif kind in _OF_A_HUDDLE and sheet.huddle_id:
            desk.go("history", huddle_id=sheet.huddle_id)
        elif sheet.item_id:
            desk.go("followups", item_id=sheet.item_id)
        elif kind is SheetKind.BLANK and desk.may("paper.enter"):
            self._paper_huddle(desk, sheet)
        elif kind in (SheetKind.AGENDA, SheetKind.BLANK):
            desk.go("today")
        else:
            desk.go("sheet", kind=kind.value, month=sheet.month)

    def _paper_huddle(self, desk: Desk, sheet: PrintedSheetRow) -> None:
        """Ask for the head of the form, for the huddle it was made for."""
        from ui.care import Watch  # noqa: PLC0415 - not at start
        from ui.paper_huddle import PaperHuddles  # noqa: PLC0415 - not at start

        desk.go("today")
        page = self._window.presenter("today").widget
        asking = PaperHuddles(page, desk, Watch(page, desk))
        asking.ask(sheet.series_id or "", sheet.held_on)


def _stands_for(desk: Desk, typed: str) -> FoundCode | SlipRow:
    return desk.ward.slips.became(typed) or desk.ward.typing_in.find(typed)


def open_item(desk: Desk, item: ItemRow) -> None:
    """Actions stand in Follow-ups; all else in the record of its huddle."""
    if item.kind is not ItemKind.ACTION and item.huddle_id and desk.may("history.record"):
        desk.go("history", huddle_id=item.huddle_id)
    else:
        desk.go("followups", item_id=item.id)


def _press_enter(focus: QWidget) -> None:
    """Press the key again that was held back; nobody looks at it a second time."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(focus, key)
