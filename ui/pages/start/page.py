"""Name and password, or the recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.pages.start.card_page import CardPage, line, secret_line
from ui.widgets.buttons import button, main_button, quiet_button
from ui.widgets.field import Field
from ui.widgets.labels import quiet, secondary, title

if TYPE_CHECKING:
    from pathlib import Path


class StartPage(CardPage):
    """Asks who is there.

    Signals:
        sign_in_asked: A name and a password were given.
        recovery_asked: A recovery key was given.
        backups_asked: The data will not open, and a backup shall be brought back; carries the
            name and why it does not open.
        other_asked: Other data on this computer shall be opened instead; carries its folder.

    Args:
        folder: Where the data is.
        sign_in_name: Whose name is offered.
        others: Other data folders of this account.
    """

    sign_in_asked = Signal(str, str)
    recovery_asked = Signal(str)
    backups_asked = Signal(str, str)
    other_asked = Signal(object)

    def __init__(self, folder: str, sign_in_name: str, others: Sequence[Path] = ()) -> None:
        super().__init__("start")
        self._build(folder)
        if others:
            self._add_others(others)
        self._name.setText(sign_in_name)
        self._use_recovery_key(use=False)

    def settle(self) -> None:
        """Show what the first paint does without: painting the key needs much more of Qt."""
        self._open.set_key(_("Enter"))

    def start(self) -> None:
        """Put the cursor where the next word goes."""
        if self._recovery_field.isVisible():
            self._recovery.setFocus()
        elif self._name.text():
            self._password.setFocus()
        else:
            self._name.setFocus()

    def show_busy(self, *, busy: bool) -> None:
        """Say that the ward is being opened."""
        for control in (self._name, self._password, self._recovery, self._open, self._other):
            control.setEnabled(not busy)
        self._open.set_text(_("Opening…") if busy else _("Open the ward"))

    def show_refusal(self, text: str) -> None:
        """Say beside the field what did not fit; the password is taken away, the name stays."""
        self.show_trouble(text)
        self._password.clear()
        self.start()

    def forget(self) -> None:
        """Take away what was typed to open the ward."""
        self._password.clear()
        self._recovery.clear()

    def show_trouble(self, text: str) -> None:
        """Say what stands in the way of opening anything."""
        self.show_busy(busy=False)
        shown = self._recovery_field if self._recovery_field.isVisible() else self._password_field
        shown.show_error(text)

    def offer_backups(self) -> None:
        """Offer a backup, because the data will not open."""
        self._backups.show()
        self.start()

    def _ask_backups(self) -> None:
        fields = (self._password_field, self._recovery_field)
        self.backups_asked.emit(
            self._name.text(), " ".join(filter(None, (f.error for f in fields)))
        )

    def _build(self, folder: str) -> None:
        column = self.card.column
        column.addWidget(title(_("Huddle"), "start_title"))
        column.addWidget(quiet(_("Sign in to open the ward."), "start_lead"))
        self._name = line("sign_in_name", self._submit)
        self._name_field = Field(_("Your sign-in name"), self._name, object_name="name_field")
        self._password = secret_line("password", self._submit)
        self._password_field = Field(_("Password"), self._password, object_name="password_field")
        self._recovery = line("recovery_key", self._submit)
        self._recovery_field = Field(
            _("Recovery key"),
            self._recovery,
            hint=_("Eight groups of four, as written down when the ward was set up."),
            object_name="recovery_field",
        )
        self._open = main_button(_("Open the ward"), "open_ward")
        self._open.clicked.connect(self._submit)
        self._other = quiet_button("", "other_way")
        self._other.clicked.connect(
            lambda: self._use_recovery_key(use=not self._recovery_field.isVisible())
        )
        self._backups = button(_("Bring back a backup…"), "start_backups")
        self._backups.clicked.connect(self._ask_backups)
        self._backups.hide()
        for widget in (
            self._name_field,
            self._password_field,
            self._recovery_field,
            self._backups,
            self._open,
            self._other,
        ):
            column.addWidget(widget)
        column.addWidget(secondary(_("Data: {folder}").format(folder=folder), "start_folder"))

    def _add_others(self, others: Sequence[Path]) -> None:
        from ui.widgets.other_stores import OtherStores  # noqa: PLC0415 - most accounts have none

        stores = OtherStores(others)
        stores.wanted.connect(self.other_asked)
        self.card.column.addWidget(stores)

    def _use_recovery_key(self, *, use: bool) -> None:
        self._name_field.setVisible(not use)
        self._password_field.setVisible(not use)
        self._recovery_field.setVisible(use)
        self._other.set_text(_("Use a password") if use else _("Use the recovery key"))
        for field in (self._password_field, self._recovery_field):
            field.clear_error()
        self.start()

    def _submit(self) -> None:
        if not self._open.isEnabled():
            return
        if self._recovery_field.isVisible():
            self.recovery_asked.emit(self._recovery.text())
        elif not self._password.text() and self.focusWidget() is self._name:
            self._password.setFocus()
        else:
            self.sign_in_asked.emit(self._name.text(), self._password.text())
