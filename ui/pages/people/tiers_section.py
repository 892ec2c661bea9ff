"""Who receives what goes up: tiers with their criteria, receivers, and when to propose it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.escalation import ReceiverRow, TierRow
from huddle.rows.ward import PolicyRow
from ui.pages.people.others_section import OthersSection
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.entries import NumberField
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.kept import LineField, TextField
from ui.widgets.labels import body, heading, quiet
from ui.widgets.row_list import RowList

_MOST_CARRIED = 99
_MOST_DAYS = 365


class TierCard(Card):
    """One tier.

    Signals:
        changed: A field's name, and its new text.
        receiver_asked: Somebody is to be named, or changed: their `ReceiverRow`, or none.
        receiver_left: A receiver's id, to be named no more.
        left: The tier shall be taken away.
    """

    changed = Signal(str, str)
    receiver_asked = Signal(object)
    receiver_left = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("tier_card")
        self._name = LineField(_("Tier"), "tier_name")
        self._name.keep.connect(lambda text: self.changed.emit("name", text))
        self._criteria = TextField(
            _("When something belongs there"), "tier_criteria", hint=_("One a line")
        )
        self._criteria.keep.connect(lambda text: self.changed.emit("criteria", text))
        self._receivers = QVBoxLayout()
        add = button(_("Name a receiver…"), "receiver_add")
        add.clicked.connect(lambda: self.receiver_asked.emit(None))
        remove = quiet_button(_("Remove the tier…"), "tier_remove")
        remove.clicked.connect(self.left)
        row = Flow()
        row.add(add)
        row.add(remove)
        self.column.addWidget(self._name)
        self.column.addWidget(self._criteria)
        self.column.addLayout(self._receivers)
        self.column.addWidget(row)

    def show_tier(self, tier: TierRow, units: Mapping[str, str]) -> None:
        """Show a tier; what is being typed stays.

        Args:
            tier: The tier.
            units: The names of the store's units by their ids.
        """
        self._name.show_kept(tier.name)
        self._criteria.show_kept("\n".join(tier.criteria))
        empty(self._receivers)
        for one in tier.receivers:
            self._receivers.addWidget(
                self._receiver(one, units.get(one.receiving_unit_id or "", ""))
            )
        if not tier.receivers:
            self._receivers.addWidget(quiet(_("Nobody receives for it yet."), "no_receiver"))

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it."""
        (self._name if field == "name" else self._criteria).show_error(text)

    def _receiver(self, one: ReceiverRow, unit: str) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(body(_in_words(one, unit), "receiver_words"), 1)
        change = quiet_button(
            _("Change…"), "receiver_change", name=_("Change {name}").format(name=one.name)
        )
        change.clicked.connect(lambda: self.receiver_asked.emit(one))
        remove = quiet_button(
            _("Remove"), "receiver_remove", name=_("Remove {name}").format(name=one.name)
        )
        remove.clicked.connect(lambda: self.receiver_left.emit(one.id))
        row.addWidget(change)
        row.addWidget(remove)
        return held


class TiersSection(QWidget):
    """The tiers above the ward, and when an action is proposed.

    Signals:
        changed: A tier's id, a field's name, and its new text.
        receiver_asked: A tier's id, and whose fields are to be changed, or none.
        receiver_left: A receiver's id.
        tier_left: A tier's id.
        tier_asked: A tier shall be added.
        policy_changed: A field of the policy, and its new number.
    """

    changed = Signal(str, str, str)
    receiver_asked = Signal(str, object)
    receiver_left = Signal(str)
    tier_left = Signal(str)
    tier_asked = Signal()
    policy_changed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tiers_section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        column.addWidget(self._build_policy())
        self._tiers: RowList[TierCard] = RowList("tiers", self._make, gap="two")
        column.addWidget(self._tiers)
        add = button(_("Add a tier…"), "tier_add")
        add.clicked.connect(self.tier_asked)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.others = OthersSection()
        column.addWidget(self.others)

    def show_state(
        self, tiers: Sequence[TierRow], policy: PolicyRow, units: Mapping[str, str]
    ) -> None:
        """Show everything as it is; what is being typed stays."""
        cards = self._tiers.show_rows([tier.id for tier in tiers])
        for tier, card in zip(tiers, cards, strict=True):
            card.show_tier(tier, units)
        for name, field in self._numbers.items():
            if not field.hasFocus():
                field.setValue(getattr(policy, name))

    def show_error(self, tier_id: str, field: str, text: str) -> None:
        """Say beside a field of a tier what is wrong with it."""
        if (card := self._tiers.row(tier_id)) is not None:
            card.show_error(field, text)

    def _build_policy(self) -> Card:
        card = Card("escalation_policy")
        card.column.addWidget(heading(_("When an action is proposed to go up")))
        card.column.addWidget(quiet(_("A person decides. 0 proposes never.")))
        self._numbers = {
            "escalate_after_carried": NumberField("escalate_after_carried", 0, _MOST_CARRIED),
            "escalate_after_days": NumberField("escalate_after_days", 0, _MOST_DAYS),
        }
        columns = Columns((1, 1))
        labels = (_("Carried by this many huddles"), _("Late by more than this many days"))
        for (name, field), words in zip(self._numbers.items(), labels, strict=True):
            field.editingFinished.connect(
                lambda name=name, field=field: self.policy_changed.emit(name, field.value())
            )
            columns.add(Field(words, field, object_name=f"{name}_field"))
        card.column.addWidget(columns)
        return card

    def _make(self, tier_id: str) -> TierCard:
        card = TierCard()
        card.changed.connect(lambda field, text: self.changed.emit(tier_id, field, text))
        card.receiver_asked.connect(lambda one: self.receiver_asked.emit(tier_id, one))
        card.receiver_left.connect(self.receiver_left)
        card.left.connect(lambda: self.tier_left.emit(tier_id))
        return card


def _in_words(one: ReceiverRow, unit: str) -> str:
    """Who receives, how they are reached, and how it comes to them besides."""
    hours = ngettext("answers in {count} hour", "answers in {count} hours", one.reply_hours)
    way = _("by hand-over file") if one.address else ""
    if unit:
        way = _("at once in {unit}").format(unit=unit)
    parts = (
        one.name,
        one.role,
        one.telephone,
        hours.format(count=one.reply_hours) if one.reply_hours else "",
        way,
    )
    return " · ".join(part for part in parts if part)
