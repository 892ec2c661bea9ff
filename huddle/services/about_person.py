"""Everything that is known of one person, as one document for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, or_, select

from huddle.i18n import _
from huddle.model import (
    Account,
    Addendum,
    Attendance,
    AuditEntry,
    Department,
    Escalation,
    Huddle,
    HuddleStep,
    Item,
    ItemEvent,
    Part,
    Person,
    ReceivedEscalation,
    Receiver,
    RotaPlace,
    RotaSwap,
    Series,
    Template,
    TemplateStep,
    Tool,
)
from huddle.services.mentions import mentions
from huddle.services.reading import hidden_count
from huddle.services.story import event_in_words
from huddle.store.transaction import Reader

_OF_ITEMS = (
    "code",
    "kind",
    "status",
    "text",
    "raised_on",
    "due_on",
    "done_on",
    "place",
    "how_known",
    "why",
    "note",
)
_OF_HUDDLES = ("number", "title", "held_on")
_WITH_ITEMS = ("items_owned", "items_raised", "items_read_back", "items_checked")
_WRITTEN = ("text", "place", "how_known", "why", "note")


def document(reader: Reader, person: Person, accounts: Sequence[Account]) -> dict[str, Any]:
    """The document as plain values, its keys explained in it.

    Whether a department was heard is kept for counts alone, and never part of an export.
    """
    account_ids = [account.id for account in accounts]
    names = [account.name for account in accounts]
    called = [person.name, *names]
    entries = _audit(reader, account_ids)
    found: dict[str, Any] = {
        "keys": _keys(),
        "as_at": reader.local_now.isoformat(timespec="minutes"),
        "kept_by": _kept_by(reader),
        "person": _person(reader, person),
        "accounts": [_account(account) for account in accounts],
        "attendance": _attendance(reader, person),
        "items_owned": _items(
            reader, or_(Item.owner_id == person.id, Item.owner_text == person.name)
        ),
        "items_raised": _items(reader, Item.raised_by_person_id == person.id),
        "items_read_back": _items(reader, Item.read_back == person.name),
        "items_checked": _items(reader, col(Item.checked_by).in_(names)),
        "huddles_led": _huddles(reader, col(Huddle.facilitator).in_(called)),
        "steps_led": _steps_led(reader, person.name),
        "usually_leads": _usually_leads(reader, person.name),
        "huddles_typed_in": _huddles(
            reader, col(Huddle.entered_late_by).in_(names), "entered_late_at"
        ),
        "corrections": _corrections(reader, called),
        "parts_owned": _parts(reader, person),
        "rota_places": _rota_places(reader, person),
        "rota_swaps": _rota_swaps(reader, person),
        "receives": _receives(reader, person.name),
        "tools": _tools(reader, person),
        "escalations": _escalations(reader, person.name),
        "answered": _answered(reader, person.name),
        "events": _events(reader, account_ids),
        "mentions": [
            {"where": one.code, "field": one.field, "sentence": one.sentence}
            for one in mentions(reader, [person.name])
        ],
        "audit": {"count": len(entries), "entries": entries},
        "sensitive_items_not_shown": hidden_count(reader),
    }
    return found


def texts(known: dict[str, Any]) -> set[str]:
    """What people wrote freely, of all that the document holds."""
    items = [item for name in _WITH_ITEMS for item in known[name]]
    found = {str(item[field]) for item in items for field in _WRITTEN}
    found |= {str(one["text"]) for one in known["corrections"]}
    found |= {str(event["note"]) for event in known["events"]}
    found |= {str(one["answer"]) for one in known["answered"]}
    found |= {str(swap["reason"]) for swap in known["rota_swaps"]}
    return found | {str(one["sentence"]) for one in known["mentions"]}


def _keys() -> dict[str, str]:
    return {
        "kept_by": _("The ward that keeps it, the zone of its clock, and who had this made."),
        "person": _("What is kept of the person."),
        "accounts": _("What they sign in with; passwords and keys are not readable by anybody."),
        "attendance": _("The huddles whose roster names them."),
        "items_owned": _("Actions and other items that are theirs."),
        "items_raised": _("Items raised in their name."),
        "items_read_back": _("Actions of others that they were to tell the owner of."),
        "items_checked": _("Actions that they checked for whether they worked."),
        "huddles_led": _("Huddles that they were to lead."),
        "steps_led": _("Steps of huddles that they were to lead."),
        "usually_leads": _("Series and steps of agendas that name them as who leads."),
        "huddles_typed_in": _("Huddles held on paper that they typed in later."),
        "corrections": _("Dated corrections of huddles that they wrote."),
        "parts_owned": _("Parts of actions that are theirs."),
        "rota_places": _("Rotas of facilitators in which they have a place or are a deputy."),
        "rota_swaps": _("Days on which they facilitate instead of somebody else, and why."),
        "receives": _("Where escalations can go to them, and how they are reached."),
        "tools": _("Digital and AI tools that they answer for."),
        "escalations": _("What went up to them, or was told or answered by them."),
        "answered": _("What came up from other units and they answered."),
        "events": _("What they did to items, in order."),
        "mentions": _("Sentences of free texts that hold their name."),
        "audit": _("What was done with their account: when, on which computer, to what."),
        "sensitive_items_not_shown": _(
            "Sensitive items of the ward that whoever made this may not see."
        ),
    }


def _kept_by(reader: Reader) -> dict[str, Any]:
    unit = reader.unit
    made_by = reader.session.get_one(Account, reader.account_id)
    return {"name": unit.name, "time_zone": unit.time_zone, "made_by": made_by.name}


def _person(reader: Reader, person: Person) -> dict[str, Any]:
    team = reader.session.get(Department, person.department_id) if person.department_id else None
    return {
        "name": person.name,
        "is_post": person.is_post,
        "role_group": person.role_group,
        "department": team.name if team else "",
        "extension": person.extension,
        "mailbox": person.mailbox,
        "has_left": person.is_retired,
        "added_at": _instant(person.created_at),
        "changed_at": _instant(person.updated_at),
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "sign_in_name": account.name,
        "role": account.role,
        "is_disabled": account.is_disabled,
        "ends_at": _instant(account.ends_at),
        "added_at": _instant(account.created_at),
    }


def _attendance(reader: Reader, person: Person) -> list[dict[str, Any]]:
    query = (
        select(Huddle, Attendance.presence)
        .join(Attendance, col(Attendance.huddle_id) == Huddle.id)
        .where(or_(Attendance.person_id == person.id, Attendance.name == person.name))
        .where(Attendance.unit_id == reader.unit_id)
        .where(col(Attendance.deleted_at).is_(None))
        .order_by(col(Huddle.number))
    )
    return [
        {**_plain(_OF_HUDDLES, huddle), "presence": presence}
        for huddle, presence in reader.session.exec(query)
    ]


def _huddles(reader: Reader, condition: Any, *more: str) -> list[dict[str, Any]]:
    query = (
        select(Huddle)
        .where(condition, Huddle.unit_id == reader.unit_id)
        .order_by(col(Huddle.number))
    )
    return [_plain((*_OF_HUDDLES, *more), huddle) for huddle in reader.session.exec(query)]


def _steps_led(reader: Reader, name: str) -> list[dict[str, Any]]:
    query = (
        select(Huddle, HuddleStep.name)
        .join(HuddleStep, col(HuddleStep.huddle_id) == Huddle.id)
        .where(HuddleStep.led_by == name, HuddleStep.unit_id == reader.unit_id)
        .order_by(col(Huddle.number), col(HuddleStep.position))
    )
    rows = reader.session.exec(query)
    return [{**_plain(_OF_HUDDLES, huddle), "step": step} for huddle, step in rows]


def _usually_leads(reader: Reader, name: str) -> list[dict[str, Any]]:
    series = select(Series.name).where(Series.facilitator == name, Series.unit_id == reader.unit_id)
    steps = (
        select(Template.name, TemplateStep.name)
        .join(TemplateStep, col(TemplateStep.template_id) == Template.id)
        .where(TemplateStep.led_by == name, TemplateStep.unit_id == reader.unit_id)
        .order_by(col(TemplateStep.id))
    )
    whole = [(called, "") for called in reader.session.exec(series.order_by(col(Series.id)))]
    found = (*whole, *reader.session.exec(steps))
    return [{"title": title, "step": step} for title, step in found]


def _corrections(reader: Reader, names: Sequence[str]) -> list[dict[str, Any]]:
    query = (
        select(Huddle, Addendum.text)
        .join(Addendum, col(Addendum.huddle_id) == Huddle.id)
        .where(col(Addendum.by).in_(names), Addendum.unit_id == reader.unit_id)
        .order_by(col(Addendum.id))
    )
    rows = reader.session.exec(query)
    return [{**_plain(_OF_HUDDLES, huddle), "text": text} for huddle, text in rows]


def _receives(reader: Reader, name: str) -> list[dict[str, Any]]:
    query = (
        select(Receiver)
        .where(Receiver.name == name, Receiver.unit_id == reader.unit_id)
        .order_by(col(Receiver.id))
    )
    return [_plain(("name", "role", "telephone"), one) for one in reader.session.exec(query)]


def _items(reader: Reader, condition: Any) -> list[dict[str, Any]]:
    query = (
        select(Item)
        .where(condition, Item.unit_id == reader.unit_id, col(Item.deleted_at).is_(None))
        .order_by(col(Item.id))
    )
    return [_plain(_OF_ITEMS, item) for item in reader.session.exec(query)]


def _parts(reader: Reader, person: Person) -> list[dict[str, Any]]:
    query = (
        select(Item.code, Part)
        .join(Part, col(Part.item_id) == Item.id)
        .where(Part.owner_id == person.id, col(Part.deleted_at).is_(None))
        .order_by(col(Part.id))
    )
    names = ("status", "due_on")
    return [{"code": code, **_plain(names, part)} for code, part in reader.session.exec(query)]


def _rota_places(reader: Reader, person: Person) -> list[dict[str, Any]]:
    query = (
        select(Series.name, RotaPlace)
        .join(RotaPlace, col(RotaPlace.series_id) == Series.id)
        .where(or_(RotaPlace.person_id == person.id, RotaPlace.deputy_id == person.id))
        .where(col(RotaPlace.deleted_at).is_(None))
        .order_by(col(RotaPlace.id))
    )
    return [
        {"series": series, "is_deputy": place.deputy_id == person.id}
        for series, place in reader.session.exec(query)
    ]


def _rota_swaps(reader: Reader, person: Person) -> list[dict[str, Any]]:
    query = (
        select(Series.name, RotaSwap)
        .join(RotaSwap, col(RotaSwap.series_id) == Series.id)
        .where(RotaSwap.person_id == person.id, col(RotaSwap.deleted_at).is_(None))
        .order_by(col(RotaSwap.on_day))
    )
    names = ("on_day", "reason")
    return [{"series": series, **_plain(names, one)} for series, one in reader.session.exec(query)]


def _tools(reader: Reader, person: Person) -> list[dict[str, Any]]:
    query = (
        select(Tool)
        .where(Tool.accountable_id == person.id, col(Tool.deleted_at).is_(None))
        .order_by(col(Tool.id))
    )
    names = ("name", "status", "accountable_role", "review_on")
    return [_plain(names, tool) for tool in reader.session.exec(query)]


def _escalations(reader: Reader, name: str) -> list[dict[str, Any]]:
    named = ("to_name", "told_whom", "told_by", "answered_by")
    query = (
        select(Item.code, Escalation)
        .join(Item, col(Escalation.item_id) == Item.id)
        .where(or_(*(col(getattr(Escalation, field)) == name for field in named)))
        .where(Escalation.unit_id == reader.unit_id)
        .order_by(col(Escalation.id))
    )
    names = (*named, "told_at", "answered_at")
    return [{"code": code, **_plain(names, one)} for code, one in reader.session.exec(query)]


def _answered(reader: Reader, name: str) -> list[dict[str, Any]]:
    query = (
        select(Item.code, ReceivedEscalation)
        .join(Item, col(ReceivedEscalation.item_id) == Item.id)
        .where(
            ReceivedEscalation.answered_by == name,
            ReceivedEscalation.unit_id == reader.unit_id,
        )
        .order_by(col(ReceivedEscalation.id))
    )
    names = ("from_unit", "answer", "answered_at")
    return [{"code": code, **_plain(names, one)} for code, one in reader.session.exec(query)]


def _events(reader: Reader, account_ids: Sequence[str]) -> list[dict[str, Any]]:
    query = (
        select(Item.code, ItemEvent)
        .join(ItemEvent, col(ItemEvent.item_id) == Item.id)
        .where(col(ItemEvent.by).in_(account_ids), ItemEvent.unit_id == reader.unit_id)
        .order_by(col(ItemEvent.id))
    )
    names = ("at", "what", "answer", "note", "due_from", "due_to")
    return [
        {"code": code, **_plain(names, event), "in_words": event_in_words(event)}
        for code, event in reader.session.exec(query)
    ]


def _audit(reader: Reader, account_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Without the values, which hold what others wrote, too."""
    query = (
        select(AuditEntry)
        .where(col(AuditEntry.account_id).in_(account_ids))
        .order_by(col(AuditEntry.number))
    )
    names = ("number", "at", "pc", "act", "entity")
    return [_plain(names, entry) for entry in reader.session.exec(query)]


def _plain(names: Iterable[str], row: Any) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in found.items()
    }


def _instant(at: dt.datetime | None) -> str:
    return at.isoformat() if at else ""
