"""What follows `due`: each form, its edges, and what must stay words."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rules import typed_dates

WEDNESDAY = dt.date(2026, 11, 25)
NEXT_HUDDLE = dt.date(2026, 11, 27)
SHIFT_ENDS = dt.time(19, 30)
TWO = dt.time(14, 0)


def understand(
    words: str, today: dt.date = WEDNESDAY, now: dt.time | None = None
) -> typed_dates.TypedDue | None:
    return typed_dates.understand(
        words, today, now=now, next_huddle_on=NEXT_HUDDLE, shift_ends=SHIFT_ENDS
    )


@pytest.mark.parametrize(
    ("words", "due_on", "due_time"),
    [
        ("today", WEDNESDAY, None),
        ("TODAY", WEDNESDAY, None),
        ("today 9:30", WEDNESDAY, dt.time(9, 30)),
        ("today at 09:30", WEDNESDAY, dt.time(9, 30)),
        ("14:00", WEDNESDAY, TWO),
        ("0:00", WEDNESDAY, dt.time(0, 0)),
        ("23:59", WEDNESDAY, dt.time(23, 59)),
        ("14:00 today", WEDNESDAY, TWO),
        ("14:00 tomorrow", dt.date(2026, 11, 26), TWO),
        ("14:00 3 dec", dt.date(2026, 12, 3), TWO),
        ("tomorrow", dt.date(2026, 11, 26), None),
        ("fri", dt.date(2026, 11, 27), None),
        ("Friday", dt.date(2026, 11, 27), None),
        ("fri 14:00", dt.date(2026, 11, 27), TWO),
        ("tues", dt.date(2026, 12, 1), None),
        ("wed", dt.date(2026, 12, 2), None),
        ("3 dec", dt.date(2026, 12, 3), None),
        ("03 DECEMBER", dt.date(2026, 12, 3), None),
        ("3 dec 14:00", dt.date(2026, 12, 3), TWO),
        ("3 dec 2027", dt.date(2027, 12, 3), None),
        ("3 dec 2027 14:00", dt.date(2027, 12, 3), TWO),
        ("3 dec 2020", dt.date(2020, 12, 3), None),
        ("25 nov", WEDNESDAY, None),
        ("24 nov", dt.date(2027, 11, 24), None),
        ("1 sept", dt.date(2027, 9, 1), None),
        ("29 feb", dt.date(2028, 2, 29), None),
        ("+0d", WEDNESDAY, None),
        ("+2d", dt.date(2026, 11, 27), None),
        ("+10D 14:00", dt.date(2026, 12, 5), TWO),
        ("shift", WEDNESDAY, SHIFT_ENDS),
        ("next", NEXT_HUDDLE, None),
        ("next huddle", NEXT_HUDDLE, None),
        ("next 14:00", NEXT_HUDDLE, TWO),
        ("next huddle at 14:00", NEXT_HUDDLE, TWO),
    ],
)
def test_understood_to_the_end(words: str, due_on: dt.date, due_time: dt.time | None) -> None:
    assert understand(words) == typed_dates.TypedDue(due_on, due_time, len(words))


@pytest.mark.parametrize("day", range(7))
def test_a_weekday_is_always_after_today(day: int) -> None:
    today = WEDNESDAY + dt.timedelta(days=day)
    found = understand(f"{today:%A}".lower(), today)
    assert found is not None
    assert found.due_on == today + dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("fri please", " please"),
        ("fri, then call", ", then call"),
        ("today.", "."),
        ("14:00)", ")"),
        ("3 dec bay 4", " bay 4"),
        ("3 dec 27 beds", " 27 beds"),
        ("next call pharmacy", " call pharmacy"),
        ("14:00 next to bed 3", " next to bed 3"),
    ],
)
def test_the_words_after_it_are_left(words: str, rest: str) -> None:
    found = understand(words)
    assert found is not None
    assert words[found.length :] == rest


@pytest.mark.parametrize(
    "words",
    [
        "",
        "to staffing",
        "todays",
        "today's list",
        "todayish",
        "fri-ish",
        "fridays",
        "monitor",
        "31 feb",
        "30 feb 2027",
        "29 feb 2027",
        "0 dec",
        "32 dec",
        "3/12",
        "3.12.2026",
        "2026-12-03",
        "dec 3",
        "3rd dec",
        "3 dec 1430",
        "3 dec 20271",
        "3 decimal",
        "24:00",
        "12:60",
        "14.00",
        "14:00:30",
        "14:00-15:00",
        "fri 25:00",
        "3 dec 24:15",
        "+2",
        "+2w",
        "+2days",
        "+ 2d",
        "-2d",
        "next week",
        "next  Friday",
        "next month",
        "next december",
        "next shift",
        "shifts",
        "shift 14:00",
        "ſhift",
        "frı",
        "٣ dec",
    ],
)
def test_not_understood(words: str) -> None:
    assert understand(words) is None


def test_an_end_of_shift_that_has_passed_is_tomorrows() -> None:
    found = understand("shift", now=dt.time(21, 0))
    assert found is not None
    assert found.due_on == dt.date(2026, 11, 26)
    assert understand("shift", now=dt.time(12, 0)) == understand("shift")


@pytest.mark.parametrize("words", ["shift", "next"])
def test_a_word_whose_meaning_is_not_known_is_just_a_word(words: str) -> None:
    assert typed_dates.understand(words, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("31 feb", "“31 feb” is not a date, so it stays as words."),
        ("30 February 2027 or so", "“30 February 2027” is not a date, so it stays as words."),
        ("+2w", "“+2w” is not a date, so it stays as words."),
        ("25:00", "“25:00” is not a time of day, so it stays as words."),
        ("fri 25:00", "“fri 25:00” is not a time of day, so it stays as words."),
    ],
)
def test_hint_names_what_was_meant(words: str, says: str) -> None:
    assert typed_dates.hint(words) == says


@pytest.mark.parametrize(
    "words", ["", "to staffing", "3 beds", "3/7", "next week", "mondays", "for 2 mares"]
)
def test_no_hint_for_ordinary_words(words: str) -> None:
    assert typed_dates.hint(words) == ""
