"""What has outlived its period goes for good; what is held, open or tied to harm stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.paths import Paths
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import ItemRow
from huddle.services import lots, retention
from huddle.services.going import Plan
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.store import keys
from huddle.store.transaction import Reader
from huddle.vocabulary import IncidentReported, ItemKind, RecordKind, Status
from huddle.ward import Ward
from tests.helpers.behind import asked
from tests.helpers.pages import read_with_key
from tests.helpers.wards import NAME, PASSWORD, capture, hold, next_morning, start

YEARS = 366 * 2 + 40
"""Days after which the period of huddles is over."""


def finish(ward: Ward, item: ItemRow) -> None:
    """Let nothing keep an item but its period."""
    status = {ItemKind.ACTION: Status.CLOSED, ItemKind.CONCERN: Status.ANSWERED}.get(item.kind)
    if status:
        item = ward.running.change_item(item.id, item.row_version, status=status)
    if item.status is Status.AWAITING_CHECK:
        ward.followups.check(item.code, is_effective=True)


def held_and_done(ward: Ward, *lines: str) -> tuple[str, tuple[ItemRow, ...]]:
    """Today's huddle, with everything said in it finished."""
    state = start(ward)
    kept = tuple(capture(ward, state, line) for line in lines)
    for item in kept:
        finish(ward, item)
    ward.running.close(state.huddle.id, plus="Velociraptor")
    return state.huddle.id, kept


def values_of(ward: Ward) -> str:
    """All that the audit's values say."""
    return str(asked(ward.paths, "SELECT old || new FROM audit_value"))


def is_chained(ward: Ward) -> bool:
    return not [row for row in ward.upkeep.check() if row.name == "Audit" and not row.is_well]


def counts(ward: Ward) -> dict[RecordKind, int]:
    return ward.retention.preview().counts


def dispose(ward: Ward) -> dict[RecordKind, int]:
    rows = ward.retention.dispose(counts(ward))
    return {row.kind: row.count for row in rows}


# What goes


def test_a_huddle_goes_with_all_that_was_said_in_it(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, "a: Order Xylophones @Erin +Pharmacy", "Zeppelin on the stairs", "t: Ta")
    ward.running.reopen(ward.history.record("latest").huddle.id, "A name was wrong")
    ward.running.close(ward.history.record("latest").huddle.id)
    ward.running.add_addendum(ward.history.record("latest").huddle.id, "It was a Quagmire")
    assert counts(ward) == {}
    next_morning(clock, YEARS)
    new_id, _items = hold(ward, "c: Something of today")
    preview = ward.retention.preview()
    assert preview.counts == {RecordKind.HUDDLES: 1, RecordKind.ITEMS: 3}
    told = next(row for row in preview.going if row.kind is RecordKind.ITEMS)
    assert told.oldest_on == told.newest_on == dt.date(2026, 8, 6)
    assert told.before_on == clock.now().date().replace(year=clock.now().year - 2)
    assert dispose(ward) == preview.counts
    assert [huddle.id for huddle in ward.history.huddles()] == [new_id]
    assert ward.history.huddles(HuddlesFilter(text="Zeppelin")) == ()
    assert ward.history.items(ItemKind.CONCERN, text="Zepp") == ()
    assert ward.sheets.make(SheetOrder(SheetKind.SUMMARY, huddle="latest")).startswith(b"%PDF")
    assert ward.sheets.make(SheetOrder(SheetKind.ACTIONS)).startswith(b"%PDF")
    assert [row.name for row in ward.upkeep.check() if row.is_set_up and not row.is_well] == []
    assert counts(ward) == {}


@pytest.mark.on_a_file("it reads the data file's bytes")
def test_nobody_with_the_key_reads_what_went(
    ward: Ward, clock: ShiftedClock, store_paths: Paths
) -> None:
    words = ("Xylophone", "Zeppelin", "Velociraptor", "Quagmire", "Jabberwock")
    long = "Zeppelin " * 900
    for number in range(12):
        huddle_id, _items = held_and_done(ward, f"a: Xylophone {number} @Erin", f"c: {long}")
        ward.running.add_addendum(huddle_id, "It was a Quagmire")
        next_morning(clock)
    ward.running.save_draft(start(ward).huddle.id, "capture", "Jabberwock " * 500)
    key = keys.unlock(store_paths.key_file, NAME, PASSWORD).key
    readable = read_with_key(store_paths.database, key).lower()
    assert all(word.lower().encode() in readable for word in words)
    ward.running.close(ward.history.record("latest").huddle.id)
    next_morning(clock, YEARS)
    dispose(ward)
    readable = read_with_key(store_paths.database, key).lower()
    assert [word for word in words if word.lower().encode() in readable] == []
    assert b"nursing" in readable
    assert asked(ward.paths, "PRAGMA freelist_count") == [(0,)]


def test_the_audit_keeps_its_chain_and_loses_the_words(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, "a: Order Xylophones @Erin +Pharmacy", "Zeppelin on the stairs")
    assert "Xylophones" in values_of(ward)
    next_morning(clock, YEARS)
    dispose(ward)
    said = values_of(ward)
    assert "Xylophones" not in said
    assert "Zeppelin" not in said
    assert "Velociraptor" not in said
    assert "Pharmacy" in said
    assert is_chained(ward)
    assert asked(ward.paths, "SELECT DISTINCT why FROM audit_emptied") == [("retention",)]
    assert asked(ward.paths, "SELECT count(*) FROM audit_entry WHERE act = 'dispose'") == [(1,)]


def test_old_values_of_the_audit_go_by_their_own_period(ward: Ward, clock: ShiftedClock) -> None:
    ward.people.add_department("Zeppelin hangar")
    next_morning(clock, 366 * 6)
    policy = ward.privacy.policy()
    assert counts(ward)[RecordKind.AUDIT] > 5
    ward.privacy.change_policy(policy.row_version, keep_audit_months=0)
    assert RecordKind.AUDIT not in counts(ward)
    ward.privacy.change_policy(ward.privacy.policy().row_version, keep_audit_months=71)
    before = counts(ward)
    assert dispose(ward) == before
    assert "Zeppelin" not in values_of(ward)
    assert "keep_audit_months" in values_of(ward)
    assert is_chained(ward)


def test_what_was_deleted_goes_sooner(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    item = capture(ward, state, "a: Xylophone @Erin +Pharmacy")
    ward.running.take_back(item.id)
    kept = capture(ward, state, "a: Stays @Erin +Pharmacy +Porters")
    part = ward.running.state(state.huddle.id).items[-1].parts[0]
    assert kept.parts
    ward.running.remove_part(part.id)
    used, unused = ward.people.add_stage("Hospice")[-1], ward.people.add_stage("Lodge")[-1]
    capture(ward, state, f"c: Something >{used.name}")
    for stage in (used, unused):
        ward.people.remove_stage(stage.id)
    ward.running.close(state.huddle.id)
    next_morning(clock, 100)
    assert counts(ward) == {}
    next_morning(clock, 100)
    # The stage that something still sits at stays.
    assert counts(ward) == {RecordKind.DELETED: 3}
    assert dispose(ward) == {RecordKind.DELETED: 3}
    assert counts(ward) == {}
    assert len(ward.history.record("latest").items) == 2


def test_old_drafts_go(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    ward.running.save_draft(state.huddle.id, "capture", "Half a thought")
    next_morning(clock, 200)
    ward.running.save_draft(state.huddle.id, "note", "A new one")
    assert dispose(ward) == {RecordKind.DRAFTS: 1}
    assert ward.running.drafts(state.huddle.id) == {"note": "A new one"}


# What stays


def test_what_is_open_stays_whatever_its_age(ward: Ward, clock: ShiftedClock) -> None:
    huddle_id, kept = hold(
        ward, "a: Order slings @Erin", "Stairs are wet", "t: Thanks to the porters"
    )
    next_morning(clock, YEARS * 2)
    assert dispose(ward) == {RecordKind.HUDDLES: 1, RecordKind.ITEMS: 1}
    record = ward.history.record(huddle_id)
    assert [item.id for item in record.items] == [kept[0].id, kept[1].id]
    assert (record.huddle.number, record.plus, record.huddle.facilitator) == (1, "", "")
    assert not record.here
    assert not record.steps
    assert ward.followups.all_open()[0].huddle_number == 1
    assert ward.sheets.make(SheetOrder(SheetKind.SUMMARY, huddle="1")).startswith(b"%PDF")
    finish(ward, ward.followups.action(kept[0].id))
    ward.running.change_item(kept[1].id, 1, status=Status.ANSWERED)
    assert counts(ward) == {}
    next_morning(clock, YEARS)
    # What is left of the huddle goes with the last of its items, and is not counted twice.
    ward.privacy.change_policy(ward.privacy.policy().row_version, keep_audit_months=0)
    assert dispose(ward) == {RecordKind.ITEMS: 2}
    assert ward.history.huddles() == ()


def test_what_was_done_lately_stays(ward: Ward, clock: ShiftedClock) -> None:
    _huddle_id, (action,) = hold(ward, "a: Order slings @Erin")
    next_morning(clock, YEARS)
    ward.followups.update(action.id, status=Status.CLOSED)
    dispose(ward)
    assert ward.followups.action(action.id).text == "Order slings"
    assert [event.what for event in ward.followups.story(action.id)] == ["raised", "closed"]


def test_what_is_tied_to_an_incident_stays_longer(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    concern = capture(ward, state, "Somebody fell on the stairs")
    ward.running.change_item(
        concern.id, concern.row_version, incident_reported=IncidentReported.YES
    )
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    finish(ward, action)
    concern = next(one for one in ward.running.state(state.huddle.id).items if one.id == concern.id)
    finish(ward, concern)
    finish(ward, capture(ward, state, "Nothing happened here"))
    ward.running.close(state.huddle.id)
    ward.privacy.change_policy(0, keep_audit_months=0)
    next_morning(clock, YEARS)
    assert dispose(ward) == {RecordKind.HUDDLES: 1, RecordKind.ITEMS: 1}
    assert len(ward.history.items(ItemKind.CONCERN)) == 1
    assert ward.history.items(ItemKind.ACTION)[0].from_text == "Somebody fell on the stairs"
    next_morning(clock, 366 * 8)
    assert dispose(ward) == {RecordKind.ITEMS: 1, RecordKind.INCIDENTS: 1}
    assert ward.history.huddles() == ()
    assert is_chained(ward)


# Holds


def test_a_hold_stops_what_it_covers_until_it_is_lifted(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, "t: On the first day")
    next_morning(clock)
    held_and_done(ward, "t: On the second day")
    day = dt.date(2026, 8, 7)
    added = ward.retention.add_hold("Inquiry into falls", day, day)
    assert (added.reason, added.added_by, added.is_lifted) == ("Inquiry into falls", NAME, False)
    next_morning(clock, YEARS)
    preview = ward.retention.preview()
    assert preview.counts == {RecordKind.HUDDLES: 1, RecordKind.ITEMS: 1}
    assert [(row.hold.id, row.counts) for row in preview.held] == [
        (added.id, {RecordKind.HUDDLES: 1, RecordKind.ITEMS: 1})
    ]
    dispose(ward)
    assert [item.text for item in ward.history.items(ItemKind.RECOGNITION)] == ["On the second day"]
    with pytest.raises(Refused):
        ward.retention.lift_hold(added.id, " ")
    lifted = ward.retention.lift_hold(added.id, "The inquiry is over")
    assert (lifted.is_lifted, lifted.changed_by) == (True, NAME)
    dispose(ward)
    assert ward.history.huddles() == ()
    assert "The inquiry is over" in values_of(ward)


def test_a_hold_without_days_stops_everything(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, "t: On the first day")
    ward.retention.add_hold("Public inquiry")
    next_morning(clock, 366 * 10)
    preview = ward.retention.preview()
    assert preview.counts == {}
    assert preview.held[0].counts[RecordKind.AUDIT] > 5
    assert ward.retention.dispose({}) == ()
    assert len(ward.history.huddles()) == 1


@pytest.mark.parametrize(
    ("reason", "from_on", "until_on"),
    [(" ", None, None), ("Why", dt.date(2026, 8, 7), dt.date(2026, 8, 6))],
)
def test_a_hold_needs_a_reason_and_days_in_order(
    ward: Ward, reason: str, from_on: dt.date | None, until_on: dt.date | None
) -> None:
    with pytest.raises(Refused):
        ward.retention.add_hold(reason, from_on, until_on)
    assert ward.retention.holds() == ()


# Removing


def test_nothing_goes_that_was_not_agreed_to(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, *(f"t: Thanks {number}" for number in range(8)))
    next_morning(clock, YEARS)
    with pytest.raises(Refused):
        ward.retention.dispose({RecordKind.HUDDLES: 1})
    with pytest.raises(Refused):
        ward.retention.dispose({**counts(ward), RecordKind.DRAFTS: 6})
    assert ward.retention.log() == ()
    assert len(ward.history.items(ItemKind.RECOGNITION)) == 8


def cut_short(monkeypatch: pytest.MonkeyPatch, after: int, then: Callable[[], object]) -> None:
    """Have something happen between two of the many short writes."""

    def lots_of(reader: Reader, plan: Plan) -> Iterator[lots.Lot]:
        found = lots.lots_of(reader, plan)

        def with_break() -> Iterator[lots.Lot]:
            yield from found[:after]
            then()
            yield from found[after:]

        return with_break()

    monkeypatch.setattr(retention, "lots_of", lots_of)


def test_a_hold_that_comes_meanwhile_stops_the_rest(
    ward: Ward, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_and_done(ward, *(f"t: Thanks {number}" for number in range(25)))
    next_morning(clock, YEARS)
    cut_short(monkeypatch, 1, lambda: ward.retention.add_hold("Stop"))
    with pytest.raises(Refused) as stopped:
        dispose(ward)
    assert "log" in stopped.value.message
    assert [(row.kind, row.count) for row in ward.retention.log()] == [(RecordKind.ITEMS, 10)]
    assert len(ward.history.items(ItemKind.RECOGNITION)) == 15


def test_a_loss_of_power_leaves_what_went_logged_and_the_rest_whole(
    ward: Ward, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_and_done(ward, *(f"t: Xylophone {number}" for number in range(25)))
    next_morning(clock, YEARS)

    class PowerCut(Exception):
        pass

    def cut() -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        cut_short(patched, 2, cut)
        with pytest.raises(PowerCut):
            dispose(ward)
    assert [(row.kind, row.count) for row in ward.retention.log()] == [(RecordKind.ITEMS, 20)]
    assert values_of(ward).count("Xylophone") == 5
    assert is_chained(ward)
    clock.advance(hours=1)
    assert dispose(ward) == {RecordKind.ITEMS: 5, RecordKind.HUDDLES: 1}
    assert ward.history.huddles() == ()


def test_what_is_changed_meanwhile_stays(
    ward: Ward, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _huddle_id, kept = held_and_done(ward, "a: Order slings @Erin", "t: Ta")
    next_morning(clock, YEARS)
    agreed = counts(ward)
    cut_short(
        monkeypatch,
        0,
        lambda: ward.followups.update(kept[0].id, status=Status.NOT_STARTED, note="Not yet"),
    )
    ward.retention.dispose(agreed)
    assert ward.followups.all_open()[0].text == "Order slings"
    assert ward.history.items(ItemKind.RECOGNITION) == ()


def test_the_log_says_what_went_by_whom_and_why(ward: Ward, clock: ShiftedClock) -> None:
    held_and_done(ward, *(f"t: Thanks {number}" for number in range(25)))
    next_morning(clock, YEARS)
    rows = ward.retention.dispose(counts(ward))
    assert ward.retention.log() == rows
    assert {row.kind: row.count for row in rows} == {RecordKind.ITEMS: 25, RecordKind.HUDDLES: 1}
    assert {(row.at, row.by) for row in rows} == {(clock.now(), NAME)}
    assert {row.before_on for row in rows} == {ward.retention.preview().going[0].before_on}


# Patient references


def with_reference(ward: Ward, line: str = "a: Turn every two hours @Erin") -> ItemRow:
    item = capture(ward, start(ward), line)
    return ward.running.change_item(item.id, item.row_version, patient_reference="Bed 4")


def shown(ward: Ward, item: ItemRow) -> str:
    return ward.followups.action(item.id).patient_reference


def test_a_patient_reference_leaves_after_its_hours(ward: Ward, clock: ShiftedClock) -> None:
    item = with_reference(ward)
    clock.advance(hours=71)
    assert ward.retention.expire_patient_references() == 0
    assert shown(ward, item) == "Bed 4"
    clock.advance(hours=1)
    assert shown(ward, item) == ""
    version = ward.followups.action(item.id).row_version
    assert ward.retention.expire_patient_references() == 1
    after = ward.followups.action(item.id)
    assert (after.patient_reference, after.text) == ("", "Turn every two hours")
    assert after.row_version == version + 1
    assert ward.retention.expire_patient_references() == 0
    query = "SELECT old, new FROM audit_entry JOIN audit_value USING (id) WHERE act = 'expired'"
    ((old, new),) = asked(ward.paths, query)
    assert "Bed" not in old
    assert "hash:" in old
    assert '"patient_reference": ""' in new


@pytest.mark.on_a_file("it reads the data file's bytes")
def test_nobody_with_the_key_reads_a_bed_that_left(
    ward: Ward, clock: ShiftedClock, store_paths: Paths
) -> None:
    item = capture(ward, start(ward), "a: Turn every two hours @Erin")
    ward.running.change_item(item.id, item.row_version, patient_reference="Bed Xylophone")
    next_morning(clock, 3)
    ward.retention.expire_patient_references()
    ward.close()
    key = keys.unlock(store_paths.key_file, NAME, PASSWORD).key
    readable = read_with_key(store_paths.database, key)
    assert b"Xylophone" not in readable
    assert b"Turn every two hours" in readable


def test_a_sensitive_one_leaves_too_whoever_is_signed_in(ward: Ward, clock: ShiftedClock) -> None:
    item = with_reference(ward)
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    ward.privacy.change_sensitive_roles([])
    next_morning(clock, 3)
    assert ward.retention.expire_patient_references() == 1


def test_the_hours_are_the_wards_own(ward: Ward, clock: ShiftedClock) -> None:
    item = with_reference(ward)
    ward.privacy.change_policy(0, patient_reference_hours=24)
    clock.advance(hours=24)
    assert shown(ward, item) == ""
    assert ward.retention.expire_patient_references() == 1


def test_three_days_asleep_and_a_clock_set_back(ward: Ward, clock: ShiftedClock) -> None:
    item = with_reference(ward)
    next_morning(clock, -2)
    assert shown(ward, item) == ""
    assert ward.retention.expire_patient_references() == 1
