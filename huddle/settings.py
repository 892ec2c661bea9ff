"""Settings of this operating-system account: looks and language, nothing of a ward."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from huddle.files import write_atomically
from huddle.organisation import Feature, FleetSettings

SCHEMES = ("system", "light", "dark", "high_contrast")
LOCK_MINUTES = (2, 5, 10, 15, 30, 0)
"""After how many idle minutes the window may lock; 0 for never."""
SIDES = ("one-sided", "two-sided-long-edge", "two-sided-short-edge")
"""Which sides of the paper are printed, and how it is turned; in the words of CUPS."""
MOST_COPIES = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """What this account chose.

    Attributes:
        scheme: One of `SCHEMES`.
        scale: The size of text, 1.0 for normal.
        language: A language code; empty for the system's.
        sign_in_name: The name last signed in with, offered the next time.
        paper: `a4` or `letter`.
        papers: On which paper each kind of sheet was last laid out, where not on the usual one.
        printer: Which printer was printed on last, by name.
        print_copies: How many copies were.
        print_sides: One of `SIDES`.
        lock_minutes: One of `LOCK_MINUTES`.
        followups_as: Follow-ups as a `table` or a `board`.
        followups_sort: What its table is sorted by, a value of `vocabulary.SortBy`.
        followups_down: Whether the table begins with the last of them.
        notifications: Whether reminders show outside of the window.
        told_of_tray: Whether it was said that a closed window goes on in the tray.
        shows_like_before: Whether a concern that was like the one being typed is shown.
        told_of_tour: On which day each account answered the offer of the guided tour; by their ids.
        units: In which unit of its store each account last chose to work; by their ids.
    """

    scheme: str = "system"
    scale: float = 1.0
    language: str = ""
    sign_in_name: str = ""
    paper: str = "a4"
    papers: dict[str, str] = field(default_factory=dict)
    printer: str = ""
    print_copies: int = 1
    print_sides: str = SIDES[0]
    lock_minutes: int = 10
    followups_as: str = "table"
    followups_sort: str = "due"
    followups_down: bool = False
    notifications: bool = True
    told_of_tray: bool = False
    shows_like_before: bool = True
    told_of_tour: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @property
    def look(self) -> tuple[str, float]:
        """What is seen at once when it changes."""
        return self.scheme, self.scale


def load_settings(path: Path) -> Settings:
    """The settings in a file; a missing or unreadable one gives the defaults."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    usual = asdict(Settings())
    known = {
        one.name: found[one.name]
        for one in fields(Settings)
        if type(found.get(one.name)) is type(usual[one.name])
    }
    if known.get("lock_minutes") not in LOCK_MINUTES:
        known.pop("lock_minutes", None)
    if known.get("print_sides") not in SIDES:
        known.pop("print_sides", None)
    if not 1 <= known.get("print_copies", 1) <= MOST_COPIES:
        known.pop("print_copies")
    for named in ("papers", "told_of_tour", "units"):
        if not all(isinstance(value, str) for value in known.get(named, {}).values()):
            known.pop(named)
    return Settings(**known)


def save_settings(path: Path, settings: Settings) -> None:
    """Keep the settings.

    Raises:
        Environment: The folder cannot be written.
    """
    content = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    write_atomically(path, content.encode())


def governed(own: Settings, fleet: FleetSettings) -> Settings:
    """This account's settings as they hold: what the organisation set goes before them."""
    return replace(own, **_set_by(fleet))


def own_part(changed: Settings, own: Settings, fleet: FleetSettings) -> Settings:
    """What of changed settings is this account's, so that the organisation's are never kept as its.

    Args:
        changed: The settings as they hold now.
        own: This account's, before they were changed.
        fleet: What the organisation set.
    """
    return replace(changed, **{name: getattr(own, name) for name in _set_by(fleet)})


def _set_by(fleet: FleetSettings) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if fleet.lock_minutes is not None:
        found["lock_minutes"] = fleet.lock_minutes
    if fleet.language:
        found["language"] = fleet.language
    if fleet.is_off(Feature.NOTIFICATIONS):
        found["notifications"] = False
    return found
