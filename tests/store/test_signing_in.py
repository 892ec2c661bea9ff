"""Signing in again and again: waits after wrong ones, what the audit hears of them, and PINs."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused, WrongPassword
from huddle.paths import Paths
from huddle.store.attempts import MustWait
from huddle.store.home import home_of
from huddle.unlocks import by_password, by_recovery_key
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, open_ward
from tests.helpers.wards import NAME, PASSWORD, sign_in

WRONG = "not the right words"
OTHER = "quiet copper lantern"
PIN = "481516"


def attempt(paths: Paths, clock: ShiftedClock, name: str = NAME, password: str = WRONG) -> None:
    """Try to open the ward, as a new start of the program does."""
    open_ward(paths, clock, by_password(name, password)).close()


def fail(paths: Paths, clock: ShiftedClock, times: int, name: str = NAME) -> None:
    """Be wrong so many times."""
    for _time in range(times):
        with pytest.raises(WrongPassword):
            attempt(paths, clock, name)


def waits(paths: Paths, clock: ShiftedClock, name: str = NAME, password: str = PASSWORD) -> str:
    """What somebody who has to wait is told."""
    with pytest.raises(MustWait) as refused:
        attempt(paths, clock, name, password)
    return refused.value.message


def failures(ward: Ward) -> list[str]:
    """The wrong attempts the audit knows, in words, oldest first."""
    told = [one for one in ward.audit.entries() if one.act == "sign_in_failed"]
    parts = [{one.field: one.new for one in entry.changes} for entry in told]
    said = [f"{part['name']}: {part['number']}" for part in parts]
    return said[::-1]


# Waiting


def test_the_fifth_wrong_password_makes_the_next_one_wait(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    fail(store_paths, clock, 5)
    assert "30 seconds" in waits(store_paths, clock)
    clock.advance(seconds=29)
    assert "1 second" in waits(store_paths, clock)
    clock.advance(seconds=1)
    attempt(store_paths, clock, password=PASSWORD)


def test_each_further_one_doubles_the_wait_and_signing_in_ends_it(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    fail(store_paths, clock, 5)
    for seconds, told in ((30, "1 minute"), (60, "2 minutes"), (120, "4 minutes")):
        clock.advance(seconds=seconds)
        fail(store_paths, clock, 1)
        assert told in waits(store_paths, clock).replace("60 seconds", "1 minute")
    clock.advance(minutes=4)
    attempt(store_paths, clock, password=PASSWORD)
    fail(store_paths, clock, 4)
    attempt(store_paths, clock, password=PASSWORD)


def test_waiting_does_not_lengthen_by_trying(store_paths: Paths, clock: ShiftedClock) -> None:
    fail(store_paths, clock, 5)
    for _time in range(10):
        waits(store_paths, clock)
    clock.advance(seconds=30)
    attempt(store_paths, clock, password=PASSWORD)


def test_a_clock_set_back_locks_nobody_out_for_longer(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    fail(store_paths, clock, 5)
    clock.advance(days=-2)
    assert "30 seconds" in waits(store_paths, clock)
    clock.advance(days=2, seconds=30)
    attempt(store_paths, clock, password=PASSWORD)


def test_one_persons_failures_make_nobody_else_wait(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.READER)
    fail(store_paths, clock, 5, name="ama")
    waits(store_paths, clock, "AMA", OTHER)
    attempt(store_paths, clock, password=PASSWORD)
    waits(store_paths, clock, "Ama", OTHER)


def test_names_that_nobody_has_are_counted_together_and_never_written_down(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    for secret in ("hunter22", "correct horse", "my own password", "Zebedee", "Florence"):
        fail(store_paths, clock, 1, name=secret)
    waits(store_paths, clock, "Dougal")
    place = home_of(store_paths).attempts
    written = place.read_text() if isinstance(place, Path) else str(place.read())
    for secret in ("hunter22", "horse", "own password", "Zebedee", "Florence", WRONG):
        assert secret not in written
    opened = sign_in(store_paths, clock)
    assert failures(opened) == ["a name that nobody has: 5"]
    opened.close()


def test_the_recovery_key_waits_too(store_paths: Paths, clock: ShiftedClock) -> None:
    for _time in range(5):
        with pytest.raises(WrongPassword):
            open_ward(store_paths, clock, by_recovery_key("ABCD-EFGH"))
    with pytest.raises(MustWait):
        open_ward(store_paths, clock, by_recovery_key("ABCD-EFGH"))


@pytest.mark.on_a_file("the attempts stand in a file")
def test_a_spoilt_file_of_attempts_keeps_nobody_out(
    store_paths: Paths, clock: ShiftedClock
) -> None:
    place = store_paths.data_dir / "attempts.json"
    for spoilt in ("", "{}", "[1]", '[{"name": 1}]', '[{"name":"Erin","last_at":"x"}]', "\x00"):
        place.write_text(spoilt)
        attempt(store_paths, clock, password=PASSWORD)
    row = '[{"name":"Erin","count":9,"last_at":"2026-08-06T08:30:00","pc":"a","told":0}]'
    place.write_text(row)
    assert "minutes" in waits(store_paths, clock)


# What the audit hears


def test_failures_are_told_once_at_the_next_sign_in(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.READER)
    fail(store_paths, clock, 3, name="Ama")
    first = sign_in(store_paths, clock)
    assert failures(first) == ["Ama: 3"]
    first.close()
    again = sign_in(store_paths, clock)
    assert failures(again) == ["Ama: 3"]
    fail(store_paths, clock, 1, name="Ama")
    again.signing_in.switch(NAME, PASSWORD)
    assert failures(again) == ["Ama: 3", "Ama: 1"]
    again.close()


# PINs


def test_a_pin_opens_the_ward_for_whoever_chose_it(ward: Ward) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.CONTRIBUTOR)
    ward.signing_in.choose_pin(PIN)
    assert [(one.name, one.has_pin) for one in ward.signing_in.names()] == [
        ("Ama", False),
        (NAME, True),
    ]
    ward.signing_in.lock()
    ward.signing_in.switch("Ama", OTHER)
    assert ward.account.role is AccessRole.CONTRIBUTOR
    with pytest.raises(WrongPassword):
        ward.signing_in.switch("Ama", PIN)
    assert ward.signing_in.switch(NAME.upper(), PIN).name == NAME


@pytest.mark.on_a_file("a server has backups of its own")
def test_a_pin_stands_in_no_file_and_ends_with_the_program(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.signing_in.choose_pin(PIN)
    ward.signing_in.switch(NAME, PIN)
    ward.upkeep.back_up()
    ward.close()
    for path in store_paths.data_dir.rglob("*"):
        assert not path.is_file() or PIN.encode() not in path.read_bytes(), path
    opened = sign_in(store_paths, clock)
    assert not any(one.has_pin for one in opened.signing_in.names())
    with pytest.raises(WrongPassword):
        opened.signing_in.switch(NAME, PIN)
    opened.close()


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "abcdef", "", "123456", "654321", "012345", "111111", "121212"]
)
def test_an_easy_pin_is_refused(ward: Ward, pin: str) -> None:
    with pytest.raises(Refused) as refused:
        ward.signing_in.choose_pin(pin)
    assert refused.value.field == "pin"
    assert not any(one.has_pin for one in ward.signing_in.names())


def test_wrong_pins_wait_and_the_sixth_drops_it(ward: Ward, clock: ShiftedClock) -> None:
    ward.signing_in.choose_pin(PIN)
    for _time in range(5):
        with pytest.raises(WrongPassword):
            ward.signing_in.switch(NAME, "592738")
    with pytest.raises(MustWait):
        ward.signing_in.switch(NAME, PIN)
    clock.advance(seconds=30)
    with pytest.raises(WrongPassword, match="too often"):
        ward.signing_in.switch(NAME, "592738")
    clock.advance(minutes=2)
    with pytest.raises(WrongPassword):
        ward.signing_in.switch(NAME, PIN)
    clock.advance(minutes=5)
    ward.signing_in.switch(NAME, PASSWORD)


def test_a_right_pin_starts_the_count_afresh(ward: Ward) -> None:
    ward.signing_in.choose_pin(PIN)
    for _round in range(3):
        for _time in range(4):
            with pytest.raises(WrongPassword):
                ward.signing_in.switch(NAME, "592738")
        ward.signing_in.switch(NAME, PIN)


def test_switching_pins_off_forgets_those_chosen(ward: Ward) -> None:
    ward.signing_in.choose_pin(PIN)
    for allowed in (False, True):
        policy = ward.privacy.policy()
        ward.privacy.change_policy(policy.row_version, pins_allowed=allowed)
        assert ward.signing_in.pins_allowed() is allowed
        assert not any(one.has_pin for one in ward.signing_in.names())
        with pytest.raises(WrongPassword):
            ward.signing_in.switch(NAME, PIN)
    ward.signing_in.choose_pin(PIN)
    ward.signing_in.switch(NAME, PIN)


def test_without_pins_none_can_be_chosen(ward: Ward) -> None:
    ward.privacy.change_policy(ward.privacy.policy().row_version, pins_allowed=False)
    with pytest.raises(Refused, match="no PINs"):
        ward.signing_in.choose_pin(PIN)


def test_switched_off_in_another_program_a_pin_opens_nothing(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.signing_in.choose_pin(PIN)
    other = sign_in(store_paths, clock)
    other.privacy.change_policy(other.privacy.policy().row_version, pins_allowed=False)
    other.close()
    with pytest.raises(WrongPassword):
        ward.signing_in.switch(NAME, PIN)


def test_a_reset_password_makes_the_pin_void(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.signing_in.choose_pin(PIN)
    other = sign_in(store_paths, clock)
    other.accounts.reset(other.account.id, OTHER)
    other.close()
    assert not any(one.has_pin for one in ward.signing_in.names())
    with pytest.raises(WrongPassword):
        ward.signing_in.switch(NAME, PIN)


def test_a_forgotten_pin_is_gone(ward: Ward) -> None:
    ward.signing_in.choose_pin(PIN)
    ward.signing_in.forget_pin()
    with pytest.raises(WrongPassword):
        ward.signing_in.switch(NAME, PIN)
