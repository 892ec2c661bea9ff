"""What patients say: sorted by keys alone, suggested with the reason, brought in, answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView

from huddle.rows.patient_voice import CommentsFilter
from huddle.tool_words import SuggestionKind
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, press, type_text, wait_until
from tests.store.test_imports import sheet
from ui.pages.patient_voice.presenter import PatientVoicePresenter, open_page

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(work: AtWork, *said: str) -> PatientVoicePresenter:
    """The page with some comments, the last one first."""
    for text in said:
        work.ward.patient_voice.add(text)
    presenter = open_page(work.desk)
    work.show(presenter)
    wait_until(lambda: presenter.page.model.rowCount() == len(said), "the comments")
    return presenter


def shown(work: AtWork) -> QListView:
    return find(work.window, "comments_list", QListView)


def themes(work: AtWork) -> dict[str, str]:
    rows = work.ward.patient_voice.comments(CommentsFilter()).rows
    return {row.text: row.theme for row in rows}


def theme_key(work: AtWork, name: str) -> Qt.Key:
    """The key of a theme, with Ctrl."""
    named = [one.name for one in work.ward.patient_voice.themes()]
    return Qt.Key(Qt.Key.Key_1 + named.index(name))


def test_without_a_comment_it_says_what_to_do(work: AtWork) -> None:
    opened(work)
    assert find(work.window, "comments_empty").isVisible()
    type_text(work.window, "comment_add", "Cold tea")
    press(Qt.Key.Key_Return)
    wait_until(lambda: shown(work).model().rowCount() == 1, "the comment")
    assert find(work.window, "comment_text", QLabel).text() == "Cold tea"


def test_several_are_sorted_by_one_key_and_the_next_comes_up(work: AtWork) -> None:
    presenter = opened(work, "A third", "A second", "A first")
    shown(work).setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(presenter.page.rows_chosen) == 2
    press(theme_key(work, "Communication"), CONTROL)
    wait_until(lambda: presenter.page.model.rows[0].text == "A third", "the next one")
    assert themes(work) == {
        "A third": "",
        "A second": "Communication",
        "A first": "Communication",
    }
    assert [row.text for row in presenter.page.rows_chosen] == ["A third"]
    press(Qt.Key.Key_F2)
    type_text(work.window, "theme_other", "Lifts")
    press(Qt.Key.Key_Return)
    wait_until(lambda: themes(work)["A third"] == "Lifts", "its theme")


def test_a_suggestion_says_why_and_is_taken_or_declined_by_a_key(work: AtWork) -> None:
    opened(work, "We waited for hours", "Long queues")
    hint = find(work.window, "comment_hint")
    shown(work).setFocus()
    wait_until(hint.isVisible, "a suggestion")
    says = find(work.window, "comment_hint_says", QLabel)
    assert says.text() == "Perhaps Waiting, because of “queues”."
    press(Qt.Key.Key_Backspace, CONTROL)
    assert not hint.isVisible()
    press(Qt.Key.Key_Down)
    wait_until(lambda: "“waited” and “hours”" in says.text(), "the other suggestion")
    press(Qt.Key.Key_Return, CONTROL)
    wait_until(lambda: themes(work)["We waited for hours"] == "Waiting", "its theme")
    assert themes(work)["Long queues"] == ""
    work.settle()
    assert find(work.window, "comment_text", QLabel).text() == "Long queues"
    assert not hint.isVisible()
    decided = next(row for row in work.ward.suggestions.kinds() if row.kind is SuggestionKind.THEME)
    assert (decided.taken, decided.declined) == (1, 1)


def test_suggestions_can_be_turned_off(work: AtWork) -> None:
    work.ward.suggestions.turn(SuggestionKind.THEME, is_on=False)
    opened(work, "We waited for hours")
    work.settle()
    assert not find(work.window, "comment_hint").isVisible()


def test_the_list_is_read_in_lots_and_narrowed(work: AtWork) -> None:
    lines = [f"2 Aug 2026 | Comment {number}" for number in range(229)]
    lines.append("1 Aug 2026 | No towels")
    work.ward.imports.bring_in(sheet("Date | Comment", *lines), "comments.csv")
    presenter = open_page(work.desk)
    work.show(presenter)
    wait_until(lambda: presenter.page.model.rowCount() >= 100, "the first lot")
    list_view = shown(work)
    while presenter.page.model.rowCount() < 230:
        read = presenter.page.model.rowCount()
        list_view.scrollToBottom()
        list_view.setCurrentIndex(presenter.page.model.index(read - 1))
        wait_until(lambda read=read: presenter.page.model.rowCount() > read, "more")
    assert len({row.id for row in presenter.page.model.rows}) == 230
    type_text(work.window, "comments_search", "towel")
    wait_until(lambda: presenter.page.model.rowCount() == 1, "what was searched")
    assert find(work.window, "patient_voice_count", QLabel).text().startswith("1 comment")


def test_one_from_a_file_is_brought_in_and_left_again(work: AtWork) -> None:
    work.ward.imports.bring_in(sheet("Date | Comment", "2 Aug 2026 | Cold tea"), "comments.csv")
    presenter = open_page(work.desk)
    work.show(presenter)
    wait_until(lambda: presenter.page.model.rowCount() == 1, "the comment")
    click(work.window, "comment_bring")
    wait_until(lambda: presenter.page.model.rows[0].is_coming, "that it comes")
    assert [item.text for item in work.ward.planning.today().raised_between] == ["Cold tea"]
    click(work.window, "comment_leave")
    wait_until(lambda: not presenter.page.model.rows[0].is_coming, "that it stays")


def test_enter_answers_and_the_answer_is_shown(work: AtWork) -> None:
    presenter = opened(work, "Cold tea")
    shown(work).setFocus()
    press(Qt.Key.Key_Return)
    shown_form = form()
    type_text(shown_form, "comment_answer_did", "A new urn")
    type_text(shown_form, "comment_answer_told", "The family")
    press(Qt.Key.Key_Return)
    wait_until(lambda: presenter.page.model.rows[0].is_answered, "the answer")
    said = find(work.window, "comment_answer_said", QLabel).text()
    assert "A new urn" in said
    assert "Told: The family" in said
    click(work.window, "comment_not_answered")
    wait_until(lambda: not presenter.page.model.rows[0].is_answered, "no answer")
