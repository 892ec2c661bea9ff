"""What roles may do and how accounts stand, in a line each."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from huddle import dates
from huddle.i18n import N_, _
from huddle.labels import label
from huddle.rows.ward import AccountRow
from huddle.vocabulary import AccessRole

ROLES = (
    AccessRole.READER,
    AccessRole.CONTRIBUTOR,
    AccessRole.FACILITATOR,
    AccessRole.WARD_MANAGER,
    AccessRole.ADMINISTRATOR,
)
"""The roles to choose from, with more rights from one to the next; a wall screen is made apart."""
COVER_ROLES = (AccessRole.FACILITATOR, AccessRole.CONTRIBUTOR, AccessRole.READER)

_MAY = {
    AccessRole.READER: N_("Reads huddles, follow-ups and sheets, and raises for the next huddle."),
    AccessRole.CONTRIBUTOR: N_("Reads, captures in a huddle and answers for actions."),
    AccessRole.FACILITATOR: N_(
        "Leads huddles and follow-up, adds people, lets somebody cover and opens the wall."
    ),
    AccessRole.WARD_MANAGER: N_(
        "Leads as a facilitator and sets the ward up: agendas, lists, accounts, privacy, audit."
    ),
    AccessRole.ADMINISTRATOR: N_("As a ward manager; for IT and information governance."),
    AccessRole.WALL_SCREEN: N_("Shows the wall and nothing else. A person opens it."),
}


def may_in_words(role: AccessRole) -> str:
    """What a role may do."""
    return _(_MAY[role])


def state_in_words(row: AccountRow, zone: ZoneInfo) -> str:
    """Whether somebody can sign in with it, and until when."""
    if row.is_disabled:
        return _("Disabled")
    if row.ends_at is not None:
        day = (row.ends_at - dt.timedelta(seconds=1)).astimezone(zone).date()
        return _("Until midnight, {day}").format(day=dates.short_day(day))
    return _("Can sign in") if row.can_sign_in else _("Opened by a person")


def since_in_words(row: AccountRow, zone: ZoneInfo) -> str:
    """The day it was made."""
    return dates.in_table(row.since.astimezone(zone).date()) if row.since else ""


def role_options(roles: tuple[AccessRole, ...]) -> list[tuple[str, str]]:
    """Roles to choose from."""
    return [(role.value, label(role)) for role in roles]
