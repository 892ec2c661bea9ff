"""The care of the data: where it is, its backups, and the check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from huddle import dates
from huddle.clock import local
from huddle.i18n import _, ngettext
from huddle.rows import BackupRow, CheckRow
from ui.pages.settings.state_line import BAD, NOT_SET_UP, WELL, StateLine, StateLines
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import body, breakable, heading, quiet, strong

_SHOWN_AT_FIRST = 3
_MEGABYTE = 1024 * 1024


class DataCard(Card):
    """Where the data is, and its backups.

    Signals:
        back_up_wanted: Into the data folder.
        back_up_elsewhere_wanted: Into a folder that a person chooses.
    """

    back_up_wanted = Signal()
    back_up_elsewhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("data_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Data and backup")))
        self.column.addWidget(quiet(_("Everything stays encrypted in this folder:")))
        self._folder = body("", "data_folder")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._folder)
        self._says = body("", "backup_says")
        self._shows_all = False
        self._backups: Sequence[BackupRow] = ()
        self._zone = ""
        self._build_list()

    def _build_list(self) -> None:
        self._title = strong("", "backups_title")
        self._lines = StateLines("backups")
        self._more = quiet_button("", "backups_more")
        self._more.clicked.connect(self._show_all)
        buttons = Flow("backup_buttons")
        self._here = button(_("Back up now"), "back_up")
        self._elsewhere = button(_("Back up to another folder…"), "back_up_elsewhere")
        self._here.clicked.connect(self.back_up_wanted)
        self._elsewhere.clicked.connect(self.back_up_elsewhere_wanted)
        buttons.add(self._here)
        buttons.add(self._elsewhere)
        for part in (self._title, self._lines):
            self.column.addWidget(part)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._says)
        self.column.addWidget(buttons)
        self._says.hide()

    def show_data(self, folder: Path, backups: Sequence[BackupRow], zone: str) -> None:
        """Show where the data is and which backups there are, newest first."""
        self._folder.setText(breakable(folder))
        self._backups, self._zone = backups, zone
        self._show_list()

    def say(self, text: str, *, tone: str = "", is_busy: bool = False) -> None:
        """Say how a backup goes; while one is made no other can be begun."""
        self._says.setText(text)
        self._says.set_tone(tone)
        self._says.setVisible(bool(text))
        self._here.setEnabled(not is_busy)
        self._elsewhere.setEnabled(not is_busy)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_list()

    def _show_list(self) -> None:
        count = len(self._backups)
        self._title.setText(
            _("Newest backups") if count else _("No backup yet. One is made when Huddle is closed.")
        )
        shown = self._backups if self._shows_all else self._backups[:_SHOWN_AT_FIRST]
        self._lines.show_lines(
            [_backup_line(backup, self._zone, place) for place, backup in enumerate(shown, 1)]
        )
        left = count - len(shown)
        self._more.set_text(
            ngettext("Show {count} older", "Show {count} older", left).format(count=left)
        )
        self._more.setVisible(left > 0)


class CheckCard(Card):
    """The check, and what it found.

    Signals:
        check_wanted: Run it.
    """

    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("check_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Check")))
        self._says = quiet(
            _("Looks at the data file, its audit, the last backup, the disk and the clock."),
            "check_says",
        )
        self._lines = StateLines("check_lines")
        self._run = button(_("Run the check"), "check_run")
        self._run.clicked.connect(self.check_wanted)
        self.column.addWidget(self._says)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._run, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.hide()

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
        self._lines.show_lines(
            [
                StateLine(_mark(row), row.name, row.says, f"check_{place}")
                for place, row in enumerate(found, 1)
            ]
        )


def _mark(row: CheckRow) -> tuple[str, str]:
    if not row.is_set_up:
        return NOT_SET_UP
    return WELL if row.is_well else BAD


def _backup_line(backup: BackupRow, zone: str, place: int) -> StateLine:
    when = dates.in_table(local(backup.made_at, zone))
    name = f"backup_{place}"
    if backup.problem or not backup.is_proved:
        why = backup.problem or _("it was not proved")
        return StateLine(BAD, when, _("Not to be relied on: {why}.").format(why=why), name)
    return StateLine(WELL, when, _proof_words(backup), name)


def _proof_words(backup: BackupRow) -> str:
    counts = backup.counts
    huddles, items, people = (counts.get(name, 0) for name in ("huddle", "item", "person"))
    parts = [
        ngettext("{count} huddle", "{count} huddles", huddles).format(count=f"{huddles:,}"),
        ngettext("{count} item", "{count} items", items).format(count=f"{items:,}"),
        ngettext("{count} person", "{count} people", people).format(count=f"{people:,}"),
    ]
    return _("Proved: {counts}. {size} MB.").format(
        counts=", ".join(parts), size=f"{backup.byte_count / _MEGABYTE:.1f}"
    )
