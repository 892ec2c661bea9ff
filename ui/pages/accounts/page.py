"""The Accounts page: everybody who can sign in, one's own account, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.accounts.everybody_section import EverybodySection
from ui.pages.accounts.keys_section import KeysSection
from ui.pages.accounts.mine_section import MineSection
from ui.pages.accounts.state import EVERYBODY, KEYS, MINE
from ui.theme.look import space
from ui.widgets.labels import title
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup


class AccountsPage(QWidget):
    """Sections, of which one shows; others than one's own only for those who may.

    Signals:
        section_shown: Another section is in view.
    """

    section_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("accounts_page")
        self.saved = SavedMark()
        self.everybody = EverybodySection()
        self.mine = MineSection()
        self.keys = KeysSection()
        self.section = ""
        self._sections: dict[str, QWidget] = {
            EVERYBODY: self.everybody,
            MINE: self.mine,
            KEYS: self.keys,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self._body(), 1)
        self.show_section(MINE)

    def _header(self) -> QWidget:
        header = QWidget()
        column = QVBoxLayout(header)
        column.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        column.setSpacing(space("two"))
        row = QHBoxLayout()
        self._title = title(_("Accounts"), "accounts_title")
        row.addWidget(self._title, 1)
        row.addWidget(self.saved)
        column.addLayout(row)
        labels = (_("Everybody"), _("My account"), _("Keys and wall"))
        self._toggle = ToggleGroup(
            _("Part of this page"), list(zip(self._sections, labels, strict=True)), "accounts_part"
        )
        self._toggle.chosen.connect(self.show_section)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        return header

    def _body(self) -> QWidget:
        scroll = page_scroll("accounts_scroll")
        scroll.column.setContentsMargins(
            space("three"), space("two"), space("three"), space("three")
        )
        scroll.column.addWidget(self.everybody, 1)
        scroll.column.addWidget(self.mine)
        scroll.column.addWidget(self.keys)
        scroll.column.addStretch()
        return scroll

    def offer_sections(self, *, everybody: bool, keys: bool) -> None:
        """Offer the sections that are for this account."""
        self._title.setText(_("Accounts") if everybody else _("My account"))
        self._toggle.setVisible(everybody or keys)
        self._toggle.button(EVERYBODY).setVisible(everybody)
        self._toggle.button(KEYS).setVisible(keys)

    def show_section(self, section: str) -> None:
        """Show one of the sections."""
        self.section = section
        self._toggle.select(section)
        for name, widget in self._sections.items():
            widget.setVisible(name == section)
        self.section_shown.emit(section)
