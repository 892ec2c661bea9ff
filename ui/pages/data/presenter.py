"""What the page of the data does: backs up, brings back after a question, and checks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from huddle.errors import Environment, Refused
from huddle.i18n import _, ngettext
from huddle.rows.upkeep import BackupRow, CheckRow, DataState, SinceRow
from huddle.rows.ward import PolicyRow
from huddle.vocabulary import Thing
from ui.backup_words import when_words
from ui.pages.data.answering import Answering
from ui.pages.data.letting_all_out import LettingAllOut
from ui.pages.data.page import DataPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk


class DataPresenter(Presenter):
    """The behaviour of the page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.BACKUPS, Thing.FEEDBACK, Thing.PRIVACY, Thing.UNIT}
    )

    def __init__(self, page: DataPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._state: DataState | None = None
        page.everything.setVisible(desk.may("everything.write"))
        self._answering = Answering(page.feedback, desk)
        self._all_out = LettingAllOut(page, page.everything, desk)
        backups, place = page.backups, page.place
        backups.back_up_wanted.connect(self._back_up)
        backups.back_up_elsewhere_wanted.connect(
            lambda: self._choose(_("Back up to another folder"), self._back_up)
        )
        backups.restore_wanted.connect(lambda row: self._ask_restore(Path(row.path)))
        backups.restore_elsewhere_wanted.connect(
            lambda: self._choose(_("Choose the folder of a backup"), self._ask_restore)
        )
        place.second_wanted.connect(
            lambda: self._choose(_("Choose the second place for backups"), self._use_second)
        )
        place.no_second_wanted.connect(lambda: self._use_second(None))
        place.days_chosen.connect(self._use_days)
        page.check.check_wanted.connect(self._check)

    def refresh(self) -> None:
        """Query how things stand."""
        self.query(self.desk.ward.upkeep.state, self._show)
        self._answering.refresh()

    def _show(self, state: DataState) -> None:
        self._state = state
        self.page.show_state(state, self.desk.ward.clock.now())

    def _choose(self, title: str, then: Callable[[Path], None]) -> None:
        self.desk.files.folder(self.page, title=title, then=then)

    # Backing up

    def _back_up(self, folder: Path | None = None) -> None:
        self.page.backups.say(
            _("Copying the data, opening the copy and counting its rows…"), is_busy=True
        )
        upkeep = self.desk.ward.upkeep
        self.desk.tasks.run(
            self.widget,
            lambda: upkeep.back_up(folder),
            self._backed_up,
            self._failed,
            long=True,
            key="backup",
        )

    def _backed_up(self, made: BackupRow) -> None:
        if made.second_problem:
            says = _("Backed up and proved, but the second place has no copy: {why}")
            self.page.backups.say(says.format(why=made.second_problem), tone="danger")
            return
        says = _("Backed up and proved. It is in “{folder}”.")
        self.page.backups.say(says.format(folder=made.path), tone="good")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, (Refused, Environment)):
            remedy = error.remedy if isinstance(error, Environment) else ""
            self.page.backups.say(f"{error.message} {remedy}".strip(), tone="danger")
            return
        self.page.backups.say("")
        self.refused(error)

    # Bringing back

    def _ask_restore(self, folder: Path) -> None:
        upkeep = self.desk.ward.upkeep

        def look() -> tuple[BackupRow, SinceRow | None]:
            try:
                return upkeep.backup_in(folder), upkeep.since(folder)
            except Environment:
                # The present data is damaged: it cannot be told what it holds.
                return upkeep.backup_in(folder), None

        self.page.backups.say("")
        self.desk.tasks.run(self.widget, look, self._ask, self._failed, key="restore")

    def _ask(self, found: tuple[BackupRow, SinceRow | None]) -> None:
        row, since = found
        zone = ZoneInfo(self._state.time_zone) if self._state else None
        when = when_words(row, zone)
        self.desk.ask.confirm(
            self.page,
            title=_("Bring back the backup of {when}?").format(when=when),
            text=_meaning(since),
            yes=_("Bring it back"),
            then=partial(self._restore, row, when),
            harmful=True,
        )

    def _restore(self, row: BackupRow, when: str) -> None:
        self.page.backups.say(
            _("Proving the backup and putting it in place. Leave this computer on…"), is_busy=True
        )
        upkeep = self.desk.ward.upkeep
        # Among the short jobs, none of which may have the file open meanwhile.
        self.desk.tasks.run(
            self.widget,
            lambda: upkeep.restore(Path(row.path)),
            lambda _row: self.desk.start_again(
                _("The ward is as it was on {when}. Sign in.").format(when=when)
            ),
            self._failed,
            key="restore",
        )

    # Places

    def _use_second(self, folder: Path | None) -> None:
        upkeep = self.desk.ward.upkeep
        self.desk.tasks.run(
            self.widget,
            lambda: upkeep.choose_second_place(folder),
            self._second_used,
            self._second_refused,
            key="second",
        )

    def _second_used(self, policy: PolicyRow) -> None:
        self.page.place.show_refusal("")
        if policy.second_backup_folder:
            self._back_up()

    def _second_refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.page.place.show_refusal(error.message)
        else:
            self.refused(error)

    def _use_days(self, days: int) -> None:
        if self._state is None:
            return
        privacy, version = self.desk.ward.privacy, self._state.policy_version
        self.desk.tasks.run(
            self.widget,
            lambda: privacy.change_policy(version, backup_alarm_days=days),
            None,
            self._days_refused,
            key="days",
        )

    def _days_refused(self, error: Exception) -> None:
        self.refused(error)
        self.ask_again()

    # The check

    def _check(self) -> None:
        self.page.check.say(_("Looking at every page of the data…"), is_busy=True)
        self.desk.tasks.run(
            self.widget,
            self.desk.ward.upkeep.check,
            self._checked,
            self._not_checked,
            long=True,
            key="check",
        )

    def _checked(self, found: tuple[CheckRow, ...]) -> None:
        self.page.check.show_found(found)

    def _not_checked(self, error: Exception) -> None:
        self.page.check.say(_("The check could not be finished."))
        self.refused(error)


def _meaning(since: SinceRow | None) -> str:
    """What bringing a backup back means, before a person decides."""
    lost = _("How much was captured since cannot be told: the present data is damaged.")
    if since is not None and not (since.huddles or since.items):
        lost = _("No huddle and no item was captured since.")
    elif since is not None:
        lost = _("{items} and {huddles} that came since will not be there any more.").format(
            items=ngettext("{count} item", "{count} items", since.items).format(
                count=f"{since.items:,}"
            ),
            huddles=ngettext("{count} huddle", "{count} huddles", since.huddles).format(
                count=f"{since.huddles:,}"
            ),
        )
    return " ".join(
        (
            lost,
            _("What is there now is kept, and can be brought back from this list in turn."),
            _("Accounts, passwords and roles stay as they are today, as far as they can be read."),
            _("Everybody signs in again."),
        )
    )


def open_page(desk: Desk) -> DataPresenter:
    """The page at work."""
    return DataPresenter(DataPage(), desk)
