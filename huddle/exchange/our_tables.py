"""The tables that can be exported, each column once for every kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.exchange.columns import Column, Table, field, words
from huddle.i18n import N_
from huddle.labels import label
from huddle.rows.audit import AuditRow
from huddle.rows.feedback import FeedbackRow
from huddle.rows.items import ItemRow, PartRow
from huddle.rows.measures import MeasureRow, ReadingRow
from huddle.rows.planning import HuddleRow


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A reading with the measure that it is of."""

    measure: MeasureRow
    reading: ReadingRow


def _parts(item: ItemRow) -> tuple[str, ...]:
    return tuple(map(_part, item.parts))


def _part(part: PartRow) -> str:
    who = f"{part.department_name} ({part.owner_name})" if part.owner_name else part.department_name
    return f"{who}: {label(part.status)}"


def _details(entry: AuditRow) -> str:
    return "\n".join(one.in_words for one in entry.changes) or entry.gone


ACTIONS: Table[ItemRow] = Table(
    "actions",
    N_("Actions"),
    (
        field("code", N_("Code")),
        words("text", N_("Action"), 60),
        field("status", N_("Status"), 16),
        field("is_overdue", N_("Overdue")),
        field("due_on", N_("Due"), 16),
        field("due_time", N_("Time"), 8),
        words("owner_name", N_("Owner")),
        field("department_name", N_("Department"), 18),
        Column("parts", N_("Parts"), 30, _parts, is_written=True),
        words("place", N_("Where")),
        field("is_priority", N_("Priority")),
        field("stage_name", N_("Stage"), 18),
        field("join_stage_name", N_("Join with"), 18),
        words("goal_text", N_("Goal"), 30),
        words("how_known", N_("How we will know"), 30),
        field("strength", N_("Strength"), 16),
        field("raised_on", N_("Raised"), 16),
        words("raised_by", N_("Raised by")),
        field("huddle_number", N_("Huddle")),
        field("first_due_on", N_("First due"), 16),
        field("move_count", N_("Times moved")),
        field("times_carried", N_("Times carried")),
        field("done_on", N_("Done"), 16),
        field("is_closed_on_time", N_("Done in time")),
        words("checked_by", N_("Checked by")),
        field("reopened_count", N_("Times opened again")),
        words("note", N_("Note"), 40),
        field("is_sensitive", N_("Sensitive")),
    ),
)

CONCERNS: Table[ItemRow] = Table(
    "concerns",
    N_("Concerns"),
    (
        field("code", N_("Code")),
        words("text", N_("Concern"), 60),
        field("status", N_("Status"), 16),
        field("raised_on", N_("Raised"), 16),
        words("raised_by", N_("Raised by")),
        field("stage_name", N_("Stage"), 18),
        field("join_stage_name", N_("Join with"), 18),
        field("huddle_number", N_("Huddle")),
        words("place", N_("Where")),
        field("is_priority", N_("Priority")),
        field("incident_reported", N_("Incident reported"), 18),
        words("incident_reference", N_("Reference")),
        field("turned_into", N_("Became"), 14),
        words("note", N_("Note"), 40),
        field("is_sensitive", N_("Sensitive")),
    ),
)

HUDDLES: Table[HuddleRow] = Table(
    "huddles",
    N_("Huddles"),
    (
        field("number", N_("Number")),
        field("held_on", N_("Day"), 16),
        field("starts_at", N_("Time"), 8),
        words("title", N_("Huddle"), 30),
        field("status", N_("Status"), 14),
        words("facilitator", N_("Led by")),
        field("started_at", N_("Began"), 20),
        field("closed_at", N_("Closed"), 20),
        field("planned_seconds", N_("Planned seconds")),
        words("not_held_reason", N_("Why it was not held"), 40),
        field("entered_late_at", N_("Typed in later"), 20),
        words("entered_late_by", N_("Typed in by")),
    ),
)

MEASURES: Table[MeasuredRow] = Table(
    "measures",
    N_("Measures"),
    (
        Column("measure", N_("Measure"), 30, lambda row: row.measure.name, is_written=True),
        Column("family", N_("Family"), 16, lambda row: row.measure.family),
        Column("kind", N_("Kind"), 16, lambda row: row.measure.kind),
        Column("read_on", N_("Day"), 16, lambda row: row.reading.read_on),
        Column("value", N_("Value"), 12, lambda row: row.reading.value),
        Column("numerator", N_("Counted"), 12, lambda row: row.reading.numerator),
        Column("denominator", N_("Divided by"), 12, lambda row: row.reading.denominator),
        Column("unit", N_("Unit"), 16, lambda row: row.measure.unit, is_written=True),
        Column("note", N_("Note"), 40, lambda row: row.reading.note, is_written=True),
        Column("corrected_from", N_("Corrected from"), 16, lambda row: _was(row.reading)),
    ),
)

AUDIT: Table[AuditRow] = Table(
    "audit",
    N_("Audit"),
    (
        field("number", N_("Number")),
        field("at", N_("When"), 20),
        field("who", N_("Who"), 20),
        field("pc", N_("Computer"), 16),
        field("what", N_("What"), 30),
        field("about", N_("About"), 24),
        Column("details", N_("Details"), 60, _details, is_written=True),
    ),
)

FEEDBACK: Table[FeedbackRow] = Table(
    "feedback",
    N_("Feedback on Huddle"),
    (
        field("said_on", N_("Day"), 16),
        field("page", N_("Page"), 18),
        field("version", N_("Version")),
        words("text", N_("What was said"), 60),
        words("answer", N_("Answer"), 40),
        field("answered_on", N_("Answered"), 16),
        field("handed_on", N_("Handed to the maker"), 16),
    ),
)


def _was(reading: ReadingRow) -> tuple[str, ...]:
    return tuple(f"{value:g}" for value in reading.was)
