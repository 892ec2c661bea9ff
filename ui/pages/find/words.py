"""What a found row says, in words."""

from __future__ import annotations

from huddle import dates
from huddle.found_words import FoundKind
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.found import FoundRow, Span
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status

_LONGEST_START = 90
"""As far from its beginning a marked word is sure to be seen."""
_BEFORE = 40
_PLAIN = frozenset({Status.NOTED})
"""What says nothing of where something stands."""


def facts(row: FoundRow) -> str:
    """What stands quietly below a found text: whose, where, when and how it stands."""
    parts = [
        dates.in_table(row.on) if row.on else "",
        _huddle(row),
        row.owner_name or row.department_name,
        row.stage_name,
        _status(row),
        _("sensitive") if row.is_sensitive else "",
        row.code,
    ]
    return " · ".join(part for part in parts if part)


def from_first_mark(row: FoundRow) -> tuple[str, tuple[Span, ...]]:
    """The text, begun so that its first marked word is seen, and where its marks stand then."""
    if not row.marks or row.marks[0][1] <= _LONGEST_START:
        return row.text, row.marks
    cut = row.marks[0][0] - _BEFORE
    moved = 1 - cut
    return f"…{row.text[cut:]}", tuple((start + moved, end + moved) for start, end in row.marks)


def in_qt(text: str, mark: Span) -> Span:
    """A mark in a text that may be cut, as Qt counts: in UTF-16, where an emoji is two."""
    start, end = (sum(2 if letter > "\uffff" else 1 for letter in text[:at]) for at in mark)
    return start, end


def _huddle(row: FoundRow) -> str:
    if row.kind is FoundKind.HUDDLE or not row.huddle_number:
        return ""
    return _("huddle {number}").format(number=row.huddle_number)


def _status(row: FoundRow) -> str:
    if row.status is None or row.status in _PLAIN:
        return ""
    if row.due_on is None or row.status not in OPEN_ACTION_STATUSES:
        return label(row.status)
    day = dates.short_day(row.due_on)
    if row.is_overdue:
        return _("overdue since {day}").format(day=day)
    return _("{status}, by {day}").format(status=label(row.status), day=day)
