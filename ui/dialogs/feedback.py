"""What somebody thinks of the program, in their own words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
        hint = _("What helps, what is in the way, what is missing? Leave patients out of it.")
        field = self.add_field("text", _("In your words"), self._words, hint)
        field.add_below(GuardLine(self._words, "feedback_guard"))
        self._words.setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit({"text": self._words.toPlainText()})
