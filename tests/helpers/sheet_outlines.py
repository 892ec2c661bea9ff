"""Outlines of every kind of sheet, with the same words wherever a person may have written some."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from huddle.rows.huddles import AddendumRow, AttendanceList, AttendeeRow, HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.month import Share
from huddle.rows.patient_voice import Comments
from huddle.rows.planning import HuddleRow
from huddle.rows.thanks import ThanksRow
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.sheets import month_outlines, outlines
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.agenda_content import agenda_of
from huddle.sheets.attendance_content import attendance_of, sign_in_of
from huddle.sheets.blank_content import blank_of
from huddle.sheets.card_content import card_of, cards_outline
from huddle.sheets.certificate_content import certificate_of
from huddle.sheets.chart_content import chart_sheet_of
from huddle.sheets.chart_outline import chart_outline
from huddle.sheets.comments_content import comments_of
from huddle.sheets.comments_outline import comments_outline
from huddle.sheets.follow_up_content import follow_up_of
from huddle.sheets.outline import Outline
from huddle.sheets.poster_content import poster_of
from huddle.sheets.report_content import report_of
from huddle.sheets.slips import answer_outline, escalation_outline
from huddle.sheets.summary_content import summary_of
from huddle.sheets.technology import register_outline, tool_outline
from huddle.sheets.technology_content import register_of, tool_sheet_of
from huddle.sheets.thanks_content import thanks_outline
from huddle.sheets.you_said_content import Answer, you_said_of
from huddle.vocabulary import HuddleStatus, ItemKind, Presence, StepPurpose
from tests.helpers import chart_rows
from tests.helpers.comment_rows import make_comment
from tests.helpers.month_rows import make_milestone, month_of_words
from tests.helpers.month_stories import story_of_words
from tests.helpers.sheet_rows import (
    DAY,
    make_action,
    make_card,
    make_department,
    make_escalation,
    make_huddle,
    make_item,
    make_part,
    make_received,
    make_record,
    make_stamp,
    make_step,
    make_unit,
    make_waiting,
)
from tests.helpers.tool_rows import tool_of_words

HARMLESS = "Zinnia"
_TOLD_AT = dt.datetime(2026, 8, 6, 8, tzinfo=dt.UTC)


def outlines_with(words: str) -> dict[str, Outline]:
    """Each kind of sheet in each of its forms; the first word of a key is the kind."""
    unit, stamp = _unit(words), make_stamp()
    record, teams = _record(words), (make_department(words), make_department("Porters", 1))
    items = (_action(words), _action(words, id="2", department_name="Porters", parts=()))
    sheets = action_sheets_of(items, teams, unit, stamp)
    up = make_escalation(
        item=_action(words), to_name=words, to_role=words, telephone=words, reason=words, ask=words
    )
    told = make_escalation(
        item=_action(words), told_whom=words, told_by=words, told_at=_TOLD_AT, answer=words
    )
    came = make_received(
        item=_action(words), from_unit=words, telephone=words, reason=words, ask=words, answer=words
    )
    waiting = make_waiting(
        _action(words),
        to_check=(_action(words),),
        untold=(_action(words, read_back=words),),
        escalations=(up,),
        received=(came,),
        departments=teams,
    )
    roster = tuple(
        AttendeeRow(words, is_department=is_department, presence=presence)
        for is_department in (True, False)
        for presence in Presence
    )
    told_tool = tool_of_words(words, words, words)
    milestone = make_milestone(teams=(words, "Porters"))
    certificates = [certificate_of(milestone, unit, stamp)] * 2
    # A poster holds only what can be read from afar; here it may be anything.
    poster = replace(poster_of(DAY, Share(1, 2), (), unit, stamp), answers=(Answer(words, words),))
    # Its steps are its lines, so that words with line ends would be several of them.
    card = replace(
        card_of(make_card(what=words, example=words, is_own=True), unit, stamp), steps=(words,)
    )
    return {
        "summary": outlines.summary_outline(summary_of(record, stamp)),
        "actions": outlines.action_sheets_outline(sheets),
        "actions of one department": outlines.action_sheets_outline(sheets[:1]),
        "actions, only one": outlines.one_action_outline(sheets, unit),
        "agenda": outlines.agenda_outline(agenda_of(record, stamp)),
        "follow-up": outlines.follow_up_outline(follow_up_of(waiting, unit, stamp)),
        "blank": outlines.blank_outline(blank_of(None, unit, teams, stamp), stamp),
        "blank of a series": outlines.blank_outline(blank_of(record, unit, teams, stamp), stamp),
        "attendance": outlines.attendance_outline(
            attendance_of(AttendanceList(_huddle(words), unit, roster), stamp)
        ),
        "attendance to sign": outlines.attendance_outline(
            sign_in_of(_huddle(words), unit, teams, stamp)
        ),
        "you-said": outlines.you_said_outline(
            you_said_of((AnswerRow(words, words, DAY), AnswerRow(words, "", DAY)), DAY, unit, stamp)
        ),
        "comments": comments_outline(
            comments_of(
                Comments((make_comment(words, theme=words, did=words),), 1, 0), None, unit, stamp
            )
        ),
        "thanks": thanks_outline(
            (ThanksRow("thanks", "22EF-G", words, words, words, DAY),), unit, stamp
        ),
        "report": month_outlines.report_outline(
            report_of(month_of_words(words), story_of_words(words, words, words), unit, stamp)
        ),
        "chart": chart_outline(
            chart_sheet_of(chart_rows.full_chart(words, words, words), unit, stamp)
        ),
        "register": register_outline(register_of((told_tool,), unit, stamp)),
        "tool": tool_outline(tool_sheet_of(told_tool, unit, stamp)),
        "certificate": month_outlines.certificates_outline(certificates[:1]),
        "certificate of two": month_outlines.certificates_outline(certificates),
        "card": cards_outline([card]),
        "card of several": cards_outline([card, card]),
        "poster": month_outlines.poster_outline(poster),
        "escalation": escalation_outline(up, unit, stamp),
        "escalation that was told": escalation_outline(told, unit, stamp),
        "answer": answer_outline(came, unit, stamp),
    }


def _unit(words: str) -> UnitRow:
    return make_unit(name=words, tell_us=words, act_now_number=words)


def _huddle(words: str, **fields: Any) -> HuddleRow:
    return make_huddle(title=words, facilitator=words, deputy=words, **fields)


def _action(words: str, **fields: Any) -> ItemRow:
    given = {
        "place": words,
        "note": words,
        "owner_name": words,
        "raised_by": words,
        "how_known": words,
        "department_name": words,
        "parts": (make_part(words, owner_name=words), make_part("Porters", owner_name=words)),
    }
    return make_action(words, **{**given, **fields})


def _record(words: str) -> HuddleRecord:
    steps = (
        make_step(words, id="back", led_by=words),
        make_step("Promises", purpose=StepPurpose.PROMISES),
    )
    about = {"raised_by": words, "stage_name": words, "owner_name": words}
    kinds = (ItemKind.CONCERN, ItemKind.DECISION, ItemKind.RECOGNITION, ItemKind.PARKED)
    items = tuple(
        make_item(words, id=kind.value, kind=kind, step_id="back", why=words, **about)
        for kind in kinds
    )
    return make_record(
        huddle=_huddle(words, status=HuddleStatus.NOT_HELD, not_held_reason=words, started_at=None),
        unit=_unit(words),
        steps=steps,
        here=(words, words),
        apologies=(words,),
        items=(*items, _action(words)),
        reviewed=(_action(words),),
        plus=words,
        delta=words,
        addenda=(AddendumRow(_TOLD_AT, words, words),),
    )
