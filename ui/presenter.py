"""What every page's presenter shares: it asks again when what it shows has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject

from huddle.errors import Refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huddle.rows import Changes
    from huddle.vocabulary import Thing
    from ui.desk import Desk


class Presenter(QObject):
    """The behaviour of one page.

    A page that is shown asks again as soon as something it shows has changed; a hidden one when
    it is shown the next time.

    Args:
        page: The page's widgets.
        desk: What it works with.
    """

    shows: ClassVar[frozenset[Thing]] = frozenset()
    """The kinds of thing whose change concerns this page."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self.widget = page
        self.desk = desk
        self._is_stale = True
        desk.changes.changed.connect(self._changed)

    def arrive(self, **what: str) -> None:
        """The page comes into view; `what` names what it shall show."""
        if self._is_stale:
            self.ask_again()

    def leave(self) -> None:
        """The page goes out of view."""

    def ask_again(self) -> None:
        """Query what the page shows."""
        self._is_stale = False
        self.refresh()

    def refresh(self) -> None:
        """Query and render; each page's own."""
        raise NotImplementedError

    def refused(self, error: Exception) -> None:
        """Say a refusal in the message bar; anything else goes the way of all failures."""
        if isinstance(error, Refused):
            self.desk.messages.warn(error.message)
            return
        self.desk.tasks.unhandled.emit(error)

    def _changed(self, changes: Changes) -> None:
        if not changes.things & self.shows:
            return
        if self.widget.isVisible():
            self.ask_again()
        else:
            self._is_stale = True
