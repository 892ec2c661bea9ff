"""A slip number tells what became of something raised without a name, to anybody who has it."""

from __future__ import annotations

from huddle.clock import ShiftedClock
from huddle.rows.slips import SlipRow
from huddle.rows.wall import AnswerRow
from huddle.services.inbox import leave_note
from huddle.vocabulary import AccessRole, ItemKind, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as


def became(ward: Ward, number: str) -> SlipRow:
    found = ward.slips.became(number)
    assert found is not None
    return found


def test_a_note_from_the_locked_page_is_followed_to_its_end(
    ward: Ward, clock: ShiftedClock
) -> None:
    number = leave_note(ward.paths, clock, "The call bell is silent")
    assert ward.inbox.read_in() == 1
    assert became(ward, number.lower()).says[0].startswith("It waits for the next huddle.")
    clock.advance(minutes=5)
    state = wards.start(ward)
    (concern,) = state.raised_between
    assert "6 August 2026 heard it." in became(ward, number).says[0]
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    assert became(ward, number).says[1] == (
        "Somebody is working on this: “The call bell is silent”"
    )
    ward.running.change_item(action.id, action.row_version, status=Status.CLOSED)
    assert became(ward, number).says[1].startswith("Done, Thursday 6 August 2026: “The call")


def test_the_code_given_out_on_today_is_such_a_number(ward: Ward) -> None:
    item = ward.planning.raise_for_next("The call bell is silent")
    found = became(ward, item.code)
    assert (found.number, found.item_id) == (item.code, item.id)


def test_names_are_left_out(ward: Ward, clock: ShiftedClock) -> None:
    ward.people.add_person(name="Olu Adebayo")
    item = ward.planning.raise_for_next("The call bell is silent")
    clock.advance(minutes=5)
    state = wards.start(ward)
    row = next(one for one in state.items if one.id == item.id)
    ward.running.change_item(
        row.id, row.row_version, status=Status.ANSWERED, note="Olu Adebayo mended it"
    )
    assert not any("Olu" in words for words in became(ward, item.code).says)


def test_what_is_sensitive_tells_a_reader_only_that_it_was_read(ward: Ward) -> None:
    item = ward.planning.raise_for_next("About a colleague")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    act_as(ward, AccessRole.READER)
    found = became(ward, item.code)
    assert found.item_id == ""
    assert found.says == (
        "It was read. Only a few people may see it: ask the ward manager about it.",
    )


def test_other_codes_tell_nothing_here(ward: Ward) -> None:
    state = wards.start(ward)
    assert ward.slips.became(wards.capture(ward, state, "a: Mend the bell").code) is None
    assert ward.slips.became(wards.capture(ward, state, "c: It is cold").code) is None
    assert ward.slips.became("anything") is None


def test_an_answered_comment_stands_on_you_said_we_did(ward: Ward) -> None:
    row = ward.patient_voice.add("The tea was cold")
    ward.patient_voice.answer(row.id, row.row_version, did="There is a new urn")
    named = ward.patient_voice.add("Nobody rang")
    ward.people.add_person(name="Olu Adebayo")
    ward.patient_voice.answer(named.id, named.row_version, did="Olu Adebayo rang back")
    today = ward.today()
    expected = (AnswerRow("The tea was cold", "There is a new urn", today),)
    assert ward.wall.answers_in(today) == expected
    assert ward.wall.public_face().answers == expected
