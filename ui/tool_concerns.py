"""Raising a concern about a tool from any page, or saying that one raised already is about one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from huddle.i18n import _
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from ui.dialogs.tool_concern import About, ToolConcernDialog
from ui.filling import Asking

if TYPE_CHECKING:
    from huddle.ward import Ward

_Then = Callable[[], object]


def _nothing() -> None:
    """What follows where nothing has to."""


class ToolConcerns(Asking):
    """Opens the form, and keeps what it says."""

    def raise_about(self, tool: ToolRow, then: _Then = _nothing) -> None:
        """Ask for a concern about a tool; the next huddle hears it."""
        technology = self._desk.ward.technology
        self._open(
            About((tool,)),
            lambda values: technology.concern(**values),
            _("Kept. The next huddle hears it."),
            then,
        )

    def link(
        self, code: str, text: str, said: ToolConcernRow | None = None, then: _Then = _nothing
    ) -> None:
        """Ask which tool a concern is about; said before, it can be corrected.

        Args:
            code: The concern's code.
            text: Its words.
            said: What was said of the tool before.
            then: Is called once it is kept.
        """
        ward = self._desk.ward
        technology = ward.technology

        def keep(values: dict[str, Any]) -> ToolConcernRow:
            return technology.link(code, **values)

        def found(tools: tuple[ToolRow, ...]) -> None:
            if tools:
                self._open(About(tools, text, said), keep, _("Kept."), then)
            else:
                self._desk.messages.warn(_("There is no tool in the register yet: add one first."))

        self._run(lambda: _present(ward), found, "tool_concern")

    def _open(
        self,
        about: About,
        keep: Callable[[dict[str, Any]], ToolConcernRow],
        said: str,
        then: _Then,
    ) -> None:
        def kept(_row: ToolConcernRow) -> None:
            self._desk.messages.say(said)
            then()

        dialog = ToolConcernDialog(self._page, about)
        self._fill_in(dialog, keep=lambda values: keep(_typed(values)), kept=kept)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the service takes them: on its way a signal makes plain words of them."""
    said = {"trouble": ToolTrouble(values["trouble"]), "harm": ToolHarm(values["harm"])}
    return {**values, **said}


def _present(ward: Ward) -> tuple[ToolRow, ...]:
    """The tools that a concern can be about: also one that is retired may still be used."""
    tools = ward.technology.tools()
    return tuple(sorted(tools, key=lambda one: one.status is ToolStatus.RETIRED))
