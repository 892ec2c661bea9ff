"""Words for the wall: nobody can be told by them."""

from __future__ import annotations

import pytest

from huddle.rules.wall_words import KnownNames, may_show

NAMES = KnownNames(
    ["Erin Doyle", "Dr Zoë Okafor", "Will Ward", "Jo", "Mary-Ann O'Brien", "Sister Bell", "X"]
)


def shown(text: str) -> bool:
    """Whether the words may be shown."""
    return may_show(text, NAMES, this_year=2026, hospital_numbers=("RX######",))


@pytest.mark.parametrize(
    "text",
    [
        "The hoist is back from repair",
        "We will ward off pressure ulcers with a bell chart",
        "Two nurses on nights from Monday",
        "Sister and doctor review before noon",
        "Pharmacy delivers at 14:00 on weekdays",
        "BP >180 is told at once",
        "joined-up discharge letters",
        "in the store, of the ward, by the door",
    ],
)
def test_plain_words_are_shown(text: str) -> None:
    assert shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Erin rings the porters",
        "ask erin",
        "ERIN has the list",
        "Doyle's rota",
        "zoe okafor checks",
        "Zoë checks",
        "Will has the key",
        "Ring Ward about it",
        "Ask Jo",
        "mary told us",
        "Tell Brien",
        "Ann-Marie",
        "Ask Bell for it",
    ],
)
def test_a_known_persons_name_is_left_out(text: str) -> None:
    assert not shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Jones fell",
        "Ring 07700 900123",
        "NHS 943 476 5919",
        "born 03/04/1941",
        "RX123456 waits for a scan",
        "bed 4 has no table",
        "Side room 2 is cold",
        "write to a.b@example.org",
        "@Somebody orders slings",
        "  ",
        "x" * 31,
    ],
)
def test_whatever_may_tell_who_it_is_is_left_out(text: str) -> None:
    assert not shown(text)
