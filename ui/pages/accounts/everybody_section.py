"""Everybody who can sign in: a table, and beside it the details of one, or a form."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from ui.pages.accounts.account_card import AccountCard
from ui.pages.accounts.account_form import AccountForm, Purpose
from ui.pages.accounts.item_model import AccountsModel, Column
from ui.pages.accounts.state import AccountsState
from ui.pages.accounts.wording import ROLES, may_in_words
from ui.theme.look import look, space
from ui.widgets.buttons import button, primary_button
from ui.widgets.card import Card, stacked
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, heading
from ui.widgets.table import Table

_LEAST_ROWS = 5


class EverybodySection(QWidget):
    """The table at one side, the chosen account or a form at the other; below, what roles may.

    Signals:
        chosen: An account's id.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("everybody_section")
        self._model = AccountsModel()
        self._model.setParent(self)
        self._state: AccountsState | None = None
        self.card = AccountCard()
        self.form = AccountForm()
        self.form.hide()
        self.form.left.connect(self.close_form)
        self._add = primary_button(_("Add an account…"), "account_add")
        self._cover = button(_("Let somebody cover tonight…"), "account_add_cover")
        self._add.clicked.connect(lambda: self.open_form(Purpose.ADD))
        self._cover.clicked.connect(lambda: self.open_form(Purpose.COVER))
        columns = Columns((2, 1), "everybody_columns", gap="three")
        columns.add(self._left())
        columns.add(stacked(self.card, self.form))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        column.addWidget(columns, 1)
        column.addWidget(_roles_card())
        self.card.reset_asked.connect(lambda _id: self.open_form(Purpose.RESET))
        self.card.enable_asked.connect(lambda _id: self.open_form(Purpose.ENABLE))

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        row = Flow("account_adding")
        row.add(self._add)
        row.add(self._cover)
        column.addWidget(row)
        self._table = Table("accounts_table", _("Accounts"))
        self._table.setModel(self._model)
        header = self._table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for fitted in (Column.ROLE, Column.STATE, Column.SINCE):
            header.setSectionResizeMode(fitted, QHeaderView.ResizeMode.ResizeToContents)
        self._table.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        column.addWidget(self._table, 1)
        return left

    def show_state(self, state: AccountsState, *, can_change: bool) -> None:
        """Show the accounts and the chosen one's details; a form that is open stays."""
        self._state = state
        self._add.setVisible(can_change)
        self._model.show_accounts(state.accounts, state.zone)
        account = state.chosen
        if account is None:
            return
        self.card.show_account(account, state, can_change=can_change)
        self._mark(self._model.row_of(account.id))

    def open_form(self, purpose: Purpose) -> None:
        """Ask for a new account, or for a new password of the chosen one."""
        if self._state is None:
            return
        is_new = purpose in (Purpose.ADD, Purpose.COVER)
        account = None if is_new else self._state.chosen
        self.form.begin(purpose, account, self._state.people)
        self.card.hide()
        self.form.show()
        self.form.take_keyboard()

    def close_form(self) -> None:
        """Show the chosen account again."""
        if self.form.isHidden():
            return
        self.form.forget()
        self.form.hide()
        self.card.show()
        self._table.setFocus()

    def _row_chosen(self, index: QModelIndex) -> None:
        account = self._model.account(index.row())
        if account is not None and account.id != self.card.account_id:
            self.close_form()
            self.chosen.emit(account.id)

    def _mark(self, row: int) -> None:
        if row < 0 or self._table.currentIndex().row() == row:
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self._table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._table.scrollTo(index)


def _roles_card() -> Card:
    card = Card("roles_card")
    card.column.addWidget(heading(_("What each role may do"), "roles_heading"))
    for role in ROLES:
        text = _("{role}: {may}").format(role=label(role), may=may_in_words(role))
        card.column.addWidget(Label(text, "secondary", object_name=f"role_{role.value}"))
    return card
