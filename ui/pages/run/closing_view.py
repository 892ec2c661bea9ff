"""The end of a huddle: what is missing, the read-back of each new action, plus and delta."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.huddles import GapRow
from huddle.rows.items import ItemRow
from ui import wording
from ui.actions import shown
from ui.theme.look import look, space
from ui.widgets.buttons import button, main_button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body, heading, lead, quiet, title
from ui.widgets.scroll import page_scroll

_AGREED = "agreed"


class ReadBackCard(Card):
    """One new action, big: who does what, where, by when.

    Signals:
        said: `agreed`, or empty to take the mark away.
        tell_asked: The owner is not here: somebody tells them.
    """

    said = Signal(str, str)
    tell_asked = Signal(str)

    def __init__(self, item: ItemRow, today: dt.date) -> None:
        super().__init__(f"read_back_{item.code}", margin="two")
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        words.addWidget(lead(item.text, f"read_back_text_{item.code}"))
        words.addWidget(quiet(_told(item, today), f"read_back_who_{item.code}"))
        row.addLayout(words, 1)
        for widget in self._answers(item):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def _answers(self, item: ItemRow) -> list[QWidget]:
        if item.read_back:
            is_agreed = item.read_back == _AGREED
            words = _("agreed") if is_agreed else _("{name} tells them").format(name=item.read_back)
            chip = Chip(words, "good" if is_agreed else "caution")
            change = quiet_button(
                _("Change"),
                f"unsay_{item.code}",
                name=_("Change: {text}").format(text=item.text),
                run=True,
            )
            change.clicked.connect(lambda: self.said.emit(item.id, ""))
            return [chip, change]
        agree = button(
            _("Agreed"),
            f"agree_{item.code}",
            name=_("Agreed: {text}").format(text=item.text),
            run=True,
        )
        agree.clicked.connect(lambda: self.said.emit(item.id, _AGREED))
        tell = button(
            _("Not here…"),
            f"tell_{item.code}",
            name=_("Not here, somebody tells them: {text}").format(text=item.text),
            run=True,
        )
        tell.clicked.connect(lambda: self.tell_asked.emit(item.id))
        return [agree, tell]


class ClosingView(QWidget):
    """Everything between the last step and the printed sheet.

    Signals:
        item_asked, step_asked: A gap shall be mended there.
        said, tell_asked: As of `ReadBackCard`.
        all_agreed: Every action without a mark is agreed.
        back_asked: Not yet.
        close_asked: Close; whether to print as well.
        typed: Plus or delta changed.
    """

    item_asked = Signal(str)
    step_asked = Signal(str)
    said = Signal(str, str)
    tell_asked = Signal(str)
    all_agreed = Signal()
    back_asked = Signal()
    close_asked = Signal(bool)
    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing_view")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = page_scroll("closing_scroll")
        outer.addWidget(scroll, 1)
        column = scroll.column
        column.addWidget(title(_("Read back and close"), "closing_title"))
        columns = Columns((5, 3), "closing_columns", gap="three")
        self._read_back = _Section()
        self._gaps = _Section()
        said = QWidget()
        left = QVBoxLayout(said)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(space("three"))
        left.addWidget(self._read_back)
        left.addWidget(self._build_plus_delta())
        left.addStretch()
        columns.add(said)
        columns.add(self._gaps)
        column.addWidget(columns)
        column.addStretch()
        outer.addWidget(self._build_foot())

    @property
    def plus(self) -> str:
        """What went well."""
        return self._plus.toPlainText()

    @property
    def delta(self) -> str:
        """What to do differently."""
        return self._delta.toPlainText()

    def start(self) -> None:
        """Put the cursor where the next word goes."""
        self._plus.setFocus()

    def put_plus_delta(self, plus: str, delta: str) -> None:
        """Bring back what was being typed."""
        for box, text in ((self._plus, plus), (self._delta, delta)):
            if box.toPlainText() != text:
                box.setPlainText(text)

    def show_gaps(self, gaps: Sequence[GapRow]) -> None:
        """Show what is missing; it never stops anybody from closing."""
        self._gaps.clear()
        if not gaps:
            self._gaps.add(quiet(_("Nothing is missing."), "no_gaps"))
            return
        self._gaps.add(heading(_("Worth a look before you close"), "gaps_heading"))
        for place, gap in enumerate(gaps):
            if gap.item_id is None and gap.step_id is None:
                self._gaps.add(body(gap.text, f"gap_{place}"))
                continue
            self._gaps.add(self._gap_card(place, gap))

    def show_read_back(self, actions: Sequence[ItemRow], today: dt.date) -> None:
        """Show each new action to be said aloud."""
        self._read_back.clear()
        if not actions:
            self._read_back.add(
                quiet(_("No new action: there is nothing to read back."), "nothing_to_read_back")
            )
            return
        row = QHBoxLayout()
        row.addWidget(heading(_("Say each aloud; the owner agrees"), "read_back_heading"), 1)
        if any(not item.read_back for item in actions):
            everyone = primary_button(
                _("All agreed"), "all_agreed", key=shown("all_agreed"), run=True
            )
            everyone.clicked.connect(self.all_agreed)
            row.addWidget(everyone)
        self._read_back.add_row(row)
        for item in actions:
            card = ReadBackCard(item, today)
            card.said.connect(self.said)
            card.tell_asked.connect(self.tell_asked)
            self._read_back.add(card)

    def show_busy(self, *, busy: bool) -> None:
        """Say that the huddle is being closed."""
        for control in (self._close, self._print, self._back):
            control.setEnabled(not busy)

    def _gap_card(self, place: int, gap: GapRow) -> Card:
        card = Card(f"gap_card_{place}", margin="two")
        row = QHBoxLayout()
        row.addWidget(body(gap.text, f"gap_text_{place}"), 1)
        mend = quiet_button(
            _("Go there"),
            f"gap_{place}",
            name=_("Go there: {text}").format(text=gap.text),
            run=True,
        )
        mend.clicked.connect(lambda: self._go_to(gap))
        row.addWidget(mend, 0, Qt.AlignmentFlag.AlignBottom)
        card.column.addLayout(row)
        return card

    def _go_to(self, gap: GapRow) -> None:
        if gap.item_id:
            self.item_asked.emit(gap.item_id)
        elif gap.step_id:
            self.step_asked.emit(gap.step_id)

    def _build_plus_delta(self) -> QWidget:
        columns = Columns((1, 1), "plus_delta")
        self._plus = _box("plus")
        self._delta = _box("delta")
        columns.add(Field(_("What went well in this huddle"), self._plus, object_name="plus_field"))
        columns.add(
            Field(_("What we do differently next time"), self._delta, object_name="delta_field")
        )
        self._plus.textChanged.connect(lambda: self.typed.emit("plus", self.plus))
        self._delta.textChanged.connect(lambda: self.typed.emit("delta", self.delta))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(columns)
        # Below both, so that the two boxes stay side by side.
        for box in (self._plus, self._delta):
            column.addWidget(GuardLine(box, f"{box.objectName()}_guard"))
        return held

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        margin = space("three")
        row.setContentsMargins(margin, space("one"), margin, space("two"))
        row.setSpacing(space("one"))
        self._back = quiet_button(_("Back to the steps"), "closing_back", key=_("Esc"), run=True)
        self._back.clicked.connect(self.back_asked)
        row.addWidget(self._back)
        row.addStretch()
        self._close = button(_("Close without printing"), "close_only", run=True)
        self._close.clicked.connect(lambda: self.close_asked.emit(False))
        row.addWidget(self._close)
        self._print = main_button(
            _("Close and print"), "close_and_print", key=shown("close_huddle")
        )
        self._print.clicked.connect(lambda: self.close_asked.emit(True))
        row.addWidget(self._print)
        return foot


class _Section(QWidget):
    """A part of the page that is emptied and filled again."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._column.addStretch()

    def clear(self) -> None:
        """Take everything away."""
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_row(self, row: QHBoxLayout) -> None:
        """Put a row of widgets at the end."""
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.add(holder)


def _box(object_name: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName(object_name)
    box.setTabChangesFocus(True)
    box.setFixedHeight(look().size("control") * 2)
    return box


def _told(item: ItemRow, today: dt.date) -> str:
    parts = [wording.owner_words(item)]
    if item.place:
        parts.append(item.place)
    if item.due_on is None:
        parts.append(_("no day yet"))
    elif item.due_on == today:
        at = f" {dates.clock_time(item.due_time)}" if item.due_time else ""
        parts.append(_("by today{at}").format(at=at))
    else:
        parts.append(_("by {day}").format(day=dates.in_table(item.due_on, item.due_time)))
    if item.parts:
        parts.append(", ".join(item.departments))
    return " · ".join(parts)
