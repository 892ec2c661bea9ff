"""At the capture line: understanding what is typed, keeping it, and taking it back."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rules import capture_line
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind
from ui.messages import announce
from ui.pages.run.capture_box import LONGEST_LINE
from ui.pages.run.drafts import Drafts
from ui.pages.run.in_hand import InHand
from ui.suggesting import NextHuddle

FIELD = "capture"
"""The draft's field."""
MOST_PASTED = 200
"""Lines pasted at once; a longer list is no huddle."""


class Capturing(QObject):
    """The behaviour of the capture line."""

    def __init__(self, in_hand: InHand, drafts: Drafts) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._drafts = drafts
        self._box = in_hand.page.capture
        self._capture: Capture | None = None
        self._as_words: frozenset[str] = frozenset()
        self._next = NextHuddle(in_hand.page, in_hand.desk)
        self._connect()

    def parse(self) -> None:
        """Understand the line anew and show it."""
        state, box = self._in_hand.state, self._box
        if state is None:
            return
        self._capture = self._understood(box.text, box.chosen_kind)
        day = dates.short_day(state.next_huddle_on) if state.next_huddle_on else ""
        box.show_signs(self._capture, self._next.words(day, state.suggests))
        box.offer(capture_line.suggest(box.text, box.line.cursorPosition(), state.known))
        is_concern = bool(self._capture.text) and self._capture.kind is ItemKind.CONCERN
        number = state.unit.act_now_number
        words = _("Happening now? Act, and call {number} first.").format(number=number)
        self._in_hand.page.show_act_now(words if is_concern and number else "")

    @property
    def last_words(self) -> Capture | None:
        """What stands in the line and has not been kept; none when it is empty."""
        return self._capture if self._capture and self._capture.text.strip() else None

    def bring_back(self, text: str) -> None:
        """Put a draft in the line, unless something stands there."""
        if text and not self._box.text:
            self._box.put(text)

    def clear(self) -> None:
        """Empty the line without touching its draft."""
        self._begin_anew()
        self._box.line.blockSignals(True)
        self._box.put("")
        self._box.line.blockSignals(False)

    def name_person(self) -> None:
        """Make the unknown owner in the line a person of the ward."""
        if self._capture is not None and self._capture.unknown_owner:
            name, people = self._capture.unknown_owner, self._in_hand.desk.ward.people
            self._in_hand.run(
                lambda: people.add_person(name),
                lambda _person: self._in_hand.take_cursor_back(),
                key="name_person",
            )

    def undo(self) -> None:
        """Take back the last act."""
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        self._in_hand.run(lambda: running.undo(huddle_id), self._undone, key="undo")

    def _undone(self, what: str) -> None:
        words = _("Undone: {what}.").format(what=what) if what else _("There is nothing to undo.")
        self._in_hand.desk.messages.say(words)

    def _understood(self, text: str, kind: ItemKind | None) -> Capture:
        state = self._in_hand.state
        if state is None:
            return Capture(typed=text, kind=ItemKind.CONCERN, text=text)
        return capture_line.parse(
            text,
            state.known,
            self._in_hand.said_on,
            now=self._in_hand.said_at.time(),
            next_huddle_on=state.next_huddle_on,
            chosen_kind=kind,
            as_words=self._as_words,
        )

    def _typed(self, text: str) -> None:
        self.parse()
        self._drafts.note(FIELD, text)

    def _keep(self) -> None:
        """Keep the line. It stays in the line until it is durable."""
        state, capture = self._in_hand.state, self._capture
        if state is None or capture is None or not capture.text.strip():
            return
        typed, key = self._box.text, uuid.uuid4().hex
        running, huddle_id, step_id = self._in_hand.running, state.huddle.id, state.step_id
        self._drafts.forget(FIELD)
        self._in_hand.run(
            lambda: running.capture(huddle_id, step_id, capture, key=key),
            lambda item: self._kept(item, typed),
            key="capture",
            failed=self._not_kept,
        )

    def _begin_anew(self) -> None:
        """Let nothing that was decided of the last line count for the next."""
        self._as_words = frozenset()
        self._next.begin_again()

    def _kept(self, item: ItemRow, typed: str) -> None:
        self._begin_anew()
        if self._box.chosen_kind is not None:
            self._box.choose(self._box.chosen_kind)
        # Whatever was typed while this was being saved belongs to the next item.
        self._box.put(self._box.text.removeprefix(typed))
        self._in_hand.show_saved(is_well=True)
        announce(self._in_hand.page, _("{kind} kept").format(kind=label(item.kind)))

    def _not_kept(self, error: Exception) -> None:
        self._drafts.note(FIELD, self._box.text)
        self._in_hand.show_saved(is_well=False)
        self._in_hand.refused(error)

    def _remove_sign(self, typed: str) -> None:
        self._as_words |= {typed}
        self.parse()
        self._in_hand.take_cursor_back()

    def _complete(self, name: str) -> None:
        at = self._box.line.cursorPosition()
        self._box.put(*capture_line.complete(self._box.text, at, name))
        self._in_hand.take_cursor_back()

    def _take_next(self) -> None:
        self._box.put(self._next.taken(self._box.text))
        self._in_hand.take_cursor_back()

    def _decline_next(self) -> None:
        self._next.decline()
        self.parse()
        self._in_hand.take_cursor_back()

    def _pasted(self, lines: list[str]) -> None:
        if len(lines) > MOST_PASTED or any(len(line) > LONGEST_LINE for line in lines):
            self._in_hand.desk.messages.warn(
                _too_many(lines),
                _("Nothing was put in, and your clipboard still holds it."),
            )
            return
        words = ngettext("You pasted one long line.", "You pasted {count} lines.", len(lines))
        self._in_hand.desk.ask.confirm(
            self._in_hand.page,
            title=_("Keep each line by itself?"),
            text=words.format(count=len(lines)),
            yes=_("Keep each"),
            then=lambda: self._keep_lines(lines),
        )

    def _keep_lines(self, lines: list[str]) -> None:
        state, running = self._in_hand.state, self._in_hand.running
        if state is None:
            return
        captures = [self._understood(line, self._box.chosen_kind) for line in lines]

        self._in_hand.run(
            lambda: running.capture_all(state.huddle.id, state.step_id, captures),
            self._kept_lines,
            key="paste",
        )

    def _kept_lines(self, count: int) -> None:
        words = ngettext("One item kept.", "{count} items kept.", count)
        self._in_hand.desk.messages.say(words.format(count=count))

    def _connect(self) -> None:
        box = self._box
        box.typed.connect(self._typed)
        box.keep_asked.connect(self._keep)
        box.kind_chosen.connect(lambda _kind: self.parse())
        box.sign_removed.connect(self._remove_sign)
        box.name_asked.connect(self.name_person)
        box.next_asked.connect(self._take_next)
        box.next_declined.connect(self._decline_next)
        box.completion_chosen.connect(self._complete)
        box.lines_pasted.connect(self._pasted)
        box.undo_asked.connect(self.undo)


def _too_many(lines: list[str]) -> str:
    if len(lines) > MOST_PASTED:
        words = _("That is {count} lines, more than one huddle can take ({most} at once).")
        return words.format(count=f"{len(lines):,}", most=MOST_PASTED)
    words = _("That is longer than one item can be ({most} characters).")
    return words.format(most=f"{LONGEST_LINE:,}")
