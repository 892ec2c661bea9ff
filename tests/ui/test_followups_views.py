"""Saved views on the Follow-ups page: chosen, saved, coming back, and what is left of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.rows.views import FollowUpsShape, SavedViewRow
from huddle.vocabulary import SortBy, Status
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.followups import choose, listed, opened, three, with_pharmacist
from tests.helpers.qt import click, find, press, type_text
from ui.pages.followups.view_choice import ViewChoice
from ui.widgets.choices import Choice

LATE_FIRST = FollowUpsShape(
    FollowUpsFilter(text="the"), FollowUpsOrder(SortBy.DUE, is_descending=True), is_board=False
)


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy, and three actions."""
    three(with_pharmacist(ward))
    return ward


def shown(work: AtWork) -> str:
    """The view that is chosen, by its words."""
    return find(work.window, "followups_view", Choice).currentText()


def control(work: AtWork) -> ViewChoice:
    return find(work.window, "view_choice", ViewChoice)


def saved(ward: Ward) -> list[SavedViewRow]:
    return [view for view in ward.views.views().views if not view.is_built_in]


def test_a_built_in_view_is_chosen_and_left(work: AtWork) -> None:
    opened(work)
    assert shown(work) == "No saved view"
    choose(work, "followups_view", "overdue")
    assert listed(work) == ["Mend the lamp"]
    assert find(work.window, "filter_only_overdue", QAbstractButton).isChecked()
    find(work.window, "filter_only_overdue", QAbstractButton).click()
    work.settle()
    assert shown(work) == "No saved view"
    assert len(listed(work)) == 3
    find(work.window, "filter_only_mine", QAbstractButton).click()
    work.settle()
    assert shown(work) == "Mine"
    choose(work, "followups_view", "")
    assert len(listed(work)) == 3


def test_what_is_shown_is_saved_and_comes_back_at_the_next_visit(work: AtWork) -> None:
    first = opened(work)
    type_text(work.window, "filter_text", "the")
    press(Qt.Key.Key_Return)
    work.settle()
    choose(work, "sort_by", "due down")
    assert listed(work) == ["Answer the bleep", "Mend the lamp"]
    work.answers.line = "Doors and bleeps"
    control(work).save_asked.emit()
    work.settle()
    assert shown(work) == "Doors and bleeps"
    assert work.messages.text == "Saved as “Doors and bleeps”."
    first.widget.setParent(None)
    opened(work)
    assert listed(work) == ["Answer the bleep", "Mend the lamp"]
    assert find(work.window, "filter_text", QLineEdit).text() == "the"
    assert shown(work) == "Doors and bleeps"


def test_what_another_page_asks_for_comes_before_a_saved_view(work: AtWork) -> None:
    work.ward.views.use("overdue")
    opened(work, text="sling")
    assert listed(work) == ["Order a sling"]


def test_a_view_can_be_a_board(work: AtWork) -> None:
    wanted = FollowUpsShape(FollowUpsFilter(mine=True), FollowUpsOrder(), is_board=True)
    work.ward.views.add("My board", wanted)
    presenter = opened(work)
    assert presenter.page.is_board
    assert shown(work) == "My board"
    choose(work, "followups_view", "to_check")
    assert not presenter.page.is_board


def test_a_name_that_is_taken_is_asked_for_again(work: AtWork) -> None:
    opened(work)
    asked: list[str] = []

    def one_line(_parent: object, **asks: object) -> None:
        asked.append(str(asks["text"]))
        answer = ("mine", "Everything")[len(asked) - 1]
        asks["then"](answer)  # type: ignore[operator]

    work.answers.one_line = one_line  # type: ignore[method-assign,assignment]
    control(work).save_asked.emit()
    work.settle()
    assert asked[1] == "There is a view of that name already: choose another one."
    assert [view.name for view in saved(work.ward)] == ["Everything"]


def test_renamed_shared_and_removed(work: AtWork) -> None:
    made = work.ward.views.add("Late first", LATE_FIRST)
    opened(work)
    work.answers.line = "Latest first"
    control(work).rename_asked.emit(saved(work.ward)[0])
    work.settle()
    assert shown(work) == "Latest first"
    control(work).share_asked.emit(saved(work.ward)[0])
    work.settle()
    assert shown(work) == "Latest first (shared)"
    assert saved(work.ward)[0].is_shared
    control(work).remove_asked.emit(saved(work.ward)[0])
    work.settle()
    assert "Remove the view “Latest first”?" in work.answers.asked
    assert (saved(work.ward), shown(work)) == ([], "No saved view")
    assert made.id not in [view.id for view in work.ward.views.views().views]


def test_what_is_gone_from_a_view_is_said(work: AtWork) -> None:
    team = next(one for one in work.ward.people.departments() if one.name == "Porters")
    wanted = FollowUpsFilter(department_id=team.id, text="the")
    work.ward.views.add("Porters’ own", FollowUpsShape(wanted))
    work.ward.people.retire_department(team.id)
    opened(work)
    said = "Not there any more, and left out of “Porters’ own”: department."
    assert work.messages.text == said
    assert listed(work) == ["Mend the lamp", "Answer the bleep"]


def test_a_view_removed_by_somebody_else_is_refused_in_words(work: AtWork) -> None:
    work.ward.views.add("Late first", LATE_FIRST)
    opened(work)
    (view,) = saved(work.ward)
    work.ward.views.remove(view.id)
    control(work).share_asked.emit(view)
    work.settle()
    assert "not there any more" in work.messages.text


def test_to_check_lists_what_waits(work: AtWork) -> None:
    lamp = work.ward.followups.find(FollowUpsFilter(text="lamp")).items[0]
    work.ward.followups.update(lamp.id, how_known="It shines", status=Status.CLOSED)
    opened(work)
    choose(work, "followups_view", "to_check")
    assert listed(work) == ["Mend the lamp"]
    click(work.window, "open_detail")
    work.settle()
    assert find(work.window, "detail_panel").isVisible()
