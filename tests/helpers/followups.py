"""Hands for the Follow-ups page: add actions, look at the table, choose from a list."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from huddle.rows.items import ItemRow
from huddle.rules.capture_line import parse
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.qt import find, press, type_text
from ui.pages.followups.item_model import Column
from ui.pages.followups.items_table import ItemsTable
from ui.pages.followups.presenter import FollowUpsPresenter, open_page
from ui.widgets.choices import Choice


def with_pharmacist(ward: Ward) -> Ward:
    """The ward with R. Shah from pharmacy in it."""
    pharmacy = next(team.id for team in ward.people.departments() if team.name == "Pharmacy")
    ward.people.add_person("R. Shah", department_id=pharmacy)
    return ward


def opened(work: AtWork, **what: str) -> FollowUpsPresenter:
    """The page, shown and settled."""
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def add(ward: Ward, line: str, said_on: dt.date | None = None) -> ItemRow:
    """Add an action as the capture line reads it."""
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
    """The table of actions."""
    return find(work.window, "followups_table", ItemsTable)


def listed(work: AtWork) -> list[str]:
    """The actions in the table, from the top."""
    model = table(work).model()
    return [str(model.index(row, Column.ACTION).data()) for row in range(model.rowCount())]


def text(work: AtWork, name: str) -> str:
    """What a label says."""
    return find(work.window, name, QLabel).text()


def now(work: AtWork, item: ItemRow) -> ItemRow:
    """An action as it stands."""
    return work.ward.followups.action(item.id)


def choose(work: AtWork, name: str, key: str) -> None:
    """Pick from a drop-down list by its keyboard."""
    choice = find(work.window, name, Choice)
    choice.setFocus()
    steps = choice.findData(key) - choice.currentIndex()
    press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up, times=abs(steps))
    work.settle()


def fill(work: AtWork, name: str, words: str) -> None:
    """Write into a field instead of what is there."""
    type_text(work.window, name, words, instead=True)


def find_part(work: AtWork, place: int) -> QWidget:
    """A department's part in the detail panel."""
    rows = [one for one in work.window.findChildren(QWidget, "detail_part") if one.isVisible()]
    return sorted(rows, key=lambda row: row.y())[place]
