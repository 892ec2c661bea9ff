"""What a new ward is asked for, and what it is offered; light enough for the first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

import resources
from huddle.errors import Refused
from huddle.i18n import _


@dataclass(frozen=True, slots=True)
class NewWard:
    """What a new store needs to be told.

    Attributes:
        ward_name: The first unit's name.
        time_zone: Its IANA zone.
        departments: Their names.
        sign_in_name: The first account's.
        password: The first account's.
    """

    ward_name: str
    time_zone: str
    departments: Sequence[str]
    sign_in_name: str
    password: str


def default_departments() -> tuple[str, ...]:
    """The departments a new ward is offered."""
    return tuple(_(name) for name in resources.toml("templates", "ward.toml")["departments"])


def zone_of_this_computer() -> str:
    """The IANA zone this computer is set to; UTC when it does not say."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - at first start only

    name = get_localzone_name()
    return name if name in available_timezones() else "UTC"


def check_time_zone(name: str) -> None:
    """Refuse what is no IANA time zone.

    Raises:
        Refused: It is none.
    """
    if name not in available_timezones():
        raise Refused(
            _("“{zone}” is no time zone. Write one such as Europe/London.").format(zone=name),
            "time_zone",
        )
