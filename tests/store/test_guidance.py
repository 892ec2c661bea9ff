"""Cards in the ward's own words, over those that ship."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.rows.guidance import CardGroup
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited
from tests.helpers.sheet_text import pages_of

IN_MAY = dt.date(2027, 5, 1)
OWN = ("To write down what is said.", "Sit at the screen.\nType.", "a: Ring the lab @Sam", IN_MAY)


def test_the_shipped_words_stand_until_the_ward_has_its_own(ward: Ward) -> None:
    shipped = ward.guidance.card("roles.scribe")
    assert (shipped.title, shipped.is_own, shipped.row_version) == ("Scribe", False, 0)
    kept = ward.guidance.keep("roles.scribe", *OWN)
    assert (kept.what, kept.steps) == (OWN[0], ("Sit at the screen.", "Type."))
    assert (kept.title, kept.is_own, kept.review_on, kept.sources) == ("Scribe", True, IN_MAY, ())
    assert ward.guidance.card("roles.scribe") == kept
    assert [card.is_own for card in ward.guidance.cards(CardGroup.ROLES)].count(True) == 1
    assert ward.guidance.use_shipped("roles.scribe") == shipped
    assert ward.guidance.card("roles.scribe") == shipped


def test_own_words_can_be_written_again_after_they_were_taken_away(ward: Ward) -> None:
    for _time in range(2):
        ward.guidance.keep("roles.scribe", *OWN)
        ward.guidance.use_shipped("roles.scribe")
    ward.guidance.use_shipped("roles.scribe")
    again = ward.guidance.keep("roles.scribe", "Otherwise.", *OWN[1:])
    assert ward.guidance.card("roles.scribe").what == again.what == "Otherwise."


def test_nobody_writes_over_what_another_wrote_meanwhile(ward: Ward) -> None:
    first = ward.guidance.keep("roles.scribe", *OWN)
    with pytest.raises(ChangedElsewhere):
        ward.guidance.keep("roles.scribe", "Later.", *OWN[1:])
    later = ward.guidance.keep("roles.scribe", "Later.", *OWN[1:], row_version=first.row_version)
    assert ward.guidance.card("roles.scribe") == later


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("", *OWN[1:]), "what it is for"),
        ((OWN[0], "", *OWN[2:]), "how to do it"),
        ((OWN[0], "word " * 200, *OWN[2:]), "200 words at most"),
        ((*OWN[:3], dt.date(2026, 8, 6)), "within the next year"),
        ((*OWN[:3], dt.date(2027, 8, 8)), "within the next year"),
    ],
)
def test_a_card_says_something_in_a_minute_and_is_read_again(
    ward: Ward, words: tuple[str, str, str, dt.date], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        ward.guidance.keep("roles.scribe", *words)
    assert not ward.guidance.card("roles.scribe").is_own


def test_a_card_that_is_none_is_refused(ward: Ward) -> None:
    for act in (
        lambda: ward.guidance.card("roles.nobody"),
        lambda: ward.guidance.keep("roles.nobody", *OWN),
        lambda: ward.guidance.use_shipped("roles.nobody"),
    ):
        with pytest.raises(Refused, match="no card “roles"):
            act()


def test_what_is_past_its_day_is_listed(ward: Ward, clock: ShiftedClock) -> None:
    ward.guidance.keep("roles.scribe", *OWN)
    assert ward.guidance.overdue() == ()
    clock.advance(days=(IN_MAY - dt.date(2026, 8, 6)).days)
    assert ward.guidance.overdue() == ()
    clock.advance(days=1)
    assert [card.name for card in ward.guidance.overdue()] == ["roles.scribe"]


def test_everybody_reads_and_managers_write(ward: Ward) -> None:
    act_as(ward, AccessRole.READER)
    assert ward.guidance.card("pages.today").title == "Today"
    assert len(ward.guidance.glossary()) > 40
    act_as(ward, AccessRole.FACILITATOR)
    with pytest.raises(NotAllowed):
        ward.guidance.keep("roles.scribe", *OWN)


def test_the_audit_knows_who_changed_a_card(ward: Ward) -> None:
    ward.guidance.keep("roles.scribe", *OWN)
    assert ("add", "roles.scribe") in {
        (act, told.get("card")) for act, told in audited(ward, "add")
    }


# On paper


def test_the_roles_are_handed_out_on_paper_and_any_card_by_its_name(ward: Ward) -> None:
    assert len(pages_of(ward.sheets.make(SheetOrder(SheetKind.CARD)))) == 6
    ward.guidance.keep("rules.stop", *OWN)
    (page,) = pages_of(ward.sheets.make(SheetOrder(SheetKind.CARD, card="rules.stop")))
    assert OWN[0] in page
    with pytest.raises(Refused, match="no card"):
        ward.sheets.make(SheetOrder(SheetKind.CARD, card="stop"))


def test_what_tells_of_a_patient_leaves_on_no_card_unasked(ward: Ward) -> None:
    ward.guidance.keep("rules.stop", OWN[0], "Ring 943 476 5919.", *OWN[2:])
    order = SheetOrder(SheetKind.CARD, card="rules.stop")
    with pytest.raises(GuardAsks):
        ward.sheets.release(order, purpose="save")
    assert ward.sheets.release(order, purpose="save", reason="Made up.")
