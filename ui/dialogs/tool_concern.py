"""A concern about a digital or AI tool: which tool, what went wrong, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.tool_words import ToolHarm, ToolTrouble
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice


@dataclass(frozen=True, slots=True)
class About:
    """What a concern is about.

    Attributes:
        tools: The tools to choose from.
        text: The concern's words where it was raised already; empty to ask for them.
        said: What was said of the tool before, to be corrected.
    """

    tools: Sequence[ToolRow]
    text: str = ""
    said: ToolConcernRow | None = None


class ToolConcernDialog(FormDialog):
    """Asks for all that is kept; `wanted` has the tool's id, and `text` where it is asked for."""

    def __init__(self, parent: QWidget, about: About) -> None:
        super().__init__(
            parent, "tool_concern", _("Concern about a tool"), about.text, _("Keep concern")
        )
        said = about.said
        self._tool, self._trouble, self._harm = (
            Choice(f"tool_concern_{name}") for name in ("tool_id", "trouble", "harm")
        )
        if not about.text:
            self.add_line("text", _("What was seen, and where"), is_guarded=True)
        self._tool.offer([(one.id, one.name) for one in about.tools], said.tool_id if said else "")
        self._trouble.offer(_options(ToolTrouble), said.trouble.value if said else "")
        self._harm.offer(_options(ToolHarm), said.harm.value if said else "")
        self.add_field("tool_id", _("Which tool"), self._tool)
        self.add_field("trouble", _("What it is about"), self._trouble)
        self.add_line(
            "against",
            _("Whom it may be biased against"),
            _("A group, such as people with little English; nobody by name"),
            start=said.against if said else "",
            is_guarded=True,
        )
        self.add_field("harm", _("What came of it"), self._harm)
        self.add_line(
            "version",
            _("Version"),
            _("Empty for the one in the register"),
            start=said.version if said else "",
        )
        self._trouble.currentIndexChanged.connect(self._ask_whom)
        self._ask_whom()
        (self._tool if about.text else self.lines["text"]).setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        chosen = {
            "tool_id": self._tool.key,
            "trouble": self._trouble.key,
            "harm": self._harm.key,
        }
        self.wanted.emit({**self.words(*self.lines), **chosen})

    def _ask_whom(self) -> None:
        """Whom it may be biased against is asked only where it may be."""
        is_biased = self._trouble.key == ToolTrouble.BIASED.value
        self.show_field("against", shown=is_biased or bool(self.lines["against"].text()))
        if self.isVisible():
            self.fit()


def _options(words: type[ToolTrouble] | type[ToolHarm]) -> list[tuple[str, str]]:
    return [(one.value, label(one)) for one in words]
