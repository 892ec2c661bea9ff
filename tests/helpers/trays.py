"""A system's tray in a test: there, and it keeps what it was told; or not there."""

from __future__ import annotations

from ui.tray import Tray


class SomeTray(Tray):
    """Keeps what would be shown.

    Attributes:
        told: The sentences of all notifications.
        is_shown: Whether the icon is in the tray.
    """

    told: list[str]
    is_shown = False

    @property
    def is_there(self) -> bool:
        return True

    def show(self) -> None:
        super().show()
        self.is_shown = True

    def hide(self) -> None:
        super().hide()
        self.is_shown = False

    def notify(self, title: str, text: str) -> None:
        self.told = [*getattr(self, "told", []), text]


class NoTray(SomeTray):
    """Where the system has none."""

    @property
    def is_there(self) -> bool:
        return False
