"""The Privacy page: what is decided, how long things are kept, and people's rights."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.privacy.decisions import DecisionsSection
from ui.pages.privacy.keeping_cards import KeepingSection
from ui.pages.privacy.rights_section import RightsSection
from ui.pages.privacy.state import DECISIONS, KEEPING, RIGHTS, PrivacyState
from ui.theme.look import space
from ui.widgets.labels import title
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup


class PrivacyPage(QWidget):
    """Three sections, of which one shows.

    Signals:
        section_shown: Another section is in view.
    """

    section_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("privacy_page")
        self.saved = SavedMark()
        self.decisions = DecisionsSection()
        self.keeping = KeepingSection()
        self.rights = RightsSection()
        self.section = ""
        self._sections: dict[str, QWidget] = {
            DECISIONS: self.decisions,
            KEEPING: self.keeping,
            RIGHTS: self.rights,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self._body(), 1)
        self.show_section(DECISIONS)

    def _header(self) -> QWidget:
        header = QWidget()
        column = QVBoxLayout(header)
        column.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        column.setSpacing(space("two"))
        row = QHBoxLayout()
        row.addWidget(title(_("Privacy")), 1)
        row.addWidget(self.saved)
        column.addLayout(row)
        labels = (_("What is decided"), _("Keeping and removing"), _("People’s rights"))
        self._toggle = ToggleGroup(
            _("Part of this page"), list(zip(self._sections, labels, strict=True)), "privacy_part"
        )
        self._toggle.chosen.connect(self.show_section)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        return header

    def _body(self) -> QWidget:
        scroll = page_scroll("privacy_scroll")
        scroll.column.setContentsMargins(
            space("three"), space("two"), space("three"), space("three")
        )
        for section in self._sections.values():
            scroll.column.addWidget(section)
        scroll.column.addStretch()
        return scroll

    def show_section(self, section: str) -> None:
        """Show one of the three sections."""
        self.section = section
        self._toggle.select(section)
        for name, widget in self._sections.items():
            widget.setVisible(name == section)
        self.section_shown.emit(section)

    def show_state(self, state: PrivacyState) -> None:
        """Show everything as it is; what is being typed stays."""
        self.decisions.show_state(state)
        self.keeping.show_state(state)
        self.rights.show_state(state)
