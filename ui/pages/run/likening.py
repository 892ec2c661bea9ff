"""Looks for what was said before, while a concern is typed: after a pause, on the worker."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from huddle.rows.found import LikeBeforeRow
from huddle.rules.likeness import FEWEST, telling
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import ItemKind
from ui.messages import announce
from ui.pages.run.capturing import Capturing
from ui.pages.run.in_hand import InHand
from ui.pages.run.page import ROOM_SCALE
from ui.suggesting import note_decision
from ui.theme.look import look

_PAUSE_MS = 700


class Likening(QObject):
    """The behaviour of the line that says what was like it.

    Args:
        in_hand: The huddle.
        capturing: What stands in the capture line.
    """

    def __init__(self, in_hand: InHand, capturing: Capturing) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._capturing = capturing
        self._shown: LikeBeforeRow | None = None
        self._declined: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setObjectName("like_pause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        in_hand.page.capture.typed.connect(lambda _text: self._typed())
        in_hand.page.capture.kind_chosen.connect(lambda _kind: self._typed())
        in_hand.page.like.asked.connect(self._open)
        in_hand.page.like.declined.connect(self._decline)

    @property
    def _concern(self) -> str:
        """The words of the concern that is being typed; empty where nothing shall be said of it."""
        capture, desk = self._capturing.last_words, self._in_hand.desk
        if not (desk.settings().shows_like_before and desk.may("search.like_before")):
            return ""
        if look().scale >= ROOM_SCALE:
            # Read from afar, there is room for what is said now.
            return ""
        if capture is None or capture.kind is not ItemKind.CONCERN:
            return ""
        return capture.text if len(telling(capture.text)) >= FEWEST else ""

    def _typed(self) -> None:
        if self._concern:
            self._pause.start()
        else:
            self._pause.stop()
            self._show("", None)

    def _ask(self) -> None:
        text, ward = self._concern, self._in_hand.desk.ward
        self._in_hand.run(lambda: ward.search.like_before(text), partial(self._show, text))

    def _show(self, text: str, like: LikeBeforeRow | None) -> None:
        # The line may say something else by now: then another answer is on its way.
        if text != self._concern or like == self._shown:
            return
        if like is not None and like.id in self._declined:
            like = None
        self._shown = like
        words = self._in_hand.page.like.show_like(like)
        if words:
            announce(self._in_hand.page, words)

    def _open(self) -> None:
        """Show it with whatever else says the same; from there a key leads back to the huddle."""
        if self._shown is not None:
            self._note(is_taken=True)
            text = f"kind:concern {' '.join(self._shown.shared)}"
            self._in_hand.desk.go("find", text=text, huddle_id=self._in_hand.huddle_id)

    def _decline(self) -> None:
        """Say no more in this huddle that this one is alike."""
        if self._shown is not None:
            self._declined.add(self._shown.id)
            self._note(is_taken=False)
            self._show(self._concern, None)
            self._in_hand.take_cursor_back()

    def _note(self, *, is_taken: bool) -> None:
        in_hand = self._in_hand
        note_decision(in_hand.desk, in_hand.page, SuggestionKind.LIKE_BEFORE, is_taken=is_taken)
