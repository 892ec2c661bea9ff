"""What a ward decided about patients' and sensitive words, brought to the fields of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.rows.changes import Changes
from huddle.vocabulary import AccessRole, Thing
from ui.widgets.guard_line import GuardLine

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard
    from huddle.ward import Ward
    from ui.desk import Desk

_MANY = {
    AccessRole.FACILITATOR: N_("facilitators"),
    AccessRole.WARD_MANAGER: N_("ward managers"),
    AccessRole.CONTRIBUTOR: N_("contributors"),
    AccessRole.READER: N_("readers"),
    AccessRole.ADMINISTRATOR: N_("administrators"),
}


@dataclass(frozen=True, slots=True)
class Care:
    """What the ward decided.

    Attributes:
        guard: What its guard looks for.
        hours: After how many hours a patient reference leaves.
        speak_up_contact: Whom to speak to about a colleague; may be empty.
        roles: Who sees sensitive items.
    """

    guard: Guard
    hours: int
    speak_up_contact: str
    roles: frozenset[AccessRole]

    @property
    def patient_hint(self) -> str:
        """What to know of a patient reference before writing one."""
        return _("Bed or bay; leaves after {count} hours, not printed").format(count=self.hours)

    @property
    def who_sees(self) -> str:
        """Who sees sensitive items, as a sentence."""
        named = [_(words) for role, words in _MANY.items() if role in self.roles]
        if not named:
            return _("Nobody sees it: the ward named no role for that.")
        roles = named[-1]
        if others := ", ".join(named[:-1]):
            roles = _("{some} and {last}").format(some=others, last=roles)
        return _("Only {roles} see it.").format(roles=roles)

    @property
    def speak_up(self) -> str:
        """Whom to speak to instead of writing about a colleague; empty while nobody is named."""
        if not self.speak_up_contact:
            return ""
        words = _("About a colleague? Speak to {contact} instead of writing it here.")
        return words.format(contact=self.speak_up_contact)


class Watch(QObject):
    """Keeps a page's guard lines and editors up to date with what the ward decided.

    Nothing is asked before something is typed, or somebody wants to know.

    Signals:
        told: A `Care`, once it is known and whenever it changes.

    Args:
        page: The page.
        desk: What it works with.
    """

    told = Signal(object)
    _guarded = Signal(object)
    _CHANGED_BY: ClassVar[frozenset[Thing]] = frozenset({Thing.PEOPLE, Thing.PRIVACY, Thing.UNIT})

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self.care: Care | None = None
        self._page = page
        self._desk = desk
        desk.changes.changed.connect(self._changed)
        self.over(page)

    def over(self, widget: QWidget) -> None:
        """Serve the guard lines of a page, of an editor or of a dialog."""
        for line in widget.findChildren(GuardLine):
            line.needed.connect(self.ask)
            self._guarded.connect(line.use)
            if self.care is not None:
                line.use(self.care.guard)

    def ask(self) -> None:
        """Have what the ward decided told, if it is not known yet."""
        if self.care is None:
            self._load()

    @property
    def hides_from_me(self) -> bool:
        """Whether whoever is here sees no sensitive items."""
        return self.care is not None and self._desk.ward.account.role not in self.care.roles

    def ask_to_hide(self, then: Callable[[], object]) -> None:
        """Say first that what is marked as sensitive leaves the screen of whoever marks it."""
        who = self.care.who_sees if self.care is not None else ""
        words = _("{who} You are not among them, so it leaves your screen.").format(who=who)
        self._desk.ask.confirm(
            self._page,
            title=_("You will not see it any more"),
            text=words,
            yes=_("Mark it sensitive"),
            then=then,
        )

    def _load(self) -> None:
        ward = self._desk.ward
        self._desk.tasks.run(self, lambda: _care(ward), self._tell, self._refused)

    def _tell(self, care: Care) -> None:
        self.care = care
        self._guarded.emit(care.guard)
        self.told.emit(care)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)

    def _changed(self, changes: Changes) -> None:
        if self.care is not None and changes.things & self._CHANGED_BY:
            self._load()


def _care(ward: Ward) -> Care:
    from huddle.rules.guarding import guard_of  # noqa: PLC0415 - not before the first paint

    policy, unit = ward.privacy.policy(), ward.setting_up.unit()
    today = local(ward.clock.now(), unit.time_zone).date()
    return Care(
        guard=guard_of(ward.people.known(), policy, today.year),
        hours=policy.patient_reference_hours,
        speak_up_contact=policy.speak_up_contact,
        roles=frozenset(unit.sensitive_roles),
    )
