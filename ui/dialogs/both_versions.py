"""Two people changed the same thing: both versions side by side, one is chosen of each field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.versions import ComparedRow
from ui.dialogs.form import FormDialog
from ui.theme.look import look
from ui.widgets.buttons import quiet_button
from ui.widgets.flow import Flow
from ui.widgets.version_choice import VersionChoice


class BothVersions(FormDialog):
    """Asks which version stands. Nothing is chosen beforehand, and Esc keeps what was typed.

    Args:
        parent: The widget it is asked from.
        said: Who changed it, when and where.
        rows: The fields that both sides changed.
        title: What happened.
        leave: The label of the button that chooses nothing.
    """

    def __init__(
        self,
        parent: QWidget,
        said: str,
        rows: Sequence[ComparedRow],
        *,
        title: str = "",
        leave: str = "",
    ) -> None:
        about = _("Nothing was overwritten. Choose what shall stand.")
        super().__init__(
            parent,
            "both_versions",
            title or _("Somebody else changed this too"),
            f"{said} {about}".strip(),
            _("Keep what is chosen"),
        )
        # Both versions stand side by side.
        self.setMinimumWidth(look().space("reading"))
        self._no.set_text(leave or _("Go on typing"))
        self._choices = [VersionChoice(row, f"version_{at}") for at, row in enumerate(rows)]
        for choice in self._choices:
            choice.chosen.connect(self._show_left)
            self.add(choice)
        if len(rows) > 1:
            self.column.insertWidget(self.column.count() - 1, self._build_all())
        self._show_left()
        # Whoever is just typing elsewhere chooses nothing by a space and an Enter.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("Both versions; Tab goes to the choices"))
        self._scroll.setFocus()

    @property
    def keeps_mine(self) -> tuple[bool, ...]:
        """Of each field, whether mine is kept."""
        return tuple(bool(choice.keeps_mine) for choice in self._choices)

    def _build_all(self) -> Flow:
        row = Flow()
        for called, name, is_mine in (
            (_("Mine everywhere"), "versions_all_mine", True),
            (_("Theirs everywhere"), "versions_all_theirs", False),
        ):
            button = quiet_button(called, name)
            button.clicked.connect(lambda _on, is_mine=is_mine: self._choose_all(is_mine=is_mine))
            row.add(button)
        return row

    def _choose_all(self, *, is_mine: bool) -> None:
        for choice in self._choices:
            (choice.mine if is_mine else choice.theirs).button.setChecked(True)
        self._yes.setFocus()

    def _show_left(self) -> None:
        left = any(choice.keeps_mine is None for choice in self._choices)
        self._yes.setEnabled(not left)
