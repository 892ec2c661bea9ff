"""Hands for the technology register: what a part of a page says, and choosing by the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from tests.helpers.qt import find, press, seen
from ui.pages.run.item_cards import ItemCard
from ui.widgets.choices import Choice


def said(root: QWidget, name: str) -> str:
    """All that a part of a page says."""
    labels: list[QLabel] = find(root, name).findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def pick(root: QWidget, name: str, key: str) -> None:
    """Choose from a list by the keys, as a person without a mouse does."""
    choice = seen(root, name, Choice)
    choice.setFocus()
    by = choice.findData(key) - choice.currentIndex()
    press(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, times=abs(by))


def ask_which_tool(root: QWidget, code: str) -> None:
    """Choose from the menu of an item's card that it is about a tool."""
    menu = QMenu()
    find(root, f"item_{code}", ItemCard).fill(menu)
    (entry,) = menu.findChildren(QAction, "turn_about_tool")
    entry.trigger()
    menu.deleteLater()
