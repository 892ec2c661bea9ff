"""Every kind of sheet, empty, as usual, much too full, and with what nobody should type.

A new kind is one more line in `MAKERS`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from huddle.model.base import LINE_LENGTH, NAME_LENGTH
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.guidance import GuidanceCard
from huddle.rows.huddles import AddendumRow, AttendanceList, HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.measures import ChartRow
from huddle.rows.month import MonthRow, OfTeam, Share, Texts
from huddle.rows.month_story import MonthStory
from huddle.rows.patient_voice import CommentRow, Comments
from huddle.rows.people import DepartmentRow
from huddle.rows.technology import ToolWhole
from huddle.rows.thanks import ThanksRow
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.rules.codes import sheet_code_for
from huddle.sheets.actions import actions_draft
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.agenda import agenda_draft
from huddle.sheets.answer import answer_draft
from huddle.sheets.attendance import attendance_draft, sign_in_draft
from huddle.sheets.blank import blank_draft
from huddle.sheets.card import cards_draft
from huddle.sheets.certificate import certificate_draft
from huddle.sheets.chart import chart_draft
from huddle.sheets.comments import comments_draft
from huddle.sheets.draft import Draft
from huddle.sheets.escalation import escalation_draft
from huddle.sheets.follow_up import follow_up_draft
from huddle.sheets.follow_up_content import Waiting
from huddle.sheets.pages import Page
from huddle.sheets.poster import poster_draft
from huddle.sheets.report import report_draft
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.summary import summary_draft
from huddle.sheets.technology import register_draft, tool_draft
from huddle.sheets.thanks import thanks_draft
from huddle.sheets.you_said import you_said_draft
from huddle.vocabulary import (
    StepPurpose,
)
from tests.helpers import chart_rows
from tests.helpers.attendance_rows import attendance_list, attendees
from tests.helpers.comment_rows import make_comment
from tests.helpers.full_rows import (
    full_action,
    full_escalation,
    full_items,
    full_received,
    full_waiting,
    planned_items,
)
from tests.helpers.month_rows import MONTH, make_huddles, make_milestone, make_month
from tests.helpers.month_stories import make_story, many_stories, story_of_words
from tests.helpers.sheet_fillings import FILLED, Case
from tests.helpers.sheet_rows import (
    DAY,
    cut,
    make_action,
    make_card,
    make_department,
    make_escalation,
    make_huddle,
    make_received,
    make_record,
    make_stamp,
    make_step,
    make_unit,
    make_waiting,
    typical_actions,
    typical_departments,
    typical_record,
)
from tests.helpers.tool_rows import bare_tool, make_tool, make_whole, tool_of_words

_MANY = 40


@dataclass(frozen=True)
class Rows:
    """All that sheets are made from."""

    record: HuddleRecord
    planned: HuddleRecord
    actions: tuple[ItemRow, ...]
    waiting: Waiting
    escalation: EscalationRow
    received: ReceivedRow
    attendance: AttendanceList
    answers: tuple[AnswerRow, ...]
    comments: tuple[CommentRow, ...]
    thanks: tuple[ThanksRow, ...]
    chart: ChartRow
    card: GuidanceCard
    story: MonthStory
    tools: tuple[ToolWhole, ...]
    departments: tuple[DepartmentRow, ...]
    unit: UnitRow
    stamp: Stamp


@dataclass(frozen=True)
class Maker:
    """How one kind of sheet is made.

    Attributes:
        draft: Makes it.
        also: What else it must show than the words of people that the guard looks through.
    """

    draft: Callable[[Rows], Draft]
    also: Callable[[Rows], Iterable[str]] = lambda _rows: ()


def _actions(rows: Rows) -> Draft:
    sheets = action_sheets_of(rows.actions, rows.departments, rows.unit, rows.stamp)
    return actions_draft(sheets, rows.actions, rows.unit, rows.stamp)


def _departments_of(actions: Iterable[ItemRow]) -> Iterable[str]:
    return {part.department_name for action in actions for part in action.parts}


def _names_of(rows: Rows) -> Iterable[str]:
    return (row.name for row in rows.departments)


def _month(rows: Rows) -> MonthRow:
    """A month with the same departments and answers, and what was done as decisions."""
    did = tuple(dict.fromkeys(row.did for row in rows.answers))
    return make_month(
        huddles=make_huddles(teams=tuple(OfTeam(name, Share(1, 2)) for name in _names_of(rows))),
        answers=rows.answers,
        decisions=Texts(len(did), did),
        thanks=Texts(1, ("The porters, for the lost aid",)),
    )


def _steps_of(record: HuddleRecord) -> Iterable[str]:
    for step in record.steps:
        yield from (step.name, step.led_by, step.prompts)


MAKERS: dict[str, Maker] = {
    "summary": Maker(
        lambda rows: summary_draft(rows.record, rows.stamp),
        lambda rows: (rows.record.huddle.title, *(row.by for row in rows.record.addenda)),
    ),
    "actions": Maker(_actions, lambda rows: (rows.unit.tell_us, *_departments_of(rows.actions))),
    "agenda": Maker(
        lambda rows: agenda_draft(rows.planned, rows.stamp), lambda rows: _steps_of(rows.planned)
    ),
    "follow-up": Maker(
        lambda rows: follow_up_draft(rows.waiting, rows.unit, rows.stamp),
        lambda rows: [one.telephone for one in rows.waiting.escalations],
    ),
    "blank": Maker(
        lambda rows: blank_draft(rows.planned, rows.unit, rows.departments, rows.stamp),
        lambda rows: (*_names_of(rows), *(step.name for step in rows.planned.steps)),
    ),
    "blank of any day": Maker(
        lambda rows: blank_draft(None, rows.unit, rows.departments, rows.stamp),
        _names_of,
    ),
    "attendance": Maker(lambda rows: attendance_draft(rows.attendance, rows.stamp)),
    "attendance to sign": Maker(
        lambda rows: sign_in_draft(rows.planned.huddle, rows.unit, rows.departments, rows.stamp),
        _names_of,
    ),
    "you-said": Maker(lambda rows: you_said_draft(rows.answers, DAY, rows.unit, rows.stamp)),
    "comments": Maker(
        lambda rows: comments_draft(
            Comments(rows.comments, len(rows.comments), 0), None, rows.unit, rows.stamp
        ),
    ),
    "thanks": Maker(lambda rows: thanks_draft(rows.thanks, rows.unit, rows.stamp)),
    "report": Maker(
        lambda rows: report_draft(_month(rows), rows.story, rows.unit, rows.stamp), _names_of
    ),
    "poster": Maker(
        lambda rows: poster_draft(MONTH, Share(18, 21), rows.answers, rows.unit, rows.stamp)
    ),
    "certificate": Maker(
        lambda rows: certificate_draft(
            [make_milestone(teams=tuple(_names_of(rows)))], rows.unit, rows.stamp
        ),
        _names_of,
    ),
    "chart": Maker(lambda rows: chart_draft(rows.chart, rows.unit, rows.stamp)),
    "card": Maker(
        lambda rows: cards_draft([rows.card], rows.unit, rows.stamp),
        lambda rows: (rows.card.title,),
    ),
    "register": Maker(lambda rows: register_draft(rows.tools, rows.unit, rows.stamp)),
    "tool": Maker(
        lambda rows: tool_draft(next(iter(rows.tools), bare_tool()), rows.unit, rows.stamp),
        lambda rows: (rows.unit.tell_us,),
    ),
    "escalation": Maker(
        lambda rows: escalation_draft(rows.escalation, rows.unit, rows.stamp),
        lambda rows: (rows.unit.tell_us, rows.escalation.telephone),
    ),
    "answer": Maker(
        lambda rows: answer_draft(rows.received, rows.unit, rows.stamp),
        lambda rows: (rows.unit.tell_us, rows.received.telephone),
    ),
}
"""By the names of `SheetKind`, some in two shapes."""


def draft_of(kind: str, case: Case) -> Draft:
    """A sheet, filled so."""
    return MAKERS[kind].draft(_rows(case))


def pages_of(kind: str, case: Case, paper: PaperSize) -> list[Page]:
    """A sheet, filled so, laid out with the codes that it has when it leaves."""
    draft = draft_of(kind, case)
    return [
        page
        for code, sheet in zip(_codes_of(draft), draft.sheets, strict=True)
        for page in sheet.lay_out(replace(draft.stamp, code=code), paper)
    ]


def pdf_of(kind: str, case: Case, paper: PaperSize) -> bytes:
    """A sheet, filled so, as it leaves."""
    draft = draft_of(kind, case)
    return draft.draw(paper, codes=_codes_of(draft))


def _codes_of(draft: Draft) -> list[str]:
    """A code for each sheet; none where it bears none."""
    numbers = range(1, len(draft.sheets) + 1)
    return [sheet_code_for(number) if draft.bears_codes else "" for number in numbers]


def words_of(kind: str, case: Case) -> Counter[str]:
    """The words that must be found on it, each as often as it was written."""
    rows = _rows(case)
    maker = MAKERS[kind]
    texts = [one.text for one in maker.draft(rows).written()]
    return Counter(word for text in (*texts, *maker.also(rows)) for word in text.split())


def _rows(case: Case) -> Rows:
    if case in FILLED:
        return _filled(FILLED[case])
    return {Case.EMPTY: _empty, Case.TYPICAL: _typical, Case.OVERFULL: _overfull}[case]()


def _empty() -> Rows:
    record = make_record(huddle=make_huddle(facilitator=""))
    return Rows(
        record=record,
        planned=record,
        actions=(),
        waiting=make_waiting(),
        escalation=make_escalation(reason="", ask="", to_role="", needed_on=None, needed_time=None),
        received=make_received(reason="", answered_at=None, answered_by=""),
        attendance=AttendanceList(record.huddle, record.unit, ()),
        answers=(),
        comments=(),
        thanks=(ThanksRow("thanks", "22EF-G", "Well caught", "", "", DAY),),
        chart=chart_rows.make_chart((), says="There are no readings yet.", rules=""),
        card=make_card(what="", how="", example=""),
        story=MonthStory(),
        tools=(),
        departments=(),
        unit=make_unit(tell_us=""),
        stamp=make_stamp(destroy_after_days=0),
    )


def _typical() -> Rows:
    record, actions = typical_record(), typical_actions()
    # What was asked stands for the item's own words.
    received = make_received(item=make_action("", code="22BF-X"))
    return Rows(
        record=record,
        planned=_planned(record, record.items[1:4]),
        actions=actions,
        waiting=make_waiting(
            *actions,
            to_check=(replace(actions[1], id="checked", code="22AB-C"),),
            untold=(replace(actions[5], id="untold", read_back="M. Okafor"),),
            escalations=(make_escalation(),),
            received=(received,),
        ),
        escalation=make_escalation(),
        received=received,
        attendance=attendance_list(record.here, record.apologies, ("A. Kowalska", "R. Silva")),
        answers=(
            AnswerRow("The call bell is silent", "The bell was mended on Tuesday.", DAY),
            AnswerRow("Nobody told me I was going home", "We say it at the morning round.", DAY),
        ),
        thanks=(
            ThanksRow(
                *("thanks", "22EF-G", "You saw that the pump ran too fast, and stopped it."),
                *("Porters", "A. Kowalska", DAY),
            ),
        ),
        comments=(
            make_comment("The tea was cold", theme="Food and drink", did="There is a new urn."),
            make_comment("We waited three hours for tablets", theme="Waiting"),
            make_comment("Everybody was kind to my mother"),
        ),
        chart=chart_rows.typical_chart(),
        card=make_card(),
        story=make_story(),
        tools=(make_whole(), make_whole(make_tool("Bed board", asks=("Nobody answers.",)))),
        departments=typical_departments(),
        unit=make_unit(),
        stamp=make_stamp(),
    )


def _overfull() -> Rows:
    """Forty times as much as on a usual day."""
    usual = _typical()
    actions = tuple(_many(usual.actions))
    names = [f"Team {number:02} of the house" for number in range(_MANY)]
    record = replace(
        usual.record,
        here=tuple(names),
        apologies=tuple(names),
        items=tuple(_many(usual.record.items)),
        reviewed=tuple(_many(usual.record.reviewed)),
        addenda=tuple(
            AddendumRow(usual.escalation.escalated_at, name, "So it was") for name in names
        ),
    )
    return replace(
        usual,
        record=record,
        planned=_planned(record, tuple(_many(usual.planned.items))),
        actions=actions,
        waiting=replace(
            usual.waiting,
            promises=replace(
                usual.waiting.promises,
                open=actions,
                to_check=tuple(_many(usual.waiting.promises.to_check)),
                untold=tuple(_many(usual.waiting.promises.untold)),
            ),
            escalations=usual.waiting.escalations * _MANY,
            received=usual.waiting.received * _MANY,
        ),
        attendance=attendance_list(names, names, names),
        answers=usual.answers * _MANY,
        thanks=usual.thanks * _MANY,
        comments=tuple(
            replace(comment, id=f"{comment.id} {number}")
            for comment in usual.comments
            for number in range(_MANY)
        ),
        chart=chart_rows.many_points(5000),
        card=make_card(how="Ask those who are heard least first, then wait.\n" * _MANY),
        story=many_stories(usual.story, _MANY),
        tools=usual.tools * _MANY,
        departments=tuple(make_department(name, place) for place, name in enumerate(names)),
    )


def _many(items: Iterable[ItemRow]) -> Iterable[ItemRow]:
    for number in range(_MANY):
        for item in items:
            yield replace(item, id=f"{item.id} {number}")


def _filled(text: str) -> Rows:
    """The same text in every field, as much of it as the field takes."""
    name, line = cut(text, NAME_LENGTH), cut(text, LINE_LENGTH)
    unit = make_unit(name=name, tell_us=line, act_now_number=line)
    huddle = make_huddle(title=name, facilitator=name)
    action = full_action(text, line, name)
    steps = (
        make_step(name, id="topic", prompts=text, led_by=name),
        make_step(name, id="promises", purpose=StepPurpose.PROMISES),
    )
    record = make_record(
        huddle=huddle,
        unit=unit,
        steps=steps,
        here=(name, name),
        apologies=(name,),
        items=(*full_items(text, name), action),
        reviewed=(action,),
        plus=text,
        delta=text,
        addenda=(AddendumRow(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), name, text),),
    )
    return Rows(
        record=record,
        planned=_planned(record, planned_items(text, name)),
        actions=(action,),
        waiting=full_waiting(action, text, line, name),
        escalation=full_escalation(replace(action, parts=()), text, line, name),
        received=full_received(text, line, name),
        attendance=AttendanceList(huddle, unit, attendees((name,), (name,), (name,))),
        answers=(AnswerRow(text, text, DAY),),
        thanks=(ThanksRow("thanks", "22EF-G", text, name, name, DAY),),
        comments=(make_comment(text, theme=name, did=text, stage_name=name),),
        chart=chart_rows.full_chart(text, line, name),
        card=make_card(what=text, how=text, example=text, is_own=True),
        story=story_of_words(text, line, name),
        tools=(tool_of_words(text, line, name),),
        departments=(make_department(name, extension=line),),
        unit=unit,
        stamp=make_stamp(printed_by=name, classification=name),
    )


def _planned(record: HuddleRecord, items: tuple[ItemRow, ...]) -> HuddleRecord:
    """The huddle before anybody is there."""
    return replace(record, is_frozen=False, here=(), apologies=(), items=items)
