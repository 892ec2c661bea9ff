"""What sheets are given when every field of it holds the same words, as many as it takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.items import ItemRow
from huddle.sheets.follow_up_content import Waiting
from huddle.vocabulary import EscalationState, IncidentReported, ItemKind, ReceivedState
from tests.helpers.sheet_rows import (
    days,
    make_action,
    make_department,
    make_escalation,
    make_item,
    make_part,
    make_received,
    make_waiting,
)


def full_action(text: str, line: str, name: str) -> ItemRow:
    """An action with words in each of its fields."""
    return make_action(
        text,
        place=line,
        owner_name=name,
        note=text,
        how_known=text,
        raised_by=name,
        due_on=days(-3),
        is_overdue=True,
        is_priority=True,
        times_carried=3,
        parts=(make_part(name, owner_name=name),),
    )


def full_items(text: str, name: str) -> tuple[ItemRow, ...]:
    """One of each kind that is said, some without a step."""
    concern = make_item(
        text,
        step_id="topic",
        raised_by=name,
        stage_name=name,
        join_stage_name=name,
        incident_reported=IncidentReported.YES,
        incident_reference=name,
    )
    decision = make_item(
        text, kind=ItemKind.DECISION, why=text, disagreement=text, departments=(name,)
    )
    return concern, decision, make_item(text, kind=ItemKind.GOAL), *planned_items(text, name)


def planned_items(text: str, name: str) -> tuple[ItemRow, ...]:
    """What waits for the next huddle."""
    parked = make_item(text, kind=ItemKind.PARKED, raised_by=name)
    return make_item(text, step_id="topic", raised_by=name), parked


def full_waiting(action: ItemRow, text: str, line: str, name: str) -> Waiting:
    """All that is still to be seen to, in every form."""
    bare = replace(action, parts=())
    return make_waiting(
        action,
        replace(action, is_overdue=False, due_on=None),
        to_check=(action,),
        untold=(replace(bare, read_back=name),),
        escalations=(full_escalation(bare, text, line, name),),
        received=(full_received(text, line, name),),
        departments=(make_department(name, extension=line),),
    )


def full_escalation(item: ItemRow, text: str, line: str, name: str) -> EscalationRow:
    """What went up, was told and answered."""
    return make_escalation(
        item=item,
        state=EscalationState.ANSWERED,
        to_name=name,
        to_role=name,
        telephone=line,
        reason=line,
        ask=text,
        told_whom=name,
        told_by=name,
        told_at=dt.datetime(2026, 8, 6, 8, tzinfo=dt.UTC),
        answer=text,
        answered_by=name,
        answered_at=dt.datetime(2026, 8, 6, 9, tzinfo=dt.UTC),
    )


def full_received(text: str, line: str, name: str) -> ReceivedRow:
    """What came in and was answered."""
    return make_received(
        # What was asked stands for it.
        item=make_action(""),
        state=ReceivedState.TO_SEND_BACK,
        from_unit=name,
        telephone=line,
        reason=line,
        ask=text,
        answer=text,
        answered_by=name,
    )
