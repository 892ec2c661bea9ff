"""The Windows registry in memory, spoken to as `winreg` is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

Key = dict[str, Any]


class Registry:
    """As much of `winreg` as is used, in memory."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = "HKCU", 1, 2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, Any]] = {}
        self.refuses = False

    @contextmanager
    def _opened(self, key: str) -> Iterator[Key]:
        yield self.keys[key]

    def OpenKey(
        self, _root: str, key: str, _reserved: int = 0, access: int = 0
    ) -> AbstractContextManager[Key]:
        if access and self.refuses:
            raise PermissionError(5, "Access is denied")
        if key not in self.keys:
            raise FileNotFoundError(2, "no such key")
        return self._opened(key)

    def CreateKey(self, _root: str, key: str) -> AbstractContextManager[Key]:
        if self.refuses:
            raise PermissionError(5, "Access is denied")
        self.keys.setdefault(key, {})
        return self._opened(key)

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
