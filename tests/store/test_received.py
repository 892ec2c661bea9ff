"""Escalations between units: within a store, by a sealed file, and on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.items import ItemRow
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import CameBy, EscalationState, ReceivedState, ReminderKind, Status
from huddle.ward import Ward
from tests.helpers.going_up import escalated, receiver
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import capture, hold, next_morning, start
from tests.store.test_units import added


def an_action(ward: Ward, line: str = "a: Mend the hoist due today") -> ItemRow:
    """An action that a closed huddle left open."""
    return hold(ward, line)[1][0]


def use(ward: Ward, name: str) -> None:
    """Work in a unit of the store."""
    ward.units.use(next(unit.id for unit in ward.units.units() if unit.name == name))


@pytest.fixture
def site(ward: Ward) -> Ward:
    """A ward whose store has a site team, to which its site tier leads."""
    unit = added(ward)
    receiver(ward, receiving_unit_id=unit.id)
    return ward


def sent(ward: Ward, item: ItemRow, **others: object) -> EscalationRow:
    """An item sent to the first receiver there is."""
    first = ward.escalations.tiers()[0].receivers[0]
    return escalated(ward, item, receiver_id=first.id, **others)


# Within a store


def test_it_is_in_the_receiving_unit_s_next_huddle_at_once(site: Ward, clock: ShiftedClock) -> None:
    item = an_action(site)
    up = sent(site, item)
    assert (up.state, up.is_in_store) == (EscalationState.NOT_YET_TOLD, True)
    use(site, "Site team")
    assert [one.text for one in site.planning.today().raised_between] == [
        "Ward 7 asks: Lend us one by noon (It is about: Mend the hoist)"
    ]
    asked = site.received.waiting()[0]
    assert (asked.state, asked.came_by) == (ReceivedState.TO_ANSWER, CameBy.STORE)
    assert (asked.from_unit, asked.from_code, asked.reason) == (
        "Ward 7",
        item.code,
        "No hoist left",
    )
    clock.advance(minutes=1)
    huddle = start(site)
    assert asked.item.id in {one.id for one in huddle.raised_between}
    assert site.received.of_item(asked.item.id) == site.received.waiting()[0]


def test_the_answer_is_back_at_once_and_is_told_back(site: Ward, clock: ShiftedClock) -> None:
    item = an_action(site)
    up = sent(site, item)
    use(site, "Site team")
    asked = site.received.waiting()[0]
    answer = site.received.answer(asked.id, "Ward 9 lends one", "Jo Byrne")
    assert answer.state is ReceivedState.SENT_BACK
    assert answer.item.status is Status.ANSWERED
    assert not site.received.waiting()
    use(site, "Ward 7")
    back = site.escalations.escalation(up.id)
    assert (back.state, back.answer) == (EscalationState.ANSWERED, "Ward 9 lends one")
    assert "answered by Jo Byrne: Ward 9 lends one" in [
        event.what for event in site.followups.story(item.id)
    ]
    next_morning(clock)
    huddle = start(site)
    assert [one.answer for one in huddle.answers] == ["Ward 9 lends one"]
    assert site.escalations.told_back(up.id, huddle.huddle.id).state is EscalationState.TOLD_BACK


def test_an_answer_by_telephone_stands_on_both_sides(site: Ward) -> None:
    up = sent(site, an_action(site))
    site.escalations.told(up.id, "Jo Byrne")
    site.escalations.answer(up.id, "Ward 9 lends one", "Jo Byrne")
    use(site, "Site team")
    assert not site.received.waiting()


def test_it_is_answered_once(site: Ward) -> None:
    sent(site, an_action(site))
    use(site, "Site team")
    asked = site.received.waiting()[0]
    with pytest.raises(Refused):
        site.received.answer(asked.id, " ", "Jo Byrne")
    site.received.answer(asked.id, "No", "Jo Byrne")
    with pytest.raises(Refused, match="already"):
        site.received.answer(asked.id, "Yes", "Jo Byrne")


def test_no_reply_in_time_is_seen_on_both_sides(site: Ward, clock: ShiftedClock) -> None:
    up = sent(site, an_action(site))
    site.escalations.told(up.id, "Jo Byrne")
    clock.advance(hours=4)
    assert site.escalations.escalation(up.id).state is EscalationState.NO_REPLY
    use(site, "Site team")
    assert site.received.waiting()[0].state is ReceivedState.LATE


def test_what_is_taken_back_is_gone_there_until_their_huddle_saw_it(site: Ward) -> None:
    first = sent(site, an_action(site))
    site.escalations.withdraw(first.id, "Solved here")
    use(site, "Site team")
    assert not site.received.waiting()
    assert not site.planning.today().raised_between
    use(site, "Ward 7")
    item = site.followups.action(first.item.id)
    second = sent(site, item)
    use(site, "Site team")
    start(site)
    use(site, "Ward 7")
    with pytest.raises(Refused, match="Their huddle"):
        site.escalations.withdraw(second.id, "Solved here")


def test_a_sensitive_item_stays_sensitive_there(site: Ward) -> None:
    state = start(site)
    item = capture(site, state, "c: Two of us are at odds")
    site.running.change_item(item.id, item.row_version, is_sensitive=True)
    sent(site, item)
    use(site, "Site team")
    site.privacy.change_sensitive_roles([])
    assert not site.received.waiting()
    assert site.planning.today().hidden_count == 1


def test_a_receiver_s_way_leads_somewhere(ward: Ward) -> None:
    with pytest.raises(Refused) as refused:
        receiver(ward, receiving_unit_id=ward.units.units()[0].id)
    assert refused.value.field == "receiving_unit_id"
    for address in ("HUDDLE-NOTHING", "the site office", ward.handover.address()):
        with pytest.raises(Refused) as refused:
            receiver(ward, address=address)
        assert refused.value.field == "address"


# On paper


def test_a_slip_is_typed_in_answered_and_sent_back(ward: Ward, clock: ShiftedClock) -> None:
    asked = ward.received.enter_slip(
        from_unit="Ward 9",
        from_code="22B7-K",
        telephone="4488",
        text="No hoist",
        ask="Lend us one",
        needed_on=dt.date(2026, 8, 6),
        needed_time=dt.time(12),
    )
    assert asked.state is ReceivedState.TO_ANSWER
    assert not asked.can_send_file
    with pytest.raises(Refused, match="no answer"):
        ward.received.sent_back(asked.id)
    clock.advance(hours=4)
    assert ward.received.waiting()[0].state is ReceivedState.LATE
    answer = ward.received.answer(asked.id, "Yes, by noon", "Erin")
    assert answer.state is ReceivedState.TO_SEND_BACK
    assert ward.received.sent_back(asked.id).state is ReceivedState.SENT_BACK
    assert [event.what for event in ward.followups.story(asked.item.id)] == [
        "raised",
        "answered by Erin: Yes, by noon",
        "answer sent back to Ward 9",
    ]


@pytest.mark.parametrize("missing", ["from_unit", "text", "ask"])
def test_a_slip_says_who_asks_what(ward: Ward, missing: str) -> None:
    told = {"from_unit": "Ward 9", "text": "No hoist", "ask": "Lend us one", missing: " "}
    with pytest.raises(Refused) as refused:
        ward.received.enter_slip(**told)
    assert refused.value.field == missing
    assert not ward.received.waiting()


# Reminders


def test_each_side_is_reminded_once(site: Ward, clock: ShiftedClock) -> None:
    up = sent(site, an_action(site))
    site.escalations.told(up.id, "Jo Byrne")
    site.reminders.send()
    clock.advance(hours=3)
    assert site.reminders.send() >= 1
    clock.advance(hours=1)
    site.reminders.send()
    kinds = [row.kind for row in site.reminders.inbox().rows]
    assert kinds.count(ReminderKind.REPLY_DUE) == 1
    use(site, "Site team")
    asked = [row.kind for row in site.reminders.inbox().rows]
    assert asked.count(ReminderKind.ANSWER_DUE) == 1
    site.received.answer(site.received.waiting()[0].id, "Yes", "Jo")
    assert ReminderKind.ANSWER_DUE not in [row.kind for row in site.reminders.inbox().rows]
    use(site, "Ward 7")
    next_morning(clock)
    site.reminders.send()
    kinds = [row.kind for row in site.reminders.inbox().rows]
    assert ReminderKind.REPLY_DUE not in kinds
    assert kinds.count(ReminderKind.TELL_BACK_DUE) == 1


# Where it is seen


def slip(ward: Ward, **others: object) -> ReceivedRow:
    """A slip that was typed in."""
    told: dict[str, Any] = {"from_unit": "Ward 9", "text": "No hoist", "ask": "Lend us one"}
    return ward.received.enter_slip(**{**told, **others})


def test_today_counts_what_is_asked_and_what_is_late(ward: Ward, clock: ShiftedClock) -> None:
    today = dt.date(2026, 8, 6)
    first = slip(ward, needed_on=today, needed_time=dt.time(9))
    slip(ward)
    clock.advance(hours=1)
    now = ward.planning.today()
    assert (now.asked_count, now.asked_late_count) == (2, 1)
    ward.received.answer(first.id, "Yes", "Erin")
    now = ward.planning.today()
    assert (now.asked_count, now.asked_late_count) == (2, 0)
    ward.received.sent_back(first.id)
    assert ward.planning.today().asked_count == 1


def test_a_huddle_knows_which_of_its_items_others_asked(ward: Ward, clock: ShiftedClock) -> None:
    asked = slip(ward)
    clock.advance(minutes=1)
    state = start(ward)
    capture(ward, state, "c: The lift is slow")
    assert [row.item.id for row in ward.running.state(state.huddle.id).received] == [asked.item.id]
    ward.received.answer(asked.id, "Yes", "Erin")
    (row,) = ward.running.state(state.huddle.id).received
    assert (row.answer, row.state) == ("Yes", ReceivedState.TO_SEND_BACK)


def test_a_sensitive_one_is_not_among_them_for_others(ward: Ward, clock: ShiftedClock) -> None:
    asked = slip(ward)
    ward.running.change_item(asked.item.id, asked.item.row_version, is_sensitive=True)
    clock.advance(minutes=1)
    state = start(ward)
    assert len(state.received) == 1
    ward.privacy.change_sensitive_roles([])
    assert not ward.running.state(state.huddle.id).received
    assert ward.planning.today().asked_count == 0


def test_a_slip_that_is_printed_holds_all_that_is_typed_in(ward: Ward) -> None:
    unit = ward.setting_up.unit()
    told = {"time_zone": unit.time_zone, "act_now_number": "", "classification": ""}
    ward.setting_up.change_unit(unit.row_version, name=unit.name, tell_us="ring 4417", **told)
    item = an_action(ward)
    receiver(ward)
    sent(ward, item, needed_on=dt.date(2026, 8, 7), needed_time=dt.time(12))
    page = text_of(ward.sheets.make(SheetOrder(SheetKind.ESCALATION, item=item.code)))
    for words in ("Ward 7", "ring 4417", item.code, "Mend the hoist", "No hoist left"):
        assert words in page, words
    assert "Lend us one by noon" in page
    assert "Fri 07-Aug-2026 12:00" in page


def test_an_answer_is_printed_once_there_is_one(ward: Ward) -> None:
    asked = slip(ward)
    order = SheetOrder(SheetKind.ANSWER, item=asked.item.code)
    for wanted in (order, SheetOrder(SheetKind.ANSWER)):
        with pytest.raises(Refused, match="answered"):
            ward.sheets.make(wanted)
    ward.received.answer(asked.id, "The porter brings one", "Erin")
    for wanted in (order, SheetOrder(SheetKind.ANSWER)):
        assert "The porter brings one" in text_of(ward.sheets.make(wanted))
    assert ward.received.waiting()[0].state is ReceivedState.TO_SEND_BACK
    with pytest.raises(Refused, match="answered"):
        ward.sheets.make(SheetOrder(SheetKind.ANSWER, item=an_action(ward).code))


def test_the_guard_and_sensitive_items_hold_for_an_answer_on_paper(ward: Ward) -> None:
    asked = slip(ward)
    ward.received.answer(asked.id, "Ring Mrs Smith", "Erin")
    order = SheetOrder(SheetKind.ANSWER, item=asked.item.code)
    with pytest.raises(GuardAsks):
        ward.sheets.release(order, purpose="print")
    assert ward.sheets.release(order, purpose="print", reason="They know her")
    item = ward.followups.action(asked.item.code)
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    with pytest.raises(Refused, match="in person"):
        ward.sheets.make(order)


def test_what_becomes_sensitive_is_so_wherever_it_was_sent(site: Ward) -> None:
    item = an_action(site)
    sent(site, item)
    now = site.followups.action(item.id)
    site.followups.update(item.id, now.row_version, is_sensitive=True)
    use(site, "Site team")
    assert site.received.waiting()[0].item.is_sensitive


def test_what_is_on_its_way_is_not_taken_back_as_if_it_were_not(site: Ward) -> None:
    state = start(site)
    item = capture(site, state, "c: The lift stops")
    up = sent(site, item)
    with pytest.raises(Refused, match="on its way"):
        site.running.take_back(item.id)
    site.escalations.withdraw(up.id, "Said in error")
    site.running.take_back(item.id)
    use(site, "Site team")
    assert not site.received.waiting()
