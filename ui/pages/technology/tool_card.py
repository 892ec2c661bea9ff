"""All of one tool: why it asks for a decision, what is kept, and what was said and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.technology import ToolRow
from ui.pages.technology.state import TechnologyState
from ui.pages.technology.told import ConcernsTold, DecisionsTold, ViewsTold
from ui.pages.technology.tool_fields import ToolFacts, ToolFields
from ui.theme.look import space
from ui.tool_wording import answers_words, tool_chips
from ui.widgets.ask_line import AskLine
from ui.widgets.buttons import Button, button, quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import heading, secondary
from ui.widgets.row_list import RowList
from ui.widgets.scroll import InnerScroll
from ui.widgets.toggle import ToggleGroup

if TYPE_CHECKING:
    from ui.desk import May

KEPT, CONCERNS, DECISIONS, VIEWS = PARTS = ("kept", "concerns", "decisions", "views")


class ToolCard(Card):
    """One tool in parts, of which one shows.

    Signals:
        decide_asked, review_asked, concern_asked, view_asked, sheet_asked: What the buttons ask.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    decide_asked = Signal()
    review_asked = Signal()
    concern_asked = Signal()
    view_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__("tool_card")
        self._may = may
        self.fields = ToolFields()
        self._facts = ToolFacts()
        self._writes = may("technology.change")
        self.concerns = ConcernsTold(
            reports=may("technology.reported"), corrects=may("technology.link")
        )
        self._decisions, self._views = DecisionsTold(), ViewsTold()
        self._parts: dict[str, QWidget] = {
            KEPT: self.fields if self._writes else self._facts,
            CONCERNS: self.concerns,
            DECISIONS: self._decisions,
            VIEWS: self._views,
        }
        self.column.setSpacing(space("one"))
        self._build_head()
        self._build_parts()
        self.show_part(KEPT)
        self.hide()

    def show_part(self, part: str) -> None:
        """Show one of the parts."""
        self._toggle.select(part)
        for name, widget in self._parts.items():
            widget.setVisible(name == part)
        self._scroll.verticalScrollBar().setValue(0)

    def show_state(self, state: TechnologyState) -> None:
        """Show the chosen tool; what is being typed of it stays."""
        tool, whole = state.chosen, state.whole
        self.setVisible(tool is not None)
        if tool is None:
            return
        self._show_head(tool)
        if self._writes:
            self.fields.show_tool(tool, state.people)
        else:
            self._facts.show_tool(tool)
        if whole is not None and whole.tool.id == tool.id:
            self.concerns.show_whole(whole)
            self._decisions.show_rows(whole.decisions)
            self._views.show_rows(whole.views)
            counts = (len(whole.concerns), len(whole.decisions), len(whole.views))
            self._show_counts(dict(zip(PARTS[1:], counts, strict=True)))

    def _show_head(self, tool: ToolRow) -> None:
        self._name.setText(tool.name)
        # That nobody answers for it is said below, with what else it asks for.
        answers = answers_words(tool) if tool.accountable_name else ""
        self._about.setText(" · ".join(filter(None, (answers, _reviewed_words(tool)))))
        self._chips.clear()
        for words, tone in tool_chips(tool):
            self._chips.add(Chip(words, tone))
        self._asks.show_rows(tool.asks)
        self._asking.setVisible(bool(tool.asks))

    def _show_counts(self, counts: dict[str, int]) -> None:
        for part, count in counts.items():
            words = _part_names()[part]
            said = _("{part} ({count})").format(part=words, count=count) if count else words
            self._toggle.button(part).set_text(said)

    # Building

    def _build_head(self) -> None:
        self._name = heading("", "tool_card_name")
        self._about = secondary("", "tool_card_about")
        self._chips = Flow("tool_card_chips", gap="half")
        self._asking = Card("tool_asking", tone="caution", margin="two")
        self._asking.column.setSpacing(space("half"))
        self._asks: RowList[AskLine] = RowList("tool_asks", AskLine, gap="half")
        self._asking.column.addWidget(self._asks)
        for widget in (self._name, self._about, self._chips, self._asking, self._buttons()):
            self.column.addWidget(widget)

    def _buttons(self) -> Flow:
        flow = Flow("tool_buttons")
        offered = (
            ("technology.decide", button(_("Decide…"), "tool_decide"), self.decide_asked),
            (
                "technology.review",
                button(_("Reviewed today…"), "tool_reviewed"),
                self.review_asked,
            ),
            (
                "technology.concern",
                button(_("Raise a concern…"), "tool_raise"),
                self.concern_asked,
            ),
            ("technology.view", button(_("Staff views…"), "tool_ask_staff"), self.view_asked),
            ("technology.tool", quiet_button(_("Its sheet"), "tool_sheet"), self.sheet_asked),
        )
        for function, made, signal in offered:
            self._offer(flow, function, made, signal)
        return flow

    def _offer(self, flow: Flow, function: str, made: Button, signal: SignalInstance) -> None:
        if self._may(function):
            made.clicked.connect(signal)
            flow.add(made)
        else:
            made.deleteLater()

    def _build_parts(self) -> None:
        self._toggle = ToggleGroup(
            _("Part of what is kept of it"), list(_part_names().items()), "tool_parts"
        )
        self._toggle.chosen.connect(self.show_part)
        self.column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll = InnerScroll("tool_scroll")
        for widget in self._parts.values():
            self._scroll.column.addWidget(widget)
        self._scroll.column.addStretch()
        self.column.addWidget(self._scroll, 1)


def _part_names() -> dict[str, str]:
    return {
        KEPT: _("What it is"),
        CONCERNS: _("Concerns"),
        DECISIONS: _("Decisions"),
        VIEWS: _("What staff say"),
    }


def _reviewed_words(tool: ToolRow) -> str:
    if tool.reviewed_on is None:
        return _("not reviewed yet")
    return _("reviewed {day}").format(day=dates.in_table(tool.reviewed_on))
