"""Retention: what has outlived its period, removing it for good, and the holds that stop that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Account, Disposal, Hold, Item
from huddle.rows.changes import Changes
from huddle.rows.keeping import DisposalPreview, DisposalRow, GoingRow, HeldRow, HoldRow
from huddle.rules.retention import has_expired, is_near
from huddle.services.going import Plan, all_holds, plan_of
from huddle.services.guarded import Service
from huddle.services.lots import Lot, lots_of
from huddle.services.people import found
from huddle.services.policies import policy_of
from huddle.services.units import tended_units
from huddle.store import disposing
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RecordKind, Thing


class Retention(Service, called="retention"):
    """How long things are kept."""

    def preview(self) -> DisposalPreview:
        """What would go today, and what only a hold keeps back."""
        with self._store.read() as reader:
            return _preview(reader, plan_of(reader))

    def dispose(self, confirmed: Mapping[RecordKind, int]) -> tuple[DisposalRow, ...]:
        """Remove for good what has outlived its period, in many short writes.

        The window can be used meanwhile. Whatever is cut short by a loss of power is done and
        logged up to there; the next time takes the rest.

        Args:
            confirmed: How much of each kind a person has agreed to, as `preview` counted it.

        Returns:
            What went, as it stands in the disposal log.

        Raises:
            Refused: Much else would go now than was agreed to, or somebody changed the periods or
                the holds meanwhile.
        """
        with self._store.read() as reader:
            plan = plan_of(reader)
            lots = lots_of(reader, plan)
        if not is_near(confirmed, plan.counts):
            raise Refused(
                _("What would go has changed since you looked. Nothing was removed: look again.")
            )
        with self._store.write() as writer:
            writer.note("dispose", "unit", writer.unit_id, **plan.counts)
            at = writer.now
        for lot in lots:
            with self._store.write() as writer:
                _remove(writer, plan, lot, at)
        disposing.forget_words(self._store)
        self._store.announce(Changes(frozenset({Thing.ITEMS, Thing.HUDDLES, Thing.PRIVACY})))
        with self._store.read() as reader:
            return tuple(row for row in _log(reader) if row.at == at)

    def log(self) -> tuple[DisposalRow, ...]:
        """What was removed for good, newest first."""
        with self._store.read() as reader:
            return _log(reader)

    def holds(self) -> tuple[HoldRow, ...]:
        """What is held back, and the holds that were lifted, newest first."""
        with self._store.read() as reader:
            return all_holds(reader)

    def add_hold(
        self, reason: str, from_on: dt.date | None = None, until_on: dt.date | None = None
    ) -> HoldRow:
        """Keep everything of some days, whatever the periods say; without days, everything.

        Raises:
            Refused: The reason is missing, or the last day is before the first.
        """
        from huddle.model.inputs import HoldInput, validated  # noqa: PLC0415 - at first write

        values = validated(HoldInput, reason=reason, from_on=from_on, until_on=until_on)
        if from_on and until_on and until_on < from_on:
            raise Refused(_("The last day is before the first one."), "until_on")
        with self._store.write() as writer:
            hold = writer.add(Hold, **values)
            return next(row for row in all_holds(writer) if row.id == hold.id)

    def lift_hold(self, hold_id: str, reason: str) -> HoldRow:
        """Hold something back no more; it goes when its period is over.

        Raises:
            Refused: The reason is missing.
        """
        from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

        values = validated(ReasonInput, reason=reason)
        with self._store.write() as writer:
            writer.change(found(writer, Hold, hold_id), is_lifted=True)
            writer.note("lift_hold", "hold", hold_id, **values)
            return next(row for row in all_holds(writer) if row.id == hold_id)

    def expire_patient_references(self) -> int:
        """Clear the beds and bays of every unit that have outlived their hours, open items too.

        Nothing is written while there is none, so it can be called often.

        Returns:
            How many were cleared.
        """
        with self._store.read() as reader:
            units = [one for one in tended_units(reader, self._store) if _expired_in(reader, one)]
        if not units:
            return 0
        with self._store.write() as writer:
            return sum(_clear_in(writer, unit_id) for unit_id in units)


def _expired_in(reader: Reader, unit_id: str) -> list[Item]:
    with reader.acting_for(unit_id):
        return _expired(reader)


def _clear_in(writer: Writer, unit_id: str) -> int:
    with writer.acting_for(unit_id):
        over = _expired(writer)
        for item in over:
            writer.change(item, act="expired", patient_reference="", patient_reference_at=None)
        return len(over)


def _expired(reader: Reader) -> list[Item]:
    """Items whose patient reference is over; sensitive ones too, whoever asks."""
    hours = policy_of(reader).patient_reference_hours
    query = select(Item).where(
        Item.unit_id == reader.unit_id, col(Item.patient_reference_at).is_not(None)
    )
    items = [Item(**row) for row in reader.execute(query).mappings()]
    return [
        item
        for item in items
        if item.patient_reference_at and has_expired(item.patient_reference_at, hours, reader.now)
    ]


def _remove(writer: Writer, plan: Plan, lot: Lot, at: dt.datetime) -> None:
    """Remove one lot with what the audit says of it, and count it in the log."""
    if (policy_of(writer), all_holds(writer)) != plan.basis:
        raise Refused(
            _(
                "Somebody changed the periods or the holds, so the rest was not removed. What "
                "went until then stands in the log: look again."
            )
        )
    count = lot.remove(writer)
    before_on = plan.kept_from.get(lot.kind)
    if count and before_on:
        disposing.count_in_log(writer, at, lot.kind.value, before_on, count)


def _preview(reader: Reader, plan: Plan) -> DisposalPreview:
    counts = plan.counts
    rows = []
    for kind in RecordKind:
        first, last = plan.days.get(kind, (None, None))
        rows.append(GoingRow(kind, counts.get(kind, 0), plan.kept_from[kind], first, last))
    _policy, holds = plan.basis
    held = (HeldRow(hold, plan.held[hold.id]) for hold in holds if hold.id in plan.held)
    return DisposalPreview(reader.today, tuple(rows), tuple(held))


def _log(reader: Reader) -> tuple[DisposalRow, ...]:
    query = (
        select(Disposal, Account.name)
        .join(Account, col(Account.id) == Disposal.account_id, isouter=True)
        .where(Disposal.unit_id == reader.unit_id)
        .order_by(col(Disposal.at).desc(), col(Disposal.id))
    )
    return tuple(
        DisposalRow(line.at, name or "", RecordKind(line.kind), line.before_on, line.count)
        for line, name in reader.session.exec(query)
    )
