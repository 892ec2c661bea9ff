"""Bringing a backup back: after each kind of damage, with today's accounts, and undone again."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from huddle import rescue
from huddle.clock import ShiftedClock
from huddle.errors import (
    DamagedData,
    DiskFull,
    Environment,
    NewerData,
    NotAllowed,
    Refused,
    WrongPassword,
)
from huddle.paths import Paths
from huddle.rows.upkeep import RescueRow
from huddle.rows.ward import AccountRow
from huddle.services.printed_sheets import codes_to_come
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.store import keys
from huddle.store.database import connect
from huddle.unlocks import by_password, by_recovery_key
from huddle.vocabulary import AccessRole, BackupPlace, BackupWhy
from huddle.ward import Ward, create_ward, open_ward
from tests.helpers.acting import store_of
from tests.helpers.cutting import cut_before
from tests.helpers.damage import DAMAGES, flip
from tests.helpers.wards import (
    NAME,
    PASSWORD,
    copy_store,
    hold,
    next_morning,
    said,
    sign_in,
    wanted,
)

pytestmark = pytest.mark.on_a_file("a backup is a copy of the data file")

OTHER = "four other plain words"
FLIPS = 10


def said_in(ward: Ward) -> list[str]:
    """What was captured in all huddles, newest first."""
    huddles = ward.history.huddles()
    return [item.text for row in huddles for item in ward.history.record(row.id).items]


def accounts_in(ward: Ward) -> dict[str, AccountRow]:
    """The accounts by name."""
    return {row.name: row for row in ward.accounts.accounts()}


@pytest.fixture
def told(store_paths: Paths, clock: ShiftedClock) -> Path:
    """A ward with a backup of Thursday and a huddle of Friday; gives the backup's folder."""
    ward = sign_in(store_paths, clock)
    hold(ward, "Thursday")
    made = ward.upkeep.back_up_at_close()
    next_morning(clock)
    hold(ward, "Friday")
    ward.close()
    return Path(made.path)


def brought_back(paths: Paths, clock: ShiftedClock, folder: Path) -> RescueRow:
    """Bring a backup back as the sign-in page does."""
    return rescue.bring_back(paths, clock, by_password(NAME, PASSWORD), folder)


# From within


def test_a_backup_comes_back_and_what_it_replaced_is_kept(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    ward = sign_in(store_paths, clock)
    since = ward.upkeep.since(told)
    assert (since.huddles, since.items) == (1, 1)
    assert since.changes > 2
    ward.upkeep.restore(told / "ward.db")
    ward.close()
    again = sign_in(store_paths, clock)
    assert said_in(again) == ["Thursday"]
    assert all(row.is_well for row in again.upkeep.check())
    entry = next(row for row in again.audit.entries() if row.what == "brought a backup back")
    assert entry.who == NAME
    kept = again.upkeep.backups()[-1]
    assert (kept.place, kept.why) == (BackupPlace.REPLACED, BackupWhy.RESTORE)
    assert kept.is_proved
    assert kept.counts["huddle"] == 2
    # It can be taken back.
    again.upkeep.restore(Path(kept.path))
    again.close()
    back = sign_in(store_paths, clock)
    assert said_in(back) == ["Friday", "Thursday"]
    assert all(row.is_well for row in back.upkeep.check())
    back.close()


def test_todays_passwords_stay_and_the_disabled_stay_out(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    ward = sign_in(store_paths, clock)
    for name in ("Bo", "Cy"):
        ward.accounts.add(name, OTHER, AccessRole.FACILITATOR)
    ward.accounts.add("Di", OTHER, AccessRole.READER)
    folder = Path(ward.upkeep.back_up().path)
    known = accounts_in(ward)
    ward.accounts.disable(known["Bo"].id)
    ward.accounts.change(
        known["Di"].id, known["Di"].row_version, role=AccessRole.WARD_MANAGER, person_id=None
    )
    ward.people.add_person("New Person")
    person = next(row.id for row in ward.people.people() if row.name == "New Person")
    ward.accounts.add("Ed", OTHER, AccessRole.READER, person_id=person)
    ward.accounts.change_my_password(PASSWORD, "quite another password")
    ward.accounts.change_key()
    before = accounts_in(ward)
    ward.upkeep.restore(folder)
    ward.close()
    back = open_ward(store_paths, clock, by_password(NAME, "quite another password"))
    after = accounts_in(back)
    assert {name: (row.role, row.is_disabled) for name, row in after.items()} == {
        name: (row.role, row.is_disabled) for name, row in before.items()
    }
    assert after["Ed"].person_id is None
    back.close()
    for name in ("Cy", "Di", "Ed"):
        open_ward(store_paths, clock, by_password(name, OTHER)).close()
    for name, password in (("Bo", OTHER), (NAME, PASSWORD)):
        with pytest.raises(WrongPassword):
            open_ward(store_paths, clock, by_password(name, password))


@pytest.mark.parametrize("is_lost", [False, True])
def test_no_code_that_stands_on_paper_is_given_out_again(
    store_paths: Paths, clock: ShiftedClock, is_lost: bool
) -> None:
    ward = sign_in(store_paths, clock)
    order = SheetOrder(SheetKind.ACTIONS)
    ward.followups.add(said(ward, "a: Mend the lamp @Nursing"))
    ward.sheets.release(order, purpose="print")
    folder = Path(ward.upkeep.back_up().path)
    later = ward.followups.add(said(ward, "a: Order slings @Nursing"))
    on_paper = _sheet_codes(ward)
    ward.sheets.release(order, purpose="print")
    if is_lost:
        ward.close()
        store_paths.database.write_bytes(b"")
        brought_back(store_paths, clock, folder)
    else:
        ward.upkeep.restore(folder)
        ward.close()

    back = sign_in(store_paths, clock)
    assert [one.text for one in back.followups.all_open()] == ["Mend the lamp"]
    assert back.followups.add(said(back, "a: Bring a chair @Nursing")).code != later.code
    assert not on_paper & _sheet_codes(back)
    back.close()


def _sheet_codes(ward: Ward) -> set[str]:
    """The code that the next sheet will have."""
    with store_of(ward).read() as reader:
        return set(codes_to_come(reader, 1))


def test_only_managers_and_administrators_bring_back(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    ward = sign_in(store_paths, clock)
    ward.accounts.add("Bo", OTHER, AccessRole.FACILITATOR)
    ward.close()
    bo = open_ward(store_paths, clock, by_password("Bo", OTHER))
    with pytest.raises(NotAllowed):
        bo.upkeep.restore(told)
    bo.close()


@pytest.mark.parametrize("how", ["flipped", "cut", "facts", "gone", "elsewhere"])
def test_what_is_no_whole_backup_of_this_store_is_refused(
    store_paths: Paths, clock: ShiftedClock, told: Path, tmp_path: Path, how: str
) -> None:
    data = told / "ward.db"
    if how == "flipped":
        flip(data, data.stat().st_size // 2)
    elif how == "cut":
        data.write_bytes(data.read_bytes()[:-4096])
    elif how == "gone":
        data.unlink()
    elif how == "facts":
        facts = told / "backup.json"
        facts.write_text(facts.read_text().replace('"huddle": 1', '"huddle": 2'))
    else:
        other, _key = create_ward(Paths(tmp_path / "o", tmp_path), clock, wanted(), cost=keys.CHEAP)
        told = Path(other.upkeep.back_up().path)
        other.close()
    ward = sign_in(store_paths, clock)
    with pytest.raises(Refused) as refused:
        ward.upkeep.restore(told)
    assert refused.value.field == "backup"
    assert ("of another store" in refused.value.message) is (how == "elsewhere")
    next_morning(clock)
    hold(ward, "Goes on")
    assert said_in(ward)[-1] == "Thursday"
    assert not store_paths.replaced.exists()
    ward.close()


def test_a_newer_programs_backup_is_refused(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    with closing(
        connect(told / "ward.db", keys.unlock(told / "keys.json", NAME, PASSWORD).key)
    ) as found:
        found.execute("UPDATE alembic_version SET version_num = '9999'")
        found.execute("PRAGMA journal_mode = DELETE")
    ward = sign_in(store_paths, clock)
    with pytest.raises(NewerData):
        ward.upkeep.restore(told)
    assert said_in(ward) == ["Friday", "Thursday"]
    ward.close()


def test_another_open_huddle_is_said(
    store_paths: Paths, clock: ShiftedClock, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.store.replacing._WAITS_MS", 50)
    ward, other = sign_in(store_paths, clock), sign_in(store_paths, clock)
    with pytest.raises(Environment) as refused:
        ward.upkeep.restore(told)
    assert refused.value.message == "Another Huddle has this store open."
    for one in (ward, other):
        assert said_in(one) == ["Friday", "Thursday"]
        one.close()


def test_without_room_nothing_changes(
    store_paths: Paths, clock: ShiftedClock, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = sign_in(store_paths, clock)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _place: type("Usage", (), {"free": 10}))
        with pytest.raises(DiskFull):
            ward.upkeep.restore(told)
    assert said_in(ward) == ["Friday", "Thursday"]
    ward.close()


def test_a_cut_at_any_step_leaves_the_one_or_the_other(
    store_paths: Paths, clock: ShiftedClock, told: Path, tmp_path: Path
) -> None:
    outcomes = []
    for step in itertools.count(1):
        paths = Paths(tmp_path / f"cut-{step}", store_paths.config_dir)
        copy_store(store_paths, paths)
        ward = sign_in(paths, clock)
        is_cut = cut_before(step, partial(ward.upkeep.restore, told))
        ward.close()
        if not is_cut:
            break
        again = sign_in(paths, clock)
        outcomes.append(said_in(again))
        assert all(row.is_well for row in again.upkeep.check())
        again.upkeep.restore(told)
        again.close()
        back = sign_in(paths, clock)
        assert said_in(back) == ["Thursday"]
        back.close()
    assert outcomes[0] == ["Friday", "Thursday"]
    assert outcomes[-1] == ["Thursday"]
    assert len(outcomes) > 10


# When the data will not open


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_each_kind_of_damage_is_seen_kept_and_mended(
    store_paths: Paths, clock: ShiftedClock, told: Path, damage: Callable[[Path], None]
) -> None:
    damage(store_paths.database)
    spoiled = store_paths.database.read_bytes() if store_paths.database.exists() else None
    with pytest.raises(DamagedData):
        sign_in(store_paths, clock)
    (row, *_older) = rescue.unopened_backups(store_paths)
    assert (row.path, row.is_proved, row.counts["huddle"]) == (str(told), True, 1)
    found = brought_back(store_paths, clock, told)
    assert (found.is_data_back, found.are_keys_back) == (True, False)
    ward = sign_in(store_paths, clock)
    assert said_in(ward) == ["Thursday"]
    assert all(row.is_well for row in ward.upkeep.check())
    (kept,) = store_paths.replaced.iterdir()
    assert (kept / "keys.json").exists()
    assert spoiled is None or (kept / "ward.db").read_bytes() == spoiled
    assert not ward.upkeep.backups()[-1].is_proved
    ward.close()


def mended(source: Paths, paths: Paths, clock: ShiftedClock, folder: Path, count: int) -> int:
    """After how many of so many changed bytes, one at a time, the backup came back."""
    size, chance, done = source.database.stat().st_size, random.Random(7), 0
    for place in sorted(chance.sample(range(size), count)):
        shutil.rmtree(paths.data_dir, ignore_errors=True)
        copy_store(source, paths)
        flip(paths.database, place)
        try:
            ward = sign_in(paths, clock)
        except DamagedData:
            brought_back(paths, clock, folder)
        else:
            assert not all(row.is_well for row in ward.upkeep.check())
            ward.upkeep.restore(folder)
            ward.close()
        again = sign_in(paths, clock)
        done += said_in(again) == ["Thursday"] and again.upkeep.check()[0].is_well
        again.close()
    return done


def test_after_a_changed_byte_anywhere_the_backup_comes_back(
    store_paths: Paths, clock: ShiftedClock, told: Path, tmp_path: Path
) -> None:
    paths = Paths(tmp_path / "flipped", store_paths.config_dir)
    assert mended(store_paths, paths, clock, told, FLIPS) == FLIPS


@pytest.mark.torture
def test_after_a_hundred_changed_bytes_the_backup_comes_back(
    store_paths: Paths, clock: ShiftedClock, told: Path, tmp_path: Path
) -> None:
    paths = Paths(tmp_path / "flipped", store_paths.config_dir)
    assert mended(store_paths, paths, clock, told, 100) == 100


def test_whole_data_is_not_replaced_before_anybody_is_signed_in(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    before = store_paths.database.read_bytes()
    with pytest.raises(Refused) as refused:
        brought_back(store_paths, clock, told)
    assert "Sign in as usual" in refused.value.message
    assert store_paths.database.read_bytes() == before


def test_a_wrong_password_brings_nothing_back(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    store_paths.database.write_bytes(b"")
    with pytest.raises(WrongPassword):
        rescue.bring_back(store_paths, clock, by_password(NAME, OTHER), told)
    assert store_paths.database.read_bytes() == b""


@pytest.mark.parametrize("content", [None, b"", b'{"accounts": {}}'])
def test_a_lost_key_file_comes_back_alone_and_the_data_stays(
    store_paths: Paths, clock: ShiftedClock, told: Path, content: bytes | None
) -> None:
    store_paths.key_file.unlink()
    if content is not None:
        store_paths.key_file.write_bytes(content)
    found = brought_back(store_paths, clock, told)
    assert (found.is_data_back, found.are_keys_back) == (False, True)
    ward = sign_in(store_paths, clock)
    assert said_in(ward) == ["Friday", "Thursday"]
    assert all(row.is_well for row in ward.upkeep.check())
    ward.close()
    kept = [path.name for path in store_paths.replaced.glob("*/*")]
    assert kept == ([] if content is None else ["keys.json"])


def test_keys_and_data_both_lost_come_back_with_the_passwords_of_that_day(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    ward = sign_in(store_paths, clock)
    ward.accounts.change_my_password(PASSWORD, OTHER)
    ward.close()
    store_paths.key_file.write_bytes(b"")
    flip(store_paths.database, 5000)
    found = brought_back(store_paths, clock, told)
    assert (found.is_data_back, found.are_keys_back) == (True, True)
    back = sign_in(store_paths, clock)
    assert said_in(back) == ["Thursday"]
    back.close()


def test_a_damaged_backup_leaves_the_lost_key_file_alone(
    store_paths: Paths, clock: ShiftedClock, told: Path
) -> None:
    store_paths.key_file.unlink()
    store_paths.database.write_bytes(b"")
    flip(told / "ward.db", 5000)
    with pytest.raises(Refused):
        brought_back(store_paths, clock, told)
    assert not store_paths.key_file.exists()
    assert not store_paths.replaced.exists()


def test_without_the_present_data_the_key_file_says_who_can_sign_in(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    ward = sign_in(store_paths, clock)
    ward.accounts.add("Bo", OTHER, AccessRole.FACILITATOR)
    folder = Path(ward.upkeep.back_up().path)
    ward.accounts.disable(accounts_in(ward)["Bo"].id)
    ward.accounts.add("Cy", OTHER, AccessRole.WARD_MANAGER)
    ward.close()
    store_paths.database.write_bytes(b"")
    brought_back(store_paths, clock, folder)
    back = sign_in(store_paths, clock)
    found = accounts_in(back)
    assert found["Bo"].is_disabled
    # What Cy was is not known any more: the least there is, until a manager says otherwise.
    assert found["Cy"].role is AccessRole.READER
    assert found[NAME].role is AccessRole.WARD_MANAGER
    back.close()
    open_ward(store_paths, clock, by_password("Cy", OTHER)).close()


def test_the_recovery_key_brings_back_and_opens(paths: Paths, clock: ShiftedClock) -> None:
    ward, recovery_key = create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    ward.accounts.add("Bo", OTHER, AccessRole.WARD_MANAGER)
    folder = Path(ward.upkeep.back_up().path)
    for name in (NAME, "Bo"):
        keys.remove_account(paths.key_file, name)
    ward.close()
    paths.database.write_bytes(b"")
    rescue.bring_back(paths, clock, by_recovery_key(recovery_key), folder)
    back = open_ward(paths, clock, by_recovery_key(recovery_key))
    assert back.account.role is AccessRole.WARD_MANAGER
    back.accounts.reset(back.account.id, "a password again")
    back.close()
    open_ward(paths, clock, by_password(NAME, "a password again")).close()
