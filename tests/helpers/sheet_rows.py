"""Rows for sheets, valid by default: name only what a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.guidance import CardGroup, GuidanceCard
from huddle.rows.huddles import HuddleRecord, HuddleStepRow
from huddle.rows.items import ItemRow, PartRow, Promises
from huddle.rows.people import DepartmentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.sheets.follow_up_content import Waiting
from huddle.sheets.stamp import Stamp
from huddle.vocabulary import (
    CameBy,
    EscalationState,
    HuddleStatus,
    ItemKind,
    ReceivedState,
    Status,
    StepPurpose,
)

DAY = dt.date(2026, 11, 23)
"""A Monday."""

_FIRST_STATUS = {
    ItemKind.CONCERN: Status.NEW,
    ItemKind.ACTION: Status.NOT_STARTED,
    ItemKind.GOAL: Status.BEING_WORKED_ON,
    ItemKind.PARKED: Status.PARKED,
}


def make_stamp(**fields: Any) -> Stamp:
    """A print on the day, just after the huddle."""
    given = {
        "printed_by": "M. Okafor",
        "printed_at": dt.datetime(2026, 11, 23, 8, 31, tzinfo=ZoneInfo("Europe/London")),
        "classification": "OFFICIAL",
        "destroy_after_days": 7,
    }
    return Stamp(**{**given, **fields})


def make_unit(**fields: Any) -> UnitRow:
    """A ward."""
    given = {
        "id": "unit",
        "name": "Willow ward",
        "time_zone": "Europe/London",
        "act_now_number": "2222",
        "tell_us": "ring 4410 or leave this sheet in the red tray at the desk",
        "classification": "OFFICIAL",
        "row_version": 1,
    }
    return UnitRow(**{**given, **fields})


def make_card(**fields: Any) -> GuidanceCard:
    """A card that explains a role."""
    given = {
        "group": CardGroup.ROLES,
        "key": "scribe",
        "title": "Scribe",
        "what": "You catch what is said before people walk away. A few words are enough, if those "
        "who said them would know them again.",
        "how": "The cursor is in the capture line. Type, press Enter.\n"
        "For an action: a verb first, then who, then due and when.\n"
        "You did not hear it? Ask. That is the job, not a disturbance.\n"
        "Write places, not patients. A bed has its own field.\n"
        "Everybody sees the screen: let them correct you.",
        "example": "a: Ask estates to mend the bath hoist @Sam due 14:00",
        "sources": ("AHRQ TeamSTEPPS: Huddle", "Our own words"),
        "review_on": dt.date(2027, 9, 30),
    }
    return GuidanceCard(**{**given, **fields})


def make_department(name: str, position: int = 0, **fields: Any) -> DepartmentRow:
    """A team."""
    given = {
        "id": name.lower(),
        "name": name,
        "extension": "",
        "position": position,
        "is_retired": False,
        "row_version": 1,
    }
    return DepartmentRow(**{**given, **fields})


def make_huddle(**fields: Any) -> HuddleRow:
    """A closed huddle of eleven minutes."""
    given = {
        "id": "huddle",
        "number": 214,
        "series_id": "series",
        "title": "Ward safety huddle",
        "status": HuddleStatus.CLOSED,
        "held_on": DAY,
        "starts_at": dt.time(8, 15),
        "planned_seconds": 600,
        "facilitator": "M. Okafor",
        "started_at": dt.datetime(2026, 11, 23, 8, 15, tzinfo=dt.UTC),
        "closed_at": dt.datetime(2026, 11, 23, 8, 26, tzinfo=dt.UTC),
        "not_held_reason": "",
        "row_version": 1,
    }
    return HuddleRow(**{**given, **fields})


def make_step(name: str, **fields: Any) -> HuddleStepRow:
    """A step of a huddle."""
    given = {
        "id": name.lower(),
        "name": name,
        "prompts": "",
        "seconds": 120,
        "purpose": StepPurpose.TOPIC,
        "stage_id": None,
        "led_by": "",
        "item_count": 0,
        "spent_seconds": 0,
        "was_visited": True,
    }
    return HuddleStepRow(**{**given, **fields})


def make_item(text: str, **fields: Any) -> ItemRow:
    """A concern that a department raised."""
    kind = fields.get("kind", ItemKind.CONCERN)
    given = {
        "id": f"id of {text[:40]}",
        "code": "22B2-D",
        "kind": kind,
        "status": _FIRST_STATUS.get(kind, Status.NOTED),
        "raised_at": dt.datetime(2026, 11, 23, 8, 18, tzinfo=dt.UTC),
        "raised_on": DAY,
        "row_version": 1,
        "huddle_id": "huddle",
        "huddle_number": 214,
    }
    return ItemRow(text=text, **{**given, **fields})


def make_action(text: str, **fields: Any) -> ItemRow:
    """An action that a known person of a department owns, due on the next day."""
    given = {
        "kind": ItemKind.ACTION,
        "code": "22B7-K",
        "owner_name": "A. Kowalska",
        "owner_is_known": True,
        "department_id": "nursing",
        "department_name": "Nursing",
        "due_on": DAY + dt.timedelta(days=1),
    }
    return make_item(text, **{**given, **fields})


def make_part(department: str, **fields: Any) -> PartRow:
    """A department's part of an action."""
    given = {
        "id": f"part of {department}",
        "department_id": department.lower(),
        "department_name": department,
        "owner_id": None,
        "owner_name": "",
        "status": Status.NOT_STARTED,
        "due_on": None,
        "row_version": 1,
    }
    return PartRow(**{**given, **fields})


def make_escalation(**fields: Any) -> EscalationRow:
    """What went up, and nobody was told of."""
    given = {
        "id": "1",
        "item": make_action("Mend the hoist"),
        "state": EscalationState.NOT_YET_TOLD,
        "to_name": "Jo Byrne",
        "to_role": "Site manager",
        "telephone": "4321",
        "reply_hours": 4,
        "reason": "No part in the house",
        "ask": "Lend us one by noon",
        "needed_on": dt.date(2026, 8, 6),
        "needed_time": dt.time(12),
        "escalated_at": dt.datetime(2026, 8, 6, 7, tzinfo=dt.UTC),
        "escalated_by": "Erin",
        "told_whom": "",
        "told_by": "",
        "told_at": None,
        "answer": "",
        "answered_by": "",
        "answered_at": None,
        "told_back_at": None,
        "told_back_in": None,
        "row_version": 1,
    }
    return EscalationRow(**{**given, **fields})


def make_received(**fields: Any) -> ReceivedRow:
    """What another unit asked, answered."""
    given = {
        "id": "1",
        "item": make_action("Ward 9 asks: Lend us one"),
        "state": ReceivedState.TO_SEND_BACK,
        "came_by": CameBy.SLIP,
        "from_unit": "Ward 9",
        "from_code": "22B7-K",
        "telephone": "4488",
        "reason": "No part in the house",
        "ask": "Lend us one by noon",
        "needed_on": None,
        "needed_time": None,
        "reply_by": None,
        "received_at": dt.datetime(2026, 8, 6, 7, tzinfo=dt.UTC),
        "answer": "The porter brings one at two",
        "answered_by": "Jo Byrne",
        "answered_at": dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC),
        "can_send_file": False,
        "row_version": 1,
    }
    return ReceivedRow(**{**given, **fields})


def make_waiting(*open_actions: ItemRow, **fields: Any) -> Waiting:
    """Some open actions, and else nothing to see to."""
    promised = {name: fields.pop(name, ()) for name in ("to_check", "untold")}
    hidden = fields.pop("hidden_count", 0)
    given = {
        "promises": Promises(open=open_actions, **promised, hidden_count=hidden),
        "escalations": (),
        "received": (),
        "departments": typical_departments(),
    }
    return Waiting(**{**given, **fields})


def make_record(**fields: Any) -> HuddleRecord:
    """A closed huddle in which nothing was said."""
    given = {
        "huddle": make_huddle(),
        "unit": make_unit(),
        "steps": (),
        "here": (),
        "apologies": (),
        "items": (),
        "reviewed": (),
        "plus": "",
        "delta": "",
        "next_huddle_on": DAY + dt.timedelta(days=1),
        "is_frozen": True,
        "duration_seconds": 660,
    }
    return HuddleRecord(**{**given, **fields})


def days(count: int) -> dt.date:
    """A day so many days after the huddle's."""
    return DAY + dt.timedelta(days=count)


def typical_departments() -> tuple[DepartmentRow, ...]:
    """The eight teams of a ward."""
    names = (
        ("Nursing", "4410"),
        ("Medical", "4415"),
        ("Pharmacy", "4471"),
        ("Therapies", "4432"),
        ("Site team", "4400"),
        ("Porters", "4450"),
        ("Discharge hub", "4462"),
        ("Domestics", "4455"),
    )
    return tuple(
        make_department(name, position, extension=extension)
        for position, (name, extension) in enumerate(names)
    )


def typical_actions() -> tuple[ItemRow, ...]:
    """The six actions of a typical huddle."""
    return (
        make_action(
            "Order the hoist sling for bay 3 and tell therapies when it is there",
            code="22B7-K",
            id="a1",
            place="Bay 3 store",
            due_on=days(2),
            due_time=dt.time(14, 0),
            is_priority=True,
            raised_by="Therapies",
            raised_by_department_id="therapies",
        ),
        make_action(
            "Move the discharge medicines round to 11:00 for a week",
            code="22B8-M",
            id="a2",
            owner_name="R. Silva",
            department_name="Pharmacy",
            department_id="pharmacy",
            due_on=days(1),
            raised_by="Discharge hub",
            raised_by_department_id="discharge hub",
            how_known="no medicines chart comes back after 16:00",
        ),
        make_action(
            "Mend the call bell beside the second bathroom",
            code="22B9-P",
            id="a3",
            owner_name="",
            owner_is_known=False,
            department_name="",
            department_id=None,
            due_on=None,
            place="Second bathroom",
            raised_by="Nursing",
            raised_by_department_id="nursing",
        ),
        make_action(
            "Agree who books transport after 15:00",
            code="22BA-R",
            id="a4",
            owner_name="D. Mensah",
            department_name="Site team",
            department_id="site team",
            due_on=days(4),
            parts=(
                make_part("Site team", owner_name="D. Mensah"),
                make_part("Porters", owner_name="K. Ahmed", due_on=days(3)),
            ),
            raised_by="Porters",
            raised_by_department_id="porters",
        ),
        make_action(
            "Check the resuscitation trolley seal at each handover",
            code="22BC-T",
            id="a5",
            owner_name="Nurse in charge",
            owner_is_post=True,
            due_on=days(0),
            due_time=dt.time(19, 30),
            place="Corridor by bay 1",
        ),
        make_action(
            "Ask the families of both long-stay patients about the visiting hours",
            code="22BD-V",
            id="a6",
            owner_name="E. Novak",
            department_name="Discharge hub",
            department_id="discharge hub",
            due_on=days(3),
        ),
    )


def typical_record() -> HuddleRecord:
    """A huddle of eight departments with six concerns, six actions and five promises."""
    steps = tuple(
        make_step(name, **fields)
        for name, fields in (
            ("How are we, and thanks", {"purpose": StepPurpose.WELCOME, "seconds": 30}),
            ("Look back", {"purpose": StepPurpose.LOOK_BACK}),
            ("Promises due", {"purpose": StepPurpose.PROMISES}),
            ("Look ahead", {"purpose": StepPurpose.LOOK_AHEAD, "seconds": 240}),
            ("Read-back", {"purpose": StepPurpose.READ_BACK, "seconds": 60}),
        )
    )
    thanks, back, ahead = steps[0].id, steps[1].id, steps[3].id
    items = (
        make_item(
            "Night staff for covering two gaps calmly",
            kind=ItemKind.RECOGNITION,
            step_id=thanks,
            raised_by="Medical",
        ),
        make_item(
            "Two discharge medicines charts came back after 16:00; both patients stayed",
            step_id=back,
            raised_by="Pharmacy",
            stage_name="Ward",
            join_stage_name="Discharge",
        ),
        make_item("Call bell in the second bathroom is silent", step_id=back, raised_by="Nursing"),
        make_item(
            "“Nobody told me I was going home today”",
            kind=ItemKind.PATIENT_VOICE,
            step_id=back,
        ),
        make_item(
            "Three patients at high risk of falls, one new", step_id=ahead, raised_by="Nursing"
        ),
        make_item("Only one hoist sling that fits", step_id=ahead, raised_by="Therapies"),
        make_item(
            "Transport after 15:00 has no single booker",
            step_id=ahead,
            raised_by="Porters",
            stage_name="Discharge",
        ),
        make_item("Agency doctor tonight does not know the ward", step_id=ahead),
        make_item(
            "Medicines round at 11:00 for one week, then look again",
            kind=ItemKind.DECISION,
            step_id=ahead,
            departments=("Pharmacy", "Nursing"),
            why="late charts keep people in another night",
        ),
        *typical_actions(),
    )
    return make_record(
        steps=steps,
        here=(
            "Nursing",
            "Medical",
            "Pharmacy",
            "Therapies",
            "Site team",
            "Porters",
            "Discharge hub",
        ),
        apologies=("Domestics",),
        items=items,
        reviewed=_typical_promises(),
        plus="Short and clear; everyone spoke.",
        delta="Start on time.",
    )


def _typical_promises() -> tuple[ItemRow, ...]:
    return (
        make_action(
            "Agree one transport booking form with the ambulance desk",
            code="229X-4",
            id="p1",
            owner_name="D. Mensah",
            department_name="Site team",
            due_on=days(-3),
            is_overdue=True,
            times_carried=3,
            status=Status.IN_PROGRESS,
        ),
        make_action(
            "Family room telephone working again",
            code="229Y-6",
            id="p2",
            owner_name="Estates",
            department_name="",
            due_on=days(0),
            status=Status.BLOCKED,
            note="part ordered",
        ),
        make_action(
            "Second commode for bay 2",
            code="22A2-8",
            id="p3",
            due_on=days(-1),
            status=Status.CLOSED,
            done_on=days(0),
        ),
        make_action(
            "Move the letters printer to the desk",
            code="22A3-A",
            id="p4",
            owner_name="C. Wright",
            due_on=days(-1),
            status=Status.CLOSED,
        ),
        make_action(
            "Show bank staff the sharps bins",
            code="22A4-C",
            id="p5",
            owner_name="Nurse in charge",
            due_on=days(1),
            status=Status.IN_PROGRESS,
        ),
    )


def cut(text: str, length: int) -> str:
    """As much of a text as a field takes, without a part of a word where it has several."""
    return text if len(text) <= length else text[: length + 1].rpartition(" ")[0] or text[:length]
