"""How we huddle: figures with how they are counted, of the time that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.rows.huddle_measures import HuddleFigure
from huddle.vocabulary import StepPurpose
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find
from ui.pages.huddle_measures.presenter import HuddleMeasuresPresenter, open_page


def hold(ward: Ward, clock: ShiftedClock, *lines: str) -> None:
    """Hold today's huddle with these lines, ten minutes long."""
    state = wards.start(ward)
    huddle, step = state.huddle.id, wards.step_for(state, StepPurpose.LOOK_AHEAD)
    ward.running.go_to_step(huddle, step)
    for place, line in enumerate(lines):
        ward.running.capture(huddle, step, wards.said(ward, line), key=f"{huddle}{place}")
    clock.advance(minutes=10)
    ward.running.close(huddle)


def opened(work: AtWork) -> HuddleMeasuresPresenter:
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def test_without_a_huddle_it_says_when_to_come_back(work: AtWork) -> None:
    opened(work)
    assert text(work, "huddle_measures_empty_title") == "No huddle in this time"


def test_each_figure_says_what_it_is_and_how_it_is_counted(
    work: AtWork, clock: ShiftedClock
) -> None:
    hold(work.ward, clock, "c: The hoist battery is flat")
    opened(work)
    row = work.ward.huddle_measures.of(None, *(2 * (wards.START.date(),)))
    for figure in row.figures:
        name = f"figure_{figure.kind}"
        assert text(work, f"{name}_name") == figure.name
        assert text(work, f"{name}_value").startswith(figure.value)
        assert text(work, f"{name}_how") == figure.how
    assert (
        find(work.window, "figure_concerns")
        .accessibleName()
        .endswith(row.figure(HuddleFigure.CONCERNS).value)
    )


def test_what_came_again_asks_for_a_fix_of_its_cause(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock, "c: The hoist battery is flat")
    clock.advance(days=1)
    hold(work.ward, clock, "c: The hoist battery is flat again")
    opened(work)
    card = find(work.window, "came_again", QWidget)
    said = [label.text() for label in card.findChildren(QLabel)]
    assert said[1] == "Found by the words that they share, within 30 days of one another."
    assert said[2] == "The hoist battery is flat again"
    assert "2 times since Thu 06-Aug-2026" in said[3]


def test_another_time_counts_anew(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock)
    clock.advance(days=32)
    presenter = opened(work)
    assert text(work, "huddle_measures_about").startswith("1 huddle from")
    click(work.window, "huddle_measures_months_0")
    work.settle()
    assert presenter.page.months_back == 0
    assert text(work, "huddle_measures_empty_title") == "No huddle in this time"


def test_everybody_can_read_it(work: AtWork, clock: ShiftedClock) -> None:
    hold(work.ward, clock, "c: The hoist battery is flat")
    opened(work)
    page = find(work.window, "huddle_measures_page", QWidget)
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    assert sweep.cut_off(page) == []
    assert sweep.out_of_reach(page) == []
