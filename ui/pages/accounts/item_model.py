"""The table of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.i18n import N_, _
from huddle.labels import label
from huddle.rows.ward import AccountRow
from ui.pages.accounts.wording import since_in_words, state_in_words

COLUMNS = (N_("Sign-in name"), N_("Role"), N_("Person"), N_("State"), N_("Since"))

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    ROLE = 1
    PERSON = 2
    STATE = 3
    SINCE = 4


class AccountsModel(QAbstractTableModel):
    """One row an account."""

    def __init__(self) -> None:
        super().__init__()
        self._accounts: tuple[AccountRow, ...] = ()
        self._zone = ZoneInfo("UTC")

    def show_accounts(self, accounts: Sequence[AccountRow], zone: ZoneInfo) -> None:
        """Show these; rows that stay keep their place."""
        self._zone = zone
        is_same = [one.id for one in accounts] == [one.id for one in self._accounts]
        if is_same and accounts:
            self._accounts = tuple(accounts)
            last = self.index(len(accounts) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._accounts = tuple(accounts)
        self.endResetModel()

    def account(self, row: int) -> AccountRow | None:
        """The account of a row."""
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def row_of(self, account_id: str) -> int:
        """The row of an account; -1 for none."""
        return next((at for at, one in enumerate(self._accounts) if one.id == account_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many accounts there are."""
        return 0 if parent.isValid() else len(self._accounts)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Name, role, person, state, since."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        account = self.account(index.row())
        if account is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        return (
            account.name,
            label(account.role),
            account.person_name,
            state_in_words(account, self._zone),
            since_in_words(account, self._zone),
        )[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None
