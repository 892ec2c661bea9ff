"""My facilitation: answered once a month, for one's own eyes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.vocabulary import AccessRole
from tests.helpers import sweep
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find
from ui.pages.self_check.presenter import open_page


def opened(work: AtWork) -> None:
    work.show(open_page(work.desk))


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def answer_all(work: AtWork, key: str) -> None:
    for question in work.ward.self_check.mine().questions:
        click(work.window, f"self_check_{question.name}_{key}")


def test_each_question_is_answered_before_it_is_kept(work: AtWork) -> None:
    opened(work)
    click(work.window, "self_check_agenda_2")
    click(work.window, "self_check_keep")
    work.settle()
    assert text(work, "self_check_error").startswith("Answer each question")
    assert not work.ward.self_check.mine().months


def test_months_stand_beside_the_questions(work: AtWork, clock: ShiftedClock) -> None:
    names = [question.name for question in work.ward.self_check.mine().questions]
    work.ward.self_check.keep(dict.fromkeys(names, 1))
    clock.advance(days=31)
    opened(work)
    assert text(work, "self_check_month_0_whole") == "10 of 20"
    answer_all(work, "2")
    click(work.window, "self_check_keep")
    work.settle()
    assert text(work, "self_check_month_0") == "September 2026"
    assert text(work, "self_check_month_0_whole") == "20 of 20"
    assert text(work, "self_check_month_1_areas").startswith("Structure 2 of 4")


def test_a_month_is_kept_once_and_may_be_changed(work: AtWork) -> None:
    names = [question.name for question in work.ward.self_check.mine().questions]
    work.ward.self_check.keep(dict.fromkeys(names, 0))
    work.ward.self_check.keep(dict.fromkeys(names, 2))
    (month,) = work.ward.self_check.mine().months
    assert month.whole == (20, 20)
    assert dict(work.ward.self_check.mine().answers) == dict.fromkeys(names, 2)


def test_nobody_else_is_shown_it_and_the_audit_does_not_say(work: AtWork) -> None:
    names = [question.name for question in work.ward.self_check.mine().questions]
    work.ward.self_check.keep(dict.fromkeys(names, 1))
    assert all(entry.entity != "self_check" for entry in work.ward.audit.entries(limit=50))
    store = work.ward.self_check._store  # noqa: SLF001 - as if somebody else were signed in
    other = work.ward.accounts.add("Sam", "quiet copper lantern", AccessRole.FACILITATOR)
    store.account = other
    assert not work.ward.self_check.mine().months


def test_everybody_can_read_it(work: AtWork) -> None:
    opened(work)
    page = find(work.window, "self_check_page", QWidget)
    assert sweep.nameless(page) == []
    assert sweep.too_small(page, on_run=False) == []
    assert sweep.cut_off(page) == []
    assert sweep.out_of_reach(page) == []
