"""Which sheet is wanted, and what it is made from; the window and the command line order here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.model.item import IS_OPEN
from huddle.rows import EscalationRow, HuddleRecord, HuddleRow, ItemRow, ReceivedRow
from huddle.services.escalations import Escalations
from huddle.services.followups import FollowUpsService
from huddle.services.guarded import Service
from huddle.services.history import History
from huddle.services.people import People
from huddle.services.planning import Planning
from huddle.services.policies import policy_of
from huddle.services.reading import guard_in, hidden_count
from huddle.services.received import Received
from huddle.services.setting_up import SettingUp
from huddle.sheets.draft import Draft
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.store.session import Store

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard
    from huddle.services.wall import Wall
    from huddle.sheets.actions_content import ActionSheet
    from huddle.sheets.guarding import Found

Purpose = Literal["print", "save", "mail", "copy"]
"""What a sheet leaves the program for."""


class SheetKind(StrEnum):
    """The sheets that can be ordered."""

    SUMMARY = "summary"
    ACTIONS = "actions"
    AGENDA = "agenda"
    FOLLOW_UP = "follow-up"
    BLANK = "blank"
    ATTENDANCE = "attendance"
    YOU_SAID = "you-said"
    ESCALATION = "escalation"
    ANSWER = "answer"

    @property
    def called(self) -> str:
        """What it is called on screen and as a file."""
        return _(_TITLES[self])

    @property
    def is_of_an_item(self) -> bool:
        """Whether it is made of one thing that went up or came in."""
        return self in (SheetKind.ESCALATION, SheetKind.ANSWER)

    @property
    def is_of_a_huddle(self) -> bool:
        """Whether it can be about one huddle that was held."""
        return self in (SheetKind.SUMMARY, SheetKind.ACTIONS, SheetKind.ATTENDANCE)

    @property
    def goes_by_mail(self) -> bool:
        """Whether it may be mailed; what goes up is told in person, and the rest stays here."""
        return self in (SheetKind.SUMMARY, SheetKind.ACTIONS, SheetKind.AGENDA)


_TITLES = {
    SheetKind.SUMMARY: N_("Huddle summary"),
    SheetKind.ACTIONS: N_("Action sheets"),
    SheetKind.AGENDA: N_("Agenda"),
    SheetKind.FOLLOW_UP: N_("Follow-up list"),
    SheetKind.BLANK: N_("Form for paper"),
    SheetKind.ATTENDANCE: N_("Attendance"),
    SheetKind.YOU_SAID: N_("You said, we did"),
    SheetKind.ESCALATION: N_("Escalation slip"),
    SheetKind.ANSWER: N_("Answer slip"),
}


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """One sheet, or one run of action sheets.

    Attributes:
        kind: What kind.
        huddle: A huddle's id, number or `latest`; action sheets without one hold all that is open.
        department: Only this department's action sheet, by name.
        series_id: The id or name of the series whose next huddle it is about. An agenda without
            one is of the first one due, a form for paper of none; attendance of one is a list to
            sign, without one that of the huddle or of the latest.
        item: The code or id of what went up, for its slip; when empty, what needs
            somebody first. For an answer slip, of what came in and was answered; for action
            sheets, the one action that they hold.
        two_sided: Each action sheet begins on a leaf of its own, to be printed on both sides.
        month: The month that "you said, we did" is of, as `2026-08`; the present one when empty.
    """

    kind: SheetKind
    huddle: str = ""
    department: str = ""
    series_id: str = ""
    item: str = ""
    two_sided: bool = False
    month: str = ""

    @property
    def title(self) -> str:
        """What the sheet is called on screen and as a file."""
        return self.kind.called


class Sheets(Service, called="sheets"):
    """Makes ordered sheets as PDF.

    Args:
        store: Knows who prints, and when.
        setting_up: The unit.
        people: The departments.
        planning: The agenda.
        followups: What is open.
        history: Huddles as they were.
        escalations: What went up.
        received: What came in.
        wall: Gives what was said and done; asked for only when it is wanted.
    """

    def __init__(
        self,
        store: Store,
        *,
        setting_up: SettingUp,
        people: People,
        planning: Planning,
        followups: FollowUpsService,
        history: History,
        escalations: Escalations,
        received: Received,
        wall: Callable[[], Wall],
    ) -> None:
        super().__init__(store)
        self._setting_up = setting_up
        self._people = people
        self._planning = planning
        self._followups = followups
        self._history = history
        self._escalations = escalations
        self._received = received
        self._wall = wall

    def make(self, order: SheetOrder, paper: PaperSize = PaperSize.A4) -> bytes:
        """The ordered sheet as a PDF, to be looked at on the screen.

        Raises:
            Refused: There is no such huddle, department or series.
        """
        return self._draft(order).draw(paper)

    def release(
        self,
        order: SheetOrder,
        paper: PaperSize = PaperSize.A4,
        *,
        purpose: Purpose,
        reason: str = "",
        copies: int = 1,
    ) -> bytes:
        """The ordered sheet as a PDF that leaves the program; the audit says so first.

        Args:
            order: The sheet.
            paper: What it is laid out for.
            purpose: What it leaves for.
            reason: Why it leaves although it may tell who a patient is.
            copies: How many are printed.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no such sheet, or the reason cannot be kept.
        """
        (pdf,) = self.release_all((order,), paper, purpose=purpose, reason=reason, copies=copies)
        return pdf

    def release_all(
        self,
        orders: Sequence[SheetOrder],
        paper: PaperSize = PaperSize.A4,
        *,
        purpose: Purpose,
        reason: str = "",
        copies: int = 1,
    ) -> tuple[bytes, ...]:
        """Several sheets that leave together, as `release`: all of them, or none."""
        drafts = [self._draft(order) for order in orders]
        found, why = self._asked(drafts, reason)
        pdfs = tuple(draft.draw(paper) for draft in drafts)
        for order, draft, told in zip(orders, drafts, found, strict=True):
            self._note(order, draft.huddle, purpose, copies, told, why if told else "")
        return pdfs

    def copy(self, order: SheetOrder, *, reason: str = "") -> str:
        """The ordered sheet in plain words, for somebody's own message; the audit says so first.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no such sheet, or the reason cannot be kept.
        """
        draft = self._draft(order)
        (found,), why = self._asked([draft], reason)
        text = draft.text()
        self._note(order, draft.huddle, "copy", 1, found, why)
        return text

    def departments(self, order: SheetOrder) -> tuple[str, ...]:
        """The departments that ordered action sheets hold something for, in their order."""
        sheets, _items, _huddle = self._action_sheets(order)
        return tuple(sheet.department for sheet in sheets if sheet.actions)

    def _asked(self, drafts: Sequence[Draft], reason: str) -> tuple[list[tuple[Found, ...]], str]:
        """What in each may tell who a patient is, and why they leave all the same.

        Raises:
            GuardAsks: Some do, and no reason is given.
        """
        from huddle.sheets.guarding import (  # noqa: PLC0415 - not at start
            GuardAsks,
            kept_reason,
            look_through,
        )

        guard = self._guard()
        found = [look_through(guard, draft.written()) for draft in drafts]
        # The same words may stand on several of the sheets.
        told = {one.in_words: one for each in found for one in each}
        if told and not reason.strip():
            raise GuardAsks(tuple(told.values()))
        return found, kept_reason(guard, reason) if told else ""

    def _draft(self, order: SheetOrder) -> Draft:
        makers = {
            SheetKind.SUMMARY: self._summary,
            SheetKind.ACTIONS: self._actions,
            SheetKind.AGENDA: self._agenda,
            SheetKind.FOLLOW_UP: self._follow_up,
            SheetKind.BLANK: self._blank,
            SheetKind.ATTENDANCE: self._attendance,
            SheetKind.YOU_SAID: self._you_said,
            SheetKind.ESCALATION: self._escalation,
            SheetKind.ANSWER: self._answer,
        }
        return makers[order.kind](order)

    def _guard(self) -> Guard:
        with self._store.read() as reader:
            return guard_in(reader)

    def _note(
        self,
        order: SheetOrder,
        huddle: HuddleRow | None,
        purpose: Purpose,
        copies: int,
        found: Iterable[Found],
        why: str,
    ) -> None:
        """Put into the audit what leaves, and that somebody overrode the guard; never the words."""
        from huddle.sheets.guarding import counted  # noqa: PLC0415 - not at start

        sheet = {"sheet": order.kind.value, "department": order.department}
        huddle_id = huddle.id if huddle else ""
        if huddle and huddle.number:
            sheet["huddle"] = str(huddle.number)
        with self._store.write() as writer:
            if why:
                kinds = counted(found)
                writer.note("override", "sheet", huddle_id, **sheet, found=kinds, reason=why)
            writer.note(purpose, "sheet", huddle_id, **sheet, copies=copies)

    def _stamp(self) -> Stamp:
        unit = self._setting_up.unit()
        with self._store.read() as reader:
            days = policy_of(reader).destroy_after_days
        return Stamp(
            printed_by=self._store.account.name,
            printed_at=local(self._store.clock.now(), unit.time_zone),
            classification=unit.classification,
            destroy_after_days=days,
        )

    def _summary(self, order: SheetOrder) -> Draft:
        from huddle.sheets.as_text import summary_as_text  # noqa: PLC0415 - not at start
        from huddle.sheets.guarding import in_summary, without_sensitive  # noqa: PLC0415
        from huddle.sheets.summary import summary_sheet  # noqa: PLC0415 - reportlab is slow

        record = without_sensitive(self._history.record(order.huddle or "latest"))
        stamp = self._stamp()
        return Draft(
            draw=lambda paper: summary_sheet(record, stamp, paper=paper),
            text=lambda: summary_as_text(record, stamp),
            written=lambda: in_summary(record),
            huddle=record.huddle,
        )

    def _actions(self, order: SheetOrder) -> Draft:
        from huddle.sheets.actions import draw_action_sheets  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.as_text import (  # noqa: PLC0415
            action_sheets_as_text,
            one_action_as_text,
        )
        from huddle.sheets.guarding import on_action_sheets  # noqa: PLC0415

        sheets, items, huddle = self._action_sheets(order)
        unit, stamp = self._setting_up.unit(), self._stamp()
        shown = {action.code for sheet in sheets for action in sheet.actions}
        return Draft(
            draw=lambda paper: draw_action_sheets(
                sheets, stamp, unit.name, paper, two_sided=order.two_sided
            ),
            text=lambda: (
                one_action_as_text(sheets, unit, stamp)
                if order.item
                else action_sheets_as_text(sheets, stamp)
            ),
            written=lambda: on_action_sheets(item for item in items if item.code in shown),
            huddle=huddle,
        )

    def _action_sheets(
        self, order: SheetOrder
    ) -> tuple[tuple[ActionSheet, ...], tuple[ItemRow, ...], HuddleRow | None]:
        from huddle.sheets.actions_content import action_sheets_of  # noqa: PLC0415 - not at start

        items, hidden, huddle = self._open_items(order)
        sheets = action_sheets_of(
            items,
            self._people.departments(with_retired=True),
            self._setting_up.unit(),
            self._stamp(),
            department=order.department or None,
            huddle=huddle,
            hidden=hidden,
        )
        return sheets, items, huddle

    def _open_items(self, order: SheetOrder) -> tuple[tuple[ItemRow, ...], int, HuddleRow | None]:
        """The open actions that paper may show, how many it may not, and their huddle."""
        if order.item:
            return (self._one_action(order.item),), 0, None
        if order.huddle:
            record = self._history.record(order.huddle)
            said = [item for item in (*record.items, *record.reviewed) if item.is_open]
            shown = tuple(item for item in said if not item.is_sensitive)
            return shown, record.hidden_count + len(said) - len(shown), record.huddle
        found = self._followups.all_open()
        shown = tuple(item for item in found if not item.is_sensitive)
        with self._store.read() as reader:
            hidden = hidden_count(reader, IS_OPEN)
        return shown, hidden + len(found) - len(shown), None

    def _one_action(self, item: str) -> ItemRow:
        found = self._followups.action(item)
        if found.is_sensitive:
            raise Refused(_("A sensitive item stands on no sheet. Tell the owner in person."))
        return found

    def _agenda(self, order: SheetOrder) -> Draft:
        from huddle.sheets.agenda import agenda_sheet  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.as_text import agenda_as_text  # noqa: PLC0415 - not at start
        from huddle.sheets.guarding import on_agenda, without_sensitive  # noqa: PLC0415

        record, stamp = without_sensitive(self._planned(order.series_id)), self._stamp()
        return Draft(
            draw=lambda paper: agenda_sheet(record, stamp, paper=paper),
            text=lambda: agenda_as_text(record, stamp),
            written=lambda: on_agenda(record),
            huddle=record.huddle,
        )

    def _planned(self, series: str) -> HuddleRecord:
        """The next huddle of a series, by its id or name; of the first one due without it."""
        cards = self._planning.today().cards
        if not cards:
            raise Refused(_("There is no huddle to make an agenda for. Set one up first."))
        for card in cards:
            if not series or series.casefold() in (card.series_id, card.title.casefold()):
                return self._planning.agenda(card.series_id)
        raise Refused(_("There is no series called {name}.").format(name=series), "series_id")

    def _blank(self, order: SheetOrder) -> Draft:
        from huddle.sheets.blank import blank_draft  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.guarding import without_sensitive  # noqa: PLC0415 - not at start

        series = order.series_id
        record = without_sensitive(self._planned(series)) if series else None
        unit, teams = self._setting_up.unit(), self._people.departments()
        return blank_draft(record, unit, teams, self._stamp())

    def _attendance(self, order: SheetOrder) -> Draft:
        from huddle.sheets.attendance import (  # noqa: PLC0415 - reportlab is slow
            attendance_draft,
            sign_in_draft,
        )

        if order.huddle or not order.series_id:
            found = self._history.attendance(order.huddle or "latest")
            return attendance_draft(found, self._stamp())
        planned, teams = self._planned(order.series_id), self._people.departments()
        return sign_in_draft(planned.huddle, planned.unit, teams, self._stamp())

    def _you_said(self, order: SheetOrder) -> Draft:
        from huddle.sheets.you_said import you_said_draft  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.you_said_content import month_of  # noqa: PLC0415 - not at start

        unit, stamp = self._setting_up.unit(), self._stamp()
        today = stamp.printed_at.date()
        month = month_of(order.month, today) if order.month else today
        return you_said_draft(self._wall().answers_in(month), month, unit, stamp)

    def _follow_up(self, _order: SheetOrder) -> Draft:
        from huddle.sheets.follow_up import follow_up_draft  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.follow_up_content import Waiting  # noqa: PLC0415 - not at start

        waiting = Waiting(
            promises=self._followups.promises(),
            escalations=self._escalations.waiting(),
            received=self._received.waiting(),
            departments=self._people.departments(with_retired=True),
        )
        return follow_up_draft(waiting, self._setting_up.unit(), self._stamp())

    def _escalation(self, order: SheetOrder) -> Draft:
        from huddle.sheets.as_text import escalation_as_text  # noqa: PLC0415 - not at start
        from huddle.sheets.escalation import escalation_slip  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.guarding import on_escalation_slip  # noqa: PLC0415

        escalation = self._sent_up(order.item)
        _refuse_sensitive(escalation.item, _("Tell the receiver in person."))
        unit, stamp = self._setting_up.unit(), self._stamp()
        return Draft(
            draw=lambda paper: escalation_slip(escalation, unit, stamp, paper=paper),
            text=lambda: escalation_as_text(escalation, unit, stamp),
            written=lambda: on_escalation_slip(escalation),
        )

    def _sent_up(self, item: str) -> EscalationRow:
        """The latest escalation of an item, or the one that needs somebody first."""
        found = (
            self._escalations.of_item(self._followups.action(item).id)
            if item
            else self._escalations.waiting()
        )
        if not found:
            raise Refused(_("Nothing has been escalated here: there is no slip to make."))
        return found[0]

    def _answer(self, order: SheetOrder) -> Draft:
        from huddle.sheets.answer import answer_slip  # noqa: PLC0415 - reportlab is slow
        from huddle.sheets.as_text import answer_as_text  # noqa: PLC0415 - not at start
        from huddle.sheets.guarding import on_answer_slip  # noqa: PLC0415

        received = self._answered(order.item)
        _refuse_sensitive(received.item, _("Tell whoever asked in person."))
        unit, stamp = self._setting_up.unit(), self._stamp()
        return Draft(
            draw=lambda paper: answer_slip(received, unit, stamp, paper=paper),
            text=lambda: answer_as_text(received, unit, stamp),
            written=lambda: on_answer_slip(received),
        )

    def _answered(self, item: str) -> ReceivedRow:
        """What came in as an item of this unit, or waits first for its way back; answered."""
        if item:
            found = [self._received.of_item(self._followups.action(item).id)]
        else:
            found = list(self._received.waiting())
        answered = next((one for one in found if one is not None and one.answer), None)
        if answered is None:
            raise Refused(_("Nothing that came in is answered here: there is no slip to make."))
        return answered


def _refuse_sensitive(item: ItemRow, instead: str) -> None:
    if item.is_sensitive:
        raise Refused(_("A sensitive item stands on no sheet. {instead}").format(instead=instead))
