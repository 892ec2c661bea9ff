"""Follow-ups: the check of what was done, its strength, how often it moved, and missing parts."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from huddle.rows.items import ItemRow
from huddle.vocabulary import AccessRole, Status, Strength
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, choose, now, opened, text
from tests.helpers.qt import click, find, focused, press, seen, type_text
from ui.widgets.choices import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


def to_check(work: AtWork) -> ItemRow:
    """An action that waits for its check, shown in full."""
    item = add(work.ward, "Order slings @Erin due today")
    item = work.ward.followups.update(
        item.code, how_known="One hangs in each bay", status=Status.CLOSED
    )
    opened(work, item_id=item.id)
    return item


def visible(work: AtWork, name: str) -> bool:
    return find(work.window, name, QWidget).isVisible()


def test_it_worked_by_one_click(work: AtWork) -> None:
    item = to_check(work)
    assert text(work, "check_sign") == "How we will know: One hangs in each bay"
    click(work.window, "check_worked")
    work.settle()
    assert (now(work, item).status, now(work, item).checked_by) == (Status.CLOSED, "Erin")
    assert not visible(work, "detail_check")
    assert "checked by Erin" in text(work, "detail_known")


def test_whoever_said_done_is_asked_to_let_another_look(work: AtWork) -> None:
    to_check(work)
    assert visible(work, "check_own")


def test_it_did_not_work_and_opens_again_with_a_new_day(work: AtWork) -> None:
    item = to_check(work)
    click(work.window, "check_did_not")
    assert focused().objectName() == "check_why"
    click(work.window, "check_again")
    assert text(work, "check_why_field_error") == "Say why in a few words."
    type_text(work.window, "check_why", "Two bays have none")
    click(work.window, "check_again")
    assert "Write the new day" in text(work, "check_day_field_error")
    type_text(work.window, "check_day", "20 aug")
    press(Qt.Key.Key_Return)
    work.settle()
    again = now(work, item)
    assert (again.status, again.due_on) == (Status.IN_PROGRESS, dt.date(2026, 8, 20))
    assert "opened again once" in text(work, "detail_known")
    assert not visible(work, "detail_check")


def test_a_day_that_is_over_is_refused_beside_it(work: AtWork) -> None:
    item = to_check(work)
    click(work.window, "check_did_not")
    type_text(work.window, "check_why", "Two bays have none")
    type_text(work.window, "check_day", "3 aug 2026")
    click(work.window, "check_again")
    work.settle()
    assert "That day is over" in text(work, "check_day_field_error")
    assert now(work, item).status is Status.AWAITING_CHECK


def test_it_did_not_work_and_is_closed(work: AtWork) -> None:
    item = to_check(work)
    click(work.window, "check_did_not")
    click(work.window, "check_back")
    assert seen(work.window, "check_did_not").hasFocus()
    click(work.window, "check_did_not")
    type_text(work.window, "check_why", "Slings are not the cause")
    click(work.window, "check_not_effective")
    work.settle()
    assert now(work, item).status is Status.NOT_EFFECTIVE


def test_whoever_reads_is_asked_for_no_check(work: AtWork) -> None:
    act_as(work.ward, AccessRole.WARD_MANAGER)
    item = add(work.ward, "Order slings @Erin due today")
    work.ward.followups.update(item.code, how_known="Seen", status=Status.CLOSED)
    act_as(work.ward, AccessRole.READER)
    opened(work, item_id=item.id)
    assert visible(work, "detail_panel")
    assert not visible(work, "detail_check")


def test_only_what_may_follow_is_offered(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin due today")
    opened(work, item_id=item.id)
    offered = find(work.window, "detail_status", Choice)
    keys = [offered.itemData(at) for at in range(offered.count())]
    assert Status.NOT_EFFECTIVE.value not in keys
    assert keys[0] == Status.NOT_STARTED.value


def test_the_strength_is_chosen_and_kept(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin due today")
    opened(work, item_id=item.id)
    choose(work, "detail_strength", Strength.STANDARDISING.value)
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert now(work, item).strength is Strength.STANDARDISING
    choose(work, "detail_strength", "")
    click(work.window, "detail_keep")
    work.settle()
    assert now(work, item).strength is None


def test_moves_and_missing_parts_are_told(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin due today +Pharmacy +Porters")
    for day in (12, 20):
        work.ward.followups.update(item.code, due_on=dt.date(2026, 8, day), note="No stock")
    opened(work, item_id=item.id)
    assert "moved 2×, first due Thu 06-Aug-2026" in text(work, "detail_known")
    assert text(work, "detail_missing_parts") == "Still going for Pharmacy, Porters"


def test_taking_done_back_brings_the_parts_back(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin due today +Pharmacy +Porters")
    opened(work)
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert now(work, item).missing_parts == ()
    click(work.window, "message_action")
    work.settle()
    back = now(work, item)
    assert (back.status, len(back.missing_parts)) == (Status.NOT_STARTED, 2)
