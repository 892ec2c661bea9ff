"""What a person types to find something, and what is made of it."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.found_words import FoundKind, FoundState
from huddle.rules.search_words import (
    Wanted,
    cut_out,
    day_meant,
    has_words,
    marks,
    nearness,
    toggled,
    understand,
)

SATURDAY = dt.date(2026, 11, 28)


def wanted(typed: str) -> Wanted:
    return understand(typed, SATURDAY)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Pump BAY 12", Wanted(words=("pump", "bay", "12"))),
        ("Ångström x-ray", Wanted(words=("angstrom", "x", "ray"))),
        ('"syringe pump" ward', Wanted(words=("ward",), phrases=(("syringe", "pump"),))),
        ("“syringe pump”", Wanted(phrases=(("syringe", "pump"),))),
        ('pump -bed -"bay 4"', Wanted(words=("pump",), without=(("bed",), ("bay", "4")))),
        ("is:overdue IS:Open", Wanted(states=(FoundState.OVERDUE, FoundState.OPEN))),
        ("kind:thanks", Wanted(kinds=(FoundKind.RECOGNITION,))),
        ("kind:voice", Wanted(kinds=(FoundKind.PATIENT_VOICE,))),
        ('owner:"Erin Hale" owner:me', Wanted(owners=("Erin Hale", "me"))),
        ("department:pharmacy stage:ward", Wanted(departments=("pharmacy",), stages=("ward",))),
        ("before:today", Wanted(before=SATURDAY)),
        ("after:fri", Wanted(after=SATURDAY - dt.timedelta(days=1))),
        # What is not understood stays words.
        ("is:hopeless", Wanted(words=("is", "hopeless"))),
        ("kind:nothing", Wanted(words=("kind", "nothing"))),
        ("before:3/12", Wanted(words=("before", "3", "12"))),
        ("ratio:4", Wanted(words=("ratio", "4"))),
        ("owner:", Wanted(words=("owner",))),
        ('"', Wanted()),
        ("(* AND ^ : -", Wanted(words=("and",))),
    ],
)
def test_what_is_typed_is_understood(typed: str, found: Wanted) -> None:
    assert wanted(typed) == found


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", dt.date(2026, 11, 27)),
        ("sat", SATURDAY),
        ("sun", dt.date(2026, 11, 22)),
        ("3 dec", dt.date(2025, 12, 3)),
        ("3 dec 2026", dt.date(2026, 12, 3)),
        ("28 Nov", SATURDAY),
        ("29 feb", dt.date(2024, 2, 29)),
        ("October", dt.date(2026, 10, 1)),
        ("dec", dt.date(2025, 12, 1)),
        ("march 2024", dt.date(2024, 3, 1)),
        ("2025", dt.date(2025, 1, 1)),
        ("tomorrow", dt.date(2026, 11, 29)),
        ("31 feb", None),
        ("14:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_the_latest_that_were(words: str, day: dt.date | None) -> None:
    assert day_meant(words, SATURDAY) == day


def test_a_text_has_phrases_and_lacks_what_is_left_out() -> None:
    text = "The syringe pump in bay 4 alarms"
    for typed in ('"syringe pump" alarm', "pump -bed", '"BAY 4"', '-"bay 5" pump'):
        assert has_words(wanted(typed), text), typed
    for typed in ('"pump syringe"', '"syringe pum"', "pump -alarm", '-"bay 4"', "pump bed"):
        assert not has_words(wanted(typed), text), typed


def test_marks_stand_where_the_words_are_typed() -> None:
    text = "Mend the ÅNGSTRÖM gauge, a\u030angle of Bay_4"
    found = [text[start:end] for start, end in marks(wanted("ång bay"), text)]
    assert found == ["ÅNG", "a\u030ang", "Bay"]


def test_the_text_itself_comes_before_what_is_told_beside_it() -> None:
    looked_for = wanted("pump bay").looked_up
    told = [
        nearness(looked_for, "Pump bay is cold"),
        nearness(looked_for, "The bay has a pump"),
        nearness(looked_for, "Pumps in each bay"),
        nearness(looked_for, "Pump is cold"),
    ]
    assert told == sorted(told, reverse=True)
    assert len(set(told)) == 4


def test_a_long_text_is_cut_round_its_first_word() -> None:
    text = f"{'a ' * 200}hoist{' b' * 200}"
    piece = cut_out(wanted("hoist"), text, 60)
    assert "hoist" in piece
    assert piece[0] == piece[-1] == "…"
    assert len(piece) == 62
    assert cut_out(wanted("hoist"), "the\n hoist", 60) == "the hoist"
    assert cut_out(wanted("lift"), text, 60) == f"{text[:60]}…"


def test_a_sign_comes_and_goes() -> None:
    line = toggled("pump ", "is:open")
    assert line == "pump is:open"
    assert toggled(line, "is:open") == "pump"
    assert toggled("is:opened", "is:open") == "is:opened is:open"


def test_the_longest_typed_beginning_of_a_word_is_marked_however_plain_the_text_is() -> None:
    for text in ("Pumping, pu_pump", "Pumping, pu_pump é"):
        assert marks(wanted("pu PUMP"), text) == ((0, 4), (9, 11), (12, 16))
    assert marks(wanted(""), "Pump") == ()
