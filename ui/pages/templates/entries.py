"""A time box and a time of day that keep themselves when they are left or Enter is pressed."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator

from huddle import dates
from huddle.i18n import _
from ui.widgets.entries import NumberField, TimeField
from ui.widgets.kept import Memory

_LONGEST_SECONDS = 4 * 60 * 60
_STEP_SECONDS = 30
_TYPED = re.compile(r"\s*(\d{0,3})(?::([0-5]?\d?))?\s*")


class TimeBox(NumberField):
    """Minutes and seconds; a number alone is minutes, nothing is no limit.

    Signals:
        keep: The seconds to be kept now.
    """

    keep = Signal(int)

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name, 0, _LONGEST_SECONDS)
        self.setSingleStep(_STEP_SECONDS)
        self._memory = Memory()

    def show_kept(self, seconds: int) -> None:
        """Show what is kept, unless another one is being typed."""
        if self._memory.shall_show(str(self.value()), str(seconds)):
            self.setValue(seconds)

    def textFromValue(self, value: int) -> str:
        """As everywhere: `1:30`."""
        return dates.span(value) if value else _("no limit")

    def valueFromText(self, text: str) -> int:
        """The seconds that are typed."""
        found = _TYPED.fullmatch(text)
        if found is None:
            return 0
        return min(int(found[1] or 0) * 60 + int(found[2] or 0), _LONGEST_SECONDS)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Digits with one colon, or the words for nothing."""
        is_fine = text == _("no limit") or _TYPED.fullmatch(text)
        state = QValidator.State.Acceptable if is_fine else QValidator.State.Invalid
        return state, text, position

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed replaces what is there."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps."""
        super().focusOutEvent(event)
        self._try(insists=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps; Esc takes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.setValue(int(self._memory.kept or 0))
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try(insists=True)

    def _try(self, *, insists: bool) -> None:
        if self._memory.is_to_keep(str(self.value()), insists=insists):
            self.keep.emit(self.value())


class KeptTime(TimeField):
    """A time of day.

    Signals:
        keep: The time to be kept now.
    """

    keep = Signal(object)

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self._memory = Memory()

    @property
    def chosen(self) -> dt.time:
        """The time it shows."""
        return dt.time(self.time().hour(), self.time().minute())

    def show_kept(self, time: dt.time) -> None:
        """Show what is kept, unless another one is being typed."""
        if self._memory.shall_show(self.chosen.isoformat(), time.isoformat()):
            self.setTime(QTime(time.hour, time.minute))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps."""
        super().focusOutEvent(event)
        self._try(insists=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps; Esc takes back."""
        if event.key() == Qt.Key.Key_Escape and self._memory.kept:
            kept = dt.time.fromisoformat(self._memory.kept)
            self.setTime(QTime(kept.hour, kept.minute))
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try(insists=True)

    def _try(self, *, insists: bool) -> None:
        if self._memory.is_to_keep(self.chosen.isoformat(), insists=insists):
            self.keep.emit(self.chosen)
