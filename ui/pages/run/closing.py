"""The end of a huddle: gaps, read-back, plus and delta, close and print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from huddle.i18n import _
from huddle.rows.huddles import GapRow, HuddleRecord, RunState
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind
from ui.care import Watch
from ui.letting_out import LettingOut
from ui.pages.run.capturing import FIELD as CAPTURE_FIELD
from ui.pages.run.drafts import Drafts
from ui.pages.run.in_hand import InHand
from ui.posting import Posting


class Closing(QObject):
    """The behaviour of the closing view.

    Args:
        in_hand: The huddle.
        drafts: Keeps plus and delta while they are typed.
        last_words: Gives what still stands in the capture line.
        mend: Goes to an item that has a gap.
        forget: Lets go of the huddle once it is closed.
        watch: Looks at reasons while they are typed.
    """

    def __init__(
        self,
        in_hand: InHand,
        drafts: Drafts,
        *,
        last_words: Callable[[], Capture | None],
        mend: Callable[[str], None],
        forget: Callable[[], None],
        watch: Watch,
    ) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._drafts = drafts
        self._last_words = last_words
        self._forget = forget
        letting_out = LettingOut(in_hand.page, in_hand.desk, watch, in_hand.refused)
        self._posting = Posting(in_hand.page, in_hand.desk, letting_out)
        self._view = in_hand.page.closing
        self._view.item_asked.connect(mend)
        self._view.said.connect(self._say)
        self._view.tell_asked.connect(self._ask_teller)
        self._view.all_agreed.connect(self.agree_all)
        self._view.close_asked.connect(self.close)
        self._view.typed.connect(drafts.note)

    def open(self) -> None:
        """Come to the end."""
        self._drafts.save()
        self._in_hand.page.show_closing()
        self._view.start()
        self.show()

    def show(self) -> None:
        """Ask what is missing and show it with the actions to read back."""
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        self._in_hand.run(lambda: running.gaps(huddle_id), self._show_gaps)

    def bring_back(self, drafts: dict[str, str]) -> None:
        """Put back what was being typed."""
        self._view.put_plus_delta(drafts.get("plus", ""), drafts.get("delta", ""))

    def agree_all(self) -> None:
        """Every action without a mark is agreed."""
        if self._in_hand.page.is_closing:
            self._in_hand.act(self._in_hand.running.all_agreed)

    def close(self, prints: bool) -> None:
        """Close the huddle, and lead to its summary or to Today."""
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        plus, delta, words = self._view.plus, self._view.delta, self._last_words()
        self._drafts.forget()
        self._view.show_busy(busy=True)
        self._in_hand.run(
            lambda: running.close(huddle_id, plus=plus, delta=delta, last_words=words),
            lambda record: self._closed(record, prints=prints),
            failed=self._not_closed,
            key="close",
        )

    def _show_gaps(self, gaps: tuple[GapRow, ...]) -> None:
        state = self._in_hand.state
        if state is not None:
            self._view.show_gaps(gaps)
            self._view.show_read_back(_new_actions(state), self._in_hand.today)

    def _say(self, item_id: str, said: str) -> None:
        running = self._in_hand.running
        self._in_hand.run(lambda: running.read_back(item_id, said))

    def _ask_teller(self, item_id: str) -> None:
        self._in_hand.desk.ask.one_line(
            self._in_hand.page,
            title=_("Who tells them?"),
            text=_("It heads the follow-ups until they have been told."),
            label=_("Name"),
            yes=_("Keep"),
            then=lambda name: self._say(item_id, name),
            start=self._in_hand.desk.ward.account.name,
        )

    def _closed(self, record: HuddleRecord, *, prints: bool) -> None:
        self._view.show_busy(busy=False)
        self._forget()
        desk = self._in_hand.desk
        desk.messages.say(
            _("Huddle {number} is closed. Thank you.").format(number=record.huddle.number)
        )
        if prints:
            desk.go("sheet", kind="summary", huddle=record.huddle.id)
        else:
            desk.go("today")
        self._posting.offer_at_close(record.huddle.id)

    def _not_closed(self, error: Exception) -> None:
        self._view.show_busy(busy=False)
        self._drafts.note("plus", self._view.plus)
        self._drafts.note("delta", self._view.delta)
        self._drafts.note(CAPTURE_FIELD, self._in_hand.page.capture.text)
        self._in_hand.refused(error)


def _new_actions(state: RunState) -> list[ItemRow]:
    return [item for item in state.items if item.kind is ItemKind.ACTION and not item.is_replaced]
