"""A database server as from far away: each question takes a while to reach it, and is counted."""

from __future__ import annotations

import socket
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CHUNK = 65536
_SOCKET = ".s.PGSQL.5432"


class FarAway:
    """The way to a server.

    Attributes:
        turns: How often the server was asked and answered, on all lines together.
        seconds: How long a question is on its way there and its answer back.
    """

    def __init__(self) -> None:
        self.turns = 0
        self.seconds = 0.0
        # Never set: only the time passes.
        self._on_the_way = threading.Event()

    def carry(self, here: socket.socket, there: socket.socket) -> None:
        """Carry one line until one of its ends is gone."""
        is_answered = [True]
        back = threading.Thread(target=self._answer, args=(there, here, is_answered))
        back.start()
        while chunk := here.recv(_CHUNK):
            if is_answered[0]:
                is_answered[0] = False
                self.turns += 1
                self._on_the_way.wait(self.seconds)
            there.sendall(chunk)
        there.shutdown(socket.SHUT_RDWR)
        back.join()

    def _answer(self, there: socket.socket, here: socket.socket, is_answered: list[bool]) -> None:
        while chunk := there.recv(_CHUNK):
            is_answered[0] = True
            here.sendall(chunk)


@contextmanager
def far_away(url: str) -> Iterator[tuple[FarAway, str]]:
    """A way to a server's socket, and its address there."""
    folder, found = url.rpartition("host=")[2], FarAway()

    class Line(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.socket(socket.AF_UNIX) as there:
                there.connect(f"{folder}/{_SOCKET}")
                found.carry(self.request, there)

    with tempfile.TemporaryDirectory(prefix="hd-far-") as place:
        where = str(Path(place) / _SOCKET)
        with socketserver.ThreadingUnixStreamServer(where, Line) as listening:
            thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield found, url.replace(folder, place)
            finally:
                listening.shutdown()
                thread.join()
