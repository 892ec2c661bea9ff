"""A bare window: painted, and, given a store, with one query's rows from it.

Run as `python -m tests.benchmarks.floors.window [DATA_DIR NAME PASSWORD]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.floors.telling import tell

LATE = "SELECT text FROM item WHERE kind = 'action' ORDER BY due_on DESC LIMIT 50"


class BareWindow(QMainWindow):
    """An empty window that tells when it was painted."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the paint once it is over."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.painted.emit)


def show_rows(window: BareWindow, folder: Path, name: str, password: str) -> None:
    """Open the store and show what one query gives."""
    import huddle.model  # noqa: F401 - the same classes, at the same moment
    from huddle.store import keys
    from huddle.store.database import connect

    key = keys.unlock(folder / "keys.json", name, password).key
    connection = connect(folder / "ward.db", key)
    rows = connection.execute(LATE).fetchall()
    connection.close()
    label = QLabel("\n".join(row[0] for row in rows))
    window.setCentralWidget(label)
    label.repaint()


def main() -> int:
    """Paint, show what is asked for, tell, end."""
    application = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1366, 768)

    def ready() -> None:
        window.painted.disconnect(ready)
        if sys.argv[1:]:
            show_rows(window, Path(sys.argv[1]), sys.argv[2], sys.argv[3])
        tell()
        application.quit()

    window.painted.connect(ready)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
