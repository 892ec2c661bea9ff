"""Which sheet is wanted, and what it is made from; the window and the command line order here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rows import ItemRow
from huddle.services.followups import FollowUpsService
from huddle.services.guarded import Service
from huddle.services.history import History
from huddle.services.people import People
from huddle.services.planning import Planning
from huddle.services.setting_up import SettingUp
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.store.session import Store
from huddle.vocabulary import ItemKind


class SheetKind(StrEnum):
    """The sheets that can be ordered."""

    SUMMARY = "summary"
    ACTIONS = "actions"
    AGENDA = "agenda"


_TITLES = {
    SheetKind.SUMMARY: N_("Huddle summary"),
    SheetKind.ACTIONS: N_("Action sheets"),
    SheetKind.AGENDA: N_("Agenda"),
}


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """One sheet, or one run of action sheets.

    Attributes:
        kind: What kind.
        huddle: A huddle's id, number or `latest`; action sheets without one hold all that is open.
        department: Only this department's action sheet, by name.
        series_id: The series whose next agenda is wanted; the first one due when empty.
    """

    kind: SheetKind
    huddle: str = ""
    department: str = ""
    series_id: str = ""

    @property
    def title(self) -> str:
        """What the sheet is called on screen and as a file."""
        return _(_TITLES[self.kind])


class Sheets(Service, called="sheets"):
    """Makes ordered sheets as PDF.

    Args:
        store: Knows who prints, and when.
        setting_up: The unit.
        people: The departments.
        planning: The agenda.
        followups: What is open.
        history: Huddles as they were.
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
    ) -> None:
        super().__init__(store)
        self._setting_up = setting_up
        self._people = people
        self._planning = planning
        self._followups = followups
        self._history = history

    def make(self, order: SheetOrder, paper: PaperSize = PaperSize.A4) -> bytes:
        """The ordered sheet as a PDF.

        Raises:
            Refused: There is no such huddle, department or series.
        """
        makers = {
            SheetKind.SUMMARY: self._summary,
            SheetKind.ACTIONS: self._actions,
            SheetKind.AGENDA: self._agenda,
        }
        return makers[order.kind](order, paper)

    def _stamp(self) -> Stamp:
        unit = self._setting_up.unit()
        return Stamp(
            printed_by=self._store.account.name,
            printed_at=local(self._store.clock.now(), unit.time_zone),
            classification=unit.classification,
        )

    def _summary(self, order: SheetOrder, paper: PaperSize) -> bytes:
        from huddle.sheets.summary import summary_sheet  # noqa: PLC0415 - reportlab is slow

        record = self._history.record(order.huddle or "latest")
        return summary_sheet(record, self._stamp(), paper=paper)

    def _actions(self, order: SheetOrder, paper: PaperSize) -> bytes:
        from huddle.sheets.actions import action_sheets  # noqa: PLC0415 - reportlab is slow

        record = self._history.record(order.huddle) if order.huddle else None
        if record is None:
            items: tuple[ItemRow, ...] = self._followups.all_open()
        else:
            said = (*record.items, *record.reviewed)
            items = tuple(item for item in said if item.kind is ItemKind.ACTION and item.is_open)
        return action_sheets(
            items,
            self._people.departments(with_retired=True),
            self._setting_up.unit(),
            self._stamp(),
            department=order.department or None,
            huddle=record.huddle if record else None,
            paper=paper,
        )

    def _agenda(self, order: SheetOrder, paper: PaperSize) -> bytes:
        from huddle.sheets.agenda import agenda_sheet  # noqa: PLC0415 - reportlab is slow

        cards = self._planning.today().cards
        if not cards:
            raise Refused(_("There is no huddle to make an agenda for. Set one up first."))
        record = self._planning.agenda(order.series_id or cards[0].series_id)
        return agenda_sheet(record, self._stamp(), paper=paper)
