"""The one reader of the cards that ship with the program, in the language in use."""

from __future__ import annotations

from typing import Any

import resources
from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rows.guidance import CardGroup, GlossaryWord, GuidanceCard, NewsRow, TourStep

_FOLDER = "guidance"
_TITLES = {
    CardGroup.PAGES: N_("Pages"),
    CardGroup.STEPS: N_("Steps of a huddle"),
    CardGroup.ROLES: N_("Roles in a huddle"),
    CardGroup.RULES: N_("Ground rules and speaking up"),
    CardGroup.LEADERS: N_("For those who lead"),
}


def group_title(group: CardGroup) -> str:
    """What a group of cards is called."""
    return _(_TITLES[group])


def shipped(group: CardGroup) -> tuple[GuidanceCard, ...]:
    """The cards of a group, in the order in which they are offered."""
    return tuple(_card(group, one) for one in _read(group)["cards"])


def shipped_card(name: str) -> GuidanceCard | None:
    """A card by its name, such as `roles.scribe`; none where there is no such card."""
    group = name.partition(".")[0]
    of_its_group = shipped(CardGroup(group)) if group in set(CardGroup) else ()
    return next((card for card in of_its_group if card.name == name), None)


def card_called(name: str) -> GuidanceCard:
    """A card as it ships, by its name.

    Raises:
        Refused: There is no such card.
    """
    card = shipped_card(name)
    if card is None:
        told = _("There is no card “{name}”. Choose one on the page Learn.")
        raise Refused(told.format(name=name), "card")
    return card


def all_shipped() -> tuple[GuidanceCard, ...]:
    """Every card, group by group."""
    return tuple(card for group in CardGroup for card in shipped(group))


def glossary() -> tuple[GlossaryWord, ...]:
    """The words of the field, in the order of the alphabet."""
    words = (GlossaryWord(_(one["word"]), _(one["means"])) for one in _read("glossary")["words"])
    return tuple(sorted(words, key=lambda one: one.word.casefold()))


def news() -> tuple[NewsRow, ...]:
    """What each version brought, the last first."""
    return tuple(
        NewsRow(one["version"], one["released_on"], tuple(_(line) for line in one["lines"]))
        for one in _read("news")["versions"]
    )


def tour() -> tuple[TourStep, ...]:
    """Where somebody new is led, in order."""
    return tuple(
        TourStep(one["page"], one["points_at"], _(one["title"]), _(one["text"]))
        for one in _read("tour")["steps"]
    )


def _read(name: str) -> dict[str, Any]:
    return resources.toml(_FOLDER, f"{name}.toml")


def _card(group: CardGroup, one: dict[str, Any]) -> GuidanceCard:
    return GuidanceCard(
        group=group,
        key=one["key"],
        title=_(one["title"]),
        what=_(one["what"]),
        how="\n".join(_(line) for line in one["how"]),
        example=_(one.get("example", "")),
        sources=tuple(_(source) for source in one["sources"]),
        review_on=one["review_on"],
    )
