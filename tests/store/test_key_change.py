"""Changing the file's key: all is there under the new one, and a cut at any step loses nothing."""

from __future__ import annotations

import itertools
import json
from functools import partial
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import DiskFull, Environment, WrongPassword
from huddle.paths import Paths
from huddle.store import keys
from huddle.store.key_change import opens
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, open_ward
from tests.helpers.cutting import cut_before
from tests.helpers.wards import (
    NAME,
    PASSWORD,
    capture,
    copy_store,
    hold,
    next_morning,
    sign_in,
    start,
)

pytestmark = pytest.mark.on_a_file("a server has no key of Huddle's")


def texts(ward: Ward) -> list[str]:
    """What was captured in the latest huddle."""
    huddle = ward.history.huddles()[0]
    return [item.text for item in ward.history.record(huddle.id).items]


def files(paths: Paths) -> list[str]:
    """What stands in a data folder; a cut may leave a hidden half of a key file."""
    return sorted(path.name for path in paths.data_dir.glob("[!.]*"))


def test_all_is_there_under_the_new_key_and_nothing_under_the_old(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    capture(ward, start(ward), "Before the change")
    old = keys.unlock(store_paths.key_file, NAME, PASSWORD)
    assert ward.accounts.change_key() == 2
    # Whoever is signed in goes on.
    capture(ward, start(ward), "After the change")
    ward.close()
    assert files(store_paths) == ["keys.json", "ward.db"]
    assert not opens(store_paths.database, old.key)
    new = keys.unlock(store_paths.key_file, NAME, PASSWORD)
    assert (new.number, new.key_of(1)) == (2, old.key)
    again = sign_in(store_paths, clock)
    assert texts(again) == ["Before the change", "After the change"]
    assert all(row.is_well for row in again.upkeep.check())
    assert any(row.what == "changed the data file’s key" for row in again.audit.entries())
    again.close()


def test_each_account_and_an_old_backup_still_open(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.accounts.add("Bo", "four other plain words", AccessRole.FACILITATOR)
    old = ward.upkeep.back_up()
    for _time in range(2):
        ward.accounts.change_key()
    assert ward.upkeep.check()[3].is_well
    ward.close()
    other = open_ward(store_paths, clock, by_password("Bo", "four other plain words"))
    assert other.account.name == "Bo"
    other.close()
    again = sign_in(store_paths, clock)
    again.upkeep.restore(Path(old.path))
    again.close()
    back = sign_in(store_paths, clock)
    assert back.account.name == NAME
    back.close()


def test_another_program_that_has_it_open_keeps_it_as_it_is(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.store.replacing._WAITS_MS", 50)
    other = sign_in(store_paths, clock)
    before = json.loads(store_paths.key_file.read_bytes())
    with pytest.raises(Environment) as refused:
        ward.accounts.change_key()
    assert refused.value.message == "Another Huddle has this store open."
    assert json.loads(store_paths.key_file.read_bytes()) == before
    for one in (ward, other):
        hold(one, "Goes on")
        next_morning(clock)
    other.close()


@pytest.mark.parametrize("failing", ["check_room", "_make_copy", "put_in_place"])
def test_a_failure_leaves_the_old_key_and_the_ward_open(
    ward: Ward,
    store_paths: Paths,
    clock: ShiftedClock,
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
) -> None:
    def fail(*_given: object) -> None:
        raise DiskFull("The disk is full.")

    before = store_paths.key_file.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(f"huddle.store.key_change.{failing}", fail)
        with pytest.raises(DiskFull):
            ward.accounts.change_key()
    assert store_paths.key_file.read_bytes() == before
    hold(ward, "Goes on")
    ward.close()
    assert files(store_paths) == ["keys.json", "ward.db"]
    sign_in(store_paths, clock).close()


def change(paths: Paths, clock: ShiftedClock) -> None:
    """Sign in and change the key."""
    ward = sign_in(paths, clock)
    try:
        ward.accounts.change_key()
    finally:
        ward.close()


def test_a_cut_at_any_step_loses_nothing(
    store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    ward = sign_in(store_paths, clock)
    hold(ward, "A concern", "a: Order slings @Erin due fri")
    ward.close()
    numbers = []
    for step in itertools.count(1):
        paths = Paths(tmp_path / f"cut-{step}", store_paths.config_dir)
        copy_store(store_paths, paths)
        if not cut_before(step, partial(change, paths, clock)):
            break
        again = sign_in(paths, clock)
        assert texts(again) == ["A concern", "Order slings"]
        assert all(row.is_well for row in again.upkeep.check())
        numbers.append(again.accounts.change_key())
        again.close()
        assert files(paths) == ["keys.json", "ward.db"]
    # The first cuts left the old key, the last ones the new one, and both were changed again.
    assert numbers == sorted(numbers)
    assert set(numbers) == {2, 3}
    assert len(numbers) > 5


def test_a_disabled_persons_copy_of_the_key_opens_nothing_new(
    ward: Ward, store_paths: Paths, tmp_path: Path
) -> None:
    """Whoever kept the old key file has the old key, and that opens the data no more."""
    ward.accounts.add("Bo", "four other plain words", AccessRole.FACILITATOR)
    copied = tmp_path / "keys.json"
    copied.write_bytes(store_paths.key_file.read_bytes())
    bo = next(row for row in ward.accounts.accounts() if row.name == "Bo")
    ward.accounts.disable(bo.id)
    had = keys.unlock(copied, "Bo", "four other plain words")
    assert opens(store_paths.database, had.key)
    ward.accounts.change_key()
    ward.close()
    assert not opens(store_paths.database, had.key)
    with pytest.raises(WrongPassword):
        keys.unlock(store_paths.key_file, "Bo", "four other plain words")
