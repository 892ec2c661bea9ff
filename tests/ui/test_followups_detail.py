"""Follow-ups: adding an action, one action in full, and the model of the table."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from huddle.rows.items import ItemRow
from huddle.vocabulary import ItemKind, Status
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.followups import (
    add,
    choose,
    fill,
    find_part,
    listed,
    now,
    opened,
    table,
    text,
    three,
    with_pharmacist,
)
from tests.helpers.qt import click, click_row, find, focused, press, seen, type_text, wait_until
from ui.pages.followups.detail_panel import DetailPanel
from ui.pages.followups.item_model import Column, FollowUpsModel
from ui.widgets.choices import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy."""
    return with_pharmacist(ward)


# Adding


def test_adding_understands_the_signs(work: AtWork) -> None:
    opened(work)
    press(Qt.Key.Key_N, CTRL)
    assert focused().objectName() == "add_line"
    type_text(work.window, "add_line", "Ring estates @Erin due fri 14:00 !")
    chips = [chip.objectName() for chip in shown_chips(work)]
    assert chips == ["add_chip_owner", "add_chip_due", "add_chip_priority"]
    press(Qt.Key.Key_Return)
    work.settle()
    item = work.ward.followups.all_open()[0]
    assert (item.text, item.owner_name, item.is_priority) == ("Ring estates", "Erin", True)
    assert (item.due_on, item.due_time) == (dt.date(2026, 8, 7), dt.time(14))
    assert item.code in work.messages.text
    assert focused().objectName() == "add_line"
    assert find(work.window, "add_line", QLineEdit).text() == ""
    assert listed(work) == ["Ring estates"]


def shown_chips(work: AtWork) -> list[QAbstractButton]:
    chips = work.window.findChildren(QAbstractButton)
    found = [chip for chip in chips if chip.objectName().startswith("add_chip")]
    return sorted((chip for chip in found if chip.isVisible()), key=lambda chip: chip.x())


def test_a_chip_becomes_words_again_and_a_day_is_proposed(work: AtWork) -> None:
    opened(work)
    click(work.window, "add_action")
    type_text(work.window, "add_line", "Thank @Erin")
    seen(work.window, "add_chip_owner").setFocus()
    press(Qt.Key.Key_Backspace)
    assert [chip.objectName() for chip in shown_chips(work)] == ["add_chip_next"]
    click(work.window, "add_chip_next")
    press(Qt.Key.Key_Return)
    work.settle()
    item = work.ward.followups.all_open()[0]
    assert (item.text, item.owner_id) == ("Thank @Erin", None)
    assert item.due_on == dt.date(2026, 8, 7)


def test_tab_completes_a_name(work: AtWork) -> None:
    opened(work)
    click(work.window, "add_action")
    type_text(work.window, "add_line", "Ring @R. ")
    press(Qt.Key.Key_Backspace, times=2)
    press(Qt.Key.Key_Tab)
    assert find(work.window, "add_line", QLineEdit).text().startswith('Ring @"R. Shah"')


def test_only_actions_are_added(work: AtWork) -> None:
    opened(work)
    click(work.window, "add_action")
    press(Qt.Key.Key_Return)
    assert "Write what shall be done" in text(work, "add_error")
    type_text(work.window, "add_line", "c: Boxes in the way")
    press(Qt.Key.Key_Return)
    work.settle()
    assert "Only actions" in text(work, "add_error")
    assert work.ward.history.items(ItemKind.CONCERN) == ()


def test_leaving_the_line_keeps_what_was_typed(work: AtWork) -> None:
    presenter = opened(work)
    click(work.window, "add_action")
    type_text(work.window, "add_line", "Ring est")
    press(Qt.Key.Key_Escape)
    assert not find(work.window, "add_action_line").isVisible()
    presenter.leave()
    work.settle()
    assert work.ward.running.drafts(None)["add_action"] == "Ring est"
    click(work.window, "add_action")
    assert find(work.window, "add_line", QLineEdit).text() == "Ring est"


def test_what_was_being_added_comes_back(work: AtWork) -> None:
    work.ward.running.save_draft(None, "add_action", "Ring est")
    opened(work)
    assert find(work.window, "add_line", QLineEdit).text() == "Ring est"
    assert find(work.window, "add_action_line").isVisible()


# One action in full


def test_enter_opens_and_fields_are_kept(work: AtWork) -> None:
    *_others, later = three(work.ward)
    opened(work)
    click_row(table(work), 2, Column.ACTION)
    press(Qt.Key.Key_Return)
    work.settle()
    panel = find(work.window, "detail_panel", DetailPanel)
    assert panel.isVisible()
    assert not find(work.window, "detail_keep", QAbstractButton).isEnabled()
    fill(work, "detail_text", "Order two slings")
    shah = next(one.id for one in work.ward.people.people() if one.name == "R. Shah")
    choose(work, "detail_owner", shah)
    fill(work, "detail_due", "14 aug 09:30")
    fill(work, "detail_place", "Bay 2")
    fill(work, "detail_how_known", "Both are in use")
    fill(work, "detail_note", "Two are needed")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    kept = now(work, later)
    assert (kept.text, kept.owner_name) == ("Order two slings", "R. Shah")
    assert (kept.due_on, kept.due_time) == (dt.date(2026, 8, 14), dt.time(9, 30))
    assert (kept.place, kept.how_known, kept.note) == (
        "Bay 2",
        "Both are in use",
        "Two are needed",
    )
    events = [label.text() for label in panel.findChildren(QLabel, "story_event")]
    assert any(
        words.startswith("Moved from Wed 12-Aug-2026 to Fri 14-Aug-2026") for words in events
    )
    assert "Now with R. Shah" in events


def test_a_new_name_becomes_a_person(work: AtWork) -> None:
    *_others, later = three(work.ward)
    opened(work, item_id=later.id)
    choose(work, "detail_owner", "new")
    assert focused().objectName() == "detail_new_owner"
    type_text(work.window, "detail_new_owner", "T. Osei")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, later).owner_is_known
    assert "T. Osei" in [person.name for person in work.ward.people.people()]


@pytest.mark.parametrize(
    ("words", "owner", "teams"),
    [
        ("Nursing, Porters", "", ["Nursing", "Porters"]),
        ("night team", "night team", []),
        ("R. Shah and Porters", "R. Shah", ["Porters"]),
    ],
)
def test_owner_words_become_parts_and_posts(
    work: AtWork, words: str, owner: str, teams: list[str]
) -> None:
    item = add(work.ward, "Order slings due fri")
    opened(work, item_id=item.id)
    choose(work, "detail_owner", "new")
    type_text(work.window, "detail_new_owner", words)
    press(Qt.Key.Key_Return)
    work.settle()
    row = now(work, item)
    assert (row.owner_name, [part.department_name for part in row.parts]) == (owner, teams)
    assert row.owner_is_post == (owner == "night team")


def test_an_unknown_owner_is_made_a_person_by_one_button(work: AtWork) -> None:
    item = add(work.ward, "Bring the hoist @Osei due today")
    add(work.ward, "Nobody's business due today")
    opened(work, item_id=item.id)
    click(work.window, "detail_name_owner")
    work.settle()
    assert now(work, item).owner_is_known
    owners = [one.owner_name for one in work.ward.followups.all_open()]
    assert sorted(owners) == ["", "Osei"]


def test_wrong_fields_say_so_beside_them(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_due", "whenever")
    press(Qt.Key.Key_Return)
    assert "no day" in text(work, "detail_due_field_error")
    fill(work, "detail_due", "4 Aug 2026")
    choose(work, "detail_status", Status.CANCELLED.value)
    press(Qt.Key.Key_S, CTRL)
    assert text(work, "detail_note_field_error") == "Say why in a few words."
    fill(work, "detail_note", "The bay closed")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, late).status is Status.CANCELLED


def test_an_empty_text_is_refused_beside_it(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_text", " ")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert "empty" in text(work, "detail_text_field_error")
    assert now(work, late).text == "Mend the lamp"


def test_esc_leaves_and_what_was_typed_waits(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_place", "Bay 9")
    press(Qt.Key.Key_Escape)
    work.settle()
    assert not find(work.window, "detail_panel").isVisible()
    assert late.code in work.messages.text
    assert focused().objectName() == "followups_table"
    press(Qt.Key.Key_F2)
    work.settle()
    assert find(work.window, "detail_place", QLineEdit).text() == "Bay 9"
    assert now(work, late).place == ""
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert now(work, late).place == "Bay 9"


def test_another_change_shows_while_nobody_types(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    work.ward.followups.update(late.id, text="Mend both lamps")
    field = find(work.window, "detail_text", QPlainTextEdit)
    wait_until(lambda: field.toPlainText() == "Mend both lamps", "the other's text")


def test_parts_have_owners_and_a_status_of_their_own(work: AtWork) -> None:
    item = add(work.ward, "Order slings @Erin +Nursing due fri")
    opened(work, item_id=item.id)
    porters = next(team.id for team in work.ward.people.departments() if team.name == "Porters")
    shah = next(one.id for one in work.ward.people.people() if one.name == "R. Shah")
    choose(work, "detail_part_department", porters)
    click(work.window, "detail_add_part")
    work.settle()
    assert [part.department_name for part in now(work, item).parts] == ["Nursing", "Porters"]
    owner = find_part(work, 1).findChildren(Choice, "part_owner")[0]
    owner.setFocus()
    press(Qt.Key.Key_Down, times=owner.findData(shah) - owner.currentIndex())
    status = find_part(work, 0).findChildren(Choice, "part_status")[0]
    status.setFocus()
    press(Qt.Key.Key_Down, times=status.findData("closed") - status.currentIndex())
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    nursing, portering = now(work, item).parts
    assert (nursing.status, portering.owner_name) == (Status.CLOSED, "R. Shah")
    assert str(table(work).model().index(0, Column.STATUS).data()).endswith(
        "still going for Porters"
    )


# The model alone


def an_item(number: int, **fields: object) -> ItemRow:
    values: dict[str, object] = {
        "id": str(number),
        "code": f"C{number}",
        "kind": ItemKind.ACTION,
        "status": Status.NOT_STARTED,
        "text": f"Item {number}",
        "raised_at": dt.datetime(2026, 8, 6, tzinfo=dt.UTC),
        "raised_on": dt.date(2026, 8, 6),
        "row_version": 1,
        "due_on": dt.date(2026, 8, 6) + dt.timedelta(days=number),
        **fields,
    }
    return ItemRow(**values)  # type: ignore[arg-type]


def test_the_model_changes_by_id(qtbot: QtBot) -> None:
    model = FollowUpsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    today = dt.date(2026, 8, 6)
    model.show_items([an_item(number) for number in range(6)], today)
    pointed = QPersistentModelIndex(model.index(4, 0))
    model.show_items([an_item(7), an_item(4, text="New words"), an_item(1)], today)
    assert [model.item(row).id for row in range(3)] == ["7", "4", "1"]  # type: ignore[union-attr]
    assert pointed.row() == 1
    model.show_items([an_item(4, text="New words"), an_item(7)], today)
    assert pointed.row() == 0
    assert model.row_of("7") == 1
    assert model.item(0).text == "New words"  # type: ignore[union-attr]
    model.show_items([], today)
    assert not pointed.isValid()
    tester.deleteLater()
