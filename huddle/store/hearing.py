"""A line to the server on which it says that there is more to see, and which shows when it is gone.

Nothing here waits for longer than it says: also where the other end is there and says no more.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, cast

from huddle.store import server_words

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy import Engine

Words = Callable[[], AbstractContextManager[None]]

_ANSWER_SECONDS = 4.0
"""How long a server may take for the shortest of answers; a slow line takes a third of one."""


class Ear:
    """Hears what the server tells on some channels.

    Args:
        engine: Makes a line that nothing else uses.
        words: Says what a broken line is called.
        channels: What to listen to.

    Raises:
        Environment: The server cannot be reached.
    """

    def __init__(self, engine: Engine, words: Words, channels: Iterable[str]) -> None:
        self._words = words
        self._connection = engine.connect()
        found = self._connection.connection.driver_connection
        self._driver = cast("psycopg.Connection[Any]", found)
        try:
            with words():
                for channel in channels:
                    self._driver.execute(f'LISTEN "{channel}"')
        except BaseException:
            self.close()
            raise

    def wait(self, seconds: float, waker: socket.socket) -> None:
        """Wait until the server tells something, the waker is rung or the time is over.

        Raises:
            LineGone: The server says no more.
        """
        with self._words():
            either: list[Any] = [self._driver, waker]
            readable, _writable, _wrong = select.select(either, [], [], seconds)
            if waker in readable:
                return
            if self._driver in readable:
                self._driver.pgconn.consume_input()
            self._ask_whether_there()
            # Several that came together say no more than one.
            while self._driver.pgconn.notifies():
                pass

    def _ask_whether_there(self) -> None:
        pgconn, until = self._driver.pgconn, time.monotonic() + _ANSWER_SECONDS
        pgconn.send_query(b"SELECT 1")
        while pgconn.flush() or pgconn.is_busy():
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._driver], [], [], left)[0]:
                raise server_words.line_lost()
            pgconn.consume_input()
        while pgconn.get_result() is not None:
            pass

    def close(self) -> None:
        """Let go of the line."""
        # It is nobody's after this, whatever state it is in.
        self._connection.invalidate()
        self._connection.close()


def cut(driver_connection: Any) -> None:
    """Have whoever waits on a line see that it is gone."""
    if driver_connection.closed:
        return
    with socket.socket(fileno=socket.dup(driver_connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
