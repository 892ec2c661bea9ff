"""The huddle in hand: what the parts of the Run page's behaviour share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow

if TYPE_CHECKING:
    from huddle.services.running import Running
    from ui.desk import Desk
    from ui.pages.run.page import RunPage

T = TypeVar("T")


class InHand(QObject):
    """Which huddle the page shows and how it stood last, and the way to do something in it.

    Attributes:
        page: The page's widgets.
        desk: What presenters work with.
        huddle_id: The huddle; empty for none.
        state: How it stood when it was last asked.
    """

    def __init__(self, page: RunPage, desk: Desk) -> None:
        super().__init__(page)
        self.page = page
        self.desk = desk
        self.huddle_id = ""
        self.state: RunState | None = None

    @property
    def running(self) -> Running:
        """What a room does with a huddle; called on the worker."""
        return self.desk.ward.running

    @property
    def today(self) -> dt.date:
        """The day it is in the ward."""
        zone = self.state.unit.time_zone if self.state else "UTC"
        return local(self.desk.ward.clock.now(), zone).date()

    @property
    def said_at(self) -> dt.datetime:
        """The wall time that what is typed goes by: now, or when it was written on paper."""
        state = self.state
        began = state.huddle.started_at if state and state.huddle.ended_at else None
        zone = state.unit.time_zone if state else "UTC"
        return local(began or self.desk.ward.clock.now(), zone)

    @property
    def said_on(self) -> dt.date:
        """The day that what is typed goes by: *today* on a paper form is the day it was held."""
        state = self.state
        return state.huddle.held_on if state and state.huddle.ended_at else self.today

    def item(self, item_id: str) -> ItemRow | None:
        """An item that the page shows, by its id."""
        state = self.state
        if state is None:
            return None
        shown = (*state.items, *(promise.item for promise in state.promises), *state.parked)
        return next((item for item in shown if item.id == item_id), None)

    def run(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """Run a call on the worker; what it changed comes back as a change of the page."""
        self.desk.tasks.run(self.page, call, done, failed or self.refused, key=key)

    def act(self, act: Callable[..., object], *what: object, **how: object) -> None:
        """Do something in the huddle. It is named here and now, not when it is done."""
        huddle_id = self.huddle_id
        self.run(lambda: act(huddle_id, *what, **how))

    def refused(self, error: Exception) -> None:
        """Say a refusal in the message bar; anything else goes the way of all failures."""
        if isinstance(error, Refused):
            self.desk.messages.warn(error.message)
        else:
            self.desk.tasks.unhandled.emit(error)

    def show_saved(self, *, is_well: bool) -> None:
        """Say quietly whether what was typed is durable."""
        self.page.show_saved(_("saved") if is_well else _("not saved"), is_well=is_well)

    def take_cursor_back(self) -> None:
        """Put the cursor where the next word goes."""
        self.page.capture.line.setFocus()
