"""Cards beside the work: those that ship with the program, and a ward's own words in their place.

The shipped words stay in the resources, so that a new version brings better ones by itself; only
what a ward wrote over them is kept with its data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import col, select

from huddle import guidance_cards
from huddle.model import CardText
from huddle.model.guidance_inputs import CardTextInput
from huddle.model.inputs import validated
from huddle.rows.guidance import CardGroup, GlossaryWord, GuidanceCard
from huddle.rules.guidance import check_length, check_review, is_past_review
from huddle.services.guarded import Service
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer


class Guidance(Service, called="guidance"):
    """What explains a page, a step, a role or a way of speaking, in a minute."""

    def cards(self, group: CardGroup) -> tuple[GuidanceCard, ...]:
        """The cards of a group, in the ward's own words where it has some."""
        with self._store.read() as reader:
            return _in_own_words(guidance_cards.shipped(group), _own(reader))

    def card(self, name: str) -> GuidanceCard:
        """One card, in the ward's own words if it has some.

        Args:
            name: Such as `roles.scribe`.

        Raises:
            Refused: There is no such card.
        """
        with self._store.read() as reader:
            return _in_own_words((guidance_cards.card_called(name),), _own(reader))[0]

    def overdue(self) -> tuple[GuidanceCard, ...]:
        """The cards that nobody has read again by the day that was set for it."""
        with self._store.read() as reader:
            found = _in_own_words(guidance_cards.all_shipped(), _own(reader))
            return tuple(card for card in found if is_past_review(card, reader.today))

    def glossary(self) -> tuple[GlossaryWord, ...]:
        """The words of the field, in the order of the alphabet."""
        return guidance_cards.glossary()

    def keep(
        self,
        name: str,
        what: str,
        how: str,
        example: str,
        review_on: dt.date,
        *,
        row_version: int = 0,
    ) -> GuidanceCard:
        """Write a card in the ward's own words.

        Args:
            name: Which card.
            what: What it is for.
            how: How to do it in the next minute, a line each.
            example: How it may sound or look.
            review_on: The day by which somebody reads it again.
            row_version: That of the card as it was read.

        Raises:
            Refused: There is no such card, it says nothing or too much, or the day is not
                within a year.
            ChangedElsewhere: Somebody else wrote it meanwhile.
        """
        card = guidance_cards.card_called(name)
        values = validated(CardTextInput, what=what, how=how, example=example, review_on=review_on)
        check_length(card.title, values["what"], values["how"], values["example"])
        with self._store.write() as writer:
            check_review(review_on, writer.today)
            kept = _kept(writer, name)
            check_version(_version(kept), row_version)
            if kept is None:
                kept = writer.add(CardText, card=name, **values)
            else:
                writer.change(kept, **values, deleted_at=None, deleted_by=None)
            return _written(card, kept)

    def use_shipped(self, name: str) -> GuidanceCard:
        """Take the ward's own words away; the shipped ones stand again.

        Raises:
            Refused: There is no such card.
        """
        card = guidance_cards.card_called(name)
        with self._store.write() as writer:
            kept = _kept(writer, name)
            if kept is not None and kept.deleted_at is None:
                writer.delete(kept)
        return card


def _own(reader: Reader) -> Mapping[str, CardText]:
    """The ward's own words, by the names of the cards."""
    query = select(CardText).where(
        CardText.unit_id == reader.unit_id, col(CardText.deleted_at).is_(None)
    )
    return {row.card: row for row in reader.session.exec(query)}


def _kept(writer: Writer, name: str) -> CardText | None:
    """The row of a card, also where its words were taken away."""
    query = select(CardText).where(CardText.unit_id == writer.unit_id, CardText.card == name)
    return writer.session.exec(query).one_or_none()


def _version(kept: CardText | None) -> int:
    return kept.row_version if kept is not None and kept.deleted_at is None else 0


def _in_own_words(
    cards: tuple[GuidanceCard, ...], own: Mapping[str, CardText]
) -> tuple[GuidanceCard, ...]:
    return tuple(_written(card, own[card.name]) if card.name in own else card for card in cards)


def _written(card: GuidanceCard, kept: CardText) -> GuidanceCard:
    return replace(
        card,
        what=kept.what,
        how=kept.how,
        example=kept.example,
        sources=(),
        review_on=kept.review_on,
        is_own=True,
        row_version=kept.row_version,
    )
