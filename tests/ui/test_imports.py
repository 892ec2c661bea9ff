"""Bringing in a file by clicks: understood, asked about, looked at, brought in, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from huddle.errors import Refused
from huddle.import_words import DateOrder, ImportField
from huddle.rows.items import FollowUpsFilter
from huddle.vocabulary import Status
from tests.helpers import sweep
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, click_row, find, seen
from ui.pages.imports.presenter import ImportsPresenter, open_page
from ui.widgets.choices import Choice
from ui.widgets.table import Table

LOG = """Task;Owner;Due;Status
Ring the lift firm today;Jo;16/11/2026;open
Order six new slings;charge nurse;17/11/2026;done
"""


@pytest.fixture
def presenter(work: AtWork) -> ImportsPresenter:
    """The page at work."""
    made = open_page(work.desk)
    work.show(made)
    return made


def bring(presenter: ImportsPresenter, work: AtWork, text: str) -> QWidget:
    """Have the page look at a file."""
    file = work.places.place.with_name("log.csv")
    file.write_text(text, encoding="utf-8")
    presenter.open(file)
    work.settle()
    work.settle()
    return presenter.widget


def pick(page: QWidget, work: AtWork, name: str, key: str) -> None:
    choice = seen(page, name, Choice)
    choice.setCurrentIndex(choice.findData(key))
    choice.activated.emit(choice.currentIndex())
    work.settle()


def text(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text()


def texts(work: AtWork) -> set[str]:
    wanted = FollowUpsFilter(status="all")
    return {item.text for item in work.ward.followups.find(wanted, limit=50, offset=0).items}


def test_a_file_is_looked_at_brought_in_and_taken_back(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, LOG)
    assert text(page, "import_counts") == "New: 2"
    model = find(page, "import_rows", Table).model()
    assert model.index(0, 2).data() == "Ring the lift firm today"
    assert texts(work) == set()
    click(page, "import_bring_in")
    work.settle()
    work.settle()
    assert texts(work) == {"Ring the lift firm today", "Order six new slings"}
    assert text(page, "import_result").startswith("log.csv: 2 rows are new")
    click(page, f"import_undo_{work.ward.imports.runs()[0].id}")
    work.settle()
    assert texts(work) == set()
    assert text(page, "import_result") == "log.csv is taken back."


def test_what_no_day_tells_is_asked_before_anything_comes_in(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, LOG.replace("16/11", "01/11").replace("17/11", "02/11"))
    assert not find(page, "import_bring_in").isVisible()
    pick(page, work, "import_date_order", DateOrder.DAY)
    assert find(page, "import_bring_in").isEnabled()
    assert not find(page, "import_questions_card").isVisible()


def test_an_unknown_status_is_asked(presenter: ImportsPresenter, work: AtWork) -> None:
    page = bring(presenter, work, LOG.replace("open", "parked up"))
    pick(page, work, "status_parked up", Status.BLOCKED)
    click(page, "import_bring_in")
    work.settle()
    wanted = FollowUpsFilter(status="blocked")
    assert len(work.ward.followups.find(wanted, limit=9, offset=0).items) == 1


def test_the_chosen_row_is_said_in_full(presenter: ImportsPresenter, work: AtWork) -> None:
    page = bring(presenter, work, LOG.replace("17/11/2026", "31/02/2026"))
    click_row(find(page, "import_rows", Table), 1)
    assert text(page, "import_row_says") == "Order six new slings\nDue: “31/02/2026” is no day."
    assert text(page, "import_counts") == "New: 1 · Cannot come in: 1"


def test_what_cannot_be_looked_at_keeps_no_button_waiting(
    presenter: ImportsPresenter, work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring(presenter, work, LOG)

    def refuse(*_asked: object) -> None:
        raise Refused("It cannot be read to its end.")

    monkeypatch.setattr(work.ward.imports, "plan", refuse)
    pick(page, work, "column_Owner", ImportField.LEFT_OUT)
    assert find(page, "import_drop").isEnabled()


def test_only_the_newest_answer_counts(presenter: ImportsPresenter, work: AtWork) -> None:
    page = bring(presenter, work, LOG)
    older = presenter._decided  # noqa: SLF001 - two answers at once come in no other way
    pick(page, work, "column_Owner", ImportField.LEFT_OUT)
    presenter._not_looked(older, Refused("It was another file."))  # noqa: SLF001
    assert find(page, "import_bring_in").isVisible()


def test_a_column_can_be_said_to_be_something_else(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, LOG)
    pick(page, work, "column_Owner", ImportField.LEFT_OUT)
    assert seen(page, "column_Owner", Choice).key == ImportField.LEFT_OUT
    assert not find(page, "import_owners_card").isVisible()


def test_what_tells_who_a_patient_is_is_asked_about(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, LOG.replace("the lift firm today", "Mrs Hargreaves at home"))
    click(page, "import_bring_in")
    work.settle()
    work.settle()
    assert work.answers.asked == ["May this come in?"]
    assert len(texts(work)) == 2


def test_what_is_no_list_is_said_where_the_file_is_chosen(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, "")
    assert text(page, "import_refusal").startswith("There is nothing in this file")


def test_everything_has_a_name_and_nothing_is_cut_off(
    presenter: ImportsPresenter, work: AtWork
) -> None:
    page = bring(presenter, work, LOG.replace("open", "parked up"))
    assert sweep.nameless(page) == []
    assert sweep.out_of_reach(page) == []
    assert sweep.cut_off(page) == []
