"""One window for each operating-system account and data folder: a second start raises the first.

A lock file tells at once whether there is another window; only then is anybody asked to come to
the front. Nobody who is asked and does not answer keeps a person from their ward.
"""

from __future__ import annotations

import getpass
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

_ANSWER_MS = 1000
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """Knows of other windows on the same data folder.

    Signals:
        asked_to_raise: Huddle was started again; the window should come to the front.
    """

    asked_to_raise = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = instance_name(data_dir)
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self._name}.lock"))
        # A lock of a process that is gone is taken over, however old it is.
        self._lock.setStaleLockTime(0)

    def is_first(self, *, raising: bool = True) -> bool:
        """Whether no other window has this folder open.

        Args:
            raising: Whether one that has is raised; one that does not answer then counts as none.
        """
        return self._lock.tryLock(0) or (raising and not self._raise_first())

    def listen(self) -> None:
        """Hear of later starts."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first paint

        # A crash leaves the socket's file behind.
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def answer() -> None:
            connection = server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            self.asked_to_raise.emit()

        server.newConnection.connect(answer)
        server.listen(self._name)

    def close(self) -> None:
        """Let another window be the first."""
        self._lock.unlock()

    def _raise_first(self) -> bool:
        """Ask the first window to come to the front; whether it answered."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - a second start only

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return True


def instance_name(data_dir: Path) -> str:
    """The name that windows of this account on this folder know each other by."""
    told = f"{getpass.getuser()}\n{data_dir.absolute()}".encode()
    hashed = QCryptographicHash.hash(told, QCryptographicHash.Algorithm.Sha256)
    return f"huddle-{hashed.toHex().toStdString()[:20]}"
