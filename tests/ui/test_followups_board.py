"""The board of Follow-ups: columns by when things are due, gone along by keys."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from huddle.settings import Settings
from huddle.vocabulary import BoardColumn, Status
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, listed, now, three, with_pharmacist
from tests.helpers.qt import click, find, focused, press, wait_until
from ui.pages.followups.board import Cards
from ui.pages.followups.presenter import FollowUpsPresenter, open_page


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy."""
    return with_pharmacist(ward)


def on_board(work: AtWork, **what: str) -> FollowUpsPresenter:
    """The page as board, shown and settled."""
    as_board = Settings(followups_as="board")
    presenter = open_page(dataclasses.replace(work.desk, settings=lambda: as_board))
    work.show(presenter, **what)
    return presenter


def column(work: AtWork, which: BoardColumn) -> Cards:
    """The cards of a column."""
    return find(work.window, f"cards_{which.value}", Cards)


def texts(work: AtWork, which: BoardColumn) -> list[str]:
    """The actions in a column, from the top."""
    model = column(work, which).cards
    items = [model.item(row) for row in range(model.rowCount())]
    return [item.text for item in items if item is not None]


def test_each_action_stands_in_the_column_of_its_day(work: AtWork) -> None:
    late, due, later = three(work.ward)
    add(work.ward, "Nobody knows when")
    add(work.ward, "Far away due 30 aug")
    done = add(work.ward, "Try the new form @Erin due today")
    work.ward.followups.update(done.id, how_known="Fewer calls")
    work.ward.followups.update(done.id, status=Status.CLOSED)
    on_board(work)
    assert texts(work, BoardColumn.OVERDUE) == [late.text]
    assert texts(work, BoardColumn.TODAY) == [due.text]
    assert texts(work, BoardColumn.THIS_WEEK) == [later.text]
    assert texts(work, BoardColumn.LATER) == ["Far away", "Nobody knows when"]
    assert texts(work, BoardColumn.TO_CHECK) == [done.text]
    assert find(work.window, "board_count_later", QLabel).text() == "2"
    assert not find(work.window, "board_to_tell").isVisible()


def test_arrows_go_between_cards_and_enter_opens(work: AtWork) -> None:
    late, due, _later = three(work.ward)
    presenter = on_board(work)
    assert focused() is column(work, BoardColumn.OVERDUE)
    press(Qt.Key.Key_Right)
    assert focused() is column(work, BoardColumn.TODAY)
    current = presenter.page.current
    assert current is not None
    assert current.id == due.id
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert now(work, late).status is Status.CLOSED
    press(Qt.Key.Key_Return)
    work.settle()
    assert find(work.window, "detail_text").isVisible()


def test_a_column_loads_more_when_its_end_comes_into_view(work: AtWork) -> None:
    for number in range(30):
        add(work.ward, f"Check shelf {number} due today")
    on_board(work)
    cards = column(work, BoardColumn.TODAY)
    assert cards.cards.rowCount() == 12
    assert find(work.window, "board_count_today", QLabel).text() == "30"
    press(Qt.Key.Key_End)
    wait_until(lambda: cards.cards.rowCount() == 24, "more cards")
    work.settle()
    current = cards.current
    assert current is not None
    assert current.text == "Check shelf 11"


def test_board_and_table_show_the_same_and_the_choice_is_kept(work: AtWork) -> None:
    three(work.ward)
    kept: list[Settings] = []
    presenter = on_board(work)
    presenter.desk = dataclasses.replace(presenter.desk, keep_settings=kept.append)
    click(work.window, "show_as_table")
    work.settle()
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    assert kept[-1].followups_as == "table"
    click(work.window, "show_as_board")
    work.settle()
    assert texts(work, BoardColumn.OVERDUE) == ["Mend the lamp"]


def test_the_filter_narrows_every_column(work: AtWork) -> None:
    three(work.ward)
    presenter = on_board(work, text="sling")
    assert texts(work, BoardColumn.OVERDUE) == []
    assert texts(work, BoardColumn.THIS_WEEK) == ["Order a sling"]
    assert not find(work.window, "filter_status").isVisible()
    presenter.page.clear_filter()
    work.settle()
    assert texts(work, BoardColumn.OVERDUE) == ["Mend the lamp"]
