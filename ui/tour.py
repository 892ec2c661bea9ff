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
from huddle.demo_ward import THROWN_AWAY, make_demo
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rules.capture_line import Capture
from huddle.rules.codes import sheet_code_for
from huddle.services.demo import TIME_ZONE, DemoPlan
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import ItemKind, Presence
from ui.app import App, create_app

if TYPE_CHECKING:
    from huddle.rows.huddles import RunState
    from huddle.ward import Ward

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
    "about",
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
        plan: How large the made-up ward is.
        keeps_pictures: Whether pictures are left, too, rather than only painted.
    """

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        out: Path,
        *,
        plan: DemoPlan | None = None,
        keeps_pictures: bool = True,
    ) -> None:
        self._qt = qt
        self._out = out
        self._plan = plan or DemoPlan(until=last_weekday())
        self._keeps_pictures = keeps_pictures
        self._settle_ms = _SETTLE_MS if keeps_pictures else 0
        self._paths = Paths(folder / "data", folder / "config")
        self._empty = Paths(folder / "empty", folder / "config")
        self._password = secrets.token_urlsafe(18)
        self._left = 0
        self._app: App
        self._failures: list[Exception] = []
        """What failed on a worker with no page to take it."""

    def run(self) -> int:
        """Take the tour.

        Returns:
            How many files were left.
        """
        self.begin()
        self.hold_huddle()
        self.see_pages()
        self.make_sheets()
        self.see_last_pages()
        self.end()
        return self._left

    def begin(self) -> None:
        """Make the ward, look at the first start, and sign in."""
        make_demo(
            self._paths,
            self._plan,
            sign_in_name=_USER,
            password=self._password,
            cost=THROWN_AWAY,
        )
        begin = dt.datetime.combine(self._plan.until, _BEGINS_AT, ZoneInfo(TIME_ZONE))
        clock = ShiftedClock(begin, running=True)
        self._show_first_start(clock)
        self._open(self._paths, clock)
        self._sign_in()

    def see_pages(self) -> None:
        """Leave a picture of each page of the rail."""
        for page in _PAGES:
            self._app.window.go(page)
            self._picture(page)

    def see_last_pages(self) -> None:
        """What an action sheet is typed back into, and the wall, from which nobody goes on."""
        self._app.window.go("typing_in", code=sheet_code_for(_ACTION_SHEET))
        self._picture("typing-in")
        for face in ("public", "staff"):
            self._app.window.go("wall", face=face)
            self._picture(f"wall-{face}")

    def _open(self, paths: Paths, clock: ShiftedClock) -> None:
        self._app = create_app(self._qt, paths, clock)
        self._app.tasks.unhandled.connect(self._failures.append)
        self._app.window.resize(*_SIZE)

    def _show_first_start(self, clock: ShiftedClock) -> None:
        self._open(self._empty, clock)
        self._app.show()
        self._picture("first-start")
        self.end()

    def _sign_in(self) -> None:
        self._app.show(user=_USER)
        # Without a window manager nobody else gives it the keyboard.
        self._app.window.activateWindow()
        self._picture("sign-in")
        self._type("password", self._password)
        self._enter("password")
        self._picture("today")

    def hold_huddle(self) -> None:
        """Hold the huddle of the day, from its start to its sheets."""
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

    def make_sheets(self) -> None:
        """Leave a PDF of each kind of sheet."""
        ward = self._ward
        _send_up(ward)
        for kind in SheetKind:
            huddle = "latest" if kind is SheetKind.SUMMARY else ""
            order = SheetOrder(kind, huddle=huddle)
            pdf = ward.sheets.release(
                order,
                kind.laid_on(PaperSize.A4),
                purpose="save",
                reason=_("Everybody here is made up"),
            )
            self._keep(f"{kind.value}.pdf", pdf)

    def end(self) -> None:
        """Close the window."""
        self._app.close()
        self._wait()
        self._app.window.deleteLater()

    # At the keys

    @property
    def _ward(self) -> Ward:
        if self._app.ward is None:
            raise RuntimeError("nobody is signed in")
        return self._app.ward

    def _state(self) -> RunState:
        self._wait()
        ward = self._ward
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
            QTimer.singleShot(self._settle_ms, loop, loop.quit)
            loop.exec()
        if self._failures:
            raise self._failures[0]

    # What is left

    def _picture(self, name: str) -> None:
        self._wait()
        picture = self._app.window.grab()
        if self._keeps_pictures:
            self._left += 1
            picture.save(str(self._out / f"{self._left:02}-{name}.png"))

    def _keep(self, name: str, content: bytes) -> None:
        self._left += 1
        (self._out / name).write_bytes(content)


def _send_up(ward: Ward) -> None:
    """Let something go up and an answer come back, so that there are slips of both."""
    ward.escalations.escalate(
        ward.followups.add(Capture("", ItemKind.ACTION, _("Lend the ward a second hoist"))).id,
        name=_("Site manager"),
        telephone="2222",
        reason=_("The only one is in theatres"),
        ask=_("A hoist until Monday"),
    )
    slip = ward.received.enter_slip(
        from_unit=_("Acute medical unit"),
        text=_("No porter after eight"),
        ask=_("One of yours until ten"),
    )
    ward.received.answer(slip.id, _("Yes, from tonight on"), _USER)


def last_weekday() -> dt.date:
    """Today, or the Friday before a weekend: the day the made-up ward leads up to."""
    from huddle.clock import SystemClock, local  # noqa: PLC0415

    day = local(SystemClock().now(), TIME_ZONE).date()
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
