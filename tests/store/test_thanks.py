"""Thanks: to whom, heard again as the next huddle begins, on a note of their own, never counted."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import ItemKind, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards

MONTH = dt.date(2026, 8, 1)


def test_who_is_thanked_is_a_person_a_department_or_only_in_the_words(ward: Ward) -> None:
    erin = ward.people.add_person(name="Erin Walsh")
    state = wards.start(ward)
    for line in (
        't: @"Erin Walsh" saw that the pump ran too fast',
        "t: @Pharmacy came at once",
        "t: All who stayed late +Nursing +Pharmacy",
        "t: The lady from the kitchen",
    ):
        wards.capture(ward, state, line)
    found = {row.text: row.to for row in ward.thanks.of_month(MONTH)}
    assert found == {
        "saw that the pump ran too fast": erin.name,
        "came at once": "Pharmacy",
        "All who stayed late": "Nursing, Pharmacy",
        "The lady from the kitchen": "",
    }


def test_the_next_huddle_hears_as_it_begins_what_was_said_in_the_last_one_and_since(
    ward: Ward, clock: ShiftedClock
) -> None:
    wards.hold(ward, "t: Said the day before")
    wards.next_morning(clock)
    wards.hold(ward, "t: @Pharmacy came at once")
    clock.advance(hours=2)
    between = ward.planning.raise_for_next("t: @Nursing found the lost notes")
    assert between.kind is ItemKind.RECOGNITION
    wards.next_morning(clock)
    state = wards.start(ward)
    (brought,) = state.raised_between
    assert (brought.text, brought.department_name) == ("found the lost notes", "Nursing")
    assert brought.step_id == wards.step_for(state, StepPurpose.WELCOME)
    wards.capture(ward, state, "t: Said just now")
    assert [row.text for row in ward.thanks.since_last(state.huddle.id)] == ["came at once"]


def test_what_looks_like_another_kind_is_raised_as_a_concern_with_its_words(ward: Ward) -> None:
    item = ward.planning.raise_for_next("a: count the slings @Nursing")
    assert (item.kind, item.text) == (ItemKind.CONCERN, "a: count the slings @Nursing")


def test_a_note_says_it_in_the_words_of_whoever_thanks(ward: Ward) -> None:
    state = wards.start(ward)
    first = wards.capture(ward, state, "t: @Pharmacy came at once")
    second = wards.capture(ward, state, "t: The night was calm")
    all_notes = ward.sheets.copy(SheetOrder(SheetKind.THANKS))
    assert "Thank you, Pharmacy" in all_notes
    assert second.text in all_notes
    note = ward.sheets.copy(SheetOrder(SheetKind.THANKS, item=first.code))
    assert first.text in note
    assert second.text not in note


def test_there_is_no_note_without_thanks_or_of_what_is_sensitive(ward: Ward) -> None:
    with pytest.raises(Refused, match="Nobody was thanked"):
        ward.sheets.copy(SheetOrder(SheetKind.THANKS))
    state = wards.start(ward)
    item = wards.capture(ward, state, "t: She spoke up about a colleague")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    with pytest.raises(Refused, match="no thanks"):
        ward.sheets.copy(SheetOrder(SheetKind.THANKS, item=item.code))
