"""Has sheets made, and lets them out; the window and the command line order here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from huddle.model import PrintedSheet
from huddle.rules.guarding import Guard
from huddle.services.guarded import Service
from huddle.services.printed_sheets import codes_to_come, take_codes
from huddle.services.reading import guard_in
from huddle.sheets.draft import Draft, Progress
from huddle.sheets.drafting import Drafting, Sources
from huddle.sheets.guarding import Found, GuardAsks, counted, kept_reason, look_through
from huddle.sheets.kinds import Purpose, SheetOrder
from huddle.sheets.stamp import PaperSize
from huddle.store.session import Store
from huddle.store.transaction import Writer

_Made = TypeVar("_Made")


class Sheets(Service, called="sheets"):
    """Makes ordered sheets.

    Args:
        store: Knows who prints, and when.
        sources: What stands on them.
    """

    def __init__(self, store: Store, sources: Sources) -> None:
        super().__init__(store)
        self._drafting = Drafting(store, sources)

    def make(
        self,
        order: SheetOrder,
        paper: PaperSize = PaperSize.A4,
        *,
        progress: Progress | None = None,
    ) -> bytes:
        """The ordered sheet as a PDF, to be looked at on the screen.

        Args:
            order: The sheet.
            paper: What it is laid out for.
            progress: Is told how far it is; what it raises ends it.

        Raises:
            Refused: There is no such huddle, department or series.
        """
        draft = self._drafting.draft(order)
        with self._store.read() as reader:
            codes = codes_to_come(reader, draft.code_count)
        return draft.draw(paper, codes=codes, progress=progress)

    def release(
        self,
        order: SheetOrder,
        paper: PaperSize = PaperSize.A4,
        *,
        purpose: Purpose,
        reason: str = "",
        copies: int = 1,
        progress: Progress | None = None,
    ) -> bytes:
        """The ordered sheet as a PDF that leaves the program; the audit says so first.

        Args:
            order: The sheet.
            paper: What it is laid out for.
            purpose: What it leaves for.
            reason: Why it leaves although it may tell who a patient is.
            copies: How many copies it holds, each with its number.
            progress: Is told how far it is; what it raises ends it, and nothing has left.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no such sheet, or the reason cannot be kept.
        """
        (pdf,) = self.release_all(
            (order,), paper, purpose=purpose, reason=reason, copies=copies, progress=progress
        )
        return pdf

    def release_all(
        self,
        orders: Sequence[SheetOrder],
        paper: PaperSize = PaperSize.A4,
        *,
        purpose: Purpose,
        reason: str = "",
        copies: int = 1,
        progress: Progress | None = None,
    ) -> tuple[bytes, ...]:
        """Several sheets that leave together, as `release`: all of them, or none."""
        drafts = [self._drafting.draft(order) for order in orders]
        found, why = self._asked(drafts, reason)
        codes = self._take_codes(drafts)
        pdfs = tuple(
            draft.draw(
                paper, codes=taken, copies=copies, two_sided=order.two_sided, progress=progress
            )
            for order, draft, taken in zip(orders, drafts, codes, strict=True)
        )
        with self._store.write() as writer:
            for order, draft, taken, told in zip(orders, drafts, codes, found, strict=True):
                _keep(writer, order, draft, taken)
                _note(writer, order, draft, purpose, copies, told, why if told else "")
        return pdfs

    def copy(self, order: SheetOrder, *, reason: str = "") -> str:
        """The ordered sheet in plain words, for somebody's own message; the audit says so first.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no such sheet, or the reason cannot be kept.
        """
        return self._let_out(order, Draft.text, "copy", reason)

    def release_html(self, order: SheetOrder, *, reason: str = "") -> bytes:
        """The ordered sheet as a web page to be saved; the audit says so first.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no such sheet, or the reason cannot be kept.
        """
        return self._let_out(order, Draft.html, "save", reason)

    def departments(self, order: SheetOrder) -> tuple[str, ...]:
        """The departments that ordered action sheets hold something for, in their order."""
        return self._drafting.departments(order)

    def _let_out(
        self, order: SheetOrder, make: Callable[[Draft], _Made], purpose: Purpose, reason: str
    ) -> _Made:
        draft = self._drafting.draft(order)
        (found,), why = self._asked([draft], reason)
        made = make(draft)
        with self._store.write() as writer:
            _note(writer, order, draft, purpose, 1, found, why)
        return made

    def _asked(self, drafts: Sequence[Draft], reason: str) -> tuple[list[tuple[Found, ...]], str]:
        """What in each may tell who a patient is, and why they leave all the same.

        Raises:
            GuardAsks: Some do, and no reason is given.
        """
        guard = self._guard()
        found = [look_through(guard, draft.written()) for draft in drafts]
        # The same words may stand on several of the sheets.
        told = {one.in_words: one for each in found for one in each}
        if told and not reason.strip():
            raise GuardAsks(tuple(told.values()))
        return found, kept_reason(guard, reason) if told else ""

    def _guard(self) -> Guard:
        with self._store.read() as reader:
            return guard_in(reader)

    def _take_codes(self, drafts: Sequence[Draft]) -> list[tuple[str, ...]]:
        """Codes for the sheets of each; those of a print that ends before it left stay unused."""
        with self._store.write() as writer:
            return [take_codes(writer, draft.code_count) for draft in drafts]


def _keep(writer: Writer, order: SheetOrder, draft: Draft, codes: Sequence[str]) -> None:
    """Remember what stands on the sheets, so that they can be typed back in."""
    huddle = draft.huddle
    for code, sheet in zip(codes, draft.sheets[: draft.code_count], strict=True):
        writer.add_plain(
            PrintedSheet,
            code=code,
            kind=order.kind.value,
            account_id=writer.account_id,
            printed_at=writer.now,
            huddle_id=(huddle.id if huddle else None) or None,
            series_id=huddle.series_id if huddle else None,
            held_on=huddle.held_on if huddle else None,
            department_id=sheet.department_id,
            item_id=draft.item_id or None,
            month=order.month or f"{draft.stamp.printed_at:%Y-%m}",
            line_ids=" ".join(sheet.lines),
        )


def _note(
    writer: Writer,
    order: SheetOrder,
    draft: Draft,
    purpose: Purpose,
    copies: int,
    found: Iterable[Found],
    why: str,
) -> None:
    """Put into the audit what leaves, and that somebody overrode the guard; never the words."""
    huddle_id, told = draft.huddle.id if draft.huddle else "", _told(order, draft)
    if why:
        writer.note("override", "sheet", huddle_id, **told, found=counted(found), reason=why)
    writer.note(purpose, "sheet", huddle_id, **told, copies=copies)


def _told(order: SheetOrder, draft: Draft) -> dict[str, str]:
    """What the audit says of a sheet: which it is, and what it shows more than usual."""
    told = {"sheet": order.kind.value, "department": order.only_for}
    if draft.measure:
        told["measure"] = draft.measure
    if draft.tool:
        told["tool"] = draft.tool
    if draft.huddle and draft.huddle.number:
        told["huddle"] = str(draft.huddle.number)
    shown = {"references": order.with_references, "sensitive": order.with_sensitive}
    if any(shown.values()):
        told["shows"] = ", ".join(name for name, is_shown in shown.items() if is_shown)
    return told
