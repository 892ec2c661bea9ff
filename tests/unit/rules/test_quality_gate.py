"""What the quality gate finds missing, in words, without blocking."""

from __future__ import annotations

import datetime as dt
from typing import Any

from huddle.rows.huddles import GapRow, HuddleStepRow, PromiseRow, RosterRow
from huddle.rows.items import ItemRow, PartRow
from huddle.rules.guarding import Guard
from huddle.rules.quality_gate import gaps
from huddle.vocabulary import Gap, ItemKind, Presence, Review, Status, StepPurpose

NOW = dt.datetime(2026, 8, 6, 8, 30, tzinfo=dt.UTC)
GUARD = Guard(2026, hospital_numbers=("K######",), surnames=frozenset({"okafor"}))
HERE = RosterRow("r", "d", None, "Nursing", Presence.HERE, is_heard=True, comes_usually=True)


def item(**values: Any) -> ItemRow:
    """An action with an owner and a day."""
    usual: dict[str, Any] = {
        "id": "i",
        "code": "2223-4",
        "kind": ItemKind.ACTION,
        "status": Status.NOT_STARTED,
        "text": "Order slings",
        "raised_at": NOW,
        "raised_on": NOW.date(),
        "row_version": 1,
        "owner_id": "p",
        "owner_name": "Erin",
        "owner_is_known": True,
        "due_on": NOW.date(),
    }
    return ItemRow(**{**usual, **values})


def step(purpose: StepPurpose = StepPurpose.TOPIC, *, was_visited: bool = True) -> HuddleStepRow:
    """A step of a huddle."""
    return HuddleStepRow("s", "Beds", "", 60, purpose, None, "", 0, 0, was_visited)


def found(*items: ItemRow, **others: Any) -> tuple[GapRow, ...]:
    """The gaps of a huddle where everything else is in order."""
    given = {"steps": (step(),), "roster": (HERE,), "promises": (), "drafts": {}, **others}
    return gaps(given["steps"], given["roster"], items, given["promises"], given["drafts"], GUARD)


def test_nothing_is_missing() -> None:
    assert found(item(), item(kind=ItemKind.GOAL, status=Status.BEING_WORKED_ON)) == ()


def test_an_action_needs_a_known_owner_and_a_day() -> None:
    unowned = item(owner_id=None, owner_name="", owner_is_known=False)
    unnamed = item(owner_id=None, owner_name="Bronwen", owner_is_known=False)
    post = item(owner_is_post=True, owner_name="Nurse in charge")
    assert [gap.gap for gap in found(unowned)] == [Gap.NO_OWNER]
    assert [gap.gap for gap in found(unnamed, post)] == [Gap.OWNER_UNNAMED] * 2
    assert "Bronwen" in found(unnamed)[0].text
    assert [(gap.gap, gap.item_id) for gap in found(item(due_on=None))] == [(Gap.NO_TIME, "i")]


def test_parts_stand_in_for_an_owner_and_a_closed_action_needs_none() -> None:
    part = PartRow("p", "d", "Pharmacy", None, "", Status.NOT_STARTED, None, 1)
    unowned = {"owner_id": None, "owner_name": "", "owner_is_known": False}
    assert found(item(parts=(part,), **unowned)) == ()
    assert found(item(status=Status.CLOSED, due_on=None, **unowned)) == ()


def test_a_concern_needs_something_decided() -> None:
    concern = item(kind=ItemKind.CONCERN, status=Status.NEW)
    assert [gap.gap for gap in found(concern)] == [Gap.CONCERN_UNDECIDED]
    for decided in (
        item(kind=ItemKind.CONCERN, status=Status.ANSWERED),
        item(kind=ItemKind.CONCERN, status=Status.NEW, turned_into=ItemKind.ACTION),
        item(kind=ItemKind.PATIENT_VOICE, status=Status.NOTED),
    ):
        assert found(decided) == ()


def test_promises_left_out_are_one_line_with_their_count() -> None:
    waiting = PromiseRow(item(), None)
    answered = PromiseRow(item(), Review.STILL_GOING)
    finished = PromiseRow(item(status=Status.CLOSED), None)
    one = found(promises=(waiting, answered, finished))
    many = found(promises=(waiting, waiting))
    assert [gap.gap for gap in (*one, *many)] == [Gap.PROMISE_UNREVIEWED] * 2
    assert one[0].text.startswith("One promise")
    assert many[0].text.startswith("2 promises")


def test_a_skipped_step_is_named_but_the_read_back_is_not_over_yet() -> None:
    skipped = step(was_visited=False)
    ahead = step(StepPurpose.READ_BACK, was_visited=False)
    assert [(gap.gap, gap.step_id) for gap in found(steps=(skipped, ahead))] == [
        (Gap.STEP_SKIPPED, "s")
    ]


def test_nobody_present_and_a_draft_left() -> None:
    drafts = {"capture": "half a sentence", "plus": "x"}
    assert [gap.gap for gap in found(roster=(), drafts=drafts)] == [
        Gap.DRAFT_LEFT,
        Gap.NOBODY_PRESENT,
    ]
    assert found(drafts={"capture": "  "}) == ()


def test_a_long_text_is_quoted_in_part() -> None:
    text = found(item(text="word " * 100, due_on=None))[0].text
    assert len(text) < 90
    assert "…" in text


def test_what_tells_who_a_patient_is_leads_to_its_item() -> None:
    told = item(id="a", text="Ring 07700 900123 for Mr Jones", place="Beside Mrs Okafor")
    numbered = item(id="b", text="Fetch the notes", how_known="K123456 is back in the rack")
    assert found(told, numbered, item(id="c")) == (
        GapRow(
            Gap.IDENTIFIER,
            "“Ring 07700 900123 for Mr Jones”: “07700 900123” looks like a telephone number. "
            "There is one more.",
            "a",
        ),
        GapRow(
            Gap.IDENTIFIER,
            "“Fetch the notes”: “K123456” looks like a hospital number.",
            "b",
        ),
    )


def test_a_patient_reference_has_its_own_field_and_is_no_gap() -> None:
    assert found(item(patient_reference="K123456")) == ()
