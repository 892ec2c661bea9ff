"""History's widgets: the huddles at the left, the chosen one as it was at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.huddles import HuddleRecord
from huddle.rows.people import Known
from huddle.rows.planning import HuddleRow
from huddle.rows.technology import ToolConcernRow
from huddle.rules.paper_form import typed_in_later
from huddle.vocabulary import HuddleStatus
from ui.pages.history.item_model import HuddlesDelegate, HuddlesModel
from ui.pages.history.record_view import RecordView
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, primary_button, quiet_button
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet, title
from ui.widgets.scroll import page_scroll

if TYPE_CHECKING:
    from ui.desk import May

_TYPING_MS = 200
_LIST_SHARE = 0.3
_WIDE_LETTERS = 16
"""So that the departments have a line for themselves."""


class HistoryPage(QWidget):
    """Huddles as they were.

    Signals:
        search_changed: Other huddles are wanted.
        chosen: The id of the huddle that shall be shown.
        resume_asked: Go on with a running one.
        summary_asked: Its summary sheet.
        actions_asked: Its action sheets.
        correct_asked: Something in it was wrong.
        open_again_asked: It was closed too early.
        export_asked: Huddles or concerns shall be saved as a file.
        today_asked: There is nothing here yet.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    search_changed = Signal(str)
    chosen = Signal(str)
    resume_asked = Signal(str)
    summary_asked = Signal(str)
    actions_asked = Signal(str)
    correct_asked = Signal(str)
    open_again_asked = Signal(str)
    export_asked = Signal()
    today_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("history_page")
        self._may = may
        self._record: HuddleRecord | None = None
        self._led_to: QWidget | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(lambda: self.search_changed.emit(self.search))
        self._body = QStackedLayout(self)
        self._body.addWidget(self._build_huddles())
        begin = button(_("Go to Today"), "history_today")
        begin.clicked.connect(self.today_asked)
        empty = EmptyState(
            _("No huddle yet"),
            _("Each huddle stands here as it was, once it has been held."),
            begin,
            object_name="history_empty",
        )
        held = QWidget()
        column = QVBoxLayout(held)
        column.addWidget(empty)
        column.addStretch()
        self._body.addWidget(held)

    @property
    def search(self) -> str:
        """What is searched for."""
        return self._search.text().strip()

    @property
    def department_id(self) -> str | None:
        """The department of which something is wanted."""
        return self._department.key or None

    @property
    def stage_id(self) -> str | None:
        """The stage at which something is wanted."""
        return self._stage.key or None

    @property
    def months_back(self) -> int | None:
        """How many months before this one the time begins; none for any time."""
        return int(self._time.key) if self._time.key else None

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.search or self.department_id or self.stage_id or self._time.key)

    @property
    def current_id(self) -> str:
        """The huddle that is chosen; empty for none."""
        huddle = self.model.huddle(self.list.currentIndex().row())
        return huddle.id if huddle else ""

    def begin(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus()

    def offer(self, known: Known) -> None:
        """Offer the departments and stages of the ward; what is chosen stays chosen."""
        teams = [(team.id, team.name) for team in known.departments]
        self._department.offer([("", _("Every department")), *teams], self._department.key)
        stages = [(stage.id, stage.name) for stage in known.stages]
        self._stage.offer([("", _("Every stage")), *stages], self._stage.key)

    def widen(self) -> None:
        """Want every huddle again, without saying that a person did."""
        self._search.clear()
        self._typing.stop()
        for choice in (self._department, self._stage, self._time):
            choice.select("")

    def show_huddles(self, huddles: Sequence[HuddleRow], wanted_id: str) -> None:
        """List these, and choose the wanted one, else the one chosen before, else the newest."""
        kept = wanted_id or self.current_id
        was_blocked = self.list.selectionModel().blockSignals(True)
        self.model.show_huddles(huddles)
        row = max(0, self.model.row_of(kept))
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(was_blocked)
        self.list.viewport().update()
        if index.isValid():
            self.list.scrollTo(index)
        self._body.setCurrentIndex(0 if huddles or self._is_narrowed else 1)
        self._right.setCurrentIndex(0 if huddles else 1)
        count = len(huddles)
        self._count.setText(
            ngettext("{count} huddle", "{count} huddles", count).format(count=count)
        )

    def show_item(self, item_id: str, *, leads: bool) -> bool:
        """Tint something that was said in the huddle shown, and say whether it is in it.

        Args:
            item_id: What it is.
            leads: Whether to scroll there, too.
        """
        found = self.record.mark(item_id)
        if leads:
            self._led_to = found
            self._lead()
        return found is not None

    def show_record(
        self,
        record: HuddleRecord,
        zone: dt.tzinfo,
        tools: Sequence[ToolConcernRow] = (),
        *,
        can_open_again: bool,
    ) -> None:
        """Show one huddle as it was."""
        is_other = self._record is None or self._record.huddle.id != record.huddle.id
        self._record, self._led_to = record, None
        huddle = record.huddle
        self._title.setText(huddle.title)
        self._about.setText("\n".join(_about(record, zone)))
        is_held = huddle.status is HuddleStatus.CLOSED
        is_running = huddle.status is HuddleStatus.RUNNING
        goes_on = is_running and self._may("running.capture")
        self._resume.setVisible(goes_on)
        for one in (self._summary, self._actions):
            one.setVisible(is_held)
        corrects = self._may("running.add_addendum")
        self._correct.setVisible(is_held and corrects)
        self._who.setVisible(is_held and not corrects)
        reopens = can_open_again and self._may("running.reopen")
        self._open_again.setVisible(is_held and reopens)
        self._buttons.setVisible(is_held or goes_on)
        self.record.show_record(record, zone, tools)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _lead(self) -> None:
        if self._led_to is not None:
            self._scroll.ensureWidgetVisible(self._led_to)

    # Building

    def _build_huddles(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        margin = space("three")
        row.setContentsMargins(margin, margin, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._build_list(), round(_LIST_SHARE * 100))
        right = QWidget()
        self._right = QStackedLayout(right)
        self._right.addWidget(self._build_record())
        nothing = EmptyState(
            _("Nothing matches"),
            _("No huddle has all of this. Write fewer words, or choose less."),
            object_name="history_nothing",
        )
        self._right.addWidget(_at_top(nothing))
        row.addWidget(right, 100 - round(_LIST_SHARE * 100))
        return held

    def _build_list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, space("three"))
        column.setSpacing(space("one"))
        column.addLayout(self._build_head())
        self._search = QLineEdit()
        self._search.setObjectName("history_search")
        self._search.setAccessibleName(_("Search what was said"))
        self._search.setPlaceholderText(_("Search what was said   Ctrl+F"))
        self._search.textEdited.connect(lambda _text: self._typing.start())
        column.addWidget(self._search)
        column.addWidget(self._build_choices())
        self._count = quiet("", "history_count")
        column.addWidget(self._count)
        self.model = HuddlesModel()
        self.model.setParent(self)
        self.list = QListView()
        self.list.setObjectName("history_list")
        self.list.setAccessibleName(_("Huddles"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(HuddlesDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setMinimumWidth(look().size("column_least"))
        self.list.selectionModel().currentChanged.connect(self._chose)
        column.addWidget(self.list, 1)
        self._bind_keys()
        return column

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(title(_("History"), "history_title"), 1)
        export = button(_("Export…"), "history_export", name=_("Export huddles or concerns"))
        export.clicked.connect(self.export_asked)
        if not self._may("export.huddles"):
            export.hide()
        head.addWidget(export)
        return head

    def _build_choices(self) -> Flow:
        flow = Flow("history_choices")
        self._department = Choice("history_department", _("Department"))
        self._stage = Choice("history_stage", _("Stage"))
        self._time = Choice("history_time", _("Time"))
        self._time.offer(
            [
                ("", _("Any time")),
                ("0", _("This month")),
                ("2", _("Three months")),
                ("11", _("A year")),
            ]
        )
        self._department.be_narrow(_WIDE_LETTERS)
        self._stage.be_narrow()
        self._time.be_narrow()
        for choice in (self._department, self._stage, self._time):
            choice.picked.connect(lambda _key: self.search_changed.emit(self.search))
            flow.add(choice)
        self.offer(Known())
        return flow

    def _build_record(self) -> QWidget:
        self._scroll = page_scroll("record_scroll")
        # What is led to has its place only once the record is laid out.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._lead)
        column = self._scroll.column
        column.setContentsMargins(space("three"), 0, space("three"), space("three"))
        head = QVBoxLayout()
        head.setSpacing(0)
        self._title = title("", "record_title")
        self._about = quiet("", "record_about")
        head.addWidget(self._title)
        head.addWidget(self._about)
        column.addLayout(head)
        column.addWidget(self._build_buttons())
        self._who = quiet(_("A facilitator adds dated corrections."), "record_who_corrects")
        self._who.hide()
        column.addWidget(self._who)
        self.record = RecordView()
        column.addWidget(self.record)
        return self._scroll

    def _build_buttons(self) -> Flow:
        self._buttons = Flow("record_buttons")
        leads = self._may("running.open")
        resume = _("Resume huddle") if leads else _("Join the huddle")
        self._resume = primary_button(resume, "record_resume")
        self._summary = button(_("Summary sheet"), "record_summary")
        self._actions = button(_("Action sheets"), "record_actions")
        self._correct = button(_("Add a dated correction…"), "record_correct")
        self._open_again = quiet_button(_("Open again…"), "record_open_again")
        pairs: tuple[tuple[Button, SignalInstance], ...] = (
            (self._resume, self.resume_asked),
            (self._summary, self.summary_asked),
            (self._actions, self.actions_asked),
            (self._correct, self.correct_asked),
            (self._open_again, self.open_again_asked),
        )
        for one, signal in pairs:
            one.clicked.connect(lambda _on=False, signal=signal: self._emit(signal))
            self._buttons.add(one)
        return self._buttons

    def _bind_keys(self) -> None:
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._begin_search)
        leave = QShortcut(QKeySequence("Esc"), self._search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)

    # Small moves

    def _emit(self, signal: SignalInstance) -> None:
        if self._record is not None:
            signal.emit(self._record.huddle.id)

    def _chose(self) -> None:
        if self.current_id:
            self.chosen.emit(self.current_id)

    def _begin_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _leave_search(self) -> None:
        if self._search.text():
            self._search.clear()
            self._typing.stop()
            self.search_changed.emit("")
        else:
            self.list.setFocus()


def _about(record: HuddleRecord, zone: dt.tzinfo) -> list[str]:
    huddle = record.huddle
    day = dates.in_prose(huddle.held_on)
    lines = [_("{day}, number {number}").format(day=day, number=huddle.number)]
    if huddle.started_at is not None:
        start = dates.clock_time(huddle.started_at.astimezone(zone))
        if huddle.ended_at is not None and huddle.closed_at is None:
            lines.append(_("Held on paper, being typed in"))
        elif huddle.closed_at is None:
            lines.append(_("Running since {start}").format(start=start))
        else:
            end = dates.clock_time(huddle.closed_at.astimezone(zone))
            lines.append(f"{start} – {end}, {_took(record)}")
    if huddle.facilitator and huddle.started_at is not None:
        lines.append(_("Led by {name}").format(name=huddle.facilitator))
    if typed_in := typed_in_later(huddle, zone):
        lines.append(typed_in)
    return lines


def _took(record: HuddleRecord) -> str:
    minutes = round(record.duration_seconds / 60)
    planned = round(record.huddle.planned_seconds / 60)
    took = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return _("{took}, {planned} planned").format(took=took, planned=planned)


def _at_top(widget: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch()
    return held
