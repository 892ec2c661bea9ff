"""Lists whose order matters: departments and the stages of the patient's way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.people import DepartmentRow, StageRow
from ui.actions import bind, shown
from ui.theme.look import space
from ui.widgets.buttons import icon_button, quiet_button
from ui.widgets.kept import KeptLine
from ui.widgets.labels import Label


class OrderedRow(QWidget):
    """One row: its name, perhaps its extension, and buttons to move it or take it off.

    Signals:
        changed: A field's name in the row, and its new text.
        moved: By how many places.
        left: It shall be taken off the list, or brought back to it.
    """

    changed = Signal(str, str)
    moved = Signal(int)
    left = Signal()

    def __init__(self, kind: str, verb: str, *, has_extension: bool) -> None:
        """Make an empty row.

        Args:
            kind: `department` or `stage`, for the names that tests use.
            verb: What the button at its end says.
            has_extension: Whether it has a telephone extension, and a mailbox.
        """
        super().__init__()
        self.setObjectName(f"{kind}_row")
        self._kind = kind
        self.name = KeptLine(f"{kind}_name")
        self.extension = KeptLine(f"{kind}_extension") if has_extension else None
        self.mailbox = KeptLine(f"{kind}_mailbox") if has_extension else None
        self._up = icon_button("up", f"{kind}_up", _("Move up"))
        self._down = icon_button("down", f"{kind}_down", _("Move down"))
        self._off = quiet_button(verb, f"{kind}_off")
        self._error = Label("", "label", tone="danger", object_name=f"{kind}_error")
        self._error.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addWidget(self.name, 3)
        if self.extension is not None:
            self.extension.setPlaceholderText(_("Extension"))
            row.addWidget(self.extension, 1)
        for one in (self._up, self._down, self._off):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addLayout(row)
        if self.mailbox is not None:
            self.mailbox.setPlaceholderText(_("Mailbox that its action sheets go to"))
            self.mailbox.hide()
            column.addWidget(self.mailbox)
        column.addWidget(self._error)

    def _connect(self) -> None:
        for field in ("name", "extension", "mailbox"):
            if (line := getattr(self, field)) is not None:
                line.keep.connect(lambda text, field=field: self.changed.emit(field, text))
                line.textEdited.connect(lambda: self.show_error(""))
        self._up.clicked.connect(lambda: self.moved.emit(-1))
        self._down.clicked.connect(lambda: self.moved.emit(1))
        self._off.clicked.connect(self.left)
        self._up.setToolTip(_("Move up  {key}").format(key=shown("move_up")))
        self._down.setToolTip(_("Move down  {key}").format(key=shown("move_down")))
        bind(self, "move_up", lambda: self.moved.emit(-1))
        bind(self, "move_down", lambda: self.moved.emit(1))

    def show_row(
        self, row: DepartmentRow | StageRow, place: int, count: int, *, verb: str = ""
    ) -> None:
        """Show a row that stands at a place among so many; what is being typed stays.

        Args:
            row: The department or stage.
            place: Counted from 1.
            count: How many can be moved; a row after them cannot.
            verb: What the button at its end says, if it is another one now.
        """
        self.name.setObjectName(f"{self._kind}_name_{place}")
        self._off.setObjectName(f"{self._kind}_off_{place}")
        self._up.setObjectName(f"{self._kind}_up_{place}")
        self._down.setObjectName(f"{self._kind}_down_{place}")
        self.name.show_kept(row.name)
        self.name.setAccessibleName(_("Name, place {place}").format(place=place))
        is_retired = isinstance(row, DepartmentRow) and row.is_retired
        for line in (self.name, self.extension, self.mailbox):
            if line is not None:
                line.setEnabled(not is_retired)
        if self.extension is not None and isinstance(row, DepartmentRow):
            self.extension.setObjectName(f"{self._kind}_extension_{place}")
            self.extension.show_kept(row.extension)
            self.extension.setAccessibleName(_("Extension of {name}").format(name=row.name))
        if self.mailbox is not None and isinstance(row, DepartmentRow):
            self.mailbox.setObjectName(f"{self._kind}_mailbox_{place}")
            self.mailbox.show_kept(row.mailbox)
            self.mailbox.setAccessibleName(_("Mailbox of {name}").format(name=row.name))
        self._up.setEnabled(1 < place <= count)
        self._down.setEnabled(place < count)
        self._name_buttons(row.name, verb)

    def _name_buttons(self, name: str, verb: str) -> None:
        self._up.setAccessibleName(_("Move {name} up").format(name=name))
        self._down.setAccessibleName(_("Move {name} down").format(name=name))
        if verb:
            self._off.set_text(verb)
        self._off.setAccessibleName(_("{verb}: {name}").format(verb=self._off.text(), name=name))

    def offer_mailbox(self, *, offered: bool) -> None:
        """Show the line for its mailbox, where the ward sends mail."""
        if self.mailbox is not None:
            self.mailbox.setVisible(offered)

    def show_error(self, text: str) -> None:
        """Say below what is wrong; empty takes it back."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.name.setAccessibleDescription(text)
