"""Mailing sheets: which go to which mailbox, shown to a person before, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.mailing.courier import Courier
from huddle.mailing.letters import Attachment, Letter
from huddle.rows.mail import HandedRow, MailRow
from huddle.rules.plain_text import file_name
from huddle.services.guarded import Service
from huddle.services.mail import server_for, settings_of, told_as
from huddle.services.reading import departments
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.stamp import PaperSize
from huddle.store.session import Store
from huddle.store.transaction import Reader

if TYPE_CHECKING:
    from huddle.sheets.orders import Sheets


@dataclass(frozen=True, slots=True)
class PostLetter:
    """What goes to one mailbox.

    Attributes:
        to: The mailbox.
        orders: The sheets.
    """

    to: str
    orders: tuple[SheetOrder, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """The sheets by name."""
        return tuple(map(named, self.orders))


@dataclass(frozen=True, slots=True)
class PostPlan:
    """What would go where.

    Attributes:
        orders: What was asked for.
        letters: One message for each mailbox.
        without: The sheets that no mailbox is known for, by name.
    """

    orders: tuple[SheetOrder, ...]
    letters: tuple[PostLetter, ...]
    without: tuple[str, ...]


class Posting(Service, called="posting"):
    """Mails sheets.

    Args:
        store: The open store.
        sheets: Makes them.
        courier: Speaks to the server.
    """

    def __init__(self, store: Store, sheets: Sheets, courier: Courier) -> None:
        super().__init__(store)
        self._sheets = sheets
        self._courier = courier

    def plan(self, orders: Sequence[SheetOrder]) -> PostPlan:
        """What would go where: action sheets to their departments, the rest as the ward set it.

        Raises:
            Refused: Mail is off, or this is no sheet to mail.
        """
        with self._store.read() as reader:
            settings, boxes = settings_of(reader), _department_boxes(reader)
        if not settings.is_on:
            raise Refused(_("Mail is off, so nothing was sent. A ward manager can turn it on."))
        found: dict[str, PostLetter] = {}
        without: list[str] = []
        for order in dict.fromkeys(self._each(orders)):
            mailboxes = _mailboxes(order, settings, boxes)
            if not mailboxes:
                without.append(named(order))
            for mailbox in mailboxes:
                before = found.get(mailbox.casefold(), PostLetter(mailbox, ()))
                found[mailbox.casefold()] = replace(before, orders=(*before.orders, order))
        return PostPlan(tuple(orders), tuple(found.values()), tuple(without))

    def plan_at_close(self, huddle_id: str) -> PostPlan | None:
        """What would go where now that a huddle is closed; none if the ward does not want that."""
        with self._store.read() as reader:
            settings = settings_of(reader)
        if not (settings.is_on and settings.sends_sheets):
            return None
        kinds = (SheetKind.SUMMARY, SheetKind.ACTIONS)
        return self.plan([SheetOrder(kind, huddle=huddle_id) for kind in kinds])

    def send(
        self, plan: PostPlan, paper: PaperSize = PaperSize.A4, *, reason: str = ""
    ) -> tuple[HandedRow, ...]:
        """Mail what a person saw and agreed to.

        Args:
            plan: What goes where.
            paper: What the sheets are laid out for.
            reason: Why they leave although they may tell who a patient is.

        Returns:
            What became of each message, in the plan's order.

        Raises:
            GuardAsks: They may tell who a patient is, and no reason is given.
            Refused: It would go elsewhere by now, or the reason cannot be kept.
            Environment: This computer does not hold the password; nothing was sent.
        """
        if self.plan(plan.orders) != plan:
            raise Refused(
                _("What goes where has changed meanwhile, so nothing was sent. Look at it again.")
            )
        with self._store.read() as reader:
            server = server_for(settings_of(reader), reader.unit.name)
        orders = tuple(dict.fromkeys(order for one in plan.letters for order in one.orders))
        pdfs = self._sheets.release_all(orders, paper, purpose="mail", reason=reason)
        made = dict(zip(orders, pdfs, strict=True))
        letters = [_letter(one, made, self._store.account.name) for one in plan.letters]
        handed = self._courier.hand_over(server, letters, self._store.clock.now())
        # It is in the audit that they leave; what was sent cannot be called back for a full disk.
        with suppress(Environment):
            self._note(plan, handed)
        return handed

    def _each(self, orders: Iterable[SheetOrder]) -> Iterator[SheetOrder]:
        """Action sheets of all departments are one sheet for each."""
        for order in orders:
            if order.item or order.kind.is_of_an_item:
                raise Refused(_("This is told in person, not by mail. Nothing was sent."))
            if not order.kind.goes_by_mail:
                raise Refused(_("This sheet does not go by mail. Nothing was sent."))
            if order.with_references or order.with_sensitive:
                raise Refused(
                    _("Beds, bays and sensitive items go to nobody by mail. Nothing was sent.")
                )
            if order.kind is SheetKind.ACTIONS:
                for name in order.departments or self._sheets.departments(order):
                    yield replace(order, departments=(name,))
            else:
                yield order

    def _note(self, plan: PostPlan, handed: Sequence[HandedRow]) -> None:
        with self._store.write() as writer:
            for letter, row in zip(plan.letters, handed, strict=True):
                for order in letter.orders:
                    sheet = {"sheet": order.kind.value, "department": order.only_for}
                    act = told_as(row.fate)
                    writer.note(act, "sheet", order.huddle, **sheet, to=letter.to)


def named(order: SheetOrder) -> str:
    """An ordered sheet by its name, with its department."""
    if not order.departments:
        return order.title
    return _("Action sheet: {department}").format(department=order.only_for)


def _department_boxes(reader: Reader) -> dict[str, str]:
    return {team.name.casefold(): team.mailbox for team in departments(reader)}


def _mailboxes(order: SheetOrder, settings: MailRow, boxes: dict[str, str]) -> tuple[str, ...]:
    if order.kind is SheetKind.ACTIONS:
        return tuple(filter(None, (boxes.get(order.only_for.casefold(), ""),)))
    return tuple(settings.summary_to.split())


def _letter(one: PostLetter, made: dict[SheetOrder, bytes], sent_by: str) -> Letter:
    said = "\n".join(f"- {name}" for name in one.about)
    text = _(
        "Attached from Huddle:\n\n{sheets}\n\nSent by {name}. Not a patient record or handover. "
        "Delete it when it has been used."
    )
    return Letter(
        to=one.to,
        subject=", ".join(one.about) if len(one.about) == 1 else _("Sheets from the huddle"),
        text=text.format(sheets=said, name=sent_by) + "\n",
        attachments=tuple(
            Attachment(f"{file_name(order.title, order.only_for)}.pdf", made[order])
            for order in one.orders
        ),
        about=one.about,
    )
