"""Notes left while the data is locked: sealed, bounded, and each read in once and never lost."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import DiskFull, Environment, Refused
from huddle.model import Item
from huddle.paths import Paths
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rules.codes import read_code, read_slip
from huddle.services import items
from huddle.services.inbox import leave_note
from huddle.store import inbox, keys, sealing
from huddle.vocabulary import ItemKind, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards

WORDS = "The hoist in the store has a torn sling"


def raised(ward: Ward) -> tuple[ItemRow, ...]:
    """What waits for the next huddle."""
    return ward.planning.today().raised_between


def files(paths: Paths) -> list[Path]:
    """The notes that wait."""
    return [each for each in paths.inbox.iterdir() if each.is_file()]


def seal(paths: Paths, content: object) -> Path:
    """A file as anybody can make it who knows how."""
    plain = json.dumps(content).encode()
    paths.inbox.mkdir(exist_ok=True)
    file = paths.inbox / f"made-{len(list(paths.inbox.iterdir()))}"
    file.write_bytes(sealing.seal(keys.ward_public(wards.key_ring(paths)), plain, "inbox note"))
    return file


# From the sign-in page into the huddle


def test_a_note_waits_for_the_next_huddle_without_a_name(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    slip = leave_note(store_paths, clock, f"  {WORDS}\n")
    clock.advance(hours=3)
    ward = wards.sign_in(store_paths, clock)
    assert ward.inbox.read_in() == 1
    (item,) = raised(ward)
    assert (item.text, item.kind, item.slip) == (WORDS, ItemKind.CONCERN, slip)
    assert item.raised_at == clock.now() - dt.timedelta(hours=3)
    assert item.raised_on == dt.date(2026, 8, 6)
    assert item.raised_by == ""
    assert ward.followups.story(slip)[0].by == ""
    assert files(store_paths) == []
    assert ward.inbox.read_in() == 0
    ward.close()


def test_a_huddle_that_starts_has_what_was_raised_while_it_was_open(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    state = wards.start(ward)
    assert [item.text for item in state.items] == [WORDS]


def test_what_became_of_it_is_found_by_the_slip_number(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    slip = leave_note(store_paths, clock, WORDS)
    state = wards.start(ward)
    typed = f" {slip.lower().replace('-', ' ')}"
    concern = ward.followups.action(typed)
    assert concern.text == WORDS
    assert ward.history.items(ItemKind.CONCERN, text=typed) == (concern,)
    assert [row.id for row in ward.history.huddles(HuddlesFilter(text=typed))] == [state.huddle.id]
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    found = ward.followups.find(FollowUpsFilter(text=typed))
    assert {item.id for item in found.items} == {concern.id, action.id}


def test_a_slip_number_is_no_code(ward: Ward, store_paths: Paths, clock: ShiftedClock) -> None:
    slip = leave_note(store_paths, clock, WORDS)
    code = ward.planning.raise_for_next("Something else").code
    assert read_slip(code) is None
    assert read_slip(slip) == slip
    assert len(slip) != len(code)
    assert read_code(code) == code


def test_the_audit_says_who_read_it_in_and_not_who_wrote_it(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    ward.inbox.read_in()
    (chain,) = [row for row in ward.upkeep.check() if row.name == "Audit"]
    assert chain.is_well
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        acts = reader.session.connection().exec_driver_sql(
            "SELECT act, account_id FROM audit_entry ORDER BY number DESC LIMIT 2"
        )
        assert [tuple(row) for row in acts] == [
            ("read_in", ward.account.id),
            ("add", ward.account.id),
        ]


@pytest.mark.parametrize(
    ("written", "counted_from"),
    [
        (dt.timedelta(days=-30), dt.timedelta(days=-30)),
        (dt.timedelta(days=-400), dt.timedelta()),
        (dt.timedelta(days=2), dt.timedelta()),
    ],
)
def test_a_clock_that_was_wrong_is_not_believed(
    ward: Ward,
    store_paths: Paths,
    clock: ShiftedClock,
    written: dt.timedelta,
    counted_from: dt.timedelta,
) -> None:
    now = clock.now()
    leave_note(store_paths, ShiftedClock(now + written), WORDS)
    ward.inbox.read_in()
    assert raised(ward)[0].raised_at == now + counted_from


# Sealed


def test_nothing_readable_lies_in_the_inbox(store_paths: Paths, clock: ShiftedClock) -> None:
    for words in ("No", WORDS, "x" * 2_000, "\N{SLIGHTLY SMILING FACE}" * 2_000):
        leave_note(store_paths, clock, words)
    found = files(store_paths)
    content = b"".join(file.read_bytes() for file in found)
    assert not [word for word in (b"hoist", b"slip", b"text", b"2026") if word in content]
    assert len({file.stat().st_size for file in found}) == 1
    assert all(set(file.name) <= set("0123456789abcdef") for file in found)


def test_names_of_files_tell_no_order(store_paths: Paths, clock: ShiftedClock) -> None:
    orders = set()
    for _time in range(8):
        shutil.rmtree(store_paths.inbox, ignore_errors=True)
        first = leave_note(store_paths, clock, "first")
        (one,) = files(store_paths)
        leave_note(store_paths, clock, "second")
        orders.add(min(file.name for file in files(store_paths)) == one.name)
        assert first
    assert orders == {True, False}


def test_nobody_but_the_ward_opens_it(
    store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    leave_note(store_paths, clock, WORDS)
    other = wards.make_store(tmp_path / "other")
    shutil.copytree(store_paths.inbox, other.inbox)
    ward = wards.sign_in(other, clock)
    assert ward.inbox.read_in() == 0
    assert inbox.unreadable(other) == 1
    ward.close()


@pytest.mark.on_a_file("a server has no key of Huddle's")
def test_it_is_read_after_the_key_has_changed(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, "before")
    ward.accounts.change_key()
    leave_note(store_paths, clock, "after")
    assert ward.inbox.read_in() == 2
    assert {item.text for item in raised(ward)} == {"before", "after"}


@pytest.mark.on_a_file("a file is brought back")
def test_it_is_read_after_an_older_file_was_brought_back(
    store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for file in (store_paths.database, store_paths.key_file):
        shutil.copy(file, older)
    ward = wards.sign_in(store_paths, clock)
    ward.accounts.change_key()
    leave_note(store_paths, clock, WORDS)
    ward.close()
    for file in (store_paths.database, store_paths.key_file):
        shutil.copy(older / file.name, file)
    for left in store_paths.data_dir.glob("ward.db-*"):
        left.unlink()
    ward = wards.sign_in(store_paths, clock)
    assert ward.inbox.read_in() == 1
    ward.close()


# Refused, and kept on the screen by whoever asked


@pytest.mark.parametrize("text", ["", "   \n", "\0\0", "\u202e"])
def test_nothing_is_no_note(store_paths: Paths, clock: ShiftedClock, text: str) -> None:
    with pytest.raises(Refused, match="few words"):
        leave_note(store_paths, clock, text)
    assert inbox.waiting(store_paths) == 0


def test_one_character_too_many_is_refused_with_the_count(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    with pytest.raises(Refused, match="2,001 characters, and 2,000"):
        leave_note(store_paths, clock, "x" * 2_001)
    leave_note(store_paths, clock, f" {'x' * 2_000} ")
    assert inbox.waiting(store_paths) == 1


def test_the_201st_note_is_refused_until_some_were_read(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    slips = {leave_note(store_paths, clock, f"Note {number}") for number in range(200)}
    assert len(slips) == 200
    with pytest.raises(Refused, match="nurse in charge"):
        leave_note(store_paths, clock, WORDS)
    size = sum(file.stat().st_size for file in files(store_paths))
    assert size < 4 * 1024 * 1024
    assert ward.inbox.read_in() == 200
    assert {item.slip for item in raised(ward)} == slips
    leave_note(store_paths, clock, WORDS)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        leave_note(store_paths, clock, WORDS)
    assert list(store_paths.inbox.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(store_paths: Paths, clock: ShiftedClock) -> None:
    store_paths.data_dir.mkdir(exist_ok=True)
    store_paths.inbox.write_text("a file where the folder should be")
    with pytest.raises(Environment):
        leave_note(store_paths, clock, WORDS)


def test_a_missing_inbox_is_an_empty_one(ward: Ward, store_paths: Paths) -> None:
    assert not store_paths.inbox.exists()
    assert ward.inbox.read_in() == 0
    assert inbox.unreadable(store_paths) == 0


# Once, and never lost


def test_a_cut_between_commit_and_delete_doubles_nothing(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_note(store_paths, clock, WORDS)

    def cut(_notes: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "drop", cut)
        with pytest.raises(KeyboardInterrupt):
            ward.inbox.read_in()
    assert (len(raised(ward)), inbox.waiting(store_paths)) == (1, 1)
    assert ward.inbox.read_in() == 0
    assert (len(raised(ward)), inbox.waiting(store_paths)) == (1, 0)


def test_a_cut_before_the_commit_loses_nothing(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        leave_note(store_paths, clock, f"Note {number}")
    kept: list[str] = []
    whole = items.keep

    def cut(*given: Any, **values: Any) -> Item:
        if kept:
            raise KeyboardInterrupt
        kept.append("one")
        return whole(*given, **values)

    with monkeypatch.context() as patched:
        patched.setattr(items, "keep", cut)
        with pytest.raises(KeyboardInterrupt):
            ward.inbox.read_in()
    assert (len(raised(ward)), inbox.waiting(store_paths)) == (0, 3)
    assert ward.inbox.read_in() == 3


def test_two_programs_that_read_at_once_make_one_of_each(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_note(store_paths, clock, WORDS)
    seen = inbox.look(store_paths, ward.inbox._store.keys.ward_private)  # noqa: SLF001 - its key
    other = wards.sign_in(store_paths, clock)
    assert other.inbox.read_in() == 1
    other.close()
    monkeypatch.setattr(inbox, "look", lambda *_given: seen)
    assert ward.inbox.read_in() == 0
    assert len(raised(ward)) == 1


def test_a_copy_under_another_name_is_the_same_note(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    (file,) = files(store_paths)
    shutil.copy(file, file.with_name("Copy of a note.bak"))
    file.rename(file.with_name("renamed"))
    assert ward.inbox.read_in() == 1
    assert len(raised(ward)) == 1
    assert inbox.waiting(store_paths) == 0


def test_a_slip_number_that_is_taken_costs_nobody_their_note(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.store.inbox.secrets.randbelow", lambda _below: 7)
    leave_note(store_paths, clock, "first")
    clock.advance(minutes=1)
    leave_note(store_paths, clock, "second")
    assert ward.inbox.read_in() == 2
    assert {item.text: bool(item.slip) for item in raised(ward)} == {"first": True, "second": False}


def test_what_was_taken_back_does_not_come_again(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    (file,) = files(store_paths)
    sealed = file.read_bytes()
    state = wards.start(ward)
    ward.running.take_back(state.items[0].id)
    file.write_bytes(sealed)
    assert ward.inbox.read_in() == 0


# What is no note


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:500])


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _foreign(file: Path) -> None:
    file.write_text("Dear all, the car park is closed on Monday.")


def _huge(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(5_000_000)


@pytest.mark.parametrize("damage", [_cut, _flip, _empty, _foreign, _huge])
def test_a_broken_file_is_set_aside_and_the_others_are_read(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, damage: Callable[[Path], None]
) -> None:
    leave_note(store_paths, clock, "to be broken")
    (file,) = files(store_paths)
    damage(file)
    content = file.read_bytes()
    leave_note(store_paths, clock, WORDS)
    assert ward.inbox.read_in() == 1
    assert [item.text for item in raised(ward)] == [WORDS]
    (aside,) = (store_paths.inbox / "unreadable").iterdir()
    assert aside.read_bytes() == content
    assert inbox.unreadable(store_paths) == 1
    assert ward.inbox.read_in() == 0


@pytest.mark.parametrize(
    "content",
    [
        [],
        "text",
        {"slip": "22B7-K", "text": "a code for a slip number", "at": "2026-08-06T07:30:00+00:00"},
        {"slip": None, "text": "none", "at": "2026-08-06T07:30:00+00:00"},
        {"slip": "S222-222Y", "text": "no day", "at": "yesterday"},
        {"slip": "S222-222Y", "text": 4, "at": "2026-08-06T07:30:00+00:00"},
        {"text": "no slip number", "at": "2026-08-06T07:30:00+00:00"},
    ],
)
def test_what_somebody_else_sealed_is_set_aside(
    ward: Ward, store_paths: Paths, content: object
) -> None:
    seal(store_paths, content)
    assert ward.inbox.read_in() == 0
    assert inbox.unreadable(store_paths) == 1


@pytest.mark.parametrize("text", ["x" * 2_001, " ", "\ud800", ""])
def test_words_that_the_page_refuses_are_refused_from_a_file(
    ward: Ward, store_paths: Paths, text: str
) -> None:
    at = "2026-08-06T07:30:00+00:00"
    seal(store_paths, {"slip": "S222-222Y", "text": text, "at": at})
    assert ward.inbox.read_in() == 0
    assert inbox.unreadable(store_paths) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<b>Bold</b> & <script>alert(1)</script>",
        "\u202egnp.exe is backwards",
        "=HYPERLINK(1)",
        "a: is no kind here @Erin due fri !",
        "two\nlines",
        "\N{SLIGHTLY SMILING FACE} and \N{HEBREW LETTER ALEF}",
    ],
)
def test_words_stay_as_they_were_typed(
    ward: Ward, store_paths: Paths, clock: ShiftedClock, text: str
) -> None:
    leave_note(store_paths, clock, text)
    ward.inbox.read_in()
    (item,) = raised(ward)
    assert (item.text, item.status, item.owner_name) == (text, Status.NEW, "")


def test_what_no_file_can_hold_is_made_harmless(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, "half \ud83d of a sign, and NUL\0 in it")
    ward.inbox.read_in()
    assert raised(ward)[0].text == "half ? of a sign, and NUL  in it"


def test_a_file_that_is_being_written_is_left_alone(ward: Ward, store_paths: Paths) -> None:
    store_paths.inbox.mkdir()
    (store_paths.inbox / ".half").write_bytes(b"half")
    assert ward.inbox.read_in() == 0
    assert (store_paths.inbox / ".half").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_another_account_waits_for_it(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    (file,) = files(store_paths)
    file.chmod(0)
    assert ward.inbox.read_in() == 0
    assert inbox.waiting(store_paths) == 1
    file.chmod(0o600)
    assert ward.inbox.read_in() == 1


def test_it_sits_where_the_room_looks_back(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave_note(store_paths, clock, WORDS)
    state = wards.start(ward)
    assert state.items[0].step_id == wards.step_for(state, StepPurpose.LOOK_BACK)
