"""Where the data is, and the second place its backups go to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.upkeep import DataState
from ui.backup_words import size_words
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, body, breakable, heading, quiet, strong

_ALARM_DAYS = (1, 2, 3, 7, 14, 30)


class PlaceCard(Card):
    """Folders, and after how many days without a backup people are warned.

    Signals:
        second_wanted: A second place shall be chosen.
        no_second_wanted: There shall be none.
        days_chosen: How old the last backup may be.
    """

    second_wanted = Signal()
    no_second_wanted = Signal()
    days_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("place_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Where the data is")))
        self._folder = _path("data_folder")
        self._size = quiet("", "data_size")
        self.column.addLayout(_close(self._folder, self._size))
        second = self._build_second()
        self._days = Choice("alarm_days")
        self._days.be_narrow()
        self._days.picked.connect(lambda key: self.days_chosen.emit(int(key)))
        field = Field(
            _("Warn when the last proved backup is older than"),
            self._days,
            object_name="alarm_days_field",
        )
        self.column.addWidget(field)
        self._of_a_file = [self._size, *second, field]

    def show_state(self, state: DataState) -> None:
        """Show where it is."""
        self._folder.setText(breakable(state.data_dir))
        for part in self._of_a_file:
            part.setVisible(not state.server_says)
        if state.server_says:
            return
        self._size.setText(
            _("{size}, encrypted. The backups are in it, encrypted in the same way.").format(
                size=size_words(state.byte_count)
            )
        )
        self._show_second(state)
        choices = sorted({*_ALARM_DAYS, state.alarm_days})
        self._days.offer([(str(days), _days_words(days)) for days in choices])
        self._days.select(str(state.alarm_days))

    def show_refusal(self, text: str) -> None:
        """Say why a folder cannot be the second place; empty takes it back."""
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))

    def _build_second(self) -> tuple[QWidget, ...]:
        self._second = _path("second_folder")
        self._second_says = quiet("", "second_says")
        self._refusal = body("", "second_refusal", tone="danger")
        self._refusal.hide()
        name = strong(_("Second place"))
        self.column.addLayout(_close(name, self._second, self._second_says, self._refusal))
        buttons = Flow("second_buttons")
        self._choose = button(_("Choose a folder…"), "choose_second")
        self._none = quiet_button(_("Use none"), "no_second")
        self._choose.clicked.connect(self.second_wanted)
        self._none.clicked.connect(self.no_second_wanted)
        buttons.add(self._choose)
        buttons.add(self._none)
        self.column.addWidget(buttons)
        return name, self._second, self._second_says, buttons

    def _show_second(self, state: DataState) -> None:
        is_chosen = bool(state.second_folder)
        self._second.setText(breakable(Path(state.second_folder)) if is_chosen else "")
        self._second.setVisible(is_chosen)
        self._none.setVisible(is_chosen)
        if not is_chosen:
            says = _(
                "None is chosen. If this computer is lost or breaks, the backups are lost with "
                "it: choose a stick, another disk or a share."
            )
        elif state.is_second_there:
            says = _("Each backup is copied there and proved there, too.")
        else:
            says = _("It is not there now. Connect it, then back up.")
        self._second_says.setText(says)
        self._second_says.set_tone("" if state.is_second_there or not is_chosen else "danger")


def _close(*labels: Label) -> QVBoxLayout:
    """Labels that belong together."""
    column = QVBoxLayout()
    column.setSpacing(space("half"))
    for label in labels:
        column.addWidget(label)
    return column


def _path(object_name: str) -> Label:
    made = body("", object_name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _days_words(days: int) -> str:
    return ngettext("{count} day", "{count} days", days).format(count=days)
