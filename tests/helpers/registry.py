"""The Windows registry in memory, spoken to as `winreg` is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

Key = dict[str, Any]


class Registry:
    """As much of `winreg` as is used, in memory."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "HKCU", "HKLM"
    REG_SZ, REG_EXPAND_SZ, REG_DWORD, REG_MULTI_SZ, KEY_SET_VALUE = 1, 2, 4, 7, 2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, Any]] = {}
        """This account's, by their paths."""
        self.machine: dict[str, dict[str, Any]] = {}
        """The computer's."""
        self.expanded: set[str] = set()
        """The names of values that hold variables of the environment."""
        self.refuses = False
        """Whether nothing may be changed."""
        self.is_shut = False
        """Whether nothing may be read either."""

    @contextmanager
    def _opened(self, key: Key) -> Iterator[Key]:
        yield key

    def OpenKey(
        self, root: str, key: str, _reserved: int = 0, access: int = 0
    ) -> AbstractContextManager[Key]:
        if self.is_shut or (access and self.refuses):
            raise PermissionError(5, "Access is denied")
        keys = self.machine if root == self.HKEY_LOCAL_MACHINE else self.keys
        if key not in keys:
            raise FileNotFoundError(2, "no such key")
        return self._opened(keys[key])

    def CreateKey(self, _root: str, key: str) -> AbstractContextManager[Key]:
        if self.refuses:
            raise PermissionError(5, "Access is denied")
        return self._opened(self.keys.setdefault(key, {}))

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:
        subkeys = sum(isinstance(value, dict) for value in key.values())
        return subkeys, len(key) - subkeys, 0

    def EnumKey(self, key: Key, at: int) -> str:
        return [name for name, value in key.items() if isinstance(value, dict)][at]

    def EnumValue(self, key: Key, at: int) -> tuple[str, Any, int]:
        name, value = [pair for pair in key.items() if not isinstance(pair[1], dict)][at]
        return name, value, self._kind(name, value)

    def _kind(self, name: str, value: object) -> int:
        if name in self.expanded:
            return self.REG_EXPAND_SZ
        kinds = {int: self.REG_DWORD, list: self.REG_MULTI_SZ}
        return kinds.get(type(value), self.REG_SZ)

    def QueryValueEx(self, key: Key, name: str) -> tuple[Any, int]:
        if name not in key:
            raise FileNotFoundError(2, "no such value")
        return key[name], self.REG_SZ

    def SetValueEx(self, key: Key, name: str, _zero: int, _kind: int, to: str) -> None:
        key[name] = to

    def DeleteValue(self, key: Key, name: str) -> None:
        if name not in key:
            raise FileNotFoundError(2, "no such value")
        del key[name]
