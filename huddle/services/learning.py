"""What somebody read and practised: theirs alone, without a trace in the audit.

A ward sees how many of it did, and only where they are enough to hide each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from huddle import guidance_cards
from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Account, Learned
from huddle.model.base import NAME_LENGTH
from huddle.rows.guidance import CardGroup, NewsRow
from huddle.rows.learning import LearnedCounts, LearnedKind, LearnedRow
from huddle.rules.learning import FEWEST, told, unseen
from huddle.services.guarded import Service
from huddle.services.learned import FADES, SHOWN, is_there, mine_of, note, row_of
from huddle.store.transaction import Reader

_NEW_FOR = dt.timedelta(days=14)
"""So long after their account was made somebody is new here."""


class Learning(Service, called="learning"):
    """A record that is shown to the person whose it is."""

    def mine(self) -> tuple[LearnedRow, ...]:
        """What one read and practised oneself, the last first."""
        with self._store.read() as reader:
            return tuple(row_of(reader, one) for one in mine_of(reader, SHOWN))

    def refreshers(self) -> tuple[LearnedRow, ...]:
        """What one read or practised so long ago that it is worth another minute."""
        with self._store.read() as reader:
            rows = (row_of(reader, one) for one in mine_of(reader, FADES))
            return tuple(row for row in rows if row.is_due and is_there(row))

    def read(self, card: str) -> None:
        """Note that one read a card; without the line to a server it is not noted.

        Raises:
            Refused: There is no such card.
        """
        name = guidance_cards.card_called(card).name
        if not self._is_line_gone():
            self._note(LearnedKind.READ, (name,))

    def practised(self, scenario: str) -> None:
        """Note that one led a practice huddle to its end.

        Raises:
            Refused: The scenario has no name that can be kept.
        """
        if not 0 < len(scenario) <= NAME_LENGTH:
            raise Refused(_("Choose one of the practice huddles."), "scenario")
        self._note(LearnedKind.PRACTISED, (scenario,))

    def toured(self) -> None:
        """Note that one was shown around."""
        self._note(LearnedKind.TOURED, ("",))

    def wants_tour(self) -> bool:
        """Whether one is new here and was not shown around yet."""
        if self._is_line_gone():
            return False
        with self._store.read() as reader:
            made = reader.session.get_one(Account, reader.account_id).created_at
            is_new = reader.local_now - made <= _NEW_FOR
            return is_new and not mine_of(reader, (LearnedKind.TOURED,))

    def news(self) -> tuple[NewsRow, ...]:
        """What came with updates since this account was made, and was not seen yet."""
        if self._is_line_gone():
            return ()
        with self._store.read() as reader:
            seen = frozenset(one.what for one in mine_of(reader, (LearnedKind.NEWS,)))
            made = reader.session.get_one(Account, reader.account_id).created_at
            here_since = local(made, reader.time_zone).date()
            return unseen(guidance_cards.news(), seen, here_since)

    def seen_news(self) -> None:
        """Note that one saw what is new."""
        if not self._is_line_gone():
            self._note(LearnedKind.NEWS, [one.version for one in guidance_cards.news()])

    def counts(self) -> LearnedCounts:
        """How many of the ward read, practised and were shown around, where they are enough."""
        with self._store.read() as reader:
            done = _done_in_unit(reader)
        read = ((group, told(_people(done, LearnedKind.READ, group))) for group in CardGroup)
        return LearnedCounts(
            fewest=FEWEST,
            read=tuple(read),
            practised=told(_people(done, LearnedKind.PRACTISED)),
            toured=told(_people(done, LearnedKind.TOURED)),
        )

    def _is_line_gone(self) -> bool:
        return self._store.line is not None and self._store.line.is_gone

    def _note(self, kind: LearnedKind, names: Sequence[str]) -> None:
        with self._store.read() as reader:
            there = {one.what for one in mine_of(reader, (kind,)) if one.on_day == reader.today}
        if not there.issuperset(names):
            with self._store.write() as writer:
                note(writer, kind, names)


def _done_in_unit(reader: Reader) -> Sequence[tuple[str, str, str]]:
    """By whom, which kind and what, for counting alone."""
    query = select(col(Learned.account_id), col(Learned.kind), col(Learned.what))
    return [tuple(row) for row in reader.execute(query.where(Learned.unit_id == reader.unit_id))]


def _people(
    done: Iterable[tuple[str, str, str]], kind: LearnedKind, group: CardGroup | None = None
) -> int:
    begins = f"{group}." if group else ""
    return len(
        {who for who, what_kind, what in done if what_kind == kind and what.startswith(begins)}
    )
