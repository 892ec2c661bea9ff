"""Words that leave the program: the guard's question, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from huddle.errors import Environment
from huddle.i18n import _
from huddle.sheets.guarding import Found, GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from ui.guard_question import ask_why

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.care import Watch
    from ui.desk import Desk

Failed = Callable[[Exception], None]


class LettingOut(QObject):
    """Asks what must be asked before a sheet leaves, and copies one as a message.

    Args:
        page: The page that it leaves from.
        desk: What it works with.
        watch: Looks at the reason while it is typed.
        refused: Takes what went wrong otherwise.
    """

    def __init__(self, page: QWidget, desk: Desk, watch: Watch, refused: Failed) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch
        self._refused = refused

    def copy(self, order: SheetOrder, reason: str = "") -> None:
        """Put a sheet on the clipboard in plain words."""
        ward = self._desk.ward
        self._desk.tasks.run(
            self._page,
            lambda: ward.sheets.copy(order, reason=reason),
            self._copied,
            lambda error: self.answer(
                error, order, _("Copy anyway"), lambda reason: self.copy(order, reason)
            ),
            long=True,
            key="copy",
        )

    def answer(
        self, error: Exception, order: SheetOrder, anyway: str, again: Callable[[str], None]
    ) -> None:
        """Answer a refusal: ask for the reason if it is the guard's, else say it.

        Args:
            error: Why it did not leave.
            order: What was to leave.
            anyway: The label of the button that lets it leave all the same.
            again: Tries again, with a reason.
        """
        if isinstance(error, GuardAsks):
            self._ask_why(error, order, anyway, again)
        else:
            self.say(error)

    def say(self, error: Exception) -> None:
        """Say what went wrong."""
        if isinstance(error, Environment):
            self._desk.messages.warn(error.message, error.remedy)
        else:
            self._refused(error)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.messages.say(
            _("Copied. Paste it where it shall go: until then every program here can read it.")
        )

    def _ask_why(
        self, asks: GuardAsks, order: SheetOrder, anyway: str, again: Callable[[str], None]
    ) -> None:
        """Let a person change what may tell who a patient is, or say why it must leave."""
        changes = self._desk.may("followups.update")
        ask_why(
            self._page,
            self._desk,
            self._watch,
            asks,
            title=_("Is a patient named on this sheet?"),
            anyway=anyway,
            again=again,
            other=(_("Go back and change it"), lambda: self._change(order, asks.found[0]))
            if changes
            else None,
        )

    def _change(self, order: SheetOrder, found: Found) -> None:
        """Lead to where the first of them can be changed."""
        if order.kind is SheetKind.ACTIONS and not order.huddle and found.item is not None:
            self._desk.go("followups", item_id=found.item.id)
        elif order.huddle:
            self._desk.go("history", huddle_id=order.huddle)
        else:
            self._desk.go("today")
