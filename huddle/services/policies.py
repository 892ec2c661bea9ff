"""The ward's decisions about privacy and keeping, for services that follow them."""

from __future__ import annotations

from sqlmodel import col, select

from huddle.model import Policy, Unit
from huddle.rows.ward import PolicyRow
from huddle.store.transaction import Reader


def policy_of(reader: Reader) -> PolicyRow:
    """The ward's decisions; the defaults until it made any."""
    found = decided(reader)
    return policy_row(found or _undecided(reader))


def store_policy(reader: Reader) -> PolicyRow:
    """The decisions about backups, which hold for the whole store: those of its first unit."""
    with reader.acting_for(first_unit_id(reader)):
        return policy_of(reader)


def first_unit_id(reader: Reader) -> str:
    """The unit the store began with."""
    return reader.session.exec(select(Unit.id).order_by(col(Unit.id)).limit(1)).one()


def decided(reader: Reader) -> Policy | None:
    """What the ward decided; none until it did."""
    return reader.session.exec(select(Policy).where(Policy.unit_id == reader.unit_id)).first()


def _undecided(reader: Reader) -> Policy:
    unit = reader.unit
    return Policy(
        id="",
        row_version=0,
        unit_id=unit.id,
        created_at=unit.created_at,
        created_by="",
        updated_at=unit.created_at,
        updated_by="",
    )


def policy_row(found: Policy) -> PolicyRow:
    """The decisions as shown."""
    return PolicyRow(
        row_version=found.row_version,
        speak_up_contact=found.speak_up_contact,
        hospital_numbers=tuple(found.hospital_numbers.split("\n"))
        if found.hospital_numbers
        else (),
        patient_reference_hours=found.patient_reference_hours,
        pins_allowed=found.pins_allowed,
        backup_alarm_days=found.backup_alarm_days,
        second_backup_folder=found.second_backup_folder,
        keep_huddles_months=found.keep_huddles_months,
        keep_incidents_months=found.keep_incidents_months,
        keep_deleted_months=found.keep_deleted_months,
        keep_audit_months=found.keep_audit_months,
        quiet_from=found.quiet_from,
        quiet_until=found.quiet_until,
        escalate_after_carried=found.escalate_after_carried,
        escalate_after_days=found.escalate_after_days,
        destroy_after_days=found.destroy_after_days,
    )
