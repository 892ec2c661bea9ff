"""Backups: proved before they count, noticed when damaged, made only where there is room."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

import huddle
from huddle.clock import ShiftedClock
from huddle.errors import DiskFull, Environment, Refused
from huddle.paths import Paths
from huddle.rows.upkeep import CheckRow
from huddle.store import backup, keys
from huddle.store.backup import make_backup
from huddle.unlocks import by_password
from huddle.vocabulary import BackupPlace, BackupWhy
from huddle.ward import Ward, create_ward, open_ward
from tests.helpers.mounts import mount
from tests.helpers.wards import NAME, PASSWORD, capture, hold, next_morning, start, wanted

pytestmark = pytest.mark.on_a_file("a backup is a copy of the data file")

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
    next_morning(clock)
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


def test_backups_are_rotated(ward: Ward, clock: ShiftedClock) -> None:
    made = []
    for _day in range(10):
        clock.advance(hours=23)
        ward.upkeep.back_up()
        clock.advance(hours=1)
        made.append(ward.upkeep.back_up())
    # Of seven days the later one; Sunday the 9th ended a week that is older than those.
    assert list(ward.upkeep.backups()) == [*made[:2:-1], made[2]]
    assert made[2].made_at.isoformat().startswith("2026-08-09")


def test_only_proved_ones_of_this_store_are_rotated(
    ward: Ward, clock: ShiftedClock, tmp_path: Path
) -> None:
    other, _recovery_key = create_ward(
        Paths(tmp_path / "other", tmp_path), clock, wanted(), cost=keys.CHEAP
    )
    theirs = other.upkeep.back_up(ward.paths.backups)
    other.close()
    good = ward.upkeep.back_up()
    clock.advance(hours=1)
    cut = ward.upkeep.back_up()
    (Path(cut.path) / "ward.db").write_bytes(b"cut off")
    clock.advance(hours=1)
    newest = ward.upkeep.back_up()
    found = {row.path: row.is_proved for row in ward.upkeep.backups()}
    assert found == {newest.path: True, theirs.path: True, cut.path: False}
    assert good.path not in found


def test_nothing_is_removed_when_the_new_one_is_not_proved(
    ward: Ward, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ward.upkeep.back_up()
    clock.advance(hours=1)
    monkeypatch.setattr(backup, "prove", lambda *_given: "rows are missing")
    with pytest.raises(Environment):
        ward.upkeep.back_up()
    assert ward.upkeep.backups() == (first,)


def test_the_one_before_an_update_is_not_rotated_away(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    found = keys.unlock(store_paths.key_file, NAME, PASSWORD)
    before = [
        make_backup(
            store_paths,
            found,
            store_paths.backups,
            clock.now() - dt.timedelta(hours=hours),
            BackupWhy.MIGRATION,
        )
        for hours in (2, 1)
    ]
    made = ward.upkeep.back_up_at_close()
    paths = [row.path for row in ward.upkeep.backups()]
    assert paths == [made.path, before[1].path]


def test_what_a_crash_left_half_made_goes_the_next_day(ward: Ward, store_paths: Paths) -> None:
    left = store_paths.backups / "2026-08-01-020000.unfinished"
    left.mkdir(parents=True)
    (left / "backup.json").write_text("{}")
    ward.upkeep.back_up()
    assert left.exists()
    assert len(ward.upkeep.backups()) == 1
    os.utime(left, (0, 0))
    ward.upkeep.back_up()
    assert not left.exists()


# What it says of itself


def test_a_backup_says_what_it_is(ward: Ward, store_paths: Paths) -> None:
    made = ward.upkeep.back_up_at_close()
    assert made.why is BackupWhy.CLOSE
    assert made.place is BackupPlace.DATA_FOLDER
    assert (made.key_number, made.revision, made.program) == (1, "0001", huddle.__version__)
    assert made.audit_head == keys.noted_audit_head(store_paths.key_file)
    assert made.store == backup.identity(store_paths.key_file)
    assert ward.upkeep.back_up().why is BackupWhy.ASKED
    assert json.loads((Path(made.path) / "backup.json").read_text())["proved"] is True


def test_one_of_an_earlier_program_is_read(ward: Ward) -> None:
    made = ward.upkeep.back_up()
    facts = {"made_at": made.made_at.isoformat(), "counts": {"item": 0}, "proved": True}
    (Path(made.path) / "backup.json").write_text(json.dumps(facts))
    (row,) = ward.upkeep.backups()
    assert row.is_proved
    assert (row.why, row.counts) == (None, {"item": 0})


# The night


def test_a_night_without_a_backup_is_made_up_for_once(ward: Ward, clock: ShiftedClock) -> None:
    assert ward.upkeep.watch().newest_proved == clock.now()
    clock.advance(hours=8)
    ward.upkeep.watch()
    assert len(ward.upkeep.backups()) == 1
    clock.advance(hours=13)
    ward.upkeep.watch()
    newest, first = ward.upkeep.backups()
    assert newest.why is first.why is BackupWhy.NIGHT
    assert newest.made_at == clock.now()


def test_a_night_that_fails_is_told_and_becomes_an_alarm(
    ward: Ward, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10, 10, 0))
    found = ward.upkeep.watch()
    assert "not enough room" in found.problem
    assert (found.newest_proved, found.is_too_old) == (None, False)
    clock.advance(days=8)
    assert ward.upkeep.watch().is_too_old
    assert ward.upkeep.state().is_too_old
    policy = ward.privacy.policy()
    ward.privacy.change_policy(policy.row_version, backup_alarm_days=9)
    assert not ward.upkeep.watch().is_too_old
    monkeypatch.undo()
    clock.advance(days=8)
    assert not ward.upkeep.watch().is_too_old


# The second place


@pytest.fixture
def stick(ward: Ward, tmp_path: Path) -> Path:
    """A stick that each backup is copied to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    ward.upkeep.choose_second_place(folder)
    return folder


def second_check(ward: Ward) -> CheckRow:
    """What the check says of the second place."""
    return next(row for row in ward.upkeep.check() if row.name == "Second place")


def test_each_backup_goes_to_the_second_place_too(
    ward: Ward, stick: Path, clock: ShiftedClock
) -> None:
    assert "no backup yet" in second_check(ward).says
    made = []
    for _hour in range(2):
        clock.advance(hours=1)
        made.append(ward.upkeep.back_up())
    rows = ward.upkeep.backups()
    assert {(row.place, row.made_at) for row in rows} == {
        (BackupPlace.DATA_FOLDER, made[1].made_at),
        (BackupPlace.SECOND_PLACE, made[1].made_at),
    }
    assert all(row.is_proved and not row.second_problem for row in rows)
    assert second_check(ward).is_well
    place = Paths(next(stick.iterdir()), stick)
    opened = open_ward(place, clock, by_password(NAME, PASSWORD))
    opened.close()


def test_a_second_place_that_is_gone_is_said_and_keeps_nothing_back(
    ward: Ward, stick: Path
) -> None:
    stick.rmdir()
    made = ward.upkeep.back_up()
    assert made.is_proved
    assert "is not there" in made.second_problem
    assert not stick.exists()
    assert not second_check(ward).is_well
    assert not ward.upkeep.state().is_second_there
    ward.upkeep.choose_second_place(None)
    assert not second_check(ward).is_set_up


def test_a_copy_that_is_damaged_on_its_way_is_no_backup(
    ward: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(source: Path, target: Path) -> None:
        content = bytearray(source.read_bytes())
        if target.is_relative_to(stick) and target.name == "ward.db":
            content[5000] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(backup, "copy_durably", spoil)
    made = ward.upkeep.back_up()
    assert made.is_proved
    assert "did not pass its proof" in made.second_problem
    assert list(stick.iterdir()) == []


def test_a_full_stick_is_said_and_nothing_half_made_is_left_on_it(ward: Ward, stick: Path) -> None:
    one = sum(file.stat().st_size for file in Path(ward.upkeep.back_up().path).rglob("*"))
    with mount(stick, "-t", "tmpfs", "-o", f"size={one * 3 // 2}", "tmpfs"):
        assert not ward.upkeep.back_up().second_problem
        made = ward.upkeep.back_up()
        assert made.is_proved
        assert "not enough room" in made.second_problem
        assert len(list(stick.iterdir())) == 1


def test_a_disk_that_fills_while_a_backup_is_copied_is_said(
    ward: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room that there was is taken by somebody else meanwhile."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10**9, 0, 10**9))
    with mount(stick, "-t", "tmpfs", "-o", "size=300k", "tmpfs"):
        made = ward.upkeep.back_up()
        assert "The disk is full" in made.second_problem
        assert list(stick.iterdir()) == []
        with pytest.raises(DiskFull):
            ward.upkeep.back_up(stick / "elsewhere")
        assert list((stick / "elsewhere").iterdir()) == []


def test_the_second_place_is_no_part_of_the_first(ward: Ward, store_paths: Paths) -> None:
    for folder in (store_paths.data_dir, store_paths.data_dir / "elsewhere"):
        with pytest.raises(Refused) as refused:
            ward.upkeep.choose_second_place(folder)
        assert refused.value.field == "second_place"
    assert ward.upkeep.state().second_folder == ""


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
    real = backup.count_rows
    counts = iter(({"item": 1}, {}))
    monkeypatch.setattr(backup, "count_rows", lambda found: {**real(found), **next(counts)})
    with pytest.raises(Environment) as refused:
        ward.upkeep.back_up()
    assert "rows are missing" in refused.value.message
    assert list(store_paths.backups.iterdir()) == []


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
