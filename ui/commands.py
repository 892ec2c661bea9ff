"""The commands that need Qt: the tour, which does the whole main job with nobody at the keys."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from huddle.i18n import _

if TYPE_CHECKING:
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
    if sys.platform == "linux" and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - the platform is chosen
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from huddle.i18n import use_language  # noqa: PLC0415
    from ui.theme.theme import choose_style  # noqa: PLC0415
    from ui.tour import Tour  # noqa: PLC0415

    use_language(options.language or "en")
    out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_without_screen_remarks)
    choose_style()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("Qt runs without widgets")
    with tempfile.TemporaryDirectory(prefix="huddle-tour-") as folder:
        left = Tour(qt, Path(folder), out).run()
    sys.stdout.write(
        _("The tour left {count} pictures and sheets in {folder}.\n").format(count=left, folder=out)
    )
    return 0


def _without_screen_remarks(_kind: object, _context: object, message: str) -> None:
    """Say what Qt says, but not that there is no screen: that is known."""
    if not message.startswith(_NO_SCREEN):
        sys.stderr.write(f"{message}\n")


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
