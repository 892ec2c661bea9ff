"""The window of a practice huddle: unmistakably not the real one, and in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.practice import Feedback
from ui.beside import Beside
from ui.explained_window import ExplainedWindow
from ui.messages import MessageBar
from ui.pages.practice.feedback_view import FeedbackView
from ui.pages.practice.speakers_strip import SpeakersStrip
from ui.pages.run.page import ROOM_SCALE
from ui.theme.look import look, space
from ui.widgets.buttons import button
from ui.widgets.card import Band
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.presenter import Presenter

_SHORT = 450
"""A window less high than this, at text size 100 %, has no line to spare."""


class PracticeWindow(ExplainedWindow):
    """Holds the Run page of the made-up ward, and what people say there.

    While it is open the real window takes no key and no click, so nothing can be typed into the
    wrong one.

    Signals:
        end_asked: Somebody wants to end the practice.

    Args:
        parent: The real window.
        title: What is practised.
    """

    end_asked = Signal()

    def __init__(self, parent: QMainWindow, title: str) -> None:
        super().__init__(parent)
        self.setObjectName("practice_window")
        self.setWindowTitle(_("Practice: {title} – nothing here is real").format(title=title))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumSize(parent.minimumSize())
        self.setGeometry(parent.geometry())
        self._real = parent
        self._run: Presenter | None = None
        self._may_close = False
        self.messages = MessageBar(self)
        self.messages.keep_room(False)
        self.strip = SpeakersStrip()
        self.feedback = FeedbackView()
        self._views = QStackedWidget()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band())
        column.addWidget(self._build_work(), 1)
        column.addLayout(self._below())
        column.addWidget(self.messages)
        self.setCentralWidget(inside)
        self.fit()

    @property
    def is_over(self) -> bool:
        """Whether the huddle is closed and only what is said of it is shown."""
        return self._views.currentWidget() is self.feedback

    @property
    def explained(self) -> tuple[str, ...]:
        """The cards of the step in hand and of the Run page, as in a real huddle."""
        return () if self.is_over or self._run is None else (*self._run.cards, "pages.run")

    def show_run(self, run: Presenter) -> None:
        """Show the Run page, with the people below it."""
        page, self._run = run.widget, run
        run.explained_anew.connect(self.page_shown)
        self._views.addWidget(page)
        self._views.addWidget(self.feedback)
        self._views.setCurrentWidget(page)
        self.setWindowState(self._real.windowState())
        self.show()
        self.activateWindow()

    def show_feedback(self, feedback: Feedback) -> None:
        """Show how it went in the place of all else."""
        self.strip.hide()
        self.messages.clear()
        self._views.setCurrentWidget(self.feedback)
        self.page_shown.emit()
        self.feedback.show_feedback(feedback)

    def fit(self) -> None:
        """Give way to the Run page where it is read from afar; Esc ends it there as well."""
        is_room = look().scale >= ROOM_SCALE
        is_short = self.height() < _SHORT * look().scale
        self.strip.fit(is_room=is_room, is_short=is_short)
        self._end.setVisible(not is_room)
        above = 0 if is_room else space("half")
        self._band_row.setContentsMargins(space("two"), above, space("two"), above)

    def close_now(self) -> None:
        """Close without asking anybody."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what stands around the Run page to the room there is."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks for the end, where nothing else wants it."""
        if event.key() == Qt.Key.Key_Escape and not self.is_explaining:
            self.end_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the person be asked first."""
        event.setAccepted(self._may_close)
        if not self._may_close:
            self.end_asked.emit()

    def _build_work(self) -> QWidget:
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.addWidget(self._views)
        row.addLayout(column, 1)
        self.beside = Beside(work, row, column)
        return work

    def _band(self) -> Band:
        band = Band("practice_band")
        row = self._band_row = QHBoxLayout(band)
        words = _("Practice – nothing here is real, nothing is kept")
        row.addWidget(Label(words, "strong", object_name="practice_words"), 1)
        self._end = button(_("End practice"), "end_practice", key="Esc", run=True)
        self._end.clicked.connect(self.end_asked)
        row.addWidget(self._end)
        return band

    def _below(self) -> QVBoxLayout:
        below = QVBoxLayout()
        below.setContentsMargins(space("two"), 0, space("two"), space("half"))
        below.addWidget(self.strip)
        return below
