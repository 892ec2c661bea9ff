"""Keeps tests off the network."""

from __future__ import annotations

import socket
from typing import Any, Final

import pytest

_LOCAL: Final = getattr(socket, "AF_UNIX", None)


def block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to nothing but other processes on this machine."""

    def guarded(name: str) -> Any:
        original = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != _LOCAL:
                raise AssertionError(f"a test wanted to reach {address!r}")
            return original(self, address)

        return connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(name))
