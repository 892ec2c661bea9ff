"""C2: opening Goals where fifty measures tell of them, over opening it where one does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from huddle.clock import SystemClock
from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.ward import Ward
from tests.benchmarks.figures import Figure, in_turns
from tests.helpers.behind import open_line
from tests.helpers.wards import make_store, sign_in
from ui.pages.goals.page import GoalsPage
from ui.pages.goals.state import GoalsState
from ui.theme.theme import Theme

GOALS, MEASURES, READINGS = 10, 50, 104
TURNS = 40

_READINGS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
INSERT INTO reading (id, unit_id, row_version, created_at, created_by, updated_at, updated_by,
    deleted_why, measure_id, read_on, value, note)
SELECT printf('%s-%03d', substr(measure.id, 5), n), measure.unit_id, 1, measure.created_at,
    measure.created_by, measure.created_at, measure.created_by, '', measure.id,
    date('2024-08-08', (n * 7) || ' days'), 10 + n * 3 % 7, ''
FROM measure, numbers
"""


def measure() -> list[Figure]:
    """Ask for all that Goals shows, and open the page with it; in turns."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    Theme().apply(qt, "light")
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        many, one = (_ward(Path(folder) / str(count), count) for count in (MEASURES, 1))
        asked = in_turns(lambda: _state(many), lambda: _state(one), turns=TURNS)
        opened = in_turns(_opening(many), _opening(one), turns=TURNS)
        many.close()
        one.close()
    return [
        Figure("C2", f"{what} of {MEASURES} measures over one", ours.median, floor.median, "ms", 3)
        for what, (ours, floor) in (("Goals asked", asked), ("Goals opened", opened))
    ]


def _state(ward: Ward) -> GoalsState:
    return GoalsState(
        goals=ward.goal_plans.goals(),
        known=ward.people.known(),
        measures=ward.measures.measures(),
        today=ward.clock.now().date(),
    )


def _opening(ward: Ward) -> Callable[[], object]:
    def opening() -> None:
        page = GoalsPage()
        page.resize(1366, 768)
        page.show_goals(_state(ward))
        page.grab()

    return opening


def _ward(folder: Path, measures: int) -> Ward:
    """A ward with goals, and measures with two years of readings that tell of them in turn."""
    paths = make_store(folder)
    ward = sign_in(paths, SystemClock())
    families = list(Family)
    goals = [
        ward.goal_plans.add(f"Goal {number}", family=families[number % len(families)]).item.id
        for number in range(GOALS)
    ]
    for number in range(measures):
        named = ward.measures.add(
            f"Measure {number}",
            family=families[number % len(families)],
            kind=MeasureKind.COUNT,
            direction=Direction.DOWN,
        )
        goal_id = goals[number % GOALS]
        ward.goal_plans.add_measure(goal_id, named.id, MeasureRole.OUTCOME)
    with closing(open_line(paths)) as connection:
        connection.execute(_READINGS, (READINGS,))
    return ward
