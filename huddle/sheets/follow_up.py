"""The follow-up list: what the facilitator goes through with the telephone at hand."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.follow_up_content import Ask, FollowUpSheet, Waiting, follow_up_of
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_follow_up
from huddle.sheets.outlines import follow_up_outline
from huddle.sheets.pages import Column, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.summary_content import in_order
from huddle.sheets.tables import ActionTable, set_actions, set_promises
from huddle.sheets.typeset import lines


def follow_up_draft(waiting: Waiting, unit: UnitRow, stamp: Stamp) -> Draft:
    """The follow-up list, before it is drawn.

    Args:
        waiting: All that is still to be seen to, as paper may show it.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = follow_up_of(waiting, unit, stamp)
    promises = waiting.promises
    return Draft(
        title=_("Follow-up list"),
        author=sheet.unit,
        stamp=stamp,
        sheets=(
            OneSheet(
                lambda stamp, paper: lay_out_follow_up(sheet, stamp, paper),
                lines=tuple(item.id for item in (*in_order(promises.open), *promises.to_check)),
            ),
        ),
        outline=lambda: follow_up_outline(sheet),
        written=lambda: on_follow_up(waiting),
    )


def lay_out_follow_up(sheet: FollowUpSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The follow-up list on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: FollowUpSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(_("Follow-up list"), "")
    setter.facts(sheet.unit, sheet.numbers, sheet.hidden)
    setter.continue_with(_("Follow-up list"))
    setter.divide()
    for group in sheet.open:
        set_actions(setter, group.title, group.actions)
    for group in sheet.more:
        set_promises(setter, group.title, group.actions)
    _set_asks(setter, _("Escalated"), _("To, telephone"), sheet.escalations)
    _set_asks(setter, _("Asked of us"), _("From, telephone"), sheet.asked)
    return number_pages(setter.flow, foot)


def _set_asks(setter: Setter, title: str, who: str, asks: Sequence[Ask]) -> None:
    columns = setter.style.columns
    heads = (who, _("How far, needed"))
    table = ActionTable(setter, title, heads, (columns.who, columns.when), setter.leading)
    table.set([_ask(setter, one, table.widths) for one in asks])


def _ask(setter: Setter, one: Ask, widths: Sequence[tuple[float, float]]) -> list[Column]:
    code, what, who, state = widths
    return [
        Column(*code, lines((setter.bold(one.code, setter.style.small),), code[1])),
        Column(*what, lines(setter.told(one.what, one.about), what[1])),
        Column(*who, setter.lesser_lines(who[1], one.who, one.telephone)),
        Column(*state, setter.lesser_lines(state[1], one.state, one.by)),
    ]
