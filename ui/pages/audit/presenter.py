"""What the Audit page does: finds entries, shows older ones, verifies all, and exports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows import AuditChoices, AuditFilter, AuditRow, AuditVerdict
from ui.pages.audit.page import AuditPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

PAGE = 200


@dataclass(frozen=True, slots=True)
class _Read:
    """What one question found."""

    entries: tuple[AuditRow, ...]
    choices: AuditChoices
    zone: ZoneInfo


class AuditPresenter(Presenter):
    """The behaviour of the Audit page."""

    def __init__(self, page: AuditPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._zone = ZoneInfo("UTC")
        page.filter_changed.connect(self.ask_again)
        page.more_asked.connect(self._ask_more)
        page.verify_asked.connect(self._verify)
        page.export_asked.connect(self._choose_place)

    def arrive(self, **what: str) -> None:
        """Show the page; everything that was done meanwhile is there."""
        self._is_stale = True
        self.page.show_verdict(None)
        super().arrive(**what)
        self.page.filter.begin()

    def refresh(self) -> None:
        """Query the newest entries that are wanted."""
        self.query(partial(_read, self.desk.ward, self._wanted()), self._show)

    def _wanted(self) -> AuditFilter:
        today = local(self.desk.ward.clock.now(), self._zone.key).date()
        return self.page.filter.wanted(today)

    def _show(self, read: _Read) -> None:
        self._zone = read.zone
        self.page.filter.offer(read.choices)
        has_more = len(read.entries) > PAGE
        self.page.show_entries(read.entries[:PAGE], read.zone, has_more=has_more)

    def _ask_more(self) -> None:
        ward, wanted, oldest = self.desk.ward, self._wanted(), self.page.model.oldest
        self.desk.tasks.run(
            self.widget,
            lambda: ward.audit.entries(wanted, limit=PAGE + 1, before_number=oldest),
            partial(self._show_more, oldest),
            self.refused,
            key="audit_more",
        )

    def _show_more(self, oldest: int | None, entries: tuple[AuditRow, ...]) -> None:
        # Other entries may be wanted by now.
        if self.page.model.oldest == oldest:
            self.page.add_entries(entries[:PAGE], has_more=len(entries) > PAGE)

    def _verify(self) -> None:
        self.page.show_busy(verifying=True)
        self.desk.tasks.run(
            self.widget,
            self.desk.ward.audit.verify,
            self._verified,
            self._not_done,
            long=True,
            key="audit_verify",
        )

    def _verified(self, verdict: AuditVerdict) -> None:
        self.page.show_busy()
        self.page.show_verdict(verdict)

    def _choose_place(self) -> None:
        self.desk.files.save(
            self.widget,
            title=_("Export the audit"),
            name=_("Huddle audit.csv"),
            kinds=_("Spreadsheets (*.csv)"),
            then=self._export,
        )

    def _export(self, place: Path, reason: str = "") -> None:
        self.page.show_busy(exporting=True)
        self.desk.tasks.run(
            self.widget,
            partial(_export, self.desk.ward, self._wanted(), reason, place),
            lambda _done: self._exported(place),
            partial(self._not_exported, place),
            long=True,
            key="audit_export",
        )

    def _exported(self, place: Path) -> None:
        self.page.show_busy()
        self.desk.messages.say(_("Exported as {file}.").format(file=place.name))
        self.ask_again()

    def _not_exported(self, place: Path, error: Exception) -> None:
        if not isinstance(error, Refused) or error.field != "reason":
            self._not_done(error)
            return
        self.page.show_busy()
        self.desk.ask.one_line(
            self.widget,
            title=_("May this leave?"),
            text=error.message,
            label=_("Why it must leave; the audit keeps this"),
            yes=_("Export it"),
            then=partial(self._export, place),
        )

    def _not_done(self, error: Exception) -> None:
        self.page.show_busy()
        self.refused(error)


def _read(ward: Ward, wanted: AuditFilter) -> _Read:
    entries = ward.audit.entries(wanted, limit=PAGE + 1)
    return _Read(entries, ward.audit.choices(), ZoneInfo(ward.setting_up.unit().time_zone))


def _export(ward: Ward, wanted: AuditFilter, reason: str, place: Path) -> None:
    from huddle.files import write_atomically  # noqa: PLC0415 - only for an export

    write_atomically(place, ward.audit.export(wanted, reason=reason))


def open_page(desk: Desk) -> AuditPresenter:
    """The Audit page at work."""
    return AuditPresenter(AuditPage(), desk)
