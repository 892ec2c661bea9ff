"""Reminders in the window: counted on the rail, read on their page, told outside by one digest."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from huddle.clock import ShiftedClock
from huddle.labels import label
from huddle.rows.reminding import ReminderRow
from huddle.settings import load_settings
from huddle.vocabulary import ReminderKind
from tests.helpers import wards
from tests.helpers.acting import store_of
from tests.helpers.qt import find, wait_until
from tests.helpers.window import Driver
from ui.pages.reminders.page import ReminderCard
from ui.reminding import Reminding

Open = Callable[[], Driver]


def reminding(driver: Driver) -> Reminding:
    """What asks each minute."""
    return driver.window.findChildren(Reminding)[0]


def look(driver: Driver) -> None:
    """A minute has gone by."""
    reminding(driver).look()
    driver.settle()


def entry(driver: Driver) -> str:
    """How a screen reader calls the entry of the rail."""
    return driver.find("go_reminders", QPushButton).accessibleName()


def promise(driver: Driver, text: str, due: str) -> None:
    """An action that nobody in particular owns."""
    driver.ward.followups.add(wards.said(driver.ward, f"a: {text} due {due}"))
    driver.settle()


def test_the_rail_counts_what_is_unread_until_the_page_was_opened(
    signed_in: Driver, clock: ShiftedClock
) -> None:
    promise(signed_in, "Mend the lamp", "fri")
    promise(signed_in, "Order gloves", "fri")
    look(signed_in)
    before = entry(signed_in)
    assert before.startswith("Reminders, ")
    signed_in.click("go_reminders")
    assert signed_in.page == "reminders"
    assert entry(signed_in) == "Reminders"
    texts = signed_in.texts("reminder_text")
    assert {"Mend the lamp", "Order gloves"} <= set(texts)
    assert before == f"Reminders, {len(texts)} new"
    assert len(signed_in.texts("reminder_new")) == len(texts)
    signed_in.click("go_today")
    signed_in.click("go_reminders")
    assert signed_in.texts("reminder_new") == []


def test_where_no_word_can_be_left_of_what_comes_it_is_said_and_what_is_due_is_counted(
    signed_in: Driver, clock: ShiftedClock
) -> None:
    signed_in.app.paths.coming_file.mkdir(parents=True)
    promise(signed_in, "Mend the lamp", "fri")
    look(signed_in)
    assert signed_in.app.paths.coming_file.name in signed_in.text("notice_text")
    assert entry(signed_in).startswith("Reminders, ")


def test_a_reminder_leads_to_its_action(signed_in: Driver, clock: ShiftedClock) -> None:
    signed_in.ward.running.close(wards.start(signed_in.ward).huddle.id)
    promise(signed_in, "Mend the lamp", "fri")
    look(signed_in)
    signed_in.click("go_reminders")
    assert signed_in.texts("reminder_kind") == ["Due soon"]
    signed_in.click("reminder_show")
    assert signed_in.page == "followups"
    shown = [label.text() for label in signed_in.window.findChildren(QLabel) if label.isVisible()]
    assert any(signed_in.ward.followups.all_open()[0].code in text for text in shown)


def test_a_tool_to_review_leads_to_it_in_the_register(
    signed_in: Driver, clock: ShiftedClock
) -> None:
    signed_in.ward.running.close(wards.start(signed_in.ward).huddle.id)
    signed_in.ward.technology.add("Bed board", review_on=dt.date(2026, 8, 12))
    look(signed_in)
    signed_in.click("go_reminders")
    assert signed_in.texts("reminder_kind") == ["Tool to review"]
    signed_in.click("reminder_show")
    assert signed_in.page == "technology"
    assert signed_in.texts("tool_card_name") == ["Bed board"]


def test_what_is_done_leaves_the_page_by_itself(signed_in: Driver, clock: ShiftedClock) -> None:
    signed_in.ward.running.close(wards.start(signed_in.ward).huddle.id)
    promise(signed_in, "Mend the lamp", "fri")
    look(signed_in)
    signed_in.click("go_reminders")
    item = signed_in.ward.followups.all_open()[0]
    signed_in.ward.followups.update(item.id, item.row_version, status="cancelled", note="Not ours")
    signed_in.settle()
    wait_until(lambda: signed_in.shows("reminders_nothing"), "an empty page")
    assert signed_in.texts("reminder_text") == []


def test_outside_of_the_window_one_digest_without_words_is_shown_once(
    signed_in: Driver, monkeypatch: pytest.MonkeyPatch, clock: ShiftedClock
) -> None:
    told: list[str] = []
    monkeypatch.setattr(reminding(signed_in), "notify", lambda _title, text: told.append(text))
    monkeypatch.setattr(signed_in.window, "isActiveWindow", lambda: False)
    signed_in.ward.running.close(wards.start(signed_in.ward).huddle.id)
    promise(signed_in, "Mend the lamp", "fri")
    promise(signed_in, "Order gloves", "fri")
    look(signed_in)
    look(signed_in)
    assert told == ["2 new reminders. Open Reminders to read them."]


def test_in_front_of_the_window_nothing_pops_up(
    signed_in: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(reminding(signed_in), "notify", lambda _title, text: told.append(text))
    promise(signed_in, "Mend the lamp", "fri")
    look(signed_in)
    assert entry(signed_in) != "Reminders"
    assert told == []


def test_settings_keep_the_quiet_hours_and_whether_this_computer_notifies(
    signed_in: Driver,
) -> None:
    signed_in.click("go_settings")
    signed_in.choose("quiet_from", "22:00")
    signed_in.choose("quiet_until", "07:30")
    policy = signed_in.ward.privacy.policy()
    assert (policy.quiet_from, policy.quiet_until) == (dt.time(22), dt.time(7, 30))
    signed_in.choose("quiet_from", "None")
    assert signed_in.ward.privacy.policy().quiet_from is None
    signed_in.click("reminders_notify")
    assert not load_settings(signed_in.app.paths.settings_file).notifications


def test_an_account_that_ended_is_counted_nothing_and_told_no_error(
    signed_in: Driver, clock: ShiftedClock
) -> None:
    promise(signed_in, "Mend the lamp", "fri")
    look(signed_in)
    store = store_of(signed_in.ward)
    store.account = dataclasses.replace(store.account, ends_at=clock.now())
    look(signed_in)
    assert entry(signed_in) == "Reminders"
    assert not signed_in.shows("notice")


@pytest.mark.parametrize("kind", ReminderKind)
def test_each_kind_of_reminder_has_its_card(qapp: QApplication, kind: ReminderKind) -> None:
    card = ReminderCard("one")
    at = dt.datetime(2026, 8, 6, 8, 0, tzinfo=dt.UTC)
    card.show_row(ReminderRow("1", kind, at, "Mend the lamp", "why", "Erin"), dt.UTC, is_new=True)
    assert find(card, "reminder_kind", QLabel).text() == label(kind)
    card.deleteLater()


def test_what_is_worth_another_look_says_so_without_a_button_that_leads_elsewhere(
    qapp: QApplication,
) -> None:
    card, at = ReminderCard("one"), dt.datetime(2026, 8, 6, 8, 0, tzinfo=dt.UTC)
    row = ReminderRow("1", ReminderKind.REFRESHER, at, "2 cards you read", "why", "you alone")
    card.show_row(row, dt.UTC, is_new=True)
    assert find(card, "reminder_kind", QLabel).text() == "Worth another look"
    assert find(card, "reminder_text", QLabel).text() == "2 cards you read"
    assert find(card, "reminder_show", QPushButton).isHidden()
    card.deleteLater()


def test_once_it_has_ended_it_looks_at_nothing_any_more(signed_in: Driver) -> None:
    assert reminding(signed_in)
    signed_in.app.quit()
    signed_in.settle()
    assert signed_in.window.findChildren(Reminding) == []
