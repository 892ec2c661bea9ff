"""Reading the tasks and events of calendars (iCalendar, RFC 5545), an entry at a time."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from icalendar import Component, Event
from icalendar.prop import vBroken

from huddle.errors import Refused
from huddle.exchange.cells import BETWEEN, cell_too_long, checked, text_cell
from huddle.exchange.damage import damage_in_words, hush
from huddle.exchange.encodings import opening, whole
from huddle.exchange.limits import LONGEST_CELL
from huddle.i18n import _
from huddle.rows.imports import Cell, Cells, ImportTable

HEADER = (
    *("uid", "kind", "summary", "description", "start", "end", "due", "status", "completed"),
    *("organizer", "attendees", "location", "categories", "url"),
)
_KINDS = {"VTODO": "task", "VEVENT": "event"}
"""The word in the column "kind" for what the file calls it."""

_BEGINS = tuple(f"BEGIN:{name}".encode() for name in ("VCALENDAR", *_KINDS))
_READ = frozenset(
    {
        *("UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "DUE", "STATUS"),
        *("COMPLETED", "ORGANIZER", "ATTENDEE", "LOCATION", "CATEGORIES", "URL"),
    }
)
_NAMES = _READ | {"BEGIN", "END", "X-WR-CALNAME"}
_PROPERTY = re.compile(r"([A-Za-z0-9-]+)[;:]")
_FOLD = re.compile(rb"[\r\n]+[ \t]")
_FRAME = ("BEGIN:", "END:")


def is_calendar(head: bytes) -> bool:
    """Whether a file begins as a calendar does."""
    return opening(head).upper().startswith(_BEGINS)


def tables(path: Path) -> list[ImportTable]:
    """A table for each calendar in a file.

    An entry with a date of completion is completed, whatever its status says: programs set the
    date when somebody ticks it, and some leave the status as it was. Times are those of the zone
    that is named; where only the file itself explains the zone, they are taken as the ward's.
    Of what repeats, the entry itself is read.

    Raises:
        Refused: It is no whole calendar, or too large.
    """
    calendars = _Walk(_lines(path)).calendars()
    how = _("iCalendar; a date of completion counts more than the status")
    return [
        ImportTable(name or path.stem, how, HEADER, partial(_rows, path, place))
        for place, name in enumerate(calendars)
    ]


def _rows(path: Path, place: int) -> Iterator[Cells]:
    hush("icalendar")
    walk = _Walk(_lines(path))
    yield from checked(_cells(entry) for entry in walk.entries() if entry.calendar == place)


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file, unfolded; what begins as no property goes on with the one before."""
    property_ = ""
    for line in io.StringIO(_text(whole(path)), newline=None):
        if _is_property(line):
            yield property_
            property_ = line.rstrip("\n")
        elif line.strip() and not property_.upper().startswith(_FRAME):
            property_ += "\\n" + line.strip()
    yield property_


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    # Lines are folded by bytes, so that a fold may cut a letter in two.
    unfolded = _FOLD.sub(b"", content)
    try:
        text = unfolded.decode()
    except UnicodeDecodeError:
        text = unfolded.decode("cp1252", "replace")
    return text.replace("\ufeff", "")


def _is_property(line: str) -> bool:
    found = _PROPERTY.match(line)
    return found is not None and (found[1].isupper() or found[1].upper() in _NAMES)


@dataclass
class _Entry:
    """A task or an event, as it stands in the file."""

    calendar: int
    kind: str
    lines: list[str] = field(default_factory=list)


class _Walk:
    """One way through the lines of a file, past what is in entries but no part of them."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._names: list[str] = []

    def calendars(self) -> list[str]:
        """The name of each calendar, empty where it has none."""
        for _entry in self.entries():
            pass
        return self._names

    def entries(self) -> Iterator[_Entry]:
        """The entries of all calendars.

        Raises:
            Refused: The file ends within one.
        """
        depth = 0
        for name, line in self._properties():
            value = line.partition(":")[2].strip()
            match name, value.upper():
                case "BEGIN", ("VTODO" | "VEVENT") as kind:
                    # One alone, as from a message, is a calendar without a name.
                    self._names = self._names or [""]
                    yield self._entry(kind)
                case "BEGIN", begun:
                    depth += 1
                    self._names += [""] if begun == "VCALENDAR" else []
                case "END", _:
                    depth -= 1
                case "X-WR-CALNAME", _ if self._names:
                    self._names[-1] = text_cell(value) or ""
        if depth > 0:
            raise _not_whole()

    def _entry(self, kind: str) -> _Entry:
        entry = _Entry(len(self._names) - 1, kind)
        depth = 1
        for name, line in self._properties():
            # An alarm within it has a description of its own.
            depth += (name == "BEGIN") - (name == "END")
            if not depth:
                return entry
            if depth > 1 or name not in _READ:
                continue
            if len(line) > LONGEST_CELL:
                raise cell_too_long()
            entry.lines.append(line)
        raise _not_whole()

    def _properties(self) -> Iterator[tuple[str, str]]:
        for line in self._lines:
            found = _PROPERTY.match(line)
            if found:
                yield found[1].upper(), line


def _cells(entry: _Entry) -> list[Cell]:
    # Of an event icalendar takes also what is not as it should be, and keeps it as it stands.
    lines = ["BEGIN:VEVENT", *entry.lines, "END:VEVENT", ""]
    with damage_in_words(_not_whole()):
        found = Event.from_ical("\r\n".join(lines))
        start, completed = _instant(found, "DTSTART"), _instant(found, "COMPLETED")
        until = _later(start, _first(found, "DURATION"))
        is_task = entry.kind == "VTODO"
        return [
            _text_of(found, "UID"),
            _KINDS[entry.kind],
            _text_of(found, "SUMMARY"),
            _text_of(found, "DESCRIPTION"),
            start,
            _instant(found, "DTEND") or (None if is_task else until),
            _instant(found, "DUE") or (until if is_task else None),
            "COMPLETED" if completed else _text_of(found, "STATUS"),
            completed,
            _people(found, "ORGANIZER"),
            _people(found, "ATTENDEE"),
            _text_of(found, "LOCATION"),
            _categories(found),
            _text_of(found, "URL"),
        ]


def _all(found: Component, name: str) -> list[Any]:
    values = found.get(name, [])
    several = values if isinstance(values, list) else [values]
    return [str(value) if isinstance(value, vBroken) else value for value in several]


def _first(found: Component, name: str) -> Any:
    return next(iter(_all(found, name)), None)


def _text_of(found: Component, name: str) -> Cell:
    return text_cell("\n".join(str(value) for value in _all(found, name)))


def _instant(found: Component, name: str) -> Cell:
    """A day or a point in time; as it stands where it is neither."""
    value = _first(found, name)
    if value is None:
        return None
    day = getattr(value, "dt", None)
    return day if isinstance(day, dt.date) else text_cell(str(value))


def _later(start: Cell, duration: Any) -> Cell:
    length = getattr(duration, "dt", None)
    if isinstance(start, dt.date) and isinstance(length, dt.timedelta):
        return start + length
    return None


def _people(found: Component, name: str) -> Cell:
    return text_cell(BETWEEN.join(_person(value) for value in _all(found, name)))


def _person(value: Any) -> str:
    """A name, or the address where there is none."""
    named = getattr(value, "params", {}).get("CN")
    return str(named or re.sub("^mailto:", "", str(value), flags=re.IGNORECASE))


def _categories(found: Component) -> Cell:
    names = [
        str(name) for value in _all(found, "CATEGORIES") for name in getattr(value, "cats", [value])
    ]
    return text_cell(BETWEEN.join(names))


def _not_whole() -> Refused:
    return Refused(
        _(
            "This calendar is not whole: it was cut off or damaged on its way. "
            "Nothing was read in. Save or download it again."
        )
    )
