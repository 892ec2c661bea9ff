"""What other units ask: answered and sent back by clicks and keys, brought in, and sent on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from huddle.clock import ShiftedClock
from huddle.vocabulary import AccessRole, EscalationState, ReceivedState
from huddle.ward import Ward
from tests.helpers import going_up, wards
from tests.helpers.acting import act_as
from tests.helpers.asked import form, slip
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, opened
from tests.helpers.qt import click, click_row, find, press, seen, type_text
from ui import wording
from ui.pages.followups.more_menu import More
from ui.pages.today.presenter import open_page as open_today

LONDON = ZoneInfo("Europe/London")
TODAY = dt.date(2026, 8, 6)


def shown(work: AtWork, name: str) -> list[str]:
    """What the visible labels and buttons of this name say, from the top."""
    found = [one for one in work.window.findChildren(QWidget, name) if one.isVisible()]
    return [one.text() for one in found if isinstance(one, QLabel | QAbstractButton)]


def choose_entry(work: AtWork, name: str) -> None:
    """Choose from the page's menu without opening it: where there is no screen it cannot open."""
    (more,) = work.window.findChildren(More)
    menu = more.menu()
    (entry,) = menu.findChildren(QAction, name)
    entry.trigger()
    menu.deleteLater()
    work.settle()


# Asked of us


def test_the_card_says_from_whom_what_and_by_when_and_is_gone_without(work: AtWork) -> None:
    opened(work)
    assert not find(work.window, "asked").isVisible()
    slip(work.ward, needed_on=TODAY, needed_time=dt.time(12))
    work.settle()
    assert "Ward 9 asks: Lend us one by noon" in seen(work.window, "asked_text", QLabel).text()
    assert "4488" in seen(work.window, "asked_about", QLabel).text()
    assert shown(work, "asked_when") == ["by 12:00"]
    assert shown(work, "asked_counts") == ["1 waits"]


def test_it_is_answered_and_the_paper_goes_back(work: AtWork) -> None:
    asked = slip(work.ward)
    opened(work)
    click(work.window, "asked_answer")
    work.settle()
    assert find(form(), "answer_answered_by", QLineEdit).text() == wards.NAME
    press(Qt.Key.Key_Return)
    work.settle()
    assert "empty" in find(form(), "answer_answer_field_error", QLabel).text()
    type_text(form(), "answer_answer", "The porter brings one")
    press(Qt.Key.Key_Return)
    work.settle()
    assert "does not have it yet" in work.messages.text
    assert shown(work, "asked_when") == ["answered, to be sent back"]
    assert shown(work, "asked_answer") == ["Erin: The porter brings one"]
    click(work.window, "asked_print")
    what = {"kind": "answer", "item": asked.item.code, "back": "followups"}
    assert work.way.last == ("sheet", what)
    click(work.window, "asked_back")
    work.settle()
    assert work.answers.asked == ["Does Ward 9 have the answer?"]
    assert not work.ward.received.waiting()
    assert not find(work.window, "asked").isVisible()


def test_a_no_leaves_the_answer_where_it_is(work: AtWork) -> None:
    work.ward.received.answer(slip(work.ward).id, "Yes", "Erin")
    work.answers.says_yes = False
    opened(work)
    click(work.window, "asked_back")
    work.settle()
    assert work.ward.received.waiting()[0].state is ReceivedState.TO_SEND_BACK


def test_a_double_click_keeps_one_answer_and_a_second_answer_is_refused(work: AtWork) -> None:
    asked = slip(work.ward)
    opened(work)
    click(work.window, "asked_answer")
    work.settle()
    type_text(form(), "answer_answer", "The porter brings one")
    # Somebody at another screen was quicker.
    work.ward.received.answer(asked.id, "No", "Jo")
    click(form(), "question_yes")
    work.settle()
    assert "already" in find(form(), "answer_answer_field_error", QLabel).text()
    press(Qt.Key.Key_Escape)
    work.settle()
    assert work.ward.received.waiting()[0].answer == "No"


def test_ten_thousand_characters_are_refused_beside_the_field(work: AtWork) -> None:
    slip(work.ward)
    opened(work)
    click(work.window, "asked_answer")
    work.settle()
    line = find(form(), "answer_answer", QLineEdit)
    line.setText("word " * 3_000)
    click(form(), "question_yes")
    work.settle()
    assert "fit" in find(form(), "answer_answer_field_error", QLabel).text()
    assert line.text()
    press(Qt.Key.Key_Escape)


def test_the_guard_marks_an_answer_while_it_is_typed(work: AtWork) -> None:
    slip(work.ward)
    opened(work)
    click(work.window, "asked_answer")
    work.settle()
    type_text(form(), "answer_answer", "Ring Mrs Smith")
    work.settle()
    assert find(form(), "answer_answer_guard", QLabel).isVisible()
    press(Qt.Key.Key_Escape)


def test_of_many_one_shows_and_all_on_demand(work: AtWork) -> None:
    for _number in range(5):
        slip(work.ward)
    opened(work)
    assert len(shown(work, "asked_text")) == 1
    click(work.window, "asked_more")
    work.settle()
    assert len(shown(work, "asked_text")) == 5
    click(work.window, "asked_more")
    work.settle()
    assert len(shown(work, "asked_text")) == 1


def test_one_is_opened_in_full_and_the_others_make_room(work: AtWork) -> None:
    asked = slip(work.ward)
    opened(work)
    click(work.window, "asked_open")
    work.settle()
    assert asked.item.code in seen(work.window, "detail_code", QLabel).text()
    labels = find(work.window, "detail_text_field").findChildren(QLabel)
    assert "Concern" in [one.text() for one in labels]
    assert find(work.window, "detail_escalate").isVisible()
    assert not shown(work, "asked_text")
    click(work.window, "detail_close")
    work.settle()
    assert len(shown(work, "asked_text")) == 1


def test_a_reader_sees_what_is_asked_and_answers_nothing(work: AtWork) -> None:
    slip(work.ward)
    work.ward.received.answer(slip(work.ward).id, "Yes", "Erin")
    act_as(work.ward, AccessRole.READER)
    opened(work)
    click(work.window, "asked_more")
    work.settle()
    assert len(shown(work, "asked_text")) == 2
    assert not [*shown(work, "asked_back"), *shown(work, "asked_file")]
    assert not [one for one in shown(work, "asked_answer") if one == "Answer…"]


def test_today_says_it_in_one_line_that_leads_there(work: AtWork) -> None:
    slip(work.ward, needed_on=TODAY - dt.timedelta(days=2))
    slip(work.ward)
    work.show(open_today(work.desk))
    assert shown(work, "ready_asked") == ["2 asked of us, 1 late"]
    click(work.window, "ready_asked")
    assert work.way.last == ("followups", {"asked": "yes"})


def test_who_is_led_there_can_answer_by_the_keyboard(work: AtWork) -> None:
    slip(work.ward)
    opened(work, asked="yes")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "asked_answer"


def test_who_is_led_there_from_elsewhere_leaves_the_action_in_full(work: AtWork) -> None:
    slip(work.ward)
    page = opened(work, item_id=add(work.ward, "Mend the hoist").id)
    assert not shown(work, "asked_text")
    page.arrive(asked="yes")
    work.settle()
    assert len(shown(work, "asked_text")) == 1
    assert not find(work.window, "detail_text_field").isVisible()


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (None, "no time set"),
        (dt.datetime(2026, 8, 6, 12, tzinfo=LONDON), "by 12:00"),
        (dt.datetime(2026, 8, 7, tzinfo=LONDON), "by the end of today"),
        (dt.datetime(2026, 8, 7, 12, tzinfo=LONDON), "by Fri 07-Aug-2026 12:00"),
        (dt.datetime(2026, 8, 9, tzinfo=LONDON), "by Sat 08-Aug-2026"),
    ],
)
def test_by_when_is_said_in_the_shortest_clear_words(
    ward: Ward, by: dt.datetime | None, said: str
) -> None:
    row = dataclasses.replace(slip(ward), reply_by=by)
    assert wording.reply_chip(row, TODAY, LONDON)[0] == said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (dt.datetime(2026, 8, 6, 8, tzinfo=LONDON), "late since 08:00"),
        (dt.datetime(2026, 8, 6, tzinfo=LONDON), "1 day late"),
        (dt.datetime(2026, 8, 4, 23, tzinfo=LONDON), "2 days late"),
    ],
)
def test_late_is_said_in_hours_today_and_else_in_days(
    ward: Ward, by: dt.datetime, said: str
) -> None:
    row = dataclasses.replace(slip(ward), reply_by=by, state=ReceivedState.LATE)
    assert wording.reply_chip(row, TODAY, LONDON) == (said, "danger")


# Bringing in


def fill_slip(**fields: str) -> None:
    """Write into the open slip."""
    for name, words in fields.items():
        type_text(form(), f"slip_{name}", words, instead=True)


def test_a_slip_is_typed_in(work: AtWork) -> None:
    opened(work)
    choose_entry(work, "menu_slip")
    fill_slip(from_unit="Ward 9", text="No hoist", needed_on="never")
    click(form(), "question_yes")
    assert "no day" in find(form(), "slip_needed_on_field_error", QLabel).text()
    fill_slip(needed_on="today 12:00", telephone="4488", reason="None left")
    click(form(), "question_yes")
    work.settle()
    assert find(form(), "slip_ask_field_error", QLabel).isVisible()
    fill_slip(ask="Lend us one")
    click(form(), "question_yes")
    work.settle()
    (row,) = work.ward.received.waiting()
    assert (row.from_unit, row.ask, row.telephone) == ("Ward 9", "Lend us one", "4488")
    assert (row.needed_on, row.needed_time) == (TODAY, dt.time(12))
    assert row.item.code in work.messages.text
    click(work.window, "message_action")
    assert work.way.last == ("followups", {"asked": "yes"})


@pytest.fixture
def site(tmp_path: Path, clock: ShiftedClock) -> Iterator[Ward]:
    """A second store, to which the first receiver's address leads."""
    opened_site = wards.sign_in(wards.make_store(tmp_path / "site"), clock)
    yield opened_site
    opened_site.close()


@pytest.fixture
def sent(work: AtWork, site: Ward) -> str:
    """The id of an action that went up to the site's store."""
    one = going_up.receiver(work.ward, address=site.handover.address())
    item = add(work.ward, "Mend the hoist due today")
    going_up.escalated(work.ward, item, receiver_id=one.id)
    return item.id


def test_a_hand_over_file_is_made_carried_answered_and_read_in(
    work: AtWork, site: Ward, sent: str
) -> None:
    opened(work, item_id=sent)
    assert not find(work.window, "escalation_part").findChildren(QWidget, "escalation_print")
    click(work.window, "escalation_file")
    work.settle()
    file = work.places.place
    assert work.places.names[-1].endswith(".huddle")
    assert "tells nobody" in work.messages.text
    (up,) = work.ward.escalations.of_item(sent)
    assert up.state is EscalationState.NOT_YET_TOLD
    site.handover.read(file)
    (asked,) = site.received.waiting()
    site.received.answer(asked.id, "Ward 9 lends one", "Jo Byrne")
    site.handover.write_answer(asked.id, file)
    choose_entry(work, "menu_read")
    assert "answer of Jo Byrne is in" in work.messages.text
    assert work.ward.escalations.of_item(sent)[0].state is EscalationState.ANSWERED
    choose_entry(work, "menu_read")
    assert "answered already" in work.messages.text


def test_an_escalation_is_read_in_on_today_and_answered_by_file(work: AtWork, site: Ward) -> None:
    going_up.receiver(site, address=work.ward.handover.address())
    item = add(site, "Mend the hoist due today")
    one = site.escalations.tiers()[0].receivers[0]
    up = going_up.escalated(site, item, receiver_id=one.id)
    site.handover.write_escalation(up.id, work.places.place)
    work.show(open_today(work.desk))
    click(work.window, "read_handover")
    work.settle()
    assert "Ward 7 asks something of Ward 7" in work.messages.text
    assert "It waits for the next huddle" in work.messages.text
    assert shown(work, "ready_asked") == ["1 asked of us"]
    asked = work.ward.received.waiting()[0]
    work.ward.received.answer(asked.id, "Ring Mrs Smith", "Erin")
    find(work.window, "today_page").hide()
    opened(work)
    work.answers.line = None
    click(work.window, "asked_file")
    work.settle()
    assert work.answers.asked[-1] == "Is a patient named in this file?"
    assert work.ward.received.waiting()
    work.answers.line = "They know her"
    click(work.window, "asked_file")
    work.settle()
    assert not work.ward.received.waiting()
    assert site.handover.read(work.places.place).is_answer


def test_what_is_no_hand_over_file_is_refused_in_one_sentence(work: AtWork) -> None:
    opened(work)
    choose_entry(work, "menu_read")
    assert work.messages.text
    work.places.place.write_text("a shopping list", "utf-8")
    choose_entry(work, "menu_read")
    assert "no hand-over file" in work.messages.text
    assert not work.ward.received.waiting()


def test_the_disk_refuses_a_hand_over_file_in_words(work: AtWork, sent: str) -> None:
    work.places.place.write_text("a file, no folder", "utf-8")
    work.places.place = work.places.place / "file.huddle"
    opened(work, item_id=sent)
    click(work.window, "escalation_file")
    work.settle()
    assert work.messages.text
    assert "Saved" not in work.messages.text


def test_within_a_store_the_words_say_where_it_is_and_offer_no_paper(work: AtWork) -> None:
    unit = work.ward.units.add("Site team", tier="Site", time_zone=wards.ZONE)
    one = going_up.receiver(work.ward, receiving_unit_id=unit.id)
    item = add(work.ward, "Mend the hoist due today")
    going_up.escalated(work.ward, item, receiver_id=one.id)
    opened(work, item_id=item.id)
    said = seen(work.window, f"escalation_nobody_{item.code}", QLabel).text()
    words = "It is in the next huddle of Site team. This program has told nobody: ring 4321."
    assert said == words
    part = find(work.window, "escalation_part")
    names = {one.objectName() for one in part.findChildren(QAbstractButton) if one.isVisible()}
    assert names == {"escalation_told", "escalation_withdraw"}


def test_right_after_escalating_the_file_is_offered(work: AtWork, site: Ward) -> None:
    going_up.receiver(work.ward, address=site.handover.address())
    item = add(work.ward, "Mend the hoist due today")
    opened(work, item_id=item.id)
    click(work.window, "detail_escalate")
    work.settle()
    type_text(form(), "escalate_reason", "No part")
    type_text(form(), "escalate_ask", "Lend us one")
    click(form(), "question_yes")
    work.settle()
    assert "told nobody" in work.messages.text
    click(work.window, "message_action")
    work.settle()
    assert work.places.place.exists()


# Sending counts on


def test_overdue_by_department_is_copied_without_names(work: AtWork, clock: ShiftedClock) -> None:
    add(work.ward, "Mend the zebra @Pharmacy due today")
    clock.advance(days=2)
    opened(work)
    choose_entry(work, "menu_copy_overdue")
    said = QApplication.clipboard().text()
    assert "Pharmacy: 1 overdue, 2 days late" in said
    assert "This program has told nobody." in said
    assert "zebra" not in said
    assert "told nobody" in work.messages.text


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (AccessRole.READER, {"menu_copy_overdue", "menu_export"}),
        (
            AccessRole.CONTRIBUTOR,
            {"menu_copy_overdue", "menu_export", "menu_read", "menu_slip", "menu_type_in"},
        ),
    ],
)
def test_the_menu_offers_what_one_may(work: AtWork, role: AccessRole, entries: set[str]) -> None:
    act_as(work.ward, role)
    opened(work)
    (more,) = work.window.findChildren(More)
    menu = more.menu()
    assert {one.objectName() for one in menu.actions()} == entries
    menu.deleteLater()


def drop(page: QWidget, *files: Path) -> bool:
    """Drop files on a page; whether it took them."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    over = QDragEnterEvent(QPoint(9, 9), copy, dragged, left, none)
    QApplication.sendEvent(page, over)
    if over.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, dragged, left, none))
    return over.isAccepted()


def test_a_hand_over_file_is_read_in_where_it_is_dropped(
    work: AtWork, site: Ward, tmp_path: Path
) -> None:
    one = going_up.receiver(site, address=work.ward.handover.address())
    up = going_up.escalated(site, add(site, "Mend the hoist"), receiver_id=one.id)
    file = tmp_path / "Escalation.huddle"
    site.handover.write_escalation(up.id, file)
    opened(work)
    page = find(work.window, "followups_page")
    assert not drop(page, tmp_path / "notes.txt")
    assert not drop(page, file, file)
    assert drop(page, file)
    work.settle()
    assert "Ward 7 asks something" in work.messages.text
    assert len(work.ward.received.waiting()) == 1


def test_a_reader_drops_nothing_in(work: AtWork, tmp_path: Path) -> None:
    act_as(work.ward, AccessRole.READER)
    opened(work)
    assert not drop(find(work.window, "followups_page"), tmp_path / "Escalation.huddle")


def test_a_concern_is_found_by_its_code_and_goes_up_from_its_panel(work: AtWork) -> None:
    going_up.receiver(work.ward)
    concern = wards.hold(work.ward, "The lift is slow")[1][0]
    opened(work, text=concern.code)
    table = find(work.window, "followups_table", QTableView)
    click_row(table, 0)
    press(Qt.Key.Key_Return)
    work.settle()
    click(work.window, "detail_escalate")
    work.settle()
    type_text(form(), "escalate_reason", "No engineer here")
    type_text(form(), "escalate_ask", "Send one")
    click(form(), "question_yes")
    work.settle()
    assert work.ward.escalations.of_item(concern.id)[0].ask == "Send one"
