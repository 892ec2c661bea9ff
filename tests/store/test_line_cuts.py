"""Hundreds of cuts of the line at random moments of a huddle: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
import sys
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.line import LineRow
from huddle.store import line as line_module
from huddle.ward import Ward
from tests.helpers.acting import store_of
from tests.helpers.proxy import Proxy
from tests.helpers.wards import capture, sign_in, start

pytestmark = [pytest.mark.on_a_server, pytest.mark.torture]
CUTS = 500
LONGEST_SECONDS = 120


class Saboteur(threading.Thread):
    """Breaks a line at random moments, in each of the ways that a line breaks.

    Args:
        proxy: The line.
        seed: Makes it the same again.
    """

    def __init__(self, proxy: Proxy, seed: int) -> None:
        super().__init__(daemon=True)
        self._proxy = proxy
        self._random = random.Random(seed)
        self.over = threading.Event()
        self.cuts = 0
        self.ways: Counter[str] = Counter()

    def run(self) -> None:
        while self.cuts < CUTS:
            # The moments are what is tried: nothing comes true that could be waited for.
            self.over.wait(self._random.uniform(0.05, 0.8))
            way = self._random.choices(("once", "away", "answer", "slow"), (6, 2, 3, 1))[0]
            self.cuts += 1
            self.ways[way] += 1
            getattr(self, f"_{way}")()
        self._proxy.mend()

    def _once(self) -> None:
        self._proxy.cut_once()

    def _away(self) -> None:
        self._proxy.cut()
        self.over.wait(self._random.uniform(0.1, 1.5))
        self._proxy.mend()

    def _answer(self) -> None:
        self._proxy.swallows_commit = True

    def _slow(self) -> None:
        self._proxy.delay_seconds = 0.3
        self.over.wait(1)
        self._proxy.delay_seconds = 0.0
        self._proxy.cut_once()


def until_back(ward: Ward) -> None:
    """Wait until nothing waits to be sent any more."""
    line, is_told = ward.line, threading.Condition()
    assert line is not None

    def told(_row: LineRow) -> None:
        with is_told:
            is_told.notify_all()

    line.subscribe(told)
    with is_told:
        assert is_told.wait_for(lambda: not line.is_gone, LONGEST_SECONDS)


def test_what_was_shown_as_kept_arrives_once(
    store_paths: Paths,
    clock: ShiftedClock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As often as it can be: else most cuts would meet a line that is not there.
    monkeypatch.setattr(line_module, "_RETRY_SECONDS", (0.2,))
    proxy = Proxy(store_paths.database_url)
    ward = sign_in(replace(store_paths, database_url=proxy.url), clock)
    line, is_ready = ward.watch_line(), threading.Event()
    assert line is not None
    ward.subscribe(lambda _changes: is_ready.set() if line.can_bridge else None)
    assert is_ready.wait(LONGEST_SECONDS)
    state = start(ward)
    saboteur = Saboteur(proxy, seed=20261127)
    saboteur.start()
    kept: dict[str, str] = {}
    while saboteur.is_alive():
        # Faster than anybody speaks, and slower than the numbers of this computer run out.
        saboteur.over.wait(0.04)
        item = capture(ward, state, f"a: Line {len(kept)} @Erin")
        kept[item.id] = item.text
        if len(kept) % 7 == 0:
            ward.running.change_item(item.id, item.row_version, place=f"Bay {len(kept)}")
    until_back(ward)
    ward.running.close(state.huddle.id)
    ward.close()
    proxy.cut()

    other = sign_in(replace(store_paths, data_dir=tmp_path / "other"), clock)
    with store_of(other).read() as reader:
        found = reader.session.connection().execute(text("SELECT id, text, place FROM item"))
        rows = list(found)
    arrived = {row[0]: row[1] for row in rows}
    doubled = len(rows) - len({row[1] for row in rows})
    with capsys.disabled():
        sys.stdout.write(
            f"\n{saboteur.cuts} cuts {dict(saboteur.ways)}: {len(kept)} kept, "
            f"{len(arrived)} arrived, {doubled} doubled\n"
        )
    assert arrived == kept
    assert doubled == 0
    places = {row[1]: row[2] for row in rows if row[2]}
    assert len(places) == len(kept) // 7
    assert other.audit.verify().is_whole
    other.close()
