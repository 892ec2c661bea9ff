"""Everything of the store as one file that people and other programs can read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import body, heading, quiet
from ui.widgets.progress_line import ProgressLine


class EverythingCard(Card):
    """What the file holds, and letting it out.

    Signals:
        export_wanted: Somebody wants it.
    """

    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("everything_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Everything, as one file")))
        self.column.addWidget(
            quiet(
                _(
                    "All records, settings and people of every unit here, sensitive items too, to "
                    "move to a new store or another program. Accounts, the audit and patient "
                    "references stay here. The file is not encrypted: whoever gets it can read "
                    "it. The audit notes it."
                )
            )
        )
        self._export = button(_("Export everything…"), "everything_export")
        self._export.clicked.connect(self.export_wanted)
        self._says = body("", "everything_says")
        self._says.hide()
        self.progress = ProgressLine("everything_progress")
        self.column.addWidget(self._export, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.progress)
        self.column.addWidget(self._says)

    def say(self, text: str, *, tone: str = "", is_busy: bool = False) -> None:
        """Say how it goes; meanwhile it cannot be begun again."""
        self._says.setText(text)
        self._says.set_tone(tone)
        self._says.setVisible(bool(text))
        self._export.setEnabled(not is_busy)
