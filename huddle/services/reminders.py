"""Reminders that go out once: what is due, sending it, and the inbox of whoever is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, or_, select

from huddle.clock import local
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.model import (
    Account,
    ClosedDay,
    Department,
    Escalation,
    Item,
    Person,
    ReceivedEscalation,
    Reminder,
    Series,
    Tool,
)
from huddle.model.item import IS_OPEN
from huddle.paths import Paths
from huddle.rows.changes import Changes
from huddle.rows.learning import LearnedKind
from huddle.rows.reminding import ReminderInbox, ReminderRow
from huddle.rules import recurrence, reminders
from huddle.rules.access import LEAD, READ
from huddle.rules.coming import DAYS as LOOKS_AHEAD_DAYS
from huddle.rules.coming import View
from huddle.rules.escalation import reply_by
from huddle.rules.reminders import Asked, Meeting, Plan, Promise, SentUp, ToolReview
from huddle.services.calendar import known_of, plan_of
from huddle.services.escalation_rows import all_escalations
from huddle.services.foretelling import Foretelling
from huddle.services.guarded import Service
from huddle.services.learned import note, refresher
from huddle.services.policies import policy_of, store_policy
from huddle.services.received import all_received, reply_by_of
from huddle.services.templates import all_series
from huddle.services.units import tended_units
from huddle.store.backup_facts import list_backups
from huddle.store.session import Store
from huddle.store.transaction import Reader, Writer
from huddle.tool_words import ToolStatus
from huddle.vocabulary import AccessRole, ItemKind, Status, Thing

_LOOK_BACK_DAYS = 7
_LONGEST_REST_DAYS = 14
"""More than the longest run of closed days before a working one."""
_CHECKS_SINCE_DAYS = 60
"""What was done earlier and never checked is found in Follow-ups."""
_AT_ONCE = 500


class Reminders(Service, called="reminders"):
    """What to say, to whom, and why.

    Args:
        store: The open store.
        paths: Where it stands.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        super().__init__(store)
        self._paths = paths
        self._foretelling = Foretelling(store, paths)

    def due(self, at: dt.datetime | None = None) -> tuple[ReminderRow, ...]:
        """What would be said, to whom, and why; nothing is sent.

        Args:
            at: An instant, such as tomorrow morning; now when not given.
        """
        with self._store.read() as reader:
            now = local(at, reader.time_zone) if at else reader.local_now
            plan, policy = plan_in(reader, self._paths, now), policy_of(reader)
            standing = reminders.standing(plan, now)
            sent = _sent(reader, [one.key for one in standing])
            held_until = reminders.quiet_until(now, policy.quiet_from, policy.quiet_until)
            words = Words(reader, standing)
            return tuple(
                words.row(one, held_until=held_until)
                for one in standing
                if one.key not in sent and words.may_show(one)
            )

    def send(self) -> int:
        """Put what is due and was not said yet into the inboxes; it is asked each minute.

        Returns:
            How many reminders went out, for anybody.
        """
        with self._store.read() as reader:
            tended = tended_units(reader, self._store)
            views = {unit_id: self._view(reader, unit_id) for unit_id in tended}
            sent = _sent(reader, [one.key for view in views.values() for one in view.standing])
            found = {
                id_: reminders.due(view.plan, view.now, sent, view.quiet)
                for id_, view in views.items()
            }
        # Each minute something is asked and hardly ever something is said: no write lock for that.
        count = self._write(found) if any(found.values()) else 0
        write_atomically(self._paths.reminders_asked, self._store.clock.now().isoformat().encode())
        sent.update(one.key for to_say in found.values() for one in to_say)
        self._foretelling.leave_word(tuple(views.values()), frozenset(sent))
        return count

    def inbox(self) -> ReminderInbox:
        """What went out to whoever is signed in and still holds, newest first."""
        account = self._store.account
        with self._store.read() as reader:
            now = reader.local_now
            with reader.whole():
                standing = reminders.standing(plan_in(reader, self._paths, now), now)
            mine = {one.key: one for one in standing if _is_for(account, one.person_id)}
            sent = [row for row in rows_of(reader, mine) if _is_for(account, row.person_id)]
            words = Words(reader, [mine[row.key] for row in sent])
            shown = [row for row in sent if words.may_show(mine[row.key])]
            shown.sort(key=lambda row: (row.made_at, row.at, row.id), reverse=True)
            rows = (*(words.row(mine[row.key], sent=row) for row in shown), *_refreshers(reader))
            return ReminderInbox(
                rows=rows,
                unread_count=sum(1 for row in rows if row.seen_at is None),
                hidden_count=len(sent) - len(shown),
            )

    def seen(self, ids: Collection[str]) -> None:
        """Note that whoever is signed in saw some of theirs."""
        account = self._store.account
        with self._store.write() as writer:
            query = select(Reminder).where(
                col(Reminder.id).in_(ids), col(Reminder.seen_at).is_(None)
            )
            own = [row.id for row in writer.session.exec(query) if _is_for(account, row.person_id)]
            saw = sa.update(Reminder).where(col(Reminder.id).in_(own)).values(seen_at=writer.now)
            writer.execute(saw)
            learned = [row.id for row in _refreshers(writer) if row.id in ids]
            note(writer, LearnedKind.REMINDED, learned)
        if own or learned:
            self._store.announce(Changes(frozenset({Thing.REMINDERS})))

    def _view(self, reader: Reader, unit_id: str) -> View:
        """What there is to remind of in a unit of the store, whichever is in use."""
        # Whether there is anything to say does not depend on who happens to be signed in.
        with reader.acting_for(unit_id), reader.whole():
            now, policy = reader.local_now, policy_of(reader)
            plan = plan_in(reader, self._paths, now, LOOKS_AHEAD_DAYS)
            return View(plan, now, (policy.quiet_from, policy.quiet_until))

    def _write(self, found: Mapping[str, Collection[reminders.Reminder]]) -> int:
        count = 0
        with self._store.write() as writer:
            for unit_id, to_say in found.items():
                # Another program may have said it since; the write lock keeps it from that now.
                sent = _sent(writer, [one.key for one in to_say])
                with writer.acting_for(unit_id):
                    count += sum(_say(writer, one) for one in to_say if one.key not in sent)
        return count


def plan_in(reader: Reader, paths: Paths, now: dt.datetime, ahead_days: int = 1) -> Plan:
    """What there is to remind of now, and in some days to come."""
    since, late_at = _backed_up(reader, paths)
    return Plan(
        meetings=tuple(_meetings(reader, now.date(), ahead_days)),
        promises=tuple(_promises(reader, now, ahead_days)),
        sent_up=tuple(_sent_up(reader, now)),
        asked=tuple(_asked(reader)),
        reviews=tuple(_reviews(reader)),
        closed_days=_closed_days(reader),
        backup_since=since,
        backup_late_at=late_at,
    )


def _backed_up(reader: Reader, paths: Paths) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the last backup was proved, and when that is too long ago; a server has its own."""
    if paths.database_url:
        return None, None
    proved = (row.made_at for row in list_backups(paths.backups) if row.is_proved)
    since = next(proved, reader.unit.created_at)
    return since, since + dt.timedelta(store_policy(reader).backup_alarm_days)


def _say(writer: Writer, one: reminders.Reminder) -> bool:
    writer.add_plain(
        Reminder,
        key=one.key,
        kind=one.kind.value,
        at=one.at,
        made_at=writer.now,
        subject_id=one.subject_id,
        person_id=one.person_id,
    )
    return True


def _is_for(account: Any, person_id: str | None) -> bool:
    if person_id is None:
        return account.role in LEAD
    return bool(person_id == account.person_id)


def _in_lots(ids: Iterable[str]) -> Iterable[list[str]]:
    found = list(ids)
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))


def rows_of(reader: Reader, keys: Iterable[str]) -> list[Reminder]:
    """What went out under some keys."""
    return [
        row
        for lot in _in_lots(keys)
        for row in reader.session.exec(select(Reminder).where(col(Reminder.key).in_(lot)))
    ]


def _sent(reader: Reader, keys: Iterable[str]) -> set[str]:
    query = select(col(Reminder.key))
    return {
        row[0]
        for lot in _in_lots(keys)
        for row in reader.execute(query.where(col(Reminder.key).in_(lot)))
    }


def _refreshers(reader: Reader) -> tuple[ReminderRow, ...]:
    """What is worth another look for whoever is signed in; not said in the quiet hours."""
    row, now, policy = refresher(reader), reader.local_now, policy_of(reader)
    if row is None or row.at > now:
        return ()
    if reminders.quiet_until(now, policy.quiet_from, policy.quiet_until) is not None:
        return ()
    return (row,)


# What there is to remind of


def _meetings(reader: Reader, today: dt.date, ahead_days: int) -> Iterable[Meeting]:
    """Of each series what comes next, and what was due of late after the last that is known."""
    first, last = today - dt.timedelta(_LOOK_BACK_DAYS), today + dt.timedelta(ahead_days)
    for series in all_series(reader):
        known = known_of(reader, series.id, first)
        due = recurrence.between(plan_of(reader, series), first, last)
        for day, of_day in groupby(due, key=lambda one: one.on):
            if any(day < held.on <= today for held in known):
                continue
            for one in recurrence.unmet(list(of_day), [held for held in known if held.on == day]):
                yield Meeting(series.id, one.on, one.at)


def _promises(reader: Reader, now: dt.datetime, ahead_days: int) -> list[Promise]:
    query: Any = sa.select(
        col(Item.id),
        col(Item.status),
        col(Item.due_on),
        col(Item.due_time),
        col(Item.owner_id),
        col(Item.done_at),
    ).where(col(Item.unit_id) == reader.unit_id)
    is_near = col(Item.due_on) <= now.date() + dt.timedelta(_LONGEST_REST_DAYS + ahead_days)
    to_check = (
        Item.kind == ItemKind.ACTION.value,
        Item.status == Status.AWAITING_CHECK.value,
        col(Item.deleted_at).is_(None),
        col(Item.done_on) >= now.date() - dt.timedelta(_CHECKS_SINCE_DAYS),
    )
    readers = _readers(reader, now)
    return [
        Promise(
            id=row.id,
            status=Status(row.status),
            due_on=row.due_on,
            due_time=row.due_time,
            owner_id=row.owner_id if row.owner_id in readers else None,
            done_at=row.done_at,
        )
        for wanted in ((IS_OPEN, is_near), to_check)
        for row in reader.session.exec(query.where(*wanted))
    ]


def _sent_up(reader: Reader, now: dt.datetime) -> Iterable[SentUp]:
    """What went up and was not told back yet."""
    query = all_escalations(reader).where(col(Escalation.told_back_at).is_(None))
    for row in reader.session.exec(query):
        expected = None
        if row.told_at is not None:
            expected = reply_by(
                row.told_at, row.reply_hours, row.needed_on, row.needed_time, now.tzinfo
            )
        yield SentUp(row.id, row.item_id, row.to_name, expected, row.answered_at)


def _asked(reader: Reader) -> Iterable[Asked]:
    """What came in, is expected to be answered by some time, and is not."""
    query = all_received(reader).where(col(ReceivedEscalation.answered_at).is_(None))
    for row in reader.session.exec(query):
        expected = reply_by_of(reader, row)
        if expected is not None:
            yield Asked(row.id, row.item_id, row.from_unit, expected)


def _reviews(reader: Reader) -> Iterable[ToolReview]:
    """The tools that are not retired and have a day by which to look at them again."""
    query = select(col(Tool.id), col(Tool.review_on)).where(
        Tool.unit_id == reader.unit_id,
        col(Tool.review_on).is_not(None),
        Tool.status != ToolStatus.RETIRED.value,
        col(Tool.deleted_at).is_(None),
    )
    for row in reader.execute(query):
        yield ToolReview(row.id, row.review_on)


def _readers(reader: Reader, now: dt.datetime) -> set[str]:
    """The people who can sign in, and so read what is sent to them."""
    query = select(Account).where(
        col(Account.person_id).is_not(None),
        col(Account.is_disabled).is_(False),
        col(Account.deleted_at).is_(None),
        or_(col(Account.ends_at).is_(None), col(Account.ends_at) > now),
    )
    found = reader.session.exec(query)
    return {one.person_id for one in found if one.person_id and AccessRole(one.role) in READ}


def _closed_days(reader: Reader) -> frozenset[dt.date]:
    query = select(col(ClosedDay.on_day)).where(
        ClosedDay.unit_id == reader.unit_id, col(ClosedDay.deleted_at).is_(None)
    )
    return frozenset(reader.session.exec(query))


# In words


@dataclass(frozen=True, slots=True)
class _Subject:
    text: str
    code: str = ""
    department: str = ""


class Words:
    """What some reminders are about; sensitive items are not among it for those they hide from."""

    def __init__(self, reader: Reader, found: Iterable[reminders.Reminder]) -> None:
        ids = sorted({one.subject_id for one in found if one.subject_id})
        self._people = _names(reader, Person)
        self._series = _names(reader, Series)
        self._tools = _names(reader, Tool)
        self._items = {
            row.id: _Subject(row.text, row.code, row.team or row.own_team or "")
            for lot in _in_lots(ids)
            for row in reader.session.exec(_subjects(lot))
        }

        self._known = {"", *self._items, *self._series, *self._tools}

    def may_show(self, one: reminders.Reminder) -> bool:
        """Whether the reader may know what it is about."""
        return one.subject_id in self._known

    def row(
        self,
        one: reminders.Reminder,
        *,
        sent: Reminder | None = None,
        held_until: dt.datetime | None = None,
    ) -> ReminderRow:
        """A reminder as shown."""
        item = self._items.get(one.subject_id)
        series = self._series.get(one.subject_id, "")
        tool = self._tools.get(one.subject_id, "")
        to_them = self._people.get(one.person_id or "", "")
        return ReminderRow(
            id=sent.id if sent else "",
            kind=one.kind,
            at=sent.at if sent else one.at,
            text=item.text if item else series or tool,
            why=one.why,
            to=to_them or _("whoever follows up"),
            person_id=one.person_id,
            code=item.code if item else "",
            item_id=one.subject_id if item else "",
            series_id=one.subject_id if series else "",
            tool_id=one.subject_id if tool else "",
            department=item.department if item and one.person_id is None else "",
            seen_at=sent.seen_at if sent else None,
            held_until=held_until,
        )


def _names(reader: Reader, table: type[Any]) -> dict[str, str]:
    query = select(table.id, table.name).where(table.unit_id == reader.unit_id)
    return {row[0]: row[1] for row in reader.session.exec(query)}


def _subjects(ids: list[str]) -> Any:
    """Actions with their words, and the department that owns them, directly or by its person."""
    team, own_team = (_department(one) for one in (Item.department_id, Person.department_id))
    return (
        sa.select(
            col(Item.id),
            col(Item.code),
            col(Item.text),
            team.label("team"),
            own_team.label("own_team"),
        )
        .join(Person, col(Person.id) == col(Item.owner_id), isouter=True)
        .where(col(Item.id).in_(ids))
    )


def _department(of: Any) -> Any:
    return select(Department.name).where(col(Department.id) == of).scalar_subquery()
