"""The Settings page: the ward, its mail, this computer's looks and paper."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.organisation import NOTHING_SET, Feature, FleetSettings
from huddle.settings import Settings
from ui.pages.settings.computer_card import ComputerCard
from ui.pages.settings.looks_cards import AppearanceCard, LockingCard, PrintingCard
from ui.pages.settings.mail_card import MailCard
from ui.pages.settings.organisation_card import OrganisationCard
from ui.pages.settings.reminders_card import RemindersCard
from ui.pages.settings.state import SettingsState
from ui.pages.settings.suggestions_card import SuggestionsCard
from ui.pages.settings.ward_card import WardCard
from ui.theme.look import space
from ui.widgets.card import stacked
from ui.widgets.columns import Columns
from ui.widgets.labels import title
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll


class SettingsPage(QWidget):
    """Cards in two columns.

    Args:
        changes_ward: Whether whoever is here may change what the ward says of itself.
        changes_mail: Whether they may set up mail; the card is not there for others.
        turns_suggestions: Whether they decide what the program suggests in the ward.
        fleet: What the organisation set, which nobody here may change.
    """

    def __init__(
        self,
        *,
        changes_ward: bool,
        changes_mail: bool = False,
        turns_suggestions: bool = False,
        fleet: FleetSettings = NOTHING_SET,
    ) -> None:
        super().__init__()
        self.setObjectName("settings_page")
        self.saved = SavedMark()
        self.appearance = AppearanceCard()
        self.suggestions = SuggestionsCard(changes=turns_suggestions)
        self._build_cards(fleet, changes_ward=changes_ward, changes_mail=changes_mail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        scroll = page_scroll("settings_scroll")
        scroll.column.setContentsMargins(
            space("three"), space("two"), space("three"), space("three")
        )
        cards = Columns((1, 1), "settings_cards")
        mail = [self.mail] if self.mail else []
        cards.add(stacked(self.ward, self.locking, *mail))
        cards.add(
            stacked(
                self.appearance,
                self.printing,
                self.reminders,
                self.computer,
                self.suggestions,
                *([OrganisationCard(fleet)] if fleet.places else []),
            )
        )
        scroll.column.addWidget(cards)
        scroll.column.addStretch()
        column.addWidget(scroll, 1)

    def _build_cards(self, fleet: FleetSettings, *, changes_ward: bool, changes_mail: bool) -> None:
        """Make the cards on which something may be set already."""
        classified = frozenset({"classification"} if fleet.classification else ())
        self.ward = WardCard(changes=changes_ward, fixed=classified)
        self.locking = LockingCard(fixed=fleet.lock_minutes is not None)
        self.printing = PrintingCard(changes=changes_ward, printers=fleet.printers)
        self.reminders = RemindersCard(
            changes=changes_ward, switched_off=fleet.is_off(Feature.NOTIFICATIONS)
        )
        self.computer = ComputerCard(switched_off=fleet.is_off(Feature.AUTOSTART))
        self.mail = MailCard(fixed=frozenset(fleet.mail)) if changes_mail else None

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        row.addWidget(title(_("Settings")), 1)
        row.addWidget(self.saved)
        return header

    def show_state(self, state: SettingsState) -> None:
        """Show the ward; what is being typed stays."""
        self.ward.show_unit(state.unit, state.zones)
        self.reminders.show_policy(state.policy)
        self.printing.show_policy(state.policy)
        self.suggestions.show_kinds(state.suggestions)

    def show_settings(self, settings: Settings) -> None:
        """Show how this computer shows, locks and prints."""
        self.appearance.show_settings(settings)
        self.locking.show_settings(settings)
        self.printing.show_settings(settings)
        self.reminders.show_settings(settings)
        self.suggestions.show_settings(settings)
