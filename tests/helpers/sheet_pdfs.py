"""Sheets drawn straight from rows."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.people import DepartmentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow as Unit
from huddle.sheets.actions import actions_draft
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.agenda import agenda_draft
from huddle.sheets.answer import answer_draft
from huddle.sheets.escalation import escalation_draft
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.summary import summary_draft


def summary_pdf(record: HuddleRecord, stamp: Stamp, *, paper: PaperSize = PaperSize.A4) -> bytes:
    """The summary of a huddle."""
    return summary_draft(record, stamp).draw(paper)


def agenda_pdf(record: HuddleRecord, stamp: Stamp) -> bytes:
    """The agenda of a huddle."""
    return agenda_draft(record, stamp).draw(PaperSize.A4)


def escalation_pdf(escalation: EscalationRow, unit: Unit, stamp: Stamp) -> bytes:
    """An escalation slip."""
    return escalation_draft(escalation, unit, stamp).draw(PaperSize.A4)


def answer_pdf(received: ReceivedRow, unit: Unit, stamp: Stamp) -> bytes:
    """An answer slip."""
    return answer_draft(received, unit, stamp).draw(PaperSize.A4)


def actions_pdf(
    items: Sequence[ItemRow],
    departments: Sequence[DepartmentRow],
    unit: Unit,
    stamp: Stamp,
    *,
    huddle: HuddleRow | None = None,
) -> bytes:
    """One action sheet for each department with an action."""
    sheets = action_sheets_of(items, departments, unit, stamp, huddle=huddle)
    return actions_draft(sheets, items, unit, stamp, huddle).draw(PaperSize.A4)
