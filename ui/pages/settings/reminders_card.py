"""When reminders are quiet, and whether this computer shows them outside of the window."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal

from huddle import dates
from huddle.i18n import _
from huddle.rows.ward import PolicyRow
from huddle.settings import Settings
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.fixed import FixedField
from ui.widgets.labels import heading, quiet

_HALF_HOURS = [dt.time(hour, minute) for hour in range(24) for minute in (0, 30)]


class RemindersCard(Card):
    """Quiet hours of the ward; notifications of this computer.

    Signals:
        quiet_changed: From when until when nothing is said: two times, or none.
        notifications_changed: Whether this computer shows them outside of the window.

    Args:
        changes: Whether whoever is here may change the ward's quiet hours.
        switched_off: Whether the organisation wants no notifications.
    """

    quiet_changed = Signal(object, object)
    notifications_changed = Signal(bool)

    def __init__(self, *, changes: bool, switched_off: bool = False) -> None:
        super().__init__("reminders_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Reminders")))
        self._from = Choice("quiet_from")
        self._until = Choice("quiet_until")
        row = Columns((1, 1))
        row.add(Field(_("Quiet from"), self._from, object_name="quiet_from_field"))
        row.add(Field(_("Quiet until"), self._until, object_name="quiet_until_field"))
        for choice in (self._from, self._until):
            choice.be_narrow()
            choice.setEnabled(changes)
            choice.picked.connect(lambda _key: self._changed())
        called = _("Notify me when Huddle is not in front")
        self._notify = Tick(called, "reminders_notify")
        self._notify.clicked.connect(self.notifications_changed)
        self.column.addWidget(row)
        self.column.addWidget(
            quiet(_("For the whole ward. What falls due meanwhile comes together afterwards."))
        )
        if switched_off:
            self.column.addWidget(FixedField(called, "reminders_notify_off", _("Off")))
            return
        self.column.addWidget(self._notify)
        self.column.addWidget(
            quiet(_("On this computer only. A notification says how many there are, and no more."))
        )

    def show_policy(self, policy: PolicyRow) -> None:
        """Show the ward's quiet hours."""
        for choice, time in ((self._from, policy.quiet_from), (self._until, policy.quiet_until)):
            times = sorted({*_HALF_HOURS, time}) if time else _HALF_HOURS
            offered = [(one.isoformat(), dates.clock_time(one)) for one in times]
            choice.offer([("", _("None")), *offered], time.isoformat() if time else "")

    def show_settings(self, settings: Settings) -> None:
        """Show what this computer does."""
        self._notify.setChecked(settings.notifications)

    def _changed(self) -> None:
        """One of the two alone is kept, and means that there are no quiet hours."""
        keys = (self._from.key, self._until.key)
        start, end = (dt.time.fromisoformat(key) if key else None for key in keys)
        self.quiet_changed.emit(start, end)
