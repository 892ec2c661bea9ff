"""Which kinds of harm are looked for: their names, their order, and those that no longer are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.safety_cross import HarmRow
from ui.actions import bind, shown
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.buttons import icon_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.kept import KeptLine
from ui.widgets.labels import Label, heading, quiet
from ui.widgets.row_list import RowList


class HarmLine(QWidget):
    """One kind of harm.

    Signals:
        renamed: Its new name.
        moved: By how many places.
        since_asked: Its days shall count from another day.
        left: It shall be looked for no more, or again.
    """

    renamed = Signal(str)
    moved = Signal(int)
    since_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("harm_line")
        self._name = KeptLine("harm_name")
        self._name.keep.connect(self.renamed)
        self._name.textEdited.connect(lambda: self.show_error(""))
        self._up = icon_button("up", "harm_up", _("Move up"))
        self._down = icon_button("down", "harm_down", _("Move down"))
        self._off = quiet_button("", "harm_off")
        self._since = quiet_button("", "harm_since")
        self._retired = Label("", "secondary", object_name="harm_retired", wraps=False)
        self._retired.setText(_("no longer looked for"))
        self._error = Label("", "label", tone="danger", object_name="harm_error")
        self._error.hide()
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addWidget(self._name, 1)
        for one in (self._since, self._retired, self._up, self._down, self._off):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addLayout(row)
        column.addWidget(self._error)
        self._connect()

    def show_row(self, row: HarmRow, place: int, count: int) -> None:
        """Show a kind of harm; what is being typed stays.

        Args:
            row: The kind of harm.
            place: Where it stands, counted from 1.
            count: How many can be moved; a row after them cannot.
        """
        for one, name in (
            (self._name, "name"),
            (self._up, "up"),
            (self._down, "down"),
            (self._off, "off"),
            (self._since, "since"),
        ):
            one.setObjectName(f"harm_{name}_{place}")
        self._name.show_kept(row.name)
        self._name.setEnabled(not row.is_retired)
        self._name.setAccessibleName(_("Name, place {place}").format(place=place))
        since = _("Counts from {day}…").format(day=dates.in_table(row.since_on))
        self._since.set_text(since, _("{name}: {since}").format(name=row.name, since=since))
        self._since.setVisible(not row.is_retired)
        self._retired.setVisible(row.is_retired)
        self._up.setEnabled(1 < place <= count)
        self._down.setEnabled(place < count)
        self._up.setAccessibleName(_("Move {name} up").format(name=row.name))
        self._down.setAccessibleName(_("Move {name} down").format(name=row.name))
        verb = _("Bring back") if row.is_retired else _("Retire")
        self._off.set_text(verb, _("{verb}: {name}").format(verb=verb, name=row.name))

    def show_error(self, text: str) -> None:
        """Say below what is wrong; empty takes it back."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._name.setAccessibleDescription(text)

    def _connect(self) -> None:
        self._up.clicked.connect(lambda: self.moved.emit(-1))
        self._down.clicked.connect(lambda: self.moved.emit(1))
        self._since.clicked.connect(self.since_asked)
        self._off.clicked.connect(self.left)
        self._up.setToolTip(_("Move up  {key}").format(key=shown("move_up")))
        self._down.setToolTip(_("Move down  {key}").format(key=shown("move_down")))
        bind(self, "move_up", lambda: self.moved.emit(-1))
        bind(self, "move_down", lambda: self.moved.emit(1))


class HarmsSection(Card):
    """The kinds of harm, and a line to add to them.

    Signals:
        added: Names of new ones.
        renamed: The id of one, and its new name.
        moved: The id of one, and by how many places.
        since_asked: The `HarmRow` whose days shall count from another day.
        left: The `HarmRow` that shall be looked for no more, or again.
    """

    added = Signal(object)
    renamed = Signal(str, str)
    moved = Signal(str, int)
    since_asked = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__("harms_section")
        self._harms: dict[str, HarmRow] = {}
        self._rows: RowList[HarmLine] = RowList("harms_rows", self._make)
        self.add_line = AddLine(
            _("Add kinds of harm"),
            _("Add"),
            _("Add a kind of harm: its name, or paste several lines"),
            "harm_add",
        )
        self.add_line.add.connect(self.added)
        self.column.addWidget(heading(_("What is looked for every day")))
        self.column.addWidget(
            quiet(_("A kind that is retired keeps its days and can be brought back."))
        )
        self.column.addWidget(self._rows)
        self.column.addWidget(self.add_line)

    def show_harms(self, harms: Sequence[HarmRow]) -> None:
        """Show these, those that are no longer looked for last."""
        self._harms = {harm.id: harm for harm in harms}
        count = sum(not harm.is_retired for harm in harms)
        rows = self._rows.show_rows(list(self._harms))
        for place, (row, harm) in enumerate(zip(rows, harms, strict=True), 1):
            row.show_row(harm, place, count)

    def harm(self, harm_id: str) -> HarmRow | None:
        """One of them, as it was shown last."""
        return self._harms.get(harm_id)

    def show_error(self, harm_id: str, text: str) -> None:
        """Say below one of them what is wrong with it."""
        if (row := self._rows.row(harm_id)) is not None:
            row.show_error(text)

    def _make(self, harm_id: str) -> HarmLine:
        row = HarmLine()
        row.renamed.connect(lambda name: self.renamed.emit(harm_id, name))
        row.moved.connect(lambda by: self.moved.emit(harm_id, by))
        row.since_asked.connect(lambda: self.since_asked.emit(self._harms[harm_id]))
        row.left.connect(lambda: self.left.emit(self._harms[harm_id]))
        return row
