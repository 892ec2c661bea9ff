"""What is shown: which sheet, of which month, measure, huddle or departments, on which paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance

from huddle.i18n import _, ngettext
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow

Options = Sequence[tuple[str, str]]
"""Keys and their names."""


class SheetChoices(Flow):
    """Choices side by side; those that do not concern a sheet are hidden.

    Signals:
        kind_picked: Another sheet is wanted, by its kind.
        month_picked: The sheet of another month is wanted.
        theme_picked: Comments of another theme are wanted; empty for all.
        measure_picked: The chart of another measure is wanted, by its name.
        tool_picked: The sheet of another tool is wanted, by its name.
        list_picked: Another list of attendance is wanted, by its series; empty for a huddle's.
        shows_picked: It shall show more, or no more, than paper usually does.
        paper_picked: Another paper is wanted.
        departments_asked: A person wants to choose departments.
    """

    kind_picked = Signal(str)
    month_picked = Signal(str)
    theme_picked = Signal(str)
    measure_picked = Signal(str)
    tool_picked = Signal(str)
    list_picked = Signal(str)
    shows_picked = Signal(str)
    paper_picked = Signal(str)
    departments_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sheet_choices")
        self._kind = self._add("sheet_kind", _("Sheet"), self.kind_picked)
        self._month = self._add("sheet_month", _("Month"), self.month_picked)
        self._theme = self._add("sheet_theme", _("Theme"), self.theme_picked)
        self._measure = self._add("sheet_measure", _("Measure"), self.measure_picked)
        self._tool = self._add("sheet_tool", _("Tool"), self.tool_picked)
        self._list = self._add("sheet_list", _("Which list"), self.list_picked)
        self._departments = button("", "sheet_departments")
        self._departments.clicked.connect(self.departments_asked)
        self.add(self._departments)
        self._departments.hide()
        self._shows = self._add("sheet_shows", _("What it shows"), self.shows_picked)
        self._paper = self._add("sheet_paper", _("Paper"), self.paper_picked)

    def offer_kinds(self, kinds: Options, chosen: str) -> None:
        """Offer other sheets; nothing to offer hides the choice."""
        _offer(self._kind, kinds, chosen)

    def offer_months(self, months: Options, chosen: str) -> None:
        """Offer other months; nothing to offer hides the choice."""
        _offer(self._month, months, chosen)

    def offer_themes(self, themes: Options, chosen: str) -> None:
        """Offer other themes; nothing to offer hides the choice."""
        _offer(self._theme, themes, chosen)

    def offer_measures(self, measures: Options, chosen: str) -> None:
        """Offer other measures; nothing to offer hides the choice."""
        _offer(self._measure, measures, chosen)

    def offer_tools(self, tools: Options, chosen: str) -> None:
        """Offer other tools; nothing to offer hides the choice."""
        _offer(self._tool, tools, chosen)

    def offer_lists(self, lists: Options, chosen: str) -> None:
        """Offer who was there, and lists to sign; nothing to offer hides the choice."""
        _offer(self._list, lists, chosen)

    def offer_shows(self, shows: Options, chosen: str) -> None:
        """Offer to show what paper usually does not; nothing to offer hides the choice."""
        _offer(self._shows, shows, chosen)

    def offer_papers(self, papers: Options, chosen: str) -> None:
        """Offer other papers."""
        _offer(self._paper, papers, chosen)

    def show_departments(self, chosen: Sequence[str], *, offered: bool) -> None:
        """Say whose sheets are shown, and let others be chosen; all when none is named."""
        self._departments.setVisible(offered)
        words = _("Every department")
        if len(chosen) == 1:
            (words,) = chosen
        elif chosen:
            words = ngettext("{count} department", "{count} departments", len(chosen))
            words = words.format(count=len(chosen))
        named = _("Departments: {which}").format(which=words)
        self._departments.set_text(_("{choice}…").format(choice=words), named)

    def take_keyboard(self) -> None:
        """Have the keys at the choice of departments."""
        self._departments.setFocus()

    def _add(self, object_name: str, called: str, picked: SignalInstance) -> Choice:
        made = Choice(object_name, called)
        made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        made.picked.connect(picked)
        self.add(made)
        made.hide()
        return made


def _offer(choice: Choice, options: Options, chosen: str) -> None:
    choice.setVisible(bool(options))
    choice.offer(options, chosen)
