"""How things stand on the last day: what is open and late, just done, parked and waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from huddle.i18n import _
from huddle.model import Part
from huddle.services.demo.cast import Cast
from huddle.services.demo.going_up import send_up
from huddle.services.demo.lives import Change, Life, Living
from huddle.services.demo.meetings import Meeting, Stop
from huddle.services.demo.plan import DemoPlan, SeededIds, instant, local_day
from huddle.services.demo.raising import Raising, link
from huddle.services.demo.words import finale
from huddle.vocabulary import ItemKind, Status, StepPurpose

_WEEKEND = (5, 6)
_THANKED_FOR_AT = (dt.time(14, 10), dt.time(16, 35))


def action_count() -> int:
    """How many actions the end brings."""
    return len(finale()["open"]) + len(finale()["done"])


def open_count() -> int:
    """How many of them are open."""
    return len(finale()["open"])


class Ending:
    """Begins the lives that the last day shows.

    Args:
        plan: The story.
        cast: Who can raise and own something.
        meetings: The held huddles of the main series, in order.
        raising: Begins lives.
        ids: Makes ids.
    """

    def __init__(
        self,
        plan: DemoPlan,
        cast: Cast,
        meetings: Sequence[Meeting],
        raising: Raising,
        ids: SeededIds,
    ) -> None:
        self._plan = plan
        self._cast = cast
        self._meetings = meetings
        self._raising = raising
        self._ids = ids
        self._living = Living(meetings, plan.chance("ending"), plan.until)

    def lives(self) -> Iterator[Life]:
        """Every one of them; of the actions no more than the story has."""
        told = finale()
        shown = [("open", one) for one in told["open"]] + [("done", one) for one in told["done"]]
        just_done = iter(_THANKED_FOR_AT)
        for state, one in shown[: self._plan.actions]:
            number, action = self._action(one)
            if state == "done":
                self._just_done(action, next(just_done))
            else:
                self._still_open(action, number, one)
            self._fan_out(action, one)
            self._go_up(action, one)
            yield from self._with_concern(action, one, number)
        for one in told["said"]:
            yield self._said(one)
        for one in told["between"]:
            yield self._between(one)

    def _action(self, one: dict[str, Any]) -> tuple[int, Life]:
        number = self._number(one["raised"])
        meeting = self._meetings[number]
        stage_id = self._cast.stage(one["stage"])
        due_on = self._due_on(one)
        action = self._raising.begin(
            ItemKind.ACTION,
            _(one["text"]),
            meeting.stop_at(stage_id),
            meeting,
            stage_id=stage_id,
            place=_(one.get("place", "")),
            how_known=_(one.get("how_known", "")),
            is_priority=one.get("is_priority", False),
            read_back=one.get("read_back", "agreed"),
            due_on=due_on,
            first_due_on=due_on,
            due_time=dt.time.fromisoformat(one["due_time"]) if "due_time" in one else None,
            **self._owner(one),
        )
        return number, action

    def _still_open(self, action: Life, number: int, one: dict[str, Any]) -> None:
        status, note = Status(one.get("status", Status.IN_PROGRESS)), _(one.get("note", ""))
        self._living.stay_open(action, number, status, note)
        if "status" in one and not action.changes:
            at = self._meetings[-1].ended
            action.tell(at, "status", status.value)
            action.change(at, status=status.value, note=note)

    def _just_done(self, action: Life, time: dt.time) -> None:
        at = instant(self._meetings[-1].held_on, time)
        is_to_check = bool(action.values["how_known"])
        status = Status.AWAITING_CHECK if is_to_check else Status.CLOSED
        action.tell(at, "status", status.value)
        action.change(at, status=status.value, done_at=at, done_on=local_day(at))

    def _with_concern(self, action: Life, one: dict[str, Any], number: int) -> Iterator[Life]:
        if "concern" in one:
            meeting = self._meetings[number]
            stage_id = action.values["stage_id"]
            concern = self._raising.begin(
                ItemKind.CONCERN,
                _(one["concern"]),
                meeting.stop_at(stage_id),
                meeting,
                at=action.at - dt.timedelta(milliseconds=400),
                stage_id=stage_id,
                raised_by_department_id=self._cast.team(one["raised_by"]).id,
            )
            link(concern, action)
            yield concern
        yield action

    def _said(self, one: dict[str, Any]) -> Life:
        meeting = self._meetings[self._number(one["raised"])]
        kind = ItemKind(one["kind"])
        stop = self._stop(meeting, kind, one)
        values: dict[str, Any] = {
            name: _(one[name]) for name in ("why", "disagreement") if name in one
        }
        plain = ("status", "incident_reported", "incident_reference")
        values |= {name: one[name] for name in plain if name in one}
        if "join" in one:
            values["join_stage_id"] = self._cast.stage(one["join"])
        if "owner" in one:
            values |= self._owner(one)
        if "raised_by" in one:
            values["raised_by_department_id"] = self._cast.team(one["raised_by"]).id
        teams = dict.fromkeys(self._cast.team(name).id for name in one.get("departments", ()))
        said = self._raising.begin(
            kind, _(one["text"]), stop, meeting, department_ids=" ".join(teams), **values
        )
        self._go_up(said, one)
        return said

    def _go_up(self, life: Life, one: dict[str, Any]) -> None:
        if "escalated" in one:
            send_up(life, one["escalated"], self._cast, self._meetings)

    def _stop(self, meeting: Meeting, kind: ItemKind, one: dict[str, Any]) -> Stop:
        if "stage" in one:
            return meeting.stop_at(self._cast.stage(one["stage"]))
        purpose = StepPurpose.WELCOME if kind is ItemKind.RECOGNITION else StepPurpose.LOOK_AHEAD
        return meeting.stop_for(purpose) or meeting.stops[-1]

    def _between(self, one: dict[str, Any]) -> Life:
        """A concern raised on the evening before the last day, for its huddle."""
        day = self._plan.until - dt.timedelta(days=1)
        last = self._meetings[-1]
        values: dict[str, Any] = {"huddle_id": None, "step_id": None, "raised_on": day}
        values["stage_id"] = self._cast.stage(one["stage"]) if "stage" in one else None
        if "raised_by" in one:
            values["raised_by_department_id"] = self._cast.team(one["raised_by"]).id
        at = instant(day, dt.time.fromisoformat(one["at"]))
        return self._raising.begin(
            ItemKind.CONCERN, _(one["text"]), last.stops[0], last, at=at, **values
        )

    def _owner(self, one: dict[str, Any]) -> dict[str, Any]:
        team = self._cast.team(one["team"])
        name = one.get("owner", "")
        # A post has a name in words, a person's stays as it is.
        owner_id = self._cast.people.get(name) or self._cast.people.get(_(name))
        if owner_id is None and name:
            owner_id = next(iter(self._cast.crew(one["team"])), None)
        return {"owner_id": owner_id} if owner_id else {"department_id": team.id}

    def _fan_out(self, action: Life, one: dict[str, Any]) -> None:
        teams = dict.fromkeys(self._cast.team(name) for name in one.get("parts", ()))
        done_count = min(one.get("parts_done", 0), len(teams) - 1)
        for position, team in enumerate(teams):
            part_id = self._ids.at(action.at)
            action.parts.append(
                {
                    "id": part_id,
                    "item_id": action.id,
                    "department_id": team.id,
                    "owner_id": team.members[0] if team.members else None,
                    "due_on": action.values["due_on"],
                    "position": position,
                }
            )
            if position < done_count:
                done_at = self._meetings[-1].began
                closed = {"status": Status.CLOSED.value}
                action.changes.append(Change(done_at, Part, part_id, closed))

    def _due_on(self, one: dict[str, Any]) -> dt.date:
        if "due" in one:
            return self._meetings[self._number(one["due"])].held_on
        day = self._plan.until + dt.timedelta(days=one["due_in"])
        while one["due_in"] and day.weekday() in _WEEKEND:
            day += dt.timedelta(days=1)
        return day

    def _number(self, huddles_back: int) -> int:
        return max(0, len(self._meetings) - huddles_back)
