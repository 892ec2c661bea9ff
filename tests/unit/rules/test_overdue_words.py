"""What is overdue by department, in the words that are sent on."""

from __future__ import annotations

import datetime as dt

from huddle.rows.items import OverdueRow, TeamOverdueRow
from huddle.rules.overdue_words import overdue_words

NOW = dt.datetime(2026, 8, 6, 8, 30)  # noqa: DTZ001 - the ward's wall clock


def found(*teams: TeamOverdueRow, count: int, hidden: int = 0) -> OverdueRow:
    return OverdueRow("Ward 7", NOW, teams, count, hidden)


def test_each_department_has_a_line_with_its_count_and_how_late_its_oldest_is() -> None:
    row = found(
        TeamOverdueRow("Pharmacy", 3, dt.date(2026, 7, 28)),
        TeamOverdueRow("Nursing", 1, dt.date(2026, 8, 6)),
        TeamOverdueRow("", 1, dt.date(2026, 8, 5)),
        count=5,
    )
    assert overdue_words(row).splitlines() == [
        "Overdue actions by department",
        "Ward 7, as at Thu 06-Aug-2026 08:30",
        "",
        "Pharmacy: 3 overdue, the oldest 9 days late",
        "Nursing: 1 overdue, late today",
        "No department named: 1 overdue, 1 day late",
        "",
        "This program has told nobody.",
    ]


def test_it_says_what_is_counted_twice_and_what_is_left_out() -> None:
    day = dt.date(2026, 8, 5)
    teams = [TeamOverdueRow(name, 1, day) for name in ("Nursing", "Porters")]
    said = overdue_words(found(*teams, count=1, hidden=2))
    assert "1 action in all; one with parts counts for each of its departments." in said
    assert "2 sensitive actions are not counted." in said


def test_nothing_overdue_is_said() -> None:
    assert "Nothing is overdue." in overdue_words(found(count=0))
