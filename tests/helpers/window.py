"""The real window in a test: started as a person starts it, and gone when the test ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QWidget

from huddle.clock import Clock
from huddle.paths import Paths
from huddle.ward import Ward
from tests.helpers import qt
from ui.app import App, create_app
from ui.pages.run.page import RunPage
from ui.rail_buttons import RailButton
from ui.tray import Tray
from ui.window import Window

SETTLES_MS = 20_000
"""A slow disk, or the Argon2id of a first start on a busy machine."""


class ChosenFiles:
    """Stands in for the system's file dialogs: every file goes to one folder."""

    def __init__(self, folder: Path) -> None:
        self.place = folder
        self.saved: list[Path] = []

    def save(
        self, parent: QWidget, *, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Choose the suggested name."""
        place = self.place / name
        self.saved.append(place)
        then(place)

    def open(
        self, parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Choose what was saved last."""
        then(self.saved[-1])

    def folder(self, parent: QWidget, *, title: str, then: Callable[[Path], None]) -> None:
        """Choose the folder."""
        then(self.place)


class Driver:
    """A person in front of the window.

    Args:
        paths: The store's and the settings' places.
        clock: What time it is.
        folder: Where files are saved.
        tray: Makes the tray's icon; the real one when not given.
        in_tray: Whether it starts in the tray.
    """

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        folder: Path,
        tray: type[Tray] | None = None,
        *,
        in_tray: bool = False,
    ) -> None:
        self._qt = QApplication.instance()
        assert isinstance(self._qt, QApplication)
        self.files = ChosenFiles(folder)
        self.app: App = create_app(self._qt, paths, clock, files=self.files, tray=tray)
        self.failures: list[Exception] = []
        self.app.tasks.unhandled.connect(self.failures.append)
        self.is_open = True
        self.app.show(in_tray=in_tray)
        if in_tray:
            qt.wait_until(lambda: self.app.staying is not None, "it to have started")
        else:
            qt.activate(self.window)
        self.settle()

    @property
    def window(self) -> Window:
        """The window."""
        return self.app.window

    @property
    def page(self) -> str:
        """The page in view; empty before anybody is signed in."""
        return self.window.current

    @property
    def message(self) -> str:
        """What the message bar says."""
        return self.window.messages.text

    @property
    def ward(self) -> Ward:
        """The open ward."""
        assert self.app.ward is not None
        return self.app.ward

    @property
    def run(self) -> RunPage:
        """The Run page."""
        return self.find("run_page", RunPage)

    # Looking

    def find(self, name: str, kind: type[qt.W] = QWidget) -> qt.W:  # type: ignore[assignment]
        """The widget of this object name."""
        return qt.find(self.window, name, kind)

    def shows(self, name: str) -> bool:
        """Whether a widget of this object name is in view."""
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def text(self, name: str) -> str:
        """What the label of this object name says."""
        return self.find(name, QLabel).text()

    def texts(self, prefix: str) -> list[str]:
        """What the visible labels say whose object names begin so, from top to bottom."""
        found = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        named = [one for one in found if one.objectName().startswith(prefix)]
        named.sort(key=lambda one: one.mapTo(self.window, one.rect().topLeft()).y())
        return [one.text() for one in named]

    # Doing

    def settle(self) -> None:
        """Let everything that was asked for come back."""
        qt.wait_until(
            lambda: self.app.tasks.is_idle, "the workers to be idle", timeout_ms=SETTLES_MS
        )
        qt.lay_out()

    def click(self, name: str) -> None:
        """Click a control, and wait for what comes of it; a folded page of the rail unfolds."""
        if name.startswith("go_"):
            self._unfold(name)
        qt.click(self.window, name)
        self.settle()

    def type(self, name: str, text: str, *, instead: bool = False) -> None:
        """Click into a field and type; the first of several lines may replace what is there."""
        first, *others = text.split("\n")
        qt.type_text(self.window, name, first, instead=instead)
        for line in others:
            qt.press(Qt.Key.Key_Return)
            QTest.keyClicks(qt.focused(), line)
        self.settle()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        """Press a key where the keyboard is, and wait for what comes of it."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        for _ in range(times):
            QTest.keyClick(_hears_keys(), key, held)
            self.settle()

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """Press a key with Alt."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def paste(self, name: str, text: str, *, by_insert: bool = False) -> None:
        """Click into a field and paste by Ctrl+V, or by Shift+Insert."""
        qt.click(self.window, name)
        QApplication.clipboard().setText(text)
        if by_insert:
            self.press(Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
        else:
            self.ctrl(Qt.Key.Key_V)

    def choose(self, name: str, label: str) -> None:
        """Choose an entry of a drop-down list by the keys."""
        box = self.find(name, QComboBox)
        wanted = box.findText(label)
        assert wanted >= 0, f"{name!r} offers no {label!r}"
        qt.activate(self.window)
        box.setFocus()
        by = wanted - box.currentIndex()
        self.press(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, times=abs(by))
        assert box.currentText() == label

    def pick(self, name: str, label: str) -> None:
        """Open the menu of a button and click one of its entries."""
        qt.click(self.window, name)
        qt.wait_until(lambda: QApplication.activePopupWidget() is not None, f"{name!r}'s menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        act = next(one for one in menu.actions() if one.text() == label)
        self._click_act(menu, act)

    def choose_entry(self, name: str) -> None:
        """Choose an entry of the open menu or of a menu in it, by its object name."""
        (entry,) = self.window.findChildren(QAction, name)
        entry.trigger()
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        self.settle()

    @property
    def said(self) -> str:
        """What the message bar and an open dialog say."""
        asked = self._question()
        labels = asked.findChildren(QLabel) if asked is not None else []
        return " ".join([self.message, *(label.text() for label in labels)])

    def dialog(self) -> QWidget:
        """The dialog that is open, with the keyboard in it."""
        qt.wait_until(lambda: self._question() is not None, "a dialog")
        asked = self._question()
        assert asked is not None
        qt.activate(asked)
        return asked

    def dismiss(self) -> None:
        """Leave the dialogs that are open."""
        while self._question() is not None:
            asked = self.dialog()
            QTest.keyClick(asked, Qt.Key.Key_Escape)
            self._wait_until_gone(asked)
        qt.activate(self.window)

    def answer(self, text: str = "") -> None:
        """Answer the question that is open: type, and press Enter."""
        asked = self.dialog()
        if text:
            qt.type_text(asked, "question_line", text, instead=True)
        QTest.keyClick(asked.focusWidget() or asked, Qt.Key.Key_Return)
        self._wait_until_gone(asked)
        qt.activate(self.window)
        self.settle()

    # Beginning and ending

    def sign_in(self, name: str, password: str) -> None:
        """Type name and password on the sign-in page."""
        self.type("sign_in_name", name, instead=True)
        self.type("password", password, instead=True)
        self.press(Qt.Key.Key_Return)

    def capture(self, line: str) -> None:
        """Type a line in the capture line and press Enter."""
        self.type("capture_line", line)
        self.press(Qt.Key.Key_Return)

    def close(self) -> None:
        """Close the window as a person does; a proved backup is made."""
        if not self.is_open:
            return
        self.window.close()
        qt.wait_until(
            lambda: not self.window.isVisible(), "the window to close", timeout_ms=SETTLES_MS
        )
        self._let_go()

    def vanish(self) -> None:
        """Be gone at once: nothing is asked, nothing more is saved."""
        if not self.is_open:
            return
        self.app.tasks.shutdown()
        if self.app.ward is not None:
            self.app.ward.close()
        self.window.close_now()
        self._let_go()

    def _unfold(self, name: str) -> None:
        page = self.find(name, RailButton)
        if page.entry.within and not page.isVisible():
            qt.click(self.window, f"go_{page.entry.within}")

    def _let_go(self) -> None:
        self.is_open = False
        self.window.deleteLater()
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _click_act(self, menu: QMenu, act: QAction) -> None:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())
        self.settle()

    def _wait_until_gone(self, asked: QWidget) -> None:
        qt.wait_until(lambda: self._question() is not asked, "the dialog to close")

    def _question(self) -> QWidget | None:
        found = QApplication.activeModalWidget()
        return found if found is not None and found.isVisible() else None


def _hears_keys() -> QWidget:
    """What the window system gives key presses to: an open list or menu, else the focus."""
    popup = QApplication.activePopupWidget()
    return qt.focused() if popup is None else popup.focusWidget() or popup
