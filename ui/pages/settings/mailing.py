"""What the mail card does: every field keeps itself, the password goes to the keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.rows.mail import MailRow
from ui.field_saving import FieldSaving, Place
from ui.in_turn import InTurn
from ui.pages.settings.mail_card import MailCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from huddle.ward import Ward
    from ui.desk import Desk
    from ui.widgets.saved_mark import SavedMark

_PASSWORD, _TEST = "password", "test"


class Mailing(QObject):
    """The behaviour of the card.

    Args:
        card: Its widgets.
        desk: What it works with.
        saved: Says that something is kept.
    """

    def __init__(self, card: MailCard, desk: Desk, saved: SavedMark) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._saved = saved
        self._row: MailRow | None = None
        self._turns = InTurn(desk.tasks, card)
        self._turns.done.connect(self.refresh)
        self._fields = FieldSaving(desk, card, self._turns)
        card.changed.connect(self._change)
        card.password_given.connect(self._keep_password)
        card.test_asked.connect(self._send_test)

    def refresh(self) -> None:
        """Ask how mail is set, once all changes under way have come back."""
        if not self._turns.is_busy:
            mail = self._desk.ward.mail
            self._desk.tasks.run(self._card, mail.settings, self._show, self._failed)

    def _show(self, row: MailRow) -> None:
        if self._turns.is_busy:
            return
        self._row = row
        self._card.show_settings(row)
        if row.host and row.user_name:
            ward = self._desk.ward
            # A keyring may ask a person first.
            self._desk.tasks.run(
                self._card,
                lambda: _password_words(ward),
                self._card.show_password,
                self._failed,
                long=True,
                key="mail_password_state",
            )
        else:
            self._card.show_password("")

    def _change(self, field: str, value: Any) -> None:
        mail = self._desk.ward.mail

        def kept(row: MailRow) -> None:
            self._row = row
            self._card.show_error(field, "")
            self._saved.saved()

        self._saved.clear()
        self._fields.save(
            Place(
                lambda: self._row,
                lambda row, changes: mail.change(row.row_version, **changes),
                mail.settings,
            ),
            {field: value},
            kept,
            lambda error: self._beside(field, error),
            lambda said: self._card.show_error(field, said),
        )

    def _keep_password(self, password: str) -> None:
        def kept(_done: object) -> None:
            self._card.password_kept()
            self.refresh()
            self._saved.saved()

        mail = self._desk.ward.mail
        self._after_changes(
            lambda: mail.keep_password(password),
            kept,
            lambda error: self._beside(_PASSWORD, error),
            "mail_password",
        )

    def _send_test(self, mailbox: str) -> None:
        self._card.show_testing()
        mail = self._desk.ward.mail
        said = _("The server took it. Look into {mailbox}.").format(mailbox=mailbox)
        self._after_changes(
            lambda: mail.send_test(mailbox),
            lambda _done: self._card.show_test(said, is_well=True),
            self._not_tested,
            "mail_test",
        )

    def _after_changes(
        self,
        call: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
        key: str,
    ) -> None:
        """Do what may take long, with the settings as they are once the fields were kept."""

        def start() -> None:
            self._desk.tasks.run(self._card, call, done, failed, long=True, key=key)

        self._turns.add(start, lambda _nothing: None, self._failed)

    def _not_tested(self, error: Exception) -> None:
        self._card.show_test("", is_well=True)
        field = error.field if isinstance(error, Refused) else ""
        self._beside(field if field in ("host", "sender") else _TEST, error)

    def _beside(self, field: str, error: Exception) -> None:
        """Say at a field what went wrong with it."""
        if isinstance(error, Refused):
            self._card.show_error(error.field if field == "is_on" else field, error.message)
        elif isinstance(error, Environment) and field in (_PASSWORD, _TEST):
            self._card.show_error(field, f"{error.message} {error.remedy}".strip())
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)


def _password_words(ward: Ward) -> str:
    try:
        is_kept = ward.mail.has_password()
    except Environment as error:
        return f"{error.message} {error.remedy}"
    if is_kept:
        return _("This computer holds the password. Keeping an empty one takes it away.")
    return _("This computer does not hold the password yet.")
