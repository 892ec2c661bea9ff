"""What was captured: a card for each item, edited in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.escalation import ReceivedRow
from huddle.rows.items import ItemRow
from huddle.rows.technology import ToolConcernRow
from huddle.vocabulary import STATUSES_OF, ItemKind, Status
from ui import actions, wording
from ui.theme.look import look, space
from ui.tool_wording import about_tool_words
from ui.widgets.bed_strip import BedStrip
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, body, secondary

if TYPE_CHECKING:
    from ui.desk import May

_TURNED_TO = (
    ItemKind.ACTION,
    ItemKind.CONCERN,
    ItemKind.GOAL,
    ItemKind.DECISION,
    ItemKind.RECOGNITION,
    ItemKind.PATIENT_VOICE,
)


_MENU_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """That another unit sent an item.

    Attributes:
        row: What it asks.
        chips: Who asks, and by when; or where the answer stands.
        has_key: Whether it is the one that the key answers.
    """

    row: ReceivedRow
    chips: tuple[wording.ChipWords, ...]
    has_key: bool

    @property
    def is_open(self) -> bool:
        """Whether it has no answer yet."""
        return self.row.answered_at is None


class ItemCard(Card):
    """One captured item.

    Signals:
        answer_asked: What another unit asks shall be answered: its `ReceivedRow`.
        escalate_asked: It shall go up: its `ItemRow`.
        tool_asked: Which tool it is about shall be said: its `ItemRow`, and what was said before.
        edit_asked: It shall be edited in place.
        turn_asked: It shall become another kind.
        park_asked: It shall be taken off-line.
        take_back_asked: It was a mistake.
        bed_answered: What a bed in its words means: the item, and its fields to change.
    """

    edit_asked = Signal(str)
    turn_asked = Signal(str, str)
    park_asked = Signal(str)
    take_back_asked = Signal(str)
    bed_answered = Signal(str, dict)
    answer_asked = Signal(object)
    escalate_asked = Signal(object)
    tool_asked = Signal(object, object)

    def __init__(
        self,
        item: ItemRow,
        today: dt.date,
        asked: Asked | None,
        tool: ToolConcernRow | None,
        may: May,
    ) -> None:
        super().__init__(f"item_{item.code}", margin="two")
        self.item = item
        self._asked = asked if asked and asked.is_open and may("received.answer") else None
        self._tool = tool
        self._links = may("technology.link") and item.kind is ItemKind.CONCERN
        self._escalates = may("escalations.escalate") and _goes_up(item)
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        kind = Label(wording.kind_words(item), "label", tone="secondary")
        kind.setFixedWidth(look().size("control") * 2)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        words.addLayout(self._build_text(item))
        self._strip = self._build_strip(item)
        about, chips = _about(item), _chips(item, today)
        if asked is not None:
            chips = (*asked.chips, *chips)
        if tool is not None:
            chips = (*chips, (about_tool_words(tool), "neutral"))
        has_room = not about and not chips
        words.addLayout(self._build_foot(about, chips, self._strip if has_room else None))
        if self._strip is not None and not has_room:
            words.addWidget(self._strip)
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def _build_text(self, item: ItemRow) -> QHBoxLayout:
        """What was said, and beside it the answer that another unit waits for."""
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(body(item.text, f"text_{item.code}"), 1)
        self._acts = self._answer_button()
        for made in self._acts:
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_strip(self, item: ItemRow) -> BedStrip | None:
        from huddle.rules.guarding import bed_in_question  # noqa: PLC0415 - not at start

        words = bed_in_question(item)
        if not words:
            return None
        strip = BedStrip(item, words, run=True)
        strip.answered.connect(lambda fields: self.bed_answered.emit(item.id, fields))
        return strip

    def _build_foot(
        self, about: str, chips: Sequence[wording.ChipWords], strip: BedStrip | None
    ) -> QHBoxLayout:
        """What is known of it at the left, what can be done with it at the right."""
        foot = QHBoxLayout()
        foot.setSpacing(space("half"))
        known = QVBoxLayout()
        known.setSpacing(space("half"))
        known.addStretch()
        if about:
            known.addWidget(secondary(about, f"about_{self.item.code}"))
        if chips:
            flow = Flow()
            for said, tone in chips:
                flow.add(Chip(said, tone))
            known.addWidget(flow)
        if strip is not None:
            known.addWidget(strip)
        known.addStretch()
        foot.addLayout(known, 1)
        for made in self._buttons(self.item):
            foot.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
            self._acts.append(made)
        return foot

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide what can be done with it."""
        for made in self._acts:
            made.setVisible(shown)
        if self._strip is not None:
            self._strip.setVisible(shown)

    def _buttons(self, item: ItemRow) -> list[QWidget]:
        edit = quiet_button(
            _("Edit"), f"edit_{item.code}", name=_("Edit: {text}").format(text=item.text), run=True
        )
        edit.clicked.connect(lambda: self.edit_asked.emit(item.id))
        return [edit, self._turn_button(item)]

    def _answer_button(self) -> list[QWidget]:
        if (asked := self._asked) is None:
            return []
        made = button(
            _("Answer…"),
            f"asked_answer_{self.item.code}",
            key=actions.shown("answer_asked") if asked.has_key else "",
            name=_("Answer: {text}").format(text=self.item.text),
            run=True,
        )
        made.clicked.connect(lambda: self.answer_asked.emit(asked.row))
        return [made]

    def _turn_button(self, item: ItemRow) -> QWidget:
        turn = quiet_button(
            _("Turn into…"),
            f"turn_{item.code}",
            name=_("Turn into: {text}").format(text=item.text),
            run=True,
        )
        turn.clicked.connect(lambda: self._open_menu(turn))
        return turn

    def fill(self, menu: QMenu) -> None:
        """Put into a menu what can be done with it, editing and answering aside."""
        item = self.item
        for kind in _TURNED_TO:
            if kind is not item.kind and item.turned_into is None:
                act = menu.addAction(label(kind))
                act.setObjectName(f"turn_into_{kind.value}")
                act.triggered.connect(
                    lambda _on=False, kind=kind: self.turn_asked.emit(item.id, kind.value)
                )
        menu.addSeparator()
        if self._escalates:
            goes_up = menu.addAction(_("Escalate…"))
            goes_up.setObjectName("turn_escalate")
            goes_up.triggered.connect(lambda: self.escalate_asked.emit(item))
        if self._links:
            links = menu.addAction(_("About a tool…"))
            links.setObjectName("turn_about_tool")
            links.triggered.connect(lambda: self.tool_asked.emit(item, self._tool))
        if Status.PARKED in STATUSES_OF[item.kind] or item.turned_into is None:
            menu.addAction(_("Park it for next time")).triggered.connect(
                lambda: self.park_asked.emit(item.id)
            )
        menu.addAction(_("Take it back")).triggered.connect(
            lambda: self.take_back_asked.emit(item.id)
        )

    def _open_menu(self, beside: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("turn_menu")
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))


def shortened(text: str) -> str:
    """The beginning of a text, for one line of a menu."""
    line = " ".join(text.split()).replace("&", "&&")
    return line if len(line) <= _MENU_LENGTH else f"{line[: _MENU_LENGTH - 1]}…"


def _goes_up(item: ItemRow) -> bool:
    """Whether it can be sent up: an open action, or a concern that is not on its way already."""
    is_concern = item.kind is ItemKind.CONCERN and item.turned_into is None
    return item.is_open or (is_concern and item.status not in (Status.CLOSED, Status.ESCALATED))


def _chips(item: ItemRow, today: dt.date) -> tuple[wording.ChipWords, ...]:
    chips = wording.item_chips(item, today) if item.kind is ItemKind.ACTION else ()
    return (*chips, *wording.privacy_chips(item))


def _about(item: ItemRow) -> str:
    """Who owns it or how it stands, and where it sits on the patient's way."""
    told = [wording.place_words(item)]
    if item.kind in (ItemKind.ACTION, ItemKind.GOAL, ItemKind.DECISION):
        told.insert(0, wording.owner_words(item))
    elif item.status not in (Status.NEW, Status.NOTED):
        told.insert(0, label(item.status))
    if item.kind is not ItemKind.ACTION and item.departments:
        told.append(", ".join(item.departments))
    return " · ".join(part for part in told if part)
