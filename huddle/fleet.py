"""The settings for all programs of a computer, which its administrator makes.

They stand in one small file that only an administrator may write, and on Windows in the Group
Policy, which goes before the file. What is given on the command line goes before both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huddle.errors import Environment
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.organisation import NOTHING_SET, FleetSettings
from huddle.paths import default_paths, stores_beside, usable_paths

if TYPE_CHECKING:
    from huddle.paths import Paths

_NAME = "fleet.toml"

Source = tuple[str, dict[str, object]]
"""Where settings stand, and what stands there."""


def fleet_file() -> Path:
    """Where this computer's administrator puts the settings."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "Huddle", _NAME)
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Huddle", _NAME)
    return Path("/etc/huddle", _NAME)


def fleet_settings(file: Path | None = None, registry: Any = None) -> FleetSettings:
    """What this computer's administrator set.

    Args:
        file: The settings file; where an administrator puts it when not given.
        registry: What holds policies, as the module `winreg`; the computer's when not given.

    Raises:
        Environment: A setting is unknown, or what it holds cannot be used.
    """
    found = [*_in_policies(registry), *_in_file(file or fleet_file())]
    if not found:
        return NOTHING_SET
    from huddle.fleet_keys import KEYS, checked  # noqa: PLC0415 - few computers have settings

    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    # The strongest comes last, and replaces what stood before.
    for place, content in reversed(found):
        good, wrong = checked(content)
        if wrong:
            raise _not_usable(place, wrong, ", ".join(key.name for key in KEYS))
        values |= good
        places |= dict.fromkeys(good, place)
    in_order = tuple((key.name, places[key.name]) for key in KEYS if key.name in places)
    return FleetSettings(**values, places=in_order)


def chosen_paths(
    data_dir: Path | None, database_url: str, file: Path | None = None, registry: Any = None
) -> Paths:
    """The places of a store: those of the command line, else the organisation's, else the usual.

    Args:
        data_dir: The data folder that was given.
        database_url: The address that was given.
        file: The settings file; where an administrator puts it when not given.
        registry: What holds policies; the computer's when not given.

    Raises:
        Environment: A setting cannot be used, or this account may not use the usual folder.
    """
    fleet = fleet_settings(file, registry)
    if data_dir is not None or database_url:
        return replace(default_paths(data_dir, database_url), fleet=fleet)
    folder = Path(fleet.data_dir) if fleet.data_dir else None
    found = default_paths(folder, fleet.database_url)
    if not fleet.chooses_place:
        found = usable_paths(found)
    return replace(found, is_by_fleet=fleet.chooses_place, fleet=fleet, others=stores_beside(found))


def _in_policies(registry: Any) -> Iterator[Source]:
    if registry is None and sys.platform != "win32":
        return
    from huddle.group_policy import POLICY_KEY, policies, registry_here  # noqa: PLC0415 - on Windows

    with disk_errors_in_words(Path(POLICY_KEY)):
        yield from policies(registry or registry_here())


def _in_file(file: Path) -> Iterator[Source]:
    with disk_errors_in_words(file):
        if not file.exists():
            return
        content = file.read_bytes()
    import tomllib  # noqa: PLC0415 - few computers have one

    try:
        yield str(file), tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise _not_usable(str(file), str(error)) from error


def _not_usable(place: str, reason: str, known: str = "") -> Environment:
    remedy = _("Nothing was opened or changed. Ask whoever set this computer up.")
    if known:
        remedy += " " + _("The settings that Huddle knows: {names}.").format(names=known)
    return Environment(
        _("The settings of this computer for Huddle, “{place}”, cannot be used: {reason}.").format(
            place=place, reason=reason
        ),
        remedy,
    )
