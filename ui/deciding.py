"""Deciding about a digital or AI tool from any page: asks what, why and who, and keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolRow
from huddle.tool_words import ToolStatus
from ui.dialogs.decide_tool import DecideToolDialog
from ui.filling import Asking


class Deciding(Asking):
    """Opens the form, and keeps what it says."""

    def ask(
        self,
        tool: ToolRow,
        *,
        huddle_id: str | None = None,
        decided_by: str = "",
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask for a decision.

        Args:
            tool: What is decided about.
            huddle_id: The huddle it is decided in; none outside one.
            decided_by: Who probably decides; whoever is signed in, if not given.
            then: Is called once it is kept.
        """
        technology, messages = self._desk.ward.technology, self._desk.messages
        who = decided_by or self._desk.ward.account.name

        def kept(row: ToolRow) -> None:
            said = _("Kept. {tool}: {status}.")
            messages.say(said.format(tool=row.name, status=label(row.status)))
            then()

        self._run(
            self._desk.ward.today,
            lambda today: self._fill_in(
                DecideToolDialog(self._page, tool, who, today),
                keep=lambda values: technology.decide(
                    tool.id, tool.row_version, huddle_id=huddle_id, **_typed(values)
                ),
                kept=kept,
            ),
            "decide_tool",
        )


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the service takes them: on its way a signal makes plain words of a status."""
    return {**values, "became": ToolStatus(values["became"])}
