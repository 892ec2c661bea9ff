"""What the Settings page does: fields keep themselves, looks take effect at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from huddle.errors import Environment, Refused
from huddle.rows.ward import PolicyRow, UnitRow
from huddle.settings import Settings, governed, load_settings
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import Thing
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.settings.mailing import Mailing
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.state import SettingsState

if TYPE_CHECKING:
    from ui.desk import Desk


_OF_THE_UNIT = ("name", "time_zone", "act_now_number", "tell_us", "classification")


class SettingsPresenter(KeepingPresenter[SettingsState]):
    """The behaviour of the Settings page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.UNIT, Thing.PRIVACY, Thing.MAIL, Thing.SUGGESTIONS}
    )

    def __init__(self, page: SettingsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._unit: UnitRow | None = None
        self._policy: PolicyRow | None = None
        self._zones: tuple[str, ...] = ()
        self._mailing = Mailing(page.mail, desk, page.saved) if page.mail else None
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.ward.changed.connect(self._change_unit)
        page.appearance.scheme_chosen.connect(lambda scheme: self._change_look(scheme=scheme))
        page.appearance.scale_chosen.connect(lambda scale: self._change_look(scale=scale))
        page.locking.minutes_chosen.connect(lambda minutes: self._change_look(lock_minutes=minutes))
        page.printing.paper_chosen.connect(lambda paper: self._change_look(paper=paper))
        page.printing.days_changed.connect(
            lambda days: self._change_policy(destroy_after_days=days)
        )
        page.reminders.quiet_changed.connect(
            lambda start, end: self._change_policy(quiet_from=start, quiet_until=end)
        )
        page.reminders.notifications_changed.connect(lambda on: self._change_look(notifications=on))
        page.suggestions.like_before_changed.connect(
            lambda on: self._change_look(shows_like_before=on)
        )
        page.suggestions.turned.connect(self._turn)
        page.computer.start_changed.connect(self._change_start)
        self.desk.theme.changed.connect(self._show_settings)

    def arrive(self, **what: str) -> None:
        """Show the page, with this computer's settings as they are now."""
        self._show_settings()
        autostart = self.desk.autostart
        self.desk.tasks.run(self.widget, lambda: autostart().look(), self._show_start)
        super().arrive(**what)

    # What is shown

    def _read(self) -> SettingsState:
        ward = self.desk.ward
        return SettingsState(
            ward.setting_up.unit(),
            self._zones or tuple(sorted(available_timezones())),
            ward.privacy.policy(),
            ward.suggestions.kinds(),
        )

    def _show_read(self, read: SettingsState) -> None:
        self._zones, self._unit, self._policy = read.zones, read.unit, read.policy
        self._page.show_state(read)
        if self._mailing is not None:
            self._mailing.refresh()

    def _show_settings(self) -> None:
        self._page.show_settings(self.desk.settings())

    # The ward

    def _change_unit(self, field: str, text: str) -> None:
        setting_up, show_error = self.desk.ward.setting_up, self._page.ward.show_error

        def write(unit: UnitRow, changes: Mapping[str, Any]) -> UnitRow:
            kept = {name: getattr(unit, name) for name in _OF_THE_UNIT}
            return setting_up.change_unit(unit.row_version, **{**kept, **changes})

        def kept(unit: UnitRow) -> None:
            self._unit = unit
            show_error(field, "")
            self._page.saved.saved()

        self._page.saved.clear()
        self._fields.save(
            Place(lambda: self._unit, write, setting_up.unit),
            {field: text},
            kept,
            lambda error: self._unit_refused(field, error),
            lambda said: show_error(field, said),
        )

    def _change_policy(self, **new: Any) -> None:
        privacy = self.desk.ward.privacy

        def kept(policy: PolicyRow) -> None:
            self._policy = policy
            self._page.saved.saved()

        self._page.saved.clear()
        self._fields.save(
            Place(
                lambda: self._policy,
                lambda row, changes: privacy.change_policy(row.row_version, **changes),
                privacy.policy,
            ),
            new,
            kept,
            self.refused,
            self.desk.messages.warn,
        )

    def _turn(self, kind: SuggestionKind, on: bool) -> None:
        """Let the ward have a kind of suggestion or not; what is kept then shows."""
        suggestions = self.desk.ward.suggestions

        def prepare() -> Callable[[], None]:
            return lambda: suggestions.turn(kind, is_on=on)

        self._page.saved.clear()
        self._turns.add(prepare, lambda _nothing: self._page.saved.saved(), self.refused)

    def _unit_refused(self, field: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.ward.show_error(field, error.message)
        else:
            self.refused(error)

    # This computer

    def _change_look(self, **changes: Any) -> None:
        self._page.saved.clear()
        self.desk.keep_settings(replace(self.desk.settings(), **changes))
        self._show_settings()
        file = self.desk.ward.paths.settings_file
        # Only what is read back from the disk is called saved.
        self.desk.tasks.run(self.widget, lambda: load_settings(file), self._settings_read_back)

    def _show_start(self, is_on: bool) -> None:
        self._page.computer.show_start(is_on=is_on)

    def _change_start(self, on: bool) -> None:
        """Have it start by itself or not; only what the computer kept is shown and called saved."""
        autostart = self.desk.autostart

        def kept(is_on: bool) -> None:
            self._show_start(is_on)
            self._page.saved.saved()

        def not_kept(error: Exception) -> None:
            self._show_start(autostart().is_on)
            if isinstance(error, Environment):
                self.desk.messages.warn(error.message, error.remedy)
            else:
                self.refused(error)

        self._page.saved.clear()
        self.desk.tasks.run(self.widget, lambda: autostart().turn(on=on), kept, not_kept)

    def _settings_read_back(self, found: Settings) -> None:
        if governed(found, self.desk.ward.paths.fleet) == self.desk.settings():
            self._page.saved.saved()


def open_page(desk: Desk) -> SettingsPresenter:
    """Make the page and what runs it."""
    page = SettingsPage(
        changes_ward=desk.may("setting_up.change_unit"),
        changes_mail=desk.may("mail.change"),
        turns_suggestions=desk.may("suggestions.turn"),
        fleet=desk.ward.paths.fleet,
    )
    return SettingsPresenter(page, desk)
