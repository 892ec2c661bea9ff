"""The rows of what somebody learned, and the reminder that comes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlmodel import col, delete, select

from huddle.guidance_cards import shipped_card
from huddle.i18n import _, ngettext
from huddle.model import Learned
from huddle.rows.learning import LearnedKind, LearnedRow
from huddle.rows.reminding import ReminderRow
from huddle.rules.learning import is_due, refresher_since
from huddle.rules.pulse import quarter_of
from huddle.rules.reminders import morning_of
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import ReminderKind

FADES = (LearnedKind.READ, LearnedKind.PRACTISED)
"""What is worth another minute after some time."""
SHOWN = (*FADES, LearnedKind.TOURED)
"""What stands in somebody’s own record."""


def mine_of(reader: Reader, kinds: Iterable[LearnedKind]) -> Sequence[Learned]:
    """What is noted of some kinds for whoever is signed in, the last first."""
    query = select(Learned).where(
        Learned.account_id == reader.account_id, col(Learned.kind).in_([one.value for one in kinds])
    )
    order = (col(Learned.on_day).desc(), col(Learned.kind), col(Learned.what))
    return reader.session.exec(query.order_by(*order)).all()


def row_of(reader: Reader, one: Learned) -> LearnedRow:
    """A row as the person whose it is sees it."""
    kind = LearnedKind(one.kind)
    fades = kind in FADES and is_due(one.on_day, reader.today)
    return LearnedRow(kind, one.what, one.on_day, fades)


def is_there(row: LearnedRow) -> bool:
    """Whether what was read can be read again; another version may have left it out."""
    return row.kind is not LearnedKind.READ or shipped_card(row.what) is not None


def note(writer: Writer, kind: LearnedKind, names: Iterable[str]) -> None:
    """Note for whoever is signed in, in the place of what was noted of the same before."""
    for name in names:
        writer.execute(
            delete(Learned).where(
                col(Learned.account_id) == writer.account_id,
                col(Learned.kind) == kind.value,
                col(Learned.what) == name,
            )
        )
        writer.add_plain(
            Learned,
            account_id=writer.account_id,
            kind=kind.value,
            what=name,
            on_day=writer.today,
        )


def forget(writer: Writer, account_id: str) -> None:
    """Let go of all that an account learned, when it can sign in no more."""
    writer.execute(delete(Learned).where(col(Learned.account_id) == account_id))


def refresher(reader: Reader) -> ReminderRow | None:
    """What whoever is signed in is reminded to read or practise again; none where nothing is due.

    It is made when it is read and never sent, so that no list of reminders, which others see and
    which leaves with the ward's data, tells what somebody learned.
    """
    learned = (row_of(reader, one) for one in mine_of(reader, FADES))
    due = [row for row in learned if row.is_due and is_there(row)]
    since = refresher_since((row.on for row in due), reader.today)
    if since is None:
        return None
    quarter = quarter_of(reader.today)
    return ReminderRow(
        id=quarter,
        kind=ReminderKind.REFRESHER,
        at=morning_of(since, reader.local_now),
        text=_in_words(due),
        why=_("That was half a year ago or more. A minute each on the page Learn brings it back."),
        to=_("you alone"),
        seen_at=_seen_at(reader, quarter),
    )


def _seen_at(reader: Reader, quarter: str) -> dt.datetime | None:
    days = (one.on_day for one in mine_of(reader, (LearnedKind.REMINDED,)) if one.what == quarter)
    return next((morning_of(day, reader.local_now) for day in days), None)


def _in_words(due: Sequence[LearnedRow]) -> str:
    read = sum(1 for row in due if row.kind is LearnedKind.READ)
    practised = len(due) - read
    cards = ngettext("{count} card you read", "{count} cards you read", read)
    huddles = ngettext(
        "{count} practice huddle you led", "{count} practice huddles you led", practised
    )
    parts = ((cards, read), (huddles, practised))
    return ", ".join(words.format(count=count) for words, count in parts if count)
