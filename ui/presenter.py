"""What every page's presenter shares: it asks again when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.filling import say_refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huddle.rows.changes import Changes
    from huddle.vocabulary import Thing
    from ui.desk import Desk

T = TypeVar("T")


class Presenter(QObject):
    """The behaviour of one page.

    A page that is shown asks again as soon as something it shows has changed; a hidden one when
    it is shown the next time.

    Signals:
        explained_anew: Another of `cards` explains what is in view.

    Args:
        page: The page's widgets.
        desk: What it works with.
    """

    explained_anew = Signal()
    shows: ClassVar[frozenset[Thing]] = frozenset()
    """The kinds of thing whose change concerns this page."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self.widget = page
        self.desk = desk
        self._is_stale = True
        self._is_asking = False
        self._asks_again = False
        desk.changes.changed.connect(self._changed)

    @property
    def cards(self) -> tuple[str, ...]:
        """The names of the cards that explain the part in view, before that of the page."""
        return ()

    def arrive(self, **what: str) -> None:
        """The page comes into view; `what` names what it shall show."""
        if self._is_stale:
            self.ask_again()

    def leave(self) -> None:
        """The page goes out of view."""

    def come_back(self) -> None:
        """The page is in view again after it was covered, just as it was."""
        if self._is_stale:
            self.ask_again()

    def take(self, _item_id: str) -> bool:
        """An item's code was scanned: go to it here, and say so; else it opens where it belongs."""
        return False

    def ask_again(self) -> None:
        """Query what the page shows."""
        self._is_stale = False
        self.refresh()

    def refresh(self) -> None:
        """Query and render; each page's own."""
        raise NotImplementedError

    def query(self, call: Callable[[], T], show: Callable[[T], None]) -> None:
        """Ask for what the page shows, one question at a time.

        Changes that come while a question is under way end in one more question, not in one each.
        """
        if self._is_asking:
            self._asks_again = True
            return
        self._is_asking = True
        self.desk.tasks.run(
            self.widget,
            call,
            lambda found: self._answered(show, found),
            lambda error: self._answered(self.refused, error),
        )

    def _answered(self, take: Callable[[T], None], found: T) -> None:
        self._is_asking = False
        if self._asks_again:
            # What was found is out of date already.
            self._asks_again = False
            self.refresh()
        else:
            take(found)

    def refused(self, error: Exception) -> None:
        """Say a refusal in the message bar; anything else goes the way of all failures."""
        say_refusal(self.desk, error)

    def _changed(self, changes: Changes) -> None:
        if not changes.things & self.shows:
            return
        if self.widget.isVisible():
            self.ask_again()
        else:
            self._is_stale = True
