"""Everything about a person as a file: a web page to read, or JSON for other programs.

A person who asks for what is kept of them is owed it in a form that people can read (UK GDPR,
articles 12 and 15), and in one that programs can (article 20).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huddle import dates
from huddle.clock import local
from huddle.exchange.formats import Format
from huddle.i18n import N_, _
from huddle.services.audit_words import (
    act_in_words,
    field_in_words,
    thing_in_words,
    value_in_words,
)
from huddle.sheets import wording
from huddle.sheets.as_html import as_html
from huddle.sheets.outline import Entry, Fact, Facts, Outline, Part, Points, Section, Table, Words
from huddle.sheets.stamp import Stamp

Known = Mapping[str, Any]
"""What `Rights.everything_about` gives, or one thing in it."""

_PERSON = (
    *("name", "role_group", "department", "extension", "mailbox"),
    *("has_left", "added_at", "changed_at"),
)
_OF_AN_ITEM = ("raised_on", "due_on", "done_on", "place", "how_known", "why", "note")
_ITEMS: Mapping[str, str] = {
    "items_owned": N_("Their items"),
    "items_raised": N_("Raised in their name"),
    "items_read_back": N_("What they were to tell others"),
    "items_checked": N_("What they checked"),
}
_CALLED: Mapping[str, str] = {
    "act": N_("what was done"),
    "added_at": N_("added"),
    "at": N_("when"),
    "changed_at": N_("last changed"),
    "field": N_("field"),
    "has_left": N_("has left"),
    "in_words": N_("what they did"),
    "is_deputy": N_("as deputy"),
    "sentence": N_("sentence"),
    "series": N_("series"),
    "sign_in_name": N_("signs in as"),
    "step": N_("step"),
    "where": N_("where"),
}
"""Fields that the audit does not name, or calls otherwise."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is shown of a list, as a table.

    Attributes:
        title: What it is, not translated yet.
        fields: Its columns; the first names the row.
    """

    title: str
    fields: tuple[str, ...]


_LISTS: Mapping[str, _Listed] = {
    "accounts": _Listed(
        N_("Accounts"), ("sign_in_name", "role", "is_disabled", "ends_at", "added_at")
    ),
    "attendance": _Listed(N_("Attendance"), ("number", "held_on", "title", "presence")),
    "huddles_led": _Listed(N_("Huddles they led"), ("number", "held_on", "title")),
    "steps_led": _Listed(N_("Steps they led"), ("number", "held_on", "title", "step")),
    "usually_leads": _Listed(N_("What they usually lead"), ("title", "step")),
    "huddles_typed_in": _Listed(
        N_("Huddles typed in from paper"), ("number", "held_on", "title", "entered_late_at")
    ),
    "corrections": _Listed(N_("Corrections they wrote"), ("number", "held_on", "text")),
    "parts_owned": _Listed(N_("Their parts of actions"), ("code", "status", "due_on")),
    "rota_places": _Listed(N_("Rotas"), ("series", "is_deputy")),
    "rota_swaps": _Listed(N_("Swaps in rotas"), ("series", "on_day", "reason")),
    "receives": _Listed(N_("Escalations go to them"), ("name", "role", "telephone")),
    "tools": _Listed(
        N_("Tools they answer for"), ("name", "status", "accountable_role", "review_on")
    ),
    "escalations": _Listed(
        N_("Escalations"),
        ("code", "to_name", "told_whom", "told_by", "told_at", "answered_by", "answered_at"),
    ),
    "answered": _Listed(
        N_("Answers to other units"), ("code", "from_unit", "answer", "answered_at")
    ),
    "events": _Listed(N_("What they did"), ("code", "at", "in_words", "note")),
    "mentions": _Listed(N_("Texts that name them"), ("where", "field", "sentence")),
    "audit": _Listed(N_("The audit of their account"), ("number", "at", "pc", "act")),
}


def made(known: Known, file_format: Format) -> bytes:
    """The file.

    Args:
        known: What `Rights.everything_about` gave.
        file_format: What it becomes.
    """
    if file_format is Format.JSON:
        return json.dumps(known, ensure_ascii=False, indent=2).encode(errors="replace") + b"\n"
    kept_by, as_at = known["kept_by"], dt.datetime.fromisoformat(known["as_at"])
    stamp = Stamp(kept_by["made_by"], as_at, classification="", destroy_after_days=0)
    outline = _outline(known, as_at)
    return as_html(outline, stamp, outline.title)


def _outline(known: Known, as_at: dt.datetime) -> Outline:
    return Outline(
        title=_("Everything about {name}").format(name=known["person"]["name"]),
        word="",
        about=(known["kept_by"]["name"],),
        parts=(
            Words((wording.hidden(known["sensitive_items_not_shown"]),), is_strong=True),
            *_sections(known),
            _nothing(known),
        ),
        as_at=as_at,
    )


def _sections(known: Known) -> Iterator[Part]:
    zone, keys = known["kept_by"]["time_zone"], known["keys"]
    person = _facts(known["person"], _PERSON, zone)
    yield Section(_("The person"), (Facts(person),), keys["person"])
    for key, title in _ITEMS.items():
        if items := known[key]:
            points = Points(tuple(_item(item, zone) for item in items))
            yield Section(_(title), (points,), keys[key])
    for key, listed in _LISTS.items():
        if rows := _rows(known, key):
            yield Section(_(listed.title), (_table(rows, listed.fields, zone),), keys[key])


def _nothing(known: Known) -> Part:
    """What was looked for in vain, so that nobody wonders whether it was."""
    titles = [_(title) for key, title in _ITEMS.items() if not known[key]]
    titles += [_(listed.title) for key, listed in _LISTS.items() if not _rows(known, key)]
    return Section(_("Nothing was found here"), (Words((", ".join(titles),)),))


def _rows(known: Known, key: str) -> Sequence[Known]:
    found: Sequence[Known] = known[key]["entries"] if key == "audit" else known[key]
    return found


def _item(item: Known, zone: str) -> Entry:
    stands = wording.facts(_cell(item, "kind", zone), _cell(item, "status", zone))
    return Entry(item["code"], (item["text"], stands), _facts(item, _OF_AN_ITEM, zone))


def _facts(row: Known, fields: Sequence[str], zone: str) -> tuple[Fact, ...]:
    return tuple(Fact(_head(field), _cell(row, field, zone)) for field in fields)


def _table(rows: Sequence[Known], fields: Sequence[str], zone: str) -> Table:
    """A table without the columns in which nothing stands."""
    first, *others = fields
    shown = (first, *(one for one in others if any(row[one] not in ("", None) for row in rows)))
    cells = tuple(tuple((_cell(row, one, zone),) for one in shown) for row in rows)
    return Table("", tuple(map(_head, shown)), cells)


def _head(field: str) -> str:
    name = _(_CALLED[field]) if field in _CALLED else field_in_words(field)
    return name[:1].upper() + name[1:]


def _cell(row: Known, field: str, zone: str) -> str:
    if said := _SAID.get(field):
        return said(row, zone)
    return value_in_words(field, row[field], {}, zone)


_SAID: Mapping[str, Callable[[Known, str], str]] = {
    "act": lambda row, _zone: act_in_words(row["act"], thing_in_words(row["entity"], None)),
    "at": lambda row, zone: dates.in_table(local(dt.datetime.fromisoformat(row["at"]), zone)),
    "field": lambda row, _zone: field_in_words(row["field"]),
}
"""What needs more than the field's own value."""
