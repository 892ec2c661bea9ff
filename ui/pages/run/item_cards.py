"""What was captured: a card for each item, edited in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows import ItemRow
from huddle.vocabulary import STATUSES_OF, ItemKind, Status, label
from ui import wording
from ui.theme.look import look, space
from ui.widgets.bed_strip import BedStrip
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, body, secondary

_TURNED_TO = (
    ItemKind.ACTION,
    ItemKind.CONCERN,
    ItemKind.GOAL,
    ItemKind.DECISION,
    ItemKind.RECOGNITION,
    ItemKind.PATIENT_VOICE,
)


_MENU_LENGTH = 40


class ItemCard(Card):
    """One captured item.

    Signals:
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

    def __init__(self, item: ItemRow, today: dt.date) -> None:
        super().__init__(f"item_{item.code}", margin="two")
        self.item = item
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        kind = Label(wording.kind_words(item), "label", tone="secondary")
        kind.setFixedWidth(look().size("control") * 2)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        words.addWidget(body(item.text, f"text_{item.code}"))
        self._strip = self._build_strip(item)
        about, chips = _about(item), _chips(item, today)
        has_room = not about and not chips
        words.addLayout(self._build_foot(about, chips, self._strip if has_room else None))
        if self._strip is not None and not has_room:
            words.addWidget(self._strip)
        row.addLayout(words, 1)
        self.column.addLayout(row)

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
        self._acts = self._buttons(self.item)
        for button in self._acts:
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide what can be done with it."""
        for button in self._acts:
            button.setVisible(shown)
        if self._strip is not None:
            self._strip.setVisible(shown)

    def _buttons(self, item: ItemRow) -> list[QWidget]:
        edit = quiet_button(
            _("Edit"), f"edit_{item.code}", name=_("Edit: {text}").format(text=item.text), run=True
        )
        edit.clicked.connect(lambda: self.edit_asked.emit(item.id))
        turn = quiet_button(
            _("Turn into…"),
            f"turn_{item.code}",
            name=_("Turn into: {text}").format(text=item.text),
            run=True,
        )
        turn.clicked.connect(lambda: self._open_menu(turn))
        return [edit, turn]

    def fill(self, menu: QMenu) -> None:
        """Put into a menu what can be done with it, editing aside."""
        item = self.item
        for kind in _TURNED_TO:
            if kind is not item.kind and item.turned_into is None:
                act = menu.addAction(label(kind))
                act.setObjectName(f"turn_into_{kind.value}")
                act.triggered.connect(
                    lambda _on=False, kind=kind: self.turn_asked.emit(item.id, kind.value)
                )
        menu.addSeparator()
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


class ItemList(QWidget):
    """The cards of one step, newest first: what was just said stands under the line.

    Signals:
        edit_asked, turn_asked, park_asked, take_back_asked, bed_answered: As of `ItemCard`.
    """

    edit_asked = Signal(str)
    turn_asked = Signal(str, str)
    park_asked = Signal(str)
    take_back_asked = Signal(str)
    bed_answered = Signal(str, dict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("item_list")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._cards: dict[str, tuple[ItemRow, QWidget]] = {}
        self._shows_buttons = True

    def show_items(
        self, items: Sequence[ItemRow], today: dt.date, editors: dict[str, QWidget]
    ) -> None:
        """Show these items; a card that says the same as before stays as it is.

        Args:
            items: In order.
            today: The day it is in the ward.
            editors: Editors that stand in place of their item's card, by item id.
        """
        wanted = {item.id for item in items}
        for gone in [item_id for item_id in self._cards if item_id not in wanted]:
            self._drop(gone)
        for place, item in enumerate(items):
            widget = self._widget_for(item, today, editors.get(item.id))
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide on every card what can be done with it."""
        self._shows_buttons = shown
        for _item, widget in self._cards.values():
            if isinstance(widget, ItemCard):
                widget.show_buttons(shown=shown)

    def fill(self, menu: QMenu) -> None:
        """Put each item with what can be done with it into a menu."""
        for item, widget in self._cards.values():
            if not isinstance(widget, ItemCard):
                continue
            below = menu.addMenu(shortened(item.text))
            edit = below.addAction(_("Edit"))
            edit.setObjectName(f"edit_{item.code}")
            edit.triggered.connect(lambda _on=False, item=item: self.edit_asked.emit(item.id))
            widget.fill(below)

    def _widget_for(self, item: ItemRow, today: dt.date, editor: QWidget | None) -> QWidget:
        known = self._cards.get(item.id)
        if editor is not None:
            if known is not None and known[1] is not editor:
                self._drop(item.id)
            self._cards[item.id] = (item, editor)
            return editor
        if known is not None and known[0] == item and isinstance(known[1], ItemCard):
            return known[1]
        if known is not None:
            self._drop(item.id)
        card = ItemCard(item, today)
        card.show_buttons(shown=self._shows_buttons)
        card.edit_asked.connect(self.edit_asked)
        card.turn_asked.connect(self.turn_asked)
        card.park_asked.connect(self.park_asked)
        card.take_back_asked.connect(self.take_back_asked)
        card.bed_answered.connect(self.bed_answered)
        self._cards[item.id] = (item, card)
        return card

    def _drop(self, item_id: str) -> None:
        _item, widget = self._cards.pop(item_id)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
