"""How far a long job is, in a quiet line, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from huddle.i18n import _
from ui.theme.look import look, space
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import Label


class ProgressLine(QWidget):
    """Hidden until there is something to wait for.

    Signals:
        stop_asked: A person does not want it any more.
    """

    stop_asked = Signal()

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("half"), 0, space("half"), 0)
        row.setSpacing(space("two"))
        self._words = Label("", "body", object_name=f"{object_name}_words", wraps=False)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{object_name}_bar")
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(look().size("thumbnail"))
        self._stop = quiet_button(_("Cancel"), f"{object_name}_cancel")
        self._stop.clicked.connect(self._ask_to_stop)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Say how much is done."""
        if not self._stop.isEnabled():
            # What was asked to stop says so until it has.
            return
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    def rest(self) -> None:
        """There is nothing to wait for any more."""
        self._stop.setEnabled(True)
        self.hide()

    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText(_("Stopping…"))
        self.stop_asked.emit()
