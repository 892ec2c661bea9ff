"""Makes the sample of released data: a small made-up ward as this version leaves it.

Run it when a version is released: `python -m tests.helpers.sample`. It writes the folder of this
version in `tests/data`; those of earlier versions are never made again.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from huddle import __version__
from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.proving.released import FACTS, counted
from huddle.store import keys
from huddle.store.database import REVISIONS
from huddle.vocabulary import ItemKind, Presence
from huddle.ward import Ward, create_ward
from tests.helpers import wards

DATA = Path(__file__).resolve().parents[1] / "data"
_SAID = (
    "The bed sensor in bay 2 gives false alarms at night",
    "a: Order two hoist slings @Erin due fri +Pharmacy +Nursing !",
    "a: Bring the spare hoist back from theatres @Porters due today 14:00",
    "d: Charts for discharge are written before noon",
    "g: Medicines ready before noon for every planned discharge +Pharmacy +Medical",
    "t: The night team moved the letters printer to the desk",
    "p: A porter stayed with me until my daughter came",
)
_SAID_NEXT = ("a: Ask the site team for a second porter after eight @Erin due tomorrow",)


def make(place: Path) -> Path:
    """Make the sample of this version in a folder; gives the sample's own folder.

    Args:
        place: Where the samples of all versions stand.
    """
    # The audit names the computer; that of whoever releases is nobody's business.
    with tempfile.TemporaryDirectory() as folder, patch("platform.node", return_value="WARD-7"):
        paths = Paths(Path(folder, "data"), Path(folder, "config"))
        clock = ShiftedClock(wards.START)
        ward, _key = create_ward(paths, clock, wards.wanted("Willow ward"), cost=keys.CHEAP)
        _live(ward, clock)
        holds = counted(ward)
        ward.close()
        return _keep(paths, place / __version__, clock.now(), holds)


def _live(ward: Ward, clock: ShiftedClock) -> None:
    """Two mornings: a huddle with something of each kind, and one that looks back on it."""
    wards.answer_for_own_tool(ward)
    state = wards.start(ward)
    for row in state.roster:
        ward.running.set_presence(state.huddle.id, row.id, Presence.HERE)
    for line in _SAID:
        wards.capture(ward, state, line)
    parked = wards.capture(ward, state, "Who orders the batteries of the sensors?")
    ward.running.turn_into(parked.id, ItemKind.PARKED)
    ward.running.close(state.huddle.id)
    ward.planning.raise_for_next("No porter after eight")
    wards.next_morning(clock)
    wards.hold(ward, *_SAID_NEXT)


def _keep(paths: Paths, folder: Path, made_at: dt.datetime, holds: dict[str, int]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file in (paths.database, paths.key_file):
        shutil.copyfile(file, folder / file.name)
    facts = (
        "# A made-up ward. Its name and password are no secret.",
        f'revision = "{REVISIONS[-1]}"',
        f'name = "{wards.NAME}"',
        f'password = "{wards.PASSWORD}"',
        f"made_at = {made_at.isoformat()}",
        "",
        "[holds]",
        *(f"{name} = {count}" for name, count in holds.items()),
    )
    (folder / FACTS).write_text("\n".join(facts) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    make(DATA)
