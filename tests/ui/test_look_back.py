"""Looking back in the huddle: days since harm, and the measure of the day."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from huddle.measure_words import Direction, Family, MeasureKind
from huddle.rows.safety_cross import HarmRow
from huddle.vocabulary import StepPurpose
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import find, wait_until
from ui.pages.run.presenter import open_page


def harm(ward: Ward) -> HarmRow:
    """The one kind of harm that this ward looks for."""
    falls, *others = ward.safety_cross.harms()
    for other in others:
        ward.safety_cross.retire(other.id)
    return falls


def measure(ward: Ward) -> str:
    falls = ward.measures.add(
        "Falls a week",
        family=Family.SAFETY,
        kind=MeasureKind.COUNT,
        direction=Direction.DOWN,
        is_of_the_day=True,
    )
    ward.measures.read_all(falls.id, ["3 Aug 2", "4 Aug 3", "5 Aug 1"])
    return falls.id


def at(work: AtWork, purpose: StepPurpose) -> None:
    """Open the running huddle at a step."""
    state = wards.start(work.ward)
    work.ward.running.go_to_step(state.huddle.id, wards.step_for(state, purpose))
    work.show(open_page(work.desk), huddle_id=state.huddle.id)


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def test_the_room_sees_days_since_and_the_measure_of_the_day(work: AtWork) -> None:
    falls, measure_id = harm(work.ward), measure(work.ward)
    at(work, StepPurpose.LOOK_BACK)
    assert find(work.window, "look_back").isVisible()
    assert text(work, "look_back_since_0").startswith("Falls: 0 days counted, none so far")
    assert "Near misses: 0 in August 2026" in text(work, "look_back_about_0")
    assert text(work, "look_back_measure") == "Falls a week"
    before = text(work, "look_back_chart_says")
    work.ward.measures.read(measure_id, "6 Aug 9")
    work.ward.safety_cross.mark(falls.id, falls.since_on, events=1, row_version=0)
    work.settle()
    wait_until(lambda: text(work, "look_back_chart_says") != before, "the new reading")
    assert text(work, "look_back_since_0").startswith("Falls: 0 days since the last one")


def test_other_steps_do_not_look_back(work: AtWork) -> None:
    harm(work.ward)
    at(work, StepPurpose.LOOK_AHEAD)
    assert not find(work.window, "look_back").isVisible()


def test_there_is_nothing_to_see_where_nothing_is_measured(work: AtWork) -> None:
    for one in work.ward.safety_cross.harms():
        work.ward.safety_cross.retire(one.id)
    at(work, StepPurpose.LOOK_BACK)
    assert not find(work.window, "look_back").isVisible()


def test_a_huddle_without_such_a_step_looks_back_at_its_promises(work: AtWork) -> None:
    harm(work.ward)
    (series,) = (one for one in work.ward.templates.series() if one.is_main)
    steps = work.ward.templates.template(series.template_id).steps
    (look_back,) = (step for step in steps if step.purpose is StepPurpose.LOOK_BACK)
    work.ward.templates.remove_step(series.template_id, look_back.id)
    at(work, StepPurpose.PROMISES)
    wait_until(find(work.window, "look_back").isVisible, "the past")
