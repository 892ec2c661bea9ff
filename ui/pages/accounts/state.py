"""What the Accounts page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from huddle.rows.people import PersonRow
from huddle.rows.units import StoreUnitRow
from huddle.rows.ward import AccountRow

EVERYBODY = "everybody"
MINE = "mine"
KEYS = "keys"


@dataclass(frozen=True, slots=True)
class AccountsState:
    """The accounts, the people they can belong to, and how one's own stands."""

    mine: AccountRow
    zone: ZoneInfo
    ward_name: str
    accounts: tuple[AccountRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    units: tuple[StoreUnitRow, ...] = ()
    pins_allowed: bool = False
    has_pin: bool = False
    chosen_id: str = ""

    @property
    def chosen(self) -> AccountRow | None:
        """Whose details are shown: the chosen one, else the first."""
        found = self.account(self.chosen_id)
        return found or next(iter(self.accounts), None)

    def account(self, account_id: str) -> AccountRow | None:
        """An account by its id."""
        return next((one for one in self.accounts if one.id == account_id), None)

    def is_foreign(self, account: AccountRow) -> bool:
        """Whether an account belongs to a unit in which whoever looks may not work."""
        mine = {unit.id for unit in self.units if unit.is_mine}
        return bool(self.units) and account.unit_ids[0] not in mine

    def having(self, row: AccountRow) -> AccountsState:
        """The same with a newer version of one account."""
        accounts = tuple(row if one.id == row.id else one for one in self.accounts)
        return replace(self, accounts=accounts)
