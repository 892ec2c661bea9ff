"""What the Privacy page does: decisions keep themselves, and nothing goes without being asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.keeping import DisposalPreview, DisposalRow
from huddle.rows.ward import PolicyRow
from huddle.rules.guarding import guard_of
from huddle.rules.typed_dates import understand
from huddle.vocabulary import AccessRole, Thing
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.privacy.page import PrivacyPage
from ui.pages.privacy.rights import Rights
from ui.pages.privacy.state import KEEPING, RIGHTS, PrivacyState
from ui.pages.privacy.wording import all_counted

if TYPE_CHECKING:
    from ui.desk import Desk


class PrivacyPresenter(KeepingPresenter[PrivacyState]):
    """The behaviour of the Privacy page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.PRIVACY, Thing.UNIT, Thing.PEOPLE, Thing.ACCOUNTS}
    )

    def __init__(self, page: PrivacyPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._state: PrivacyState | None = None
        self._preview: DisposalPreview | None = None
        self._rights = Rights(page.rights, desk, self.refused, self.ask_again)
        self._is_removing = False
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.section_shown.connect(self._section_shown)
        page.decisions.changed.connect(self._change_policy)
        page.decisions.roles_chosen.connect(self._change_roles)
        page.keeping.periods.changed.connect(self._change_policy)
        page.keeping.going.remove_wanted.connect(self._ask_remove)
        page.keeping.holds.add_wanted.connect(self._add_hold)
        page.keeping.holds.lift_wanted.connect(self._ask_lift)

    # What is shown

    def _read(self) -> PrivacyState:
        ward = self.desk.ward
        policy, unit = ward.privacy.policy(), ward.setting_up.unit()
        today = local(ward.clock.now(), unit.time_zone).date()
        people = ward.people.people(with_retired=True)
        return PrivacyState(
            policy=policy,
            unit=unit,
            guard=guard_of(ward.people.known(), policy, today.year),
            holds=ward.retention.holds(),
            log=ward.retention.log(),
            people=tuple(one for one in people if not one.is_post),
            today=today,
        )

    def _show_read(self, read: PrivacyState) -> None:
        self._state = read
        self._page.show_state(read)
        self._section_shown(self._page.section)

    def _section_shown(self, section: str) -> None:
        if self._state is None:
            return
        if section == KEEPING and not self._is_removing:
            self._look_going()
        elif section == RIGHTS:
            self._rights.show(self._state.people)

    # Decisions

    def _change_policy(self, field: str, value: object) -> None:
        privacy, show_error = self.desk.ward.privacy, self._page.decisions.show_error

        def kept(policy: PolicyRow) -> None:
            if self._state is not None:
                self._state = replace(self._state, policy=policy)
            show_error(field, "")
            self._page.saved.saved()

        self._page.saved.clear()
        self._fields.save(
            Place(
                lambda: self._state.policy if self._state else None,
                lambda row, changes: privacy.change_policy(row.row_version, **changes),
                privacy.policy,
            ),
            {field: value},
            kept,
            lambda error: self._policy_refused(field, error),
            lambda said: show_error(field, said),
        )

    def _policy_refused(self, field: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.decisions.show_error(field, error.message)
        else:
            self.refused(error)

    def _change_roles(self, roles: tuple[AccessRole, ...]) -> None:
        self._page.saved.clear()
        self._turns.add(
            lambda: lambda: self.desk.ward.privacy.change_sensitive_roles(roles),
            lambda _done: self._page.saved.saved(),
            self.refused,
        )

    # Keeping and removing

    def _look_going(self) -> None:
        self.desk.tasks.run(
            self.widget,
            self.desk.ward.retention.preview,
            self._show_going,
            self._not_looked,
            long=True,
            key="retention",
        )

    def _show_going(self, preview: DisposalPreview) -> None:
        self._preview = preview
        self._page.keeping.going.show_preview(preview)

    def _not_looked(self, error: Exception) -> None:
        self._page.keeping.going.say(_("It could not be looked through."), is_busy=True)
        self.refused(error)

    def _ask_remove(self) -> None:
        preview = self._preview
        if preview is None or not preview.counts:
            return
        self.desk.ask.confirm(
            self._page,
            title=_("Remove this for good?"),
            text=_(
                "{what}. Nobody can bring it back from here. Older backups still hold it, until "
                "newer ones have taken their place."
            ).format(what=all_counted(preview.counts)),
            yes=_("Remove for good"),
            harmful=True,
            then=lambda: self._remove(preview),
        )

    def _remove(self, preview: DisposalPreview) -> None:
        self._is_removing = True
        self._page.keeping.going.say(
            _("Removing it… You can go on working meanwhile."), is_busy=True
        )
        self.desk.tasks.run(
            self.widget,
            lambda: self.desk.ward.retention.dispose(preview.counts),
            self._removed,
            self._not_removed,
            long=True,
            key="dispose",
        )

    def _removed(self, rows: tuple[DisposalRow, ...]) -> None:
        self._is_removing = False
        what = all_counted({row.kind: row.count for row in rows})
        self.desk.messages.say(_("Removed for good: {what}.").format(what=what))
        self.ask_again()

    def _not_removed(self, error: Exception) -> None:
        self._is_removing = False
        self.refused(error)
        self.ask_again()

    # Holds

    def _add_hold(self, reason: str, from_typed: str, until_typed: str) -> None:
        holds = self._page.keeping.holds
        days: dict[str, dt.date | None] = {}
        for field, typed in (("from_on", from_typed), ("until_on", until_typed)):
            days[field] = self._day(typed)
            if typed and days[field] is None:
                holds.show_error(field, _("That is no day. Try 6 Aug 2024."))
                return

        def done(_hold: object) -> None:
            holds.clear()
            self._page.saved.saved()

        self._turns.add(
            lambda: lambda: self.desk.ward.retention.add_hold(reason, **days),
            done,
            self._hold_refused,
        )

    def _day(self, typed: str) -> dt.date | None:
        if self._state is None:
            return None
        found = understand(typed, self._state.today)
        is_whole = found is not None and found.length == len(typed) and found.due_time is None
        return found.due_on if found is not None and is_whole else None

    def _hold_refused(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.field in ("reason", "from_on", "until_on"):
            self._page.keeping.holds.show_error(error.field, error.message)
        else:
            self.refused(error)

    def _ask_lift(self, hold_id: str) -> None:
        self.desk.ask.one_line(
            self._page,
            title=_("Lift this hold?"),
            text=_("What it kept goes the next time that somebody removes what is over."),
            label=_("Why it is not needed any more"),
            yes=_("Lift"),
            then=lambda reason: self._lift(hold_id, reason),
        )

    def _lift(self, hold_id: str, reason: str) -> None:
        self._turns.add(
            lambda: lambda: self.desk.ward.retention.lift_hold(hold_id, reason),
            lambda _hold: self._page.saved.saved(),
            self.refused,
        )


def open_page(desk: Desk) -> PrivacyPresenter:
    """Make the page and what runs it."""
    return PrivacyPresenter(PrivacyPage(), desk)
