"""What goes up, to whom, and how its answer comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.model import AuditValue
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import AccessRole, EscalationState, Review, Status
from huddle.ward import Ward
from tests.helpers.going_up import answered, escalated, receiver
from tests.helpers.wards import capture, hold, next_morning, start
from tests.store.test_access import act_as


def an_action(ward: Ward) -> ItemRow:
    """An action that a closed huddle left open."""
    return hold(ward, "a: Mend the hoist due today")[1][0]


def test_a_new_store_knows_the_tiers_and_nobody_who_receives(ward: Ward) -> None:
    tiers = ward.escalations.tiers()
    assert [tier.name for tier in tiers] == ["Site", "Division", "Executive"]
    assert all(tier.criteria and not tier.receivers for tier in tiers)


def test_tiers_and_receivers_can_be_changed(ward: Ward) -> None:
    site, division, executive = ward.escalations.tiers()
    ward.escalations.change_tier(site.id, site.row_version, criteria="No bed\nNo staff")
    ward.escalations.move_tier(division.id, -1)
    ward.escalations.remove_tier(executive.id)
    ward.escalations.add_tier("Region")
    found = ward.escalations.tiers()
    assert [tier.name for tier in found] == ["Division", "Site", "Region"]
    assert found[1].criteria == ("No bed", "No staff")
    jo = receiver(ward)
    ward.escalations.change_receiver(jo.id, jo.row_version, telephone="999")
    assert ward.escalations.tiers()[0].receivers[0].telephone == "999"
    ward.escalations.remove_receiver(jo.id)
    assert not ward.escalations.tiers()[0].receivers


@pytest.mark.parametrize("field", ["name", "telephone"])
def test_a_receiver_has_a_name_and_a_number(ward: Ward, field: str) -> None:
    with pytest.raises(Refused) as refused:
        receiver(ward, **{field: " "})
    assert refused.value.field == field


def test_the_whole_way_up_and_back_in_order(ward: Ward, clock: ShiftedClock) -> None:
    item = an_action(ward)
    sent = escalated(ward, item)
    assert sent.state is EscalationState.NOT_YET_TOLD
    assert (sent.to_name, sent.telephone, sent.reply_hours) == ("Jo Byrne", "4321", 4)
    told = ward.escalations.told(sent.id, "Jo’s deputy")
    assert (told.state, told.told_whom, told.told_by) == (
        EscalationState.TOLD,
        "Jo’s deputy",
        "Erin",
    )
    clock.advance(hours=4)
    assert ward.escalations.waiting()[0].state is EscalationState.NO_REPLY
    back = ward.escalations.answer(sent.id, "Ward 9 lends one", "Jo Byrne")
    assert back.state is EscalationState.ANSWERED
    next_morning(clock)
    huddle = start(ward)
    assert [one.answer for one in huddle.answers] == ["Ward 9 lends one"]
    heard = ward.escalations.told_back(sent.id, huddle.huddle.id)
    assert (heard.state, heard.told_back_in) == (EscalationState.TOLD_BACK, huddle.huddle.number)
    assert not ward.running.state(huddle.huddle.id).answers
    assert not ward.escalations.waiting()
    assert [event.what for event in ward.followups.story(item.id)] == [
        "raised",
        "escalated to Jo Byrne: No hoist left",
        "Jo’s deputy told of the escalation",
        "answered by Jo Byrne: Ward 9 lends one",
        "answer told back",
    ]


def test_each_act_is_refused_before_its_turn_and_after_it(ward: Ward, clock: ShiftedClock) -> None:
    sent = escalated(ward, an_action(ward))
    next_morning(clock)
    huddle = start(ward).huddle.id
    acts = ward.escalations
    with pytest.raises(Refused, match="who was told"):
        acts.answer(sent.id, "Yes", "Jo")
    with pytest.raises(Refused, match="who was told"):
        acts.told_back(sent.id, huddle)
    acts.told(sent.id, "Jo")
    with pytest.raises(Refused, match="already"):
        acts.told(sent.id, "Jo")
    with pytest.raises(Refused, match="told already"):
        acts.withdraw(sent.id, "A mistake")
    with pytest.raises(Refused, match="no answer"):
        acts.told_back(sent.id, huddle)
    acts.answer(sent.id, "Yes", "Jo")
    with pytest.raises(Refused, match="already"):
        acts.answer(sent.id, "No", "Jo")
    acts.told_back(sent.id, huddle)
    with pytest.raises(Refused, match="already"):
        acts.told_back(sent.id, huddle)


def test_an_item_goes_up_once_at_a_time_and_only_while_open(ward: Ward) -> None:
    item = an_action(ward)
    sent = escalated(ward, item, name="Sam Lee", telephone="07")
    with pytest.raises(Refused, match="on its way"):
        escalated(ward, item, name="Sam Lee", telephone="07")
    ward.escalations.withdraw(sent.id, "We found one")
    ward.followups.update(item.code, status=Status.CLOSED)
    with pytest.raises(Refused, match="open action"):
        escalated(ward, item, name="Sam Lee", telephone="07")
    assert "taken back: We found one" in ward.followups.story(item.id)[2].what


@pytest.mark.parametrize("missing", ["name", "telephone", "reason", "ask"])
def test_to_whom_why_and_what_are_needed(ward: Ward, missing: str) -> None:
    told: dict[str, Any] = {"name": "Sam", "telephone": "07", "reason": "Why", "ask": "What"}
    told[missing] = " "
    with pytest.raises(Refused) as refused:
        ward.escalations.escalate(an_action(ward).id, **told)
    assert refused.value.field == {"name": "to_name"}.get(missing, missing)
    assert not ward.escalations.waiting()


def test_a_concern_shows_how_far_it_has_come(ward: Ward, clock: ShiftedClock) -> None:
    concern = hold(ward, "c: No hoist on nights")[1][0]
    sent = escalated(ward, concern)
    assert ward.followups.action(concern.id).status is Status.ESCALATED
    ward.escalations.told(sent.id, "Jo")
    ward.escalations.answer(sent.id, "One is bought", "Jo")
    assert ward.followups.action(concern.id).status is Status.ANSWERED


def test_it_is_told_back_only_in_a_running_huddle_of_its_series(
    ward: Ward, clock: ShiftedClock
) -> None:
    huddle, (item,) = hold(ward, "a: Mend the hoist")
    sent = answered(ward, item)
    with pytest.raises(Refused, match="the huddle that raised it"):
        ward.escalations.told_back(sent.id, huddle)


def test_an_action_is_proposed_with_why_until_somebody_decides(
    ward: Ward, clock: ShiftedClock
) -> None:
    first, second = hold(ward, "a: Mend the hoist due today", "a: Order slings due today")[1]
    assert not ward.escalations.proposed()
    for _day in range(3):
        next_morning(clock)
        hold(ward)
    assert [(one.item.id, one.why) for one in ward.escalations.proposed()] == [
        (first.id, "carried 3 times"),
        (second.id, "carried 3 times"),
    ]
    ward.escalations.not_now(first.id, "The part comes on Monday")
    escalated(ward, second)
    assert not ward.escalations.proposed()
    assert ward.followups.story(first.id)[-1].what == "not escalated now: The part comes on Monday"
    with pytest.raises(Refused):
        ward.escalations.not_now(first.id, " ")


def test_the_wards_numbers_decide_what_is_proposed(ward: Ward, clock: ShiftedClock) -> None:
    item = an_action(ward)
    ward.privacy.change_policy(0, escalate_after_carried=0, escalate_after_days=2)
    next_morning(clock, days=2)
    assert not ward.escalations.proposed()
    next_morning(clock)
    assert [(one.item.id, one.why) for one in ward.escalations.proposed()] == [
        (item.id, "3 days late")
    ]


def test_a_review_that_escalates_counts_as_answered(ward: Ward, clock: ShiftedClock) -> None:
    item = an_action(ward)
    next_morning(clock)
    huddle = start(ward).huddle.id
    with pytest.raises(Refused):
        ward.running.review(huddle, item.id, Review.ESCALATE)
    escalated(ward, item, huddle_id=huddle)
    promise = ward.running.state(huddle).promises[0]
    assert (promise.answer, promise.item.status) == (Review.ESCALATE, Status.NOT_STARTED)


def test_today_counts_what_nobody_was_told_of_and_what_has_no_reply(
    ward: Ward, clock: ShiftedClock
) -> None:
    first, second = hold(ward, "a: Mend the hoist", "a: Order slings")[1]
    sent = escalated(ward, first)
    escalated(ward, second)
    ward.escalations.told(sent.id, "Jo")
    clock.advance(hours=5)
    today = ward.planning.today()
    assert (today.untold_count, today.unanswered_count) == (1, 1)


def test_what_is_sensitive_stays_hidden_and_out_of_the_audit(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "a: Talk to the family")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    sent = escalated(ward, item, reason="Words about a family", needed_on=dt.date(2026, 8, 7))
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        values = "".join(str(row.new) for row in reader.session.exec(select(AuditValue)))
    assert "Lend us" not in values
    assert "Words about" not in values
    ward.privacy.change_sensitive_roles([])
    assert not ward.escalations.waiting()
    assert not ward.escalations.of_item(item.id)
    acts: list[Callable[[], object]] = [
        lambda: ward.escalations.escalation(sent.id),
        lambda: ward.escalations.told(sent.id, "Jo"),
        lambda: escalated(ward, item),
        lambda: ward.sheets.make(SheetOrder(SheetKind.ESCALATION, item=item.id)),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert ward.planning.today().untold_count == 0


def test_a_contributor_notes_calls_and_answers_and_sends_nothing_up(ward: Ward) -> None:
    item = an_action(ward)
    sent = escalated(ward, item)
    act_as(ward, AccessRole.CONTRIBUTOR)
    ward.escalations.told(sent.id, "Jo")
    ward.escalations.answer(sent.id, "Yes", "Jo")
    with pytest.raises(NotAllowed):
        ward.escalations.not_now(item.id, "Later")


def test_what_has_gone_takes_its_escalations_along(ward: Ward, clock: ShiftedClock) -> None:
    item = an_action(ward)
    answered(ward, item)
    ward.followups.update(item.code, status=Status.CLOSED)
    ward.followups.check(item.code, is_effective=True)
    next_morning(clock, days=365 * 3)
    going = ward.retention.preview()
    ward.retention.dispose(going.counts)
    with pytest.raises(Refused):
        ward.followups.action(item.id)
    assert not ward.escalations.of_item(item.id)


def test_the_slip_of_a_sensitive_item_is_not_printed(ward: Ward) -> None:
    item = an_action(ward)
    escalated(ward, item)
    order = SheetOrder(SheetKind.ESCALATION, item=item.code)
    assert ward.sheets.make(order).startswith(b"%PDF")
    row = ward.followups.action(item.id)
    ward.followups.update(item.code, row.row_version, is_sensitive=True)
    with pytest.raises(Refused, match="stands on no sheet"):
        ward.sheets.make(order)


def test_the_guard_reads_what_is_asked_before_a_slip_leaves(ward: Ward) -> None:
    item = an_action(ward)
    escalated(ward, item, ask="A bed for 943 476 5919")
    order = SheetOrder(SheetKind.ESCALATION, item=item.code)
    with pytest.raises(GuardAsks):
        ward.sheets.release(order, purpose="print")


def test_without_an_escalation_there_is_no_slip(ward: Ward) -> None:
    with pytest.raises(Refused, match="no slip"):
        ward.sheets.make(SheetOrder(SheetKind.ESCALATION))


def test_a_concern_goes_up_in_the_huddle_that_raises_it_and_is_no_promise(ward: Ward) -> None:
    state = start(ward)
    concern = capture(ward, state, "c: The lift is slow")
    sent = escalated(ward, concern, huddle_id=state.huddle.id)
    assert sent.item.status is Status.ESCALATED
    after = ward.running.state(state.huddle.id)
    assert not after.promises
    assert [event.huddle_number for event in ward.followups.story(concern.code)][-1] == 1


def test_a_concern_is_found_by_its_code(ward: Ward) -> None:
    concern = hold(ward, "c: The lift is slow", "a: Mend the hoist")[1][0]
    found = ward.followups.find(FollowUpsFilter(text=concern.code))
    assert [item.id for item in found.items] == [concern.id]
    assert found.shown_of == 1
    assert not ward.followups.find(FollowUpsFilter(text="lift")).items


def test_the_receiving_unit_is_named(ward: Ward) -> None:
    site = ward.units.add("Site team", tier="Site", time_zone="Europe/London")
    sent = escalated(
        ward, an_action(ward), receiver_id=receiver(ward, receiving_unit_id=site.id).id
    )
    assert (sent.is_in_store, sent.receiving_unit) == (True, "Site team")
