"""A section with a list whose order matters, a line to add to it, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.rows.people import DepartmentRow, StageRow
from ui.pages.people.ordered_rows import OrderedRow
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import heading, quiet
from ui.widgets.row_list import RowList


class OrderedSection(Columns):
    """Departments or stages.

    Signals:
        changed: A row's id, a field of it, and its new text.
        moved: A row's id, and by how many places.
        left: A row's id: take it off the list, or bring it back.
        added: Names of new rows.
    """

    changed = Signal(str, str, str)
    moved = Signal(str, int)
    left = Signal(str)
    added = Signal(object)

    def __init__(
        self,
        object_name: str,
        make: Callable[[], OrderedRow],
        add_line: AddLine,
        empty: EmptyState,
        aside: QWidget,
    ) -> None:
        """Make an empty one.

        Args:
            object_name: Its name for tests.
            make: Makes an empty row.
            add_line: The line below the list.
            empty: What stands in place of an empty list.
            aside: What stands at the side.
        """
        super().__init__((2, 1), object_name, gap="three")
        self._make = make
        self._rows: RowList[OrderedRow] = RowList(f"{object_name}_rows", self._make_row)
        self._empty = empty
        self.add_line = add_line
        self.add_line.add.connect(self.added)
        card = Card(f"{object_name}_card")
        card.column.setSpacing(space("two"))
        for part in (self._rows, self._empty, self.add_line):
            card.column.addWidget(part)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        self.add(left)
        self.add(aside)

    def _make_row(self, row_id: str) -> OrderedRow:
        row = self._make()
        row.changed.connect(lambda field, text: self.changed.emit(row_id, field, text))
        row.moved.connect(lambda by: self.moved.emit(row_id, by))
        row.left.connect(lambda: self.left.emit(row_id))
        return row

    def show_rows(
        self,
        rows: Sequence[DepartmentRow | StageRow],
        count: int,
        verb: Callable[[DepartmentRow | StageRow], str],
        *,
        with_mailboxes: bool = False,
    ) -> None:
        """Show these; the first so many can be moved."""
        shown = self._rows.show_rows([one.id for one in rows])
        for place, (widget, one) in enumerate(zip(shown, rows, strict=True), 1):
            widget.show_row(one, place, count, verb=verb(one))
            widget.offer_mailbox(offered=with_mailboxes)
        self._empty.setVisible(not rows)

    def show_error(self, row_id: str, text: str) -> bool:
        """Say below a row what is wrong with it; returns whether a person sees it."""
        row = self._rows.row(row_id)
        if row is not None:
            row.show_error(text)
        return row is not None and row.isVisible()


def aside(title: str, *texts: str, object_name: str, foot: QWidget | None = None) -> QWidget:
    """Quiet words at the side that say what a list is for, and perhaps a control below them."""
    side = QWidget()
    side.setObjectName(object_name)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, space("two"), 0, 0)
    column.setSpacing(space("one"))
    column.addWidget(heading(title))
    for text in texts:
        column.addWidget(quiet(text))
    if foot is not None:
        column.addWidget(foot)
    column.addStretch()
    return side
