"""What the line for a new action does: understands as one types, proposes, and keeps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rules import capture_line
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind
from ui.messages import announce
from ui.pages.followups.state import Surroundings
from ui.suggesting import NextHuddle

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.pages.followups.page import FollowUpsPage

_DRAFT = "add_action"
_DRAFT_MS = 400


class Adding(QObject):
    """The behaviour of the line for a new action.

    Signals:
        added: The new action.

    Args:
        page: The page it stands on.
        desk: What it works with.
        around: Gives what is known of the ward.
    """

    added = Signal(object)

    def __init__(self, page: FollowUpsPage, desk: Desk, around: Callable[[], Surroundings]) -> None:
        super().__init__(page)
        self._page = page
        self._line = page.add_line
        self._desk = desk
        self._around = around
        self._as_words: frozenset[str] = frozenset()
        self._next = NextHuddle(page, desk)
        self._key = uuid.uuid4().hex
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_draft)
        page.add_asked.connect(self._begin)
        self._line.typed.connect(self._typed)
        self._line.keep_asked.connect(self._keep)
        self._line.left.connect(self._leave)
        self._line.words_wanted.connect(self._take_as_words)
        self._line.name_chosen.connect(self._complete)
        self._line.next_taken.connect(self._take_next)
        self._line.next_declined.connect(self._decline_next)

    def show_draft(self, text: str) -> None:
        """Bring back what was being typed when the program ended."""
        if text and not self._line.text:
            self._line.put(text)
            self._typing.stop()
            self._page.show_adding(shown=True)

    def flush(self) -> None:
        """Keep what is being typed as a draft now."""
        if self._typing.isActive():
            self._typing.stop()
            self._save_draft()

    def _begin(self) -> None:
        self._page.show_adding(shown=True)
        self._show()

    def _leave(self) -> None:
        self.flush()
        self._page.show_adding(shown=False)

    def _capture(self) -> Capture:
        around = self._around()
        return capture_line.parse(
            self._line.text,
            around.known,
            around.today,
            now=around.now.time(),
            next_huddle_on=around.next_huddle_on,
            chosen_kind=ItemKind.ACTION,
            as_words=self._as_words,
        )

    def _typed(self, text: str) -> None:
        if not text:
            self._as_words = frozenset()
            self._next.begin_again()
        self._typing.start()
        self._show()

    def _show(self) -> None:
        capture, around = self._capture(), self._around()
        day = dates.in_table(around.next_huddle_on) if around.next_huddle_on else ""
        proposal = self._next.words(day, around.suggests) if capture.proposes_next else ""
        cursor = self._line.line.cursorPosition()
        offers = capture_line.suggest(self._line.text, cursor, around.known)
        self._line.show_capture(capture, proposal, offers)

    def _take_as_words(self, typed: str) -> None:
        self._as_words |= {typed}
        self._show()
        self._line.begin()

    def _complete(self, name: str) -> None:
        cursor = self._line.line.cursorPosition()
        self._line.put(*capture_line.complete(self._line.text, cursor, name))
        self._line.begin()

    def _take_next(self) -> None:
        self._line.put(self._next.taken(self._line.text))
        self._line.begin()

    def _decline_next(self) -> None:
        self._next.decline()
        self._show()
        self._line.begin()

    def _keep(self) -> None:
        capture = self._capture()
        if not capture.text:
            self._line.show_refusal(_("Write what shall be done, beginning with a verb."))
        elif capture.kind is not ItemKind.ACTION:
            self._line.show_refusal(_("Only actions are added here: leave the first sign out."))
        else:
            self._add(capture)

    def _add(self, capture: Capture) -> None:
        self._typing.stop()
        ward, key = self._desk.ward, self._key

        def add() -> ItemRow:
            item = ward.followups.add(capture, key=key)
            ward.running.save_draft(None, _DRAFT, "")
            return item

        self._desk.tasks.run(self._page, add, self._added, self._not_added, key="add_action")

    def _added(self, item: ItemRow) -> None:
        # A key for each line, so that a second press of Enter on the same one adds nothing.
        self._key = uuid.uuid4().hex
        self._line.put("")
        self._typing.stop()
        self._line.begin()
        said = _("Added. Its code is {code}.").format(code=item.code)
        self._desk.messages.say(said)
        announce(self._page, said)
        self.added.emit(item)

    def _not_added(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._line.show_refusal(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)

    def _save_draft(self) -> None:
        ward, text = self._desk.ward, self._line.text
        self._desk.tasks.run(self._page, lambda: ward.running.save_draft(None, _DRAFT, text))
