"""Data folders that this account would find besides the one that opens: none may be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.paths import how_to_share, may_use, not_shared
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.flow import Flow
from ui.widgets.labels import body, breakable, secondary


class OtherStores(QWidget):
    """Says where they are, and opens one; of one that may not be opened, what to do.

    Signals:
        wanted: Open this data folder instead.
    """

    wanted = Signal(object)

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self.setObjectName("other_stores")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        for number, folder in enumerate(folders, 1):
            if may_use(folder):
                self._offer(number, folder)
            else:
                self._say_shut(number, folder)

    def _offer(self, number: int, folder: Path) -> None:
        says = _("There is other Huddle data on this computer, in {folder}.")
        self._column.addWidget(
            body(says.format(folder=breakable(folder)), f"other_store_{number}_says")
        )
        act = button(_("Open that data instead"), f"other_store_{number}")
        act.setAccessibleDescription(str(folder))
        act.clicked.connect(partial(self.wanted.emit, folder))
        row = Flow()
        row.add(act)
        self._column.addWidget(row)

    def _say_shut(self, number: int, folder: Path) -> None:
        says = f"{not_shared(folder)} {how_to_share()}"
        self._column.addWidget(secondary(says, f"other_store_{number}_says"))
