"""What the agenda says, as plain data."""

from __future__ import annotations

from huddle.rows.huddles import HuddleRecord, HuddleStepRow
from huddle.sheets.agenda_content import agenda_of
from huddle.vocabulary import HuddleStatus, ItemKind, Status, StepPurpose
from tests.helpers.sheet_rows import (
    make_action,
    make_huddle,
    make_item,
    make_record,
    make_stamp,
    make_step,
)


def planned(*steps: HuddleStepRow, **fields: object) -> HuddleRecord:
    huddle = make_huddle(number=0, status=HuddleStatus.PLANNED, started_at=None, closed_at=None)
    return make_record(huddle=huddle, steps=steps, is_frozen=False, **fields)


def test_steps_are_numbered_with_time_leader_and_prompts() -> None:
    step = make_step(
        "Look back", prompts="Any harm?\n\n Near misses? ", seconds=30, led_by="Nursing"
    )

    sheet = agenda_of(planned(step), make_stamp())

    (said,) = sheet.steps
    assert (said.number, said.name, said.time) == (1, "Look back", "30 seconds")
    assert said.led_by == "led by Nursing"
    assert said.prompts == ("Any harm?", "Near misses?")
    assert sheet.time == "10 minutes"
    assert sheet.as_at == make_stamp().printed_at


def test_promises_and_parked_items_stand_in_their_own_steps() -> None:
    steps = (
        make_step("Promises", purpose=StepPurpose.PROMISES),
        make_step("Left over", purpose=StepPurpose.PARKED),
    )
    parked = make_item("Car park", kind=ItemKind.PARKED, status=Status.PARKED)

    sheet = agenda_of(planned(*steps, items=(parked,), reviewed=(make_action("Do"),)), make_stamp())

    assert [line.what for line in sheet.steps[0].promises] == ["Do"]
    assert [said.text for said in sheet.steps[1].said] == ["Car park"]
    assert len(sheet.steps) == 2


def test_what_finds_no_step_follows_them() -> None:
    items = (
        make_item("Raised at night"),
        make_item("Car park", kind=ItemKind.PARKED, status=Status.PARKED),
    )

    sheet = agenda_of(
        planned(make_step("Topic"), items=items, reviewed=(make_action("Do"),)), make_stamp()
    )

    assert [(step.number, step.name) for step in sheet.steps] == [
        (1, "Topic"),
        (0, "Raised for this huddle"),
        (0, "Parked items"),
        (0, "Promises due"),
    ]


def test_a_goal_that_comes_back_is_told_from_one_that_was_raised() -> None:
    items = (
        make_item("Raised at night", kind=ItemKind.GOAL),
        make_item("Looked at in May", kind=ItemKind.GOAL, huddle_id="in May"),
    )
    parked = make_step("Left over", purpose=StepPurpose.PARKED)

    apart = agenda_of(planned(make_step("Topic"), items=items), make_stamp())
    within = agenda_of(planned(parked, items=items), make_stamp())

    assert [(step.name, [said.text for said in step.said]) for step in apart.steps[1:]] == [
        ("Raised for this huddle", ["Raised at night"]),
        ("Goals to look at again", ["Looked at in May"]),
    ]
    assert [said.text for said in within.steps[0].said] == ["Looked at in May"]


def test_an_item_raised_for_a_step_stands_there() -> None:
    items = (make_item("At the step", step_id="topic", raised_by="Nursing"),)

    (step,) = agenda_of(planned(make_step("Topic"), items=items), make_stamp()).steps

    assert (step.said[0].text, step.said[0].about) == ("At the step", "raised by Nursing")
