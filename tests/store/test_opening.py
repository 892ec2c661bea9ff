"""Making, opening and refusing stores; what stands in the way is said in words."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import DamagedData, DiskFull, Environment, NewerData, Refused, WrongPassword
from huddle.paths import Paths
from huddle.store import keys, place
from huddle.store.database import connect
from huddle.store.home import home_of
from huddle.unlocks import by_password, by_recovery_key
from huddle.ward import Ward, create_ward, open_ward
from tests.helpers.damage import DAMAGES, flip
from tests.helpers.mounts import mount
from tests.helpers.wards import (
    DEPARTMENTS,
    NAME,
    PASSWORD,
    capture,
    copy_store,
    sign_in,
    start,
    wanted,
)

FLIPS = 20
PAGE = 4096


def in_plain_words(error: Refused | Environment) -> bool:
    """Whether an error reads as sentences a person understands."""
    said = f"{error.message} {getattr(error, 'remedy', '')}"
    return bool(re.match(r"[A-Z“]", said)) and said.strip().endswith(".") and "Error" not in said


def content(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with what is in it."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_ward_is_ready_to_start(paths: Paths, clock: ShiftedClock) -> None:
    ward, recovery_key = create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    assert re.fullmatch(r"([A-Z2-9]{4}-){7}[A-Z2-9]{4}", recovery_key)
    assert ward.setting_up.unit().name == "Ward 7"
    assert [team.name for team in ward.people.departments()] == list(DEPARTMENTS)
    assert len(ward.templates.templates()) == 4
    assert len(ward.people.stages()) == 11
    assert ward.planning.today().cards[0].is_due_today
    assert ward.account.name == NAME
    assert all(row.is_well for row in ward.upkeep.check())
    ward.close()


def test_it_opens_by_password_and_by_recovery_key(paths: Paths, clock: ShiftedClock) -> None:
    ward, recovery_key = create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    ward.close()
    for unlock in (
        by_password(f" {NAME.upper()} ", PASSWORD),
        by_recovery_key(recovery_key),
        by_recovery_key(recovery_key.lower().replace("-", " ")),
    ):
        opened = open_ward(paths, clock, unlock)
        assert opened.account.name == NAME
        opened.close()


@pytest.mark.parametrize(
    ("name", "password"),
    [(NAME, "three plain word"), ("Nobody", PASSWORD), ("", ""), (NAME, PASSWORD.upper())],
)
def test_a_wrong_name_or_password_opens_nothing(
    store_paths: Paths, clock: ShiftedClock, name: str, password: str
) -> None:
    with pytest.raises(WrongPassword) as refused:
        open_ward(store_paths, clock, by_password(name, password))
    assert in_plain_words(refused.value)
    with pytest.raises(WrongPassword):
        open_ward(store_paths, clock, by_recovery_key("ABCD-EFGH"))


@pytest.mark.on_a_file("it is about the data folder")
def test_a_second_store_is_not_made_over_the_first(store_paths: Paths, clock: ShiftedClock) -> None:
    before = content(store_paths.data_dir)
    with pytest.raises(Refused) as refused:
        create_ward(store_paths, clock, wanted(), cost=keys.CHEAP)
    assert in_plain_words(refused.value)
    assert content(store_paths.data_dir) == before


@pytest.mark.on_a_file("it is about the data folder")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ward_name", " "),
        ("ward_name", "x" * 121),
        ("time_zone", "Mars/Olympus"),
        ("sign_in_name", " "),
        ("password", "too short"),
    ],
)
def test_what_cannot_be_used_leaves_an_empty_folder(
    paths: Paths, clock: ShiftedClock, field: str, value: str
) -> None:
    with pytest.raises(Refused) as refused:
        create_ward(paths, clock, wanted(**{field: value}), cost=keys.CHEAP)
    assert in_plain_words(refused.value)
    assert refused.value.field
    assert not paths.has_store()


def test_a_failure_while_making_leaves_nothing_behind(
    paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr("huddle.ward.fill_new_store", fail)
    with pytest.raises(DiskFull):
        create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    assert not home_of(paths).has_store()
    monkeypatch.undo()
    create_ward(paths, clock, wanted(), cost=keys.CHEAP)[0].close()


@pytest.mark.on_a_file("it is about the data folder")
def test_where_there_is_no_store_that_is_said(paths: Paths, clock: ShiftedClock) -> None:
    with pytest.raises(Refused) as refused:
        sign_in(paths, clock)
    assert in_plain_words(refused.value)
    assert not paths.data_dir.exists()


# What is damaged or of another program


@pytest.mark.on_a_file("it is about the data folder")
@pytest.mark.parametrize("spoil", DAMAGES, ids=lambda spoil: spoil.__name__)
def test_a_file_that_is_no_whole_store_is_refused_and_left_alone(
    store_paths: Paths, clock: ShiftedClock, spoil: Callable[[Path], None]
) -> None:
    spoil(store_paths.database)
    before = content(store_paths.data_dir)
    with pytest.raises(DamagedData) as refused:
        sign_in(store_paths, clock)
    assert in_plain_words(refused.value)
    assert refused.value.remedy
    assert content(store_paths.data_dir) == before


def recognised(paths: Paths, clock: ShiftedClock) -> bool:
    """Whether opening or the check notices that a file is damaged."""
    try:
        ward = sign_in(paths, clock)
    except DamagedData:
        return True
    try:
        return not all(row.is_well for row in ward.upkeep.check())
    finally:
        ward.close()


def flipped_bytes_recognised(
    source: Paths, paths: Paths, clock: ShiftedClock, count: int
) -> list[int]:
    """The places, out of so many, where a changed byte went unnoticed."""
    size = source.database.stat().st_size
    chance = random.Random(5)
    missed = []
    for place_in_file in sorted(chance.sample(range(size), count)):
        copy_store(source, paths)
        flip(paths.database, place_in_file)
        page = slice(place_in_file // PAGE * PAGE, (place_in_file // PAGE + 1) * PAGE)
        damaged = paths.database.read_bytes()[page]
        if not recognised(paths, clock):
            missed.append(place_in_file)
        assert paths.database.read_bytes()[page] == damaged
    return missed


@pytest.mark.on_a_file("it is about the data folder")
def test_a_changed_byte_anywhere_is_recognised(
    empty_store: Paths, paths: Paths, clock: ShiftedClock
) -> None:
    assert flipped_bytes_recognised(empty_store, paths, clock, FLIPS) == []


@pytest.mark.on_a_file("it is about the data folder")
@pytest.mark.torture
def test_a_hundred_changed_bytes_are_recognised(
    empty_store: Paths, paths: Paths, clock: ShiftedClock
) -> None:
    assert flipped_bytes_recognised(empty_store, paths, clock, 100) == []


@pytest.mark.on_a_file("it is about the data folder")
def test_what_a_newer_program_wrote_is_left_untouched(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    key = keys.unlock(store_paths.key_file, NAME, PASSWORD).key
    connection = connect(store_paths.database, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = content(store_paths.data_dir)
    with pytest.raises(NewerData) as refused:
        sign_in(store_paths, clock)
    assert in_plain_words(refused.value)
    assert content(store_paths.data_dir) == before


# The key file


@pytest.mark.on_a_file("it is about the data folder")
def test_a_damaged_or_missing_key_file_is_said(store_paths: Paths, clock: ShiftedClock) -> None:
    whole = store_paths.key_file.read_bytes()
    for damaged in (b"", b"{}", b"\xff\xfe", b"[1]", whole[:-40], b'{"argon2id": {"a": 1}}'):
        store_paths.key_file.write_bytes(damaged)
        with pytest.raises(DamagedData) as refused:
            sign_in(store_paths, clock)
        assert in_plain_words(refused.value)
        assert store_paths.key_file.read_bytes() == damaged
    store_paths.key_file.unlink()
    with pytest.raises(DamagedData):
        sign_in(store_paths, clock)


@pytest.mark.on_a_file("it is about the data folder")
@pytest.mark.parametrize("part", ["salt", "public", "private", "sealed"])
def test_a_damaged_wrapping_is_said(store_paths: Paths, clock: ShiftedClock, part: str) -> None:
    found = json.loads(store_paths.key_file.read_bytes())
    found["accounts"][NAME][part] = "not base 64"
    store_paths.key_file.write_text(json.dumps(found))
    with pytest.raises((DamagedData, WrongPassword)) as refused:
        sign_in(store_paths, clock)
    assert in_plain_words(refused.value)


@pytest.mark.on_a_file("it is about the data folder")
def test_the_key_of_another_store_opens_nothing(
    store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    other = Paths(tmp_path / "other", tmp_path / "config")
    ward, _key = create_ward(other, clock, wanted(), cost=keys.CHEAP)
    ward.close()
    store_paths.key_file.write_bytes(other.key_file.read_bytes())
    with pytest.raises(DamagedData) as refused:
        sign_in(store_paths, clock)
    assert in_plain_words(refused.value)


@pytest.mark.on_a_file("it is about the data folder")
def test_the_key_file_is_the_old_or_the_new_one(
    store_paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store_paths.key_file.read_bytes()

    def cut(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(DiskFull):
        keys.note_audit_head(store_paths.key_file, 1, "x")
    assert store_paths.key_file.read_bytes() == before
    assert sorted(path.name for path in store_paths.data_dir.iterdir()) == ["keys.json", "ward.db"]


@pytest.mark.on_a_file("it is about the data folder")
def test_the_key_file_tells_names_and_nothing_else(store_paths: Paths) -> None:
    found = json.loads(store_paths.key_file.read_bytes())
    assert list(found["accounts"]) == [NAME] == list(keys.sign_in_names(store_paths.key_file))
    assert PASSWORD not in store_paths.key_file.read_text()
    assert "Ward 7" not in store_paths.key_file.read_text()


# The machine


@pytest.mark.on_a_file("it is about the data folder")
def test_a_folder_without_write_access_is_said(
    store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    read_only = Paths(tmp_path / "read-only", store_paths.config_dir)
    with mount(read_only.data_dir, "--bind", str(store_paths.data_dir)):
        remount = ["mount", "-o", "remount,ro,bind", str(read_only.data_dir)]
        subprocess.run(remount, check=True, capture_output=True)
        before = content(store_paths.data_dir)
        with pytest.raises(Environment) as refused:
            sign_in(read_only, clock)
        assert in_plain_words(refused.value)
        assert content(store_paths.data_dir) == before


@pytest.mark.on_a_file("it is about the data folder")
def test_access_denied_is_said(
    paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions do not stop the administrator, so the system's answer stands in for them."""

    def denied(**_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(place.tempfile, "TemporaryFile", denied)
    with pytest.raises(Environment) as refused:
        create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    assert in_plain_words(refused.value)
    assert not paths.has_store()


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/wards /mnt/ward\\040share cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "is_share"),
    [
        ("/srv/huddle", False),
        ("/mnt/ward share/huddle", True),
        ("/home/erin", True),
        ("/home/local/erin", False),
        ("/homes", False),
    ],
)
def test_a_network_share_is_known_by_its_mount(folder: str, *, is_share: bool) -> None:
    assert place.is_network_share(Path(folder), MOUNTS) is is_share


@pytest.mark.on_a_file("it is about the data folder")
def test_a_store_on_a_network_share_is_refused(
    paths: Paths, clock: ShiftedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n".replace(" /", " /"))
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    with pytest.raises(Environment) as refused:
        create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    assert in_plain_words(refused.value)
    assert not paths.data_dir.exists()


def test_a_full_disk_loses_nothing_and_goes_on_with_room(
    empty_store: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    small = Paths(tmp_path / "small", tmp_path / "config")
    with mount(small.data_dir, "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        copy_store(empty_store, small)
        ward = sign_in(small, clock)
        state = start(ward)
        filler = small.data_dir / "filler"
        kept = fill_up(ward, filler)
        with pytest.raises(DiskFull) as refused:
            ward.running.save_draft(state.huddle.id, "capture", "half a sentence" * 3000)
        assert in_plain_words(refused.value)
        assert [item.text for item in ward.running.state(state.huddle.id).items] == kept
        filler.unlink()
        kept.append(capture(ward, ward.running.state(state.huddle.id), "There is room").text)
        ward.close()
        again = sign_in(small, clock)
        assert [item.text for item in again.running.open(state.huddle.id).items] == kept
        assert all(row.is_well for row in again.upkeep.check() if row.name != "Disk room")
        again.close()


def fill_up(ward: Ward, filler: Path) -> list[str]:
    """Capture until the disk is full; what was acknowledged."""
    free = os.statvfs(filler.parent)
    filler.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - 300_000))
    kept: list[str] = []
    while True:
        text = f"Concern {len(kept)} " + "long " * 200
        try:
            kept.append(capture(ward, start(ward), text).text)
        except DiskFull as full:
            said = full
            break
    assert in_plain_words(said)
    return kept
