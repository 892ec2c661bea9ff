"""The backups: how fresh they are, what each holds, and bringing one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.upkeep import BackupRow, DataState
from huddle.vocabulary import BackupPlace
from ui.backup_words import ago_words, is_good, origin_words, state_words, when_words
from ui.theme.look import space
from ui.widgets.buttons import button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading, quiet, strong
from ui.widgets.state_line import BAD, NOT_SET_UP, WELL, StateLine, StateLines

_SHOWN_AT_FIRST = 5


class BackupsCard(Card):
    """The newest first, with what can be done.

    Signals:
        back_up_wanted: Make one now.
        back_up_elsewhere_wanted: Make one in a folder that a person chooses.
        restore_wanted: Bring a backup back; carries its row.
        restore_elsewhere_wanted: Bring one back from a folder that a person chooses.
    """

    back_up_wanted = Signal()
    back_up_elsewhere_wanted = Signal()
    restore_wanted = Signal(object)
    restore_elsewhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("backups_card")
        self.column.setSpacing(space("two"))
        self._backups: Sequence[BackupRow] = ()
        self._zone = ZoneInfo("UTC")
        self._copied: frozenset[dt.datetime] = frozenset()
        self._shows_all = False
        self.column.addWidget(heading(_("Backups")))
        self._newest = StateLines("backup_state")
        self.column.addWidget(self._newest)
        self._of_a_file = [self._newest, self._build_buttons(), *self._build_list()]

    def show_state(self, state: DataState, now: dt.datetime) -> None:
        """Show how fresh they are, and which there are; on a server only who sees to them."""
        for part in self._of_a_file:
            part.setVisible(not state.server_says)
        if state.server_says:
            self.say(state.server_says)
            return
        self._backups, self._zone = _once_each(state.backups), ZoneInfo(state.time_zone)
        self._copied = _copied(state.backups)
        self._newest.show_lines([_newest_line(state, self._zone, now)])
        self._show_list()

    def say(self, text: str, *, tone: str = "", is_busy: bool = False) -> None:
        """Say how it goes; meanwhile nothing else can be begun."""
        self._says.setText(text)
        self._says.set_tone(tone)
        self._says.setVisible(bool(text))
        for part in (self._here, self._elsewhere, self._lines, self._from_elsewhere):
            part.setEnabled(not is_busy)

    def _build_buttons(self) -> QWidget:
        buttons = Flow("backup_buttons")
        self._here = primary_button(_("Back up now"), "back_up")
        self._elsewhere = button(_("Back up to another folder…"), "back_up_elsewhere")
        self._here.clicked.connect(self.back_up_wanted)
        self._elsewhere.clicked.connect(self.back_up_elsewhere_wanted)
        buttons.add(self._here)
        buttons.add(self._elsewhere)
        self.column.addWidget(buttons)
        self._says = body("", "backup_says")
        self._says.hide()
        self.column.addWidget(self._says)
        return buttons

    def _build_list(self) -> tuple[QWidget, ...]:
        self._title = strong("", "backups_title")
        self._lines = StateLines("backups")
        self._more = quiet_button("", "backups_more")
        self._more.clicked.connect(self._show_all)
        self._from_elsewhere = quiet_button(
            _("Bring one back from another folder…"), "restore_elsewhere"
        )
        self._from_elsewhere.clicked.connect(self.restore_elsewhere_wanted)
        self.column.addWidget(self._title)
        self.column.addWidget(self._lines)
        below = Flow("backups_below")
        below.add(self._more)
        below.add(self._from_elsewhere)
        self.column.addWidget(below)
        rule = quiet(
            _(
                "One is made when Huddle is closed, at night, and before an update. Of the "
                "last seven days, five weeks and twelve months the newest stays."
            )
        )
        self.column.addWidget(rule)
        return self._title, self._lines, below, rule

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_list()

    def _show_list(self) -> None:
        self._title.setText(_("What there is") if self._backups else _("There is none yet."))
        shown = self._backups if self._shows_all else self._backups[:_SHOWN_AT_FIRST]
        self._lines.show_lines([self._line(row, place) for place, row in enumerate(shown, 1)])
        left = len(self._backups) - len(shown)
        self._more.set_text(
            ngettext("Show {count} older", "Show {count} older", left).format(count=left)
        )
        self._more.setVisible(left > 0)

    def _line(self, row: BackupRow, place: int) -> StateLine:
        when = when_words(row, self._zone)
        act = quiet_button(
            _("Bring back…"),
            f"restore_{place}",
            name=_("Bring back the backup of {when}").format(when=when),
        )
        act.clicked.connect(lambda: self.restore_wanted.emit(row))
        is_copied = row.made_at in self._copied and row.place is BackupPlace.DATA_FOLDER
        says = f"{state_words(row)} {origin_words(row, is_copied=is_copied)}".strip()
        mark = WELL if is_good(row) else BAD
        return StateLine(mark, when, says, f"backup_{place}", act if row.byte_count else None)


def _copied(rows: Sequence[BackupRow]) -> frozenset[dt.datetime]:
    """When those were made that stand in the second place, too."""
    second = (row for row in rows if row.place is BackupPlace.SECOND_PLACE)
    return frozenset(row.made_at for row in second if is_good(row))


def _once_each(rows: Sequence[BackupRow]) -> Sequence[BackupRow]:
    """Without copies of what stands in the data folder."""
    here = {row.made_at for row in rows if row.place is BackupPlace.DATA_FOLDER and is_good(row)}
    return [
        row
        for row in rows
        if row.place is not BackupPlace.SECOND_PLACE or row.made_at not in here or not is_good(row)
    ]


def _newest_line(state: DataState, zone: dt.tzinfo, now: dt.datetime) -> StateLine:
    days = ngettext("{count} day", "{count} days", state.alarm_days).format(count=state.alarm_days)
    if state.newest_proved is None:
        name = _("No proved backup yet")
    else:
        name = _("Last proved backup: {when}, {ago}").format(
            when=dates.in_table(state.newest_proved.astimezone(zone)),
            ago=ago_words(state.newest_proved, now),
        )
    if state.is_too_old and state.newest_proved is None:
        says = _("One is made when Huddle is closed; do not wait for it.")
        return StateLine(BAD, name, says, "newest_backup")
    if state.is_too_old:
        says = _("That is longer ago than {days}. Make one now.").format(days=days)
        return StateLine(BAD, name, says, "newest_backup")
    if state.newest_proved is None:
        says = _("One is made when Huddle is closed.")
        return StateLine(NOT_SET_UP, name, says, "newest_backup")
    says = _("You are warned when it is older than {days}.").format(days=days)
    return StateLine(WELL, name, says, "newest_backup")
