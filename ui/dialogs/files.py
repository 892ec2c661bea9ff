"""Choosing files and where to save them, behind a protocol that tests replace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(Protocol):
    """Asks a person for a place."""

    def save(
        self, parent: QWidget, *, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where to save a file of a suggested name; `then` is not called on cancel."""

    def open(
        self, parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for a file that is there; `then` is not called on cancel."""

    def folder(self, parent: QWidget, *, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder; `then` is not called on cancel."""


class FileDialogs:
    """The system's own dialogs; they do not block."""

    def save(
        self, parent: QWidget, *, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where to save a file."""
        dialog = QFileDialog(parent, title, str(_documents() / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.filterSelected.connect(lambda kind: _end_as(dialog, kind))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(
        self, parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for a file."""
        dialog = QFileDialog(parent, title, str(_documents()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def folder(self, parent: QWidget, *, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(parent, title, str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _end_as(dialog: QFileDialog, kind: str) -> None:
    """End the name as files of the chosen kind do, such as `Web page (*.html)`."""
    ending = kind.rpartition("*.")[2].rstrip(")")
    (chosen,) = dialog.selectedFiles()
    name = Path(chosen).name.removesuffix(f".{dialog.defaultSuffix()}")
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(f"{name}.{ending}")


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
