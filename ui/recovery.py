"""Saving the page with a recovery key, to print and lock away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from huddle.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.dialogs.files import FileChooser
    from ui.messages import MessageBar
    from ui.tasks import TaskRunner


def save_recovery_page(
    parent: QWidget,
    tasks: TaskRunner,
    files: FileChooser,
    messages: MessageBar,
    ward_name: str,
    recovery_key: str,
) -> None:
    """Ask where to save a recovery key as a page to print, and write it there."""

    def write(place: Path) -> None:
        tasks.run(
            parent,
            lambda: _write(place, ward_name, recovery_key),
            lambda _done: messages.say(
                _("Saved as {file}. Print it, then delete the file.").format(file=place.name)
            ),
            long=True,
            key="recovery",
        )

    files.save(
        parent,
        title=_("Save the recovery key"),
        name=_("Huddle recovery key.pdf"),
        kinds=_("PDF files (*.pdf)"),
        then=write,
    )


def _write(place: Path, ward_name: str, recovery_key: str) -> None:
    from huddle.files import write_atomically  # noqa: PLC0415 - reportlab is slow
    from huddle.sheets.recovery import recovery_page  # noqa: PLC0415

    write_atomically(place, recovery_page(ward_name, recovery_key))
