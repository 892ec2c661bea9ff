"""Mailing sheets: what goes where is shown before, and what became of it afterwards, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.mail_words import MailFate
from huddle.rows.mail import HandedRow
from huddle.sheets.kinds import SheetOrder
from huddle.sheets.posting import PostLetter, PostPlan
from huddle.sheets.stamp import PaperSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk
    from ui.letting_out import LettingOut

_MOST_NAMED = 4


class Posting(QObject):
    """Offers to mail sheets; nothing goes before a person has seen where.

    Args:
        page: The page that offers it.
        desk: What it works with.
        letting_out: Answers what is refused.
    """

    def __init__(self, page: QWidget, desk: Desk, letting_out: LettingOut) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._letting_out = letting_out

    def offer(self, order: SheetOrder) -> None:
        """Offer to mail one sheet, or one run of action sheets."""
        ward = self._desk.ward
        self._ask(lambda: ward.posting.plan((order,)))

    def offer_at_close(self, huddle_id: str) -> None:
        """Offer what the ward sends when a huddle is closed; nothing if it sends nothing."""
        if self._desk.may("posting.plan_at_close"):
            ward = self._desk.ward
            self._ask(lambda: ward.posting.plan_at_close(huddle_id))

    def _ask(self, plan: Callable[[], PostPlan | None]) -> None:
        self._desk.tasks.run(
            self._page, plan, self._show_plan, self._letting_out.say, long=True, key="mail_plan"
        )

    def _show_plan(self, plan: PostPlan | None) -> None:
        if plan is None:
            return
        count = len(plan.letters)
        if not count:
            nobody = _("No mailbox is known for it, so nothing was sent: {sheets}.")
            self._desk.messages.warn(nobody.format(sheets=", ".join(plan.without) or _("none")))
            return
        send = ngettext("Send {count} message", "Send {count} messages", count)
        self._desk.ask.confirm(
            self._page,
            title=_("Send these sheets by mail?"),
            text="\n".join(_plan_lines(plan)),
            yes=send.format(count=count),
            no=_("Not now"),
            then=lambda: self._send(plan),
        )

    def _send(self, plan: PostPlan, reason: str = "") -> None:
        ward, paper = self._desk.ward, PaperSize(self._desk.settings().paper)
        self._desk.messages.say(_("Handing the sheets to the mail server…"))
        self._desk.tasks.run(
            self._page,
            lambda: ward.posting.send(plan, paper, reason=reason),
            lambda handed: self._show_handed(plan, handed),
            lambda error: self._not_sent(error, plan),
            long=True,
            key="mail_sheets",
        )

    def _not_sent(self, error: Exception, plan: PostPlan) -> None:
        self._desk.messages.clear()
        self._letting_out.answer(
            error, plan.orders[0], _("Send anyway"), lambda reason: self._send(plan, reason)
        )

    def _show_handed(self, plan: PostPlan, handed: Sequence[HandedRow]) -> None:
        both = list(zip(plan.letters, handed, strict=True))
        lost = [(letter, row) for letter, row in both if row.fate is not MailFate.TAKEN]
        taken = [row for _letter, row in both if row.fate is MailFate.TAKEN]
        if not lost:
            self._desk.messages.say(_taken_words(taken))
            return
        self._desk.messages.clear()
        self._desk.ask.confirm(
            self._page,
            title=_("Not everything was sent"),
            text="\n".join(_lost_lines(lost, taken)),
            yes=_("Show the sheet"),
            no=_("Close"),
            then=lambda: self._show_sheet(lost[0][0].orders[0]),
        )

    def _show_sheet(self, order: SheetOrder) -> None:
        self._desk.go(
            "sheet",
            kind=order.kind.value,
            huddle=order.huddle,
            department=order.only_for,
            series_id=order.series_id,
        )


def _plan_lines(plan: PostPlan) -> list[str]:
    lines = [_to_words(one) for one in plan.letters]
    if plan.without:
        words = _("No mailbox, so not sent; print instead: {sheets}.")
        lines += ["", words.format(sheets=", ".join(plan.without))]
    return lines


def _to_words(letter: PostLetter) -> str:
    return _("{sheets} → {mailbox}").format(sheets=", ".join(letter.about), mailbox=letter.to)


def _taken_words(taken: Sequence[HandedRow]) -> str:
    names = _names(taken)
    if len(names) > _MOST_NAMED:
        words = _("The mail server took all {count} messages.")
        return words.format(count=len(taken))
    return _("The mail server took it: {sheets}.").format(sheets=", ".join(names))


def _lost_lines(
    lost: Sequence[tuple[PostLetter, HandedRow]], taken: Sequence[HandedRow]
) -> list[str]:
    lines = [f"{_to_words(letter)}: {label(row.fate)}." for letter, row in lost]
    # One reason often stands for all of them.
    lines += ["", *dict.fromkeys(row.why for _letter, row in lost)]
    if taken:
        words = _("Taken by the mail server: {sheets}.")
        lines += ["", words.format(sheets=", ".join(_names(taken)))]
    return lines


def _names(rows: Sequence[HandedRow]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.about))
