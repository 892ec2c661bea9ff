"""What each role finds on each page: nothing is there that a service would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed
from huddle.rules.access import LEAD, READ, SET_UP, TAKE_PART
from huddle.store.session import Store
from huddle.vocabulary import AccessRole, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.followups import add
from tests.helpers.qt import click, click_row, find, press, seen, type_text
from ui.pages.followups import presenter as followups
from ui.pages.history import presenter as history
from ui.pages.run import presenter as run
from ui.pages.safety_cross import presenter as safety_cross
from ui.pages.settings import presenter as settings
from ui.pages.today import presenter as today
from ui.presenter import Presenter
from ui.widgets.choices import Choice

Roles = frozenset[AccessRole]
ONLY_READ: Roles = frozenset({AccessRole.READER})
NOT_SET_UP: Roles = READ - SET_UP
NOT_LEAD: Roles = READ - LEAD
ROLES = sorted(READ)


@dataclass(frozen=True)
class Ready:
    """A ward with something of everything.

    Attributes:
        huddle_id: Yesterday's huddle, closed.
        bed: An action of it with a bed in its words, two parts and an owner nobody knows.
    """

    huddle_id: str
    bed: str


@pytest.fixture
def ready(ward: Ward, clock: ShiftedClock) -> Ready:
    """Something late, parked, untold, raised; today's huddle is still to come."""
    state = wards.start(ward)
    bed = wards.capture(
        ward, state, "a: Bring the hoist to bed 4 @Bronwen +Nursing +Porters due tomorrow"
    )
    told = wards.capture(ward, state, "a: Order slings @Erin due tomorrow")
    parked = wards.capture(ward, state, "Should visiting start at two?")
    ward.running.park(parked.id)
    ward.running.read_back(told.id, "Erin")
    ward.running.close(state.huddle.id)
    wards.next_morning(clock)
    ward.planning.raise_for_next("The lift is slow")
    add(ward, "Mend the lamp")
    return Ready(state.huddle.id, bed.id)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What services refused because of a role."""
    found: list[str] = []
    check = Store.check_allowed

    def checked(store: Store, roles: Roles) -> None:
        try:
            check(store, roles)
        except NotAllowed:
            found.append(f"{store.account.role} is none of {sorted(roles)}")
            raise

    monkeypatch.setattr(Store, "check_allowed", checked)
    return found


def opened(work: AtWork, role: AccessRole, page: Any, **what: str) -> QWidget:
    """A page as somebody of a role sees it."""
    act_as(work.ward, role)
    presenter: Presenter = page.open_page(work.desk)
    work.show(presenter, **what)
    return presenter.widget


def is_there(page: QWidget, name: str) -> bool:
    return any(one.isVisible() for one in page.findChildren(QWidget, name))


def check(page: QWidget, role: AccessRole, expected: dict[str, Roles]) -> None:
    """Each control is there for these roles, and for no others."""
    there = {name for name in expected if is_there(page, name)}
    assert there == {name for name, roles in expected.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_today_before_the_huddle(work: AtWork, ready: Ready, role: AccessRole) -> None:
    page = opened(work, role, today)
    check(
        page,
        role,
        {
            "start_huddle": LEAD,
            "today_who_starts": NOT_LEAD,
            "not_held": LEAD,
            "held_on_paper": LEAD,
            "look_at_agenda": READ,
            "raise_line": READ,
            "late_count": READ,
            "ready_parked": READ,
        },
    )


@pytest.mark.parametrize("role", ROLES)
def test_today_of_a_new_ward(work: AtWork, role: AccessRole) -> None:
    page = opened(work, role, today)
    check(page, role, {"first_steps": SET_UP, "first_people": SET_UP, "raise_line": READ})


@pytest.mark.parametrize("role", ROLES)
def test_today_while_the_huddle_runs(work: AtWork, role: AccessRole) -> None:
    wards.start(work.ward)
    page = opened(work, role, today)
    check(
        page,
        role,
        {"resume_huddle": TAKE_PART, "today_facilitator": READ, "start_huddle": frozenset()},
    )
    if role is AccessRole.CONTRIBUTOR:
        assert find(page, "resume_huddle", QAbstractButton).text() == "Join the huddle"


@pytest.mark.parametrize("role", ROLES)
def test_today_after_the_huddle(work: AtWork, role: AccessRole) -> None:
    wards.hold(work.ward, "One bed closed")
    page = opened(work, role, today)
    check(page, role, {"today_summary": READ, "today_actions": READ, "open_again": LEAD})


@pytest.mark.parametrize("role", ROLES)
def test_what_was_left_lying_is_for_whoever_can_put_it_right(
    work: AtWork, clock: ShiftedClock, role: AccessRole
) -> None:
    wards.start(work.ward)
    wards.next_morning(clock)
    page = opened(work, role, today)
    check(page, role, {"left_open": LEAD, "unfinished_huddle_go": LEAD})


@pytest.mark.parametrize("role", ROLES)
def test_follow_ups(work: AtWork, ready: Ready, role: AccessRole) -> None:
    page = opened(work, role, followups, item_id=ready.bed)
    work.settle()
    code = work.ward.followups.action(ready.bed).code
    check(
        page,
        role,
        {
            "add_action": TAKE_PART,
            "answer_done": TAKE_PART,
            "who_answers": ONLY_READ,
            "open_detail": READ,
            "print_sheets": READ,
            "detail_text": TAKE_PART,
            "detail_status": TAKE_PART,
            "detail_sensitive": TAKE_PART,
            "detail_name_owner": TAKE_PART,
            "detail_add_part": TAKE_PART,
            "detail_keep": TAKE_PART,
            f"bed_{code}": TAKE_PART,
            "fact_text": ONLY_READ,
            "fact_parts": ONLY_READ,
            "detail_leave": READ,
        },
    )


@pytest.mark.parametrize("role", ROLES)
def test_who_is_told_is_noted_by_whoever_takes_part(
    work: AtWork, ready: Ready, role: AccessRole
) -> None:
    page = opened(work, role, followups)
    work.settle()
    check(page, role, {"told": TAKE_PART})


@pytest.mark.parametrize("role", ROLES)
def test_history(work: AtWork, ready: Ready, role: AccessRole) -> None:
    page = opened(work, role, history, huddle_id=ready.huddle_id)
    check(
        page,
        role,
        {
            "record_summary": READ,
            "record_correct": LEAD,
            "record_who_corrects": NOT_LEAD,
            "record_open_again": LEAD,
        },
    )


@pytest.mark.parametrize("role", sorted(TAKE_PART))
def test_the_run_page(work: AtWork, ready: Ready, role: AccessRole) -> None:
    state = wards.start(work.ward)
    wards.capture(work.ward, state, "One bed closed", state.step_id)
    act_as(work.ward, AccessRole.WARD_MANAGER)
    work.ward.running.go_to_step(state.huddle.id, state.steps[1].id)
    code = work.ward.followups.action(ready.bed).code
    page = opened(work, role, run, huddle_id=state.huddle.id)
    check(
        page,
        role,
        {
            "capture_line": TAKE_PART,
            "here_Nursing": TAKE_PART,
            "edit_promise": LEAD,
            f"edit_promise_{code}": NOT_LEAD,
            "run_leave": TAKE_PART,
            "run_pause": LEAD,
            "run_close": LEAD,
            "step_next": LEAD,
            "step_previous": LEAD,
            "review_done": LEAD,
            "run_who_leads": NOT_LEAD,
            "who_answers": NOT_LEAD,
        },
    )
    step = page.findChild(QWidget, "step_rail_1")
    assert step is not None
    assert step.isEnabled() is (role in LEAD)


@pytest.mark.parametrize("role", ROLES)
def test_settings(work: AtWork, role: AccessRole) -> None:
    page = opened(work, role, settings)
    check(
        page,
        role,
        {
            "ward_name": SET_UP,
            "fact_name": NOT_SET_UP,
            "ward_who_changes": NOT_SET_UP,
            "appearance_scheme": READ,
            "lock_minutes": READ,
            "printing_paper": READ,
        },
    )


# Nothing that is there is refused


def press_all(work: AtWork, page: QWidget, *, but: tuple[str, ...] = ()) -> set[str]:
    """Click each button that shows, those that come of it too; then call each shortcut."""
    done: set[str] = set()

    def waiting() -> list[QAbstractButton]:
        found = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
        fresh = [one for one in found if one.isEnabled() and one.objectName() not in done]
        return [one for one in fresh if not one.objectName().startswith(but or ("-",))]

    while left := waiting():
        done.add(left[0].objectName())
        left[0].click()
        work.settle()
    for shortcut in page.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible():
            shortcut.activated.emit()
            work.settle()
    return done


@pytest.mark.parametrize("role", ROLES)
def test_the_safety_cross(work: AtWork, ready: Ready, role: AccessRole) -> None:
    page = opened(work, role, safety_cross)
    press(Qt.Key.Key_Return)
    check(
        page,
        role,
        {
            "harm_cross": READ,
            "cross_earlier": READ,
            "day_leave": READ,
            "harm_none_today": TAKE_PART,
            "day_events": TAKE_PART,
            "day_note": TAKE_PART,
            "day_keep": TAKE_PART,
            "cross_set_up": SET_UP,
        },
    )


LOOKERS = (AccessRole.READER, AccessRole.CONTRIBUTOR)
PAGES: dict[str, Callable[[Ready], tuple[Any, dict[str, str]]]] = {
    "today": lambda _ready: (today, {}),
    "followups": lambda ready: (followups, {"item_id": ready.bed}),
    "history": lambda ready: (history, {"huddle_id": ready.huddle_id}),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", LOOKERS)
def test_no_button_and_no_key_is_refused(
    work: AtWork, ready: Ready, refused: list[str], role: AccessRole, name: str
) -> None:
    page, what = PAGES[name](ready)
    skipped = ("view_more", "followups_more")
    pressed = press_all(work, opened(work, role, page, **what), but=skipped)
    assert pressed
    assert refused == []


@pytest.mark.parametrize("role", LOOKERS)
def test_no_button_of_a_running_huddle_is_refused(
    work: AtWork, ready: Ready, refused: list[str], role: AccessRole
) -> None:
    state = wards.start(work.ward)
    press_all(work, opened(work, role, today))
    press_all(work, opened(work, role, history, huddle_id=state.huddle.id))
    assert refused == []
    went_in = ("run", {"huddle_id": state.huddle.id}) in work.way.gone
    assert went_in is (role is AccessRole.CONTRIBUTOR)


def test_a_contributor_is_refused_nothing_in_the_room(
    work: AtWork, ready: Ready, refused: list[str]
) -> None:
    state = wards.start(work.ward)
    led_by = state.huddle.facilitator
    wards.capture(work.ward, state, "a: Take the notes to bed 2")
    page = opened(work, AccessRole.CONTRIBUTOR, run, huddle_id=state.huddle.id)
    type_text(page, "capture_line", "a: Ring the store @Zed")
    press_all(work, page, but=("turn_",))
    after = work.ward.running.state(state.huddle.id)
    assert refused == []
    assert (after.step_id, after.is_paused) == (state.step_id, False)
    assert after.huddle.facilitator == led_by


# What a contributor does otherwise


def test_a_new_owner_stays_as_typed_where_nobody_may_be_added(
    work: AtWork, ready: Ready, refused: list[str]
) -> None:
    page = opened(work, AccessRole.CONTRIBUTOR, followups, item_id=ready.bed)
    work.settle()
    owner = seen(page, "detail_owner", Choice)
    owner.select("new")
    owner.picked.emit("new")
    type_text(page, "detail_new_owner", "Zed")
    click(page, "detail_keep")
    work.settle()
    item = work.ward.followups.action(ready.bed)
    assert (item.owner_name, item.owner_is_known) == ("Zed", False)
    assert refused == []
    assert "Zed" not in [person.name for person in work.ward.people.people()]


def test_in_the_room_a_new_owner_stays_as_typed_too(work: AtWork, refused: list[str]) -> None:
    state = wards.start(work.ward)
    item = wards.capture(work.ward, state, "a: Ring the store @Erin due today")
    page = opened(work, AccessRole.CONTRIBUTOR, run, huddle_id=state.huddle.id)
    click(page, f"edit_{item.code}")
    type_text(page, "edit_owner", "Zed", instead=True)
    click(page, "edit_finish")
    work.settle()
    (kept,) = work.ward.running.state(state.huddle.id).items
    assert (kept.owner_name, kept.owner_is_known) == ("Zed", False)
    assert refused == []
    assert work.answers.asked == []


def test_the_gate_leads_to_the_words_that_tell_who_a_patient_is(work: AtWork) -> None:
    state = wards.start(work.ward)
    wards.capture(work.ward, state, "t: The daughter of Mr Jones, for her patience")
    page = opened(work, AccessRole.FACILITATOR, run, huddle_id=state.huddle.id)
    click(page, "run_close")
    work.settle()
    said = [one for one in page.findChildren(QLabel) if "looks like a person’s name" in one.text()]
    assert len([one for one in said if one.isVisible()]) == 1
    card = said[0].objectName().replace("gap_text_", "gap_")
    click(page, card)
    work.settle()
    assert seen(page, "edit_text", QPlainTextEdit).hasFocus()


def test_a_reader_leaves_an_action_by_the_keys(work: AtWork, ready: Ready) -> None:
    page = opened(work, AccessRole.READER, followups)
    click_row(find(page, "followups_table", QAbstractItemView), 0)
    click(page, "open_detail")
    work.settle()
    assert seen(page, "detail_leave").hasFocus()
    assert find(page, "fact_status", QLabel).text() == "not started"
    press(Qt.Key.Key_Escape)
    assert not is_there(page, "detail_panel")


def test_whoever_reads_finds_a_finished_action_as_it_is(work: AtWork, ready: Ready) -> None:
    item = work.ward.followups.action(ready.bed)
    work.ward.followups.update(
        item.id, item.row_version, status=Status.CANCELLED, note="No longer needed"
    )
    page = opened(work, AccessRole.READER, followups, item_id=ready.bed)
    work.settle()
    assert seen(page, "fact_status", QLabel).text() == "cancelled"
    assert not [
        one
        for one in page.findChildren(QLineEdit)
        if one.isVisible() and "detail" in one.objectName()
    ]
