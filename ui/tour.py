"""The tour: one demo huddle run through the real window, with pictures and sheets left behind."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from huddle.clock import ShiftedClock
from huddle.demo_ward import make_demo
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rules.codes import sheet_code_for
from huddle.services.demo import TIME_ZONE, DemoPlan
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import Presence
from ui.app import App, create_app

if TYPE_CHECKING:
    from huddle.rows.huddles import RunState

_USER = "demo"
_SIZE = (1366, 768)
_BEGINS_AT = dt.time(8, 9)
_PATIENCE_MS = 30_000
_SETTLE_MS = 50
_PAGES = (
    "followups",
    "find",
    "learn",
    "reminders",
    "history",
    "safety_cross",
    "goals",
    "measures",
    "journey",
    "patient_voice",
    "huddle_measures",
    "pulse",
    "self_check",
    "practice",
    "templates",
    "people",
    "technology",
    "imports",
    "accounts",
    "privacy",
    "audit",
    "data",
    "settings",
)
_ACTION_SHEET = 2
"""The number of the first action sheet that is made: the summary comes before it."""
_SAID = (
    "Two discharge medicine charts came back after 16:00, both patients stayed @Pharmacy",
    "a: Agree one time for the last chart of the day @Pharmacy due tomorrow 14:00 !",
    "a: Bring the spare hoist back from theatres @Porters due today 12:00",
    "t: The night team moved the letters printer to the desk",
    "p: A porter stayed with me until my daughter came",
    "g: Medicines ready before noon for every planned discharge +Pharmacy +Medical +Nursing",
)


class Tour:
    """Drives the window by its own keys and buttons.

    Args:
        qt: Qt's application.
        folder: An empty folder for the made-up ward.
        out: Where pictures and sheets go.
    """

    def __init__(self, qt: QApplication, folder: Path, out: Path) -> None:
        self._qt = qt
        self._out = out
        self._paths = Paths(folder / "data", folder / "config")
        self._empty = Paths(folder / "empty", folder / "config")
        self._password = secrets.token_urlsafe(18)
        self._left = 0
        self._app: App

    def run(self) -> int:
        """Take the tour.

        Returns:
            How many files were left.
        """
        last_day = _last_weekday()
        make_demo(
            self._paths, DemoPlan(until=last_day), sign_in_name=_USER, password=self._password
        )
        begin = dt.datetime.combine(last_day, _BEGINS_AT, ZoneInfo(TIME_ZONE))
        clock = ShiftedClock(begin, running=True)
        self._show_first_start(clock)
        self._app = create_app(self._qt, self._paths, clock)
        self._app.window.resize(*_SIZE)
        self._sign_in()
        self._hold_huddle()
        for page in _PAGES:
            self._app.window.go(page)
            self._picture(page)
        self._sheets()
        self._last_pages()
        self._end()
        return self._left

    def _show_first_start(self, clock: ShiftedClock) -> None:
        app = create_app(self._qt, self._empty, clock)
        app.window.resize(*_SIZE)
        app.show()
        self._app = app
        self._picture("first-start")
        self._end()

    def _sign_in(self) -> None:
        self._app.show(user=_USER)
        # Without a window manager nobody else gives it the keyboard.
        self._app.window.activateWindow()
        self._picture("sign-in")
        self._type("password", self._password)
        self._enter("password")
        self._picture("today")

    def _hold_huddle(self) -> None:
        self._click("start_huddle")
        self._mark_present()
        self._picture("run-begin")
        for place, words in enumerate(_SAID):
            self._type("capture_line", words)
            if place == 1:
                self._picture("run-typed")
            self._enter("capture_line")
        self._picture("run-said")
        self._to_promises()
        self._picture("run-promises")
        self._review()
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._press(Qt.Key.Key_F9)
        self._type("plus", "Everyone who was asked had a word.")
        self._picture("run-close")
        self._click("close_and_print")
        self._picture("sheet")

    def _mark_present(self) -> None:
        for row in self._state().roster:
            if row.comes_usually and row.presence is Presence.UNMARKED and row.department_id:
                self._click(f"here_{row.name}")

    def _to_promises(self) -> None:
        self._press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    def _review(self) -> None:
        for key in (Qt.Key.Key_1, Qt.Key.Key_2):
            if any(promise.answer is None for promise in self._state().promises):
                self._press(key, Qt.KeyboardModifier.ControlModifier)

    def _sheets(self) -> None:
        ward = self._app.ward
        if ward is None:
            raise RuntimeError("nobody is signed in")
        # Not each made-up ward has something that went up or came in.
        nothing_of = (SheetKind.ESCALATION, SheetKind.ANSWER)
        for kind in (kind for kind in SheetKind if kind not in nothing_of):
            huddle = "latest" if kind is SheetKind.SUMMARY else ""
            order = SheetOrder(kind, huddle=huddle)
            pdf = ward.sheets.release(
                order,
                kind.laid_on(PaperSize.A4),
                purpose="save",
                reason=_("Everybody here is made up"),
            )
            self._keep(f"{kind.value}.pdf", pdf)

    def _last_pages(self) -> None:
        """What an action sheet is typed back into, and the wall, from which nobody goes on."""
        self._app.window.go("typing_in", code=sheet_code_for(_ACTION_SHEET))
        self._picture("typing-in")
        for face in ("public", "staff"):
            self._app.window.go("wall", face=face)
            self._picture(f"wall-{face}")

    def _end(self) -> None:
        self._app.close()
        self._wait()
        self._app.window.deleteLater()

    # At the keys

    def _state(self) -> RunState:
        self._wait()
        ward = self._app.ward
        if ward is None:
            raise RuntimeError("nobody is signed in")
        return ward.running.state(ward.history.record("latest").huddle.id)

    def _find(self, name: str) -> QWidget:
        found = self._app.window.findChildren(QWidget, name)
        for widget in found:
            if widget.isVisible():
                return widget
        raise LookupError(f"the window shows no {name}")

    def _type(self, name: str, words: str) -> None:
        widget = self._find(name)
        widget.setFocus()
        if isinstance(widget, QLineEdit):
            widget.clear()
        QTest.keyClicks(widget, words)
        self._wait()

    def _enter(self, name: str) -> None:
        QTest.keyClick(self._find(name), Qt.Key.Key_Return)
        self._wait()

    def _click(self, name: str) -> None:
        widget = self._find(name)
        if not isinstance(widget, QPushButton):
            raise TypeError(f"{name} is no button")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self._wait()

    def _press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._app.window.focusWidget() or self._app.window, key, modifier)
        self._wait()

    def _wait(self) -> None:
        """Until the workers are idle and what they brought has been painted."""
        loop = QEventLoop()
        for _again in range(3):
            self._app.tasks.wait_idle(_PATIENCE_MS)
            QTimer.singleShot(_SETTLE_MS, loop, loop.quit)
            loop.exec()

    # What is left

    def _picture(self, name: str) -> None:
        self._wait()
        self._left += 1
        path = self._out / f"{self._left:02}-{name}.png"
        self._app.window.grab().save(str(path))

    def _keep(self, name: str, content: bytes) -> None:
        self._left += 1
        (self._out / name).write_bytes(content)


def _last_weekday() -> dt.date:
    """Today, or the Friday before a weekend: the day the made-up ward leads up to."""
    from huddle.clock import SystemClock, local  # noqa: PLC0415

    day = local(SystemClock().now(), TIME_ZONE).date()
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
