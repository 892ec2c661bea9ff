"""The map as a table's model: a row for each place, a column for each department, and the sums."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.rows.journey import JourneyCell, JourneyCount, JourneyMap, JourneyPlace, JourneyTeam
from ui.pages.journey import words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class JourneyModel(QAbstractTableModel):
    """The numbers of a map; the last row and the last column are its sums."""

    def __init__(self) -> None:
        super().__init__()
        self._map: JourneyMap | None = None

    @property
    def most(self) -> int:
        """The largest number that is no sum."""
        return self._map.most if self._map else 0

    def show_map(self, shown: JourneyMap) -> None:
        """Show another map; where only numbers changed, nothing else moves."""
        before, is_same = self._map, self._map is not None and _heads(self._map) == _heads(shown)
        if not is_same:
            self.beginResetModel()
        self._map = shown
        if not is_same:
            self.endResetModel()
        elif before != shown:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place(self, row: int) -> JourneyPlace | None:
        """The place of a row; none for the sums."""
        places = self._map.places if self._map else ()
        return places[row] if row < len(places) else None

    def team(self, column: int) -> JourneyTeam | None:
        """The department of a column; none for the sums."""
        teams = self._map.teams if self._map else ()
        return teams[column] if column < len(teams) else None

    def is_sum(self, index: Index) -> bool:
        """Whether a number is one of the sums."""
        return self.place(index.row()) is None or self.team(index.column()) is None

    def count(self, index: Index) -> JourneyCount:
        """What is counted in a cell."""
        if self._map is None or not index.isValid():
            return JourneyCount()
        place = self.place(index.row())
        counts, total = (self._map.sums, self._map.total)
        if place is not None:
            counts, total = place.counts, place.total
        return total if self.team(index.column()) is None else counts[index.column()]

    def words(self, index: Index) -> str:
        """All that a cell says."""
        return words.cell_words(
            self.place(index.row()), self.team(index.column()), self.count(index)
        )

    def cell(self, index: Index) -> JourneyCell:
        """Which items a cell means."""
        place, team = self.place(index.row()), self.team(index.column())
        return JourneyCell(place.stage_ids if place else None, team.id if team else None)

    def index_of(self, cell: JourneyCell) -> QModelIndex:
        """Where a cell stands now; nowhere when it is not on the map any more."""
        every = (self.index(row, 0) for row in range(self.rowCount()))
        for at in every:
            for column in range(self.columnCount()):
                if self.cell(at.siblingAtColumn(column)) == cell:
                    return at.siblingAtColumn(column)
        return QModelIndex()

    def first_filled(self) -> QModelIndex:
        """The first cell along the way in which something stands."""
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                if self.count(self.index(row, column)).all:
                    return self.index(row, column)
        return self.index(0, 0)

    # Qt's questions

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The places and the sums."""
        return 0 if parent.isValid() or self._map is None else len(self._map.places) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The departments and the sums."""
        return 0 if parent.isValid() or self._map is None else len(self._map.teams) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number of a cell, empty for nothing; all that it says for a screen reader."""
        number = self.count(index).all
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number:,}" if number else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index)
        return self.words(index) if role == Qt.ItemDataRole.ToolTipRole and number else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The places and the departments."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        if orientation is Qt.Orientation.Horizontal:
            team = self.team(section)
            return words.team_words(team) if is_tip else words.team_head(team)
        place = self.place(section)
        return words.place_words(place) if is_tip else words.place_head(place)


def _heads(shown: JourneyMap) -> Any:
    return shown.teams, [(place.stage_ids, place.names) for place in shown.places]
