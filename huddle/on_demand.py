"""Services of a ward that opening it does without: each is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from huddle.exchange.everything_here import Everything
    from huddle.exchange.exporting import Exporting
    from huddle.exchange.handing_over import HandingOver
    from huddle.paths import Paths
    from huddle.services.accounts import Accounts
    from huddle.services.audit_log import AuditLog
    from huddle.services.clocks import Clocks
    from huddle.services.conflicts import Conflicts
    from huddle.services.embedding import Embedding
    from huddle.services.escalations import Escalations
    from huddle.services.feedback import FeedbackOnHuddle
    from huddle.services.followups import FollowUpsService
    from huddle.services.goal_plans import GoalPlans
    from huddle.services.guidance import Guidance
    from huddle.services.history import History
    from huddle.services.holding import Seat
    from huddle.services.huddle_measures import HuddleMeasures
    from huddle.services.imports import Imports
    from huddle.services.inbox import Inbox
    from huddle.services.journey import Journey
    from huddle.services.learning import Learning
    from huddle.services.measures import Measures
    from huddle.services.month import Month
    from huddle.services.paper import Paper
    from huddle.services.patient_voice import PatientVoice
    from huddle.services.people import People
    from huddle.services.privacy import Privacy
    from huddle.services.pulses import Pulses
    from huddle.services.received import Received
    from huddle.services.reminders import Reminders
    from huddle.services.retention import Retention
    from huddle.services.rights import Rights
    from huddle.services.rotas import Rotas
    from huddle.services.running import Running
    from huddle.services.safety_cross import SafetyCross
    from huddle.services.searching import Searching
    from huddle.services.self_checks import SelfChecks
    from huddle.services.slips import Slips
    from huddle.services.suggestions import Suggestions
    from huddle.services.technology import TechnologyRegister
    from huddle.services.templates import Templates
    from huddle.services.thanks import Thanks
    from huddle.services.typing_in import TypingIn
    from huddle.services.units import Units
    from huddle.services.upkeep import Upkeep
    from huddle.services.versions import Versions
    from huddle.services.views import Views
    from huddle.services.wall import Wall
    from huddle.store.session import Store


_USUAL = ("running", "clocks", "followups", "people", "history", "upkeep", "reminders", "accounts")

T = TypeVar("T")

_MAKING = RLock()


class made_once(cached_property[T]):  # noqa: N801 - a decorator, written like the `cached_property` that it is
    """A cached property that two threads at once are given the same of."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> made_once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> made_once[T] | T:
        """The value, made now if it was not yet."""
        with _MAKING:
            return super().__get__(instance, owner)


class OnDemand:
    """What needs nothing but an open store, and is slow to import together.

    Args:
        store: The open store.
        paths: Where it is.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        self._store = store
        self.paths = paths

    def bring_in(self) -> None:
        """Make what the next press of a key may ask for: on a worker, so that none waits for it."""
        for name in _USUAL:
            getattr(self, name)

    @made_once
    def running(self) -> Running:
        """What a room does with a huddle."""
        from huddle.services.running import Running

        return Running(self._store, self.inbox, self._seat)

    @made_once
    def clocks(self) -> Clocks:
        """Which computer keeps a huddle’s clock."""
        from huddle.services.clocks import Clocks

        return Clocks(self._store, self._seat)

    @made_once
    def _seat(self) -> Seat:
        from huddle.services.holding import seat_of

        return seat_of(self.paths)

    @made_once
    def inbox(self) -> Inbox:
        """What was raised while nobody was signed in."""
        from huddle.services.inbox import Inbox

        return Inbox(self._store, self.paths)

    @made_once
    def followups(self) -> FollowUpsService:
        """What is open, and who is to be reminded."""
        from huddle.services.followups import FollowUpsService

        return FollowUpsService(self._store)

    @made_once
    def history(self) -> History:
        """Huddles as they were held."""
        from huddle.services.history import History

        return History(self._store)

    @made_once
    def people(self) -> People:
        """Who takes part."""
        from huddle.services.people import People

        return People(self._store)

    @made_once
    def templates(self) -> Templates:
        """Agendas and when they recur."""
        from huddle.services.templates import Templates

        return Templates(self._store)

    @made_once
    def rotas(self) -> Rotas:
        """Whose turn it is to lead."""
        from huddle.services.rotas import Rotas

        return Rotas(self._store)

    @made_once
    def escalations(self) -> Escalations:
        """What goes up to another unit."""
        from huddle.services.escalations import Escalations

        return Escalations(self._store)

    @made_once
    def received(self) -> Received:
        """What comes up from other units."""
        from huddle.services.received import Received

        return Received(self._store)

    @made_once
    def units(self) -> Units:
        """The units that stand in one store."""
        from huddle.services.units import Units

        return Units(self._store)

    @made_once
    def accounts(self) -> Accounts:
        """Who may sign in."""
        from huddle.services.accounts import Accounts

        return Accounts(self._store, self.paths)

    @made_once
    def privacy(self) -> Privacy:
        """What is kept from whom, and for how long."""
        from huddle.services.privacy import Privacy

        return Privacy(self._store)

    @made_once
    def reminders(self) -> Reminders:
        """What is said to whom, and when."""
        from huddle.services.reminders import Reminders

        return Reminders(self._store, self.paths)

    @made_once
    def upkeep(self) -> Upkeep:
        """The data file, and its backups."""
        from huddle.services.upkeep import Upkeep

        return Upkeep(self._store, self.paths)

    @made_once
    def handover(self) -> HandingOver:
        """Escalations and answers as files."""
        from huddle.exchange.handing_over import HandingOver

        return HandingOver(self._store)

    @made_once
    def audit(self) -> AuditLog:
        """What the audit tells."""
        from huddle.services.audit_log import AuditLog

        return AuditLog(self._store)

    @made_once
    def imports(self) -> Imports:
        """What comes in from files."""
        from huddle.services.imports import Imports

        return Imports(self._store)

    @made_once
    def export(self) -> Exporting:
        """What leaves as a file for other programs."""
        from huddle.exchange.exporting import Exporting

        return Exporting(self._store)

    @made_once
    def everything(self) -> Everything:
        """All of the store as one readable file."""
        from huddle.exchange.everything_here import Everything

        return Everything(self._store)

    @made_once
    def conflicts(self) -> Conflicts:
        """What was written without the line and met another version."""
        from huddle.services.conflicts import Conflicts

        return Conflicts(self._store)

    @made_once
    def feedback(self) -> FeedbackOnHuddle:
        """What people say of this program."""
        from huddle.services.feedback import FeedbackOnHuddle

        return FeedbackOnHuddle(self._store)

    @made_once
    def suggestions(self) -> Suggestions:
        """What the program suggests by itself."""
        from huddle.services.suggestions import Suggestions

        return Suggestions(self._store)

    @made_once
    def paper(self) -> Paper:
        """Huddles that were held on paper."""
        from huddle.services.paper import Paper

        return Paper(self._store)

    @made_once
    def patient_voice(self) -> PatientVoice:
        """What patients and families say."""
        from huddle.services.patient_voice import PatientVoice

        return PatientVoice(self._store)

    @made_once
    def rights(self) -> Rights:
        """What a person may ask for."""
        from huddle.services.rights import Rights

        return Rights(self._store)

    @made_once
    def safety_cross(self) -> SafetyCross:
        """Kinds of harm, and what each day held of them."""
        from huddle.services.safety_cross import SafetyCross

        return SafetyCross(self._store)

    @made_once
    def retention(self) -> Retention:
        """What is kept, and what goes."""
        from huddle.services.retention import Retention

        return Retention(self._store)

    @made_once
    def slips(self) -> Slips:
        """What became of what was raised without a name."""
        from huddle.services.slips import Slips

        return Slips(self._store)

    @made_once
    def thanks(self) -> Thanks:
        """Good catches and thanks."""
        from huddle.services.thanks import Thanks

        return Thanks(self._store)

    @made_once
    def typing_in(self) -> TypingIn:
        """What comes back on paper."""
        from huddle.services.typing_in import TypingIn

        return TypingIn(self._store)

    @made_once
    def versions(self) -> Versions:
        """Two versions of one thing, in words."""
        from huddle.services.versions import Versions

        return Versions(self._store)

    @made_once
    def views(self) -> Views:
        """Saved views of Follow-ups."""
        from huddle.services.views import Views

        return Views(self._store)

    @made_once
    def wall(self) -> Wall:
        """The two faces of the wall."""
        from huddle.services.wall import Wall

        return Wall(self._store)

    @made_once
    def month(self) -> Month:
        """A month in numbers."""
        from huddle.services.month import Month

        return Month(self._store)

    @made_once
    def huddle_measures(self) -> HuddleMeasures:
        """The huddles' own measures."""
        from huddle.services.huddle_measures import HuddleMeasures

        return HuddleMeasures(self._store)

    @made_once
    def embedding(self) -> Embedding:
        """How far huddles are from being a habit."""
        from huddle.services.embedding import Embedding

        return Embedding(self._store)

    @made_once
    def measures(self) -> Measures:
        """Measures, their readings and charts."""
        from huddle.services.measures import Measures

        return Measures(self._store)

    @made_once
    def journey(self) -> Journey:
        """The journey map."""
        from huddle.services.journey import Journey

        return Journey(self._store)

    @made_once
    def goal_plans(self) -> GoalPlans:
        """Shared goals and how they are told of."""
        from huddle.services.goal_plans import GoalPlans

        return GoalPlans(self._store)

    @made_once
    def guidance(self) -> Guidance:
        """Cards beside the work, and the words of the field."""
        from huddle.services.guidance import Guidance

        return Guidance(self._store)

    @made_once
    def learning(self) -> Learning:
        """What somebody read and practised."""
        from huddle.services.learning import Learning

        return Learning(self._store)

    @made_once
    def technology(self) -> TechnologyRegister:
        """Digital and AI tools, and who answers for them."""
        from huddle.services.technology import TechnologyRegister

        return TechnologyRegister(self._store)

    @made_once
    def self_check(self) -> SelfChecks:
        """What somebody thinks of the huddles they lead."""
        from huddle.services.self_checks import SelfChecks

        return SelfChecks(self._store)

    @made_once
    def pulse(self) -> Pulses:
        """The anonymous questions of each quarter."""
        from huddle.services.pulses import Pulses

        return Pulses(self._store)

    @made_once
    def search(self) -> Searching:
        """Anything that was ever said."""
        from huddle.services.searching import Searching

        return Searching(self._store)
