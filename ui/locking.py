"""Locking the window, opening it again for the same person or another, and hiding the screen."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.vocabulary import AccessRole
from ui import actions
from ui.cover import Cover
from ui.idle import WARNS_BEFORE
from ui.raising import keep_notes
from ui.unit_choice import take_remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from huddle.rows.ward import AccountRow, SignInName
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.idle import IdleWatch
    from ui.pages.start.blank_page import BlankPage
    from ui.pages.start.lock_page import LockPage
    from ui.tasks import TaskRunner
    from ui.window import Window


class Locking(QObject):
    """Whether the window is locked, and whether it is blank; it can be both.

    Signals:
        switched: Somebody else is signed in now, or another unit is in use; the window is still
            covered.
        unlocked: The window shows the ward again.
    """

    switched = Signal()
    unlocked = Signal()

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        ward: Ward,
        idle: IdleWatch,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._ward = ward
        self._idle = idle
        self._settings = settings
        self._account, self._unit_id = ward.account, ward.unit_id
        self._is_locked = self._is_blank = False
        self._cover = Cover(window)
        self._connect()
        self.wait_anew()

    @property
    def is_locked(self) -> bool:
        """Whether the ward can be seen only by signing in again."""
        return self._is_locked

    def wait_anew(self) -> None:
        """Count the idle minutes of this computer from now on; a wall is never idle."""
        waits = not self._is_locked and not self._is_wall
        self._idle.wait(self._settings().lock_minutes if waits else 0)

    def lock(self) -> None:
        """Hide everything at once until somebody signs in, and ask who that will be."""
        self._is_blank = False
        self._lock()

    def blank(self) -> None:
        """Hide everything without locking, or show again what was hidden."""
        self._is_blank = not self._is_blank
        self._show()

    @property
    def _is_wall(self) -> bool:
        return self._ward.account.role is AccessRole.WALL_SCREEN

    def end(self) -> None:
        """Show what is below for good: nobody is signed in any more."""
        self._is_locked = self._is_blank = False
        self._cover.drop()
        self._show()
        self.deleteLater()

    @cached_property
    def _lock_page(self) -> LockPage:
        from ui.pages.start.lock_page import LockPage  # noqa: PLC0415 - not before it is needed

        page = LockPage()
        page.open_asked.connect(self._open)
        page.pulse_asked.connect(partial(_ask_pulse, page, self._tasks, self._ward))
        keep_notes(page.raise_note, self._tasks, self._ward.paths, self._ward.clock)
        return page

    @cached_property
    def _blank_page(self) -> BlankPage:
        from ui.pages.start.blank_page import BlankPage  # noqa: PLC0415 - not before it is needed

        page = BlankPage()
        page.left.connect(self.blank)
        return page

    def _lock(self) -> None:
        was_locked, self._is_locked = self._is_locked, True
        if not was_locked:
            self._account, self._unit_id = self._ward.account, self._ward.unit_id
            self._lock_page.begin("" if self._is_wall else self._account.name)
        self._show()
        if not was_locked:
            self._take_warning_back()
            self.wait_anew()
            self._tasks.run(self, self._ward.signing_in.lock)
            self._ask_names()

    def _show(self) -> None:
        if self._is_blank:
            self._cover.put(self._blank_page, self._window.setFocus)
        elif self._is_locked:
            self._cover.put(self._lock_page, self._lock_page.start)
        else:
            self._cover.take_off()

    def _ask_names(self) -> None:
        signing_in = self._ward.signing_in

        def ask() -> tuple[tuple[SignInName, ...], bool]:
            return signing_in.names(), signing_in.pins_allowed()

        self._tasks.run(self, ask, lambda found: self._lock_page.show_names(*found))

    def _open(self, name: str, secret: str, pin: str) -> None:
        ward, signing_in, settings = self._ward, self._ward.signing_in, self._settings()
        before = self._account.id

        def switch() -> tuple[AccountRow, str]:
            account = signing_in.switch(name, secret)
            if account.id != before:
                take_remembered(ward, settings)
            try:
                if pin:
                    signing_in.choose_pin(pin)
            except Refused as refusal:
                return account, refusal.message
            return account, ""

        self._lock_page.show_busy(busy=True)
        self._tasks.run(self, switch, self._came_in, self._refused, key="switch")

    def _came_in(self, outcome: tuple[AccountRow, str]) -> None:
        account, pin_refusal = outcome
        if pin_refusal:
            self._lock_page.show_pin_refusal(pin_refusal)
            return
        self._is_locked = False
        self._lock_page.clear()
        if (account.id, self._ward.unit_id) != (self._account.id, self._unit_id):
            self._cover.drop()
            self.switched.emit()
        self.wait_anew()
        self._show()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._lock_page.show_refusal(error.message)
        elif isinstance(error, Environment):
            self._lock_page.show_refusal(str(error))
        else:
            self._lock_page.show_refusal(_("That did not work, and nothing is lost. Try again."))
            self._tasks.unhandled.emit(error)
        # Too many wrong PINs, and the password is needed again.
        self._ask_names()

    def _warn(self) -> None:
        if self._is_wall:
            self.wait_anew()
        else:
            self._window.messages.warn(_warning())

    def _idle_out(self) -> None:
        if self._is_wall:
            self.wait_anew()
        else:
            self._lock()

    def _take_warning_back(self) -> None:
        if self._window.messages.text == _warning():
            self._window.messages.clear()

    def _connect(self) -> None:
        self._idle.idle.connect(self._idle_out)
        self._idle.warned.connect(self._warn)
        self._idle.stayed.connect(self._take_warning_back)
        self._idle.answer(actions.key("lock"), self.lock)
        self._idle.answer(actions.key("blank"), self.blank)


def _ask_pulse(page: LockPage, tasks: TaskRunner, ward: Ward) -> None:
    from ui.pulse_answering import ask_pulse  # noqa: PLC0415 - a few times a year

    ask_pulse(page, tasks, ward, page.show_pulse)


def _warning() -> str:
    return _("Locking in {count} seconds. Press any key to stay.").format(count=WARNS_BEFORE)
