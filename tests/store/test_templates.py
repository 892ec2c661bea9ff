"""Templates and series: what can be changed, and what is refused in words."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.vocabulary import StepPurpose
from huddle.ward import Ward
from tests.helpers.wards import main_series, next_morning, start


def test_a_copy_is_changed_freely(ward: Ward) -> None:
    original = ward.templates.templates()[0]
    copy = ward.templates.copy_template(original.id, "Ours")
    assert [step.name for step in copy.steps] == [step.name for step in original.steps]
    assert copy.seconds == original.seconds
    copy = ward.templates.add_step(copy.id, "Beds", seconds=90, position=1)
    copy = ward.templates.move_step(copy.id, copy.steps[1].id, -1)
    assert copy.steps[0].name == "Beds"
    copy = ward.templates.remove_step(copy.id, copy.steps[1].id)
    assert ward.templates.template(original.id) == original
    assert ward.templates.template(copy.id) == copy


def test_a_step_is_changed_on_the_version_it_was_read_at(ward: Ward) -> None:
    template = ward.templates.templates()[0]
    step = dataclasses.replace(template.steps[0], name="Good morning", seconds=45)
    changed = ward.templates.change_step(template.id, step, template.row_version)
    assert changed.steps[0] == step
    with pytest.raises(ChangedElsewhere):
        ward.templates.change_step(template.id, step, template.row_version)
    with pytest.raises(ChangedElsewhere):
        ward.templates.rename_template(template.id, template.row_version, "X", "")


def test_pasted_lines_become_steps_before_the_read_back(ward: Ward) -> None:
    template = ward.templates.templates()[0]
    grown = ward.templates.add_steps(template.id, ["Beds", "", " Stores "])
    assert [step.name for step in grown.steps[-3:]] == ["Beds", "Stores", "Read-back"]


def test_ten_thousand_pasted_lines_are_refused(ward: Ward) -> None:
    template = ward.templates.templates()[0]
    with pytest.raises(Refused) as refused:
        ward.templates.add_steps(template.id, [f"Step {number}" for number in range(10_000)])
    assert "10,000" in refused.value.message
    assert ward.templates.template(template.id) == template


def test_a_template_without_steps_starts_nothing(ward: Ward, clock: ShiftedClock) -> None:
    empty = ward.templates.new_template("Empty")
    with pytest.raises(Refused) as refused:
        ward.templates.add_series("Ours", empty.id, (0,), dt.time(9))
    assert "Empty" in refused.value.message
    filled = ward.templates.add_step(empty.id, "One")
    series = ward.templates.add_series("Ours", filled.id, (0,), dt.time(9))
    ward.templates.remove_step(filled.id, filled.steps[0].id)
    with pytest.raises(Refused):
        ward.running.start(series.id)
    assert ward.planning.today().unfinished == ()


def test_a_template_in_use_stays(ward: Ward) -> None:
    used, free = ward.templates.templates()[:2]
    with pytest.raises(Refused) as refused:
        ward.templates.remove_template(used.id)
    assert used.series_names[0] in refused.value.message
    ward.templates.remove_template(free.id)
    assert free.id not in [template.id for template in ward.templates.templates()]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_cannot_be_used_is_refused(ward: Ward, name: str) -> None:
    template = ward.templates.templates()[0]
    for call in (
        lambda: ward.templates.new_template(name),
        lambda: ward.templates.copy_template(template.id, name),
        lambda: ward.templates.add_step(template.id, name),
        lambda: ward.templates.add_series(name, template.id, (), dt.time(9)),
        lambda: ward.people.add_department(name),
        lambda: ward.people.add_person(name),
        lambda: ward.people.add_stage(name),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.field == "name"


def test_a_step_takes_up_to_four_hours(ward: Ward) -> None:
    template = ward.templates.templates()[0]
    for seconds in (-1, 4 * 60 * 60 + 1):
        with pytest.raises(Refused):
            ward.templates.add_step(template.id, "Long", seconds=seconds)
    steps = ward.templates.add_step(template.id, "Long", purpose=StepPurpose.TOPIC, seconds=0).steps
    assert steps[-1].seconds == 0


def test_a_series_that_changes_its_days_has_missed_none(ward: Ward, clock: ShiftedClock) -> None:
    (series,) = ward.templates.series()
    next_morning(clock, days=4)
    changed = ward.templates.change_series(
        series.id,
        series.row_version,
        name="Every day",
        template_id=series.template_id,
        weekdays=(6, 5, 4, 3, 2, 1, 0, 0),
        starts_at=dt.time(9),
        facilitator="Ama",
    )
    assert changed.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert ward.planning.today().missed == ()
    assert start(ward).huddle.facilitator == "Ama"


def test_the_main_series_stays_until_another_is_main(ward: Ward) -> None:
    main = main_series(ward)
    with pytest.raises(Refused):
        ward.templates.retire_series(main)
    other = ward.templates.add_series(
        "Theatre", ward.templates.templates()[2].id, (0, 1), dt.time(7, 45)
    )
    ward.templates.make_main(other.id)
    ward.templates.retire_series(main)
    assert [series.id for series in ward.templates.series()] == [other.id]
    assert len(ward.templates.series(with_retired=True)) == 2
