"""A made-up ward for a practice huddle: a store of its own that is thrown away afterwards.

It shares nothing with the real one: not the folder, the settings, the inbox or the key. The key
opens with a random password that is kept nowhere, so what a crash leaves over cannot be read.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from huddle import practice_folder
from huddle.clock import Clock, ShiftedClock, local
from huddle.new_ward import NewWard
from huddle.paths import Paths
from huddle.rows.people import Known
from huddle.rows.practice import Feedback, Line, OldPromise, Scenario
from huddle.rows.ward import AccountRow
from huddle.rules import access, practice
from huddle.rules.capture_line import Capture
from huddle.rules.names import nameable
from huddle.store.keys import CHEAP
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, ItemKind, Presence
from huddle.ward import Ward, create_ward, open_ward

_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PracticeWard:
    """A practice huddle that runs.

    Attributes:
        scenario: What is practised.
        ward: Its ward, open for the learner.
        huddle_id: The huddle.
        folder: Where it stands.
    """

    scenario: Scenario
    ward: Ward
    huddle_id: str
    folder: Path

    def feedback(self, heard: Collection[Line]) -> Feedback:
        """What is said of it once it is closed.

        Args:
            heard: What was said in it.
        """
        running = self.ward.running
        state = running.state(self.huddle_id)
        return practice.feedback(self.scenario, heard, state, running.gaps(self.huddle_id))

    def throw_away(self) -> None:
        """Close it and take all of it away."""
        self.ward.close()
        practice_folder.remove(self.folder)


def begin_practice(real: Ward, scenario: Scenario) -> PracticeWard:
    """Make a ward of its own for a scenario, and start its huddle.

    Args:
        real: The ward the learner is signed in to; nothing is written there.
        scenario: What is practised.

    Raises:
        Environment: There is no room for it, or the temporary folder cannot be used.
    """
    zone, learner = real.setting_up.unit().time_zone, real.account
    password = secrets.token_urlsafe(32)
    folder = practice_folder.make(real.paths)
    try:
        paths = Paths(folder / "data", folder / "config", fleet=real.paths.fleet)
        wanted = NewWard(scenario.ward, zone, scenario.departments, scenario.manager, password)
        _the_day_before(paths, real.clock, wanted, scenario, learner)
        ward = open_ward(paths, real.clock, by_password(learner.name, password))
        try:
            return PracticeWard(scenario, ward, _start(ward), folder)
        except BaseException:
            ward.close()
            raise
    except BaseException:
        practice_folder.remove(folder)
        raise


def _the_day_before(
    paths: Paths, clock: Clock, wanted: NewWard, scenario: Scenario, learner: AccountRow
) -> None:
    """Make the ward as it was a day ago, with what was promised then."""
    # Nobody guesses this password, however cheap each guess is.
    before = ShiftedClock(clock.now() - _A_DAY)
    ward, _recovery_key = create_ward(paths, before, wanted, cost=CHEAP)
    try:
        teams = {row.name: row.id for row in ward.people.departments()}
        for person in scenario.people:
            ward.people.add_person(person.name, department_id=teams[person.department])
        known, today = ward.people.known(), local(clock.now(), wanted.time_zone).date()
        for promise in scenario.promises:
            ward.followups.add(_promised(promise, known, today))
        _answer_for_tools(ward, scenario.manager)
        ward.accounts.add(learner.name, wanted.password, _role(learner.role))
    finally:
        ward.close()


def _answer_for_tools(ward: Ward, manager: str) -> None:
    """Have somebody answer for the program's own suggestions, or each practice asked who does."""
    person = next(row for row in ward.people.people() if row.name == manager)
    for tool in ward.technology.tools():
        ward.technology.change(tool.id, tool.row_version, accountable_id=person.id)


def _promised(promise: OldPromise, known: Known, today: dt.date) -> Capture:
    owner = next(who for who in nameable("@", known) if who.name == promise.owner)
    return Capture(
        typed=promise.text,
        kind=ItemKind.ACTION,
        text=promise.text,
        owner=owner,
        due_on=today + dt.timedelta(days=promise.due_in_days),
    )


def _role(real: AccessRole) -> AccessRole:
    """The learner's own, where it leads huddles; else the facilitator's, which is practised."""
    return real if real in access.LEAD else AccessRole.FACILITATOR


def _start(ward: Ward) -> str:
    """Start the huddle with everybody in the room."""
    series = next(row for row in ward.templates.series() if row.is_main)
    state = ward.running.start(series.id)
    for row in state.roster:
        ward.running.set_presence(state.huddle.id, row.id, Presence.HERE)
    return state.huddle.id
