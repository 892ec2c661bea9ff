"""Makes a store that holds the made-up ward, from an empty data folder."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.files import disk_errors_in_words
from huddle.new_ward import NewWard
from huddle.paths import Paths
from huddle.services.demo import TIME_ZONE, DemoPlan, SeededIds, fill_demo
from huddle.services.demo.plan import instant
from huddle.store.database import make_engine
from huddle.store.keys import KeyCost
from huddle.store.session import Store
from huddle.ward import by_password, create_ward

_SET_UP_AT = dt.time(7, 0)


def make_demo(
    paths: Paths,
    plan: DemoPlan,
    *,
    sign_in_name: str,
    password: str,
    cost: KeyCost | None = None,
) -> None:
    """Make the store, with an account of that name, and tell the story into it.

    Raises:
        Refused: There is a store here already, or the name or password cannot be used.
        Environment: The folder or the disk stands in the way.
    """
    clock = ShiftedClock(instant(plan.starts_on, _SET_UP_AT))
    wanted = NewWard(plan.ward_name, TIME_ZONE, (), sign_in_name, password)
    ids = SeededIds(plan, "store")
    ward, _recovery_key = create_ward(paths, clock, wanted, cost=cost, make_id=ids)
    unit_id, account = ward.setting_up.unit().id, ward.account
    ward.close()
    try:
        keys, _name = by_password(sign_in_name, password)(paths, clock)
        engine = make_engine(paths.database, keys.key)
        store = Store(engine, clock, unit_id, account, SeededIds(plan, "audit"), keys)
        try:
            fill_demo(store, plan)
        finally:
            store.close()
    except BaseException:
        _remove(paths)
        raise


def _remove(paths: Paths) -> None:
    """Half a story is no store to sign in to."""
    with disk_errors_in_words(paths.data_dir):
        paths.key_file.unlink(missing_ok=True)
        for leftover in paths.data_dir.glob(f"{paths.database.name}*"):
            leftover.unlink()
