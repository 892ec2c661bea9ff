"""Thanks in the room: as a huddle begins it hears those of the last one, and nobody's number."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from huddle.clock import ShiftedClock
from huddle.vocabulary import StepPurpose
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import find
from ui.pages.run.presenter import open_page


def open_at(work: AtWork, purpose: StepPurpose) -> None:
    state = wards.start(work.ward)
    work.ward.running.go_to_step(state.huddle.id, wards.step_for(state, purpose))
    work.show(open_page(work.desk), huddle_id=state.huddle.id)


def test_the_first_step_reads_out_the_thanks_of_the_last_huddle(
    work: AtWork, clock: ShiftedClock
) -> None:
    _huddle, (item,) = wards.hold(work.ward, "t: @Pharmacy came at once")
    wards.next_morning(clock)
    open_at(work, StepPurpose.WELCOME)
    assert find(work.window, "thanks_panel").isVisible()
    assert find(work.window, f"thanks_text_{item.code}", QLabel).text() == "came at once"
    about = find(work.window, f"thanks_about_{item.code}", QLabel).text()
    assert about == f"to Pharmacy · {item.code}"


def test_where_nobody_was_thanked_it_shows_nothing(work: AtWork) -> None:
    open_at(work, StepPurpose.WELCOME)
    assert not find(work.window, "thanks_panel").isVisible()
