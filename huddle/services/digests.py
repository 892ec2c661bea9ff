"""The digest: which reminders go to which mailbox, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, or_, select

from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.mailing.letters import Letter
from huddle.model import Account, Person, Reminder
from huddle.paths import Paths
from huddle.rows.reminding import ReminderRow
from huddle.rules import reminders
from huddle.rules.access import LEAD
from huddle.rules.guarding import Guard
from huddle.rules.plain_text import one_line
from huddle.rules.wall_words import KnownNames
from huddle.services.reading import guard_in
from huddle.services.reminders import Words, plan_in, rows_of
from huddle.store import sensitive
from huddle.store.transaction import Reader, Writer

_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Digest:
    """What one mailbox is reminded of.

    Attributes:
        to: The mailbox.
        reminder_ids: The reminders.
        lines: What is said of them, two lines each.
    """

    to: str
    reminder_ids: tuple[str, ...]
    lines: tuple[str, ...]

    def letter(self, ward: str, when: str) -> Letter:
        """The digest as one message.

        Args:
            ward: The ward's name.
            when: When it is sent, in words.
        """
        count = len(self.lines)
        subject = ngettext("{count} reminder from Huddle", "{count} reminders from Huddle", count)
        subject = subject.format(count=count)
        head = _("{subject}, {ward}, as at {when}:").format(subject=subject, ward=ward, when=when)
        said = list(self.lines[:_MOST_LINES])
        if more := count - len(said):
            words = ngettext("And one more in Huddle.", "And {count} more in Huddle.", more)
            said.append(words.format(count=more))
        foot = _("Answer in Huddle: nobody reads what is sent back to this message.")
        text = "\n\n".join([one_line(head), *said, foot])
        return Letter(self.to, subject, f"{text}\n", about=(subject,))


def waiting(reader: Reader, paths: Paths) -> list[Digest]:
    """What is to be mailed: what went out, still holds, was not mailed and has a mailbox.

    It does not depend on who is signed in, and no sensitive item is among it.
    """
    with reader.whole():
        standing = reminders.standing(plan_in(reader, paths, reader.local_now), reader.local_now)
    if reader.sees_sensitive:
        sensitive.hide(reader.session)
    found = {one.key: one for one in standing}
    unsent = [row for row in rows_of(reader, found) if row.mailed_at is None]
    if not unsent:
        return []
    words = Words(reader, [found[row.key] for row in unsent])
    shown = [
        (row.id, words.row(found[row.key], sent=row))
        for row in sorted(unsent, key=lambda row: (row.at, row.id))
        if words.may_show(found[row.key])
    ]
    return _by_mailbox(_Addressees(reader), _Telling(reader), shown)


def mark(writer: Writer, ids: Collection[str], at: dt.datetime | None) -> None:
    """Mark reminders as mailed at a time, or as not mailed."""
    writer.execute(sa.update(Reminder).where(col(Reminder.id).in_(ids)).values(mailed_at=at))


def _by_mailbox(
    addressees: _Addressees, telling: _Telling, shown: Iterable[tuple[str, ReminderRow]]
) -> list[Digest]:
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for row_id, row in shown:
        line = telling.line(row)
        for mailbox in addressees.of(row):
            found.setdefault(mailbox.casefold(), (mailbox, []))[1].append((row_id, line))
    return [
        Digest(to, tuple(row_id for row_id, _line in said), tuple(line for _id, line in said))
        for to, said in found.values()
    ]


class _Addressees:
    """The mailboxes of people, and of those who follow up."""

    def __init__(self, reader: Reader) -> None:
        people = select(col(Person.id), col(Person.mailbox)).where(
            Person.unit_id == reader.unit_id,
            col(Person.mailbox) != "",
            col(Person.is_retired).is_(False),
            col(Person.deleted_at).is_(None),
        )
        self._mailboxes = {row[0]: row[1] for row in reader.session.exec(people)}
        followers = select(Account).where(
            col(Account.person_id).in_(self._mailboxes),
            col(Account.role).in_([role.value for role in LEAD]),
            col(Account.is_disabled).is_(False),
            col(Account.deleted_at).is_(None),
            or_(col(Account.ends_at).is_(None), col(Account.ends_at) > reader.now),
        )
        self._following = dict.fromkeys(
            self._mailboxes[one.person_id or ""] for one in reader.session.exec(followers)
        )

    def of(self, row: ReminderRow) -> Iterable[str]:
        """Where a reminder goes; nowhere if nobody it is for has a mailbox."""
        if row.person_id is None:
            return tuple(self._following)
        return filter(None, (self._mailboxes.get(row.person_id, ""),))


class _Telling:
    """Says reminders in words that may leave the ward."""

    def __init__(self, reader: Reader) -> None:
        self._guard: Guard = guard_in(reader)
        names = select(Person.name).where(Person.unit_id == reader.unit_id)
        self._names = KnownNames(reader.session.exec(names))

    def line(self, row: ReminderRow) -> str:
        """A reminder as two lines: what it is about, and why it is said."""
        text = one_line(row.text) if self._may_leave(row) else _("open Huddle to read it")
        about = " ".join(filter(None, (row.code, text if row.text else "")))
        # Names of departments and receivers are typed by people, too.
        typed = [one_line(one) for one in (row.department, row.why) if not self._tells(one)]
        said = " · ".join(filter(None, (label(row.kind), *typed)))
        return f"- {about}\n  {said}" if about else f"- {said}"

    def _may_leave(self, row: ReminderRow) -> bool:
        """What the guard finds stays here; to others than its owner names nobody either."""
        if self._tells(row.text):
            return False
        return row.person_id is not None or not self._names.named_in(row.text)

    def _tells(self, text: str) -> bool:
        return bool(self._guard.findings(text))
