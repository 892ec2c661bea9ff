"""The tables, one aggregate a file. Importing this package makes the metadata complete.

`from __future__ import annotations` stays out of this package: SQLModel reads the annotations.
"""

from huddle.model.account import Account
from huddle.model.audit import AuditEmptied, AuditEntry, AuditValue
from huddle.model.base import Kept
from huddle.model.counter import Counter
from huddle.model.draft import Draft
from huddle.model.huddle import Addendum, Attendance, Huddle, HuddleStep, Record
from huddle.model.item import Item, ItemEvent, Part
from huddle.model.people import Department, Person
from huddle.model.privacy import Disposal, Hold, Policy
from huddle.model.search import SearchEntry
from huddle.model.template import Series, Stage, Template, TemplateStep
from huddle.model.unit import Unit

__all__ = [
    "Account",
    "Addendum",
    "Attendance",
    "AuditEmptied",
    "AuditEntry",
    "AuditValue",
    "Counter",
    "Department",
    "Disposal",
    "Draft",
    "Hold",
    "Huddle",
    "HuddleStep",
    "Item",
    "ItemEvent",
    "Kept",
    "Part",
    "Person",
    "Policy",
    "Record",
    "SearchEntry",
    "Series",
    "Stage",
    "Template",
    "TemplateStep",
    "Unit",
]
