"""Hands for the dialog that asks what shall be exported."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find
from ui.widgets.choices import Choice, Tick


def export_form(work: AtWork) -> QWidget:
    """The dialog, once it is open."""
    work.settle()
    dialog = form()
    assert dialog.objectName() == "export"
    return dialog


def offered(dialog: QWidget, name: str) -> list[str]:
    """What a list of the dialog offers."""
    choice = find(dialog, name, Choice)
    return [choice.itemText(at) for at in range(choice.count())]


def let_leave(
    work: AtWork, *, ending: str = "", what: int = 0, with_sensitive: bool = False
) -> None:
    """Choose in the open dialog, and wait until it left or was refused."""
    dialog = export_form(work)
    find(dialog, "export_what", Choice).setCurrentIndex(what)
    if ending:
        find(dialog, "export_format", Choice).select(ending)
    if with_sensitive:
        find(dialog, "export_sensitive", Tick).click()
    click(dialog, "question_yes")
    work.settle()
