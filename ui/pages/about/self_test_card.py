"""The self-test on the About page: begun by a button, a line for each part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import heading, quiet
from ui.widgets.state_line import BAD, WELL, StateLine, StateLines


class SelfTestCard(Card):
    """What the self-test finds.

    Signals:
        wanted: Run it.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("self_test_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Self-test")))
        self._says = quiet(
            _(
                "Proves that all of Huddle is installed: every page, every sheet, fonts, printing, "
                "and data of earlier versions. It takes a minute, beside your work, with a made-up "
                "ward of its own; your ward is not touched."
            ),
            "self_test_says",
        )
        self._lines = StateLines("self_test_lines")
        self._lines.hide()
        self._run = button(_("Run the self-test"), "self_test_run")
        self._run.clicked.connect(self.wanted)
        self.column.addWidget(self._says)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._run, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, text: str, *, is_busy: bool = False) -> None:
        """Say how it goes; while it runs it cannot be begun again."""
        self._says.setText(text)
        self._run.setEnabled(not is_busy)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what it wrote, line by line."""
        self._lines.show_lines([_line(text, at) for at, text in enumerate(lines, 1)])


def _line(text: str, place: int) -> StateLine:
    name, _colon, says = text.partition(": ")
    mark = WELL if says == _("whole") else BAD
    return StateLine(mark, name, says, f"self_test_{place}")
