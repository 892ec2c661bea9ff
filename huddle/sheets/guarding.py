"""Before paper: what people wrote on a sheet, looked through for what tells who a patient is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huddle.errors import Refused
from huddle.i18n import N_, _, ngettext
from huddle.labels import label
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.goals import GoalRow
from huddle.rows.guidance import GuidanceCard
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.measures import ChartRow
from huddle.rows.month import MonthRow
from huddle.rows.month_story import ChangesOfMonth, MonthStory
from huddle.rows.patient_voice import CommentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.technology import ToolRow, ToolWhole
from huddle.rows.thanks import ThanksRow
from huddle.rows.wall import AnswerRow
from huddle.rules.guarding import Guard, refuse_telling, says
from huddle.rules.identifiers import Finding
from huddle.vocabulary import ItemKind

if TYPE_CHECKING:
    from huddle.sheets.attendance_content import AttendanceSheet
    from huddle.sheets.chart_content import ChartSheet
    from huddle.sheets.follow_up_content import Waiting
    from huddle.sheets.you_said_content import Answer

MOST_LISTED = 8
"""What a question shows of what was found."""

_IN_A_LINE = ("text", "place", "note", "owner_name")
_ON_ACTION_SHEET = (*_IN_A_LINE, "how_known", "raised_by")
_TO_CHECK = (*_IN_A_LINE, "how_known")
_ON_AGENDA = ("text", "raised_by")
_IN_SUMMARY = (*_ON_AGENDA, "owner_name", "why", "disagreement", "incident_reference")
_ON_TOOL_SHEET = (
    *("name", "supplier", "version", "purpose", "where_used", "accountable_name"),
    *("accountable_role", "known_limits", "at_risk", "oversight", "fallback"),
)
_ON_REGISTER = ("safety_officer", "safety_reference", "data_reference")
_CALLED = {
    "place": N_("where"),
    "note": N_("note"),
    "owner_name": N_("owner"),
    "how_known": N_("how we will know"),
    "raised_by": N_("raised by"),
    "read_back": N_("who tells them"),
    "why": N_("why"),
    "disagreement": N_("disagreement"),
    "incident_reference": N_("report’s reference"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a person that a sheet shows.

    Attributes:
        text: The words.
        where: The field of an item, or what else it is, not translated yet.
        item: The item; none when it is of the huddle itself.
    """

    text: str
    where: str
    item: ItemRow | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Something on a sheet that tells who somebody is.

    Attributes:
        finding: What it is.
        where: Where it stands, in words.
        item: The item it stands in; none when it is of the huddle itself.
    """

    finding: Finding
    where: str
    item: ItemRow | None = None

    @property
    def in_words(self) -> str:
        """Where it stands and what it looks like."""
        return _("{where}: {says}").format(where=self.where, says=says(self.finding))


class GuardAsks(Refused):
    """A sheet shows what tells who a patient is, and nobody said yet why it must.

    Attributes:
        found: What it shows, in the sheet's order.

    Args:
        found: The same, or the first of it.
        more: How much more there is.
    """

    def __init__(self, found: Sequence[Found], more: int = 0) -> None:
        self.found = tuple(found)
        super().__init__(_in_words(self.found, more), "reason")


def look_through(guard: Guard, written: Iterable[Written]) -> tuple[Found, ...]:
    """What tells who somebody is, in the words of a sheet."""
    return tuple(
        Found(finding, _where(one), one.item)
        for one in written
        if one.text
        for finding in guard.findings(one.text)
    )


def counted(found: Iterable[Found]) -> dict[str, int]:
    """How many there are of each kind, without their words."""
    return dict(Counter(one.finding.kind.value for one in found))


def kept_reason(guard: Guard, reason: str) -> str:
    """A reason why something leaves all the same, as the audit keeps it.

    Raises:
        Refused: It cannot be kept, or tells who a patient is itself.
    """
    from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

    refuse_telling(guard, reason)
    kept: str = validated(ReasonInput, reason=reason)["reason"]
    return kept


def in_summary(record: HuddleRecord) -> Iterator[Written]:
    """What people wrote that the summary of a huddle shows."""
    yield Written(record.huddle.not_held_reason, N_("Why it was not held"))
    yield from _people(record)
    for item in record.items:
        yield from _of(item, _IN_A_LINE if item.kind is ItemKind.ACTION else _IN_SUMMARY)
    yield from _of_each(record.reviewed, _IN_A_LINE)
    yield Written(record.plus, N_("What went well"))
    yield Written(record.delta, N_("What we do differently"))
    for addendum in record.addenda:
        yield Written(addendum.text, N_("Dated correction"))


def on_agenda(record: HuddleRecord) -> Iterator[Written]:
    """What people wrote that an agenda shows; its steps are the ward's own words."""
    yield from _people(record)
    yield from _of_each(record.items, _ON_AGENDA)
    yield from _of_each(record.reviewed, _IN_A_LINE)


def on_action_sheets(items: Iterable[ItemRow]) -> Iterator[Written]:
    """What people wrote that action sheets show."""
    return _of_each(items, _ON_ACTION_SHEET)


def on_follow_up(waiting: Waiting) -> Iterator[Written]:
    """What people wrote that the follow-up list shows."""
    promises = waiting.promises
    yield from _of_each(promises.open, _IN_A_LINE)
    yield from _of_each(promises.to_check, _TO_CHECK)
    for item in promises.untold:
        yield Written(item.read_back, "read_back", item)
    for sent in waiting.escalations:
        yield from _of(sent.item, ("text",))
        yield Written(sent.ask, N_("What is asked"))
        yield Written(sent.to_name, N_("To"))
        yield Written(sent.to_role, N_("To"))
    for received in waiting.received:
        yield from _of(received.item, ("text",))
        yield Written(received.ask, N_("What is asked"))
        yield Written(received.reason, N_("Why"))
        yield Written(received.from_unit, N_("From"))


def on_attendance(sheet: AttendanceSheet, huddle: HuddleRow) -> Iterator[Written]:
    """What people wrote that the attendance list shows."""
    yield Written(huddle.not_held_reason, N_("Why it was not held"))
    yield Written(huddle.facilitator, N_("Led by"))
    for group in sheet.groups:
        for name in (*group.departments, *group.people):
            yield Written(name, N_("Who was there"))


def on_you_said(answers: Iterable[AnswerRow | Answer]) -> Iterator[Written]:
    """What people wrote that "you said, we did" shows."""
    for answer in answers:
        yield Written(answer.said, N_("You said"))
        yield Written(answer.did, N_("We did"))


def on_comments(comments: Sequence[CommentRow]) -> Iterator[Written]:
    """What people wrote that the sheet of comments shows."""
    for theme in dict.fromkeys(row.theme for row in comments):
        yield Written(theme, N_("Theme"))
    for row in comments:
        yield Written(row.text, N_("What patients said"))
        if row.is_answered:
            yield Written(row.did, N_("We did"))


def on_thanks(rows: Iterable[ThanksRow]) -> Iterator[Written]:
    """What people wrote that notes of thanks show."""
    for row in rows:
        yield Written(row.text, N_("Thanks"))
        yield Written(row.to, N_("To"))
        yield Written(row.by, N_("From"))


def on_cards(cards: Iterable[GuidanceCard]) -> Iterator[Written]:
    """What a ward wrote on cards of its own; the shipped ones name nobody."""
    for card in cards:
        if card.is_own:
            for text in (card.what, card.how, card.example):
                yield Written(text, N_("Card"))


def on_report(row: MonthRow, story: MonthStory) -> Iterator[Written]:
    """What people wrote that the monthly report shows."""
    for cross in story.crosses:
        yield Written(cross.harm.name, N_("Harm"))
    for chart in story.charts:
        yield from _on_small_chart(chart)
    for goal in story.goals:
        yield from _of_goal(goal)
    yield from _of_changes(story.changes)
    for reason in row.huddles.not_held:
        yield Written(reason.name, N_("Why it was not held"))
    yield from on_you_said(row.answers)
    for theme in row.comments:
        yield Written(theme.name, N_("Theme"))
    for texts, where in (
        (row.decisions, N_("Decisions")),
        (row.thanks, N_("Good catches and thanks")),
        (row.goals, N_("Shared goals agreed")),
    ):
        for text in texts.shown:
            yield Written(text, where)


def _on_small_chart(chart: ChartRow) -> Iterator[Written]:
    yield Written(chart.measure.name, N_("Measure"))
    if chart.points:
        yield Written(chart.measure.unit, N_("Measure"))
    yield from _of_lines(chart)


def _of_goal(goal: GoalRow) -> Iterator[Written]:
    for text in (goal.item.text, goal.baseline, goal.target):
        yield Written(text, N_("Shared goals"))
    for measure in goal.measures:
        yield Written(measure.name, N_("Measure"))


def _of_changes(changes: ChangesOfMonth) -> Iterator[Written]:
    for process in changes.processes:
        yield Written(process.measure, N_("Measure"))
        yield Written(process.note, N_("Why the process changed"))
    for goal in (*changes.reached, *changes.given_up, *changes.taken_up):
        yield Written(goal.goal, N_("Shared goals"))
        yield Written(goal.why, N_("Why"))
    for check in changes.checks:
        for text in (check.action, check.how_known, check.note):
            yield Written(text, N_("Checks"))


def _of_lines(chart: ChartRow) -> Iterator[Written]:
    for lines in chart.lines:
        if lines.start:
            yield Written(lines.why, N_("Why the process changed"))


def on_chart(sheet: ChartSheet) -> Iterator[Written]:
    """What people wrote that the sheet of a chart shows."""
    measure = sheet.chart.measure
    for text in (measure.name, measure.numerator, measure.denominator):
        yield Written(text, N_("Measure"))
    if sheet.readings:
        yield Written(measure.unit, N_("Measure"))
    for text in (measure.source, measure.collected_by, measure.how_often):
        yield Written(text, N_("How it is counted"))
    yield from _of_lines(sheet.chart)
    for reading in sheet.readings:
        yield Written(reading.note, N_("Noted with a reading"))


def on_register(tools: Iterable[ToolWhole]) -> Iterator[Written]:
    """What people wrote that the technology register shows."""
    for whole in tools:
        yield from _of_tool(whole.tool, (*_ON_TOOL_SHEET, *_ON_REGISTER))
        if decision := whole.last_decision:
            yield Written(decision.why, N_("Why"))
            yield Written(decision.decided_by, N_("Decided by"))
        for view in whole.last_views:
            for text in (view.says, view.who, view.training):
                yield Written(text, N_("What staff say"))


def on_tool_sheet(tool: ToolRow) -> Iterator[Written]:
    """What people wrote that the sheet of one tool shows."""
    return _of_tool(tool, _ON_TOOL_SHEET)


def _of_tool(tool: ToolRow, fields: Sequence[str]) -> Iterator[Written]:
    for name in fields:
        yield Written(getattr(tool, name), N_("Technology"))


def on_escalation_slip(escalation: EscalationRow) -> Iterator[Written]:
    """What people wrote that an escalation slip shows."""
    yield from _of(escalation.item, ("text", "place", "owner_name", "raised_by"))
    for text, where in (
        (escalation.reason, N_("Why")),
        (escalation.ask, N_("What is asked")),
        (escalation.to_name, N_("To")),
        (escalation.to_role, N_("To")),
        (escalation.told_whom, N_("Told")),
        (escalation.answer, N_("Answer")),
        (escalation.answered_by, N_("Answered by")),
    ):
        yield Written(text, where)


def on_answer_slip(received: ReceivedRow) -> Iterator[Written]:
    """What people wrote that an answer slip shows."""
    for text, where in (
        (received.from_unit, N_("To")),
        (received.reason, N_("Why")),
        (received.ask, N_("What is asked")),
        (received.answer, N_("Answer")),
        (received.answered_by, N_("Answered by")),
    ):
        yield Written(text, where)


def _people(record: HuddleRecord) -> Iterator[Written]:
    yield Written(record.huddle.facilitator, N_("Led by"))
    yield Written(record.huddle.deputy, N_("Deputy"))
    for name in (*record.here, *record.apologies):
        yield Written(name, N_("Who was there"))


def _of_each(items: Iterable[ItemRow], fields: Sequence[str]) -> Iterator[Written]:
    for item in items:
        yield from _of(item, fields)


def _of(item: ItemRow, fields: Sequence[str]) -> Iterator[Written]:
    for name in fields:
        yield Written(getattr(item, name), name, item)
    for part in item.parts:
        yield Written(part.owner_name, "owner_name", item)


def _where(one: Written) -> str:
    if one.item is None:
        return _(one.where)
    named = _("{kind} {code}").format(kind=label(one.item.kind), code=one.item.code)
    field = _CALLED.get(one.where)
    return _("{item}, {field}").format(item=named, field=_(field)) if field else named


def _in_words(found: Sequence[Found], more: int) -> str:
    count = len(found) + more
    head = ngettext(
        "Nothing has left yet. Something in it may tell who a patient is:",
        "Nothing has left yet. {count} things in it may tell who a patient is:",
        count,
    )
    lines = [head.format(count=count), *listed(found, more)]
    return "\n".join(lines)


def listed(found: Sequence[Found], more: int = 0) -> list[str]:
    """What was found, a line each; many are shortened to the first few.

    Args:
        found: What was found.
        more: How much beside it.
    """
    lines = [one.in_words for one in found[:MOST_LISTED]]
    more += len(found) - len(lines)
    if more:
        lines.append(ngettext("And one more.", "And {count} more.", more).format(count=more))
    return lines
