"""Asking for the code on a piece of paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from ui.dialogs.form import FormDialog


class CodeDialog(FormDialog):
    """Asks for a code; `wanted` has it as typed, as `code`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "code",
            _("Type a sheet in"),
            _(
                "Each sheet has a code at its foot, and each action has one of its own. A slip "
                "number tells what became of what was raised."
            ),
            _("Open"),
        )
        self.add_line("code", _("Code on the paper"), _("As P222-22B3 or 22B7-K; or scan it here"))
        self.lines["code"].setFocus()

    def accept(self) -> None:
        """Have it looked up; what it does not stand for is the service's to say."""
        self.begin_again()
        self.wanted.emit({"code": self.lines["code"].text()})
