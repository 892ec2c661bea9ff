"""Two people change the same thing: both versions are shown, and one is chosen of each field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huddle.rows.items import ItemRow
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, fill, find_part, now, opened, three, with_pharmacist
from tests.helpers.qt import activate, click, find, press, type_text
from ui.widgets.choices import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy."""
    return with_pharmacist(ward)


def text_in(dialog: QWidget, name: str) -> str:
    """What a label of the question says."""
    return find(dialog, name, QLabel).text()


# The detail of an action


def conflicting(work: AtWork) -> tuple[ItemRow, QWidget]:
    """Text and place changed by both sides; the question that is asked, and the action."""
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_text", "Mend my lamp")
    fill(work, "detail_place", "Bay 9")
    fill(work, "detail_how_known", "It burns")
    work.ward.followups.update(late.id, text="Mend their lamp", place="Bay 2", note="Rang them")
    work.settle()
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    return late, form()


def test_both_versions_are_shown_and_each_field_is_chosen(work: AtWork) -> None:
    late, dialog = conflicting(work)
    assert now(work, late).text == "Mend their lamp"
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    for words in ("Text", "Mend my lamp", "Mend their lamp", "Where", "Bay 9", "Bay 2"):
        assert words in labels
    assert not {"It burns", "Rang them"} & set(labels)
    assert text_in(dialog, "both_versions_about").startswith("Erin changed it on ")
    assert not find(dialog, "question_yes", QAbstractButton).isEnabled()
    press(Qt.Key.Key_Return)
    click(dialog, "version_0_mine")
    assert not find(dialog, "question_yes", QAbstractButton).isEnabled()
    click(dialog, "version_1_theirs")
    click(dialog, "question_yes")
    work.settle()
    row = now(work, late)
    assert (row.text, row.place) == ("Mend my lamp", "Bay 2")
    assert (row.how_known, row.note) == ("It burns", "Rang them")
    assert find(work.window, "detail_place", QLineEdit).text() == "Bay 2"
    assert work.ward.running.drafts(None) == {}


def test_versions_are_chosen_by_keys_alone(work: AtWork) -> None:
    late, dialog = conflicting(work)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    work.settle()
    row = now(work, late)
    assert (row.text, row.place) == ("Mend their lamp", "Bay 9")


def test_all_can_be_theirs(work: AtWork) -> None:
    late, dialog = conflicting(work)
    click(dialog, "versions_all_theirs")
    press(Qt.Key.Key_Return)
    work.settle()
    row = now(work, late)
    assert (row.text, row.place, row.how_known) == ("Mend their lamp", "Bay 2", "It burns")
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend their lamp"


def test_leaving_the_question_keeps_what_was_typed(work: AtWork) -> None:
    late, _dialog = conflicting(work)
    press(Qt.Key.Key_Escape)
    work.settle()
    assert now(work, late).text == "Mend their lamp"
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend my lamp"
    activate(work.window)
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    click(form(), "versions_all_mine")
    press(Qt.Key.Key_Return)
    work.settle()
    assert (now(work, late).text, now(work, late).place) == ("Mend my lamp", "Bay 9")


def test_it_is_asked_again_if_it_changed_once_more(work: AtWork) -> None:
    late, dialog = conflicting(work)
    work.ward.followups.update(late.id, text="Mend the other lamp")
    click(dialog, "versions_all_mine")
    press(Qt.Key.Key_Return)
    work.settle()
    again = form()
    assert text_in(again, "version_0_theirs_words") == "Mend the other lamp"
    assert now(work, late).text == "Mend the other lamp"
    click(again, "version_0_mine")
    press(Qt.Key.Key_Return)
    work.settle()
    assert (now(work, late).text, now(work, late).place) == ("Mend my lamp", "Bay 9")


def test_what_only_one_side_changed_is_not_asked(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_place", "Bay 9")
    work.ward.followups.update(late.id, text="Mend their lamp")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert QApplication.activeModalWidget() is None
    assert (now(work, late).text, now(work, late).place) == ("Mend their lamp", "Bay 9")


def test_both_versions_of_a_part(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin +Nursing due fri")
    opened(work, item_id=item.id)
    status = find_part(work, 0).findChildren(Choice, "part_status")[0]
    status.setFocus()
    press(Qt.Key.Key_Down, times=status.findData("closed") - status.currentIndex())
    (part,) = now(work, item).parts
    fields = {"owner_id": None, "due_on": part.due_on}
    work.ward.running.change_part(part.id, part.row_version, status=Status.BLOCKED, **fields)
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    dialog = form()
    assert text_in(dialog, "version_0_label") == "Nursing"
    assert text_in(dialog, "version_0_theirs_words") == "nobody yet, blocked"
    click(dialog, "version_0_mine")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, item).parts[0].status is Status.CLOSED


def test_what_waited_meets_what_changed_since(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_text", "Mend my lamp")
    fill(work, "detail_how_known", "It burns")
    press(Qt.Key.Key_Escape)
    work.settle()
    work.ward.followups.update(late.id, text="Mend their lamp", place="Bay 2")
    work.settle()
    press(Qt.Key.Key_F2)
    work.settle()
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend my lamp"
    assert find(work.window, "detail_place", QLineEdit).text() == "Bay 2"
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert now(work, late).text == "Mend their lamp"
    click(form(), "version_0_theirs")
    press(Qt.Key.Key_Return)
    work.settle()
    row = now(work, late)
    assert (row.text, row.place, row.how_known) == ("Mend their lamp", "Bay 2", "It burns")


# Answers by one key


def test_an_answer_meets_another_and_both_are_shown(work: AtWork) -> None:
    late, bleep, later = three(work.ward)
    presenter = opened(work)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_3, CTRL)
    presenter.widget.hide()
    work.ward.followups.update(bleep.id, status=Status.IN_PROGRESS, note="Rang twice")
    work.ward.followups.update(later.id, place="Store room")
    work.settle()
    presenter.widget.show()
    type_text(work.window, "answer_why", "No porter today")
    press(Qt.Key.Key_Return)
    work.settle()
    dialog = form()
    assert text_in(dialog, "version_0_label") == "Answer the bleep"
    assert text_in(dialog, "version_0_mine_words") == "blocked, No porter today"
    assert text_in(dialog, "version_0_theirs_words") == "in progress, Rang twice"
    assert not dialog.findChildren(QWidget, "version_1")
    assert now(work, late).status is Status.NOT_STARTED
    click(dialog, "version_0_theirs")
    click(dialog, "question_yes")
    work.settle()
    assert now(work, bleep).note == "Rang twice"
    for item in (late, later):
        assert now(work, item).status is Status.BLOCKED
    assert work.messages.text == "2 actions: blocked"


def test_still_going_is_asked_where_somebody_else_said_more(work: AtWork) -> None:
    late, *_others = three(work.ward)
    work.ward.followups.update(late.id, status=Status.IN_PROGRESS)
    presenter = opened(work)
    presenter.widget.hide()
    work.ward.followups.update(late.id, status=Status.BLOCKED, note="No lamp")
    work.settle()
    presenter.widget.show()
    activate(work.window)
    find(work.window, "followups_table").setFocus()
    press(Qt.Key.Key_2, CTRL)
    work.settle()
    click(form(), "version_0_theirs")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, late).status is Status.BLOCKED
    assert work.messages.text == "It stays as the others said."


def test_done_twice_is_no_question_and_no_check(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin due fri")
    work.ward.followups.update(item.id, how_known="Both are in use")
    presenter = opened(work)
    presenter.widget.hide()
    work.ward.followups.update(item.id, status=Status.CLOSED)
    assert now(work, item).status is Status.AWAITING_CHECK
    work.settle()
    presenter.widget.show()
    activate(work.window)
    find(work.window, "followups_table").setFocus()
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert QApplication.activeModalWidget() is None
    assert now(work, item).status is Status.AWAITING_CHECK
