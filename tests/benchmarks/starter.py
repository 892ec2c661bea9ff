"""Starts Huddle as `main.py` does, tells when it was ready and how much memory it took, and ends.

Run as `python -m tests.benchmarks.starter window|page|today [OPTIONS]`: until the window is there,
until its sign-in page is, or until Today is. One line of JSON: seconds on the system's monotonic
scale, and bytes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import ui.start
from huddle.start_options import read_start
from tests.benchmarks.floors.telling import tell

if TYPE_CHECKING:
    from ui.app import App

_create_app = ui.start.create_app


def watched(*given: Any, **named: Any) -> App:
    """The application, which ends once what was asked for is painted."""
    app = _create_app(*given, **named)
    if WHAT == "window":
        app.window.appeared.connect(lambda: _end(app))
    elif WHAT == "page":
        app.window.painted.connect(lambda: _end(app))
    else:
        app.window.painted.connect(lambda: app.front.opened.connect(lambda: _await_today(app)))
    return app


def _await_today(app: App) -> None:
    from PySide6.QtCore import QTimer

    page: Any = app.window.presenter("today").widget
    show_state = page.show_state

    def shown(*given: Any, **named: Any) -> None:
        show_state(*given, **named)
        page.repaint()
        QTimer.singleShot(0, app, lambda: _end(app))

    page.show_state = shown


def _end(app: App) -> None:
    tell()
    app.tasks.shutdown()
    if app.ward is not None:
        app.ward.close()
    app.window.close_now()
    sys.stdout.flush()
    app.window.deleteLater()
    ui.start.QApplication.quit()


if __name__ == "__main__":
    WHAT, *given = sys.argv[1:]
    OPTIONS, _command = read_start(given)
    ui.start.create_app = watched
    sys.exit(ui.start.run(OPTIONS))
