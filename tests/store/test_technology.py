"""The technology register on a real ward: who answers, what is decided, what is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.paths import Paths
from huddle.rows.huddles import HuddleStepRow
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.store.keys import CHEAP
from huddle.tool_words import DeviceClass, IsAi, ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import AccessRole, ReminderKind, RoleGroup, Status, StepPurpose
from huddle.ward import Ward, create_ward
from tests.helpers.acting import act_as
from tests.helpers.wards import capture, hold, main_series, next_morning, start, wanted

TODAY = dt.date(2026, 8, 6)
NEXT = dt.date(2026, 11, 6)
UNNAMED = "Nobody by name answers for it."
SERIOUS = "A serious concern about it is open."
WRONG = {"trouble": ToolTrouble.WRONG, "harm": ToolHarm.NEAR_MISS}


def erin(ward: Ward) -> str:
    return next(one.id for one in ward.people.people() if one.name == "Erin")


def add(ward: Ward, name: str = "Letter drafter", **fields: Any) -> ToolRow:
    settled = {"accountable_id": erin(ward), "review_on": NEXT, **fields}
    return ward.technology.add(name, **settled)


def decide(ward: Ward, tool_id: str, became: ToolStatus, why: str = "Agreed") -> ToolRow:
    tool = ward.technology.tool(tool_id).tool
    return ward.technology.decide(
        tool.id, tool.row_version, became, why=why, decided_by="Erin", huddle_id=None
    )


def in_use(ward: Ward, **fields: Any) -> ToolRow:
    return add(ward, status=ToolStatus.IN_USE, **fields)


def raise_concern(ward: Ward, tool: ToolRow, **fields: Any) -> ToolConcernRow:
    text = "The letter named a medicine that was stopped"
    return ward.technology.concern(tool.id, text, **{**WRONG, **fields})


def asking(ward: Ward) -> list[tuple[str, tuple[str, ...]]]:
    return [(tool.name, tool.asks) for tool in ward.technology.asking().asking if not tool.is_own]


def test_a_tool_comes_in_as_proposed_with_all_that_is_known_of_it(ward: Ward) -> None:
    made = add(
        ward,
        supplier="Letterworks",
        version="2.1",
        purpose="Drafts discharge letters",
        is_ai=IsAi.YES,
        device_class=DeviceClass.CLASS_1,
        where_used="Doctors’ office",
        accountable_role="Ward pharmacist",
        safety_officer="Trust safety officer",
        safety_reference="CSC-12",
        data_reference="DPIA-7",
        known_limits="Does not see allergies",
        at_risk="People with little English",
        oversight="A doctor reads each letter",
        fallback="Write by hand",
    )
    told = ward.technology.tool(made.id).tool
    assert told == made
    assert (told.status, told.is_ai, told.device_class) == (
        ToolStatus.PROPOSED,
        IsAi.YES,
        DeviceClass.CLASS_1,
    )
    assert told.accountable == "Erin, Ward pharmacist"
    assert (told.supplier, told.version, told.fallback) == ("Letterworks", "2.1", "Write by hand")
    assert told.asks == ()
    assert ward.technology.named(" letter DRAFTER ").tool == told


def test_a_name_is_given_once_and_a_tool_of_no_name_says_which_there_are(ward: Ward) -> None:
    add(ward)
    with pytest.raises(Refused, match="There is a “Letter drafter” already"):
        add(ward, "letter drafter")
    with pytest.raises(Refused, match=r"There are: .*Letter drafter"):
        ward.technology.named("Falls camera")


def test_a_tool_that_nobody_answers_for_asks_until_somebody_does(ward: Ward) -> None:
    tool = add(ward, accountable_id=None)
    assert asking(ward) == [("Letter drafter", (UNNAMED,))]
    ward.technology.change(tool.id, tool.row_version, accountable_id=erin(ward))
    assert asking(ward) == []


def test_who_left_answers_no_more_and_a_post_never_did(ward: Ward) -> None:
    noor = ward.people.add_person("Noor", role_group=RoleGroup.PHARMACIST)
    add(ward, accountable_id=noor.id)
    ward.people.retire_person(noor.id)
    assert asking(ward) == [("Letter drafter", (UNNAMED,))]
    post = next(one for one in ward.people.people() if one.is_post)
    with pytest.raises(Refused, match="A post cannot answer"):
        add(ward, "Bed board", accountable_id=post.id)


def test_a_review_is_overdue_the_day_after_and_is_put_right_by_looking(
    ward: Ward, clock: ShiftedClock
) -> None:
    tool = in_use(ward, review_on=TODAY)
    assert asking(ward) == []
    next_morning(clock)
    assert asking(ward) == [("Letter drafter", ("Its review was due on Thu 06-Aug-2026.",))]
    with pytest.raises(Refused, match="later day"):
        ward.technology.review(tool.id, tool.row_version, dt.date(2026, 8, 7))
    looked_at = ward.technology.review(tool.id, tool.row_version, NEXT)
    assert (looked_at.reviewed_on, looked_at.review_on) == (dt.date(2026, 8, 7), NEXT)
    assert asking(ward) == []


def test_a_serious_concern_asks_until_something_is_decided_or_it_is_closed(
    ward: Ward, clock: ShiftedClock
) -> None:
    tool = in_use(ward)
    raise_concern(ward, tool, harm=ToolHarm.NONE)
    assert asking(ward) == []
    serious = raise_concern(ward, tool)
    assert (serious.is_serious, serious.is_open, serious.status) == (True, True, Status.NEW)
    assert asking(ward) == [("Letter drafter", (SERIOUS,))]
    clock.advance(minutes=1)
    decide(ward, tool.id, ToolStatus.IN_USE, "Read twice until the supplier answers")
    assert asking(ward) == []
    clock.advance(minutes=1)
    biased = raise_concern(ward, tool, trouble=ToolTrouble.BIASED, harm=ToolHarm.NONE)
    assert asking(ward) == [("Letter drafter", (SERIOUS,))]
    ward.followups.update(biased.item_id, status=Status.CLOSED)
    assert asking(ward) == []
    assert ward.technology.tool(tool.id).tool.open_concerns == 2


def test_a_concern_is_raised_in_the_running_huddle_or_for_the_next(
    ward: Ward, clock: ShiftedClock
) -> None:
    tool = in_use(ward, version="2.1")
    waiting = raise_concern(ward, tool)
    clock.advance(minutes=1)
    state = start(ward)
    assert [item.id for item in state.raised_between] == [waiting.item_id]
    said = raise_concern(ward, tool, version="2.2", huddle_id=state.huddle.id)
    assert (said.huddle_number, said.version, waiting.version) == (1, "2.2", "2.1")
    ward.running.close(state.huddle.id)
    with pytest.raises(Refused, match="closed"):
        raise_concern(ward, tool, huddle_id=state.huddle.id)


def test_a_concern_that_stands_already_is_linked_and_corrected(ward: Ward) -> None:
    tool, other = in_use(ward), in_use(ward, name="Falls camera")
    state = start(ward)
    concern = capture(ward, state, "c: The camera missed a fall")
    action = capture(ward, state, "a: Ring the supplier")
    linked = ward.technology.link(concern.code, tool.id, **WRONG)
    assert (linked.text, linked.tool_name) == ("The camera missed a fall", "Letter drafter")
    again = ward.technology.link(
        concern.code, other.id, trouble=ToolTrouble.DOWN, harm=ToolHarm.NONE
    )
    assert (again.id, again.tool_name, again.is_serious) == (linked.id, "Falls camera", False)
    with pytest.raises(Refused, match="no concern"):
        ward.technology.link(action.code, tool.id, **WRONG)


def test_to_whom_a_concern_was_reported_is_kept(ward: Ward) -> None:
    concern = raise_concern(ward, in_use(ward))
    told = ward.technology.reported(
        concern.id, concern.row_version, "Yellow Card", reference="YC-881"
    )
    assert (told.reported_to, told.reported_reference) == ("Yellow Card", "YC-881")
    assert told.reported_on == TODAY
    with pytest.raises(ChangedElsewhere):
        ward.technology.reported(concern.id, concern.row_version, "The supplier")
    with pytest.raises(Refused, match="still to come"):
        ward.technology.reported(told.id, told.row_version, "The supplier", on=NEXT)


def test_what_staff_say_before_and_after_is_kept(ward: Ward) -> None:
    tool = add(ward)
    ward.technology.view(
        tool.id,
        is_before=True,
        asked=9,
        says="We fear more alerts",
        who="Night nurses",
        asked_on=dt.date(2026, 7, 1),
    )
    ward.technology.view(
        tool.id, is_before=False, asked=7, says="It saves ten minutes", training="An hour each"
    )
    after, before = ward.technology.tool(tool.id).views
    assert (before.is_before, before.asked, before.who) == (True, 9, "Night nurses")
    assert (after.is_before, after.training, after.asked_on) == (False, "An hour each", TODAY)
    with pytest.raises(Refused, match="number of people asked"):
        ward.technology.view(tool.id, is_before=False, asked=0, says="Nobody was asked")


def test_a_decision_keeps_who_when_why_and_where(ward: Ward) -> None:
    huddle_id, _kept = hold(ward)
    tool = in_use(ward)
    paused = ward.technology.decide(
        tool.id,
        tool.row_version,
        ToolStatus.PAUSED,
        why="Two letters named the wrong dose",
        decided_by="Erin and the pharmacist",
        review_on=dt.date(2026, 8, 20),
        huddle_id=huddle_id,
    )
    assert (paused.status, paused.review_on) == (ToolStatus.PAUSED, dt.date(2026, 8, 20))
    (decision,) = ward.technology.tool(tool.id).decisions
    assert (decision.was, decision.became) == (ToolStatus.IN_USE, ToolStatus.PAUSED)
    assert decision.why == "Two letters named the wrong dose"
    assert decision.decided_by == "Erin and the pharmacist"
    assert (decision.decided_on, decision.huddle_number) == (TODAY, 1)


@pytest.mark.parametrize(
    ("missing", "said"),
    [({"why": " "}, "why is empty"), ({"decided_by": ""}, "name of who decided is empty")],
)
def test_a_decision_without_its_reason_or_its_maker_is_none(
    ward: Ward, missing: dict[str, str], said: str
) -> None:
    tool = in_use(ward)
    given = {"why": "Agreed", "decided_by": "Erin", **missing}
    with pytest.raises(Refused, match=said):
        ward.technology.decide(tool.id, tool.row_version, ToolStatus.PAUSED, **given)
    assert ward.technology.tool(tool.id).decisions == ()


def test_two_who_decide_at_once_do_not_pass_each_other_unseen(ward: Ward) -> None:
    tool = in_use(ward)
    decide(ward, tool.id, ToolStatus.IN_USE, "It goes on")
    with pytest.raises(ChangedElsewhere):
        ward.technology.decide(
            tool.id, tool.row_version, ToolStatus.RETIRED, why="Enough", decided_by="Noor"
        )


def test_a_proposed_tool_is_not_used_before_its_trial(ward: Ward) -> None:
    tool = add(ward)
    with pytest.raises(Refused, match="It can become: In trial, Retired"):
        decide(ward, tool.id, ToolStatus.IN_USE)


def test_tools_stand_by_their_life_and_name(ward: Ward) -> None:
    add(ward, "Zimmer finder")
    in_use(ward, name="Bed board")
    in_use(ward, name="Alarm relay")
    stand = [tool.name for tool in ward.technology.tools() if not tool.is_own]
    assert stand == ["Zimmer finder", "Alarm relay", "Bed board"]
    (proposed,) = ward.technology.tools([ToolStatus.PROPOSED])
    assert proposed.name == "Zimmer finder"


def test_a_sensitive_concern_is_counted_and_not_shown(ward: Ward) -> None:
    tool = in_use(ward)
    concern = raise_concern(ward, tool)
    ward.followups.update(concern.item_id, is_sensitive=True)
    act_as(ward, AccessRole.CONTRIBUTOR)
    seen = ward.technology.tool(tool.id)
    assert (seen.concerns, seen.hidden_count) == ((), 1)
    assert asking(ward) == []


def test_the_suggestions_of_the_program_are_a_tool_that_asks_who_answers(
    paths: Paths, clock: ShiftedClock
) -> None:
    ward, _key = create_ward(paths, clock, wanted(), cost=CHEAP)
    (own,) = ward.technology.asking().asking
    assert (own.name, own.is_own, own.is_ai) == ("Huddle’s own suggestions", True, IsAi.NO)
    assert (own.status, own.asks) == (ToolStatus.IN_USE, (UNNAMED,))
    assert all((own.purpose, own.known_limits, own.oversight, own.fallback))
    assert StepPurpose.TECHNOLOGY in [step.purpose for step in start(ward).steps]


def test_the_technology_step_appears_when_a_tool_asks_or_a_concern_is_open(
    ward: Ward, clock: ShiftedClock
) -> None:
    assert StepPurpose.TECHNOLOGY not in [step.purpose for step in hold_with_steps(ward)]
    next_morning(clock)
    tool = in_use(ward)
    concern = raise_concern(ward, tool, harm=ToolHarm.NONE)
    assert StepPurpose.TECHNOLOGY in [
        step.purpose for step in ward.planning.agenda(main_series(ward)).steps
    ]
    clock.advance(minutes=1)
    state = start(ward)
    assert StepPurpose.TECHNOLOGY in [step.purpose for step in state.steps]
    assert [one.id for one in state.technology.concerns] == [concern.id]
    assert state.technology.asking == ()
    ward.technology.change(tool.id, tool.row_version, accountable_id=None)
    (asks,) = ward.running.state(state.huddle.id).technology.asking
    assert asks.name == "Letter drafter"


def hold_with_steps(ward: Ward) -> tuple[HuddleStepRow, ...]:
    return ward.history.record(hold(ward)[0]).steps


def test_a_review_is_reminded_of_to_whoever_leads_huddles(ward: Ward, clock: ShiftedClock) -> None:
    in_use(ward, review_on=dt.date(2026, 8, 13))
    ward.reminders.send()
    (row,) = [row for row in ward.reminders.inbox().rows if row.tool_id]
    assert (row.kind, row.text) == (ReminderKind.REVIEW_DUE, "Letter drafter")
    assert (row.why, row.to) == ("Its review is due on Thu 13-Aug-2026.", "whoever follows up")
    next_morning(clock, days=8)
    ward.reminders.send()
    (late,) = [row for row in ward.reminders.inbox().rows if row.tool_id]
    assert late.why == "Its review was due on Thu 13-Aug-2026."
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert not [row for row in ward.reminders.inbox().rows if row.tool_id]
