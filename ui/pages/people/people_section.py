"""People and posts: a list to search, a line to add to it, and the details of one of them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.people.item_model import PeopleModel
from ui.pages.people.person_card import PersonCard
from ui.pages.people.state import PeopleState
from ui.theme.look import look, space
from ui.widgets.add_line import AddLine
from ui.widgets.choices import Tick
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table

_LEAST_ROWS = 6


class PeopleSection(Columns):
    """The list at one side, the details of the chosen one at the other.

    Signals:
        searched: What the listed people must hold.
        retired_wanted: Whether those who left are listed too.
        chosen: A person's id.
        added: Names of new people.
    """

    searched = Signal(str)
    retired_wanted = Signal(bool)
    chosen = Signal(str)
    added = Signal(object)

    def __init__(self) -> None:
        super().__init__((2, 1), "people_section", gap="three")
        self._model = PeopleModel()
        self._model.setParent(self)
        self.card = PersonCard()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        column.addLayout(self._search_row())
        self._table = self._make_table()
        column.addWidget(self._table, 1)
        self._empty = EmptyState("", "", object_name="people_empty")
        column.addWidget(self._empty, 1)
        self.add_line = AddLine(
            _("Add people"),
            _("Add"),
            _("Add a person: the name, or paste several lines"),
            "person_add",
        )
        self.add_line.add.connect(self.added)
        column.addWidget(self.add_line)
        self.add(left)
        self.add(self.card)

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        self._search = QLineEdit()
        self._search.setObjectName("people_search")
        self._search.setAccessibleName(_("Search people"))
        self._search.setPlaceholderText(_("Search: name, department, extension"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.searched)
        self._with_retired = Tick(_("Show those who left"), "people_with_retired")
        self._with_retired.toggled.connect(self.retired_wanted)
        row.addWidget(self._search, 1)
        row.addWidget(self._with_retired)
        return row

    def _make_table(self) -> Table:
        table = Table("people_table", _("People and posts"))
        table.setModel(self._model)
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def show_with_retired(self, *, on: bool) -> None:
        """Tick whether those who left are listed."""
        self._with_retired.setChecked(on)

    def clear_search(self) -> None:
        """Search for nothing, so that everybody is listed."""
        self._search.clear()

    def _row_chosen(self, index: QModelIndex) -> None:
        person = self._model.person_at(index.row())
        if person is not None and person.id != self.card.person_id:
            self.chosen.emit(person.id)

    def show_state(self, state: PeopleState) -> None:
        """Show the list and the chosen one's details."""
        listed, chosen = state.listed, state.chosen
        if chosen is not None:
            self.card.show_person(chosen, state.departments, sends_mail=state.sends_mail)
        self._model.show_people(listed)
        self.card.setVisible(chosen is not None)
        self._table.setVisible(bool(listed))
        self._empty.setVisible(not listed)
        if chosen is not None:
            self._mark(self._model.row_of(chosen.id))
        elif state.text:
            self._empty.set_texts(_("Nobody found"), _("Search for less, or show those who left."))
        else:
            self._empty.set_texts(
                _("Nobody here yet"),
                _("Add the people who own actions: type a name below, or paste several lines."),
            )

    def _mark(self, row: int) -> None:
        if self._table.currentIndex().row() == row:
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self._table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._table.scrollTo(index)
