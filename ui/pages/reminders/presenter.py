"""What the Reminders page does: opening it is seeing what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from huddle.rows.reminding import ReminderInbox, ReminderRow
from huddle.vocabulary import Thing
from ui.pages.reminders.page import RemindersPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk


class RemindersPresenter(Presenter):
    """The behaviour of the Reminders page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {
            *(Thing.REMINDERS, Thing.ITEMS, Thing.HUDDLES, Thing.SERIES, Thing.BACKUPS),
            *(Thing.LEARNING, Thing.TECHNOLOGY),
        }
    )

    def __init__(self, page: RemindersPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._rows: dict[str, ReminderRow] = {}
        self._new: set[str] = set()
        page.show_asked.connect(self._show)

    def arrive(self, **what: str) -> None:
        """Time alone changes what holds, so it is asked again at each visit."""
        self._new.clear()
        self.ask_again()

    def refresh(self) -> None:
        """Query and show."""
        self.query(self._read, self._show_read)

    def _read(self) -> tuple[ReminderInbox, str]:
        ward = self.desk.ward
        return ward.reminders.inbox(), ward.setting_up.unit().time_zone

    def _show_read(self, read: tuple[ReminderInbox, str]) -> None:
        inbox, zone = read
        self._rows = {row.id: row for row in inbox.rows}
        unread = [row.id for row in inbox.rows if row.seen_at is None]
        # What this visit marks as seen stays marked as new until the next one.
        self._new.update(unread)
        self._page.show_inbox(inbox, self._new, ZoneInfo(zone))
        if unread and self.widget.isVisible():
            seen = self.desk.ward.reminders.seen
            self.desk.tasks.run(self.widget, lambda: seen(unread), None, self.refused)

    def _show(self, reminder_id: str) -> None:
        row = self._rows.get(reminder_id)
        if row is None:
            return
        if row.item_id:
            self.desk.go("followups", item_id=row.item_id)
        elif row.tool_id:
            self.desk.go("technology", tool=row.tool_id)
        else:
            self.desk.go("today" if row.series_id or not self._sets_up() else "data")

    def _sets_up(self) -> bool:
        return self.desk.may("upkeep.restore")


def open_page(desk: Desk) -> RemindersPresenter:
    """Make the page and what runs it."""
    return RemindersPresenter(RemindersPage(), desk)
