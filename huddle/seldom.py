"""Services of a ward that are seldom asked for, and that are made when they are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huddle.exchange.everything_here import Everything
    from huddle.exchange.exporting import Exporting
    from huddle.exchange.handing_over import HandingOver
    from huddle.services.audit_log import AuditLog
    from huddle.services.conflicts import Conflicts
    from huddle.services.embedding import Embedding
    from huddle.services.feedback import FeedbackOnHuddle
    from huddle.services.goal_plans import GoalPlans
    from huddle.services.guidance import Guidance
    from huddle.services.huddle_measures import HuddleMeasures
    from huddle.services.imports import Imports
    from huddle.services.journey import Journey
    from huddle.services.learning import Learning
    from huddle.services.measures import Measures
    from huddle.services.month import Month
    from huddle.services.paper import Paper
    from huddle.services.patient_voice import PatientVoice
    from huddle.services.pulses import Pulses
    from huddle.services.retention import Retention
    from huddle.services.rights import Rights
    from huddle.services.safety_cross import SafetyCross
    from huddle.services.searching import Searching
    from huddle.services.self_checks import SelfChecks
    from huddle.services.slips import Slips
    from huddle.services.suggestions import Suggestions
    from huddle.services.technology import TechnologyRegister
    from huddle.services.thanks import Thanks
    from huddle.services.typing_in import TypingIn
    from huddle.services.versions import Versions
    from huddle.services.views import Views
    from huddle.services.wall import Wall
    from huddle.store.session import Store


class Seldom:
    """What needs nothing but the store, and is slow to import together: not when it is opened."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def handover(self) -> HandingOver:
        """Escalations and answers as files."""
        from huddle.exchange.handing_over import HandingOver

        return HandingOver(self._store)

    @cached_property
    def audit(self) -> AuditLog:
        """What the audit tells."""
        from huddle.services.audit_log import AuditLog

        return AuditLog(self._store)

    @cached_property
    def imports(self) -> Imports:
        """What comes in from files."""
        from huddle.services.imports import Imports

        return Imports(self._store)

    @cached_property
    def export(self) -> Exporting:
        """What leaves as a file for other programs."""
        from huddle.exchange.exporting import Exporting

        return Exporting(self._store)

    @cached_property
    def everything(self) -> Everything:
        """All of the store as one readable file."""
        from huddle.exchange.everything_here import Everything

        return Everything(self._store)

    @cached_property
    def conflicts(self) -> Conflicts:
        """What was written without the line and met another version."""
        from huddle.services.conflicts import Conflicts

        return Conflicts(self._store)

    @cached_property
    def feedback(self) -> FeedbackOnHuddle:
        """What people say of this program."""
        from huddle.services.feedback import FeedbackOnHuddle

        return FeedbackOnHuddle(self._store)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What the program suggests by itself."""
        from huddle.services.suggestions import Suggestions

        return Suggestions(self._store)

    @cached_property
    def paper(self) -> Paper:
        """Huddles that were held on paper."""
        from huddle.services.paper import Paper

        return Paper(self._store)

    @cached_property
    def patient_voice(self) -> PatientVoice:
        """What patients and families say."""
        from huddle.services.patient_voice import PatientVoice

        return PatientVoice(self._store)

    @cached_property
    def rights(self) -> Rights:
        """What a person may ask for."""
        from huddle.services.rights import Rights

        return Rights(self._store)

    @cached_property
    def safety_cross(self) -> SafetyCross:
        """Kinds of harm, and what each day held of them."""
        from huddle.services.safety_cross import SafetyCross

        return SafetyCross(self._store)

    @cached_property
    def retention(self) -> Retention:
        """What is kept, and what goes."""
        from huddle.services.retention import Retention

        return Retention(self._store)

    @cached_property
    def slips(self) -> Slips:
        """What became of what was raised without a name."""
        from huddle.services.slips import Slips

        return Slips(self._store)

    @cached_property
    def thanks(self) -> Thanks:
        """Good catches and thanks."""
        from huddle.services.thanks import Thanks

        return Thanks(self._store)

    @cached_property
    def typing_in(self) -> TypingIn:
        """What comes back on paper."""
        from huddle.services.typing_in import TypingIn

        return TypingIn(self._store)

    @cached_property
    def versions(self) -> Versions:
        """Two versions of one thing, in words."""
        from huddle.services.versions import Versions

        return Versions(self._store)

    @cached_property
    def views(self) -> Views:
        """Saved views of Follow-ups."""
        from huddle.services.views import Views

        return Views(self._store)

    @cached_property
    def wall(self) -> Wall:
        """The two faces of the wall."""
        from huddle.services.wall import Wall

        return Wall(self._store)

    @cached_property
    def month(self) -> Month:
        """A month in numbers."""
        from huddle.services.month import Month

        return Month(self._store)

    @cached_property
    def huddle_measures(self) -> HuddleMeasures:
        """The huddles' own measures."""
        from huddle.services.huddle_measures import HuddleMeasures

        return HuddleMeasures(self._store)

    @cached_property
    def embedding(self) -> Embedding:
        """How far huddles are from being a habit."""
        from huddle.services.embedding import Embedding

        return Embedding(self._store)

    @cached_property
    def measures(self) -> Measures:
        """Measures, their readings and charts."""
        from huddle.services.measures import Measures

        return Measures(self._store)

    @cached_property
    def journey(self) -> Journey:
        """The journey map."""
        from huddle.services.journey import Journey

        return Journey(self._store)

    @cached_property
    def goal_plans(self) -> GoalPlans:
        """Shared goals and how they are told of."""
        from huddle.services.goal_plans import GoalPlans

        return GoalPlans(self._store)

    @cached_property
    def guidance(self) -> Guidance:
        """Cards beside the work, and the words of the field."""
        from huddle.services.guidance import Guidance

        return Guidance(self._store)

    @cached_property
    def learning(self) -> Learning:
        """What somebody read and practised."""
        from huddle.services.learning import Learning

        return Learning(self._store)

    @cached_property
    def technology(self) -> TechnologyRegister:
        """Digital and AI tools, and who answers for them."""
        from huddle.services.technology import TechnologyRegister

        return TechnologyRegister(self._store)

    @cached_property
    def self_check(self) -> SelfChecks:
        """What somebody thinks of the huddles they lead."""
        from huddle.services.self_checks import SelfChecks

        return SelfChecks(self._store)

    @cached_property
    def pulse(self) -> Pulses:
        """The anonymous questions of each quarter."""
        from huddle.services.pulses import Pulses

        return Pulses(self._store)

    @cached_property
    def search(self) -> Searching:
        """Anything that was ever said."""
        from huddle.services.searching import Searching

        return Searching(self._store)
