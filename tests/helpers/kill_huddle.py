"""A program that runs a huddle until it is killed, and says aloud what it has acknowledged.

Run as `python -m tests.helpers.kill_huddle DATA_DIR`. Each line it writes is one acknowledged act:
the kind of act, a tab, and what was kept.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from huddle.clock import SystemClock
from huddle.paths import Paths
from huddle.rows.huddles import RunState
from huddle.store import keys
from huddle.store.database import connect
from huddle.vocabulary import ItemKind
from huddle.ward import Ward
from tests.helpers.wards import NAME, PASSWORD, said, sign_in, start

_ACTS_AT_A_STEP = 3


@dataclass
class Acknowledged:
    """What a huddle has acknowledged so far, in order.

    Attributes:
        items: The texts that were shown as kept.
        draft: The number of the latest line that was typed and shown as saved.
        steps: How many steps were gone to.
        huddle_id: The huddle.
    """

    items: list[str] = field(default_factory=list)
    draft: int = -1
    steps: int = 0
    huddle_id: str = ""

    def hear(self, line: str) -> None:
        """Take in one line of the program's."""
        kind, _tab, value = line.rstrip("\n").partition("\t")
        match kind:
            case "huddle":
                self.huddle_id = value
            case "item":
                self.items.append(value)
            case "draft":
                self.draft = int(value)
            case "step":
                self.steps = int(value)

    def missing_in(self, ward: Ward) -> list[str]:
        """What a store lost of it; at most the act under way may be there or not."""
        state = ward.running.open(self.huddle_id)
        kept = [item.text for item in state.items]
        missed = [text for text in self.items if text not in kept]
        typed = state.drafts.get("capture", "")
        if self.draft >= 0 and typed not in (words(self.draft), words(self.draft + 1)):
            # Kept as an item, the line is no draft any more.
            missed += [] if words(self.draft) in kept else [f"draft {self.draft}"]
        at = [step.id for step in state.steps].index(state.step_id)
        if (at - self.steps) % len(state.steps) not in (0, 1):
            missed.append(f"step {self.steps}")
        return missed


def words(number: int) -> str:
    """What is typed in the line of this number."""
    return f"Concern {number} about the hoist in bay {number % 9}"


def is_whole(paths: Paths) -> bool:
    """Whether a data file passes both its checks."""
    key = keys.unlock(paths.key_file, NAME, PASSWORD).key
    connection = connect(paths.database, key)
    seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return not seals and found == "ok"


def run(ward: Ward) -> None:
    """Type, keep and go on, until the end of the process."""
    state = start(ward)
    tell("huddle", state.huddle.id)
    for number in count():
        keep(ward, state, number)
        if number % _ACTS_AT_A_STEP == 0:
            visited = number // _ACTS_AT_A_STEP + 1
            step = state.steps[visited % len(state.steps)]
            ward.running.go_to_step(state.huddle.id, step.id)
            tell("step", str(visited))


def keep(ward: Ward, state: RunState, number: int) -> None:
    """Type one line, keep it, and do something with it."""
    huddle_id, text = state.huddle.id, words(number)
    ward.running.save_draft(huddle_id, "capture", text)
    tell("draft", str(number))
    item = ward.running.capture(huddle_id, state.step_id, said(ward, text), key=f"press {number}")
    tell("item", text)
    match number % 4:
        case 1:
            ward.running.turn_into(item.id, ItemKind.ACTION)
        case 2:
            ward.running.park(item.id)
        case 3:
            ward.running.set_heard(huddle_id, state.roster[0].id, is_heard=number % 8 == 3)


def tell(kind: str, value: str) -> None:
    """Say what was acknowledged, at once."""
    sys.stdout.write(f"{kind}\t{value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    run(sign_in(Paths(folder, folder / "config"), SystemClock()))
