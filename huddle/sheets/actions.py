"""The action sheets: one for each department, to take away and write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.rules.codes import plain
from huddle.sheets import qr
from huddle.sheets.actions_content import ActionEntry, ActionSheet
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.fonts import Weight
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_action_sheets
from huddle.sheets.outlines import action_sheets_outline, one_action_outline
from huddle.sheets.pages import BASELINE, Column, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Style, style
from huddle.sheets.typeset import Line, Span, lines
from huddle.sheets.writing import blank

_KEPT_WHOLE = 0.5


def actions_draft(
    sheets: Sequence[ActionSheet],
    items: Sequence[ItemRow],
    unit: UnitRow,
    stamp: Stamp,
    huddle: HuddleRow | None = None,
    *,
    is_one: bool = False,
) -> Draft:
    """Action sheets, one for each department, before they are drawn.

    Args:
        sheets: What they say.
        items: The actions they were made from.
        unit: The ward.
        stamp: Who prints, and when.
        huddle: The huddle that they come from; none for all that is open.
        is_one: Whether they are about one action alone.
    """
    shown = {action.code for sheet in sheets for action in sheet.actions}
    return Draft(
        title=_("Action sheets, {source}").format(source=sheets[0].source),
        author=unit.name,
        stamp=stamp,
        sheets=tuple(_one_sheet(sheet) for sheet in sheets),
        outline=lambda: (
            one_action_outline(sheets, unit) if is_one else action_sheets_outline(sheets)
        ),
        written=lambda: on_action_sheets(item for item in items if item.code in shown),
        huddle=huddle,
    )


def _one_sheet(sheet: ActionSheet) -> OneSheet:
    return OneSheet(
        lambda stamp, paper: lay_out_actions(sheet, stamp, paper),
        department_id=sheet.department_id,
        lines=tuple(action.item_id for action in sheet.actions),
    )


def lay_out_actions(sheet: ActionSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The pages of one department, numbered by themselves."""
    foot = make_foot(stamp, sheet.as_at, sheet.huddle_number, style(), paper)
    flow = Flow(style(), paper, foot.height)
    setter = _Setter(flow, sheet)
    setter.head()
    for action in sheet.actions:
        setter.action(action)
    setter.end()
    return number_pages(flow, foot)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines of one action, broken to their widths."""

    standing: list[Line]
    code: list[Line]
    what: list[Line]
    facts: list[list[Column]]
    more: list[Line]


class _Setter:
    """Sets one department's sheet.

    Args:
        flow: Its pages.
        sheet: What it says.
    """

    def __init__(self, flow: Flow, sheet: ActionSheet) -> None:
        self._flow = flow
        self._sheet = sheet
        self._style: Style = flow.style
        self._block = flow.style.action
        open_leading = flow.style.open.leading
        self._leading = flow.style.body * open_leading
        self._what_leading = flow.style.what * flow.style.tight.leading
        self._small_leading = flow.style.small * open_leading
        self._width = flow.width - self._block.indent
        self._going_on = ""
        flow.on_continued = self._head_again

    def _small(self, text: str) -> Span:
        return Span(text, self._style.small, ink=self._style.secondary)

    def head(self) -> None:
        """The department, big; then where these actions come from and how many they are."""
        flow, style_, sheet = self._flow, self._style, self._sheet
        flow.mark(sheet.department)
        name = Span(sheet.department, style_.department, Weight.BOLD)
        flow.stack(lines((name,), flow.width), style_.department * style_.tight.leading)
        flow.space(style_.tight.gap)
        flow.stack(lines((Span(sheet.source, style_.body),), flow.width), self._leading)
        count = Span(sheet.count, style_.body, Weight.BOLD)
        flow.stack(lines((count,), flow.width), self._leading)
        if sheet.hidden:
            flow.stack(lines((self._small(sheet.hidden),), flow.width), self._small_leading)
        flow.space(self._block.around)

    def _head_again(self) -> None:
        flow, style_ = self._flow, self._style
        again = _("{title}, continued").format(title=self._sheet.department)
        head = lines((Span(again, style_.heading, Weight.BOLD),), flow.width)[:1]
        flow.stack(head, style_.heading * style_.open.leading)
        flow.space(self._block.around)
        if self._going_on:
            again = _("{title}, continued").format(title=self._going_on)
            flow.stack(
                lines((self._small(again),), self._width)[:1], self._leading, self._block.indent
            )

    def action(self, action: ActionEntry) -> None:
        """One action, kept whole unless it is so tall that it would leave half a page empty."""
        flow, entry = self._flow, self._entry(action)
        height = self._height(entry)
        flow.need(min(height, flow.depth * _KEPT_WHOLE))
        flow.rule(0.0, flow.width, flow.y, self._style.strong_weight, self._style.ink)
        flow.space(self._block.around)
        self._going_on = action.code
        self._what(entry)
        flow.space(self._style.tight.gap)
        for columns in entry.facts:
            flow.beside(columns, self._leading)
        if entry.more:
            flow.stack(entry.more, self._small_leading, self._block.indent)
        self._writing_room(action.code)
        self._going_on = ""

    def _height(self, entry: _Entry) -> float:
        facts = sum(max(len(column.lines) for column in columns) for columns in entry.facts)
        return (
            2 * self._block.around
            + self._style.tight.gap
            + len(entry.standing) * self._leading
            + len(entry.what) * self._what_leading
            + facts * self._leading
            + len(entry.more) * self._small_leading
            + 2 * self._block.writing
        )

    def _entry(self, action: ActionEntry) -> _Entry:
        style_ = self._style
        standing = Span(action.standing, style_.body, Weight.BOLD)
        what = Span(action.what, style_.what, Weight.BOLD)
        more = [line for text in action.more for line in lines((self._small(text),), self._width)]
        # The code stands at the right of whichever line comes first.
        room = self._width - self._block.code
        what_room = self._width if action.standing else room
        return _Entry(
            standing=lines((standing,), room) if action.standing else [],
            code=lines((self._small(action.code),), self._block.code)[:1],
            what=lines((what,), what_room),
            facts=[
                self._facts((_("Where"), action.where, True), (_("By"), action.by_when, True)),
                self._facts(
                    (_("Owner"), action.owner, False), (_("Asked by"), action.asked_by, False)
                ),
            ],
            more=more,
        )

    def _facts(self, *pairs: tuple[str, str, bool]) -> list[Column]:
        """Two labelled facts side by side; what is to be found fast is bold."""
        half = (self._width - self._block.gap) / 2
        columns = []
        for place, (label, text, is_bold) in enumerate(pairs):
            x = self._block.indent + place * (half + self._block.gap)
            room = half - self._block.label
            weight = Weight.BOLD if is_bold else Weight.REGULAR
            said = lines((Span(text or "–", self._style.body, weight),), room)
            columns.append(
                Column(x, self._block.label, lines((self._small(label),), self._block.label))
            )
            columns.append(Column(x + self._block.label, room, said))
        return columns

    def _what(self, entry: _Entry) -> None:
        flow = self._flow
        leading = self._what_leading
        flow.box(1.0, flow.y - self._block.tick - 1.0, self._block.tick, self._style.box_weight)
        code = entry.code[0]
        first = self._leading if entry.standing else leading
        flow.put(code, flow.width - code.width, flow.y - first * BASELINE)
        if entry.standing:
            flow.stack(entry.standing, self._leading, self._block.indent)
        room = self._width if entry.standing else self._width - self._block.code
        flow.stack(entry.what, leading, self._block.indent, room)

    def _writing_room(self, code: str) -> None:
        """A line for what became of it, one more, one for initials; and the code beside them."""
        flow, block = self._flow, self._block
        flow.need(2 * block.writing)
        flow.space(block.writing)
        blank(flow, _("Done, or blocked because"), block.indent, flow.width)
        flow.space(block.writing)
        initials = flow.width - block.initials
        blank(flow, "", block.indent, initials - block.gap)
        blank(flow, _("Initials"), initials, flow.width)
        if qr.fits(plain(code)):
            flow.code(plain(code), 1.0, flow.y - self._style.tight.gap / 2, block.qr)
        flow.space(block.around)

    def end(self) -> None:
        """At the foot of the last page: how to tell the facilitator."""
        flow, style_ = self._flow, self._style
        if not self._sheet.tell_us:
            return
        said = lines(
            (
                Span(_("Tell us:"), style_.heading, Weight.BOLD),
                Span(f" {self._sheet.tell_us}", style_.heading),
            ),
            flow.width,
        )
        leading = style_.heading * style_.open.leading
        height = len(said) * leading + 2 * self._block.around
        flow.need(min(height, flow.depth / 2))
        # It stands at the very foot, where a hand that has finished writing looks next.
        if flow.room > height:
            flow.y = flow.floor + height
        flow.rule(0.0, flow.width, flow.y, style_.strong_weight, style_.ink)
        flow.space(self._block.around)
        flow.stack(said, leading)
