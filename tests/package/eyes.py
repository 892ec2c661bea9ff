"""What a window shows, read as a screen reader reads it (AT-SPI 2)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.package.screen import Screen

LONGEST_SECONDS = 60.0
_AGAIN_SECONDS = 0.2
_DESKTOP = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ENABLED, _FOCUSED, _SHOWING = 8, 12, 25
"""Numbers of states (atspi-constants.h)."""
_T = TypeVar("_T")


class Unseen(AssertionError):
    """Something did not come into view."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in a window.

    Attributes:
        name: What it is called.
        role: What kind of thing it is, such as `button`.
        place: Where it can be asked again.
    """

    name: str
    role: str
    place: tuple[str, str]


class Eyes:
    """Reads the windows of a screen.

    Args:
        screen: The screen.
    """

    def __init__(self, screen: Screen) -> None:
        self._bus: DBusConnection = open_dbus_connection(screen.bus)

    def close(self) -> None:
        """Look no more."""
        self._bus.close()

    def all(self) -> Iterator[Seen]:
        """All that is in view, from the front of the tree to its back."""
        for window in self._children(_DESKTOP):
            yield from self._within(window, is_program=True)

    def find(self, name: str, role: str = "") -> Seen | None:
        """What is called so and is in view."""
        for one in self.all():
            if one.name == name and role in ("", one.role):
                return one
        return None

    def wait_for(self, name: str, role: str = "") -> Seen:
        """Wait until something of this name is in view.

        Raises:
            Unseen: It did not come.
        """
        return self.wait_until(lambda: self.find(name, role), f"{role} “{name}”")

    def wait_until(self, found: Callable[[], _T | None], what: str) -> _T:
        """Look until there is something.

        Raises:
            Unseen: It did not come.
        """
        until = time.monotonic() + LONGEST_SECONDS
        while True:
            seen = found()
            if seen:
                return seen
            if time.monotonic() > until:
                raise Unseen(f"waited {LONGEST_SECONDS} s for {what}; in view: {self.told()}")
            time.sleep(_AGAIN_SECONDS)

    def told(self) -> list[str]:
        """The names of all that is in view."""
        return [f"{one.role}: {one.name}" for one in self.all() if one.name]

    def is_enabled(self, seen: Seen) -> bool:
        """Whether it can be used."""
        return self._has(seen.place, _ENABLED)

    def has_keyboard(self, seen: Seen) -> bool:
        """Whether what is typed goes there."""
        return self._has(seen.place, _FOCUSED)

    def text(self, seen: Seen) -> str:
        """What stands in a field."""
        answer = self._ask(seen.place, "Text", "GetText", "ii", (0, -1))
        return str(answer[0]) if answer else ""

    def middle(self, seen: Seen) -> tuple[int, int]:
        """Where it is on the screen."""
        answer = self._ask(seen.place, "Component", "GetExtents", "u", (0,))
        left, top, wide, high = answer[0] if answer else (0, 0, 0, 0)
        return left + wide // 2, top + high // 2

    def _within(self, place: tuple[str, str], *, is_program: bool = False) -> Iterator[Seen]:
        if not is_program and not self._has(place, _SHOWING):
            return
        yield Seen(self._name(place), self._role(place), place)
        for child in self._children(place):
            yield from self._within(child)

    def _children(self, place: tuple[str, str]) -> list[tuple[str, str]]:
        answer = self._ask(place, "Accessible", "GetChildren")
        return list(answer[0]) if answer else []

    def _name(self, place: tuple[str, str]) -> str:
        address = DBusAddress(place[1], place[0], "org.freedesktop.DBus.Properties")
        body = ("org.a11y.atspi.Accessible", "Name")
        answer = self._send(new_method_call(address, "Get", "ss", body))
        return str(answer[0][1]) if answer else ""

    def _role(self, place: tuple[str, str]) -> str:
        answer = self._ask(place, "Accessible", "GetRoleName")
        return str(answer[0]) if answer else ""

    def _has(self, place: tuple[str, str], state: int) -> bool:
        answer = self._ask(place, "Accessible", "GetState")
        return bool(answer) and bool(answer[0][state // 32] >> state % 32 & 1)

    def _ask(
        self,
        place: tuple[str, str],
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        address = DBusAddress(place[1], place[0], f"org.a11y.atspi.{interface}")
        return self._send(new_method_call(address, method, signature or None, body))

    def _send(self, message: Any) -> tuple[Any, ...]:
        """The answer; nothing where what was asked is gone meanwhile."""
        reply = self._bus.send_and_get_reply(message, timeout=LONGEST_SECONDS)
        is_answer = reply.header.message_type is MessageType.method_return
        return tuple(reply.body) if is_answer else ()
