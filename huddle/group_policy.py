"""The settings that Windows Group Policy hands to a computer and to an account.

The registry is handed in, so that it can be tried on any system.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

POLICY_KEY = r"SOFTWARE\Policies\Huddle"
"""Only an administrator, or the Group Policy itself, may write there."""
_ROOTS = ("HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER")
"""The computer's goes before the account's."""


def registry_here() -> Any:
    """The registry of this computer, as the module `winreg`; none where there is none."""
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415 - it is on Windows only

    return winreg


def policies(registry: Any) -> Iterator[tuple[str, dict[str, object]]]:
    """What stands in each place of the registry that holds policies, the strongest first.

    Raises:
        OSError: A place is there and cannot be read.
    """
    for root in _ROOTS:
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(getattr(registry, root), POLICY_KEY) as key,
        ):
            yield f"{root}\\{POLICY_KEY}", dict(_values(registry, key))


def _values(registry: Any, key: Any) -> Iterator[tuple[str, object]]:
    count = registry.QueryInfoKey(key)[1]
    for at in range(count):
        name, value, kind = registry.EnumValue(key, at)
        # The key's own, unnamed value is nobody's setting.
        if name:
            yield name, os.path.expandvars(value) if kind == registry.REG_EXPAND_SZ else value
