"""What a printed card says: what something is for, and how to do it in the next minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle import dates, guidance_cards
from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.outline import Entry, Outline, Part, Points, Section, Words
from huddle.sheets.stamp import Stamp


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One card of a unit."""

    unit: str
    group: str
    title: str
    what: str
    steps: tuple[str, ...]
    example: str
    about: str
    as_at: dt.datetime


def card_of(card: GuidanceCard, unit: UnitRow, stamp: Stamp) -> CardSheet:
    """Say what stands on a card, and where it comes from."""
    review = _("To be read again by {day}").format(day=dates.in_table(card.review_on))
    words = _("In the ward’s own words") if card.is_own else "; ".join(card.sources)
    return CardSheet(
        unit=unit.name,
        group=guidance_cards.group_title(card.group),
        title=card.title,
        what=card.what,
        steps=card.steps,
        example=card.example,
        about=wording.facts(words, wording.unbroken(review)),
        as_at=stamp.printed_at,
    )


def how_heading() -> str:
    """What stands above the lines that say how."""
    return _("In the next minute")


def example_heading() -> str:
    """What stands above the example."""
    return _("For example")


def cards_outline(sheets: Sequence[CardSheet]) -> Outline:
    """Cards for those who cannot see them, a part for each where there are several."""
    first = sheets[0]
    if len(sheets) == 1:
        about = (wording.facts(first.unit, first.group), first.what)
        return Outline(first.title, "", about, _parts(first), first.as_at)
    parts = tuple(Section(one.title, (Words((one.what,)), *_parts(one))) for one in sheets)
    return Outline(first.group, "", (wording.facts(first.unit, first.group),), parts, first.as_at)


def _parts(sheet: CardSheet) -> tuple[Part, ...]:
    steps = tuple(Entry("", (step,)) for step in sheet.steps)
    example: tuple[Part, ...] = ()
    if sheet.example:
        example = (Section(example_heading(), (Words((sheet.example,)),)),)
    return (Section(how_heading(), (Points(steps),)), *example, Words((sheet.about,)))
