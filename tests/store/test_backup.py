"""Backups: proved before they count, noticed when damaged, made only where there is room."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import DiskFull, Environment
from huddle.paths import Paths
from huddle.rows import CheckRow
from huddle.services.upkeep import KEPT_BACKUPS
from huddle.store import backup, keys
from huddle.ward import Ward, by_password, open_ward
from tests.helpers.wards import NAME, PASSWORD, capture, hold, start

Usage = namedtuple("Usage", "total used free")


def backup_check(ward: Ward) -> CheckRow:
    """What the check says of the last backup."""
    return next(row for row in ward.upkeep.check() if row.name == "Last backup")


def test_a_backup_is_a_whole_store_of_its_own(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    assert not backup_check(ward).is_set_up
    huddle_id, _kept = hold(ward, "a: Order slings @Erin due fri")
    made = ward.upkeep.back_up()
    assert made.is_proved
    assert made.counts["huddle"] == made.counts["item"] == 1
    assert ward.upkeep.backups() == (made,)
    assert backup_check(ward).is_well
    # After more is written to the store, the copy opens as it was.
    hold(ward, "Later")
    place = Paths(Path(made.path), tmp_path / "config")
    assert sorted(path.name for path in place.data_dir.iterdir()) == [
        "backup.json",
        "keys.json",
        "ward.db",
    ]
    restored = open_ward(place, clock, by_password(NAME, PASSWORD))
    assert [row.id for row in restored.history.huddles()] == [huddle_id]
    restored.close()


def test_a_backup_is_made_while_a_huddle_is_captured(ward: Ward, tmp_path: Path) -> None:
    state = start(ward)
    capture(ward, state, "Not yet closed")
    made = ward.upkeep.back_up(tmp_path / "elsewhere")
    assert made.counts["item"] == 1
    assert ward.upkeep.backups() == ()


def test_only_the_newest_are_kept(ward: Ward, clock: ShiftedClock) -> None:
    made = []
    for _day in range(KEPT_BACKUPS + 2):
        clock.advance(days=1)
        made.append(ward.upkeep.back_up())
    assert list(ward.upkeep.backups()) == made[:1:-1]


def test_two_backups_in_one_second_keep_apart(ward: Ward) -> None:
    assert ward.upkeep.back_up().path != ward.upkeep.back_up().path


@pytest.mark.parametrize("where", [20, 5000, -20])
def test_a_damaged_copy_is_noticed(ward: Ward, where: int) -> None:
    data = Path(ward.upkeep.back_up().path) / "ward.db"
    content = bytearray(data.read_bytes())
    content[where] ^= 1
    data.write_bytes(content)
    assert not backup_check(ward).is_well


def test_a_copy_without_its_data_or_facts_is_noticed(ward: Ward, clock: ShiftedClock) -> None:
    first, second = (Path(ward.upkeep.back_up().path) for _count in range(2))
    (first / "ward.db").unlink()
    (second / "backup.json").write_text("{")
    rows = ward.upkeep.backups()
    assert len(rows) == 2
    assert all(row.problem and not row.is_proved for row in rows)
    assert not backup_check(ward).is_well


def test_a_copy_that_lacks_rows_is_no_backup(
    ward: Ward, store_paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_copy", copy_and_forget(backup._copy))  # noqa: SLF001 - injected
    with pytest.raises(Environment) as refused:
        ward.upkeep.back_up()
    assert "rows are missing" in refused.value.message
    assert list(store_paths.backups.iterdir()) == []


def copy_and_forget(copy: object) -> object:
    """A copy that says it holds one row more than it does."""

    def wrong(database: Path, key: bytes, target: Path) -> dict[str, int]:
        counts: dict[str, int] = copy(database, key, target)  # type: ignore[operator]
        return {**counts, "item": counts["item"] + 1}

    return wrong


def test_without_room_nothing_is_begun(
    ward: Ward, store_paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10, 10, 0))
    with pytest.raises(DiskFull):
        ward.upkeep.back_up()
    assert list(store_paths.backups.iterdir()) == []
    room = next(row for row in ward.upkeep.check() if row.name == "Disk room")
    assert not room.is_well


def test_an_old_backup_and_a_clock_set_back_are_said(ward: Ward, clock: ShiftedClock) -> None:
    ward.upkeep.back_up()
    clock.advance(days=8)
    assert not backup_check(ward).is_well
    clock.set_to(dt.datetime(2026, 8, 1, tzinfo=dt.UTC))
    assert not next(row for row in ward.upkeep.check() if row.name == "Clock").is_well


def test_the_head_of_the_audit_stands_beside_the_keys(ward: Ward, store_paths: Paths) -> None:
    made = ward.upkeep.back_up()
    noted = keys.noted_audit_head(Path(made.path) / "keys.json")
    assert noted == keys.noted_audit_head(store_paths.key_file)
    assert noted is not None
    assert noted[0] == made.counts["audit_entry"]
