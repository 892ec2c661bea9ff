"""A practice huddle on its own store: played to its end, told about, and gone without a trace."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from huddle import practice_folder
from huddle.clock import ShiftedClock
from huddle.errors import DiskFull
from huddle.paths import Paths
from huddle.practice_scenarios import NAMES, scenario
from huddle.practice_ward import PracticeWard, begin_practice
from huddle.rows.practice import Line
from huddle.rules import practice
from huddle.services.running import Running
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, ItemKind, Review, StepPurpose
from huddle.ward import Ward, open_ward
from tests.helpers import wards
from tests.helpers.rows_of import rows_of

pytestmark = pytest.mark.on_a_file("the practice has a folder of its own, wherever the ward is")

PREFIXES = {
    ItemKind.ACTION: "a",
    ItemKind.CONCERN: "c",
    ItemKind.RECOGNITION: "t",
    ItemKind.PATIENT_VOICE: "p",
}

STEPS = (
    StepPurpose.WELCOME,
    StepPurpose.LOOK_BACK,
    StepPurpose.PROMISES,
    StepPurpose.LOOK_AHEAD,
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def left_in(folder: Path) -> list[str]:
    """The practice folders that are there."""
    return [path.name for path in folder.glob("huddle-practice-*")]


class Room:
    """A practice huddle that is played by its services, with the clock moved on.

    Args:
        begun: The practice.
        clock: Its clock.
    """

    def __init__(self, begun: PracticeWard, clock: ShiftedClock) -> None:
        self.begun, self.clock, self.ward = begun, clock, begun.ward
        self.asked_at: dict[str, int] = {}
        self.heard: list[Line] = []

    def listen(self, seconds: int) -> list[Line]:
        """Let time pass; gives what is said newly."""
        self.clock.advance(seconds=seconds)
        state = self.ward.running.state(self.begun.huddle_id)
        for team in practice.asked(state):
            self.asked_at.setdefault(team, state.running_seconds)
        now = practice.moment(state, 0, self.asked_at)
        told = practice.said(self.begun.scenario.lines, now)
        new = [line for line in told if line not in self.heard]
        self.heard += new
        return new

    def go_to(self, purpose: StepPurpose) -> None:
        """Go to a step."""
        state = self.ward.running.state(self.begun.huddle_id)
        self.ward.running.go_to_step(state.huddle.id, wards.step_for(state, purpose))

    def keep_all(self, seconds: int) -> None:
        """Let time pass, and keep whatever is said meanwhile."""
        for line in self.listen(seconds):
            self.keep(line)

    def keep(self, line: Line) -> None:
        """Keep what somebody said, with them as its owner."""
        if line.holds is not None:
            typed = f"{PREFIXES[line.holds]}: {line.says} @{line.who.name}"
            state = self.ward.running.state(self.begun.huddle_id)
            wards.capture(self.ward, state, typed + (" due today" * (line.holds == "action")))

    def hear_all(self) -> None:
        """Mark everybody as heard."""
        for row in self.ward.running.state(self.begun.huddle_id).roster:
            self.ward.running.set_heard(self.begun.huddle_id, row.id, is_heard=True)
        self.listen(0)


def lead_well(room: Room) -> None:
    """Hear everybody, keep what matters, go through the promises, read back."""
    running, huddle_id = room.ward.running, room.begun.huddle_id
    for purpose in STEPS:
        room.go_to(purpose)
        room.keep_all(60)
    room.hear_all()
    room.keep_all(20)
    for promise in running.state(huddle_id).promises:
        running.review(huddle_id, promise.item.id, Review.DONE)
    for item in running.state(huddle_id).items:
        if item.kind is ItemKind.CONCERN:
            running.turn_into(item.id, ItemKind.PARKED)
    room.go_to(StepPurpose.READ_BACK)
    room.listen(10)
    running.all_agreed(huddle_id)


@pytest.mark.parametrize("name", NAMES)
def test_each_scenario_plays_to_its_end(ward: Ward, clock: ShiftedClock, name: str) -> None:
    begun = begin_practice(ward, scenario(name))
    room = Room(begun, clock)
    lead_well(room)
    begun.ward.running.close(begun.huddle_id)
    found = begun.feedback(room.heard)
    begun.throw_away()
    assert set(room.heard) == set(begun.scenario.lines)
    assert found.try_next == ()
    assert {point.well for point in begun.scenario.points} <= set(found.well)
    assert "Every department in the room was heard." in found.well
    assert "Each action was read back." in found.well


def test_who_leads_badly_is_told_what_to_try_and_nothing_else_is_well(
    ward: Ward, clock: ShiftedClock
) -> None:
    begun = begin_practice(ward, scenario("quiet_ward"))
    room = Room(begun, clock)
    heard = room.listen(25)
    wards.capture(room.ward, room.ward.running.state(begun.huddle_id), "a: Look at it")
    clock.advance(minutes=13)
    begun.ward.running.close(begun.huddle_id)
    found = begun.feedback(heard)
    begun.throw_away()
    told = " ".join(found.try_next)
    assert found.well == ()
    assert "It took 13 minutes of the 10 planned." in found.time
    for words in (
        "Pharmacy said nothing by itself",
        "Not marked as heard: Nursing, Medical, Pharmacy, Therapies.",
        "“Look at it” has no owner.",
        "One action was not read back.",
        "It ran over.",
        "2 promises were not gone through",
        "Not visited: Look back, Promises due, Look ahead.",
        "Ewan Fraser said: “Thank you to the night team",
    ):
        assert words in told


def test_naming_a_department_asks_it(ward: Ward, clock: ShiftedClock) -> None:
    begun = begin_practice(ward, scenario("quiet_ward"))
    room = Room(begun, clock)
    assert room.listen(60) != []
    wards.capture(room.ward, room.ward.running.state(begun.huddle_id), "c: Pens @Pharmacy")
    room.listen(0)
    assert [line.who.name for line in room.listen(20)] == ["Priya Nair", "Priya Nair"]
    begun.throw_away()


def test_a_pause_holds_everybody_up(ward: Ward, clock: ShiftedClock) -> None:
    begun = begin_practice(ward, scenario("quiet_ward"))
    room = Room(begun, clock)
    begun.ward.running.pause(begun.huddle_id)
    assert room.listen(600) == []
    begun.ward.running.carry_on(begun.huddle_id)
    assert len(room.listen(12)) == 2
    begun.throw_away()


def test_the_real_store_is_equal_row_by_row(ward: Ward, clock: ShiftedClock) -> None:
    wards.hold(ward, "a: Order slings due tomorrow", "c: The lift is out @Porters")
    before = rows_of(ward)
    begun = begin_practice(ward, scenario("winter_surge"))
    lead_well(Room(begun, clock))
    begun.ward.running.close(begun.huddle_id)
    begun.throw_away()
    assert rows_of(ward) == before
    assert len(before["item"]) == 2


def test_it_shares_no_place_with_the_real_one(
    ward: Ward, paths: Paths, temporary: Path, clock: ShiftedClock
) -> None:
    begun = begin_practice(ward, scenario("quiet_ward"))
    own = begun.ward.paths
    for place in (own.data_dir, own.config_dir, own.inbox, own.backups, own.key_file):
        assert place.is_relative_to(begun.folder)
    assert begun.folder.parent == temporary
    assert begun.folder.stat().st_mode & 0o077 == 0
    assert not own.is_by_fleet
    assert own.database_url == ""
    words = b"insulin"
    held = [path for path in begun.folder.rglob("*") if path.is_file()]
    assert held
    assert not [path for path in held if words in path.read_bytes()]
    begun.throw_away()
    assert left_in(temporary) == []


@pytest.mark.parametrize(
    ("role", "as_what"),
    [
        (AccessRole.READER, AccessRole.FACILITATOR),
        (AccessRole.CONTRIBUTOR, AccessRole.FACILITATOR),
        (AccessRole.FACILITATOR, AccessRole.FACILITATOR),
        (AccessRole.WARD_MANAGER, AccessRole.WARD_MANAGER),
    ],
)
def test_everybody_leads_a_practice(
    ward: Ward, paths: Paths, clock: ShiftedClock, role: AccessRole, as_what: AccessRole
) -> None:
    ward.accounts.add("Sam", wards.PASSWORD, role)
    real = open_ward(paths, clock, by_password("Sam", wards.PASSWORD))
    begun = begin_practice(real, scenario("quiet_ward"))
    account = begun.ward.account
    begun.throw_away()
    real.close()
    assert (account.role, account.name) == (as_what, "Sam")


def test_what_cannot_be_begun_leaves_nothing(
    ward: Ward, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_what: object, **_how: object) -> None:
        raise DiskFull("The disk is full.", "Make room, then try again.")

    monkeypatch.setattr(Running, "start", no_room)
    with pytest.raises(DiskFull):
        begin_practice(ward, scenario("quiet_ward"))
    assert left_in(temporary) == []


_PRACTISE_UNTIL_KILLED = """
import sys, tempfile, time
from pathlib import Path
tempfile.tempdir = sys.argv[2]
from huddle.clock import SystemClock
from huddle.paths import Paths
from huddle.practice_scenarios import scenario
from huddle.practice_ward import begin_practice
from tests.helpers import wards
folder = Path(sys.argv[1])
real = wards.sign_in(Paths(folder, folder / "config"), SystemClock())
begin_practice(real, scenario("quiet_ward"))
print("begun", flush=True)
time.sleep(600)
"""


def test_what_a_killed_practice_leaves_is_sealed_and_cleared(
    ward: Ward, paths: Paths, temporary: Path
) -> None:
    ward.close()
    command = [sys.executable, "-c", _PRACTISE_UNTIL_KILLED, str(paths.data_dir), str(temporary)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        program.send_signal(signal.SIGKILL)
    assert len(left_in(temporary)) == 1
    practice_folder.clear(Paths(paths.data_dir / "other", paths.config_dir))
    assert len(left_in(temporary)) == 1
    practice_folder.clear(Paths(paths.data_dir, paths.config_dir))
    assert left_in(temporary) == []
