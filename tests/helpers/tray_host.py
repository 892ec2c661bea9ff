"""A desktop's tray on a message bus of its own: takes icons and notifications, and clicks."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LONGEST_SECONDS = 60.0
_NAMES = ("org.kde.StatusNotifierWatcher", "org.freedesktop.Notifications")
_ANSWERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "Get": ("v", (("b", True),)),
    "GetAll": ("a{sv}", ({"IsStatusNotifierHostRegistered": ("b", True)},)),
    "Notify": ("u", (1,)),
    "GetCapabilities": ("as", (["body"],)),
    "GetServerInformation": ("ssss", ("Huddle", "", "1", "1.2")),
}
"""To everything else it is enough to have been heard."""


class TrayHost:
    """Speaks as a desktop does to a program that stands in its tray.

    Attributes:
        told: The sentences of all notifications.
        item: Where the program's icon can be reached; empty until it has one.
    """

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self.told: list[str] = []
        self.item = ""
        for name in _NAMES:
            connection.send_and_get_reply(message_bus.RequestName(name))

    def wait_until(self, holds: Callable[[], object], what: str) -> None:
        """Answer the program until a condition holds."""
        until = time.monotonic() + LONGEST_SECONDS
        while not holds():
            assert time.monotonic() < until, f"waited {LONGEST_SECONDS} s for {what}"
            self._take(0.1)

    def click(self) -> None:
        """Click the icon."""
        self._ask("/StatusNotifierItem", "org.kde.StatusNotifierItem", "Activate", "ii", (0, 0))

    def choose(self, label: str) -> None:
        """Choose an entry of the icon's menu."""
        menu = ("/MenuBar", "com.canonical.dbusmenu")
        _revision, (_root, _about, entries) = self._ask(
            *menu, "GetLayout", "iias", (0, -1, ["label"])
        )
        labels = {about["label"][1]: id_ for _kind, (id_, about, _) in entries if "label" in about}
        self._ask(*menu, "Event", "isvu", (labels[label], "clicked", ("s", ""), 0))

    def _ask(
        self, path: str, interface: str, method: str, signature: str, body: tuple[Any, ...]
    ) -> Any:
        address = DBusAddress(path, bus_name=self.item, interface=interface)
        serial = next(self._connection.outgoing_serial)
        call = new_method_call(address, method, signature, body)
        self._connection.send(call, serial=serial)
        answer: list[Any] = []

        def is_answered() -> bool:
            reply = self._take(1.0)
            if reply is not None and reply.header.fields.get(HeaderFields.reply_serial) == serial:
                answer.append(reply.body)
            return bool(answer)

        self.wait_until(is_answered, method)
        return answer[0]

    def _take(self, seconds: float) -> Any:
        """Take a message and answer it if it is a call; gives it back if it is an answer."""
        try:
            message = self._connection.receive(timeout=seconds)
        except TimeoutError:
            return None
        if message.header.message_type is not MessageType.method_call:
            return message
        member = message.header.fields[HeaderFields.member]
        if member == "Notify":
            self.told.append(message.body[4])
        if member == "RegisterStatusNotifierItem":
            self.item = message.header.fields[HeaderFields.sender]
        self._connection.send(new_method_return(message, *_ANSWERS.get(member, (None, ()))))
        return None


@contextmanager
def desktop() -> Iterator[tuple[str, TrayHost]]:
    """A message bus with a tray on it, and the bus's address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        with open_dbus_connection(address) as connection:
            yield address, TrayHost(connection)
    finally:
        bus.kill()
        bus.communicate()
