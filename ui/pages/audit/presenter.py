"""What the Audit page does: finds entries, shows older ones, verifies all, and exports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from huddle.clock import local
from huddle.exchange.formats import Kind
from huddle.i18n import _
from huddle.rows.audit import AuditChoices, AuditFilter, AuditRow, AuditVerdict
from ui.care import Watch
from ui.dialogs.export import Offer
from ui.exporting import Exporting
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
        self._exporting = Exporting(page, desk, Watch(page, desk))
        self._exporting.exported.connect(self.ask_again)
        page.export_asked.connect(self._ask_export)
        page.offer_export(offered=desk.may("export.audit"))

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

    def _ask_export(self) -> None:
        export, wanted = self.desk.ward.export, self._wanted()
        name = _("Huddle audit")
        self._exporting.ask(
            (
                Offer(_("What is listed"), name, Kind.AUDIT, lambda to: export.audit(to, wanted)),
                Offer(_("The whole audit"), name, Kind.AUDIT, export.audit),
            )
        )

    def _not_done(self, error: Exception) -> None:
        self.page.show_busy()
        self.refused(error)


def _read(ward: Ward, wanted: AuditFilter) -> _Read:
    entries = ward.audit.entries(wanted, limit=PAGE + 1)
    return _Read(entries, ward.audit.choices(), ZoneInfo(ward.setting_up.unit().time_zone))


def open_page(desk: Desk) -> AuditPresenter:
    """The Audit page at work."""
    return AuditPresenter(AuditPage(), desk)
