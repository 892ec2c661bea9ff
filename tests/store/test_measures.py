"""Measures on a real ward: defined, read, corrected, and charted by the rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.errors import ChangedElsewhere, Refused
from huddle.measure_words import ChartKind, Direction, Family, MeasureKind, Rule, Variation
from huddle.rows.measures import MeasureRow
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.ward import Ward
from tests.helpers.acting import audited
from tests.helpers.sheet_text import text_of

TODAY = dt.date(2026, 8, 6)
VIGNETTE = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""The series of the vignette of NHSRplotthedots."""


CHART = SheetOrder(SheetKind.CHART, measure="Falls")


def define(ward: Ward, name: str = "Falls", **fields: Any) -> MeasureRow:
    values: dict[str, Any] = {
        "family": Family.SAFETY,
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
    }
    return ward.measures.add(name, **{**values, **fields})


def fill(ward: Ward, measure: MeasureRow, values: tuple[float, ...]) -> None:
    first = TODAY - dt.timedelta(days=len(values) - 1)
    days = (first + dt.timedelta(days=at) for at in range(len(values)))
    ward.measures.read_all(
        measure.id, [f"{day} {value}" for day, value in zip(days, values, strict=True)]
    )


def test_a_measure_is_defined_and_read(ward: Ward) -> None:
    falls = define(ward, unit="falls", numerator="Every fall of a patient", target=1)
    ward.measures.read(falls.id, "5 Aug 2")
    kept = ward.measures.read(falls.id, "3 wet floor")
    assert (kept.read_on, kept.value, kept.note) == (TODAY, 3, "wet floor")
    (listed,) = ward.measures.measures()
    assert (listed.readings, listed.last_on, listed.last_value) == (2, TODAY, 3)
    assert (listed.unit, listed.numerator, listed.target) == ("falls", "Every fall of a patient", 1)


def test_a_definition_is_refused_where_it_cannot_be(ward: Ward) -> None:
    falls = define(ward)
    with pytest.raises(Refused, match="already"):
        define(ward, "falls")
    with pytest.raises(Refused, match="empty"):
        define(ward, " ")
    ward.measures.read(falls.id, "1")
    with pytest.raises(Refused, match="has readings already"):
        ward.measures.change(falls.id, falls.row_version, kind=MeasureKind.RATE)
    with pytest.raises(ChangedElsewhere):
        ward.measures.change(falls.id, falls.row_version + 1, name="Slips")
    assert ward.measures.change(falls.id, falls.row_version, name="Slips").name == "Slips"


def test_measures_retire_and_come_back(ward: Ward) -> None:
    falls, _sores = define(ward), define(ward, "Pressure ulcers")
    assert [one.name for one in ward.measures.measures()] == ["Falls", "Pressure ulcers"]
    ward.measures.retire(falls.id)
    assert [one.name for one in ward.measures.measures()] == ["Pressure ulcers"]
    assert len(ward.measures.measures(with_retired=True)) == 2
    ward.measures.bring_back(falls.id)
    assert len(ward.measures.measures()) == 2


def test_a_day_has_one_reading_unless_it_is_of_events(ward: Ward) -> None:
    falls = define(ward)
    ward.measures.read(falls.id, "1")
    with pytest.raises(Refused, match="06-Aug-2026 already"):
        ward.measures.read(falls.id, "2")
    with pytest.raises(Refused, match="already"):
        ward.measures.read_all(falls.id, ["5 Aug 1", "5 Aug 2"])
    sores = define(ward, "Ulcers", kind=MeasureKind.DAYS_BETWEEN, direction=Direction.UP)
    ward.measures.read_all(sores.id, ["5 Aug", "5 Aug"])
    assert len(ward.measures.readings(sores.id)) == 2


def test_a_pasted_table_is_kept_whole_or_not_at_all(ward: Ward) -> None:
    falls = define(ward)
    with pytest.raises(Refused, match=r"Line 2: .*Nothing was kept"):
        ward.measures.read_all(falls.id, ["4 Aug 1", "nothing", "5 Aug 2"])
    assert not ward.measures.readings(falls.id)
    kept = ward.measures.read_all(falls.id, ["4 Aug 1", "", "05-Aug-2026\t2"])
    assert [one.value for one in kept] == [1, 2]


def test_a_correction_keeps_what_was_said_before(ward: Ward) -> None:
    falls = define(ward)
    first = ward.measures.read(falls.id, "5 Aug 7")
    second = ward.measures.correct(first.id, first.row_version, "5 Aug 2 counted twice")
    third = ward.measures.correct(second.id, second.row_version, "5 Aug 3")
    assert (third.value, third.was) == (3, (2, 7))
    assert [one.value for one in ward.measures.readings(falls.id)] == [3]
    with pytest.raises(Refused):
        ward.measures.correct(first.id, first.row_version, "5 Aug 4")
    ward.measures.take_back(third.id, "another ward's")
    assert not ward.measures.readings(falls.id)


def test_a_correction_that_cannot_be_leaves_the_old_reading(ward: Ward) -> None:
    falls = define(ward)
    ward.measures.read(falls.id, "4 Aug 1")
    old = ward.measures.read(falls.id, "5 Aug 7")
    with pytest.raises(Refused, match="already"):
        ward.measures.correct(old.id, old.row_version, "4 Aug 7")
    assert [one.value for one in ward.measures.readings(falls.id)] == [7, 1]


def test_a_chart_says_what_the_rules_say(ward: Ward) -> None:
    falls = define(ward)
    fill(ward, falls, VIGNETTE)
    chart = ward.measures.chart(falls.id)
    (lines,) = chart.lines
    assert chart.kind is ChartKind.XMR
    assert (round(lines.centre, 2), lines.is_trial) == (1.94, False)
    assert lines.upper == pytest.approx(6.95, abs=0.01)
    marked = [point for point in chart.points if point.rule]
    assert [(point.value, point.rule, point.kind) for point in marked] == [
        (10, Rule.OUTSIDE, Variation.CONCERN)
    ]
    assert "not screened" in chart.says
    assert "Making Data Count" in chart.rules
    ward.measures.change(falls.id, falls.row_version, is_screened=True)
    (screened,) = ward.measures.chart(falls.id).lines
    assert screened.upper == pytest.approx(4.60, abs=0.01)


def test_few_readings_are_a_run_chart_and_events_are_days_between(ward: Ward) -> None:
    falls = define(ward)
    fill(ward, falls, (1, 2, 3, 4))
    assert ward.measures.chart(falls.id).kind is ChartKind.RUN
    assert ward.measures.chart(falls.id, ChartKind.XMR).lines[0].is_trial
    sores = define(ward, "Ulcers", kind=MeasureKind.DAYS_BETWEEN, direction=Direction.UP)
    ward.measures.read_all(sores.id, ["1 Jun", "13 Jun", "13 Jul 2", "20 Jul"])
    chart = ward.measures.chart(sores.id)
    assert chart.kind is ChartKind.T
    assert [point.value for point in chart.points] == [12, 30, 0.5, 7]
    assert chart.points[-1].on == dt.date(2026, 7, 20)


def test_limits_begin_anew_where_the_process_is_known_to_have_changed(ward: Ward) -> None:
    falls = define(ward)
    fill(ward, falls, (*(9, 8) * 7, *(3, 2) * 7))
    changed = TODAY - dt.timedelta(days=13)
    one = ward.measures.rebase(falls.id, f"{changed}", "Low beds came")
    before, after = ward.measures.chart(falls.id).lines
    assert (before.centre, after.centre, after.why) == (8.5, 2.5, "Low beds came")
    with pytest.raises(Refused, match="already"):
        ward.measures.rebase(falls.id, "24 July 2026", "Again")
    with pytest.raises(Refused, match="empty"):
        ward.measures.rebase(falls.id, "today", "")
    with pytest.raises(Refused, match="no day"):
        ward.measures.rebase(falls.id, "soon", "Low beds came")
    ward.measures.take_back_rebase(one.id)
    assert len(ward.measures.chart(falls.id).lines) == 1


def test_the_measure_of_the_day_is_another_one_tomorrow(ward: Ward) -> None:
    assert ward.measures.of_the_day() is None
    define(ward)
    for name in ("Ulcers", "Waits"):
        define(ward, name, is_of_the_day=True)
    first = ward.measures.of_the_day()
    assert first is not None
    assert first.measure.name in ("Ulcers", "Waits")
    assert not first.points


def test_a_chart_leaves_as_a_sheet_and_the_audit_says_so(ward: Ward) -> None:
    falls = define(ward)
    fill(ward, falls, VIGNETTE)
    pdf = ward.sheets.release(CHART, purpose="save")
    assert "Falls" in text_of(pdf)
    told = {"sheet": "chart", "department": "", "measure": "Falls", "copies": 1}
    assert audited(ward, "save", "override") == [("save", told)]


def test_a_chart_that_may_tell_who_a_patient_is_leaves_with_a_reason_alone(ward: Ward) -> None:
    falls = define(ward)
    ward.measures.read(falls.id, "1 ring about 943 476 5919")
    ward.measures.read(falls.id, "2026-08-05 1")
    with pytest.raises(GuardAsks, match="Noted with a reading"):
        ward.sheets.release(CHART, purpose="save")
    assert audited(ward, "save", "override") == []
    assert ward.sheets.release(CHART, purpose="save", reason="The safety team asked for it")
    assert [act for act, _told in audited(ward, "save", "override")] == ["override", "save"]


def test_a_measure_is_found_by_its_name_and_the_first_one_without(ward: Ward) -> None:
    with pytest.raises(Refused, match="There is no measure yet"):
        ward.measures.named()
    first, second = define(ward), define(ward, "Waits")
    ward.measures.retire(second.id)
    assert ward.measures.named().id == first.id
    assert ward.measures.named(" WAITS ").id == second.id
    with pytest.raises(Refused, match="There are: Falls, Waits"):
        ward.measures.named("Slips")
    ward.measures.retire(first.id)
    with pytest.raises(Refused, match="There is no measure yet"):
        ward.measures.named()
