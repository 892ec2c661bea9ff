"""What the ward decides: who sees sensitive items, what tells who a patient is, and PINs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.ward import PolicyRow, UnitRow
from huddle.rules.guarding import Guard, says
from huddle.vocabulary import AccessRole
from ui.pages.privacy.wording import hours
from ui.theme.look import space
from ui.widgets.card import Card, stacked
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.kept import LineField, TextField
from ui.widgets.labels import heading, quiet

if TYPE_CHECKING:
    from ui.pages.privacy.state import PrivacyState

_ROLES = tuple(role for role in AccessRole if role is not AccessRole.WALL_SCREEN)
_HOURS = (12, 24, 48, 72, 96, 168)


class SensitiveCard(Card):
    """Who sees sensitive items, and whom to speak to about a colleague.

    Signals:
        roles_chosen: The roles that see them now.
        changed: A field's name in the row, and its new value.
    """

    roles_chosen = Signal(object)
    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("sensitive_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Sensitive items")))
        self.column.addWidget(
            quiet(
                _(
                    "Only these roles see them. Everybody else sees that there is one: it is left "
                    "out of sheets, search, exports and the wall for them."
                )
            )
        )
        self._ticks: dict[AccessRole, Tick] = {}
        ticks = QVBoxLayout()
        ticks.setSpacing(space("half"))
        for role in _ROLES:
            tick = Tick(label(role), f"sensitive_{role.value}")
            tick.clicked.connect(self._say_roles)
            self._ticks[role] = tick
            ticks.addWidget(tick)
        self.column.addLayout(ticks)
        self._speak_up = LineField(
            _("Whom to speak to about a colleague"),
            "speak_up_contact",
            hint=_("Shown in place of a concern about a colleague: a name or post, and a number."),
        )
        self._speak_up.keep.connect(lambda text: self.changed.emit("speak_up_contact", text))
        self.column.addWidget(self._speak_up)

    def show_decisions(self, policy: PolicyRow, unit: UnitRow) -> None:
        """Show what is decided; what is being typed stays."""
        for role, tick in self._ticks.items():
            tick.setChecked(role in unit.sensitive_roles)
        self._speak_up.show_kept(policy.speak_up_contact)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if field == "speak_up_contact":
            self._speak_up.show_error(text)

    def _say_roles(self) -> None:
        self.roles_chosen.emit(
            tuple(role for role, tick in self._ticks.items() if tick.isChecked())
        )


class PatientsCard(Card):
    """How long a patient reference stays, and what a hospital number looks like here.

    Signals:
        changed: A field's name in the row, and its new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("patients_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Patients")))
        self._guard: Guard | None = None
        self._hours = Choice("patient_reference_hours")
        self._hours.picked.connect(
            lambda key: self.changed.emit("patient_reference_hours", int(key))
        )
        self.column.addWidget(
            Field(
                _("A patient reference leaves by itself after"),
                self._hours,
                hint=_("The bed or bay in its own field; tomorrow another patient may lie there."),
                object_name="patient_reference_field",
            )
        )
        self._shapes = TextField(
            _("Hospital numbers look like"),
            "hospital_numbers",
            hint=_("One a line: # for any digit, @ for any letter. RX###### finds RX123456."),
        )
        self._shapes.keep.connect(lambda text: self.changed.emit("hospital_numbers", text))
        self.column.addWidget(self._shapes)
        self._add_tester()

    def _add_tester(self) -> None:
        self._trial = QLineEdit()
        self._trial.setObjectName("identifier_trial")
        self._trial.setPlaceholderText(_("Such as: please ring the lab about RX123456"))
        self._trial.textChanged.connect(self._try)
        self._found = quiet("", "identifier_found")
        self._found.hide()
        self.column.addWidget(
            Field(
                _("Try it on a text"),
                self._trial,
                hint=_("Nothing typed here is kept."),
                object_name="identifier_trial_field",
            )
        )
        self.column.addWidget(self._found)

    def show_decisions(self, policy: PolicyRow, guard: Guard) -> None:
        """Show what is decided; what is being typed stays."""
        offered = sorted({*_HOURS, policy.patient_reference_hours})
        self._hours.offer(
            [(str(count), hours(count)) for count in offered], str(policy.patient_reference_hours)
        )
        self._shapes.show_kept("\n".join(policy.hospital_numbers))
        self._guard = guard
        self._try()

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if field == "hospital_numbers":
            self._shapes.show_error(text)

    def _try(self) -> None:
        text = self._trial.text()
        self._found.setVisible(bool(text.strip()))
        found = self._guard.findings(text) if self._guard is not None else ()
        self._found.set_tone("caution" if found else "")
        self._found.setText(
            "\n".join(says(one) for one in found)
            if found
            else _("Nothing in it is taken for a patient’s name or number.")
        )


class PinsCard(Card):
    """Whether a short PIN may stand in for the password while the program runs.

    Signals:
        changed: A field's name in the row, and its new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("pins_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("PINs")))
        self._allowed = Tick(_("Allow six-digit PINs for switching and unlocking"), "pins_allowed")
        self._allowed.clicked.connect(lambda on: self.changed.emit("pins_allowed", on))
        self.column.addWidget(self._allowed)
        self.column.addWidget(
            quiet(
                _(
                    "A PIN works only after one password has opened the ward on this computer, and "
                    "only until Huddle is closed. It is never written down."
                )
            )
        )

    def show_decisions(self, policy: PolicyRow) -> None:
        """Show what is decided."""
        self._allowed.setChecked(policy.pins_allowed)


class DecisionsSection(QWidget):
    """The decisions, in two columns.

    Signals:
        changed: A field's name in the row, and its new value.
        roles_chosen: The roles that see sensitive items now.
    """

    changed = Signal(str, object)
    roles_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisions_section")
        self._sensitive = SensitiveCard()
        self._patients = PatientsCard()
        self._pins = PinsCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        cards = Columns((1, 1), "decisions_cards")
        cards.add(stacked(self._sensitive, self._pins))
        cards.add(stacked(self._patients))
        column.addWidget(cards)
        self._sensitive.roles_chosen.connect(self.roles_chosen)
        for card in (self._sensitive, self._patients, self._pins):
            card.changed.connect(self.changed)

    def show_state(self, state: PrivacyState) -> None:
        """Show what is decided; what is being typed stays."""
        self._sensitive.show_decisions(state.policy, state.unit)
        self._patients.show_decisions(state.policy, state.guard)
        self._pins.show_decisions(state.policy)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        self._sensitive.show_error(field, text)
        self._patients.show_error(field, text)
