"""Keeps tests off the network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

_LOCAL: Final = getattr(socket, "AF_UNIX", None)
_LOOPBACK: Final = "127.0.0.1"
_reachable: set[str] = set()


def block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to nothing but other processes on this machine."""

    def guarded(name: str) -> Any:
        original = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != _LOCAL and address[0] not in _reachable:
                raise AssertionError(f"a test wanted to reach {address!r}")
            return original(self, address)

        return connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(name))


@contextmanager
def loopback_open() -> Iterator[None]:
    """Let sockets reach a server that the test itself has on this machine."""
    _reachable.add(_LOOPBACK)
    try:
        yield
    finally:
        _reachable.discard(_LOOPBACK)
