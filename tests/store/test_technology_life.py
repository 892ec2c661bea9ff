"""A tool from its first mention to its end: huddles, reminders, decisions and paper together."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.rows.huddles import RunState
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.tool_words import IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import ReminderKind, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers.acting import audited
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import next_morning, start

NAME = "Letter drafter"
SERIOUS = "A serious concern about it is open."


def now(ward: Ward) -> ToolRow:
    return ward.technology.named(NAME).tool


def decide(
    ward: Ward, became: ToolStatus, why: str, *, state: RunState | None = None, review_in: int = 60
) -> ToolRow:
    tool, today = now(ward), ward.planning.today().today
    return ward.technology.decide(
        tool.id,
        tool.row_version,
        became,
        why=why,
        decided_by="Erin",
        review_on=today + dt.timedelta(review_in),
        huddle_id=state.huddle.id if state else None,
    )


def told(ward: Ward) -> list[str]:
    """What whoever leads huddles is reminded of about tools, after it went out."""
    ward.reminders.send()
    rows = ward.reminders.inbox().rows
    return [row.why for row in rows if row.kind is ReminderKind.REVIEW_DUE]


def printed(ward: Ward, kind: SheetKind) -> str:
    order = SheetOrder(kind, tool=NAME if kind is SheetKind.TOOL else "")
    return " ".join(text_of(ward.sheets.make(order)).split())


def technology_step(state: RunState) -> bool:
    return any(step.purpose is StepPurpose.TECHNOLOGY for step in state.steps)


def proposed(ward: Ward) -> None:
    """Staff are asked before anybody decides."""
    ward.technology.add(
        NAME,
        purpose="Drafts discharge letters",
        is_ai=IsAi.YES,
        version="2.1",
        oversight="A doctor reads each",
        fallback="Write by hand",
    )
    ward.technology.view(now(ward).id, is_before=True, asked=9, says="We fear more alerts")
    assert "Not in use yet." in printed(ward, SheetKind.TOOL)


def on_trial(ward: Ward) -> None:
    """Nobody answers for it: a huddle asks, and somebody is named."""
    erin = next(one.id for one in ward.people.people() if one.name == "Erin")
    state = start(ward)
    assert technology_step(state)
    (asks,) = state.technology.asking
    tool = ward.technology.change(asks.id, asks.row_version, accountable_id=erin)
    assert tool.asks == ()
    decide(ward, ToolStatus.IN_TRIAL, "Two weeks, four doctors", state=state, review_in=14)
    ward.running.close(state.huddle.id)
    assert "On trial" in printed(ward, SheetKind.TOOL)


def reviewed(ward: Ward, clock: ShiftedClock) -> RunState:
    """A week before its review it is reminded of, and again when that is late."""
    next_morning(clock, days=8)
    assert told(ward) == ["Its review is due on Thu 20-Aug-2026."]
    assert not technology_step(start(ward))
    ward.running.close(ward.history.record("latest").huddle.id)
    next_morning(clock, days=7)
    assert told(ward) == ["Its review was due on Thu 20-Aug-2026."]
    state = start(ward)
    assert [one.asks for one in state.technology.asking] == [
        ("Its review was due on Thu 20-Aug-2026.",)
    ]
    decide(ward, ToolStatus.IN_USE, "Letters leave earlier, and each is read", state=state)
    assert told(ward) == []
    return state


def paused_when_wrong(ward: Ward, clock: ShiftedClock, state: RunState) -> ToolConcernRow:
    """It is wrong; the concern is an ordinary one, and asks until something is decided."""
    clock.advance(minutes=1)
    concern = ward.technology.concern(
        now(ward).id,
        "It named a tablet that was stopped",
        trouble=ToolTrouble.WRONG,
        harm=ToolHarm.NEAR_MISS,
        huddle_id=state.huddle.id,
    )
    state = ward.running.state(state.huddle.id)
    assert concern.item_id in [item.id for item in state.items]
    assert now(ward).asks == (SERIOUS,)
    ward.technology.reported(concern.id, concern.row_version, "Letterworks", reference="LW 1")
    clock.advance(minutes=1)
    decide(ward, ToolStatus.PAUSED, "Until the supplier answers", state=state, review_in=7)
    assert now(ward).asks == ()
    ward.running.close(state.huddle.id)
    paper = printed(ward, SheetKind.TOOL)
    assert "Paused since Fri 21-Aug-2026: do not use it." in paper
    register = printed(ward, SheetKind.REGISTER)
    assert "Paused on Fri 21-Aug-2026, by Erin: Until the supplier answers" in register
    assert "We fear more alerts" in register
    return concern


def mended_and_given_up(ward: Ward, clock: ShiftedClock, concern: ToolConcernRow) -> None:
    """The supplier answers; the concern is closed, and the tool used again, then given up."""
    next_morning(clock, days=3)
    ward.followups.update(concern.item_id, status=Status.CLOSED, note="Mended in 2.2")
    mended = now(ward)
    ward.technology.change(mended.id, mended.row_version, version="2.2")
    decide(ward, ToolStatus.IN_USE, "Version 2.2 leaves out what was stopped")
    ward.technology.view(now(ward).id, is_before=False, asked=7, says="It saves ten minutes")
    assert "do not use" not in printed(ward, SheetKind.TOOL)
    next_morning(clock, days=100)
    decide(ward, ToolStatus.RETIRED, "The contract ended", review_in=1)
    assert told(ward) == []
    assert now(ward).asks == ()
    assert "No longer in use." in printed(ward, SheetKind.TOOL)


def remembered(ward: Ward) -> None:
    """Who decided what, when, why and where is kept, and the audit tells it."""
    whole = ward.technology.named(NAME)
    assert [one.became for one in reversed(whole.decisions)] == [
        ToolStatus.IN_TRIAL,
        ToolStatus.IN_USE,
        ToolStatus.PAUSED,
        ToolStatus.IN_USE,
        ToolStatus.RETIRED,
    ]
    assert [one.huddle_number for one in whole.decisions] == [None, None, 3, 3, 1]
    assert all(one.why and one.decided_by == "Erin" for one in whole.decisions)
    (kept,) = whole.concerns
    assert (kept.status, kept.version, kept.reported_to) == (Status.CLOSED, "2.1", "Letterworks")
    changes = [new for act, new in audited(ward, "change") if "status" in new]
    assert {"status": "retired"}.items() <= changes[-1].items()


def test_the_whole_life_of_a_tool(ward: Ward, clock: ShiftedClock) -> None:
    proposed(ward)
    on_trial(ward)
    state = reviewed(ward, clock)
    concern = paused_when_wrong(ward, clock, state)
    mended_and_given_up(ward, clock, concern)
    remembered(ward)
