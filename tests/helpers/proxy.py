"""A line to a server that can be cut, stalled and slowed down."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

COMMIT = b"COMMIT"
BOTH = 2


class Proxy:
    """Stands between a program and the server of the tests.

    Args:
        url: The address of a database, reached by a socket in the file system.

    Attributes:
        delay_seconds: How long each piece takes on its way to the server.
        is_stalled: Whether everything stays on its way, both ways, while the line stands.
        swallows_commit: Whether the next commit arrives, and the line is cut before its answer.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        self._folder = Path(query["host"][0])
        self._database = parts.path
        self._user = parts.username or "postgres"
        self._listener: socket.socket | None = None
        self._port = 0
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._halves: Counter[tuple[socket.socket, socket.socket]] = Counter()
        self._lock = threading.Lock()
        self.delay_seconds = 0.0
        self.is_stalled = False
        self.swallows_commit = False
        self._keeps_back = False
        self._never = threading.Event()
        self._flows = threading.Event()
        self._flows.set()
        self.mend()

    @property
    def url(self) -> str:
        """The address of the database through this line."""
        return f"postgresql://{self._user}@127.0.0.1:{self._port}{self._database}?sslmode=disable"

    def mend(self) -> None:
        """Let programs reach the server, again."""
        self.is_stalled = False
        self._flows.set()
        if self._listener is not None:
            return
        listener = self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Cut every line, and let none be made."""
        listener, self._listener = self._listener, None
        if listener is not None:
            # A thread that waits in it would keep it open.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self.cut_once()

    def cut_once(self) -> None:
        """Cut every line; another one can be made at once."""
        for pair in list(self._pairs):
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._flows.set()

    def stall(self) -> None:
        """Let everything stay on its way, without an end of it being seen."""
        self.is_stalled = True
        self._flows.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(str(next(self._folder.glob(".s.PGSQL.*[0-9]"))))
            pair = (near, far)
            self._pairs.add(pair)
            for one, other, hands_on in (
                (near, far, self._to_server),
                (far, near, self._to_program),
            ):
                threading.Thread(
                    target=self._carry, args=(pair, one, other, hands_on), daemon=True
                ).start()

    def _carry(
        self,
        pair: tuple[socket.socket, socket.socket],
        one: socket.socket,
        other: socket.socket,
        hands_on: Callable[[bytes], bool],
    ) -> None:
        with contextlib.suppress(OSError):
            while told := one.recv(65536):
                self._flows.wait()
                if not hands_on(told):
                    break
                other.sendall(told)
        self._pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        # The other direction ends now, too; whichever is last closes both.
        with self._lock:
            self._halves[pair] += 1
            if self._halves[pair] == BOTH:
                del self._halves[pair]
                for end in pair:
                    end.close()

    def _to_server(self, told: bytes) -> bool:
        """Whether a piece goes on to the server; says when an answer is to be kept back."""
        if self.delay_seconds:
            # It is how long the line takes, not a wait for something to come true.
            self._never.wait(self.delay_seconds)
        if self.swallows_commit and COMMIT in told.upper():
            self.swallows_commit, self._keeps_back = False, True
        return True

    def _to_program(self, _told: bytes) -> bool:
        """Whether a piece goes on to the program."""
        keeps_back, self._keeps_back = self._keeps_back, False
        return not keeps_back
