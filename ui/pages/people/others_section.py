"""Others who use Huddle: the units of this store, and where other stores send to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.people.units_card import UnitsCard
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import heading, quiet


class AddressCard(Card):
    """The hand-over address of the unit in use.

    Signals:
        copy_asked: The address, to be copied.
    """

    copy_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("address_card")
        self.column.addWidget(heading(_("Your hand-over address")))
        self.column.addWidget(
            quiet(
                _(
                    "Give this line to those who send to you. Whoever has it can seal something "
                    "for you and read nothing."
                ),
                "address_about",
            )
        )
        self._line = QLineEdit()
        self._line.setObjectName("address")
        self._line.setAccessibleName(_("Your hand-over address"))
        self._line.setReadOnly(True)
        copy = button(_("Copy"), "address_copy", name=_("Copy your hand-over address"))
        copy.clicked.connect(lambda: self.copy_asked.emit(self._line.text()))
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addWidget(self._line, 1)
        row.addWidget(copy)
        self.column.addLayout(row)

    def show_address(self, address: str) -> None:
        """Show an address from its beginning."""
        if address != self._line.text():
            self._line.setText(address)
            self._line.setCursorPosition(0)


class OthersSection(QWidget):
    """Folded until there are others, or somebody asks.

    Signals:
        opened: It was unfolded.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("others_section")
        self.units, self.address = UnitsCard(), AddressCard()
        self._open = quiet_button(_("Others who use Huddle…"), "others_open")
        self._open.clicked.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (self.units, self.address):
            column.addWidget(card)
            card.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return self._open.isHidden()

    def unfold(self) -> None:
        """Show what is in it."""
        self._open.hide()
        self.units.show()
        self.address.show()

    def _unfold(self) -> None:
        self.unfold()
        self.opened.emit()
        self.units.take_keyboard()
