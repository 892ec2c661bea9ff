"""The locked window: who is there, and the one secret that opens it for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.ward import SignInName
from ui.pages.start.card_page import CardPage, secret_line
from ui.theme.look import look
from ui.widgets.buttons import main_button, quiet_button
from ui.widgets.field import Field
from ui.widgets.labels import quiet, title

_ROWS_IN_VIEW = 4
_LARGE = 1.5
"""From this size of text on only half of them leave room for the rest."""


class LockPage(CardPage):
    """Asks who goes on.

    Up and down choose another name from anywhere; the cursor stays at the secret.

    Signals:
        open_asked: A name, its PIN or password, and a PIN to use from now on or nothing.
        pulse_asked: Somebody has a code of the pulse; who they are is not asked.
    """

    open_asked = Signal(str, str, str)
    pulse_asked = Signal()

    def __init__(self) -> None:
        super().__init__("lock")
        self._names: dict[str, SignInName] = {}
        self._last = ""
        self._pins_allowed = False
        self._build()

    @property
    def name(self) -> str:
        """Who is chosen."""
        return self._list.chosen or self._last

    def begin(self, name: str) -> None:
        """Say who was there, or for the wall nobody; the others are shown when they are known."""
        self._last = name
        self.raise_note.forget()
        self.show_pulse("")
        self._about.setText(
            _("{name} was signed in. Nothing is lost, and a running huddle goes on.").format(
                name=name
            )
            if name
            else _("The wall was open here. Sign in to go on, and to open it again.")
        )
        self._names = {}
        self._list.show_names([], name)
        self._chosen()

    def start(self) -> None:
        """Put the cursor at the secret, or in what is being raised."""
        if self.card.isHidden():
            self.raise_note.begin()
        else:
            self._secret.setFocus()

    def show_names(self, names: Sequence[SignInName], pins_allowed: bool) -> None:
        """Show who can sign in; the choice made so far stays."""
        before = self.name
        self._names = {row.name: row for row in names}
        self._pins_allowed = pins_allowed
        self._list.show_names(names, before)
        self._list_field.setVisible(len(names) > 1)
        if self.name == before:
            self._fit()
        else:
            self._chosen()

    def fit(self) -> None:
        """Have the size that the text asks for."""
        super().fit()
        if self.findChild(_NameList) is not None:
            self._list.fit()

    def show_pulse(self, text: str) -> None:
        """Say what came of answering the pulse; nothing for no more."""
        self._pulse_said.setText(text)
        self._pulse_said.setVisible(bool(text))

    def show_busy(self, *, busy: bool) -> None:
        """Say that the secret is being looked at."""
        self._open.setEnabled(not busy)
        self._open.set_text(_("Opening…") if busy else _("Open"))

    def show_refusal(self, text: str) -> None:
        """Say beside the secret what did not fit; the secret is taken away, the name stays."""
        self.show_busy(busy=False)
        self._secret.clear()
        self._secret_field.show_error(text)
        self._secret.setFocus()

    def show_pin_refusal(self, text: str) -> None:
        """Say beside the new PIN why it cannot be used."""
        self.show_busy(busy=False)
        self._pin_field.show_error(text)
        self._pin.setFocus()
        self._pin.selectAll()

    def clear(self) -> None:
        """Forget what was typed."""
        self.show_busy(busy=False)
        for field, typed in ((self._secret_field, self._secret), (self._pin_field, self._pin)):
            typed.clear()
            field.clear_error()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in a line choose another name."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key())
            if by is not None:
                self._list.choose_by(by)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = self.card.column
        column.addWidget(title(_("Locked"), "lock_title"))
        self._about = quiet("", "lock_about")
        column.addWidget(self._about)
        self._list = _NameList()
        self._list.currentRowChanged.connect(self._chosen)
        self._list.itemClicked.connect(self._secret_next)
        self._list.itemActivated.connect(self._secret_next)
        self._list_field = Field(_("Who is there?"), self._list, object_name="lock_names_field")
        self._list_field.hide()
        self._secret = secret_line("lock_secret", self._submit)
        self._secret_field = Field(_("Password"), self._secret, object_name="lock_secret_field")
        self._pin = secret_line("lock_pin", self._submit)
        self._pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._pin_field = Field(
            _("Six digits for the rest of today (optional)"),
            self._pin,
            hint=_("They open in place of the password until Huddle is closed."),
            object_name="lock_pin_field",
        )
        for typed in (self._secret, self._pin):
            typed.installEventFilter(self)
        self._open = main_button(_("Open"), "lock_open", key=_("Enter"))
        self._open.clicked.connect(self._submit)
        for part in (self._list_field, self._secret_field, self._pin_field, self._open):
            column.addWidget(part)
        pulse = quiet_button(_("Answer the pulse with a code…"), "lock_pulse")
        pulse.clicked.connect(self.pulse_asked)
        column.addWidget(pulse, 0, Qt.AlignmentFlag.AlignLeft)
        self._pulse_said = quiet("", "lock_pulse_said")
        self._pulse_said.hide()
        column.addWidget(self._pulse_said)

    def _chosen(self) -> None:
        self.clear()
        self._fit()

    def _fit(self) -> None:
        """Ask for what the person who is chosen has."""
        row = self._names.get(self.name)
        words = _("PIN or password") if row is not None and row.has_pin else _("Password")
        self._secret_field.label.setText(words)
        self._secret.setAccessibleName(words)
        self._pin_field.setVisible(self._pins_allowed and row is not None and not row.has_pin)

    def _secret_next(self) -> None:
        self._secret.setFocus()

    def _submit(self) -> None:
        if not self._open.isEnabled():
            return
        if not self._secret.text():
            self._secret.setFocus()
            return
        for field in (self._secret_field, self._pin_field):
            field.clear_error()
        pin = self._pin.text() if self._pin_field.isVisible() else ""
        self.open_asked.emit(self.name, self._secret.text(), pin)


class _NameList(QListWidget):
    """The names, as high as the first few of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock_names")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)

    @property
    def chosen(self) -> str:
        """The name that is chosen; empty before they are known."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def show_names(self, names: Sequence[SignInName], chosen: str) -> None:
        """Have just these names; one of them is chosen."""
        self.blockSignals(True)
        self.clear()
        for row in names:
            words = _("{name} · {role}").format(name=row.name, role=label(row.role))
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, row.name)
        known = [row.name for row in names]
        self.setCurrentRow(known.index(chosen) if chosen in known else 0)
        self.fit()
        self.blockSignals(False)

    def fit(self) -> None:
        """Have the height that a few names need in the size of text."""
        height = look().size("control")
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, height))
        rows = _ROWS_IN_VIEW if look().scale < _LARGE else _ROWS_IN_VIEW // 2
        edges = 2 * self.frameWidth() + 2
        self.setFixedHeight(min(max(1, self.count()), rows) * height + edges)

    def choose_by(self, by: int) -> None:
        """Choose the name before or after."""
        self.setCurrentRow(max(0, min(self.currentRow() + by, self.count() - 1)))
