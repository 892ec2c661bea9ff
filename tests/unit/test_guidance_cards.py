"""The cards that ship: there is one for everything, it is short, and somebody read it of late."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from huddle import guidance_cards, i18n
from huddle.clock import SystemClock
from huddle.rows.guidance import CardGroup, GuidanceCard
from huddle.rules.guidance import (
    LONGEST_DAYS,
    WORDS_A_MINUTE,
    is_past_review,
    seconds_to_read,
    words_in,
)
from huddle.vocabulary import StepPurpose
from tests.architecture.source import ROOT

CARDS = guidance_cards.all_shipped()
WORDS = """
    Access role, Account, Action, Attendance, Balancing measure, Carried, Carry-over, Concern,
    Days since, Decision, Department, Escalation, Heard, Huddle, Join, Journey stage, Measure,
    Near miss, Not yet told, Open, Overdue, Parked item, Part, Patient reference, Patient voice,
    Person, Post, Pulse, Read-back, Reading, Role group, Safety cross, Sensitive, Series,
    Shared goal, Slip number, Step, Store, Technology register, Template, Thanks, Tier, Told back,
    Unit, XmR chart, You said, we did
"""
"""The words that the screens and sheets take for granted."""


def keys(group: CardGroup) -> set[str]:
    return {card.key for card in guidance_cards.shipped(group)}


def test_each_page_has_its_card() -> None:
    pages = {path.parent.name for path in (ROOT / "ui" / "pages").glob("*/page.py")}
    assert pages - keys(CardGroup.PAGES) == set()


def test_each_purpose_of_a_step_has_its_card() -> None:
    assert {purpose.value for purpose in StepPurpose} - keys(CardGroup.STEPS) == set()


def test_each_role_in_a_huddle_and_what_leaders_need_has_its_card() -> None:
    parts = {"facilitator", "deputy", "scribe", "timekeeper", "voice", "observer"}
    assert keys(CardGroup.ROLES) == parts
    assert keys(CardGroup.RULES) >= {"ground_rules", "concerned", "asking_twice", "stop"}
    assert keys(CardGroup.LEADERS) == {"listening", "balance", "challenge"}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_card_is_read_in_a_minute_and_says_what_how_and_where_from(card: GuidanceCard) -> None:
    assert seconds_to_read(card) <= 60
    assert len(card.steps) in range(3, 8)
    assert all((card.title, card.what, card.example, *card.sources))
    assert guidance_cards.shipped_card(card.name) == card


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_somebody_read_a_card_again_within_the_year(card: GuidanceCard) -> None:
    today = SystemClock().now().date()
    assert not is_past_review(card, today)
    assert card.review_on <= today + dt.timedelta(days=LONGEST_DAYS)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_words_are_set_as_on_the_screens(card: GuidanceCard) -> None:
    text = " ".join((card.title, card.what, card.how, card.example))
    assert not set("'\"") & set(text), "typographic quotes"
    assert "  " not in text


def test_a_name_is_of_one_card() -> None:
    assert len({card.name for card in CARDS}) == len(CARDS)
    assert guidance_cards.shipped_card("roles.nobody") is None


@pytest.mark.parametrize("word", [word.strip() for word in re.split(r",(?! we did)", WORDS)])
def test_each_word_of_the_field_is_explained(word: str) -> None:
    found = {one.word: one.means for one in guidance_cards.glossary()}
    assert words_in(found[word]) in range(5, 45)


def test_the_glossary_is_in_the_order_of_the_alphabet_and_says_each_word_once() -> None:
    words = [one.word.casefold() for one in guidance_cards.glossary()]
    assert words == sorted(set(words))


def test_what_is_new_in_this_version_is_said_in_two_lines_each() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    first, *_older = guidance_cards.news()
    assert version is not None
    assert first.version == version[1]
    for one in guidance_cards.news():
        assert len(one.lines) == 2
        assert all(words_in(line) <= WORDS_A_MINUTE // 6 for line in one.lines)


def test_cards_are_spoken_in_the_language_in_use() -> None:
    i18n.use_language("xx")
    try:
        card = guidance_cards.shipped(CardGroup.ROLES)[0]
        assert card.title.startswith("[Fä")
        assert all(line.startswith("[") for line in card.steps)
        assert guidance_cards.glossary()[0].means.startswith("[")
    finally:
        i18n.use_language("en")
