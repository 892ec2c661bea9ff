"""A computer that works on a server beside many others, until its time is over.

Run as `python -m tests.helpers.busy_computer TOLD`, where TOLD is `busy_ward.Told` as JSON. It says
`ready`, waits for a line, and at its end says `busy_ward.Done` as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from dataclasses import asdict
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from huddle.clock import SystemClock
from huddle.errors import Environment
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.benchmarks.floors.capture import plain_capture
from tests.helpers.busy_ward import Done, Told
from tests.helpers.wards import NAME, said, sign_in, start

WORDS = "Check the pump in bay 4 before the afternoon list"
SCREENFUL = 50


class Computer:
    """One program at work, in a huddle that runs.

    Args:
        ward: The open store.
        name: Tells what it keeps from what others keep.
    """

    def __init__(self, ward: Ward, name: str) -> None:
        self._ward = ward
        self._name = name
        self._presses = count()
        self._line = said(ward, f"a: {WORDS} @{NAME} due today")
        self._state = start(ward)
        self._last: ItemRow
        self._press = ""
        self.done = Done()

    def capture(self) -> None:
        """Keep another action."""
        self._press = f"{self._name} {next(self._presses)}"
        huddle = self._state.huddle.id
        self._last = self._ward.running.capture(
            huddle, self._state.step_id, self._line, key=self._press
        )
        self.done.kept[self._press] = ""

    def change(self) -> None:
        """Say something of the action kept last, where the huddle runs."""
        self._say(self._ward.running.change_item)

    def answer(self) -> None:
        """Say what became of it, on Follow-ups."""
        self._say(self._ward.followups.update, status=Status.IN_PROGRESS)

    def _say(self, change: Any, **fields: Any) -> None:
        note = f"Seen after {len(self.done.kept)}"
        self._last = change(self._last.id, self._last.row_version, note=note, **fields)
        self.done.kept[self._press] = note

    def show(self) -> None:
        """Read what the page of the huddle shows."""
        self._ward.running.state(self._state.huddle.id)

    def find(self) -> None:
        """Read what Follow-ups shows."""
        self._ward.followups.find(FollowUpsFilter(), limit=SCREENFUL)


class PlainComputer:
    """The least program: it keeps the same actions by the driver alone."""

    def __init__(self, ward: Ward, name: str) -> None:
        self._plain = plain_capture(ward)
        self._name = name
        self._presses = count()
        self.done = Done()

    def capture(self) -> None:
        """Keep another action."""
        press = f"{self._name} {next(self._presses)}"
        self._plain.keep(WORDS, press, SystemClock().now().isoformat())
        self.done.kept[press] = ""


def work(computer: Computer | PlainComputer, told: Told) -> None:
    """Do one act after the other until the time is over, with pauses as people make them."""
    chance, until = random.Random(told.name), time.monotonic() + told.seconds
    # Never set: only the time passes, as it does for people.
    thinking = threading.Event()
    acts = islice(cycle(told.acts), chance.randrange(len(told.acts)), None)
    while time.monotonic() < until:
        act = next(acts)
        began = time.perf_counter()
        try:
            getattr(computer, act)()
        except Environment:
            # Others were before it for longer than one waits: nothing was kept.
            computer.done.refused += 1
        taken = (time.perf_counter() - began) * 1000
        computer.done.took.setdefault(act, []).append(taken)
        if told.pause:
            thinking.wait(chance.expovariate(1 / told.pause))


def main() -> None:
    """Sign in, wait for the others, work, and tell."""
    told = Told(**json.loads(sys.argv[1]))
    folder = Path(told.folder)
    ward = sign_in(Paths(folder, folder / "config", told.url), SystemClock())
    ward.units.use(told.unit_id)
    computer = (PlainComputer if told.is_plain else Computer)(ward, told.name)
    for act in sorted(set(told.acts), key=told.acts.index):
        # The first time of each costs more, and nobody waits for it in a row of twenty.
        getattr(computer, act)()
    _say("ready")
    sys.stdin.readline()
    work(computer, told)
    ward.close()
    _say(json.dumps(asdict(computer.done)))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
