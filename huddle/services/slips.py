"""Slip numbers: whoever raised something without a name can hear what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, or_, select

from huddle.model import Huddle, Item
from huddle.rows.slips import ActionOfSlip, Became, SlipFacts, SlipRow
from huddle.rules.slip_words import became_words
from huddle.services.finding import by_code
from huddle.services.guarded import Service
from huddle.services.wall import MayShow, words_rule
from huddle.store.transaction import Reader
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Status

_DONE = (Status.CLOSED, Status.AWAITING_CHECK)
_RAISED = (ItemKind.CONCERN, ItemKind.PATIENT_VOICE)


class Slips(Service, called="slips"):
    """What became of what was raised between huddles."""

    def became(self, typed: str) -> SlipRow | None:
        """What became of something that was raised without a name.

        Args:
            typed: Its slip number, or the code that was given out as one.

        Returns:
            None where nothing was raised in that way under this number.
        """
        with self._store.read() as reader:
            may_open = by_code(reader, typed) is not None
            with reader.whole():
                item = by_code(reader, typed)
                if item is None or not _is_unnamed(reader, item):
                    return None
                facts = _facts(reader, item, words_rule(reader))
                return SlipRow(
                    number=item.slip or item.code,
                    item_id=item.id if may_open else "",
                    raised_on=item.raised_on,
                    says=became_words(facts),
                )


def _is_unnamed(reader: Reader, item: Item) -> bool:
    """Whether it was raised between huddles, and nobody's name is with it."""
    is_named = item.raised_by_person_id or item.import_run_id
    if item.kind not in _RAISED or is_named:
        return False
    huddle = _huddle(reader, item)
    return huddle is None or huddle.started_at is None or item.created_at < huddle.started_at


def _huddle(reader: Reader, item: Item) -> Huddle | None:
    return reader.session.get(Huddle, item.huddle_id) if item.huddle_id else None


def _facts(reader: Reader, item: Item, allowed: MayShow) -> SlipFacts:
    huddle = _huddle(reader, item)
    became = reader.session.get(Item, item.turned_into_id) if item.turned_into_id else None
    return SlipFacts(
        status=Status(item.status),
        heard_on=huddle.held_on if huddle else None,
        is_sensitive=item.is_sensitive,
        turned_into=ItemKind(became.kind) if became else None,
        answer=item.note if item.note and allowed(item.note) else "",
        actions=tuple(_actions(reader, item, allowed)),
    )


def _actions(reader: Reader, item: Item, allowed: MayShow) -> Iterator[ActionOfSlip]:
    query = (
        select(Item)
        .where(
            or_(col(Item.from_id) == item.id, col(Item.id) == item.turned_into_id),
            col(Item.kind) == ItemKind.ACTION.value,
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(Item.id))
    )
    for action in reader.session.exec(query):
        is_shown = not action.is_sensitive and allowed(action.text)
        yield ActionOfSlip(_became(action), action.text if is_shown else "", action.done_on)


def _became(action: Item) -> Became:
    if action.status in OPEN_ACTION_STATUSES:
        return Became.OPEN
    return Became.DONE if action.status in _DONE else Became.ENDED
