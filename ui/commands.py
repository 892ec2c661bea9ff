"""What needs Qt but nobody at the keys: the tour through the main job, and the self-test."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from huddle.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from huddle.start_options import StartOptions

_NO_SCREEN = "This plugin does not support"


def tour(options: StartOptions, out: Path) -> int:
    """Run one demo huddle through the real window and leave pictures and sheets.

    Args:
        options: The language; the tour has a data folder of its own.
        out: Where a PNG of every page and a PDF of every sheet go.

    Returns:
        The exit code.
    """
    out.mkdir(parents=True, exist_ok=True)
    qt = _application(options, _say)
    from ui.tour import Tour  # noqa: PLC0415 - the platform is chosen

    with tempfile.TemporaryDirectory(prefix="huddle-tour-") as folder:
        left = Tour(qt, Path(folder), out).run()
    sys.stdout.write(
        _("The tour left {count} pictures and sheets in {folder}.\n").format(count=left, folder=out)
    )
    return 0


def self_test(options: StartOptions) -> int:
    """Prove this installation, in folders of its own; writes a line about each part.

    Args:
        options: The language; nothing of a ward is opened.

    Returns:
        The exit code: 0 when all is whole.
    """
    from huddle.proving import Complaints, prove  # noqa: PLC0415 - only for who asks

    complaints = Complaints()
    qt = _application(options, complaints.add)
    from ui.self_test import parts_of  # noqa: PLC0415 - the platform is chosen

    with tempfile.TemporaryDirectory(prefix="huddle-self-test-") as folder:
        parts = parts_of(qt, Path(folder))
        return prove(parts, complaints, sys.stdout or io.StringIO())


def _application(options: StartOptions, hear: Callable[[str], object]) -> QApplication:
    """Qt's application on a screen, or without one where there is none.

    Args:
        options: The language.
        hear: Takes what Qt says.
    """
    if sys.platform == "linux" and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - the platform is chosen
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from huddle.i18n import use_language  # noqa: PLC0415
    from ui.theme.theme import choose_style  # noqa: PLC0415

    use_language(options.language or "en")

    def handle(_kind: object, _context: object, message: str) -> None:
        # That there is no screen is known.
        if not message.startswith(_NO_SCREEN):
            hear(message)

    qInstallMessageHandler(handle)
    choose_style()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("Qt runs without widgets")
    return qt


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
