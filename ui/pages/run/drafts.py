"""Drafts of the Run page: what is being typed is kept within half a second, field by field."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from huddle.errors import Environment
from ui.pages.run.in_hand import InHand

_EVERY_MS = 400


class Drafts(QObject):
    """Keeps unfinished text; what could not be kept is tried again with the next key."""

    def __init__(self, in_hand: InHand) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._waiting: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def is_empty(self) -> bool:
        """Whether everything typed has been kept."""
        return not self._waiting

    def note(self, field: str, text: str) -> None:
        """A field holds this now; an empty text drops its draft."""
        self._waiting[field] = text
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, field: str = "") -> None:
        """Keep nothing more of a field, or of any."""
        if field:
            self._waiting.pop(field, None)
        else:
            self._waiting.clear()

    def save(self) -> None:
        """Keep what waits, now."""
        waiting, self._waiting = self._waiting, {}
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        if not waiting or not huddle_id:
            return

        def save_all() -> None:
            for field, text in waiting.items():
                running.save_draft(huddle_id, field, text)

        self._in_hand.run(save_all, failed=lambda error: self._failed(error, waiting))

    def _failed(self, error: Exception, waiting: dict[str, str]) -> None:
        self._waiting = {**waiting, **self._waiting}
        self._in_hand.show_saved(is_well=False)
        if isinstance(error, Environment):
            self._in_hand.desk.messages.warn(error.message, error.remedy)
        else:
            self._in_hand.refused(error)
