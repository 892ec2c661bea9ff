"""The tools at the left: each with where it stands and why it asks, and the line that adds one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolRow
from huddle.tool_words import ToolStatus
from ui.pages.technology.state import ALL, ASKING, TechnologyState
from ui.theme.look import look, space
from ui.tool_wording import answers_words, tool_chips
from ui.widgets.add_line import AddLine
from ui.widgets.ask_line import AskLine
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList
from ui.widgets.scroll import InnerScroll


class ToolEntry(Card):
    """A tool of the list; pressing it shows all of it.

    Signals:
        opened: It shall be shown.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("tool_entry", margin="two")
        self.column.setSpacing(space("half"))
        self.press = PressRow("tool_open")
        self.press.row.setContentsMargins(0, 0, 0, 0)
        self.press.setMinimumHeight(look().size("target"))
        self.press.clicked.connect(self.opened)
        self._chips = Flow("tool_entry_chips", gap="half")
        self._asks: RowList[AskLine] = RowList("tool_entry_asks", AskLine, gap="half")
        for widget in (self.press, self._chips, self._asks):
            self.column.addWidget(widget)

    def show_tool(self, tool: ToolRow) -> None:
        """Show a tool."""
        # That nobody answers for it is said below, with what else it asks for.
        self.press.set_words(tool.name, answers_words(tool) if tool.accountable_name else "")
        self.press.setAccessibleDescription(" ".join((label(tool.status), *tool.asks)))
        self._chips.clear()
        for words, tone in tool_chips(tool):
            self._chips.add(Chip(words, tone))
        self._asks.show_rows(tool.asks)
        self._asks.setVisible(bool(tool.asks))


class ToolList(QWidget):
    """The tools, by where they stand.

    Signals:
        narrowed: Which tools shall be listed.
        chosen: The id of a tool.
        added: Names of new tools.

    Args:
        adds: Whether whoever is here may add one.
    """

    narrowed = Signal(str)
    chosen = Signal(str)
    added = Signal(object)

    def __init__(self, *, adds: bool) -> None:
        super().__init__()
        self.setObjectName("tool_list")
        self._adds = adds
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        self._narrow = Choice("tools_narrowed", _("Which tools"))
        self._narrow.offer(_options())
        self._narrow.picked.connect(self.narrowed)
        column.addWidget(self._narrow)
        self._scroll = scroll = InnerScroll("tools_scroll", gap="one")
        self._entries: RowList[ToolEntry] = RowList("tool_entries", self._make)
        scroll.column.addWidget(self._entries)
        scroll.column.addWidget(self._build_empty())
        scroll.column.addStretch()
        column.addWidget(scroll, 1)
        self.add_line = AddLine(_("Add tools"), _("Add"), _("The name of a tool"), "tool_add")
        self.add_line.add.connect(self.added)
        column.addWidget(self.add_line)
        self.add_line.setVisible(adds)

    def show_state(self, state: TechnologyState) -> None:
        """Show the tools that are wanted, the one beside with a border."""
        listed, chosen = state.listed, state.chosen
        self._narrow.select(state.narrowed)
        for tool, entry in zip(
            listed, self._entries.show_rows([one.id for one in listed]), strict=True
        ):
            entry.show_tool(tool)
            entry.set_chosen(chosen is not None and tool.id == chosen.id)
        is_all = state.narrowed == ALL
        self._empty.set_texts(*_nothing(is_all=is_all))
        self._first.setVisible(self._adds and is_all)
        self._empty.setVisible(not state.has_others if is_all else not listed)

    def begin(self, tool_id: str = "") -> None:
        """Put the keyboard on a tool, else on the first, else where the first is added."""
        entry = self._entries.row(tool_id or next(iter(self._entries.keys), ""))
        if entry is not None:
            entry.press.setFocus()
            # It has its place only once the list is laid out anew.
            QTimer.singleShot(0, entry, partial(self._scroll.ensureWidgetVisible, entry))
        elif self._adds:
            self.add_line.line.setFocus()

    def _build_empty(self) -> EmptyState:
        self._first = button(_("Add the first tool"), "tool_add_first")
        self._first.clicked.connect(lambda _on: self.add_line.line.setFocus())
        self._empty = EmptyState("", "", self._first, object_name="tools_empty")
        return self._empty

    def _make(self, tool_id: str) -> ToolEntry:
        entry = ToolEntry()
        entry.opened.connect(lambda: self.chosen.emit(tool_id))
        return entry


def _options() -> list[tuple[str, str]]:
    statuses = [(one.value, label(one)) for one in ToolStatus]
    return [(ALL, _("All tools")), (ASKING, _("Those that ask for a decision")), *statuses]


def _nothing(*, is_all: bool) -> tuple[str, str]:
    if not is_all:
        return _("None of these"), _("Choose “All tools” above to see the others.")
    return (
        _("No tool of the ward yet"),
        _("Begin with one that staff lean on: a board, a device, an app, an AI."),
    )
