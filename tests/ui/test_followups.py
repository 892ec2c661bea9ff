"""Follow-ups: found, answered by one key, added, edited in full, and overwriting nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows import FollowUpsFilter, ItemRow
from huddle.rules.capture_line import parse
from huddle.vocabulary import ItemKind, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork, at_work
from tests.helpers.qt import click, click_row, find, focused, press, seen, type_text, wait_until
from ui.pages.followups.detail_panel import DetailPanel
from ui.pages.followups.item_model import Column, FollowUpsModel
from ui.pages.followups.items_table import ItemsTable
from ui.pages.followups.presenter import FollowUpsPresenter, open_page
from ui.widgets.choices import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return wards.make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def ward(store: Paths, paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    wards.copy_store(store, paths)
    opened = wards.sign_in(paths, clock)
    pharmacy = next(team.id for team in opened.people.departments() if team.name == "Pharmacy")
    opened.people.add_person("R. Shah", department_id=pharmacy)
    yield opened
    opened.close()


@pytest.fixture
def work(qtbot: QtBot, ward: Ward, tmp_path: Path) -> Iterator[AtWork]:
    with at_work(ward, tmp_path / "sheet.pdf") as made:
        yield made


def opened(work: AtWork, **what: str) -> FollowUpsPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def add(ward: Ward, line: str, said_on: dt.date | None = None) -> ItemRow:
    on = said_on or ward.planning.today().today
    return ward.followups.add(parse(f"a: {line}", ward.people.known(), on))


def three(ward: Ward) -> list[ItemRow]:
    """One late, one due today and owned, one later without an owner."""
    return [
        add(ward, "Mend the lamp @Erin due 4 aug", dt.date(2026, 8, 3)),
        add(ward, 'Answer the bleep @"R. Shah" due today 14:00'),
        add(ward, "Order a sling due 12 aug"),
    ]


def table(work: AtWork) -> ItemsTable:
    return find(work.window, "followups_table", ItemsTable)


def listed(work: AtWork) -> list[str]:
    model = table(work).model()
    return [str(model.index(row, Column.ACTION).data()) for row in range(model.rowCount())]


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def now(work: AtWork, item: ItemRow) -> ItemRow:
    return work.ward.followups.action(item.id)


def choose(work: AtWork, name: str, key: str) -> None:
    """Pick from a drop-down list by its keyboard."""
    choice = find(work.window, name, Choice)
    choice.setFocus()
    steps = choice.findData(key) - choice.currentIndex()
    press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up, times=abs(steps))
    work.settle()


# The table and its filter


def test_the_counts_head_the_page_and_the_latest_is_first(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    assert text(work, "count_open") == "3 open"
    assert text(work, "count_overdue") == "1 overdue"
    assert text(work, "count_unnamed") == "1 with nobody named"
    cells = [str(table(work).model().index(0, column).data()) for column in Column]
    assert cells[Column.DUE] == "Tue 04-Aug, 2 days late"
    assert cells[Column.OWNER] == "Erin"
    assert cells[Column.STATUS] == "not started"
    assert table(work).currentIndex().row() == 0


def test_an_empty_page_says_what_to_do_first(work: AtWork) -> None:
    opened(work)
    assert text(work, "followups_empty_title") == "Nothing is open"
    assert focused().objectName() == "add_action"
    assert not find(work.window, "answer_done", QAbstractButton).isEnabled()


def test_typing_filters_after_a_moment_and_esc_clears(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    press(Qt.Key.Key_F, CTRL)
    assert focused().objectName() == "filter_text"
    type_text(work.window, "filter_text", "slin")
    wait_until(lambda: listed(work) == ["Order a sling"], "the filter")
    press(Qt.Key.Key_Escape)
    work.settle()
    assert len(listed(work)) == 3
    type_text(work.window, "filter_text", "shah")
    press(Qt.Key.Key_Return)
    work.settle()
    assert listed(work) == ["Answer the bleep"]


def test_nothing_found_offers_all(work: AtWork) -> None:
    three(work.ward)
    opened(work, text="zebra")
    assert text(work, "followups_empty_title") == "Nothing matches"
    click(work.window, "show_all_open")
    work.settle()
    assert len(listed(work)) == 3


@pytest.mark.parametrize(
    ("switch", "left"),
    [
        ("overdue", ["Mend the lamp"]),
        ("mine", ["Mend the lamp"]),
        ("unnamed", ["Order a sling"]),
    ],
)
def test_switches_narrow_the_list(work: AtWork, switch: str, left: list[str]) -> None:
    three(work.ward)
    opened(work)
    button = find(work.window, f"filter_only_{switch}", QAbstractButton)
    button.setFocus()
    press(Qt.Key.Key_Space)
    work.settle()
    assert listed(work) == left
    press(Qt.Key.Key_Space)
    work.settle()
    assert len(listed(work)) == 3


def test_department_and_status(work: AtWork) -> None:
    items = three(work.ward)
    work.ward.followups.update(items[0].id, status=Status.CLOSED)
    opened(work)
    pharmacy = next(team for team in work.ward.people.departments() if team.name == "Pharmacy")
    choose(work, "filter_department", pharmacy.id)
    assert listed(work) == ["Answer the bleep"]
    click(work.window, "print_sheets")
    assert work.way.last == (
        "sheet",
        {"kind": "actions", "department": "Pharmacy", "back": "followups"},
    )
    choose(work, "filter_department", "")
    choose(work, "filter_status", "finished")
    assert listed(work) == ["Mend the lamp"]


def test_what_today_asks_for_is_set(work: AtWork) -> None:
    items = three(work.ward)
    presenter = opened(work, overdue="yes")
    assert listed(work) == ["Mend the lamp"]
    presenter.arrive(item_id=items[2].id)
    work.settle()
    assert len(listed(work)) == 3
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Order a sling"


def test_sorting_is_remembered_and_follows_the_header(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    choose(work, "sort_by", str(int(Column.OWNER)))
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    choose(work, "sort_by", str(int(Column.ACTION)))
    assert listed(work) == ["Answer the bleep", "Mend the lamp", "Order a sling"]
    add(work.ward, "Book transport due tomorrow")
    wait_until(lambda: len(listed(work)) == 4, "the new one")
    assert listed(work)[1] == "Book transport"


def test_long_lists_come_a_screenful_at_a_time(work: AtWork) -> None:
    for number in range(205):
        add(work.ward, f"Check shelf {number}")
    opened(work)
    assert len(listed(work)) == 200
    assert text(work, "shown_of") == "200 of 205"
    click(work.window, "show_more")
    work.settle()
    assert len(listed(work)) == 205
    assert not find(work.window, "show_more").isVisible()


def test_selection_and_place_stay_when_others_change(work: AtWork) -> None:
    for number in range(40):
        add(work.ward, f"Check shelf {number} due 12 aug")
    opened(work)
    view = table(work)
    click_row(view, 30, Column.ACTION)
    chosen, scrolled = view.current, view.verticalScrollBar().value()
    assert chosen is not None
    assert scrolled > 0
    add(work.ward, "Look after the last due 30 aug")
    wait_until(lambda: len(listed(work)) == 41, "the new one")
    assert view.current == chosen
    assert view.verticalScrollBar().value() == scrolled


# One-key answers


def test_done_by_one_key_and_back_again(work: AtWork) -> None:
    late, due, _later = three(work.ward)
    opened(work)
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert now(work, late).status is Status.CLOSED
    assert work.messages.text == "Done: Mend the lamp"
    assert listed(work) == ["Answer the bleep", "Order a sling"]
    current = table(work).current
    assert current is not None
    assert current.id == due.id
    click(work.window, "message_action")
    work.settle()
    assert now(work, late).status is Status.NOT_STARTED
    current = table(work).current
    assert current is not None
    assert current.id == late.id


def test_still_going_by_its_button(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    click(work.window, "answer_still_going")
    work.settle()
    assert now(work, late).status is Status.IN_PROGRESS


def test_blocked_asks_why_in_place(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_3, CTRL)
    assert focused().objectName() == "answer_why"
    press(Qt.Key.Key_Return)
    assert text(work, "answer_why_field_error") == "Write why in a few words."
    type_text(work.window, "answer_why", "No spare lamp")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, late).status is Status.BLOCKED
    assert now(work, late).note == "No spare lamp"
    assert not find(work.window, "answer_strip").isVisible()
    assert focused().objectName() == "followups_table"


def test_more_time_needs_a_day_and_a_reason(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_4, CTRL)
    type_text(work.window, "answer_day", "someday")
    type_text(work.window, "answer_why", "Part is ordered")
    press(Qt.Key.Key_Return)
    assert "no day" in text(work, "answer_day_field_error")
    type_text(work.window, "answer_day", "fri 14:00", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    moved = now(work, late)
    assert (moved.due_on, moved.due_time) == (dt.date(2026, 8, 7), dt.time(14))
    assert moved.first_due_on == dt.date(2026, 8, 4)


def test_esc_leaves_an_answer_without_losing_it(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_3, CTRL)
    type_text(work.window, "answer_why", "No spa")
    press(Qt.Key.Key_Escape)
    assert focused().objectName() == "followups_table"
    assert now(work, late).status is Status.NOT_STARTED


def test_an_answer_on_another_version_overwrites_nothing(work: AtWork) -> None:
    late, *_others = three(work.ward)
    presenter = opened(work)
    presenter.widget.hide()
    work.ward.followups.update(late.id, text="Mend both lamps")
    work.settle()
    presenter.widget.show()
    table(work).setFocus()
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert now(work, late).status is Status.NOT_STARTED
    assert "Nothing was overwritten" in work.messages.text
    assert listed(work)[0] == "Mend both lamps"


def test_a_finished_action_takes_no_answer(work: AtWork) -> None:
    late, *_others = three(work.ward)
    work.ward.followups.update(late.id, status=Status.CLOSED)
    opened(work, status="finished")
    assert not find(work.window, "answer_done", QAbstractButton).isEnabled()
    assert find(work.window, "open_detail", QAbstractButton).isEnabled()
    version = now(work, late).row_version
    press(Qt.Key.Key_2, CTRL)
    work.settle()
    assert now(work, late).row_version == version


# Telling


def test_who_was_not_told_heads_the_page(work: AtWork) -> None:
    state = wards.start(work.ward)
    step = wards.step_for(state, StepPurpose.LOOK_AHEAD)
    for number in range(3):
        capture = wards.said(work.ward, f'a: Ring about bed {number} @"R. Shah"')
        item = work.ward.running.capture(state.huddle.id, step, capture, key=str(number))
        work.ward.running.read_back(item.id, "Erin")
    opened(work)
    rows = [row for row in work.window.findChildren(QLabel) if "Tell R. Shah" in row.text()]
    assert len(rows) == 2
    assert find(work.window, "untold_more", QAbstractButton).text() == "1 more to tell"
    click(work.window, "untold_more")
    work.settle()
    told = [b for b in work.window.findChildren(QAbstractButton, "told") if b.isVisible()]
    assert len(told) == 3
    told[0].setFocus()
    press(Qt.Key.Key_Space)
    work.settle()
    assert work.messages.text == "Noted as told."
    assert len(work.ward.followups.find(FollowUpsFilter()).untold) == 2


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


def fill(work: AtWork, name: str, words: str) -> None:
    type_text(work.window, name, words, instead=True)


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


def test_both_versions_are_shown_and_one_is_chosen(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_text", "Mend my lamp")
    work.ward.followups.update(late.id, text="Mend their lamp")
    work.settle()
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend my lamp"
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert now(work, late).text == "Mend their lamp"
    assert text(work, "detail_theirs").startswith("Mend their lamp")
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend my lamp"
    click(work.window, "detail_keep_mine")
    work.settle()
    assert now(work, late).text == "Mend my lamp"
    assert not find(work.window, "detail_conflict").isVisible()


def test_theirs_can_be_taken(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    fill(work, "detail_place", "Bay 9")
    work.ward.followups.update(late.id, text="Mend their lamp")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    click(work.window, "detail_take_theirs")
    work.settle()
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Mend their lamp"
    assert now(work, late).place == ""
    assert work.ward.running.drafts(None) == {}


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
    assert str(table(work).model().index(0, Column.STATUS).data()).endswith("1 of 2 parts")


def find_part(work: AtWork, place: int) -> QWidget:
    rows = [one for one in work.window.findChildren(QWidget, "detail_part") if one.isVisible()]
    return sorted(rows, key=lambda row: row.y())[place]


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
    assert [model.item(row).id for row in range(3)] == ["1", "4", "7"]  # type: ignore[union-attr]
    assert pointed.row() == 1
    model.sort(Column.DUE, Qt.SortOrder.DescendingOrder)
    assert pointed.row() == 1
    assert model.row_of("7") == 0
    assert model.item(1).text == "New words"  # type: ignore[union-attr]
    model.show_items([], today)
    assert not pointed.isValid()
    tester.deleteLater()
