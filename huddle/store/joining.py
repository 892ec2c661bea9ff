"""Joins a restored data file with the accounts of today, so that nobody let in since is out.

So it does with the counters, for a code that stands on paper must not lead to something else.
Where the present data can be read, its accounts count. Where it cannot, the key file says who can
sign in: names the backup does not know get the least there is, and names that are no longer in
the key file are disabled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from huddle.model import Account, Counter, Person, Unit
from huddle.rules.access import SET_UP
from huddle.store.ids import NewId
from huddle.store.key_file import folded
from huddle.vocabulary import AccessRole

_ON_PAPER = {"code", "sheet"}
"""Counters whose numbers are codes; a huddle's number leads to nothing by itself."""
_LEFT_OUT = 10_000
_COLUMNS = tuple(Account.__table__.columns.keys())  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of today's accounts.

    Attributes:
        rows: As they stand in the present data; none when it cannot be read.
        names: Who has keys in the key file.
        counters: The next number of each kind in the present data; none when it cannot be read.
    """

    rows: tuple[dict[str, Any], ...] | None
    names: tuple[str, ...]
    counters: dict[str, int] | None = None

    @classmethod
    def of(cls, held: Any, names: Sequence[str]) -> Self:
        """What an open connection to the present data tells, if there is one that can be read."""
        if held is None:
            return cls(None, tuple(names))
        try:
            cursor = held.execute("SELECT * FROM account")
            columns = [column[0] for column in cursor.description]
            rows = tuple(dict(zip(columns, row, strict=True)) for row in cursor)
        except driver.Error:
            rows = ()
        return cls(rows or None, tuple(names), _counters(held))


def _counters(held: Any) -> dict[str, int] | None:
    try:
        return dict(held.execute("SELECT name, next_number FROM counter"))
    except driver.Error:
        return None


def join_counters(session: Session, known: Known, unit_id: str, new_id: NewId) -> None:
    """Let no number be given out again that stands on paper by now.

    Where the present data cannot be read, as many are left out as nobody gives out between two
    backups.

    Args:
        session: A write session on the restored data.
        known: Today's counters.
        unit_id: The unit that new ones belong to.
        new_id: Makes row ids.
    """
    there = {counter.name: counter for counter in session.exec(select(Counter))}
    if known.counters is None:
        for name in _ON_PAPER & there.keys():
            there[name].next_number += _LEFT_OUT
        return
    for name, number in known.counters.items():
        if name not in there:
            session.add(Counter(id=new_id(), unit_id=unit_id, name=name, next_number=number))
        else:
            there[name].next_number = max(number, there[name].next_number)


def join_accounts(
    session: Session, known: Known, by: str, now: dt.datetime, new_id: NewId
) -> tuple[str, str]:
    """Make the accounts of a restored data file those of today, as far as they are known.

    Args:
        session: A write session on the restored data.
        known: Today's accounts.
        by: The sign-in name of whoever brings it back; empty for the recovery key.
        now: The instant.
        new_id: Makes row ids.

    Returns:
        The ids of their account and of the unit.
    """
    unit_id = session.exec(select(Unit.id).order_by(col(Unit.id)).limit(1)).one()
    if known.rows is not None:
        _carry_over(session, known.rows)
    else:
        _go_by_names(session, known.names, unit_id, now, new_id)
    session.flush()
    session.expire_all()
    return _account_of(session, by), unit_id


def _carry_over(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    connection = session.connection()
    people = set(session.exec(select(Person.id)))
    names = {row["name"] for row in rows}
    there = {account.id: account.name for account in session.exec(select(Account))}
    for account_id in there.keys() - {row["id"] for row in rows}:
        # Of a time that the present data does not know of: nobody has its keys.
        name = there[account_id]
        free = f"{name} {account_id[-4:]}" if name in names else name
        query = update(Account).where(col(Account.id) == account_id)
        connection.execute(query.values(name=free, is_disabled=True))
    for row in rows:
        values = {name: row[name] for name in _COLUMNS if name in row}
        if values["person_id"] not in people:
            values["person_id"] = None
        # The rows go over as the driver gave them, not through the model's types.
        connection.exec_driver_sql(_upsert(values), tuple(values.values()))


def _upsert(values: dict[str, Any]) -> str:
    marks = ", ".join("?" for _name in values)
    changed = ", ".join(f"{name} = excluded.{name}" for name in values)
    return (
        f"INSERT INTO account ({', '.join(values)}) VALUES ({marks}) "  # noqa: S608 - own names
        f"ON CONFLICT (id) DO UPDATE SET {changed}"
    )


def _go_by_names(
    session: Session, names: Sequence[str], unit_id: str, now: dt.datetime, new_id: NewId
) -> None:
    with_keys = {folded(name) for name in names}
    accounts = list(session.exec(select(Account).order_by(col(Account.id))))
    for account in accounts:
        if account.role != AccessRole.WALL_SCREEN and folded(account.name) not in with_keys:
            account.is_disabled = True
    managers = [account for account in accounts if account.role in SET_UP]
    if managers and all(account.is_disabled for account in managers):
        # For the recovery key: its password is gone with the key file's entry.
        managers[0].is_disabled = False
    session.add_all(accounts)
    session.flush()
    there = {folded(account.name) for account in accounts}
    stamp: dict[str, Any] = {"created_at": now, "created_by": "", "updated_by": ""}
    stamp["updated_at"] = now
    for name in names:
        if folded(name) not in there:
            least = Account(
                id=new_id(), unit_id=unit_id, name=name, role=AccessRole.READER.value, **stamp
            )
            session.connection().execute(insert(Account), dict(least))


def _account_of(session: Session, name: str) -> str:
    accounts = session.exec(select(Account).order_by(col(Account.id))).all()
    named = (one.id for one in accounts if name and folded(one.name) == folded(name))
    managing = (one.id for one in accounts if one.role in SET_UP and not one.is_disabled)
    return next(named, None) or next(managing, None) or accounts[0].id
