"""Knows when nobody has touched keys, mouse or screen for a while, also while the PC slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

WARNS_BEFORE = 30
"""Seconds between the warning and the end."""
_LOOKS_MS = 2000
_NO_KEYS_HELD = Qt.KeyboardModifier.NoModifier
_USES = frozenset(
    {
        # Comes before each key press, also of a shortcut and while a menu is open.
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


def seconds() -> float:
    """A clock that nobody can set and that goes on while the computer sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """Sees every key, click, turn of the wheel and touch in any window of the program.

    It looks at what comes to a window from outside, not at each event of each widget, so that
    typing costs no more than without it. It is also the one place for keys that must work in a
    dialog or an open menu, where no shortcut of the window does.

    Signals:
        warned: Half a minute is left.
        stayed: Somebody is there after all.
        idle: Nobody was there for the minutes set.
    """

    warned = Signal()
    stayed = Signal()
    idle = Signal()

    def __init__(
        self, app: QGuiApplication, parent: QObject, now: Callable[[], float] = seconds
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = 0.0
        self._used_at = now()
        self._is_warned = False
        self._is_key_taken = False
        self._keys: dict[int, Callable[[], object]] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def wait(self, minutes: int) -> None:
        """Begin to wait for so many idle minutes; for 0 do not wait."""
        self._limit = minutes * 60.0
        self._used_at, self._is_warned = self._now(), False
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def answer(self, key: Qt.Key, call: Callable[[], object]) -> None:
        """Have a key call something, wherever the keyboard is."""
        self._keys[key.value] = call

    def look(self) -> None:
        """Say whether the time is nearly or wholly over."""
        if not self._limit:
            return
        left = self._used_at + self._limit - self._now()
        if left <= 0:
            # Until somebody waits anew, it is said once.
            self.wait(0)
            self.idle.emit()
        elif left <= WARNS_BEFORE and not self._is_warned:
            self._is_warned = True
            self.warned.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        kind = event.type()
        if kind not in _USES:
            return False
        if kind is QEvent.Type.KeyPress:
            is_taken, self._is_key_taken = self._is_key_taken, False
            return is_taken
        is_taken = self._note_use() or self._answered(event)
        self._is_key_taken = is_taken and kind is QEvent.Type.ShortcutOverride
        return is_taken

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _note_use(self) -> bool:
        """Note that somebody is there; whether it was too late, as after a sleep."""
        now = self._now()
        if self._limit and now - self._used_at >= self._limit:
            self.look()
            return True
        self._used_at = now
        if self._is_warned:
            self._is_warned = False
            self.stayed.emit()
        return False

    def _answered(self, event: QEvent) -> bool:
        """Do what a key is for; whether it is for anything."""
        if not isinstance(event, QKeyEvent) or event.modifiers() != _NO_KEYS_HELD:
            return False
        call = self._keys.get(event.key())
        if call is not None and not event.isAutoRepeat():
            call()
        return call is not None
