"""What is overdue by department: numbers only, whatever stands in the actions."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.rows.items import FollowUpsFilter
from huddle.rules.overdue_words import overdue_words
from huddle.vocabulary import AccessRole, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited
from tests.helpers.wards import hold, next_morning


@pytest.fixture
def late(ward: Ward, clock: ShiftedClock) -> Ward:
    """Three days later: late are two of Pharmacy, one for two teams, one of nobody's."""
    pharmacy = next(team.id for team in ward.people.departments() if team.name == "Pharmacy")
    ward.people.add_person("R. Shah", department_id=pharmacy)
    hold(
        ward,
        "a: Mend the zebra hoist @Pharmacy due today",
        'a: Answer the bleep @"R. Shah" due tomorrow',
        "a: Clear the corridor +Nursing +Porters due tomorrow",
        "a: Order slings due today",
        "a: Not late at all @Porters due +9d",
    )
    next_morning(clock, days=3)
    return ward


def counted(ward: Ward) -> list[tuple[str, int, int]]:
    """Each department with its count, and how many days ago its oldest was due."""
    row = ward.followups.overdue_by_department()
    return [
        (team.name, team.count, (row.as_at.date() - team.oldest_due_on).days) for team in row.teams
    ]


def test_each_department_is_counted_by_its_parts_its_owner_or_as_a_whole(late: Ward) -> None:
    assert counted(late) == [("Pharmacy", 2, 3), ("Nursing", 1, 2), ("Porters", 1, 2), ("", 1, 3)]
    assert late.followups.overdue_by_department().count == 4


def test_a_part_that_is_done_counts_no_more(late: Ward) -> None:
    (item,) = late.followups.find(FollowUpsFilter(text="corridor")).items
    part = next(one for one in item.parts if one.department_name == "Nursing")
    late.running.change_part(
        part.id, part.row_version, status=Status.CLOSED, owner_id=None, due_on=None
    )
    assert "Nursing" not in [name for name, _count, _days in counted(late)]


def test_no_word_and_no_name_is_in_it_and_the_audit_knows(late: Ward) -> None:
    said = overdue_words(late.followups.overdue_by_department())
    assert not [word for word in ("zebra", "bleep", "Shah") if word in said]
    assert "Ward 7" in said
    assert audited(late, "export") == [("export", {"count": 4})]
    assert late.audit.entries()[0].what == "exported the overdue actions by department"


@pytest.mark.parametrize("role", [AccessRole.WARD_MANAGER, AccessRole.READER])
def test_sensitive_ones_are_left_out_whoever_asks(late: Ward, role: AccessRole) -> None:
    (item,) = late.followups.find(FollowUpsFilter(text="zebra")).items
    late.running.change_item(item.id, item.row_version, is_sensitive=True)
    act_as(late, role)
    row = late.followups.overdue_by_department()
    assert (row.count, row.hidden_count) == (3, 1)
    assert row.teams[0].count == 1


def test_another_unit_s_actions_are_not_counted(late: Ward) -> None:
    other = late.units.add("Site team", tier="Site", time_zone="Europe/London")
    late.units.use(other.id)
    row = late.followups.overdue_by_department()
    assert (row.unit_name, row.count, row.teams) == ("Site team", 0, ())
    assert row.as_at.date() == dt.date(2026, 8, 9)
