"""What the wall is told: answers and counts, and nobody in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.rows.wall import AnswerRow
from huddle.vocabulary import AccessRole, ItemKind, Status
from huddle.ward import Ward
from tests.helpers import wards

SAID, DID = "The hoist has a torn sling", "Order two slings for the hoist"


def raise_and_turn(ward: Ward, said: str = SAID, did: str = DID, **fields: Any) -> ItemRow:
    """A concern that was turned into an action in these words."""
    state = wards.start(ward)
    concern = wards.capture(ward, state, said)
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    return ward.followups.update(action.code, text=did, **fields)


def done(ward: Ward, action: ItemRow) -> None:
    """The action is done."""
    ward.followups.update(action.code, status=Status.CLOSED)


def answers(ward: Ward) -> list[tuple[str, str]]:
    """What the public face says was said and done."""
    return [(row.said, row.did) for row in ward.wall.public_face().answers]


@pytest.fixture
def wall(ward: Ward) -> Ward:
    """The ward in the hands of the wall."""
    ward.signing_in.open_wall()
    return ward


# You said, we did


def test_an_action_that_is_done_answers_its_concern(ward: Ward) -> None:
    action = raise_and_turn(ward)
    assert answers(ward) == []
    done(ward, action)
    assert ward.wall.public_face().answers == (AnswerRow(SAID, DID, dt.date(2026, 8, 6)),)


def test_a_month_has_all_that_was_answered_in_it_and_nothing_else(
    ward: Ward, clock: ShiftedClock
) -> None:
    done(ward, raise_and_turn(ward))
    wards.next_morning(clock, 40)
    concern = wards.capture(ward, wards.start(ward), "The hall is cold")
    ward.followups.update(concern.code, status=Status.ANSWERED, note="It is heated now")
    hidden = wards.capture(ward, wards.start(ward), "The stair is dark")
    ward.followups.update(hidden.code, status=Status.ANSWERED, note="Erin Doyle brings a lamp")
    august, september = dt.date(2026, 8, 1), dt.date(2026, 9, 30)
    assert [(row.said, row.did) for row in ward.wall.answers_in(august)] == [(SAID, DID)]
    assert [row.said for row in ward.wall.answers_in(september)] == ["The hall is cold"]
    assert ward.wall.answers_in(dt.date(2026, 7, 1)) == ()


def test_an_answer_stays_in_its_month_when_its_words_are_mended_later(
    ward: Ward, clock: ShiftedClock
) -> None:
    concern = wards.capture(ward, wards.start(ward), SAID)
    ward.followups.update(concern.code, status=Status.ANSWERED, note="A new sling is in use")
    wards.next_morning(clock, 40)
    ward.followups.update(concern.code, text="The sling is torn")
    august, september = dt.date(2026, 8, 1), dt.date(2026, 9, 1)
    assert [row.said for row in ward.wall.answers_in(august)] == ["The sling is torn"]
    assert ward.wall.answers_in(september) == ()


def test_what_is_taken_up_again_is_answered_when_it_is_answered_again(
    ward: Ward, clock: ShiftedClock
) -> None:
    concern = wards.capture(ward, wards.start(ward), SAID)
    ward.followups.update(concern.code, status=Status.ANSWERED, note="A new sling is in use")
    ward.followups.update(concern.code, status=Status.BEING_WORKED_ON)
    wards.next_morning(clock, 40)
    ward.followups.update(concern.code, status=Status.ANSWERED)
    assert ward.wall.answers_in(dt.date(2026, 8, 1)) == ()
    assert [row.said for row in ward.wall.answers_in(dt.date(2026, 9, 1))] == [SAID]


def test_no_month_has_what_is_sensitive(ward: Ward) -> None:
    action = raise_and_turn(ward)
    done(ward, action)
    now = ward.followups.action(action.id)
    ward.followups.update(action.id, now.row_version, is_sensitive=True)
    assert ward.wall.answers_in(dt.date(2026, 8, 31)) == ()


def test_an_action_in_the_words_of_its_concern_says_only_that_it_is_done(ward: Ward) -> None:
    done(ward, raise_and_turn(ward, did=SAID))
    assert answers(ward) == [(SAID, "")]


def test_what_waits_for_a_check_is_no_answer_yet(ward: Ward) -> None:
    done(ward, raise_and_turn(ward, how_known="No sling is torn in a month"))
    assert answers(ward) == []


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.CLOSED])
def test_a_concern_that_was_answered_in_words_is_shown(ward: Ward, status: Status) -> None:
    concern = wards.capture(ward, wards.start(ward), SAID)
    ward.followups.update(concern.code, status=status)
    assert answers(ward) == []
    ward.followups.update(concern.code, note="A new sling is in use")
    assert answers(ward) == [(SAID, "A new sling is in use")]


@pytest.mark.parametrize(
    ("said", "did"),
    [
        ("Bed 4 has no table", DID),
        (SAID, "Ask Mrs Jones"),
        (SAID, "Erin Doyle brings one"),
        ("erin is alone on nights", DID),
        (SAID, "Ring 07700 900123 for a sling"),
    ],
)
def test_whoever_could_be_told_by_it_is_left_out(ward: Ward, said: str, did: str) -> None:
    ward.people.add_person("Erin Doyle")
    done(ward, raise_and_turn(ward, said, did))
    assert answers(ward) == []


def test_a_post_is_nobody(ward: Ward) -> None:
    done(ward, raise_and_turn(ward, did="The nurse in charge checks each sling"))
    assert len(answers(ward)) == 1


def test_sensitive_and_about_a_patient_is_left_out_whoever_asks(ward: Ward) -> None:
    for field, value in (("is_sensitive", True), ("patient_reference", "Bed 4")):
        action = raise_and_turn(ward)
        done(ward, action)
        assert answers(ward) == [(SAID, DID)]
        shown = ward.followups.action(action.code)
        ward.followups.update(action.code, shown.row_version, **{field: value})
        assert answers(ward) == []


def test_a_sensitive_concern_does_not_show_by_its_action(ward: Ward) -> None:
    action = raise_and_turn(ward)
    done(ward, action)
    ward.followups.update(action.from_id or "", is_sensitive=True)
    assert answers(ward) == []


def test_few_answers_are_looked_for_further_back(ward: Ward, clock: ShiftedClock) -> None:
    done(ward, raise_and_turn(ward))
    wards.next_morning(clock, 59)
    assert len(answers(ward)) == 1
    wards.next_morning(clock, 2)
    assert answers(ward) == []


def test_of_many_answers_the_newest_are_shown(ward: Ward, clock: ShiftedClock) -> None:
    for day in range(4):
        for number in range(4):
            done(ward, raise_and_turn(ward, f"Said {day}.{number}", f"Did {day}.{number}"))
        wards.next_morning(clock)
    found = answers(ward)
    assert len(found) == 12
    assert found[0][0].startswith("Said 3.")
    assert not [said for said, _did in found if said.startswith("Said 0.")]


# Huddles


def test_the_next_huddle_is_todays_until_it_has_begun(ward: Ward, clock: ShiftedClock) -> None:
    clock.set_to(dt.datetime(2026, 8, 6, 6, 0, tzinfo=dt.UTC))
    face = ward.wall.public_face()
    series = ward.templates.series()[0]
    assert (face.next_title, face.next_on, face.next_at) == (
        series.name,
        dt.date(2026, 8, 6),
        series.starts_at,
    )
    wards.start(ward)
    assert ward.wall.public_face().next_on == dt.date(2026, 8, 7)


def test_a_huddle_that_did_not_begin_is_awaited_no_longer(ward: Ward, clock: ShiftedClock) -> None:
    clock.advance(hours=2)
    assert ward.wall.public_face().next_on == dt.date(2026, 8, 7)


def test_after_friday_comes_monday(ward: Ward, clock: ShiftedClock) -> None:
    wards.next_morning(clock, 2)
    assert ward.wall.public_face().next_on == dt.date(2026, 8, 10)


def test_held_huddles_are_counted_of_those_that_were_due(ward: Ward, clock: ShiftedClock) -> None:
    assert (ward.wall.public_face().held, ward.wall.public_face().planned) == (0, 0)
    wards.hold(ward)
    wards.next_morning(clock)
    wards.start(ward)
    wards.next_morning(clock, 4)
    face = ward.wall.public_face()
    # Thursday held, Friday left open, Monday forgotten.
    assert (face.held, face.planned) == (1, 3)
    wards.next_morning(clock, 60)
    assert ward.wall.public_face().held == 0
    assert ward.wall.public_face().planned == 20


# For staff


def add(ward: Ward, line: str) -> ItemRow:
    """An action outside a huddle."""
    return ward.followups.add(wards.said(ward, f"a: {line}"))


def test_open_actions_are_counted_by_department(ward: Ward, clock: ShiftedClock) -> None:
    add(ward, "Order slings +Porters due today")
    add(ward, "Mend the bell +Porters +Pharmacy due fri")
    add(ward, "Clear the corridor +Porters due mon")
    clock.advance(days=1)
    add(ward, "Count the slings +Porters")
    face = ward.wall.staff_face()
    assert [(row.name, row.open, row.due_today, row.late) for row in face.teams] == [
        ("Pharmacy", 1, 1, 0),
        ("Porters", 4, 1, 1),
    ]
    assert face.unnamed == 4


def test_the_soonest_are_shown_without_owners(ward: Ward) -> None:
    ward.people.add_person("Erin Doyle")
    add(ward, "Order slings @Erin Doyle due fri")
    add(ward, 'Ask Erin for slings @"Erin Doyle" due today')
    add(ward, "Move the bed table to bay 2 due today")
    add(ward, "Clear the corridor due today 14:00")
    add(ward, "Write the rota")
    face = ward.wall.staff_face()
    assert [(row.text, row.due_time) for row in face.soonest] == [
        ("Clear the corridor", dt.time(14)),
        ("Order slings", None),
    ]
    assert "Erin" not in repr(face)


def test_nothing_sensitive_is_counted(ward: Ward) -> None:
    action = add(ward, "Order slings +Porters due today")
    assert ward.wall.staff_face().teams
    ward.followups.update(action.code, is_sensitive=True)
    face = ward.wall.staff_face()
    assert (face.teams, face.unnamed, face.soonest) == ((), 0, ())


def test_sensitive_items_stay_hidden_if_the_wall_were_named(ward: Ward) -> None:
    action = add(ward, "Order slings +Porters due today")
    ward.followups.update(action.code, is_sensitive=True)
    ward.privacy.change_sensitive_roles(list(AccessRole))
    ward.signing_in.open_wall()
    assert ward.wall.staff_face().teams == ()


def test_a_ward_without_anything_has_both_faces(wall: Ward) -> None:
    face = wall.wall.staff_face()
    assert face.public.ward_name == "Ward 7"
    assert (face.public.answers, face.teams, face.soonest) == ((), (), ())


# The account


def test_the_wall_can_do_nothing_else(wall: Ward) -> None:
    assert wall.account.role is AccessRole.WALL_SCREEN
    with pytest.raises(NotAllowed):
        wall.planning.today()
    with pytest.raises(NotAllowed):
        wall.inbox.read_in()
    assert wall.signing_in.names()


def test_a_person_takes_the_screen_back(wall: Ward, store_paths: Paths) -> None:
    wall.signing_in.switch(wards.NAME, wards.PASSWORD)
    assert wall.planning.today().cards
