"""Twelve real meetings of three groups, replayed in the order they were held, as three series."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import Capture
from huddle.vocabulary import HuddleStatus, ItemKind, Review, Status
from huddle.ward import Ward
from tests.helpers import minutes

pytestmark = minutes.are_there

_HOSPITAL = re.compile(r"[A-Z]{4,}")
_PRESSES = count(1)
POSTS = {"members", "PMs", "SIG PMs", "SIG PM"}


@dataclass
class Replay:
    """The meetings as they are replayed.

    Attributes:
        ward: Where.
        clock: What time it is there.
        meetings: All of them, in order.
        series: The series of each group.
        known: The actions by the words they were raised with.
    """

    ward: Ward
    clock: ShiftedClock
    meetings: list[dict[str, Any]] = field(default_factory=minutes.meetings)
    series: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def hold(self, meeting: dict[str, Any]) -> None:
        """One meeting, from its start to its close."""
        self.clock.set_to(minutes.starts(meeting))
        running, state = self.ward.running, self.start(meeting)
        for name in meeting["attendance"]:
            running.add_person_to_roster(state.huddle.id, name)
        for step in state.steps[1:]:
            running.go_to_step(state.huddle.id, step.id)
        for action in meeting["actions"]:
            self.go_through(state, meeting, action)
        running.close(state.huddle.id)

    def start(self, meeting: dict[str, Any]) -> RunState:
        """The huddle, with the agenda of that meeting."""
        templates = self.ward.templates
        template = templates.new_template(meeting["title"])
        templates.add_steps(template.id, meeting["agenda"])
        group = meeting["group"]
        if group not in self.series:
            start = minutes.starts(meeting).time()
            self.series[group] = templates.add_series(group, template.id, (), start).id
        series = next(one for one in templates.series() if one.id == self.series[group])
        templates.change_series(
            series.id,
            series.row_version,
            name=series.name,
            template_id=template.id,
            weekdays=(),
            starts_at=series.starts_at,
            facilitator="",
        )
        return self.ward.running.start(series.id)

    def go_through(self, state: RunState, meeting: dict[str, Any], action: dict[str, str]) -> None:
        """Raise an action, or answer for it, as the minutes do."""
        text = self.first_words(action["text"])
        if text not in self.known:
            self.known[text] = self.raised(state, meeting, action).id
        followups, item_id = self.ward.followups, self.known[text]
        owner = followups.action(item_id).owner_name
        if action["owner"] and action["owner"] != owner:
            followups.give_to(item_id, action["owner"])
        answers = {"closed": Review.DONE, "ongoing": Review.STILL_GOING}
        if action["status"] in answers:
            self.ward.running.review(state.huddle.id, item_id, answers[action["status"]])

    def raised(self, state: RunState, meeting: dict[str, Any], action: dict[str, str]) -> ItemRow:
        words = Capture(
            typed=action["text"],
            kind=ItemKind.ACTION,
            text=action["text"],
            due_on=self.due_on(meeting),
        )
        key = str(next(_PRESSES))
        return self.ward.running.capture(state.huddle.id, state.step_id, words, key=key)

    def first_words(self, text: str) -> str:
        told = minutes.said_first(self.meetings, minutes.expected())
        return told.get(text, text)

    def due_on(self, meeting: dict[str, Any]) -> dt.date | None:
        """The day of the group's next meeting; the minutes give none."""
        later = [
            minutes.starts(one).date()
            for one in self.meetings
            if one["group"] == meeting["group"] and one["start"] > meeting["start"]
        ]
        return min(later, default=None)

    def called(self, text_begins: str) -> ItemRow:
        """The one action that begins so."""
        (found,) = [item_id for text, item_id in self.known.items() if text.startswith(text_begins)]
        return self.ward.followups.action(found)


@pytest.fixture
def replay(ward: Ward, clock: ShiftedClock) -> Replay:
    """The twelve meetings, held; the hospitals that own actions are departments."""
    replay = Replay(ward, clock)
    owners = {action["owner"] for one in replay.meetings for action in one["actions"]}
    for name in sorted({name for words in owners for name in _HOSPITAL.findall(words)}):
        ward.people.add_department(name)
    for meeting in replay.meetings:
        replay.hold(meeting)
    return replay


def test_every_meeting_was_held(replay: Replay) -> None:
    held = replay.ward.history.huddles()
    assert len(held) == len(replay.meetings) == 12
    assert {one.status for one in held} == {HuddleStatus.CLOSED}
    attended = {name for one in replay.meetings for name in one["attendance"]}
    assert attended <= {person.name for person in replay.ward.people.people()}


def test_one_group_comes_to_what_its_minutes_say(replay: Replay) -> None:
    told = minutes.expected()
    group = replay.series[told["group"]]
    last = max(one["start"] for one in replay.meetings if one["group"] == told["group"])
    # Ages are those of the group's last meeting.
    replay.clock.set_to(minutes.starts({"start": last}))
    for wanted in told["actions"]:
        item = replay.called(wanted["text_begins"])
        assert item.raised_on.isoformat() == wanted["raised"]
        assert item.is_open == wanted.get("open_at_end", False)
        if item.is_open:
            assert (item.age_days, item.times_carried) == (wanted["age_days"], wanted["carried"])
        else:
            assert item.status is Status.CLOSED
            assert item.done_on
            assert item.done_on.isoformat() == wanted["closed"]
        if "owner_becomes" in wanted:
            assert item.owner_name == wanted["owner_becomes"]
    ours = [
        item
        for item in replay.ward.history.items(ItemKind.ACTION)
        if replay.ward.history.record(item.huddle_id or "").huddle.series_id == group
    ]
    totals = told["totals"]
    assert len(ours) == totals["actions"]
    assert sum(item.is_open for item in ours) == totals["open_at_end"]
    assert sum(item.status is Status.CLOSED for item in ours) == totals["closed"]


@pytest.mark.parametrize(
    ("text", "hospitals"),
    [
        ("Information regarding radiographer", ["ANHST", "HUTHT", "HDFT", "MYHT", "YTHFT"]),
        ("Kernal & Filter data", ["HDFT", "NLAG", "YTHFT"]),
    ],
)
def test_several_hospitals_each_have_a_part(
    replay: Replay, text: str, hospitals: list[str]
) -> None:
    item = replay.called(text)
    assert [part.department_name for part in item.parts] == hospitals
    assert [part.department_name for part in item.missing_parts] == hospitals
    first = item.parts[0]
    replay.ward.running.change_part(
        first.id, first.row_version, status=Status.CLOSED, owner_id=None, due_on=None
    )
    left = replay.ward.followups.action(item.id)
    assert [part.department_name for part in left.missing_parts] == hospitals[1:]
    assert left.is_open


def test_all_to_one_is_a_part_for_each_and_one_who_answers(replay: Replay) -> None:
    item = replay.called("Feedback teaching structure")
    assert item.owner_name == "Attendee 018"
    assert not item.owner_is_post
    everybody = [team.name for team in replay.ward.people.departments()]
    assert [part.department_name for part in item.parts] == everybody


def test_members_and_managers_are_posts_and_names_are_people(replay: Replay) -> None:
    actions = replay.ward.history.items(ItemKind.ACTION)
    owned = {item.owner_name: item for item in actions if item.owner_name}
    assert POSTS - {"SIG PM"} <= set(owned)
    for name, item in owned.items():
        assert item.owner_is_post == (name in POSTS), name


def test_every_word_of_the_minutes_is_there(replay: Replay) -> None:
    kept = {item.text for item in replay.ward.history.items(ItemKind.ACTION)}
    told = {
        replay.first_words(action["text"])
        for meeting in replay.meetings
        for action in meeting["actions"]
    }
    assert {" ".join(text.split()) for text in kept} == {" ".join(text.split()) for text in told}
