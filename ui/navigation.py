"""The dark rail at the side: the pages of the window, given as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import look, space
from ui.widgets.labels import Label
from ui.widgets.restyle import set_styled


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place to go to.

    Attributes:
        key: What `chosen` emits.
        label: What its button says, already translated.
        shortcut: Its keys, shown beside the label; empty for none.
        is_page: Whether it stays marked once chosen.
    """

    key: str
    label: str
    shortcut: str = ""
    is_page: bool = True


class RailButton(QPushButton):
    """One entry of the rail, with its shortcut at the right."""

    def __init__(self, entry: NavigationEntry, move: Callable[[QWidget, int], None]) -> None:
        super().__init__(entry.label.replace("&", "&&"))
        self.entry = entry
        self._move = move
        self.setObjectName(f"go_{entry.key}")
        self.setAccessibleName(entry.label)
        self.setAccessibleDescription(entry.shortcut)
        self.setCheckable(entry.is_page)
        self._key = Label(entry.shortcut, "secondary", wraps=False)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space("one") + space("half"), 0)
        row.addStretch()
        row.addWidget(self._key)
        self.toggled.connect(lambda on: set_styled(self._key, "chosen", on))

    def sizeHint(self) -> QSize:
        """The size of the label, with room for the shortcut."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._key.sizeHint().width() + space("one"), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go along the rail; Enter chooses."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self._move(self, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class NavigationRail(QFrame):
    """The rail of pages.

    Signals:
        chosen: The key of the entry that a person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        entries: Sequence[NavigationEntry],
        foot: Sequence[NavigationEntry] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the rail.

        Args:
            name: What stands at its head.
            entries: The pages, in order.
            foot: What stands at its bottom.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self._current = ""
        self._buttons: list[RailButton] = []
        self._column = QVBoxLayout(self)
        margin = space("one") + space("half")
        self._column.setContentsMargins(margin, space("two"), margin, space("two"))
        self._column.setSpacing(space("half"))
        head = Label(name, "heading", object_name="navigation_name", wraps=False)
        head.setContentsMargins(margin, 0, 0, space("one"))
        self._column.addWidget(head)
        self._add(entries)
        self._column.addStretch()
        self._add(foot)

    @property
    def current(self) -> str:
        """The key of the entry that is marked."""
        return self._current

    def select(self, key: str) -> None:
        """Mark an entry without saying that a person chose it; empty marks none."""
        self._current = key
        for button in self._buttons:
            button.setChecked(button.entry.key == key)

    def sizeHint(self) -> QSize:
        """As wide as the tokens say, or as the longest entry needs."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._least()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as it should be; it does not shrink."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def _least(self) -> int:
        look_now = look()
        return round(look_now.size("rail") / look_now.scale)

    def _add(self, entries: Sequence[NavigationEntry]) -> None:
        for entry in entries:
            button = RailButton(entry, self._move)
            button.clicked.connect(lambda _on=False, key=entry.key: self._choose(key))
            self._buttons.append(button)
            self._column.addWidget(button)
            if entry.shortcut:
                shortcut = QShortcut(QKeySequence(entry.shortcut), self)
                shortcut.activated.connect(lambda key=entry.key: self._choose(key))

    def _choose(self, key: str) -> None:
        self.select(key if self._is_page(key) else self._current)
        self.chosen.emit(key)

    def _is_page(self, key: str) -> bool:
        return any(button.entry.is_page for button in self._buttons if button.entry.key == key)

    def _move(self, button: QWidget, by: int) -> None:
        at = next(i for i, known in enumerate(self._buttons) if known is button) + by
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
