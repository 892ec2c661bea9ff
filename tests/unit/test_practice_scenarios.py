"""The scenarios that ship: each can be played, and says what good looks like."""

from __future__ import annotations

import pytest

import resources
from huddle.i18n import use_language
from huddle.practice_scenarios import NAMES, scenario, scenarios
from huddle.rows.practice import PointKind, Scenario
from huddle.rules.identifiers import identifiers
from huddle.rules.search_words import words_in

each = pytest.mark.parametrize("told", scenarios(), ids=NAMES)
BOXES = {
    step["purpose"]: step["seconds"]
    for step in resources.toml("templates", "ward_safety.toml")["steps"]
}


def test_every_file_is_offered() -> None:
    files = {path.stem for path in resources.path("practice").glob("*.toml")}
    assert files == set(NAMES)
    assert len(NAMES) >= 4


@each
def test_everybody_who_is_named_takes_part(told: Scenario) -> None:
    assert {person.department for person in told.people} <= set(told.departments)
    assert {promise.owner for promise in told.promises} <= {person.name for person in told.people}
    assert {line.who for line in told.lines} <= set(told.people)
    heard = {point.department for point in told.points if point.kind is PointKind.HEARD}
    assert heard <= set(told.departments)


@each
def test_all_of_it_is_said_within_the_time_of_each_step(told: Scenario) -> None:
    for line in told.lines:
        assert line.step is None or line.after <= BOXES[line.step] * 0.7
    assert 5 <= told.minutes <= 8


@each
def test_whoever_waits_to_be_asked_is_a_point_of_it(told: Scenario) -> None:
    waiting = {line.who.department for line in told.lines if line.only_if_asked}
    heard = {point.department for point in told.points if point.kind is PointKind.HEARD}
    assert waiting
    assert waiting == heard


@each
def test_what_is_to_be_kept_is_known_by_its_own_words(told: Scenario) -> None:
    for line in told.lines:
        is_known = any(word.startswith(line.words) for word in words_in(line.says))
        assert is_known == (line.holds is not None), line.says


@each
def test_nobody_could_take_it_for_a_patient(told: Scenario) -> None:
    words = [line.says for line in told.lines] + [promise.text for promise in told.promises]
    assert [text for text in words if identifiers(text, this_year=2026)] == []


def test_all_of_it_can_be_translated() -> None:
    use_language("xx")
    told = scenario("quiet_ward")
    shown = [told.title, told.about, told.learn, told.ward, *told.departments]
    shown += [line.says for line in told.lines] + [promise.text for promise in told.promises]
    shown += [text for point in told.points for text in (point.well, point.try_next)]
    assert [text for text in shown if not text.startswith("[")] == []
    assert {person.department for person in told.people} <= set(told.departments)
