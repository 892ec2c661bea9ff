"""A recovery key, shown once: to be printed or written down before going on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from huddle.i18n import _
from ui.theme.look import look, space
from ui.widgets.buttons import button, main_button
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.labels import Label, body, title


class RecoveryCard(Card):
    """Shows the key that opens the ward when every password is forgotten.

    Signals:
        print_asked: It shall be saved as a page to print.
        noted: It has been printed or written down.
    """

    print_asked = Signal()
    noted = Signal()

    def __init__(self, go_on: str) -> None:
        """Make it without a key.

        Args:
            go_on: The label of the button that leads on.
        """
        super().__init__("recovery_card")
        self.setMaximumWidth(look().space("reading"))
        self.column.setSpacing(space("two"))
        self.column.addWidget(title(_("Keep this recovery key"), "recovery_title"))
        self.column.addWidget(
            body(
                _(
                    "It opens the ward's data if every password is forgotten. It is shown only "
                    "now. Print it or write it down, and lock it away from this computer."
                ),
                "recovery_text",
            )
        )
        self._key = Label("", "title", object_name="recovery_key_shown")
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._key)
        row = QHBoxLayout()
        save = button(_("Save a page to print…"), "recovery_print")
        save.clicked.connect(self.print_asked)
        row.addWidget(save)
        row.addStretch()
        self.column.addLayout(row)
        self._noted = Tick(_("I have printed it or written it down"), "recovery_noted")
        self.column.addWidget(self._noted)
        self._go_on = main_button(go_on, "recovery_go_on")
        self._go_on.setEnabled(False)
        self._noted.toggled.connect(self._go_on.setEnabled)
        self._go_on.clicked.connect(self.noted)
        self.column.addWidget(self._go_on)

    def show_key(self, recovery_key: str) -> None:
        """Show a key; an empty one lets go of it."""
        groups = recovery_key.split("-")
        half = len(groups) // 2
        # With the largest text, one line of it would be wider than the page.
        lines = ("-".join(groups[:half]) + "-", "-".join(groups[half:]))
        self._key.setText("\n".join(lines) if recovery_key else "")
        self._noted.setChecked(False)

    def begin(self) -> None:
        """Put the keyboard where the next answer goes."""
        self._noted.setFocus()
