"""The units of a store: what each is, and what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.units import StoreUnitRow
from ui.dialogs.ask import QuestionDialog
from ui.pages.people.state import UnitsState
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.entries import complete_from
from ui.widgets.field import Field
from ui.widgets.labels import heading, quiet, secondary, strong
from ui.widgets.row_list import RowList


class UnitRow(Columns):
    """One unit; only those who work in it change it.

    Signals:
        changed: `tier` or `parent_id`, and the new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__((1, 1, 1), "unit_row")
        self._name = strong("", "unit_name")
        self._about = secondary("", "unit_about")
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addStretch()
        self._tier, self._parent = Choice("unit_tier"), Choice("unit_parent")
        self._tier.picked.connect(lambda key: self.changed.emit("tier", key))
        self._parent.picked.connect(lambda key: self.changed.emit("parent_id", key or None))
        self._fields = {
            "tier": Field(_("What it is"), self._tier, object_name="unit_tier_field"),
            "parent_id": Field(_("Belongs to"), self._parent, object_name="unit_parent_field"),
        }
        for one in (self._tier, self._parent):
            one.be_narrow()
        self.add(said)
        for field in self._fields.values():
            self.add(field)

    def show_unit(self, unit: StoreUnitRow, state: UnitsState, place: int) -> None:
        """Show a unit among the others, at a place counted from 1."""
        self._name.setText(unit.name)
        self._about.setText("\n".join(_about(unit)))
        others = [(one.id, one.name) for one in state.units if one.id != unit.id]
        self._tier.offer([(name, name) for name in _tiers(unit, state)], unit.tier)
        self._parent.offer([("", _("Nothing above it here")), *others], unit.parent_id or "")
        for name, field in self._fields.items():
            field.clear_error()
            field.control.setEnabled(unit.is_mine)
            field.control.setAccessibleName(
                _("{what}: {unit}").format(what=field.label.text(), unit=unit.name)
            )
            field.setObjectName(f"unit_{name}_field_{place}")
            field.control.setObjectName(f"unit_{name}_{place}")

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong."""
        self._fields.get(field, self._fields["tier"]).show_error(text)


class UnitsCard(Card):
    """Every unit of the store, and a way to add one; a single one is not listed.

    Signals:
        changed: A unit's id, `tier` or `parent_id`, and the new value.
        add_asked: A unit shall be added.
    """

    changed = Signal(str, str, object)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__("units_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Units in this store")))
        self.column.addWidget(
            quiet(
                _(
                    "A unit of its own has its own huddles, people and sheets. Units of one store "
                    "send one another what goes up at once."
                )
            )
        )
        self._rows: RowList[UnitRow] = RowList("units", self._make, gap="two")
        self.column.addWidget(self._rows)
        self._add = button(_("Add a unit…"), "unit_add")
        self._add.clicked.connect(self.add_asked)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def take_keyboard(self) -> None:
        """Put the keyboard where something can be done first."""
        self._add.setFocus()

    def show_state(self, state: UnitsState) -> None:
        """Show the units as they are."""
        listed = state.units if state.others else ()
        rows = self._rows.show_rows([unit.id for unit in listed])
        for place, (unit, row) in enumerate(zip(listed, rows, strict=True), 1):
            row.show_unit(unit, state, place)

    def show_error(self, unit_id: str, field: str, text: str) -> None:
        """Say beside a field of a unit what is wrong with it."""
        if (row := self._rows.row(unit_id)) is not None:
            row.show_error(field, text)

    def _make(self, unit_id: str) -> UnitRow:
        row = UnitRow()
        row.changed.connect(lambda field, value: self.changed.emit(unit_id, field, value))
        return row


class UnitDialog(QuestionDialog):
    """Asks what a new unit is called, what it is and where; it stays open until it is kept.

    Signals:
        wanted: Name, tier and time zone.
    """

    wanted = Signal(str, str, str)

    def __init__(
        self, parent: QWidget, tiers: Sequence[str], zone: str, zones: Sequence[str]
    ) -> None:
        super().__init__(
            parent,
            _("Add a unit"),
            _("It begins with the usual agendas, and with no people of its own."),
            _("Add it"),
        )
        self.setObjectName("unit_dialog")
        self._name, self._tier, self._zone = QLineEdit(), Choice("new_unit_tier"), QLineEdit(zone)
        self._name.setObjectName("new_unit_name")
        self._zone.setObjectName("new_unit_zone")
        self._tier.offer([(name, name) for name in tiers])
        complete_from(self._zone, QStringListModel(list(zones), self))
        self._fields = {
            "name": Field(_("Name"), self._name, object_name="new_unit_name_field"),
            "tier": Field(_("What it is"), self._tier, object_name="new_unit_tier_field"),
            "time_zone": Field(_("Time zone"), self._zone, object_name="new_unit_zone_field"),
        }
        for field in self._fields.values():
            self.column.insertWidget(self.column.count() - 1, field)
        self._name.setFocus()

    def accept(self) -> None:
        """Have it added; what cannot be used is the service's to refuse."""
        for field in self._fields.values():
            field.clear_error()
        self.wanted.emit(self._name.text().strip(), self._tier.key, self._zone.text().strip())

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._fields.get(field, self._fields["name"])
        shown.show_error(text)
        shown.control.setFocus()

    def kept(self) -> None:
        """It is there: close."""
        super().accept()


def _tiers(unit: StoreUnitRow, state: UnitsState) -> tuple[str, ...]:
    """What a unit can be; what it is already stays one of them."""
    return state.tiers if unit.tier in state.tiers else (*state.tiers, unit.tier)


def _about(unit: StoreUnitRow) -> list[str]:
    said = [unit.time_zone]
    if unit.is_in_use:
        said.insert(0, _("You work here now"))
    elif not unit.is_mine:
        said.append(_("Its own people change it."))
    return said
