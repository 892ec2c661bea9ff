"""The check, and what it found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from huddle.i18n import _, ngettext
from huddle.rows.upkeep import CheckRow, DataState
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import heading, quiet
from ui.widgets.state_line import BAD, NOT_SET_UP, WELL, StateLine, StateLines


class CheckCard(Card):
    """A line for each part that is looked at.

    Signals:
        check_wanted: Run it.
    """

    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("check_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Check")))
        self._says = quiet(
            _(
                "Looks at the data file and its keys, the audit, the backups by opening the "
                "newest again, the disk and the clock."
            ),
            "check_says",
        )
        self._lines = StateLines("check_lines")
        self._run = button(_("Run the check"), "check_run")
        self._run.clicked.connect(self.check_wanted)
        self.column.addWidget(self._says)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._run, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.hide()

    def show_state(self, state: DataState) -> None:
        """Say what it would look at, until it has."""
        if state.server_says and self._lines.isHidden() and self._run.isEnabled():
            self.say(_("Looks at the database server, the keys, the audit and the clock."))

    def say(self, text: str, *, is_busy: bool = False) -> None:
        """Say how the check goes; while it runs it cannot be begun again."""
        self._says.setText(text)
        self._run.setEnabled(not is_busy)

    def show_found(self, found: Sequence[CheckRow]) -> None:
        """Show what it found, line by line."""
        wrong = sum(row.is_set_up and not row.is_well for row in found)
        if wrong:
            words = ngettext("One thing needs care.", "{count} things need care.", wrong)
            self.say(words.format(count=wrong))
        else:
            self.say(_("All is well."))
        self._lines.show_lines([_line(row, place) for place, row in enumerate(found, 1)])


def _line(row: CheckRow, place: int) -> StateLine:
    """Its state by mark and by word."""
    mark, word = WELL, _("well")
    if not row.is_set_up:
        mark, word = NOT_SET_UP, _("not set up")
    elif not row.is_well:
        mark, word = BAD, _("needs care")
    name = _("{part}: {state}").format(part=row.name, state=word)
    return StateLine(mark, name, row.says, f"check_{place}")
