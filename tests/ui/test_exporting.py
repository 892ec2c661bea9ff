"""Exporting from Follow-ups, History and Measures by clicks and keys."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from huddle.measure_words import Direction, Family, MeasureKind
from huddle.vocabulary import AccessRole, ItemKind
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.exporting import lines_in
from tests.helpers.letting_leave import export_form, let_leave, offered
from tests.helpers.qt import click, find, focused, press, type_text
from tests.helpers.sweep import cut_off
from ui.pages.followups.more_menu import More
from ui.pages.followups.presenter import open_page as open_followups
from ui.pages.history.presenter import open_page as open_history
from ui.pages.measures.presenter import open_page as open_measures
from ui.presenter import Presenter
from ui.widgets.choices import Choice, Tick

OTHER = "quiet copper lantern"


@pytest.fixture
def busy(ward: Ward) -> Ward:
    """A ward after one huddle."""
    wards.hold(ward, "a: Order slings @Erin due fri", "a: Ring back", "c: The chair is broken")
    return ward


def shown(work: AtWork, open_page: Callable[..., Presenter]) -> QWidget:
    """A page at work."""
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


def ask_followups(page: QWidget) -> None:
    """Choose *Export…* in the menu of Follow-ups."""
    more = find(page, "followups_more").findChild(More)
    assert isinstance(more, More)
    menu = more.menu()
    entry = next(one for one in menu.actions() if one.objectName() == "menu_export")
    entry.trigger()


def test_the_actions_that_are_listed_leave(work: AtWork, busy: Ward) -> None:
    page = shown(work, open_followups)
    type_text(page, "filter_text", "slings")
    press(Qt.Key.Key_Return)
    work.settle()
    ask_followups(page)
    let_leave(work, ending="csv")
    assert [line[1] for line in lines_in(work.places.place)[1:]] == ["Order slings"]
    assert work.places.names == ["Huddle actions.csv"]
    assert f"1 row exported: {work.places.place}" in work.messages.text
    ask_followups(page)
    let_leave(work, ending="csv", what=1)
    assert len(lines_in(work.places.place)) == 3
    assert busy.audit.entries()[0].what == "exported actions"


def test_what_leaves_is_what_is_on_the_disk(work: AtWork, busy: Ward) -> None:
    page = shown(work, open_history)
    click(page, "history_export")
    let_leave(work, ending="json")
    (row,) = json.loads(work.places.place.read_text("utf-8"))
    assert row["number"] == 1


def test_concerns_leave_from_history_and_are_no_calendar(work: AtWork, busy: Ward) -> None:
    page = shown(work, open_history)
    click(page, "history_export")
    dialog = export_form(work)
    assert offered(dialog, "export_what") == ["All huddles", "All concerns"]
    assert "Calendar" in offered(dialog, "export_format")
    find(dialog, "export_what", Choice).setCurrentIndex(1)
    assert "Calendar" not in offered(dialog, "export_format")
    let_leave(work, ending="csv", what=1)
    assert [line[1] for line in lines_in(work.places.place)[1:]] == ["The chair is broken"]


def test_readings_leave_from_measures(work: AtWork, busy: Ward) -> None:
    for name in ("Falls", "Breaks"):
        measure = busy.measures.add(
            name, family=Family.SAFETY, kind=MeasureKind.COUNT, direction=Direction.DOWN
        )
        busy.measures.read(measure.id, "6 Aug 12")
    page = shown(work, open_measures)
    click(page, "measures_export")
    let_leave(work, ending="csv")
    assert [line[0] for line in lines_in(work.places.place)[1:]] == ["Falls"]
    click(page, "measures_export")
    let_leave(work, ending="csv", what=1)
    assert [line[0] for line in lines_in(work.places.place)[1:]] == ["Falls", "Breaks"]


def test_sensitive_items_leave_only_when_ticked(work: AtWork, busy: Ward) -> None:
    item = busy.history.items(ItemKind.CONCERN)[0]
    busy.running.change_item(item.id, item.row_version, is_sensitive=True)
    page = shown(work, open_history)
    click(page, "history_export")
    let_leave(work, ending="csv", what=1)
    assert "1 sensitive item is not in it." in work.messages.text
    click(page, "history_export")
    let_leave(work, ending="csv", what=1, with_sensitive=True)
    assert len(lines_in(work.places.place)) == 2


def test_who_may_not_see_them_is_not_offered_them(work: AtWork, busy: Ward) -> None:
    busy.accounts.add("Ama", OTHER, AccessRole.READER)
    busy.signing_in.switch("Ama", OTHER)
    page = shown(work, open_history)
    click(page, "history_export")
    dialog = export_form(work)
    find(dialog, "export_what", Choice).setCurrentIndex(1)
    assert not find(dialog, "export_sensitive", Tick).isVisible()
    press(Qt.Key.Key_Escape)
    assert not work.places.names


def test_the_guard_asks_for_a_reason_before_it_leaves(work: AtWork, busy: Ward) -> None:
    busy.followups.add(wards.said(busy, "a: Call 943 476 5919 about the chair"))
    page = shown(work, open_followups)
    work.answers.line = None
    ask_followups(page)
    let_leave(work, ending="csv")
    assert work.answers.asked == ["Is a patient named in this file?"]
    assert "NHS number" in work.answers.told[0]
    assert not work.places.place.exists()
    work.answers.line = "Asked for by the trust"
    ask_followups(page)
    let_leave(work, ending="csv")
    assert work.places.place.exists()


def test_a_folder_that_is_not_there_is_said(work: AtWork, busy: Ward) -> None:
    work.places.place.mkdir()
    page = shown(work, open_history)
    click(page, "history_export")
    let_leave(work, ending="csv")
    assert "could not be used" in work.messages.text


def test_the_keyboard_comes_back_to_where_it_was(work: AtWork, busy: Ward) -> None:
    page = shown(work, open_history)
    find(page, "history_export").setFocus()
    press(Qt.Key.Key_Space)
    dialog = export_form(work)
    assert focused().objectName() == "export_what"
    assert cut_off(dialog) == []
    press(Qt.Key.Key_Escape)
    back = page.window().focusWidget()
    assert back is not None
    assert back.objectName() == "history_export"
