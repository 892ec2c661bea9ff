"""Follow-ups: every open promise of every huddle in one place, changed by one key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Account, Huddle, Item, ItemEvent, Part, Person
from huddle.model.item import IS_OPEN
from huddle.rows import FollowUps, FollowUpsFilter, ItemEventRow, ItemRow
from huddle.rules.capture_line import Capture
from huddle.rules.codes import read_code, read_slip
from huddle.services import items
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import hidden_count, item_row, item_rows
from huddle.services.setting_up import check_version
from huddle.services.story import event_in_words
from huddle.services.templates import main_series
from huddle.store import search
from huddle.store.session import Reader
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Status

COUNTS_STOP_AT = 1000
"""A count above this says nothing more to a person, and costs."""

_AGREED = "agreed"


class FollowUpsService(Service, called="followups"):
    """What is open, who is stuck, who must still be told."""

    def find(self, wanted: FollowUpsFilter, *, limit: int = 200, offset: int = 0) -> FollowUps:
        """A screenful of actions, soonest due first, and the counts above it."""
        with self._store.read() as reader:
            query = matching(reader, wanted)
            ordered = query.order_by(
                col(Item.due_on).is_(None), col(Item.due_on), col(Item.due_time), col(Item.id)
            )
            page = list(reader.session.exec(ordered.limit(limit).offset(offset)))
            return FollowUps(
                items=item_rows(reader, page),
                shown_of=counted(reader, query),
                open_count=counted(reader, matching(reader, FollowUpsFilter())),
                overdue_count=counted(reader, matching(reader, FollowUpsFilter(overdue=True))),
                unnamed_count=counted(reader, matching(reader, FollowUpsFilter(unnamed=True))),
                untold=item_rows(reader, _untold(reader)),
                hidden_count=hidden_count(reader, IS_OPEN),
            )

    def all_open(self, department_id: str | None = None) -> tuple[ItemRow, ...]:
        """Every open action, or a department's, for the action sheets."""
        with self._store.read() as reader:
            wanted = FollowUpsFilter(department_id=department_id)
            query = matching(reader, wanted).order_by(col(Item.due_on), col(Item.id))
            return item_rows(reader, list(reader.session.exec(query)))

    def action(self, code_or_id: str) -> ItemRow:
        """One action by its code or id.

        Raises:
            Refused: There is none.
        """
        with self._store.read() as reader:
            return item_row(reader, _action(reader, code_or_id))

    def add(self, capture: Capture, *, key: str | None = None) -> ItemRow:
        """Add an action outside a huddle; it belongs to the unit's main series."""
        try:
            with self._store.write() as writer:
                series = main_series(writer)
                item = items.keep(writer, capture, series_id=series.id, press_key=key)
                return item_row(writer, item)
        except IntegrityError:
            with self._store.read() as reader:
                return item_row(reader, items.kept_by(reader, key or ""))

    def update(self, code_or_id: str, row_version: int | None = None, **fields: Any) -> ItemRow:
        """Say what became of an action, in one transaction.

        Args:
            code_or_id: The action.
            row_version: The version it was read at; none when a person names it by its code.
            fields: What changes, such as `status`, `note`, `due_on`, `owner_id`, `text`. `closed`
                waits for a check when the action says how it is known. The note is the reason when
                the due day moves or the action is cancelled.

        Raises:
            Refused: A reason is missing, or the status is none of an action's.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            item = _action(writer, code_or_id)
            check_version(item.row_version, row_version or item.row_version)
            status, owner_id = fields.get("status"), fields.get("owner_id")
            is_given_up = status in (Status.CANCELLED, Status.NOT_EFFECTIVE)
            if is_given_up and not fields.get("note", "").strip():
                raise Refused(_("Say why in a few words."), "note")
            if status is Status.CLOSED and item.status in OPEN_ACTION_STATUSES:
                fields["status"] = items.done_status(item)
            if owner_id and owner_id != item.owner_id:
                items.log(writer, item, "owner", answer=found(writer, Person, owner_id).name)
            return item_row(writer, items.change(writer, item, fields))

    def told(self, item_id: str, by: str) -> ItemRow:
        """Note that an owner who was not in the room has been told."""
        with self._store.write() as writer:
            item = found(writer, Item, item_id)
            items.log(writer, item, "told", answer=by)
            return item_row(writer, writer.change(item, told_at=writer.now))

    def name_owner(self, item_id: str, name: str) -> ItemRow:
        """Make an owner that nobody knew a person of the ward."""
        with self._store.write() as writer:
            return item_row(writer, items.name_owner(writer, found(writer, Item, item_id), name))

    def story(self, code_or_id: str) -> tuple[ItemEventRow, ...]:
        """What happened to an item, in order, from the day it was raised."""
        with self._store.read() as reader:
            item = _action(reader, code_or_id)
            query = (
                select(ItemEvent).where(ItemEvent.item_id == item.id).order_by(col(ItemEvent.id))
            )
            session = reader.session
            numbers = {row[0]: row[1] for row in session.exec(select(Huddle.id, Huddle.number))}
            called = {row[0]: row[1] for row in session.exec(select(Account.id, Account.name))}
            # Who typed it is not who raised it.
            raised = ItemEventRow(
                item.created_at,
                item_row(reader, item).raised_by,
                _("raised"),
                numbers.get(item.huddle_id or ""),
            )
            later = (
                ItemEventRow(
                    event.at,
                    called.get(event.by, ""),
                    event_in_words(event),
                    numbers.get(event.huddle_id or ""),
                )
                for event in reader.session.exec(query)
            )
            return (raised, *later)


def _action(reader: Reader, code_or_id: str) -> Item:
    slip, code = read_slip(code_or_id), read_code(code_or_id)
    if slip:
        is_it = col(Item.slip) == slip
    else:
        is_it = col(Item.code) == code if code else col(Item.id) == code_or_id
    query = select(Item).where(is_it, col(Item.deleted_at).is_(None))
    item = reader.session.exec(query).first()
    if item is None:
        raise Refused(
            _("There is nothing with the code “{code}”. Check its letters and try again.").format(
                code=code_or_id
            )
        )
    return item


def matching(reader: Reader, wanted: FollowUpsFilter) -> SelectOfScalar[Item]:
    """The actions that a filter wants; for a slip number what was raised, and its action."""
    slip = read_slip(wanted.text)
    if slip:
        return _raised_as(reader, slip)
    query = select(Item).where(
        Item.unit_id == reader.unit_id,
        Item.kind == ItemKind.ACTION.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )
    query = _with_status(query, wanted.status)
    if wanted.overdue:
        query = query.where(_is_overdue(reader))
    if wanted.due_before:
        query = query.where(col(Item.due_on) < wanted.due_before)
    if wanted.unnamed:
        posts = select(Person.id).where(col(Person.is_post).is_(True))
        query = query.where(or_(col(Item.owner_id).is_(None), col(Item.owner_id).in_(posts)))
    if wanted.owner_id or wanted.mine:
        query = query.where(Item.owner_id == (wanted.owner_id or _my_person(reader)))
    if wanted.department_id:
        query = query.where(_is_of(wanted.department_id))
    if wanted.text.strip():
        query = query.where(_says(reader, wanted.text))
    return query


def _raised_as(reader: Reader, slip: str) -> SelectOfScalar[Item]:
    raised = col(Item.slip) == slip
    became = col(Item.from_id).in_(select(Item.id).where(raised))
    return select(Item).where(
        Item.unit_id == reader.unit_id, or_(raised, became), col(Item.deleted_at).is_(None)
    )


def _with_status(query: SelectOfScalar[Item], status: str) -> SelectOfScalar[Item]:
    if status == "open":
        return query.where(IS_OPEN)
    groups = {
        "to_check": [Status.AWAITING_CHECK.value],
        "finished": [Status.CLOSED.value, Status.NOT_EFFECTIVE.value, Status.CANCELLED.value],
    }
    if status == "all":
        return query
    return query.where(col(Item.status).in_(groups.get(status, [status])))


def _is_overdue(reader: Reader) -> Any:
    """The rule of `rules.due.is_overdue` as a condition, for choosing rows by an index."""
    today, now = reader.today, reader.local_now.time()
    late_today = (col(Item.due_on) == today) & (col(Item.due_time) < now)
    return IS_OPEN & ((col(Item.due_on) < today) | late_today)


def _is_of(department_id: str) -> Any:
    """Whether a department has an action: by its parts, else by its owner, else as a whole."""
    with_part = select(Part.item_id).where(
        Part.department_id == department_id, col(Part.deleted_at).is_(None)
    )
    has_parts = select(Part.id).where(Part.item_id == Item.id, col(Part.deleted_at).is_(None))
    members = select(Person.id).where(Person.department_id == department_id)
    owned = or_(
        col(Item.department_id) == department_id,
        col(Item.department_id).is_(None) & col(Item.owner_id).in_(members),
    )
    return or_(col(Item.id).in_(with_part), ~has_parts.exists() & owned)


def _says(reader: Reader, text: str) -> Any:
    """Whether an action's words or its owner's name hold what was typed."""
    code = read_code(text)
    if code:
        return Item.code == code
    owners = select(Person.id).where(
        col(Person.name).icontains(text.strip(), autoescape=True),
        Person.unit_id == reader.unit_id,
    )
    by_words = col(Item.id).in_(search.matching(reader.session, text, COUNTS_STOP_AT))
    return or_(by_words, col(Item.owner_id).in_(owners))


def _my_person(reader: Reader) -> str:
    account = reader.session.get(Account, reader.account_id)
    return (account.person_id if account else None) or ""


def counted(reader: Reader, query: SelectOfScalar[Item]) -> int:
    """How many a query finds; it stops at `COUNTS_STOP_AT`."""
    inner = query.with_only_columns(col(Item.id)).limit(COUNTS_STOP_AT).subquery()
    return int(reader.session.exec(select(func.count()).select_from(inner)).one())


def _untold(reader: Reader) -> list[Item]:
    query = (
        select(Item)
        .where(
            IS_OPEN,
            Item.unit_id == reader.unit_id,
            col(Item.read_back).not_in(["", _AGREED]),
            col(Item.told_at).is_(None),
        )
        .order_by(col(Item.due_on))
        .limit(50)
    )
    return list(reader.session.exec(query))
