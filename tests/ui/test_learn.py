"""Learn: cards to read and print, a ward’s own words, a glossary, and a record for oneself."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from huddle import guidance_cards
from huddle.clock import ShiftedClock
from huddle.rows.guidance import CardGroup
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, type_text, wait_until
from ui.pages.learn.presenter import LearnPresenter, open_page
from ui.pages.today import presenter as today

SCRIBE = "roles.scribe"


def opened(work: AtWork, **what: str) -> LearnPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def texts(work: AtWork, prefix: str) -> list[str]:
    found = [one for one in work.window.findChildren(QLabel) if one.isVisible()]
    return [one.text() for one in found if one.objectName().startswith(prefix)]


def shows(work: AtWork, name: str) -> bool:
    return any(one.isVisible() for one in work.window.findChildren(QWidget, name))


def be_another(ward: Ward, role: AccessRole) -> None:
    """Have somebody else signed in."""
    ward.accounts.add("Sam", "quiet copper lantern", role)
    ward.signing_in.switch("Sam", "quiet copper lantern")


def fill(work: AtWork, name: str, words: str) -> None:
    area = find(work.window, name, QPlainTextEdit)
    area.setFocus()
    area.selectAll()
    QTest.keyClicks(area, words)
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work.settle()


def edit(work: AtWork) -> None:
    opened(work, card=SCRIBE, edit="yes")


def test_every_card_is_found_in_the_list_and_read(work: AtWork) -> None:
    opened(work)
    for group in CardGroup:
        click(work.window, f"learn_{group}")
        card = guidance_cards.shipped(group)[-1]
        click(work.window, f"learn_{card.name}")
        work.settle()
        assert texts(work, "guidance_title") == [card.title]


def test_one_group_is_unfolded_at_a_time_and_folds_again(work: AtWork) -> None:
    opened(work)
    click(work.window, "learn_roles")
    click(work.window, "learn_rules")
    assert shows(work, "learn_rules.stop")
    assert not shows(work, f"learn_{SCRIBE}")
    click(work.window, "learn_rules")
    assert not shows(work, "learn_rules.stop")


def test_the_list_is_gone_along_by_keys(work: AtWork) -> None:
    opened(work)
    assert focused().objectName() == "learn_start"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    work.settle()
    assert texts(work, "guidance_title") == ["Facilitator"]


def test_a_card_is_printed_and_back_leads_here(work: AtWork) -> None:
    opened(work, card=SCRIBE)
    click(work.window, "learn_print")
    assert work.way.last == ("sheet", {"kind": "card", "card": SCRIBE, "back": "learn"})


def test_the_beginning_leads_on(work: AtWork) -> None:
    opened(work)
    click(work.window, "start_rules.ground_rules")
    work.settle()
    assert texts(work, "guidance_title") == ["Our ground rules"]


def test_practising_is_a_page_of_its_own(work: AtWork, ward: Ward) -> None:
    ward.learning.practised("quiet_ward")
    opened(work)
    click(work.window, "start_practice")
    assert work.way.last == ("practice", {})
    click(work.window, "learn_mine")
    work.settle()
    assert find(work.window, "mine_0").accessibleName().startswith("Led in practice:")
    assert "quiet_ward" not in find(work.window, "mine_0").accessibleName()


def test_the_glossary_finds_a_word_before_what_speaks_of_it(work: AtWork) -> None:
    opened(work, section="glossary")
    assert focused().objectName() == "glossary_filter"
    type_text(work.window, "glossary_filter", "series")
    work.settle()
    assert texts(work, "glossary_word_")[0] == "Series"
    assert len(texts(work, "glossary_word_")) < len(guidance_cards.glossary())
    type_text(work.window, "glossary_filter", "qqq")
    work.settle()
    assert "qqq" in text(work, "glossary_nothing")


def test_what_was_read_is_told_to_oneself_alone(work: AtWork, ward: Ward) -> None:
    opened(work, card=SCRIBE)
    assert [row.what for row in ward.learning.mine()] == [SCRIBE]
    click(work.window, "learn_mine")
    work.settle()
    assert shows(work, "mine_0")
    assert "Only you" in text(work, "mine_about")
    assert text(work, "ward_count_read_roles").endswith("too few to say")
    click(work.window, "mine_0")
    work.settle()
    assert texts(work, "guidance_title") == ["Scribe"]


def test_nobody_sees_what_another_read(work: AtWork, ward: Ward) -> None:
    ward.learning.read(SCRIBE)
    be_another(ward, AccessRole.FACILITATOR)
    opened(work, section="mine")
    assert shows(work, "mine_nothing")


def test_old_ones_are_offered_again(work: AtWork, ward: Ward, clock: ShiftedClock) -> None:
    ward.learning.read(SCRIBE)
    clock.advance(days=200)
    opened(work, section="mine")
    assert "another minute" in find(work.window, "mine_0").accessibleName()


def test_news_lists_every_version_and_counts_as_seen(work: AtWork, ward: Ward) -> None:
    opened(work, section="news")
    assert texts(work, "news_version_") == [
        f"Version {one.version}" for one in guidance_cards.news()
    ]
    assert ward.learning.news() == ()


# In the ward’s own words


def test_each_field_keeps_itself(work: AtWork, ward: Ward) -> None:
    edit(work)
    assert focused().objectName() == "learn_what"
    fill(work, "learn_what", "You write so that others can listen.")
    card = ward.guidance.card(SCRIBE)
    assert card.is_own
    assert card.what == "You write so that others can listen."
    assert card.how == guidance_cards.shipped_card(SCRIBE).how  # type: ignore[union-attr]
    assert text(work, "learn_saved_word") == "saved"
    fill(work, "learn_example", "Said twice, written once.")
    press(Qt.Key.Key_Escape)
    work.settle()
    assert text(work, "guidance_example_words") == "Said twice, written once."
    assert shows(work, "guidance_own")


def test_what_is_too_long_is_refused_beside_its_field(work: AtWork, ward: Ward) -> None:
    edit(work)
    fill(work, "learn_how", "word " * 201)
    assert "a minute" in text(work, "learn_how_field_error")
    assert not ward.guidance.card(SCRIBE).is_own
    assert text(work, "learn_words").endswith("of 200 words")


@pytest.mark.parametrize(
    ("typed", "said"), [("+30d", ""), ("whenever", "That is no day"), ("+500d", "within the next")]
)
def test_the_day_is_within_a_year(work: AtWork, ward: Ward, typed: str, said: str) -> None:
    edit(work)
    type_text(work.window, "learn_review_on", typed, instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert said in text(work, "learn_review_on_field_error")
    assert ward.guidance.card(SCRIBE).is_own == (not said)
    if not said:
        assert ward.guidance.card(SCRIBE).review_on == dt.date(2026, 9, 5)


def test_two_who_write_at_once_lose_nothing(work: AtWork, ward: Ward) -> None:
    edit(work)
    shipped = guidance_cards.shipped_card(SCRIBE)
    assert shipped is not None
    find(work.window, "learn_what", QPlainTextEdit).setPlainText("Mine.")
    ward.guidance.keep(SCRIBE, shipped.what, shipped.how, "Theirs.", dt.date(2027, 1, 1))
    work.settle()
    fill(work, "learn_what", "Mine.")
    card = ward.guidance.card(SCRIBE)
    assert (card.what, card.example) == ("Mine.", "Theirs.")


def test_the_shipped_words_stand_again(work: AtWork, ward: Ward) -> None:
    ward.guidance.keep(SCRIBE, "Ours.", "Write.", "", dt.date(2027, 1, 1))
    edit(work)
    click(work.window, "learn_shipped")
    work.settle()
    wait_until(lambda: not shows(work, "learn_form"))
    assert not ward.guidance.card(SCRIBE).is_own
    assert text(work, "guidance_what") == guidance_cards.shipped_card(SCRIBE).what  # type: ignore[union-attr]


def test_a_card_past_its_day_says_so(work: AtWork, ward: Ward, clock: ShiftedClock) -> None:
    ward.guidance.keep(SCRIBE, "Ours.", "Write.", "", dt.date(2026, 9, 1))
    clock.advance(days=60)
    opened(work, card=SCRIBE)
    assert "out of date" in text(work, "guidance_review")
    assert "read again" in find(work.window, f"learn_{SCRIBE}").accessibleName()


def test_whoever_takes_part_reads_only(work: AtWork, ward: Ward) -> None:
    be_another(ward, AccessRole.CONTRIBUTOR)
    opened(work, card=SCRIBE, edit="yes")
    assert texts(work, "guidance_title") == ["Scribe"]
    assert not shows(work, "learn_edit")
    assert not shows(work, "learn_form")


def test_controls_are_named_and_large_enough(work: AtWork) -> None:
    presenter = opened(work)
    for section in ("start", "glossary", "news", "mine"):
        presenter.arrive(section=section)
        work.settle()
        assert not sweep.nameless(work.window)
        assert not sweep.too_small(work.window, on_run=False)
        assert not sweep.cut_off(work.window)


# What is new, above Today


def test_news_stands_above_today_until_it_is_hidden(work: AtWork, ward: Ward) -> None:
    work.show(today.open_page(work.desk))
    assert texts(work, "today_news_line_") == list(guidance_cards.news()[0].lines)
    click(work.window, "today_news_hide")
    work.settle()
    assert not shows(work, "today_news")
    assert ward.learning.news() == ()
    assert [row.kind for row in ward.learning.mine()] == []


def test_news_is_said_once(work: AtWork, ward: Ward) -> None:
    presenter = today.open_page(work.desk)
    work.show(presenter)
    presenter.leave()
    work.settle()
    presenter.arrive()
    work.settle()
    assert not shows(work, "today_news")
    assert ward.learning.news() == ()


def test_show_all_leads_to_learn(work: AtWork) -> None:
    work.show(today.open_page(work.desk))
    click(work.window, "today_news_all")
    assert work.way.last == ("learn", {"section": "news"})


def test_nothing_new_is_not_spoken_of(work: AtWork, ward: Ward) -> None:
    ward.learning.seen_news()
    work.show(today.open_page(work.desk))
    assert not shows(work, "today_news")


def test_the_tour_and_the_practice_huddles_begin_here(work: AtWork) -> None:
    begun: list[bool] = []
    work.desk = dataclasses.replace(work.desk, start_tour=lambda: begun.append(True))
    opened(work)
    click(work.window, "start_tour")
    assert begun == [True]
    click(work.window, "start_practice")
    assert work.way.last == ("practice", {})


def test_the_way_to_a_habit_stands_at_the_start(work: AtWork) -> None:
    wards.hold(work.ward)
    opened(work)
    assert text(work, "learn_embedding_words") == "1 of 15 huddles in 21 days"
    assert not shows(work, "learn_embedding_certificate")
