"""Keys are opened beside what else a sign-in waits for."""

from __future__ import annotations

from threading import Event, current_thread

import pytest

from huddle.clock import Clock, ShiftedClock
from huddle.errors import WrongPassword
from huddle.paths import Paths
from huddle.store.keys import Keys
from huddle.unlocks import Unlock, begun, by_password
from huddle.ward import open_ward
from tests.helpers.wards import NAME, PASSWORD

ENOUGH_SECONDS = 30
FOLDER_ALONE = pytest.mark.on_a_file("on a server nothing is begun before it is asked for")


class Watched:
    """A way to open keys that notes when, and on which thread, it was gone."""

    def __init__(self, way: Unlock) -> None:
        self.way = way
        self.gone = Event()
        self.threads: list[str] = []

    def __call__(self, paths: Paths, clock: Clock) -> tuple[Keys, str]:
        self.threads.append(current_thread().name)
        self.gone.set()
        return self.way(paths, clock)


@FOLDER_ALONE
def test_it_is_begun_before_it_is_asked_for_and_done_once(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    way = Watched(by_password(NAME, PASSWORD))
    unlock = begun(way, store_paths, clock)
    assert way.gone.wait(ENOUGH_SECONDS)
    ward = open_ward(store_paths, clock, unlock)
    assert ward.account.name == NAME
    assert len(way.threads) == 1
    assert way.threads != [current_thread().name]
    ward.close()


@FOLDER_ALONE
def test_a_wrong_password_is_said_when_it_is_asked_for(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    unlock = begun(by_password(NAME, "three wrong words"), store_paths, clock)
    with pytest.raises(WrongPassword):
        open_ward(store_paths, clock, unlock)


def test_a_server_is_asked_when_its_turn_comes(paths: Paths, clock: ShiftedClock) -> None:
    way = Watched(by_password(NAME, PASSWORD))
    there = Paths(paths.data_dir, paths.config_dir, "postgresql://there/ward")
    assert begun(way, there, clock) is way
    assert not way.threads
