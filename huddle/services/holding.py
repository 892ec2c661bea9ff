"""Which program keeps a running huddle's clock: one at a time, and another when it dies.

Only that one goes from step to step, pauses and closes. It leaves a beat now and then, which
nobody hears of: no audit, no version, no change told.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass

from sqlmodel import col, delete, select, update

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, HuddleClock
from huddle.paths import Paths
from huddle.rows.huddles import ClockRow
from huddle.rules.clock_holding import is_surely_still
from huddle.services import records
from huddle.store.transaction import Reader, Writer


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at which a program runs; started again, it has the same.

    Attributes:
        key: Stands for the computer, the account of its system, and the data folder.
        pc: The computer's name.
    """

    key: str
    pc: str


def seat_of(paths: Paths) -> Seat:
    """The seat of this program: there is one window for each account and data folder."""
    pc = platform.node()
    where = "\n".join((pc, str(paths.config_dir), str(paths.data_dir), paths.database_url))
    return Seat(hashlib.sha256(where.encode()).hexdigest(), pc)


def holder(reader: Reader, huddle_id: str, seat: Seat) -> ClockRow | None:
    """Who keeps the clock; none where nobody took it yet."""
    query = select(HuddleClock.seat, HuddleClock.pc, HuddleClock.by, HuddleClock.beat_at)
    row = reader.execute(query.where(HuddleClock.huddle_id == huddle_id)).one_or_none()
    return ClockRow(row[1], row[2], row[3], is_mine=row[0] == seat.key) if row else None


def is_free(reader: Reader, huddle_id: str, seat: Seat) -> bool:
    """Whether the clock may be taken without a question."""
    found = holder(reader, huddle_id, seat)
    return found is None or found.is_mine or is_surely_still(found.beat_at, reader.now)


def hold(writer: Writer, huddle: Huddle, seat: Seat) -> None:
    """Keep the clock from now on; the audit says so when another program kept it."""
    before = holder(writer, huddle.id, seat)
    if before is not None and before.is_mine and beat(writer, huddle.id, seat):
        return
    let_go(writer, huddle.id)
    by = records.account_name(writer, writer.account_id)
    writer.add_plain(
        HuddleClock,
        huddle_id=huddle.id,
        seat=seat.key,
        pc=seat.pc,
        by=by,
        beat_at=writer.now,
    )
    if before is not None:
        writer.note("take_clock", "huddle", huddle.id, pc=seat.pc, from_pc=before.pc)
        # So that the others hear of it.
        writer.touch(huddle)


def beat(writer: Writer, huddle_id: str, seat: Seat) -> bool:
    """Say that the clock is still kept; returns whether it is, by this seat."""
    query = update(HuddleClock).where(
        col(HuddleClock.huddle_id) == huddle_id, col(HuddleClock.seat) == seat.key
    )
    return bool(writer.execute(query.values(beat_at=writer.now)).rowcount)


def let_go(writer: Writer, huddle_id: str) -> None:
    """Have nobody keep the clock."""
    writer.execute(delete(HuddleClock).where(col(HuddleClock.huddle_id) == huddle_id))


def refuse_others(reader: Reader, huddle_id: str, seat: Seat) -> None:
    """Refuse to lead a huddle whose clock another program keeps.

    Raises:
        Refused: It does.
    """
    found = holder(reader, huddle_id, seat)
    if found is not None and not found.is_mine:
        raise Refused(
            _("{pc} keeps the clock of this huddle. Take the clock over first.").format(pc=found.pc)
        )
