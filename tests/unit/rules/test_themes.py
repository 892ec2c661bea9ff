"""Which theme a comment may belong to: what speaks for it, and when nothing is said."""

from __future__ import annotations

from huddle.rules.themes import SEEN_OFTEN, ThemeHint, hint

KEYWORDS = {"Waiting": ["wait", "queue", "delay"], "Food": ["food", "meal"]}


def test_a_word_that_begins_like_one_behind_a_theme_speaks_for_it() -> None:
    assert hint("We Waited in Bay 2", (), KEYWORDS) == ThemeHint("Waiting", ("Waited",))


def test_words_that_nobody_knows_say_nothing() -> None:
    assert hint("All was well", (), KEYWORDS) is None


def test_two_themes_with_as_many_words_are_unsure() -> None:
    assert hint("A delay before the meal", (), KEYWORDS) is None


def test_two_words_outweigh_one() -> None:
    found = hint("A delay, a queue, then a meal", (), KEYWORDS)
    assert found == ThemeHint("Waiting", ("delay", "queue"))


def test_what_people_sorted_is_learnt_from_a_few_comments_on() -> None:
    others = [("All was well", "Praise")] * SEEN_OFTEN
    sorted_before = [("The curtains stayed open", "Dignity")] * SEEN_OFTEN + others
    assert hint("Curtains again", sorted_before, KEYWORDS) == ThemeHint("Dignity", ("Curtains",))
    assert hint("Curtains again", sorted_before[1:], KEYWORDS) is None


def test_the_only_theme_so_far_does_not_draw_every_word_to_it() -> None:
    sorted_before = [("The service was slow", "Waiting")] * 9
    assert hint("Good service", sorted_before, KEYWORDS) is None


def test_a_word_of_many_themes_speaks_for_none() -> None:
    sorted_before = [("The ward", theme) for theme in ("Dignity", "Food", "Waiting", "Noise") * 3]
    assert hint("The ward", sorted_before, KEYWORDS) is None
