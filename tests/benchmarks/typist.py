"""Types into the capture line and a bare one in turns while a file comes in.

Run as `python -m tests.benchmarks.typist FOLDER FILE`. One line of JSON: milliseconds from a key to
the line's paint, and how many keys waited longer than a frame.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from huddle.clock import SystemClock
from huddle.exchange.tables import tables_of
from huddle.paths import Paths
from tests.benchmarks.figures import Spread, milliseconds
from tests.helpers.wards import sign_in
from ui.pages.run.capture_box import CaptureLine
from ui.theme.theme import Theme

_FRAME_MS = 1000 / 60
_BETWEEN_SECONDS = 0.02
_LONGEST = 60
"""Letters in a line before it begins again."""


class _Paints(QObject):
    """Counts the paints of a line."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See a paint pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class _Typed:
    """A line in a window of its own, and how long each key took.

    Args:
        line: The line.
    """

    def __init__(self, line: QLineEdit) -> None:
        self.took: list[float] = []
        self._line = line
        self._paints = _Paints(line)
        line.installEventFilter(self._paints)
        line.resize(600, line.sizeHint().height())
        line.show()

    def press(self) -> None:
        """Press a key, and wait for the paint."""
        if len(self._line.text()) >= _LONGEST:
            self._line.clear()
        QApplication.processEvents()
        self.took.append(milliseconds(self._press))

    def _press(self) -> None:
        before = self._paints.count
        QTest.keyClick(self._line, Qt.Key.Key_A)
        while self._paints.count == before:
            QApplication.processEvents()


def main(folder: Path, file: Path) -> None:
    """Type until the file is in."""
    app = QApplication([])
    Theme(app).apply(app, "light")
    ward = sign_in(Paths(folder, folder / "config"), SystemClock())
    ours, bare = _Typed(CaptureLine()), _Typed(QLineEdit())
    (table,) = tables_of(file)
    worker = threading.Thread(target=ward.imports.bring_in, args=(table, file.name))
    worker.start()
    while worker.is_alive():
        for line in (ours, bare):
            line.press()
            time.sleep(_BETWEEN_SECONDS)
    ward.close()
    _tell(ours.took, bare.took)


def _tell(ours: list[float], bare: list[float]) -> None:
    late = sum(took > _FRAME_MS for took in ours)
    told = {"ours": Spread(ours).p99, "floor": Spread(bare).p99, "median": Spread(ours).median}
    told |= {"longest": max(ours), "late": 100 * late / len(ours), "pressed": len(ours)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
