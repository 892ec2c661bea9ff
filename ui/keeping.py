"""What the presenters of pages share whose every field keeps itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ui.field_saving import FieldSaving
from ui.in_turn import InTurn
from ui.presenter import Presenter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk

StateT = TypeVar("StateT")


class KeepingPresenter(Presenter, Generic[StateT]):
    """Sends changes one after another, and shows what was read only when none is under way.

    Args:
        page: The page's widgets.
        desk: What it works with.
    """

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page, desk)
        self._turns = InTurn(desk.tasks, page)
        self._turns.done.connect(self.ask_again)
        self._fields = FieldSaving(desk, page, self._turns)

    def leave(self) -> None:
        """Keep what is being typed."""
        if (field := self.widget.focusWidget()) is not None:
            field.clearFocus()

    def refresh(self) -> None:
        """Query and show, once all changes under way have come back."""
        if not self._turns.is_busy:
            self.query(self._read, self._take)

    def _take(self, read: StateT) -> None:
        if not self._turns.is_busy:
            self._show_read(read)

    def _read(self) -> StateT:
        """Read what the page shows; on the worker."""
        raise NotImplementedError

    def _show_read(self, read: StateT) -> None:
        """Show what was read."""
        raise NotImplementedError
