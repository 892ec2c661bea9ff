"""The saved views to choose from, and what can be done with the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from huddle.i18n import _
from huddle.rows.views import SavedViewRow, SavedViews
from ui.theme.look import space
from ui.widgets.buttons import icon_button
from ui.widgets.choices import Choice

if TYPE_CHECKING:
    from ui.desk import May


_LETTERS = 14


class ViewChoice(QWidget):
    """A list of saved views, and a menu to save, rename, share and remove them.

    Signals:
        picked: The id of a view; empty for none.
        save_asked: Keep what is shown as a view.
        rename_asked: Another name for the view that is shown, a `SavedViewRow`.
        share_asked: Let everybody have it, or nobody else any more.
        remove_asked: Take it away.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    picked = Signal(str)
    save_asked = Signal()
    rename_asked = Signal(SavedViewRow)
    share_asked = Signal(SavedViewRow)
    remove_asked = Signal(SavedViewRow)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("view_choice")
        self._shares = may("views.share")
        self._view: SavedViewRow | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("half"))
        self._choice = Choice("followups_view", _("Saved view"))
        self._choice.be_narrow(_LETTERS)
        self._choice.picked.connect(self.picked)
        self._more = icon_button("more", "view_more", _("Save, rename, share or remove a view"))
        self._more.clicked.connect(self._open_menu)
        row.addWidget(self._choice)
        row.addWidget(self._more)

    def show_views(self, views: SavedViews, view: SavedViewRow | None) -> None:
        """Offer these, and show which of them stands on the page, if one does."""
        self._view = view
        named = [(one.id, _name(one)) for one in views.views]
        self._choice.offer([("", _("No saved view")), *named], view.id if view else "")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("view_menu")
        _add(menu, "view_save", _("Save this view…"), self.save_asked.emit)
        view = self._view
        if view is not None and view.is_mine:
            _add(menu, "view_rename", _("Rename…"), lambda: self.rename_asked.emit(view))
        if view is not None and self._shares and not view.is_built_in:
            words = _("Share no more") if view.is_shared else _("Share with everybody")
            _add(menu, "view_share", words, lambda: self.share_asked.emit(view))
        if view is not None and view.is_mine:
            _add(menu, "view_remove", _("Remove…"), lambda: self.remove_asked.emit(view))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _add(menu: QMenu, name: str, words: str, call: Callable[[], object]) -> None:
    act = menu.addAction(words)
    act.setObjectName(name)
    act.triggered.connect(lambda _on=False: call())


def _name(view: SavedViewRow) -> str:
    if view.is_shared and not view.is_built_in:
        return _("{name} (shared)").format(name=view.name)
    return view.name
