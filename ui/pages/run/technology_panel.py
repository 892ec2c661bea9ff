"""The tools that ask the room for a decision, and the open concerns about any tool."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.technology import Technology, ToolConcernRow, ToolRow
from ui.actions import shown
from ui.theme.look import space
from ui.tool_wording import about_tool_words, answers_words, tool_chips, trouble_chips
from ui.widgets.ask_line import AskLine
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading, secondary, strong


class TechnologyPanel(QWidget):
    """Stands below what was said at the technology step; hidden at the others.

    Signals:
        decide_asked: The room decides about this `ToolRow`.
        open_asked: The id of a tool that shall be opened in the register.

    Args:
        decides: Whether whoever is here may keep a decision.
    """

    decide_asked = Signal(object)
    open_asked = Signal(str)

    def __init__(self, *, decides: bool) -> None:
        super().__init__()
        self.setObjectName("technology_panel")
        self._decides = decides
        self._shown = Technology()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, space("one"))
        self._column.setSpacing(space("one"))
        self.hide()

    def show_technology(self, technology: Technology) -> None:
        """Show it; nothing is built anew when it is the same."""
        self.setVisible(technology.is_needed)
        if technology == self._shown:
            return
        self._shown = technology
        empty(self._column)
        if technology.asking:
            self._column.addWidget(heading(_("These ask for a decision"), "tools_asking"))
        for place, tool in enumerate(technology.asking):
            self._column.addWidget(self._tool_card(tool, has_key=place == 0))
        if technology.concerns:
            self._column.addWidget(heading(_("Open concerns about tools"), "tool_concerns_open"))
        for concern in technology.concerns:
            self._column.addWidget(_concern_card(concern))

    def decide_first(self) -> None:
        """Have the room decide about the first tool that asks for it."""
        if self.isVisible() and self._shown.asking:
            self.decide_asked.emit(self._shown.asking[0])

    def _tool_card(self, tool: ToolRow, *, has_key: bool) -> Card:
        card = Card("asking_tool", margin="two")
        card.column.setSpacing(space("half"))
        card.column.addWidget(strong(tool.name))
        chips = Flow(gap="half")
        for words, tone in tool_chips(tool):
            chips.add(Chip(words, tone))
        card.column.addWidget(chips)
        for why in tool.asks:
            card.column.addWidget(AskLine(why, "asking_tool_why"))
        if tool.accountable_name:
            card.column.addWidget(secondary(answers_words(tool)))
        card.column.addWidget(self._buttons(tool, has_key=has_key))
        return card

    def _buttons(self, tool: ToolRow, *, has_key: bool) -> Flow:
        flow = Flow()
        if self._decides:
            decide = button(
                _("Decide…"),
                f"decide_{tool.id}",
                key=shown("decide_tool") if has_key else "",
                name=_("Decide about {tool}").format(tool=tool.name),
                run=True,
            )
            decide.clicked.connect(lambda: self.decide_asked.emit(tool))
            flow.add(decide)
        opens = quiet_button(
            _("Open in the register"),
            f"register_{tool.id}",
            name=_("Open in the register: {tool}").format(tool=tool.name),
            run=True,
        )
        opens.clicked.connect(lambda: self.open_asked.emit(tool.id))
        flow.add(opens)
        return flow


def _concern_card(concern: ToolConcernRow) -> Card:
    card = Card(f"tool_concern_{concern.code}", margin="two")
    card.column.setSpacing(space("half"))
    card.column.addWidget(body(concern.text))
    card.column.addWidget(secondary(about_tool_words(concern)))
    chips = Flow(gap="half")
    for words, tone in trouble_chips(concern)[1:]:
        chips.add(Chip(words, tone))
    card.column.addWidget(chips)
    return card
