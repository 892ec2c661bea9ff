"""The words of what comes in from a file: kinds, fields, fates of rows, questions."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class ImportKind(StrEnum):
    """What the rows of a file are."""

    ACTIONS = "actions"
    CONCERNS = "concerns"
    COMMENTS = "comments"
    PEOPLE = "people"
    MEASURES = "measures"


class ImportField(StrEnum):
    """What a column says of its row."""

    LEFT_OUT = "left_out"
    # items
    TEXT = "text"
    OWNER = "owner"
    STATUS = "status"
    DUE = "due"
    RAISED = "raised"
    DONE = "done"
    DEPARTMENT = "department"
    STAGE = "stage"
    PLACE = "place"
    PRIORITY = "priority"
    HOW_KNOWN = "how_known"
    THEME = "theme"
    SENSITIVE = "sensitive"
    REFERENCE = "reference"
    NOTE = "note"
    # people (`department` and `note` serve others too)
    NAME = "name"
    ROLE = "role"
    EXTENSION = "extension"
    MAILBOX = "mailbox"
    # measures
    MEASURE = "measure"
    DAY = "day"
    VALUE = "value"
    OUT_OF = "out_of"


class RowFate(StrEnum):
    """What becomes of a row of the file."""

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    BLANK = "blank"


class DateOrder(StrEnum):
    """Which number of a day such as 03/11/2021 comes first."""

    DAY = "day"
    MONTH = "month"


class OwnerIs(StrEnum):
    """What an owner is whom nobody knows yet."""

    DEPARTMENT = "department"
    POST = "post"
    NAME = "name"


give_labels(
    {
        ImportKind: {
            ImportKind.ACTIONS: N_("Actions"),
            ImportKind.CONCERNS: N_("Concerns"),
            ImportKind.COMMENTS: N_("What patients said"),
            ImportKind.PEOPLE: N_("People"),
            ImportKind.MEASURES: N_("Readings of measures"),
        },
        ImportField: {
            ImportField.LEFT_OUT: N_("Left out"),
            ImportField.TEXT: N_("What it says"),
            ImportField.OWNER: N_("Owner"),
            ImportField.STATUS: N_("Status"),
            ImportField.DUE: N_("Due"),
            ImportField.RAISED: N_("Raised on"),
            ImportField.DONE: N_("Done on"),
            ImportField.DEPARTMENT: N_("Department or group"),
            ImportField.STAGE: N_("Journey stage"),
            ImportField.PLACE: N_("Where"),
            ImportField.PRIORITY: N_("Priority"),
            ImportField.HOW_KNOWN: N_("How we will know"),
            ImportField.THEME: N_("Theme"),
            ImportField.SENSITIVE: N_("Sensitive"),
            ImportField.REFERENCE: N_("The file’s own number"),
            ImportField.NOTE: N_("Note"),
            ImportField.NAME: N_("Name"),
            ImportField.ROLE: N_("Role"),
            ImportField.EXTENSION: N_("Extension"),
            ImportField.MAILBOX: N_("E-mail"),
            ImportField.MEASURE: N_("Measure"),
            ImportField.DAY: N_("Day"),
            ImportField.VALUE: N_("Value"),
            ImportField.OUT_OF: N_("Out of"),
        },
        RowFate: {
            RowFate.NEW: N_("New"),
            RowFate.CHANGED: N_("Changed"),
            RowFate.DUPLICATE: N_("There already"),
            RowFate.REFUSED: N_("Cannot come in"),
            RowFate.BLANK: N_("Empty"),
        },
        DateOrder: {
            DateOrder.DAY: N_("Day first: 03/11 is 3 November"),
            DateOrder.MONTH: N_("Month first: 03/11 is 11 March"),
        },
        OwnerIs: {
            OwnerIs.DEPARTMENT: N_("A department"),
            OwnerIs.POST: N_("A post without a name"),
            OwnerIs.NAME: N_("A name, as written"),
        },
    }
)
