"""The lives of items: said in a huddle, gone through in later ones, done, moved or given up."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from huddle.model import Item, Part
from huddle.services.demo.meetings import Meeting
from huddle.services.demo.plan import instant, local_day
from huddle.services.demo.words import remark, remarks
from huddle.vocabulary import Review, Status

_DONE_AT = (dt.time(9, 40), dt.time(11, 15), dt.time(14, 30), dt.time(16, 20), dt.time(18, 5))
_MOVED_SHARE = 0.1
_BLOCKED_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Change:
    """What a row became at an instant."""

    at: dt.datetime
    kind: type[Any]
    row_id: str
    values: dict[str, Any]


@dataclass(slots=True)
class Life:
    """One item as it was raised, and what happened to it since.

    Attributes:
        values: The fields of its row.
        at: The instant it was raised.
        changes: What it became, in time.
        events: Its story: fields of rows, each with its instant.
        parts: Fields of the rows of its parts.
        sent_up: Fields of the rows of its escalations, each with the instant it last changed.
    """

    values: dict[str, Any]
    at: dt.datetime
    changes: list[Change] = field(default_factory=list)
    events: list[tuple[dt.datetime, dict[str, Any]]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    sent_up: list[tuple[dt.datetime, dict[str, Any]]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The item's id."""
        return str(self.values["id"])

    def change(self, at: dt.datetime, **values: Any) -> None:
        """Become something else."""
        self.changes.append(Change(at, Item, self.id, values))

    def tell(self, at: dt.datetime, what: str, answer: str = "", **more: Any) -> None:
        """Add to the story."""
        self.events.append((at, {"what": what, "answer": answer, **more}))

    def check(self, at: dt.datetime, note: str) -> None:
        """Be found to have worked."""
        self.tell(at, "checked", Status.CLOSED.value, note=note)
        self.change(at, status=Status.CLOSED.value, checked_at=at, note=note)

    def reach(self, at: dt.datetime, note: str) -> None:
        """Come to its end as a goal does."""
        closed = Status.CLOSED.value
        self.tell(at, "status", closed, note=note)
        self.change(at, status=closed, done_at=at, done_on=local_day(at), note=note)

    def close_parts(self, at: dt.datetime, status: Status = Status.CLOSED) -> None:
        """Let the parts end with the whole."""
        for part in self.parts:
            self.changes.append(Change(at, Part, part["id"], {"status": status.value}))

    def in_the_end(self) -> dict[str, Any]:
        """The fields after all changes."""
        found = dict(self.values)
        for change in self.changes:
            found |= change.values if change.kind is Item else {}
        return found

    def told_beside(self) -> list[str]:
        """The notes of its story."""
        return [event["note"] for _at, event in self.events if event.get("note")]


class Living:
    """Lets actions live through the huddles that follow.

    Args:
        meetings: Every held huddle of their series, in order.
        chance: What decides.
        until: The last day; nothing happens on it or after it.
    """

    def __init__(self, meetings: Sequence[Meeting], chance: random.Random, until: dt.date) -> None:
        self._meetings = meetings
        self._chance = chance
        self._end = instant(until, dt.time(0, 0))
        self._last = meetings[-1]

    def finish(self, life: Life, raised_in: int, done_note: str) -> None:
        """Let an action be reviewed until it is done, or closed in another way."""
        done_at = self._when_done(life, raised_in)
        asked_in = list(self._reviewing(life, raised_in, done_at))
        said_in = asked_in.pop() if asked_in and self._chance.random() < 0.6 else None
        due_on: dt.date = life.values["due_on"]
        for meeting in asked_in:
            if meeting.held_on >= due_on:
                due_on = self._not_yet(life, meeting, due_on)
        drawn = self._chance.random()
        if drawn < 0.03:
            self._give_up(life, done_at, Status.CANCELLED, "cancelled")
        elif drawn < 0.05:
            self._give_up(life, done_at, Status.NOT_EFFECTIVE, "not_effective")
        else:
            self._done(life, done_at, done_note if drawn < 0.6 else "", said_in)

    def stay_open(
        self, life: Life, raised_in: int, status: Status = Status.IN_PROGRESS, note: str = ""
    ) -> None:
        """Let an action be reviewed and stay open to the end, each time with the same answer."""
        due_on: dt.date = life.values["due_on"]
        answer = Review.BLOCKED if status is Status.BLOCKED else Review.STILL_GOING
        for meeting in self._reviewing(life, raised_in, self._end):
            if meeting.held_on >= due_on:
                said = note or self._chance.choice(remarks("still_going"))
                self._answer(life, meeting, answer, status, said)

    def settle(self, life: Life, note: str) -> None:
        """Let a concern that led to no action be answered within some days."""
        days = self._chance.choice((0, 1, 1, 2, 4, 7))
        at = life.at + dt.timedelta(days=days, hours=self._chance.uniform(1, 6))
        status = self._chance.choice((Status.CLOSED, Status.ANSWERED))
        if at < self._end:
            life.change(at, status=status.value, note=note, done_at=at, done_on=local_day(at))

    def _when_done(self, life: Life, raised_in: int) -> dt.datetime:
        raised_on, due_on = life.values["raised_on"], life.values["due_on"]
        span = (due_on - raised_on).days
        drawn = self._chance.random()
        if drawn < 0.78:
            days = self._chance.randint(min(1, span), span)
        else:
            days = span + self._chance.randint(1, 6 if drawn < 0.94 else 16)
        at = instant(raised_on + dt.timedelta(days=days), self._chance.choice(_DONE_AT))
        # What is done after the last huddle waits there to be thanked for: that is told elsewhere.
        before_last = self._last.began - dt.timedelta(hours=16)
        return max(min(at, before_last), self._meetings[raised_in].ended + dt.timedelta(hours=2))

    def _reviewing(self, life: Life, raised_in: int, until: dt.datetime) -> Iterator[Meeting]:
        due_on: dt.date = life.values["due_on"]
        for meeting in self._meetings[raised_in + 1 :]:
            if meeting.ended >= until:
                return
            if due_on <= meeting.held_on or due_on < meeting.next_on:
                yield meeting

    def _not_yet(self, life: Life, meeting: Meeting, due_on: dt.date) -> dt.date:
        """Answer for a promise that is due and not done; its day may move."""
        has_moved = life.values["first_due_on"] != due_on
        drawn = self._chance.random()
        if drawn < _MOVED_SHARE and not has_moved:
            return self._more_time(life, meeting, due_on)
        if drawn < _BLOCKED_SHARE:
            note = self._chance.choice(remarks("blocked"))
            self._answer(life, meeting, Review.BLOCKED, Status.BLOCKED, note)
        else:
            note = self._chance.choice(remarks("still_going"))
            self._answer(life, meeting, Review.STILL_GOING, Status.IN_PROGRESS, note)
        return due_on

    def _more_time(self, life: Life, meeting: Meeting, due_on: dt.date) -> dt.date:
        note = self._chance.choice(remarks("more_time"))
        moved_to = meeting.next_on + dt.timedelta(days=self._chance.randint(0, 4))
        at = _spoken_of(life, meeting)
        life.tell(at, "moved", note=note, due_from=due_on, due_to=moved_to)
        life.tell(_next(at), "review", Review.MORE_TIME.value, huddle_id=meeting.id, note=note)
        life.change(at, due_on=moved_to, note=note)
        return moved_to

    def _answer(
        self, life: Life, meeting: Meeting, review: Review, status: Status, note: str
    ) -> None:
        at = _spoken_of(life, meeting)
        life.tell(at, "status", status.value)
        life.tell(_next(at), "review", review.value, huddle_id=meeting.id, note=note)
        life.change(at, status=status.value, note=note)

    def _done(self, life: Life, at: dt.datetime, note: str, said_in: Meeting | None) -> None:
        status = Status.AWAITING_CHECK if life.values["how_known"] else Status.CLOSED
        if said_in is not None:
            at = _spoken_of(life, said_in)
        life.tell(at, "status", status.value)
        if said_in is not None:
            life.tell(_next(at), "review", Review.DONE.value, huddle_id=said_in.id, note=note)
        fields = {"note": note} if note else {}
        life.change(at, status=status.value, done_at=at, done_on=local_day(at), **fields)
        life.close_parts(at)
        checked_at = at + dt.timedelta(days=self._chance.randint(5, 9))
        if status is Status.AWAITING_CHECK and checked_at < self._end:
            life.check(checked_at, remark("checked"))

    def _give_up(self, life: Life, at: dt.datetime, status: Status, why: str) -> None:
        life.tell(at, "status", status.value)
        life.change(at, status=status.value, note=self._chance.choice(remarks(why)))
        life.close_parts(at, status)


def _spoken_of(life: Life, meeting: Meeting) -> dt.datetime:
    """When a huddle went through an action: soon after its beginning, each at its own moment."""
    seconds = 60 + int(life.id[-4:], 16) % 90
    return meeting.began + dt.timedelta(seconds=seconds)


def _next(at: dt.datetime) -> dt.datetime:
    """So much later that the order of a story's events is certain."""
    return at + dt.timedelta(milliseconds=1)
