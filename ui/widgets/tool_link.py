"""The row that says which tool a concern is about, and leads to it in the register."""

from __future__ import annotations

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolConcernRow
from ui.tool_wording import about_tool_words
from ui.widgets.press_row import PressRow


class ToolLink(PressRow):
    """Hidden for a concern that is about no tool.

    Signals:
        tool_asked: The id of the tool.
    """

    tool_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("tool_link")
        self._tool_id = ""
        self.set_mark("next")
        self.clicked.connect(lambda: self.tool_asked.emit(self._tool_id))
        self.hide()

    def show_concern(self, concern: ToolConcernRow | None) -> None:
        """Show what a concern says of a tool; none hides it."""
        self.setVisible(concern is not None)
        if concern is not None:
            self._tool_id = concern.tool_id
            self.set_words(about_tool_words(concern), label(concern.harm))
            self.setAccessibleDescription(_("Open it in the register"))
