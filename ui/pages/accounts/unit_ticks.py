"""In which units of the store an account may work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.units import StoreUnitRow
from huddle.rows.ward import AccountRow
from ui.theme.look import space
from ui.widgets.choices import Tick
from ui.widgets.labels import Label, secondary
from ui.widgets.row_list import RowList


class UnitTick(Tick):
    """A tick whose text, a unit's name, may be longer than there is room for; its tip is whole."""

    _whole = ""

    def show_text(self, text: str) -> None:
        """Have this text beside it."""
        self._whole = text
        self.setToolTip(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the box alone, so that a long name widens nothing."""
        return QSize(self._box_width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """No more than that."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the text as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._box_width()
        self.say(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        self.setAccessibleName(self._whole)

    def _box_width(self) -> int:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return (
            self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).left()
        )


class UnitTicks(QWidget):
    """A tick for each unit; nothing where there is only one.

    Signals:
        changed: A unit's id, and whether the account may work there.
    """

    changed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("account_units")
        self._ticks: RowList[UnitTick] = RowList("account_unit_rows", self._make, gap="half")
        self._why = secondary("", "account_units_why")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(Label(_("Works in"), "label"))
        column.addWidget(self._ticks)
        column.addWidget(self._why)
        self.hide()

    def show_units(
        self, account: AccountRow, units: Sequence[StoreUnitRow], *, is_own: bool
    ) -> None:
        """Show where an account may work.

        Args:
            account: The account.
            units: The units of the store.
            is_own: Whether it is that of whoever looks at it.
        """
        ticks = self._ticks.show_rows([unit.id for unit in units])
        for place, (unit, tick) in enumerate(zip(units, ticks, strict=True), 1):
            is_home = unit.id == account.unit_ids[0]
            words = _("{unit}, its own") if is_home else "{unit}"
            tick.setObjectName(f"account_unit_{place}")
            tick.show_text(words.format(unit=unit.name))
            tick.setChecked(unit.id in account.unit_ids)
            tick.setEnabled(unit.is_mine and not is_home and not is_own)
        not_mine = not all(unit.is_mine for unit in units)
        self._why.setText(
            _("Somebody else who works there changes yours.")
            if is_own
            else _("Only somebody who works in a unit lets others into it.")
        )
        self._why.setVisible(is_own or not_mine)

    def _make(self, unit_id: str) -> UnitTick:
        tick = UnitTick("", "account_unit")
        tick.clicked.connect(lambda on: self.changed.emit(unit_id, on))
        return tick
