"""Moving a whole store between a data folder and a database on a server, without loss.

What arrives is compared row by row with what left before it counts. The old place is kept and
marked, so that nobody goes on working there; it is marked just before the new one can be signed in
to, so that at no moment two places are the ward.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, IntegrityError

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.store import copying, search
from huddle.store.audit import AuditTrail
from huddle.store.key_file import whole_ring
from huddle.store.keys import KeyRing
from huddle.store.moved import mark_moved, unmark_moved

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from huddle.store.home import Home
    from huddle.store.ids import NewId
    from huddle.store.keys import Keys


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves a store, when, and from where to where.

    Attributes:
        account_id: The account.
        unit_id: The unit it works in.
        pc: The name of the computer.
        now: The instant.
        new_id: Makes row ids.
        left: What the old place is called.
        to: What the new place is called.
    """

    account_id: str
    unit_id: str
    pc: str
    now: dt.datetime
    new_id: NewId
    left: str
    to: str


def move(source: Home, target: Home, keys: Keys, by: Mover) -> int:
    """Bring everything of a store to an empty place, and mark the old one as left.

    Args:
        source: The old place; nobody has it open.
        target: The new place, of which `refuse_taken` had nothing to say.
        keys: What opened the store; names and passwords stay as they are.
        by: Who does it.

    Returns:
        How many rows were brought and compared.

    Raises:
        Refused: There is a store in the new place.
        Environment: Another program has the old place open, what arrived is not what left, or the
            disk or the server stands in the way. Nothing is left in the new place then.
    """
    is_marking = False
    try:
        with source.leaving(keys) as old, target.filling(_ring(source, old, keys)) as new:
            _note(old, keys, by)
            count = _carry(old, new)
            is_marking = True
            mark_moved(source, by.to, by.now)
    except BaseException:
        if not (is_marking and _has_arrived(target, by)):
            if is_marking:
                unmark_moved(source)
            raise
    return count


def refuse_taken(target: Home, called: str) -> None:
    """Refuse a place that is not empty.

    Raises:
        Refused: There is a store already.
        Environment: The place cannot be looked at.
    """
    if target.has_store():
        raise Refused(
            _(
                "There is a ward in {place} already. A ward keeps its keys, its audit and its "
                "codes on paper to itself: move it to an empty folder or database."
            ).format(place=called)
        )


def _ring(source: Home, old: Connection, keys: Keys) -> KeyRing:
    """The keys as they are; the recovery key is nobody's to know, and stays good."""
    return KeyRing(keys, whole_ring(source.key_ring_in(old)), recovery_key="")


def _note(old: Connection, keys: Keys, by: Mover) -> None:
    """Put the move into the audit before it leaves, so that both places tell of it."""
    trail = AuditTrail(
        old,
        unit_id=by.unit_id,
        account_id=by.account_id,
        pc=by.pc,
        now=by.now,
        new_id=by.new_id,
        secret=keys.audit_secret,
    )
    trail.append("move", "unit", by.unit_id, {}, {"from": by.left, "to": by.to})


def _carry(old: Connection, new: Connection) -> int:
    """Copy all rows and compare them."""
    try:
        count = sum(copying.copy_rows(old, new, table, None) for table in copying.TABLES)
        search.build(new)
    except (DataError, IntegrityError) as error:
        raise _unlike() from error
    if copying.fingerprint(new) != copying.fingerprint(old):
        raise _unlike()
    return count


def _unlike() -> Environment:
    return Environment(
        _("The new place does not hold all rows as they are, so the ward was not moved."),
        _("Nothing was changed. Run the check, and tell whoever gave you Huddle."),
    )


def _has_arrived(target: Home, by: Mover) -> bool:
    """Whether what failed came after the new place was whole already.

    Raises:
        Environment: It cannot be asked; the mark stays, so that nobody goes on in two places.
    """
    try:
        return target.has_store()
    except Environment as error:
        raise Environment(
            _("The line broke at the last step, so it is not known whether the ward arrived."),
            _(
                "Nothing is lost, and the old place says that it was left. Look into {place}: "
                "where nobody can sign in there, open the old place as it tells you."
            ).format(place=by.to),
        ) from error
