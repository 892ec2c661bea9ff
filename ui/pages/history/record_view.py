"""One huddle as it was: who was there, what was said step by step, promises, and corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.technology import ToolConcernRow
from huddle.vocabulary import ItemKind
from ui import wording
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, quiet, secondary, strong
from ui.widgets.restyle import set_styled
from ui.widgets.tool_link import ToolLink

_TONES = {
    ItemKind.CONCERN: "caution",
    ItemKind.ACTION: "accent",
    ItemKind.RECOGNITION: "good",
}

_ITEM_ID = "item_id"


class RecordView(QWidget):
    """The cards of one record, built anew for each.

    Signals:
        tool_asked: The id of a tool that a concern is about.
    """

    tool_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("record_view")
        self._tools: dict[str, ToolConcernRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("two"))

    def show_record(
        self, record: HuddleRecord, zone: dt.tzinfo, tools: Sequence[ToolConcernRow] = ()
    ) -> None:
        """Show a record.

        Args:
            record: The huddle as it was.
            zone: The ward's, for the times of corrections.
            tools: What its concerns say of tools, as it stands now.
        """
        self._empty()
        self._tools = {one.item_id: one for one in tools}
        for card in (
            self._not_held(record),
            self._people(record),
            self._said(record),
            self._promises(record),
            self._feedback(record),
            self._corrections(record, zone),
        ):
            if card is not None:
                self._column.addWidget(card)
        if record.hidden_count:
            self._column.addWidget(
                secondary(wording.hidden_words(record.hidden_count), "record_hidden")
            )
        self._column.addStretch()

    def mark(self, item_id: str) -> QWidget | None:
        """Tint an item where it was said, and give its line; none if it is not in the record."""
        lines = {
            line.property(_ITEM_ID): line for line in self.findChildren(QWidget, "record_item")
        }
        for line_id, line in lines.items():
            set_styled(line, "found", line_id == item_id)
        return lines.get(item_id)

    def _empty(self) -> None:
        empty(self._column)

    def _not_held(self, record: HuddleRecord) -> Card | None:
        if not record.huddle.not_held_reason:
            return None
        card = _card("record_not_held", _("Not held"))
        card.column.addWidget(body(record.huddle.not_held_reason))
        return card

    def _people(self, record: HuddleRecord) -> Card | None:
        if not record.here and not record.apologies:
            return None
        card = _card("record_people", _("Who was there"))
        card.column.addWidget(body(", ".join(record.here) or _("Nobody was marked as here.")))
        if record.apologies:
            names = ", ".join(record.apologies)
            card.column.addWidget(quiet(_("Apologies: {names}").format(names=names)))
        return card

    def _said(self, record: HuddleRecord) -> Card | None:
        if not record.steps:
            return None
        card = _card("record_steps", _("What was said"))
        known = {step.id for step in record.steps}
        for step in record.steps:
            found = [item for item in record.items if item.step_id == step.id]
            if not found and not step.spent_seconds:
                continue
            spent = _("{spent} of {planned}").format(
                spent=dates.span(step.spent_seconds), planned=dates.span(step.seconds)
            )
            # Nobody measured the steps of a huddle that was held on paper.
            is_timed = step.seconds and record.huddle.ended_at is None
            card.column.addLayout(_step_head(step.name, spent if is_timed else ""))
            for item in found:
                self._add_item(card, item)
            if not found:
                card.column.addWidget(secondary(_("nothing noted")))
        for item in record.items:
            if item.step_id not in known:
                self._add_item(card, item)
        return card

    def _add_item(self, card: Card, item: ItemRow) -> None:
        card.column.addWidget(_item(item))
        if tool := self._tools.get(item.id):
            link = ToolLink()
            link.tool_asked.connect(self.tool_asked)
            link.show_concern(tool)
            card.column.addWidget(link)

    def _promises(self, record: HuddleRecord) -> Card | None:
        if not record.reviewed:
            return None
        card = _card("record_promises", _("Promises gone through"))
        for item in record.reviewed:
            card.column.addWidget(_promise(item))
        return card

    def _feedback(self, record: HuddleRecord) -> Card | None:
        if not record.plus and not record.delta:
            return None
        card = _card("record_feedback", _("About the huddle itself"))
        for name, words in ((_("Went well"), record.plus), (_("To change"), record.delta)):
            if words:
                card.column.addWidget(secondary(name))
                card.column.addWidget(body(words))
        return card

    def _corrections(self, record: HuddleRecord, zone: dt.tzinfo) -> Card | None:
        if not record.addenda:
            return None
        card = _card("record_addenda", _("Dated corrections"))
        for one in record.addenda:
            at = dates.in_table(one.at.astimezone(zone))
            card.column.addWidget(body(one.text, "addendum"))
            card.column.addWidget(secondary(_("{at}, {name}").format(at=at, name=one.by)))
        return card


def _card(name: str, called: str) -> Card:
    card = Card(name)
    card.column.addWidget(heading(called))
    return card


def _step_head(name: str, at_end: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, space("one"), 0, 0)
    row.addWidget(strong(name), 1)
    end = secondary(at_end)
    end.setWordWrap(False)
    row.addWidget(end)
    return row


def _item(item: ItemRow) -> QWidget:
    parts = [wording.place_words(item)]
    if item.kind is ItemKind.ACTION:
        due = dates.in_table(item.due_on, item.due_time) if item.due_on else _("no day yet")
        parts = [wording.owner_words(item), _("by {day}").format(day=due), *parts]
    elif item.owner_name:
        parts.insert(0, wording.owner_words(item))
    for name, words in (
        (_("why: {words}"), item.why),
        (_("disagreement: {words}"), item.disagreement),
    ):
        if words:
            parts.append(name.format(words=words))
    tone = _TONES.get(item.kind, "neutral")
    line = _line(label(item.kind), tone, item.text, [*parts, item.code, *_privacy(item)])
    line.setProperty(_ITEM_ID, item.id)
    return line


def _promise(item: ItemRow) -> QWidget:
    due = dates.in_table(item.due_on) if item.due_on else _("no day yet")
    parts = [wording.owner_words(item), _("by {day}").format(day=due), item.note, item.code]
    return _line(label(item.status), "neutral", item.text, [*parts, *_privacy(item)])


def _privacy(item: ItemRow) -> list[str]:
    return [words for words, _tone in wording.privacy_chips(item)]


def _line(chip: str, tone: str, text: str, parts: list[str]) -> QWidget:
    held = QWidget()
    held.setObjectName("record_item")
    held.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, space("half"), 0, space("half"))
    row.setSpacing(space("two"))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(body(text))
    words.addWidget(secondary(" · ".join(part for part in parts if part)))
    row.addLayout(words, 1)
    row.addWidget(Chip(chip, tone), 0, Qt.AlignmentFlag.AlignTop)
    return held
