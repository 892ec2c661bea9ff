"""Several units in one store: who works where, and that each sees its own."""

from __future__ import annotations

from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.rows.units import StoreUnitRow
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, ItemKind, RecordKind
from huddle.ward import Ward, open_ward
from tests.helpers.wards import NAME, PASSWORD, ZONE, hold, main_series, sign_in, start


def added(ward: Ward, name: str = "Site team", tier: str = "Site", **others: Any) -> StoreUnitRow:
    """A further unit of the store."""
    return ward.units.add(name, tier=tier, time_zone=others.get("time_zone", ZONE))


def test_a_ward_alone_is_the_only_unit(ward: Ward) -> None:
    only = ward.units.units()
    assert [(unit.name, unit.tier, unit.is_mine, unit.is_in_use) for unit in only] == [
        ("Ward 7", "Ward", True, True)
    ]
    assert ward.units.tier_names() == ("Ward", "Site", "Division", "Executive")


def test_a_new_unit_begins_with_what_every_unit_has(ward: Ward) -> None:
    site = added(ward)
    ward.units.use(site.id)
    assert ward.setting_up.unit().name == "Site team"
    assert ward.templates.templates()
    assert ward.people.stages()
    assert [tier.name for tier in ward.escalations.tiers()] == ["Site", "Division", "Executive"]
    assert ward.planning.today().cards[0].is_due_today
    assert not ward.people.departments()


def test_each_unit_sees_its_own(ward: Ward) -> None:
    hold(ward, "a: Mend the hoist due today")
    code = ward.followups.find(FollowUpsFilter()).items[0].code
    site = added(ward)
    ward.units.use(site.id)
    assert not ward.followups.find(FollowUpsFilter()).items
    assert not ward.history.huddles()
    assert not ward.people.known().departments
    assert {entry.about for entry in ward.audit.entries()} & {"Ward 7"} == set()
    with pytest.raises(Refused):
        ward.followups.action(code)
    assert not ward.followups.find(FollowUpsFilter(text="hoist")).items


def test_a_unit_in_another_zone_has_its_own_day(ward: Ward, clock: ShiftedClock) -> None:
    auckland = added(ward, "Night desk", time_zone="Pacific/Auckland")
    before = ward.planning.today().today
    clock.advance(hours=8)  # 15:30 UTC, after midnight there
    ward.units.use(auckland.id)
    assert (ward.planning.today().today - before).days == 1


def test_numbers_and_codes_are_the_store_s(ward: Ward) -> None:
    first, _items = hold(ward, "a: Mend the hoist")
    number = ward.history.record(first).huddle.number
    ward.units.use(added(ward).id)
    second = start(ward)
    assert second.huddle.number == number + 1


def test_names_are_taken_once_and_tiers_make_no_circle(ward: Ward) -> None:
    home = ward.units.units()[0]
    site = added(ward)
    with pytest.raises(Refused, match="already"):
        added(ward, "site TEAM")
    with pytest.raises(Refused):
        added(ward, " ")
    with pytest.raises(Refused):
        added(ward, "Nowhere", time_zone="Mars/Base")
    site = ward.units.units()[1]
    changed = ward.units.change(home.id, home.row_version, tier="Ward", parent_id=site.id)
    assert changed.parent_id == site.id
    with pytest.raises(Refused, match="belong"):
        ward.units.change(site.id, site.row_version, tier="Site", parent_id=home.id)


def test_nobody_works_where_nobody_let_them_in(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    site = added(ward)
    ward.accounts.add("Fay", "three other words", AccessRole.FACILITATOR)
    ward.close()
    fays = open_ward(store_paths, clock, by_password("Fay", "three other words"))
    assert [unit.is_mine for unit in fays.units.units()] == [True, False]
    with pytest.raises(NotAllowed):
        fays.units.use(site.id)
    fays.close()
    ward = sign_in(store_paths, clock)
    fay = next(one for one in ward.accounts.accounts() if one.name == "Fay")
    ward.units.let_in(fay.id, [site.id])
    ward.signing_in.switch("Fay", "three other words")
    assert ward.units.use(site.id).is_in_use
    ward.signing_in.switch(NAME, PASSWORD)
    assert ward.setting_up.unit().name == "Site team", "Erin may work there, too"
    ward.close()


def test_whoever_is_shut_out_meanwhile_reads_and_writes_nothing_there_any_more(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.units.use(added(ward).id)
    elsewhere = sign_in(store_paths, clock)
    elsewhere.units.let_in(elsewhere.accounts.mine().id, [])
    elsewhere.close()
    with pytest.raises(NotAllowed, match="any more"):
        ward.planning.today()
    with pytest.raises(NotAllowed, match="any more"):
        ward.planning.raise_for_next("A bed is broken")
    ward.signing_in.switch(NAME, PASSWORD)
    assert ward.setting_up.unit().name == "Ward 7"


def test_whoever_is_not_let_in_comes_back_to_their_own_unit(ward: Ward, store_paths: Paths) -> None:
    site = added(ward)
    ward.accounts.add("Fay", "three other words", AccessRole.FACILITATOR)
    ward.units.use(site.id)
    ward.signing_in.switch("Fay", "three other words")
    assert ward.setting_up.unit().name == "Ward 7"


def test_a_manager_lets_nobody_into_a_unit_that_is_not_theirs(ward: Ward) -> None:
    site = added(ward)
    ward.accounts.add("Max", "three other words", AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Max", "three other words")
    max_account = ward.accounts.mine()
    with pytest.raises(NotAllowed):
        ward.units.let_in(max_account.id, [site.id])


def test_a_manager_changes_no_unit_that_is_not_theirs(ward: Ward) -> None:
    site = added(ward)
    ward.accounts.add("Max", "three other words", AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Max", "three other words")
    with pytest.raises(NotAllowed, match="works in a unit"):
        ward.units.change(site.id, site.row_version, tier="Ward", parent_id=None)
    home = ward.units.units()[0]
    assert ward.units.change(home.id, home.row_version, tier="Site", parent_id=site.id).tier


def test_a_unit_can_be_of_a_tier_with_a_long_name(ward: Ward) -> None:
    name = "Patient flow and site safety team"
    ward.escalations.add_tier(name)
    assert name in ward.units.tier_names()
    assert added(ward, tier=name).tier == name


def test_letting_somebody_in_gives_their_account_as_it_is_then(ward: Ward) -> None:
    site = added(ward)
    fay = ward.accounts.add("Fay", "three other words", AccessRole.FACILITATOR)
    after = ward.units.let_in(fay.id, [site.id])
    assert after.unit_ids == (ward.unit_id, site.id)
    assert after == next(one for one in ward.accounts.accounts() if one.id == fay.id)


def test_accounts_are_managed_where_they_belong(ward: Ward) -> None:
    site = added(ward)
    ward.units.use(site.id)
    ward.accounts.add("Sam", "three other words", AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Sam", "three other words")
    assert [one.name for one in ward.accounts.accounts()] == ["Erin", "Sam"]
    erin = ward.accounts.accounts()[0]
    with pytest.raises(NotAllowed):
        ward.accounts.reset(erin.id, "four brand new words")
    with pytest.raises(NotAllowed):
        ward.accounts.disable(erin.id)


@pytest.mark.on_a_file("a server has backups of its own")
def test_the_backup_s_place_is_the_store_s(ward: Ward, tmp_path: Any) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ward.units.use(added(ward).id)
    ward.upkeep.choose_second_place(stick)
    ward.upkeep.back_up()
    assert list(stick.iterdir())
    ward.units.use(ward.units.units()[0].id)
    assert ward.upkeep.state().second_folder == str(stick)


def test_reminders_go_out_in_every_unit(ward: Ward, clock: ShiftedClock) -> None:
    site = added(ward)
    clock.advance(minutes=-20)  # 08:10, five minutes before both huddles
    ward.units.use(site.id)
    series = main_series(ward)
    assert ward.reminders.send() == 2
    assert ward.reminders.send() == 0
    assert [row.series_id for row in ward.reminders.inbox().rows] == [series]


# What one unit does leaves the others alone


@pytest.fixture
def two(ward: Ward, clock: ShiftedClock) -> Ward:
    """The site team with somebody of the same name as in the ward, which is in use."""
    site = added(ward)
    ward.units.use(site.id)
    hold(ward, 'a: Open ward 9 @"Sam Lee" due today', "c: Sam Lee shouted at a patient")
    concern = ward.history.items(ItemKind.CONCERN)[0]
    ward.running.change_item(concern.id, concern.row_version, is_sensitive=True)
    clock.advance(minutes=1)
    ward.units.use(ward.units.units()[0].id)
    hold(ward, 'a: Mend the hoist @"Sam Lee" due today')
    return ward


def in_site(ward: Ward) -> Ward:
    ward.units.use(ward.units.units()[1].id)
    return ward


def test_naming_an_owner_names_nobody_elsewhere(two: Ward) -> None:
    item = two.followups.find(FollowUpsFilter()).items[0]
    assert two.followups.name_owner(item.id, "Sam Lee").owner_is_known
    other = in_site(two).followups.find(FollowUpsFilter()).items[0]
    assert (other.owner_name, other.owner_is_known) == ("Sam Lee", False)


def test_what_is_known_of_a_person_is_of_their_unit(two: Ward) -> None:
    person = two.people.add_person("Sam Lee")
    said = str(two.rights.everything_about(person.id, reason="They asked"))
    assert "Mend the hoist" in said
    assert "shouted" not in said
    assert "Open ward 9" not in said


def test_a_leaver_leaves_one_unit_only(two: Ward) -> None:
    person = two.people.add_person("Sam Lee")
    two.rights.leaver_becomes_role(person.id, "Former porter")
    assert two.followups.find(FollowUpsFilter()).items[0].owner_name == "Former porter"
    assert in_site(two).followups.find(FollowUpsFilter()).items[0].owner_name == "Sam Lee"


def test_retention_of_one_unit_keeps_the_audit_of_another(two: Ward, clock: ShiftedClock) -> None:
    def values() -> int:
        return sum(bool(entry.changes) for entry in two.audit.entries(limit=500))

    before = values()
    in_site(two)
    clock.advance(days=400)
    policy = two.privacy.policy()
    two.privacy.change_policy(policy.row_version, keep_audit_months=1)
    goes = {row.kind: row.count for row in two.retention.preview().going}
    assert goes[RecordKind.AUDIT]
    two.retention.dispose(goes)
    two.units.use(two.units.units()[0].id)
    assert values() == before


def test_what_is_half_typed_stays_in_its_unit(two: Ward) -> None:
    two.running.save_draft(None, "add_action", "Ring the")
    assert in_site(two).running.drafts(None) == {}
    two.running.save_draft(None, "add_action", "Open the")
    two.units.use(two.units.units()[0].id)
    assert two.running.drafts(None)["add_action"] == "Ring the"


def test_beds_go_in_every_unit(two: Ward, clock: ShiftedClock) -> None:
    item = two.followups.find(FollowUpsFilter()).items[0]
    two.followups.update(item.code, patient_reference="Bed 7")
    in_site(two)
    clock.advance(days=4)
    assert two.retention.expire_patient_references() == 1
    assert two.retention.expire_patient_references() == 0
