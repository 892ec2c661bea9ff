"""Rows in a column, each under its key: those that stay keep their widgets, and so the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.look import space

W = TypeVar("W", bound=QWidget)


class RowList(QWidget, Generic[W]):
    """A column of rows that can come, go and change places."""

    def __init__(self, object_name: str, make: Callable[[str], W], *, gap: str = "one") -> None:
        """Make an empty list.

        Args:
            object_name: Its name for tests.
            make: Makes the row of a key.
            gap: The distance between the rows.
        """
        super().__init__()
        self.setObjectName(object_name)
        self._make = make
        self._rows: dict[str, W] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(gap))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of their rows."""
        return tuple(self._rows)

    def row(self, key: str) -> W | None:
        """The row of a key, if it is there."""
        return self._rows.get(key)

    def show_rows(self, keys: Sequence[str]) -> list[W]:
        """Have just these rows, in this order; returns them."""
        if tuple(keys) == self.keys:
            return list(self._rows.values())
        for key in set(self._rows) - set(keys):
            self._let_go(self._rows[key])
        self._rows = {key: self._rows.get(key) or self._make(key) for key in keys}
        for place, row in enumerate(self._rows.values()):
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
        self.chain()
        return list(self._rows.values())

    def chain(self) -> None:
        """Have the Tab key go through the rows as they stand, whenever they were made."""
        before = self._stop_before()
        for row in self._rows.values():
            for stop in _stops(row):
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop

    def _stop_before(self) -> QWidget | None:
        found: QWidget | None = self.previousInFocusChain()
        while found is not None and found is not self:
            if _takes_tab(found) and not self.isAncestorOf(found):
                return found
            found = found.previousInFocusChain()
        return None

    def _let_go(self, row: W) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


def _stops(row: QWidget) -> list[QWidget]:
    found = [row, *row.findChildren(QWidget)]
    return [one for one in found if _takes_tab(one) and _is_whole(one, row)]


def _is_whole(stop: QWidget, row: QWidget) -> bool:
    """Whether it is no part of a field, such as the line of a spin box or a list that opens."""
    return stop.window() is row.window() and not stop.objectName().startswith("qt_")


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
