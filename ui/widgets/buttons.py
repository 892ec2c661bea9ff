"""Buttons by their weight on the page, with their shortcut shown after the label."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.look import look, space


class Button(QPushButton):
    """A push button that says what it does and by which key."""

    def __init__(
        self,
        text: str,
        object_name: str,
        *,
        role: str = "plain",
        key: str = "",
        name: str = "",
        run: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: A verb and its object, already translated.
            object_name: Its name for tests.
            role: `plain`, `main`, `primary`, `quiet`, `danger`, `row` or `toggle`.
            key: Its shortcut as shown after the text.
            name: Its accessible name where the text alone would not do.
            run: Whether it has the height of the Run page.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("role", role)
        self.setProperty("place", "run" if run else "page")
        self.setAutoDefault(False)
        self._key = key
        self._name = name
        self.set_text(text)
        self.setAccessibleDescription(key)

    @property
    def words(self) -> str:
        """What it says, without its key."""
        return self.text().replace("&&", "&")

    @property
    def key(self) -> str:
        """The shortcut as shown."""
        return self._key

    def set_text(self, text: str, name: str = "") -> None:
        """Say something else from now on; an ampersand in it is just one."""
        self._name = name or self._name
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(self._name or text)

    def set_key(self, key: str) -> None:
        """Show another shortcut, or the first, from now on."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size of the text, with room for the key."""
        hint = super().sizeHint()
        if self.property("role") == "row":
            hint.setWidth(hint.width() + space("one") + look().size("icon"))
        elif self._key:
            hint.setWidth(hint.width() + look().size("key_gap") + self.key_width())
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint text and key side by side; without a key, as any button."""
        if self.property("role") != "row" and not self._key:
            super().paintEvent(event)
            return
        from ui.widgets.button_paint import paint  # noqa: PLC0415 - brings in all of QStyle

        paint(self)

    def key_width(self) -> int:
        """How wide the shortcut is, as shown."""
        return QFontMetrics(look().font("secondary")).horizontalAdvance(self._key)


class IconButton(Button):
    """A button with a picture and no words."""

    _icon_name = ""

    def __init__(self, icon_name: str, object_name: str, name: str, *, run: bool = False) -> None:
        super().__init__("", object_name, role="icon", name=name, run=run)
        self._icon_name = icon_name
        self.setToolTip(name)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the picture again when the colours change."""
        super().changeEvent(event)
        if self._icon_name and event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        from ui.theme.icons import icon  # noqa: PLC0415 - not before the first paint

        size = look().size("icon")
        self.setIcon(icon(self._icon_name))
        self.setIconSize(QSize(size, size))


def button(
    text: str, object_name: str, *, key: str = "", name: str = "", run: bool = False
) -> Button:
    """A button with a border: one of several things to do."""
    return Button(text, object_name, key=key, name=name, run=run)


def main_button(text: str, object_name: str, *, key: str = "", name: str = "") -> Button:
    """The one loudest button of a page, 52 high."""
    return Button(text, object_name, role="main", key=key, name=name)


def primary_button(
    text: str, object_name: str, *, key: str = "", name: str = "", run: bool = False
) -> Button:
    """The first choice among others, filled."""
    return Button(text, object_name, role="primary", key=key, name=name, run=run)


def quiet_button(
    text: str, object_name: str, *, key: str = "", name: str = "", run: bool = False
) -> Button:
    """A button without a border, for what is seldom needed or stands in every row."""
    return Button(text, object_name, role="quiet", key=key, name=name, run=run)


def icon_button(icon_name: str, object_name: str, name: str, *, run: bool = False) -> IconButton:
    """A button that shows a picture only; its name is its tool tip too."""
    return IconButton(icon_name, object_name, name, run=run)
