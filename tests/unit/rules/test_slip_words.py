"""What became of something raised without a name, in sentences that name nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from huddle.rows.slips import ActionOfSlip, Became, SlipFacts
from huddle.rules.slip_words import became_words
from huddle.vocabulary import ItemKind, Status

DAY = dt.date(2026, 8, 6)
HEARD = SlipFacts(Status.NEW, heard_on=DAY)


def test_what_waits_says_so() -> None:
    (only,) = became_words(SlipFacts(Status.NEW))
    assert only.startswith("It waits for the next huddle.")


def test_what_was_heard_and_nothing_more_says_both() -> None:
    heard, nothing = became_words(HEARD)
    assert heard == "The huddle of Thursday 6 August 2026 heard it."
    assert nothing.startswith("Nothing is written about it")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            replace(HEARD, status=Status.ANSWERED, answer="A new urn"),
            "What was written about it: “A new urn”",
        ),
        (replace(HEARD, status=Status.CLOSED), "It is closed. Ask the nurse in charge"),
        (replace(HEARD, status=Status.PARKED), "It was put aside"),
        (replace(HEARD, status=Status.ESCALATED), "It was passed on to those above the ward"),
        (replace(HEARD, turned_into=ItemKind.DECISION), "It stands as this now: decision."),
        (
            replace(HEARD, actions=(ActionOfSlip(Became.OPEN, "Mend the bell"),)),
            "Somebody is working on this: “Mend the bell”",
        ),
        (replace(HEARD, actions=(ActionOfSlip(Became.OPEN),)), "Somebody is working on it."),
        (
            replace(HEARD, actions=(ActionOfSlip(Became.DONE, "Mend the bell", DAY),)),
            "Done, Thursday 6 August 2026: “Mend the bell”",
        ),
        (
            replace(HEARD, actions=(ActionOfSlip(Became.DONE, on=DAY),)),
            "Something was done about it, Thursday 6 August 2026.",
        ),
        (replace(HEARD, actions=(ActionOfSlip(Became.ENDED),)), "What was begun about it was"),
    ],
)
def test_what_came_of_it_follows_what_was_heard(facts: SlipFacts, says: str) -> None:
    _heard, came = became_words(facts)
    assert came.startswith(says)


def test_what_is_sensitive_tells_nothing_but_that_it_was_read() -> None:
    (only,) = became_words(replace(HEARD, is_sensitive=True, answer="A secret"))
    assert "secret" not in only
