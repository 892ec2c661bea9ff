"""What a column of each kind of file can say, and what such columns are called elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huddle.import_words import ImportField, ImportKind
from huddle.rules.importing.cell_words import key_of


class Content(StrEnum):
    """What the cells of a column must mostly be, whatever it is called."""

    ANY = "any"
    DAYS = "days"
    NUMBERS = "numbers"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class FieldNames:
    """A field as columns have it.

    Attributes:
        field: The field.
        names: What a column that holds it is called, the likeliest first.
        content: What its cells mostly are.
    """

    field: ImportField
    names: tuple[str, ...]
    content: Content = Content.ANY


def _field(field: ImportField, names: str, content: Content = Content.ANY) -> FieldNames:
    return FieldNames(field, tuple(key_of(name) for name in names.split("|")), content)


_STATUS = _field(ImportField.STATUS, "status|progress|state|list|bucket name|column|completed|done")
_DONE = _field(
    ImportField.DONE,
    "completed date|date completed|completed|completed on|date closed|closed date|done on|closed",
    Content.DAYS,
)
_RAISED = _field(
    ImportField.RAISED,
    """raised on|date raised|raised|meeting date|created date|created|date added|date|start
    |date logged|date of meeting|opened|created on""",
    Content.DAYS,
)
_TEAM = _field(
    ImportField.DEPARTMENT,
    "department|group|team|area|service|ward|workstream|speciality|specialty|division|categories",
)
_REFERENCE = _field(
    ImportField.REFERENCE, "id|ref|reference|no|number|action no|action number|uid|task id|#|code"
)
_NOTE = _field(
    ImportField.NOTE,
    """note|notes|comment|comments|update|updates|latest update|description|desc|meeting|detail
    |details|label|labels|checklists|subcategory|source|theme""",
)
_STAGE = _field(ImportField.STAGE, "stage|journey stage|pathway stage")
_PLACE = _field(ImportField.PLACE, "where|place|location|site")
_PRIORITY = _field(ImportField.PRIORITY, "priority|urgent|urgency|importance")
_SENSITIVE = _field(ImportField.SENSITIVE, "sensitive|confidential|is sensitive")
_OWNER_NAMES = """owner|action owner|assigned to|assignee|assignees|responsible|who|lead
    |responsible person|person responsible|members|action by|by whom|accountable|attendees|name"""
_DUE = _field(
    ImportField.DUE,
    """due|due date|by when|deadline|target date|when|due by|target|date due|completion date
    |end date|end|by|review date|timescale""",
    Content.DAYS,
)

FIELDS: dict[ImportKind, tuple[FieldNames, ...]] = {
    ImportKind.ACTIONS: (
        _field(
            ImportField.TEXT,
            """action|actions|task|task name|what|action required|to do|summary|title|name|card
            |text|recommendation|agreed action|action point|description|item""",
            Content.WORDS,
        ),
        _field(ImportField.OWNER, _OWNER_NAMES),
        *(_DUE, _DONE, _STATUS, _RAISED, _TEAM, _STAGE, _PLACE, _PRIORITY),
        _field(
            ImportField.HOW_KNOWN,
            "how we will know|measure of success|evidence|success measure|outcome",
        ),
        *(_SENSITIVE, _REFERENCE, _NOTE),
    ),
    ImportKind.CONCERNS: (
        _field(
            ImportField.TEXT,
            "concern|concerns|issue|risk|hazard|problem|what|description|summary|title|text",
            Content.WORDS,
        ),
        _field(ImportField.OWNER, "raised by|reported by|reporter|owner|who"),
        *(_DONE, _STATUS, _RAISED, _TEAM, _STAGE, _PLACE, _PRIORITY),
        *(_SENSITIVE, _REFERENCE, _NOTE),
    ),
    ImportKind.COMMENTS: (
        _field(
            ImportField.TEXT,
            """feedback|comment|comments|patient comment|what patients said|response|free text
            |answer|text|words""",
            Content.WORDS,
        ),
        _field(ImportField.RAISED, "date|received|day|submitted|date received|when", Content.DAYS),
        _field(ImportField.THEME, "theme|themes|topic|category"),
        *(_TEAM, _STAGE, _PLACE, _SENSITIVE, _REFERENCE, _NOTE),
    ),
    ImportKind.PEOPLE: (
        _field(ImportField.NAME, "name|full name|person|staff name|member of staff|display name"),
        _field(ImportField.ROLE, "role|job title|job|title|post|profession|role group|position"),
        _TEAM,
        _field(ImportField.EXTENSION, "extension|telephone|phone|ext|bleep|contact number|tel"),
        _field(ImportField.MAILBOX, "e mail|email|mailbox|email address|mail"),
    ),
    ImportKind.MEASURES: (
        _field(ImportField.MEASURE, "measure|what|indicator|metric|kpi|measure name"),
        _field(
            ImportField.DAY, "date|day|month|week|period|week ending|when|read on", Content.DAYS
        ),
        _field(
            ImportField.VALUE,
            "value|count|number|result|reading|numerator|total|events",
            Content.NUMBERS,
        ),
        _field(ImportField.OUT_OF, "out of|denominator|of|bed days|sample", Content.NUMBERS),
        _field(ImportField.NOTE, "note|notes|comment|comments|annotation"),
    ),
}
"""By kind; where a column could be two of them, the first goes first."""

SEVERAL: frozenset[ImportField] = frozenset(
    (ImportField.NOTE, ImportField.VALUE, ImportField.LEFT_OUT)
)
"""What more than one column may say: notes are put together, each value is a measure of its own."""

NEEDED: dict[ImportKind, tuple[ImportField, ...]] = {
    ImportKind.ACTIONS: (ImportField.TEXT,),
    ImportKind.CONCERNS: (ImportField.TEXT,),
    ImportKind.COMMENTS: (ImportField.TEXT,),
    ImportKind.PEOPLE: (ImportField.NAME,),
    ImportKind.MEASURES: (ImportField.DAY, ImportField.VALUE),
}
"""Without a column for these, nothing can come in."""

DAY_FIELDS = (ImportField.DUE, ImportField.RAISED, ImportField.DONE, ImportField.DAY)


def fields_of(kind: ImportKind) -> tuple[ImportField, ...]:
    """What a column may be said to be."""
    return (ImportField.LEFT_OUT, *(one.field for one in FIELDS[kind]))


def known_names() -> frozenset[str]:
    """Whatever a column is called in some kind of file."""
    return frozenset(name for fields in FIELDS.values() for one in fields for name in one.names)
