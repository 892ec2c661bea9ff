"""What is raised in each huddle of the story, and the lives that begin there."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from huddle.services.demo.cast import Cast
from huddle.services.demo.lives import Life, Living
from huddle.services.demo.meetings import Meeting, Stop
from huddle.services.demo.plan import DemoPlan, SeededIds, local_day
from huddle.services.demo.words import Thread, Words, remark, remarks
from huddle.vocabulary import STATUSES_OF, IncidentReported, ItemKind, Status, StepPurpose

_DUE_DAYS = (0, 1, 1, 1, 2, 2, 3, 4, 5, 7, 7, 10, 14)
_DUE_TIMES = (dt.time(12, 0), dt.time(14, 0), dt.time(16, 0), dt.time(17, 30))
_GOAL_EACH = 80
_DECISION_EACH = 12
_PARKED_EACH = 40
_AGREED = "agreed"
_ANSWERS = {
    Status.AWAITING_CHECK.value: Status.ANSWERED,
    Status.CLOSED.value: Status.ANSWERED,
    Status.CANCELLED.value: Status.CLOSED,
    Status.NOT_EFFECTIVE.value: Status.CLOSED,
}
"""What becomes of a concern when its action ends."""


class Raising:
    """Begins the lives of one series' items.

    Args:
        plan: The story.
        cast: Who can raise and own something.
        meetings: The held huddles of the series, in order.
        chance: What decides.
        ids: Makes ids.
    """

    def __init__(
        self,
        plan: DemoPlan,
        cast: Cast,
        meetings: Sequence[Meeting],
        chance: random.Random,
        ids: SeededIds,
    ) -> None:
        self._plan = plan
        self._cast = cast
        self._meetings = meetings
        self._chance = chance
        self._ids = ids
        self._words = Words(chance)
        self._living = Living(meetings, chance, plan.until)

    def said_in(self, number: int, actions: int, stay_open: int, late: int) -> list[Life]:
        """Everything said in a huddle but what the end of the story needs.

        Args:
            number: Which of the series' huddles.
            actions: How many actions come of it.
            stay_open: How many of these are open at the end.
            late: How many of the open ones are overdue by then.
        """
        lives = self._talk(number)
        for done in range(actions):
            lives += self._thread(number, is_open=done < stay_open, is_late=done < late)
        return lives

    def begin(
        self,
        kind: ItemKind,
        text: str,
        stop: Stop,
        meeting: Meeting,
        at: dt.datetime | None = None,
        **values: Any,
    ) -> Life:
        """An item as it is captured at a step, at some moment of it or at a given one."""
        if at is None:
            seconds = self._chance.uniform(1, max(2, stop.seconds - 1))
            at = stop.began + dt.timedelta(seconds=seconds)
        fields = {
            "id": self._ids.at(at),
            "kind": kind.value,
            "status": STATUSES_OF[kind][0].value,
            "text": text,
            "raised_on": meeting.held_on,
            "series_id": meeting.round.series_id,
            "huddle_id": meeting.id,
            "step_id": stop.id,
            "stage_id": stop.step.stage_id,
            "how_known": "",
        }
        return Life({**fields, **values}, at)

    def _thread(self, number: int, *, is_open: bool, is_late: bool) -> list[Life]:
        meeting, thread = self._meetings[number], self._words.thread()
        concern = self._concern(meeting, thread) if self._chance.random() < 0.6 else None
        action = self._action(meeting, thread, concern, self._due(meeting, is_open, is_late))
        if is_open:
            self._living.stay_open(action, number)
        else:
            self._living.finish(action, number, thread.done)
        if concern is None:
            return [action]
        link(concern, action)
        return [concern, action]

    def _action(
        self, meeting: Meeting, thread: Thread, concern: Life | None, due: dict[str, Any]
    ) -> Life:
        stage_id = self._cast.stages.get(thread.stage)
        action = self.begin(
            ItemKind.ACTION,
            thread.action,
            meeting.stop_at(stage_id),
            meeting,
            at=concern.at + dt.timedelta(seconds=7) if concern else None,
            stage_id=stage_id,
            place=thread.place,
            how_known=thread.how_known if self._chance.random() < 0.5 else "",
            is_priority=self._chance.random() < 0.12,
            read_back=_AGREED,
            **self._owner(thread.team),
            **due,
        )
        if self._chance.random() < 0.06:
            self._fan_out(action)
        return action

    def _concern(self, meeting: Meeting, thread: Thread) -> Life:
        stage_id = self._cast.stages.get(thread.stage)
        return self.begin(
            ItemKind.CONCERN,
            thread.concern,
            meeting.stop_at(stage_id),
            meeting,
            stage_id=stage_id,
            join_stage_id=self._cast.stages.get(thread.join),
            **self._raised_by(thread),
            **self._incident(),
        )

    def _talk(self, number: int) -> list[Life]:
        """Thanks, patients' words, concerns without an action, decisions and goals."""
        meeting, words, drawn = self._meetings[number], self._words, self._chance.random
        welcome = meeting.stop_for(StepPurpose.WELCOME) or meeting.stops[0]
        back = meeting.stop_for(StepPurpose.LOOK_BACK) or meeting.stop_at(self._cast.stage("Ward"))
        lives = []
        if drawn() < 0.4:
            thanks = words.line("recognition")
            lives.append(self.begin(ItemKind.RECOGNITION, thanks, welcome, meeting))
        if drawn() < 0.3:
            voice = words.line("patient_voice")
            lives.append(self.begin(ItemKind.PATIENT_VOICE, voice, back, meeting))
        if drawn() < 0.5:
            lives.append(self._lone_concern(meeting))
        if number % _DECISION_EACH == _DECISION_EACH - 1:
            lives.append(self._decision(meeting))
        if number % _GOAL_EACH == _GOAL_EACH // 2:
            lives.append(self._goal(meeting))
        if number % _PARKED_EACH == _PARKED_EACH // 3:
            lives.append(self._parked(meeting))
        return lives

    def _lone_concern(self, meeting: Meeting) -> Life:
        concern = self._concern(meeting, self._words.thread())
        self._living.settle(concern, self._chance.choice(remarks("talked_through")))
        return concern

    def _decision(self, meeting: Meeting) -> Life:
        text, why = self._words.decision()
        stop = meeting.stop_at(self._cast.stage("Ward"))
        return self.begin(
            ItemKind.DECISION, text, stop, meeting, why=why, department_ids=self._some_teams()
        )

    def _goal(self, meeting: Meeting) -> Life:
        text, why = self._words.goal()
        stop = meeting.stop_at(self._cast.stage("Discharge"))
        goal = self.begin(
            ItemKind.GOAL,
            text,
            stop,
            meeting,
            why=why,
            department_ids=self._some_teams(),
            owner_id=self._chance.choice(self._cast.crew("Nursing")),
        )
        reached_at = goal.at + dt.timedelta(days=self._chance.randint(50, 90))
        if reached_at < self._meetings[-1].began:
            goal.reach(reached_at, remark("checked"))
        return goal

    def _parked(self, meeting: Meeting) -> Life:
        stop = meeting.stops[-1]
        parked = self.begin(ItemKind.PARKED, self._words.line("parked"), stop, meeting)
        let_go_at = parked.at + dt.timedelta(days=14)
        # The end of the story brings its own parked item.
        at = min(let_go_at, self._meetings[-1].began)
        parked.change(at, status=Status.CLOSED.value, note=remark("let_go"))
        return parked

    def _owner(self, team_name: str) -> dict[str, Any]:
        crew, team = self._cast.crew(team_name), self._cast.team(team_name)
        drawn = self._chance.random()
        if drawn < 0.9 and crew:
            return {"owner_id": self._chance.choice(crew)}
        if drawn < 0.95 and team.post_id:
            return {"owner_id": team.post_id}
        return {"department_id": team.id}

    def _due(self, meeting: Meeting, is_open: bool, is_late: bool) -> dict[str, Any]:
        days = self._chance.choice(_DUE_DAYS)
        due_on = meeting.held_on + dt.timedelta(days=days)
        due_time = self._chance.choice(_DUE_TIMES) if self._chance.random() < 0.25 else None
        if is_late:
            yesterday = self._plan.until - dt.timedelta(days=1 + days % 8)
            due_on = max(yesterday, meeting.held_on)
        elif is_open:
            due_on = self._plan.until + dt.timedelta(days=days)
        elif due_on.weekday() > 4:
            due_on += dt.timedelta(days=7 - due_on.weekday())
        if due_on == meeting.held_on:
            due_time = due_time or dt.time(16, 0)
        return {"due_on": due_on, "due_time": due_time, "first_due_on": due_on}

    def _fan_out(self, action: Life) -> None:
        count = min(len(self._cast.teams), 2 + self._chance.randrange(2))
        for position, team in enumerate(self._chance.sample(self._cast.teams, count)):
            action.parts.append(
                {
                    "id": self._ids.at(action.at),
                    "item_id": action.id,
                    "department_id": team.id,
                    "owner_id": self._chance.choice(team.members) if team.members else None,
                    "due_on": action.values["due_on"],
                    "position": position,
                }
            )

    def _raised_by(self, thread: Thread) -> dict[str, Any]:
        drawn = self._chance.random()
        team = self._cast.team(thread.raised_by)
        if drawn < 0.08:
            return {}
        if drawn < 0.14 and team.members:
            return {"raised_by_person_id": self._chance.choice(team.members)}
        return {"raised_by_department_id": team.id}

    def _incident(self) -> dict[str, Any]:
        drawn = self._chance.random()
        if drawn < 0.1:
            number = self._chance.randint(1000, 9999)
            reported = IncidentReported.YES.value
            return {"incident_reported": reported, "incident_reference": f"W-{number}"}
        if drawn < 0.35:
            return {"incident_reported": IncidentReported.NOT_NEEDED.value}
        return {}

    def _some_teams(self) -> str:
        count = min(len(self._cast.teams), 2 + self._chance.randrange(2))
        return " ".join(team.id for team in self._chance.sample(self._cast.teams, count))


def link(concern: Life, action: Life) -> None:
    """Let a concern lead to an action; it is answered when the action is done."""
    action.values["from_id"] = concern.id
    concern.values["turned_into_id"] = action.id
    concern.values["status"] = Status.BEING_WORKED_ON.value
    for change in action.changes:
        status = _ANSWERS.get(change.values.get("status", ""))
        if status is not None:
            note = str(change.values.get("note", ""))
            concern.change(
                change.at,
                status=status.value,
                note=note,
                done_at=change.at,
                done_on=local_day(change.at),
            )
            return
