"""Makes a store that holds the made-up ward, from an empty data folder."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.labels import label
from huddle.new_ward import NewWard
from huddle.paths import Paths
from huddle.services.demo import TIME_ZONE, DemoPlan, SeededIds, ask_each_quarter, fill_demo
from huddle.services.demo.plan import instant
from huddle.store.ground import Ground
from huddle.store.home import home_of
from huddle.store.keys import CHEAP, KeyCost
from huddle.store.session import Store
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, create_ward

THROWN_AWAY = CHEAP
"""What to spend on the keys of a ward that opens with a random password, kept nowhere."""
_SET_UP_AT = dt.time(7, 0)


def make_demo(
    paths: Paths,
    plan: DemoPlan,
    *,
    sign_in_name: str,
    password: str,
    cost: KeyCost | None = None,
) -> None:
    """Make the store, with an account of that name and one for each other role; tell the story.

    Raises:
        Refused: There is a store here already, or the name or password cannot be used.
        Environment: The folder or the disk stands in the way.
    """
    clock = ShiftedClock(instant(plan.starts_on, _SET_UP_AT))
    wanted = NewWard(plan.ward_name, TIME_ZONE, (), sign_in_name, password)
    ids, home = SeededIds(plan, "store"), home_of(paths)
    ward, _recovery_key = create_ward(paths, clock, wanted, cost=cost, make_id=ids)
    unit_id, account = ward.setting_up.unit().id, ward.account
    _add_accounts(ward, password)
    ward.close()
    try:
        keys, _name = by_password(sign_in_name, password)(paths, clock)
        store = Store(Ground.of(home, keys), clock, unit_id, account, SeededIds(plan, "audit"))
        try:
            fill_demo(store, plan)
            ask_each_quarter(store, clock, plan)
        finally:
            store.close()
    except BaseException:
        # Half a story is no store to sign in to.
        home.clear()
        raise


def _add_accounts(ward: Ward, password: str) -> None:
    """One account for each access role beside the first, called by its role."""
    taken = {row.name.casefold() for row in ward.accounts.accounts()}
    for role in AccessRole:
        name = label(role)
        has_password = role not in (ward.account.role, AccessRole.WALL_SCREEN)
        if has_password and name.casefold() not in taken:
            ward.accounts.add(name, password, role)
    ward.signing_in.open_wall()
