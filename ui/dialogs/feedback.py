"""What somebody thinks of the program, in their own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from huddle.i18n import _
from ui.dialogs.form import FormDialog
from ui.widgets.growing_line import GrowingLine
from ui.widgets.guard_line import GuardLine


class FeedbackDialog(FormDialog):
    """One field of words, of which Enter keeps them; `wanted` has them as `text`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "feedback",
            _("Say what you think of Huddle"),
            _(
                "It is kept here, without your name, and nothing leaves by itself. Whoever sets "
                "this ward up reads it, can answer it on the wall, and can hand it to the maker "
                "as a file."
            ),
            _("Keep it"),
        )
        self._words = GrowingLine("feedback_text")
        self._words.kept.connect(self.accept)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grown = self._words.document().documentLayout().documentSizeChanged
        grown.connect(lambda _size: self._fit_soon())
        hint = _("What helps, what is in the way, what is missing? Leave patients out of it.")
        field = self.add_field("text", _("In your words"), self._words, hint)
        guard = GuardLine(self._words, "feedback_guard")
        guard.installEventFilter(self)
        field.add_below(guard)
        self._words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for what the guard says."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit_soon()
        return super().eventFilter(watched, event)

    def _fit_soon(self) -> None:
        # What grew takes its new height in the same moment.
        QTimer.singleShot(0, self, self.fit)

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit({"text": self._words.toPlainText()})
