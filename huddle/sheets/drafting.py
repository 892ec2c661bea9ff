"""Makes the draft of an ordered sheet from what the services know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model.item import IS_OPEN
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.guidance import CardGroup
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.patient_voice import CommentsFilter
from huddle.rows.planning import HuddleRow
from huddle.services.escalations import Escalations
from huddle.services.followups import FollowUpsService
from huddle.services.guidance import Guidance
from huddle.services.history import History
from huddle.services.measures import Measures
from huddle.services.month import Month
from huddle.services.patient_voice import PatientVoice
from huddle.services.people import People
from huddle.services.planning import Planning
from huddle.services.policies import policy_of
from huddle.services.reading import hidden_count
from huddle.services.received import Received
from huddle.services.setting_up import SettingUp
from huddle.services.technology import TechnologyRegister
from huddle.services.thanks import Thanks
from huddle.services.wall import Wall
from huddle.sheets.actions import actions_draft
from huddle.sheets.actions_content import ActionSheet, action_sheets_of
from huddle.sheets.agenda import agenda_draft
from huddle.sheets.answer import answer_draft
from huddle.sheets.attendance import attendance_draft, sign_in_draft
from huddle.sheets.blank import blank_draft
from huddle.sheets.card import cards_draft
from huddle.sheets.certificate import certificate_draft
from huddle.sheets.certificate_content import wanted
from huddle.sheets.chart import chart_draft
from huddle.sheets.comments import comments_draft
from huddle.sheets.draft import Draft
from huddle.sheets.escalation import escalation_draft
from huddle.sheets.follow_up import follow_up_draft
from huddle.sheets.follow_up_content import Waiting
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.poster import poster_draft
from huddle.sheets.privacy import OnPaper
from huddle.sheets.report import report_draft
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary import summary_draft
from huddle.sheets.technology import register_draft, tool_draft
from huddle.sheets.thanks import thanks_draft
from huddle.sheets.you_said import you_said_draft
from huddle.store.session import Store


@dataclass(frozen=True, slots=True)
class Sources:
    """The services that know what stands on sheets.

    Attributes:
        setting_up: The unit.
        people: The departments.
        planning: The agenda.
        followups: What is open.
        history: Huddles as they were.
        escalations: What went up.
        received: What came in.
        wall: What was said and done.
        month: Months in numbers.
        measures: What is read, and its charts.
        patient_voice: What patients said.
        thanks: Who was thanked, and for what.
        guidance: What explains the work.
        technology: The tools in use.
    """

    setting_up: SettingUp
    people: People
    planning: Planning
    followups: FollowUpsService
    history: History
    escalations: Escalations
    received: Received
    wall: Wall
    month: Month
    measures: Measures
    patient_voice: PatientVoice
    thanks: Thanks
    guidance: Guidance
    technology: TechnologyRegister


class Drafting:
    """Makes drafts.

    Args:
        store: Knows who prints, and when.
        sources: What stands on the sheets.
    """

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._from = sources

    def draft(self, order: SheetOrder) -> Draft:
        """The ordered sheet, before it is drawn.

        Raises:
            Refused: There is no such huddle, department, series or item.
        """
        makers = {
            SheetKind.SUMMARY: self._summary,
            SheetKind.ACTIONS: self._actions,
            SheetKind.AGENDA: self._agenda,
            SheetKind.FOLLOW_UP: self._follow_up,
            SheetKind.BLANK: self._blank,
            SheetKind.ATTENDANCE: self._attendance,
            SheetKind.YOU_SAID: self._you_said,
            SheetKind.COMMENTS: self._comments,
            SheetKind.THANKS: self._thanks,
            SheetKind.REPORT: self._report,
            SheetKind.POSTER: self._poster,
            SheetKind.CERTIFICATE: self._certificate,
            SheetKind.CHART: self._chart,
            SheetKind.CARD: self._card,
            SheetKind.REGISTER: self._register,
            SheetKind.TOOL: self._tool,
            SheetKind.ESCALATION: self._escalation,
            SheetKind.ANSWER: self._answer,
        }
        return makers[order.kind](order)

    def departments(self, order: SheetOrder) -> tuple[str, ...]:
        """The departments that ordered action sheets hold something for, in their order."""
        sheets, _items, _huddle = self._action_sheets(order)
        return tuple(sheet.department for sheet in sheets if sheet.actions)

    def _stamp(self, order: SheetOrder) -> Stamp:
        return OnPaper.of(order).stamp(self._own_stamp())

    def _own_stamp(self) -> Stamp:
        unit = self._from.setting_up.unit()
        with self._store.read() as reader:
            days = policy_of(reader).destroy_after_days
        return Stamp(
            printed_by=self._store.account.name,
            printed_at=local(self._store.clock.now(), unit.time_zone),
            classification=unit.classification,
            destroy_after_days=days,
        )

    def _summary(self, order: SheetOrder) -> Draft:
        record = self._from.history.record(order.huddle or "latest")
        return summary_draft(OnPaper.of(order).record(record), self._stamp(order))

    def _actions(self, order: SheetOrder) -> Draft:
        sheets, items, huddle = self._action_sheets(order)
        unit, is_one = self._from.setting_up.unit(), bool(order.item)
        return actions_draft(sheets, items, unit, self._stamp(order), huddle, is_one=is_one)

    def _action_sheets(
        self, order: SheetOrder
    ) -> tuple[tuple[ActionSheet, ...], tuple[ItemRow, ...], HuddleRow | None]:
        items, hidden, huddle = self._open_items(order)
        sheets = action_sheets_of(
            items,
            self._from.people.departments(with_retired=True),
            self._from.setting_up.unit(),
            self._stamp(order),
            wanted=order.departments,
            huddle=huddle,
            hidden=hidden,
        )
        return sheets, items, huddle

    def _open_items(self, order: SheetOrder) -> tuple[tuple[ItemRow, ...], int, HuddleRow | None]:
        """The open actions that paper may show, how many it may not, and their huddle."""
        on_paper = OnPaper.of(order)
        if order.item:
            item = self._from.followups.action(order.item)
            on_paper.check(item, _("Tell the owner in person."))
            return on_paper.items((item,)), 0, None
        if order.huddle:
            record = self._from.history.record(order.huddle)
            said = [item for item in (*record.items, *record.reviewed) if item.is_open]
            hidden, huddle = record.hidden_count, record.huddle
        else:
            said, huddle = list(self._from.followups.all_open()), None
            with self._store.read() as reader:
                hidden = hidden_count(reader, IS_OPEN)
        shown = on_paper.items(said)
        return shown, hidden + len(said) - len(shown), huddle

    def _agenda(self, order: SheetOrder) -> Draft:
        record = OnPaper.of(order).record(self._planned(order.series_id))
        return agenda_draft(record, self._stamp(order))

    def _planned(self, series: str) -> HuddleRecord:
        """The next huddle of a series, by its id or name; of the first one due without it."""
        cards = self._from.planning.today().cards
        if not cards:
            raise Refused(_("There is no huddle to make an agenda for. Set one up first."))
        for card in cards:
            if not series or series.casefold() in (card.series_id, card.title.casefold()):
                return self._from.planning.agenda(card.series_id)
        raise Refused(_("There is no series called {name}.").format(name=series), "series_id")

    def _blank(self, order: SheetOrder) -> Draft:
        series = order.series_id
        record = OnPaper.of(order).record(self._planned(series)) if series else None
        unit, teams = self._from.setting_up.unit(), self._from.people.departments()
        return blank_draft(record, unit, teams, self._stamp(order))

    def _attendance(self, order: SheetOrder) -> Draft:
        stamp = self._stamp(order)
        if order.huddle or not order.series_id:
            return attendance_draft(self._from.history.attendance(order.huddle or "latest"), stamp)
        planned, teams = self._planned(order.series_id), self._from.people.departments()
        return sign_in_draft(planned.huddle, planned.unit, teams, stamp)

    def _you_said(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        month = order.month_on(stamp.printed_at.date())
        return you_said_draft(self._from.wall.answers_in(month), month, unit, stamp)

    def _comments(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        month = order.month_on(stamp.printed_at.date()) if order.month else None
        wanted = CommentsFilter(theme=order.theme or None, month=month)
        return comments_draft(self._from.patient_voice.by_theme(wanted), month, unit, stamp)

    def _thanks(self, order: SheetOrder) -> Draft:
        unit, stamp, thanks = self._from.setting_up.unit(), self._stamp(order), self._from.thanks
        if order.item:
            return thanks_draft((thanks.one(order.item),), unit, stamp)
        rows = thanks.of_month(order.month_on(stamp.printed_at.date()))
        if not rows:
            raise Refused(_("Nobody was thanked in this month yet: there is no note to make."))
        return thanks_draft(rows, unit, stamp)

    def _report(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        month = order.month_on(stamp.printed_at.date())
        row, story = self._from.month.of(month), self._from.month.story(month)
        return report_draft(row, story, unit, stamp)

    def _poster(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        month = order.month_on(stamp.printed_at.date(), may_come=True)
        held, answers = self._from.month.held(month), self._from.wall.public_face().answers
        return poster_draft(month, held, answers, unit, stamp)

    def _certificate(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        month = order.month_on(stamp.printed_at.date()) if order.month else None
        return certificate_draft(wanted(self._from.month.milestones(), month), unit, stamp)

    def _chart(self, order: SheetOrder) -> Draft:
        unit, stamp = self._from.setting_up.unit(), self._stamp(order)
        measure = self._from.measures.named(order.measure)
        return chart_draft(self._from.measures.chart(measure.id), unit, stamp)

    def _card(self, order: SheetOrder) -> Draft:
        guidance = self._from.guidance
        cards = (guidance.card(order.card),) if order.card else guidance.cards(CardGroup.ROLES)
        return cards_draft(cards, self._from.setting_up.unit(), self._stamp(order))

    def _register(self, order: SheetOrder) -> Draft:
        unit, register = self._from.setting_up.unit(), self._from.technology
        tools = [register.tool(one.id) for one in register.tools()]
        return register_draft(tools, unit, self._stamp(order))

    def _tool(self, order: SheetOrder) -> Draft:
        whole = self._from.technology.named(order.tool)
        return tool_draft(whole, self._from.setting_up.unit(), self._stamp(order))

    def _follow_up(self, order: SheetOrder) -> Draft:
        waiting = Waiting(
            promises=self._from.followups.promises(),
            escalations=self._from.escalations.waiting(),
            received=self._from.received.waiting(),
            departments=self._from.people.departments(with_retired=True),
        )
        unit, shown = self._from.setting_up.unit(), OnPaper.of(order).waiting(waiting)
        return follow_up_draft(shown, unit, self._stamp(order))

    def _escalation(self, order: SheetOrder) -> Draft:
        escalation = self._sent_up(order.item)
        OnPaper.of(order).check(escalation.item, _("Tell the receiver in person."))
        return escalation_draft(escalation, self._from.setting_up.unit(), self._stamp(order))

    def _sent_up(self, item: str) -> EscalationRow:
        """The latest escalation of an item, or the one that needs somebody first."""
        found: Sequence[EscalationRow] = (
            self._from.escalations.of_item(self._from.followups.action(item).id)
            if item
            else self._from.escalations.waiting()
        )
        if not found:
            raise Refused(_("Nothing has been escalated here: there is no slip to make."))
        return found[0]

    def _answer(self, order: SheetOrder) -> Draft:
        received = self._answered(order.item)
        OnPaper.of(order).check(received.item, _("Tell whoever asked in person."))
        return answer_draft(received, self._from.setting_up.unit(), self._stamp(order))

    def _answered(self, item: str) -> ReceivedRow:
        """What came in as an item of this unit, or waits first for its way back; answered."""
        if item:
            found = [self._from.received.of_item(self._from.followups.action(item).id)]
        else:
            found = list(self._from.received.waiting())
        answered = next((one for one in found if one is not None and one.answer), None)
        if answered is None:
            raise Refused(_("Nothing that came in is answered here: there is no slip to make."))
        return answered
