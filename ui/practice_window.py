"""The window of a practice huddle: unmistakably not the real one, and in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.practice import Feedback
from ui.actions import bind_window
from ui.beside import Beside
from ui.explaining import ExplainedWindow, Explaining
from ui.messages import MessageBar
from ui.pages.practice.feedback_view import FeedbackView
from ui.pages.practice.speakers_strip import SpeakersStrip
from ui.pages.run.page import ROOM_SCALE
from ui.theme.look import look, space
from ui.widgets.buttons import button
from ui.widgets.card import Band
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.desk import Desk
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
        desk: The real desk.
        title: What is practised.
    """

    end_asked = Signal()

    def __init__(self, parent: QMainWindow, desk: Desk, title: str) -> None:
        super().__init__(parent)
        self.setObjectName("practice_window")
        self.setWindowTitle(_("Practice: {title} – nothing here is real").format(title=title))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumSize(parent.minimumSize())
        self.setGeometry(parent.geometry())
        self._real = parent
        self.desk = desk
        self._run: Presenter | None = None
        self._may_close = False
        self.messages = MessageBar(self)
        self.messages.keep_room(False)
        self.strip = SpeakersStrip()
        self.feedback = FeedbackView()
        self._views = QStackedWidget()
        self._fill()
        self._explaining = Explaining(self)
        bind_window(self, "explain", self.explain)
        bind_window(self, "read_card", self._explaining.read)
        self.fit()

    @property
    def is_over(self) -> bool:
        """Whether the huddle is closed and only what is said of it is shown."""
        return self._views.currentWidget() is self.feedback

    @property
    def explained(self) -> tuple[str, ...]:
        """The names of the cards that explain what is in view."""
        return () if self._run is None or self.is_over else (*self._run.cards, "pages.run")

    def explain(self) -> None:
        """Explain the step beside it, or do so no more."""
        self._explaining.toggle()

    def show_run(self, run: Presenter) -> None:
        """Show the Run page, with the people below it."""
        self._run = run
        run.explained_anew.connect(self.page_shown)
        self._views.addWidget(run.widget)
        self._views.addWidget(self.feedback)
        self._views.setCurrentWidget(run.widget)
        self.setWindowState(self._real.windowState())
        self.show()
        self.activateWindow()

    def show_feedback(self, feedback: Feedback) -> None:
        """Show how it went in the place of all else."""
        self.strip.hide()
        self.messages.clear()
        self._views.setCurrentWidget(self.feedback)
        self.feedback.show_feedback(feedback)
        self.page_shown.emit()

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
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._explaining.is_open:
            self._explaining.close()
        else:
            self.end_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the person be asked first."""
        event.setAccepted(self._may_close)
        if not self._may_close:
            self.end_asked.emit()

    def _fill(self) -> None:
        """Band, page, people and messages below one another; what explains the page beside them."""
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band())
        column.addWidget(self._views, 1)
        column.addLayout(self._below())
        column.addWidget(self.messages)
        row.addLayout(column, 1)
        self.setCentralWidget(inside)
        self.beside = Beside(inside, row, column, lambda: 0, lambda _has_room: None)

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
