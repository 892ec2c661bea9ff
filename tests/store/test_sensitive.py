"""Sensitive items and patient references: whom they are shown to, and that no trace tells them."""

from __future__ import annotations

import pytest
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.model import AuditEntry, AuditValue
from huddle.rows.huddles import HuddleRecord, HuddlesFilter
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.vocabulary import AccessRole, ItemKind
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as, store_of
from tests.helpers.wards import capture, hold, said, start

ALL = FollowUpsFilter(status="all")
SECRET = "Zinnia"


@pytest.fixture
def secret(ward: Ward) -> ItemRow:
    """A sensitive action beside a plain one, seen by a contributor from now on."""
    ward.followups.add(said(ward, "a: Mend the lamp due fri"))
    item = ward.followups.add(said(ward, f"a: {SECRET} talk due fri"))
    item = ward.followups.update(item.id, item.row_version, is_sensitive=True, note=SECRET)
    act_as(ward, AccessRole.CONTRIBUTOR)
    return item


def texts(items: tuple[ItemRow, ...]) -> list[str]:
    return [item.text for item in items]


def trace(ward: Ward) -> str:
    """Everything that the audit holds."""
    with store_of(ward).read() as reader:
        values = reader.session.exec(select(AuditValue)).all()
        return "\n".join(f"{one.old}\n{one.new}" for one in values)


def test_the_roles_that_the_ward_names_see_it(ward: Ward, secret: ItemRow) -> None:
    act_as(ward, AccessRole.FACILITATOR)
    assert SECRET in ward.followups.action(secret.id).text
    assert ward.followups.find(ALL).hidden_count == 0
    ward.running.change_item(secret.id, secret.row_version, place="Office")
    act_as(ward, AccessRole.ADMINISTRATOR)
    assert ward.followups.find(ALL).hidden_count == 1


def test_a_ward_can_name_other_roles(ward: Ward, secret: ItemRow) -> None:
    act_as(ward, AccessRole.WARD_MANAGER)
    ward.privacy.change_sensitive_roles([AccessRole.CONTRIBUTOR])
    assert ward.followups.find(ALL).hidden_count == 1
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert ward.followups.find(ALL).hidden_count == 0
    assert ward.followups.action(secret.code).is_sensitive


def test_others_find_only_that_there_is_one(ward: Ward, secret: ItemRow) -> None:
    found = ward.followups.find(FollowUpsFilter())
    assert (texts(found.items), found.open_count, found.hidden_count) == (["Mend the lamp"], 1, 1)
    assert texts(ward.followups.all_open()) == ["Mend the lamp"]
    for text in (SECRET, secret.code):
        assert ward.followups.find(FollowUpsFilter(text=text, status="all")).items == ()
    assert texts(ward.history.items(ItemKind.ACTION)) == ["Mend the lamp"]
    assert ward.history.items(ItemKind.ACTION, text=SECRET) == ()


def test_others_reach_it_by_no_function(ward: Ward, secret: ItemRow) -> None:
    version = secret.row_version
    for reach in (
        lambda: ward.followups.action(secret.id),
        lambda: ward.followups.action(secret.code),
        lambda: ward.followups.story(secret.id),
        lambda: ward.followups.update(secret.id, version, is_sensitive=False),
        lambda: ward.followups.told(secret.id, "Erin"),
        lambda: ward.running.change_item(secret.id, version, is_sensitive=False),
        lambda: ward.running.turn_into(secret.id, ItemKind.CONCERN),
        lambda: ward.running.take_back(secret.id),
    ):
        with pytest.raises(Refused) as refused:
            reach()
        assert SECRET not in refused.value.message


def test_a_running_huddle_counts_it(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, f"{SECRET} at the desk")
    capture(ward, state, "Cold in the hall")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    act_as(ward, AccessRole.CONTRIBUTOR)
    shown = ward.running.state(state.huddle.id)
    assert (texts(shown.items), shown.hidden_count) == (["Cold in the hall"], 1)
    assert not any(SECRET in gap.text for gap in ward.running.gaps(state.huddle.id))
    record = ward.history.record(state.huddle.id)
    assert (texts(record.items), record.hidden_count) == (["Cold in the hall"], 1)


def test_today_counts_what_waits(ward: Ward) -> None:
    item = ward.planning.raise_for_next(f"{SECRET} at the desk")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    assert (len(ward.planning.today().raised_between), ward.planning.today().hidden_count) == (1, 0)
    act_as(ward, AccessRole.READER)
    today = ward.planning.today()
    assert (today.raised_between, today.hidden_count) == ((), 1)
    agenda = ward.planning.agenda(wards.main_series(ward))
    assert (agenda.items, agenda.hidden_count) == ((), 1)


@pytest.fixture
def marked_late(ward: Ward) -> str:
    """A closed huddle of which something was marked after its close; gives its id."""
    huddle_id, (item, *_others) = hold(ward, f"c: {SECRET} at the desk", "c: Cold in the hall")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    return huddle_id


def test_a_record_leaves_out_what_was_marked_after_the_close(ward: Ward, marked_late: str) -> None:
    act_as(ward, AccessRole.CONTRIBUTOR)
    record = ward.history.record(marked_late)
    assert (texts(record.items), record.hidden_count) == (["Cold in the hall"], 1)
    assert ward.history.huddles(HuddlesFilter(text=SECRET)) == ()
    assert len(ward.history.huddles(HuddlesFilter(text="Cold"))) == 1


def test_those_who_see_it_are_told_that_it_is_sensitive_now(ward: Ward, marked_late: str) -> None:
    record = ward.history.record(marked_late)
    assert [item.is_sensitive for item in record.items] == [True, False]
    item = record.items[0]
    ward.running.change_item(item.id, item.row_version + 1, is_sensitive=False)
    assert not any(one.is_sensitive for one in ward.history.record(marked_late).items)


def test_a_record_that_was_closed_by_somebody_who_may_not_see_still_counts(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, f"{SECRET} at the desk")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    ward.privacy.change_sensitive_roles([AccessRole.WARD_MANAGER])
    act_as(ward, AccessRole.FACILITATOR)
    assert ward.running.close(state.huddle.id).hidden_count == 1
    assert ward.history.record(state.huddle.id).hidden_count == 1
    act_as(ward, AccessRole.WARD_MANAGER)
    assert [one.id for one in ward.history.record(state.huddle.id).items] == [item.id]


def test_what_waits_comes_into_the_huddle_whoever_starts_it(ward: Ward) -> None:
    item = ward.planning.raise_for_next(SECRET)
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    ward.privacy.change_sensitive_roles([AccessRole.WARD_MANAGER])
    act_as(ward, AccessRole.FACILITATOR)
    state = start(ward)
    assert (state.items, state.hidden_count) == ((), 1)
    act_as(ward, AccessRole.WARD_MANAGER)
    assert [one.id for one in ward.running.state(state.huddle.id).items] == [item.id]


def test_nothing_tells_what_a_plain_item_came_from(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    concern = capture(ward, state, f"{SECRET} at the desk")
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    ward.running.change_item(action.id, action.row_version, text="Meet on Friday")
    concern = next(one for one in ward.running.state(state.huddle.id).items if one.turned_into)
    ward.running.change_item(concern.id, concern.row_version, is_sensitive=True)
    assert ward.followups.action(action.id).from_text == f"{SECRET} at the desk"
    act_as(ward, AccessRole.CONTRIBUTOR)
    seen = ward.followups.action(action.id)
    assert (seen.from_text, seen.from_kind) == ("", None)


def test_what_a_sensitive_item_is_turned_into_is_sensitive_too(ward: Ward) -> None:
    state = start(ward)
    concern = capture(ward, state, f"{SECRET} at the desk")
    ward.running.change_item(concern.id, concern.row_version, is_sensitive=True)
    ward.running.turn_into(concern.id, ItemKind.ACTION)
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert ward.running.state(state.huddle.id).items == ()
    assert SECRET not in str(ward.followups.find(ALL))


def test_whoever_marks_it_need_not_see_it_afterwards(ward: Ward) -> None:
    item = ward.followups.add(said(ward, f"a: {SECRET} talk"))
    act_as(ward, AccessRole.CONTRIBUTOR)
    ward.followups.update(item.id, item.row_version, is_sensitive=True)
    with pytest.raises(Refused):
        ward.followups.action(item.id)


# The audit


def test_the_audit_holds_no_word_of_it_from_before_or_after(ward: Ward) -> None:
    item = ward.followups.add(said(ward, f"a: {SECRET} talk"))
    ward.followups.update(item.id, None, place=f"{SECRET} room")
    assert SECRET in trace(ward)
    item = ward.followups.update(item.id, None, is_sensitive=True)
    assert SECRET not in trace(ward)
    ward.followups.update(item.id, None, note=f"{SECRET} said no", how_known=f"{SECRET} smiles")
    ward.running.change_item(item.id, item.row_version + 1, text=f"{SECRET} again")
    assert SECRET not in trace(ward)
    ward.running.take_back(item.id)
    assert SECRET not in trace(ward)
    ward.followups.add(said(ward, "a: Mend the lamp"))
    assert "Mend the lamp" in trace(ward)


def test_the_audit_never_holds_a_patient_reference(ward: Ward) -> None:
    item = ward.followups.add(said(ward, "a: Mend the lamp"))
    item = ward.running.change_item(item.id, item.row_version, patient_reference="Bed 77")
    item = ward.running.change_item(item.id, item.row_version, patient_reference="Bed 78")
    ward.running.change_item(item.id, item.row_version, patient_reference="")
    assert "Bed 7" not in trace(ward)
    assert trace(ward).count("hash:") >= 2


def test_a_patient_reference_leaves_and_is_in_no_record(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    item = capture(ward, state, "Waits for a scan")
    ward.running.change_item(item.id, item.row_version, patient_reference="Bed 77")
    assert ward.running.state(state.huddle.id).items[0].patient_reference == "Bed 77"
    ward.running.close(state.huddle.id)
    record: HuddleRecord = ward.history.record(state.huddle.id)
    assert record.items[0].patient_reference == ""
    clock.advance(hours=71)
    assert ward.history.items(ItemKind.CONCERN)[0].patient_reference == "Bed 77"
    clock.advance(hours=2)
    assert ward.history.items(ItemKind.CONCERN)[0].patient_reference == ""


def test_seeing_it_is_noted_once(ward: Ward, secret: ItemRow) -> None:
    def opened() -> int:
        with store_of(ward).read() as reader:
            query = select(AuditEntry).where(
                AuditEntry.act == "open", AuditEntry.entity_id == secret.id
            )
            return len(reader.session.exec(query).all())

    before = opened()
    ward.followups.find(ALL)
    assert opened() == before
    act_as(ward, AccessRole.WARD_MANAGER)
    ward.followups.find(ALL)
    ward.followups.find(ALL)
    assert opened() == 1
