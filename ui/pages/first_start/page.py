"""The ward's name, its departments and the first account; then the recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huddle.i18n import _
from huddle.new_ward import NewWard
from huddle.rules.profile import Lasting
from ui.pages.first_start.vanishing_card import VanishingCard
from ui.theme.look import look, space
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.field import Field
from ui.widgets.labels import body, heading, quiet, secondary, title
from ui.widgets.other_stores import OtherStores
from ui.widgets.recovery_card import RecoveryCard
from ui.widgets.scroll import page_scroll


class FirstStartPage(QWidget):
    """Sets up a ward in under two minutes.

    Signals:
        make_asked: The form is filled in.
        print_asked: The recovery key shall be saved as a page to print.
        go_on_asked: The recovery key has been noted.
        other_asked: Other data on this computer shall be opened instead; carries its folder.

    Args:
        departments: Those that are offered.
        time_zone: The one that is.
        where: Says where the data will be.
        others: Other data folders of this account.
    """

    make_asked = Signal(NewWard)
    print_asked = Signal()
    go_on_asked = Signal()
    other_asked = Signal(object)

    def __init__(
        self,
        departments: tuple[str, ...],
        time_zone: str,
        where: str,
        others: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("first_start_page")
        self._stack = QStackedLayout(self)
        self._fields: dict[str, Field] = {}
        self._vanishing: VanishingCard | None = None
        self._stack.addWidget(self._build_form(departments, time_zone, where, others))
        self._stack.addWidget(self._build_key())

    def start(self) -> None:
        """Put the cursor where the next word goes."""
        self._ward.setFocus()

    def warn(self, found: Lasting) -> None:
        """Say above the form that the data would not last; the ward is made only if told so."""
        self._vanishing = VanishingCard(found)
        self._notes.addWidget(self._vanishing)

    def show_busy(self, *, busy: bool) -> None:
        """Say that the ward is being made."""
        self._trouble.hide()
        self._make.setEnabled(not busy)
        self._make.set_text(_("Making the ward…") if busy else _("Make the ward"))

    def show_refusal(self, field: str, text: str) -> None:
        """Say beside a field what does not fit."""
        self.show_busy(busy=False)
        for one in self._fields.values():
            one.clear_error()
        shown = self._fields.get(field, self._fields["name"])
        shown.show_error(text)
        shown.control.setFocus()

    def show_trouble(self, text: str) -> None:
        """Say what stands in the way of making anything; the form stays as it is."""
        self.show_busy(busy=False)
        self._trouble.setText(text)
        self._trouble.show()
        self._make.setFocus()

    def show_recovery_key(self, recovery_key: str) -> None:
        """Show the key that opens the ward when every password is forgotten."""
        self._recovery.show_key(recovery_key)
        self._stack.setCurrentIndex(1)
        self._recovery.begin()

    def _build_form(
        self, departments: tuple[str, ...], time_zone: str, where: str, others: Sequence[Path]
    ) -> QWidget:
        scroll = page_scroll("first_start_scroll")
        column = scroll.column
        column.addWidget(title(_("Set up your ward"), "first_start_title"))
        column.addWidget(
            quiet(_("Two minutes. Everything can be changed later."), "first_start_lead")
        )
        self._notes = QVBoxLayout()
        self._notes.setSpacing(space("two"))
        column.addLayout(self._notes)
        if others:
            self._notes.addWidget(self._others_card(others))
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(self._ward_card(departments, time_zone), 1)
        row.addWidget(self._account_card(where), 1)
        column.addLayout(row)
        column.addStretch()
        return scroll

    def _others_card(self, others: Sequence[Path]) -> Card:
        card, stores = Card("others_card"), OtherStores(others)
        stores.wanted.connect(self.other_asked)
        card.column.addWidget(stores)
        return card

    def _ward_card(self, departments: tuple[str, ...], time_zone: str) -> Card:
        card = Card("ward_card")
        card.column.addWidget(heading(_("The ward"), "ward_heading"))
        self._ward = self._line("name", "ward_name", _("Ward name"), card)
        self._departments = QPlainTextEdit("\n".join(departments))
        self._departments.setObjectName("departments")
        self._departments.setTabChangesFocus(True)
        self._departments.setMinimumHeight(look().size("control") * 6)
        field = Field(
            _("Departments that take part, one a line"),
            self._departments,
            object_name="departments_field",
        )
        self._fields["departments"] = field
        card.column.addWidget(field, 1)
        self._zone = self._line("time_zone", "time_zone", _("Time zone"), card)
        self._zone.setText(time_zone)
        return card

    def _account_card(self, where: str) -> Card:
        card = Card("account_card")
        card.column.addWidget(heading(_("You"), "account_heading"))
        self._name = self._line(
            "sign_in_name",
            "sign_in_name",
            _("Sign-in name"),
            card,
            hint=_("Your initials or your post will do."),
        )
        self._password = self._line(
            "password",
            "password",
            _("Password"),
            card,
            hint=_("At least 15 characters; three words do well."),
        )
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        shown = Tick(_("Show the password"), "show_password")
        shown.toggled.connect(self._show_password)
        card.column.addWidget(shown)
        card.column.addSpacing(space("one"))
        self._make = main_button(_("Make the ward"), "make_ward", key=_("Enter"))
        self._make.clicked.connect(self._submit)
        card.column.addWidget(self._make)
        self._trouble = body("", "first_start_trouble", tone="danger")
        self._trouble.hide()
        card.column.addWidget(self._trouble)
        card.column.addWidget(secondary(where, "first_start_folder"))
        card.column.addStretch()
        return card

    def _build_key(self) -> QWidget:
        scroll = page_scroll("recovery_scroll")
        scroll.column.addStretch(1)
        self._recovery = RecoveryCard(_("Go to Today"))
        self._recovery.print_asked.connect(self.print_asked)
        self._recovery.noted.connect(self.go_on_asked)
        centred = QHBoxLayout()
        centred.addStretch()
        centred.addWidget(self._recovery, 4)
        centred.addStretch()
        scroll.column.addLayout(centred)
        scroll.column.addStretch(2)
        return scroll

    def _line(
        self, field: str, object_name: str, label: str, card: Card, *, hint: str = ""
    ) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(object_name)
        line.returnPressed.connect(self._submit)
        self._fields[field] = Field(label, line, hint=hint, object_name=f"{object_name}_field")
        card.column.addWidget(self._fields[field])
        return line

    def _show_password(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._password.setEchoMode(mode)

    def _submit(self) -> None:
        if not self._make.isEnabled():
            return
        if self._vanishing is not None and not self._vanishing.lets_go_on:
            self.show_trouble(_("Read above why the data would not last here, and decide there."))
            self._vanishing.tick.setFocus()
            return
        self.make_asked.emit(
            NewWard(
                ward_name=self._ward.text(),
                time_zone=self._zone.text().strip(),
                departments=tuple(self._departments.toPlainText().splitlines()),
                sign_in_name=self._name.text(),
                password=self._password.text(),
            )
        )
