"""Whether Huddle starts by itself on this computer, and goes on in the tray."""

from __future__ import annotations

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.fixed import FixedField
from ui.widgets.labels import heading, quiet


class ComputerCard(Card):
    """Starting by itself.

    Signals:
        start_changed: Whether it shall start by itself.

    Args:
        switched_off: Whether the organisation does not want it.
    """

    start_changed = Signal(bool)

    def __init__(self, *, switched_off: bool = False) -> None:
        super().__init__("computer_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("This computer")))
        called = _("Start Huddle when I sign in to this computer")
        self._start = Tick(called, "start_by_itself")
        self._start.clicked.connect(self.start_changed)
        if switched_off:
            self.column.addWidget(FixedField(called, "start_by_itself_off", _("Off")))
            return
        self.column.addWidget(self._start)
        self.column.addWidget(
            quiet(
                _(
                    "It starts hidden in the system’s tray and reminds from there, with numbers "
                    "only until somebody opens the ward. Closing the window locks it and leaves "
                    "it in the tray; Quit in the tray’s menu ends it."
                )
            )
        )

    def show_start(self, *, is_on: bool) -> None:
        """Show whether it starts by itself."""
        self._start.setChecked(is_on)
