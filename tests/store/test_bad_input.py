"""What people type that cannot be: each gives one clear sentence and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huddle.errors import Refused
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind
from huddle.ward import Ward
from tests.helpers.wards import capture, said, start

LONGEST = 10_000
HOSTILE = (
    "<b>bold</b> & <para>",
    "=HYPERLINK(1)",
    "\u202eright to left",
    "emoji 🧑\u200d⚕️ and 中文",
    "'; DROP TABLE item; --",
    "line\nbreak\tand tab",
    "%(name)s {name} \\n",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(ward: Ward, text: str) -> None:
    state = start(ward)
    line = Capture(typed=text, kind=ItemKind.CONCERN, text=text)
    ward.running.capture(state.huddle.id, state.step_id, line, key="k")
    record = ward.running.close(state.huddle.id, plus=text)
    assert record.items[0].text == text
    assert ward.history.record("latest").plus == text


def test_a_nul_becomes_a_space(ward: Ward) -> None:
    state = start(ward)
    line = Capture(typed="a\x00b", kind=ItemKind.CONCERN, text="a\x00b")
    kept = ward.running.capture(state.huddle.id, state.step_id, line, key="k")
    assert kept.text == "a b"


def test_a_field_holds_ten_thousand_characters_and_refuses_more(ward: Ward) -> None:
    state = start(ward)
    whole = capture(ward, state, "x" * LONGEST)
    assert len(whole.text) == LONGEST
    ward.running.save_draft(state.huddle.id, "capture", "y" * (LONGEST + 1))
    for call in (
        lambda: capture(ward, state, "y" * (LONGEST + 1)),
        lambda: ward.planning.raise_for_next("y" * (LONGEST + 1)),
        lambda: ward.running.change_item(whole.id, whole.row_version, why="y" * (LONGEST + 1)),
        lambda: ward.running.change_item(whole.id, whole.row_version, place="y" * 501),
    ):
        says_what_fits(call)
    assert ward.running.state(state.huddle.id).items == (whole,)
    assert len(ward.running.drafts(state.huddle.id)["capture"]) == LONGEST + 1


def says_what_fits(call: Callable[[], object]) -> None:
    """Assert that a call is refused with the length that fits."""
    with pytest.raises(Refused) as refused:
        call()
    assert "characters" in refused.value.message
    assert refused.value.field


@pytest.mark.parametrize("line", ["", "   ", "a:", "a: @Erin due fri"])
def test_a_line_without_words_is_refused(ward: Ward, line: str) -> None:
    state = start(ward)
    with pytest.raises(Refused) as refused:
        capture(ward, state, line)
    assert refused.value.field == "text"
    assert ward.running.state(state.huddle.id).items == ()


def test_an_owner_nobody_knows_is_kept_as_typed(ward: Ward) -> None:
    item = capture(ward, start(ward), "a: Ring them @Bronwen due fri")
    assert (item.owner_name, item.owner_is_known) == ("Bronwen", False)
    assert "@Bronwen" in item.text


def test_a_day_that_is_none_stays_text_and_is_pointed_at(ward: Ward) -> None:
    line = said(ward, "a: Ring them due 31 feb")
    assert (line.due_on, line.text) == (None, "Ring them due 31 feb")
    assert line.hint
    assert capture(ward, start(ward), "a: Ring them due 31 feb").text == "Ring them due 31 feb"


def test_what_is_gone_is_refused(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "Here and gone")
    ward.running.take_back(item.id)
    for call in (
        lambda: ward.running.park(item.id),
        lambda: ward.running.turn_into(item.id, ItemKind.ACTION),
        lambda: ward.running.change_item(item.id, item.row_version, text="x"),
        lambda: ward.running.state("no-such-huddle"),
        lambda: ward.running.start("no-such-series"),
        lambda: capture(ward, state, "At no step", "no-such-step"),
        lambda: ward.people.retire_person("nobody"),
    ):
        with pytest.raises(Refused):
            call()


def test_a_purple_status_is_refused(ward: Ward) -> None:
    state = start(ward)
    concern = capture(ward, state, "The hoist sticks")
    for fields in ({"status": "purple"}, {"status": "not_started"}):
        with pytest.raises(Refused):
            ward.running.change_item(concern.id, concern.row_version, **fields)
