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
from ui.widgets.scroll import PageScroll


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place to go to.

    Attributes:
        key: What `chosen` emits.
        label: What its button says, already translated.
        shortcut: Its keys, shown beside the label; empty for none.
        is_page: Whether it stays marked once chosen.
        name: Its accessible name where the label alone would not do; also its tip.
    """

    key: str
    label: str
    shortcut: str = ""
    is_page: bool = True
    name: str = ""


class RailButton(QPushButton):
    """One entry of the rail, with its shortcut at the right."""

    def __init__(self, entry: NavigationEntry, move: Callable[[QWidget, int], None]) -> None:
        super().__init__(entry.label.replace("&", "&&"))
        self.entry = entry
        self._move = move
        self.setObjectName(f"go_{entry.key}")
        self.setAccessibleName(entry.name or entry.label)
        self.setToolTip(entry.name)
        self.setAccessibleDescription(entry.shortcut)
        self.setCheckable(entry.is_page)
        self._key = Label(entry.shortcut, "secondary", wraps=False)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space("one") + space("half"), 0)
        row.addStretch()
        row.addWidget(self._key)
        self.toggled.connect(lambda on: set_styled(self._key, "chosen", on))

    def show_count(self, count: int) -> None:
        """Say in place of a shortcut how much waits there; nothing for none."""
        self._key.setText(f"{count:,}" if count else "")
        name = _("{page}, {count} new").format(page=self.entry.label, count=count)
        self.setAccessibleName(name if count else self.entry.name or self.entry.label)
        set_styled(self._key, "counts", bool(count))

    def sizeHint(self) -> QSize:
        """The size of the label, with room for the shortcut."""
        hint = super().sizeHint()
        lines = self.text().count("\n") + 1
        return QSize(
            hint.width() + self._key.sizeHint().width() + space("one"),
            hint.height() + (lines - 1) * space("one"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go along the rail; Enter chooses."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self._move(self, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Pages(PageScroll):
    """The pages; where there is no room for all of them, a scroll bar stands in the margin."""

    def __init__(self) -> None:
        super().__init__("navigation_pages", gap="half")
        self._fit(0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """As wide as the pages, with the margin or the bar."""
        hint = super().minimumSizeHint()
        spare = min(_margin(), self.verticalScrollBar().sizeHint().width())
        is_in_margin = self.column.contentsMargins().right() > 0
        return QSize(hint.width() - (spare if is_in_margin else 0), hint.height())

    def _fit(self, _least: int, most: int) -> None:
        side = _margin()
        self.column.setContentsMargins(side, space("one"), 0 if most else side, space("one"))


def _margin() -> int:
    return space("one") + space("half")


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
        margin = _margin()
        head = Label(name, "heading", object_name="navigation_name", wraps=False)
        head.setContentsMargins(2 * margin, 0, margin, 0)
        self._pages = _Pages()
        self._add(entries, self._pages.column)
        self._pages.column.addStretch()
        foot_column = QVBoxLayout()
        foot_column.setContentsMargins(margin, 0, margin, 0)
        foot_column.setSpacing(space("half"))
        self._add(foot, foot_column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("two"), 0, space("two"))
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        column.addLayout(foot_column)

    @property
    def current(self) -> str:
        """The key of the entry that is marked."""
        return self._current

    def select(self, key: str) -> None:
        """Mark an entry without saying that a person chose it; empty marks none."""
        self._current = key
        for button in self._buttons:
            button.setChecked(button.entry.key == key)

    def show_count(self, key: str, count: int) -> None:
        """Say at an entry how much waits there."""
        for button in self._buttons:
            if button.entry.key == key:
                button.show_count(count)

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

    def _add(self, entries: Sequence[NavigationEntry], column: QVBoxLayout) -> None:
        for entry in entries:
            button = RailButton(entry, self._move)
            button.clicked.connect(lambda _on=False, key=entry.key: self._choose(key))
            self._buttons.append(button)
            column.addWidget(button)
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
            self._pages.ensureWidgetVisible(self._buttons[at])
