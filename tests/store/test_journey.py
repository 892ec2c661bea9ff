"""The journey map: what is counted where, whose it is, and what stands behind each number."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.rows.items import ItemRow
from huddle.rows.journey import (
    JourneyCell,
    JourneyCount,
    JourneyMap,
    JourneyPlace,
    JourneyTeam,
    OnMap,
)
from huddle.vocabulary import AccessRole, ItemKind, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as

AUGUST = dt.date(2026, 8, 1)
LAST_OF_AUGUST = dt.date(2026, 8, 31)


def mapped(ward: Ward, what: OnMap = OnMap.BOTH) -> JourneyMap:
    return ward.journey.map(AUGUST, LAST_OF_AUGUST, what)


def ids(ward: Ward, *names: str) -> tuple[str, ...]:
    """The ids of stages by their names."""
    known = {stage.name: stage.id for stage in ward.people.stages()}
    return tuple(known[name] for name in names)


def team(ward: Ward, name: str) -> str:
    return next(one.id for one in ward.people.departments() if one.name == name)


def place(found: JourneyMap, *names: str) -> JourneyPlace:
    (one,) = [one for one in found.places if one.names == names]
    return one


def filled(found: JourneyMap) -> dict[tuple[str, ...], dict[str, JourneyCount]]:
    """The cells in which something stands, by the names of their places and departments."""
    rows = {
        one.names: {
            column.name: count
            for column, count in zip(found.teams, one.counts, strict=True)
            if count.all
        }
        for one in found.places
    }
    return {names: cells for names, cells in rows.items() if cells}


def behind(ward: Ward, cell: JourneyCell, what: OnMap = OnMap.BOTH) -> list[str]:
    found = ward.journey.items(AUGUST, LAST_OF_AUGUST, what, cell)
    return [item.text for item in found]


def raise_all(ward: Ward, *lines: str) -> tuple[ItemRow, ...]:
    """Capture some lines where no stage goes without saying."""
    state = wards.start(ward)
    return tuple(wards.capture(ward, state, line) for line in lines)


def test_an_empty_ward_has_its_stages_and_departments_and_no_number(ward: Ward) -> None:
    found = mapped(ward)
    stages = [(stage.name,) for stage in ward.people.stages()]
    assert [one.names for one in found.places] == stages
    assert [one.name for one in found.teams] == list(wards.DEPARTMENTS)
    assert filled(found) == {}
    assert (found.sums, found.total) == ((JourneyCount(),) * 4, JourneyCount())
    assert found.most == 0


def test_a_concern_counts_for_whoever_raised_it_and_an_action_for_its_owner(ward: Ward) -> None:
    sam = ward.people.add_person("Sam", department_id=team(ward, "Porters"))
    raise_all(
        ward,
        "Charts come back late >Discharge @Pharmacy",
        f"Lift is out >Discharge @{sam.name}",
        "a: Move the trolley >Ward @Porters",
        f"a: Mend the bell >Ward @{sam.name}",
        "t: Thanks to the night team >Ward",
    )
    found = mapped(ward)
    assert filled(found) == {
        ("Ward",): {"Porters": JourneyCount(actions=2)},
        ("Discharge",): {
            "Pharmacy": JourneyCount(concerns=1),
            "Porters": JourneyCount(concerns=1),
        },
    }
    assert found.sums == (
        JourneyCount(),
        JourneyCount(),
        JourneyCount(concerns=1),
        JourneyCount(concerns=1, actions=2),
    )
    assert found.total == JourneyCount(concerns=2, actions=2)
    assert not found.has_shared
    assert found.most == 2


def test_what_has_no_stage_or_no_department_stands_at_the_end(ward: Ward) -> None:
    raise_all(ward, "Too much noise", "a: Ring the site team >Ward")
    found = mapped(ward)
    assert found.teams[-1] == JourneyTeam("", "")
    assert found.places[-1].names == ()
    assert filled(found) == {
        ("Ward",): {"": JourneyCount(actions=1)},
        (): {"": JourneyCount(concerns=1)},
    }
    assert behind(ward, JourneyCell((), "")) == ["Too much noise"]


def test_a_join_stands_below_its_first_stage_whichever_was_said_first(ward: Ward) -> None:
    raise_all(
        ward,
        "Notes stay behind >Arrival >Ward @Nursing",
        "Nobody rang ahead >Ward >Arrival @Nursing",
        "Who tells the GP? >Ward >Discharge @Medical",
    )
    found = mapped(ward)
    names = [one.names for one in found.places]
    assert names[names.index(("Arrival",)) + 1] == ("Arrival", "Ward")
    assert names[names.index(("Ward",)) + 1] == ("Ward", "Discharge")
    assert filled(found) == {
        ("Arrival", "Ward"): {"Nursing": JourneyCount(concerns=2)},
        ("Ward", "Discharge"): {"Medical": JourneyCount(concerns=1)},
    }
    assert place(found, "Arrival", "Ward").is_join
    assert not place(found, "Ward").is_join
    joined = ids(ward, "Arrival", "Ward")
    assert sorted(behind(ward, JourneyCell(joined, team(ward, "Nursing")))) == [
        "Nobody rang ahead",
        "Notes stay behind",
    ]
    assert behind(ward, JourneyCell(ids(ward, "Arrival"), None)) == []


def test_a_join_with_itself_or_with_nothing_is_a_stage(ward: Ward) -> None:
    (item,) = raise_all(ward, "Notes stay behind >Arrival >Ward @Nursing")
    (arrival, on_ward) = ids(ward, "Arrival", "Ward")
    item = ward.running.change_item(item.id, item.row_version, stage_id=on_ward)
    assert list(filled(mapped(ward))) == [("Ward",)]
    ward.running.change_item(item.id, item.row_version, stage_id=None, join_stage_id=arrival)
    assert list(filled(mapped(ward))) == [("Arrival",)]
    assert behind(ward, JourneyCell((arrival,), None)) == ["Notes stay behind"]


def test_an_action_of_several_departments_is_one_in_the_sum_of_its_stage(ward: Ward) -> None:
    raise_all(ward, "a: Agree one time >Discharge @Nursing +Pharmacy +Medical")
    found = mapped(ward)
    one = JourneyCount(actions=1)
    assert filled(found) == {("Discharge",): {"Medical": one, "Pharmacy": one}}
    assert place(found, "Discharge").total == one
    assert found.total == one
    assert found.has_shared
    for name in ("Medical", "Pharmacy"):
        assert behind(ward, JourneyCell(None, team(ward, name))) == ["Agree one time"]
    assert behind(ward, JourneyCell(None, team(ward, "Nursing"))) == []
    assert behind(ward, JourneyCell(ids(ward, "Discharge"), None)) == ["Agree one time"]


def test_only_what_was_raised_in_the_days_and_only_what_is_open(
    ward: Ward, clock: ShiftedClock
) -> None:
    done, given_up, waits, _open = raise_all(
        ward,
        "a: Mend the lamp >Ward @Porters",
        "a: Mend the bell >Ward @Porters",
        "a: Mend the door >Ward @Porters",
        "a: Mend the lift >Ward @Porters",
    )
    ward.followups.update(done.id, status=Status.CLOSED)
    ward.followups.update(given_up.id, status=Status.CANCELLED, note="Not ours")
    ward.followups.update(waits.id, status=Status.BLOCKED)
    assert filled(mapped(ward)) == {("Ward",): {"Porters": JourneyCount(actions=2)}}
    clock.set_to(dt.datetime(2026, 9, 2, 8, tzinfo=dt.UTC))
    ward.followups.add(wards.said(ward, "a: Mend the clock >Ward @Porters"))
    assert mapped(ward).total == JourneyCount(actions=2)
    september = ward.journey.map(dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    assert september.total == JourneyCount(actions=1)
    assert (september.since, september.until) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))


def test_a_concern_stays_beside_its_action_and_goes_when_it_becomes_something_else(
    ward: Ward,
) -> None:
    concern, other = raise_all(
        ward, "Charts late >Discharge @Pharmacy", "Thanks all >Ward @Nursing"
    )
    ward.running.turn_into(concern.id, ItemKind.ACTION)
    ward.running.turn_into(other.id, ItemKind.RECOGNITION)
    assert mapped(ward).total == JourneyCount(concerns=1, actions=1)
    ward.running.take_back(concern.id)
    assert mapped(ward).total.concerns == 0


def test_one_kind_alone(ward: Ward) -> None:
    raise_all(ward, "Charts late >Ward @Pharmacy", "a: Ask why >Ward @Pharmacy")
    assert mapped(ward, OnMap.CONCERNS).total == JourneyCount(concerns=1)
    assert mapped(ward, OnMap.ACTIONS).total == JourneyCount(actions=1)
    cell = JourneyCell(ids(ward, "Ward"), team(ward, "Pharmacy"))
    assert behind(ward, cell) == ["Ask why", "Charts late"]
    assert behind(ward, cell, OnMap.CONCERNS) == ["Charts late"]
    assert behind(ward, cell, OnMap.ACTIONS) == ["Ask why"]


def test_sensitive_items_are_counted_for_nobody_who_may_not_see_them(ward: Ward) -> None:
    concern, action, _plain = raise_all(
        ward,
        "Zinnia at the desk >Ward @Nursing",
        "a: Zinnia talk >Ward @Nursing",
        "Charts late >Ward @Nursing",
    )
    for item in (concern, action):
        ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    cell = JourneyCell(ids(ward, "Ward"), team(ward, "Nursing"))
    found = mapped(ward)
    assert (found.total, found.hidden_count) == (JourneyCount(2, 1), 0)
    assert len(behind(ward, cell)) == 3
    act_as(ward, AccessRole.ADMINISTRATOR)
    found = mapped(ward)
    assert (found.total, found.hidden_count) == (JourneyCount(1, 0), 2)
    assert place(found, "Ward").total == JourneyCount(1, 0)
    assert behind(ward, cell) == ["Charts late"]
    assert mapped(ward, OnMap.ACTIONS).hidden_count == 1


def test_what_was_taken_off_the_lists_keeps_its_place_while_something_is_there(
    ward: Ward,
) -> None:
    raise_all(ward, "Charts late >Transfer @Pharmacy")
    ward.people.remove_stage(*ids(ward, "Transfer"))
    ward.people.remove_stage(*ids(ward, "Procedure"))
    ward.people.retire_department(team(ward, "Pharmacy"))
    ward.people.retire_department(team(ward, "Porters"))
    found = mapped(ward)
    assert filled(found) == {("Transfer",): {"Pharmacy": JourneyCount(concerns=1)}}
    assert ("Procedure",) not in [one.names for one in found.places]
    assert [one.name for one in found.teams] == ["Nursing", "Medical", "Pharmacy"]


def test_only_so_many_are_given(ward: Ward) -> None:
    raise_all(ward, "One >Ward @Nursing", "Two >Ward @Nursing", "Three >Ward @Nursing")
    cell = JourneyCell(None, None)
    found = ward.journey.items(AUGUST, LAST_OF_AUGUST, OnMap.BOTH, cell, limit=2)
    assert [item.text for item in found] == ["Three", "Two"]


def test_another_unit_counts_for_itself(ward: Ward) -> None:
    raise_all(ward, "Charts late >Ward @Nursing")
    other = ward.units.add("Ward 8", tier="ward", time_zone=wards.ZONE)
    ward.units.use(other.id)
    assert mapped(ward).total == JourneyCount()
