"""Who can open a ward: accounts and their keys in a real file, covers, and the last manager."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused, WrongPassword
from huddle.paths import Paths
from huddle.rows.ward import AccountRow
from huddle.store import keys
from huddle.store.attempts import MustWait
from huddle.store.key_file import read_key_file
from huddle.unlocks import by_password, by_recovery_key
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, open_ward
from tests.helpers.wards import (
    NAME,
    PASSWORD,
    ZONE,
    key_ring,
    sign_in,
)

OTHER = "quiet copper lantern"
NEWER = "seven green umbrellas"


@pytest.fixture
def second(ward: Ward, store_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """The same ward in another program, signed in to by Ama, a facilitator."""
    ward.accounts.add("Ama", OTHER, AccessRole.FACILITATOR)
    opened = open_ward(store_paths, clock, by_password("Ama", OTHER))
    yield opened
    opened.close()


def names_with_keys(paths: Paths) -> tuple[str, ...]:
    """Who has a key in the key file."""
    return keys.sign_in_names(key_ring(paths))


def account(ward: Ward, name: str) -> AccountRow:
    """An account by its name."""
    return next(one for one in ward.accounts.accounts() if one.name == name)


def opens(paths: Paths, name: str, password: str) -> bool:
    """Whether the two open the key file."""
    try:
        keys.unlock(key_ring(paths), name, password)
    except WrongPassword:
        return False
    return True


# Adding


def test_somebody_added_signs_in_with_their_role(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    person = ward.people.add_person("Ama Boateng")
    added = ward.accounts.add(" Ama ", OTHER, AccessRole.CONTRIBUTOR, person_id=person.id)
    assert (added.name, added.role) == ("Ama", AccessRole.CONTRIBUTOR)
    assert account(ward, "Ama").person_name == "Ama Boateng"
    ward.close()
    opened = open_ward(store_paths, clock, by_password("aMA", OTHER))
    assert opened.account.id == added.id
    assert opened.accounts.mine().person_name == "Ama Boateng"
    with pytest.raises(NotAllowed):
        opened.accounts.accounts()
    opened.close()


@pytest.mark.parametrize("name", ["erin", " ERIN ", "Ｅｒｉｎ"])
def test_names_are_compared_without_case(ward: Ward, name: str) -> None:
    with pytest.raises(Refused, match="already") as refused:
        ward.accounts.add(name, OTHER, AccessRole.READER)
    assert refused.value.field == "sign_in_name"


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "a\x00b", "two\nlines"])
def test_a_name_that_cannot_be_used_is_refused(ward: Ward, store_paths: Paths, name: str) -> None:
    with pytest.raises(Refused) as refused:
        ward.accounts.add(name, OTHER, AccessRole.READER)
    assert refused.value.field == "sign_in_name"
    assert names_with_keys(store_paths) == (NAME,)


def test_an_account_of_nobody_we_know_is_refused(ward: Ward, store_paths: Paths) -> None:
    with pytest.raises(Refused):
        ward.accounts.add("Ama", OTHER, AccessRole.READER, person_id="nobody")
    assert names_with_keys(store_paths) == (NAME,)


def test_no_account_with_a_password_is_a_wall(ward: Ward, store_paths: Paths) -> None:
    with pytest.raises(Refused) as refused:
        ward.accounts.add("Screen", OTHER, AccessRole.WALL_SCREEN)
    assert refused.value.field == "role"
    assert names_with_keys(store_paths) == (NAME,)


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "passwordpassword",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaaaa",
        "Ama Ama Ama Ama Ama",
        "Ward 7 Ward 7 Ward 7",
        "x" * 257,
    ],
)
def test_a_password_that_is_short_or_guessed_early_is_refused(ward: Ward, password: str) -> None:
    with pytest.raises(Refused) as refused:
        ward.accounts.add("Ama", password, AccessRole.READER)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "quiet copper lantern",
        "no capitals no digits at all",
        "A very long sentence that somebody keeps in a manager of passwords. " * 3,
        "les trois mots de la salle à côté",
        "trzy zwyczajne słowa żółw",
    ],
)
def test_any_long_password_of_ones_own_will_do(
    ward: Ward, store_paths: Paths, password: str
) -> None:
    ward.accounts.add("Ama", password, AccessRole.READER)
    assert opens(store_paths, "Ama", password)
    assert not opens(store_paths, "Ama", password + "x")


def test_a_password_opens_from_any_keyboard(ward: Ward, store_paths: Paths) -> None:
    ward.accounts.add("Ama", "der kaffee kühlt ab", AccessRole.READER)
    assert opens(store_paths, "Ama", "der kaffee ku\u0308hlt ab")


def test_ones_own_password_is_changed_by_giving_the_old_one(ward: Ward, store_paths: Paths) -> None:
    ward.accounts.change_my_password(PASSWORD, NEWER)
    assert opens(store_paths, NAME, NEWER)
    assert not opens(store_paths, NAME, PASSWORD)


def test_a_wrong_old_password_changes_nothing_and_counts(ward: Ward, store_paths: Paths) -> None:
    for _attempt in range(5):
        with pytest.raises(WrongPassword) as refused:
            ward.accounts.change_my_password(OTHER, NEWER)
        assert refused.value.field == "old_password"
    with pytest.raises(MustWait) as waits:
        ward.accounts.change_my_password(PASSWORD, NEWER)
    assert waits.value.field == "old_password"
    assert opens(store_paths, NAME, PASSWORD)


def test_a_new_password_that_cannot_be_used_costs_no_attempt(ward: Ward) -> None:
    for _attempt in range(9):
        with pytest.raises(Refused) as refused:
            ward.accounts.change_my_password(PASSWORD, "short")
        assert refused.value.field == "password"
    ward.accounts.change_my_password(PASSWORD, NEWER)


def test_a_manager_gives_a_new_password_for_a_forgotten_one(
    ward: Ward, second: Ward, store_paths: Paths
) -> None:
    ward.accounts.reset(second.account.id, NEWER)
    assert opens(store_paths, "Ama", NEWER)
    assert not opens(store_paths, "Ama", OTHER)


# Disabling and enabling


def test_a_disabled_account_opens_nothing_and_is_still_named(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    added = ward.accounts.add("Ama", OTHER, AccessRole.FACILITATOR)
    open_ward(store_paths, clock, by_password("Ama", OTHER)).close()
    ward.accounts.disable(added.id)
    assert names_with_keys(store_paths) == (NAME,)
    with pytest.raises(WrongPassword):
        open_ward(store_paths, clock, by_password("Ama", OTHER))
    with pytest.raises(WrongPassword):
        ward.signing_in.switch("Ama", OTHER)
    assert [one.name for one in ward.signing_in.names()] == [NAME]
    assert account(ward, "Ama").is_disabled
    assert {entry.who for entry in ward.audit.entries()} == {NAME, "Ama"}


def test_whoever_is_still_signed_in_elsewhere_is_refused(ward: Ward, second: Ward) -> None:
    second.planning.today()
    ward.accounts.disable(second.account.id)
    with pytest.raises(NotAllowed, match="disabled"):
        second.planning.today()
    with pytest.raises(NotAllowed, match="disabled"):
        second.planning.raise_for_next("Slings are short")
    second.signing_in.lock()
    assert second.signing_in.names()
    second.signing_in.switch(NAME, PASSWORD)
    second.planning.today()


def test_a_disabled_account_is_enabled_with_a_new_password(
    ward: Ward, second: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ama = second.account.id
    ward.accounts.disable(ama)
    with pytest.raises(Refused, match="Enable it"):
        ward.accounts.reset(ama, NEWER)
    assert names_with_keys(store_paths) == (NAME,)
    assert not ward.accounts.enable(ama, NEWER).is_disabled
    open_ward(store_paths, clock, by_password("Ama", NEWER)).close()


def test_nobody_disables_their_own_account_or_changes_their_own_role(ward: Ward) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.WARD_MANAGER)
    mine = ward.accounts.mine()
    with pytest.raises(Refused, match="own account"):
        ward.accounts.disable(mine.id)
    with pytest.raises(Refused, match="own role"):
        ward.accounts.change(mine.id, mine.row_version, role=AccessRole.READER, person_id=None)
    assert ward.accounts.mine() == mine


def test_somebody_is_always_left_who_can_let_others_in(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ama = ward.accounts.add("Ama", OTHER, AccessRole.ADMINISTRATOR)
    other = open_ward(store_paths, clock, by_password("Ama", OTHER))
    erin = account(other, NAME)
    other.accounts.change(
        erin.id, erin.row_version, role=AccessRole.READER, person_id=erin.person_id
    )
    other.close()
    again = sign_in(store_paths, clock)
    assert again.account.role is AccessRole.READER
    again.close()
    ward.signing_in.switch("Ama", OTHER)
    ward.accounts.add("Bo", NEWER, AccessRole.WARD_MANAGER)
    ward.signing_in.switch("Bo", NEWER)
    ward.accounts.disable(ama.id)
    ward.accounts.add_cover("Night", OTHER, AccessRole.FACILITATOR)
    with pytest.raises(Refused, match="own account"):
        ward.accounts.disable(ward.account.id)


def test_two_managers_cannot_take_the_last_one_away_together(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.WARD_MANAGER)
    other = open_ward(store_paths, clock, by_password("Ama", OTHER))
    ward.accounts.disable(other.account.id)
    with pytest.raises(NotAllowed):
        other.accounts.disable(ward.account.id)
    other.close()
    assert names_with_keys(store_paths) == (NAME,)


def test_two_changes_at_once_do_not_overwrite_one_another(ward: Ward, second: Ward) -> None:
    ama = account(ward, "Ama")
    ward.accounts.change(ama.id, ama.row_version, role=AccessRole.READER, person_id=None)
    with pytest.raises(Refused, match="Somebody else changed"):
        ward.accounts.change(ama.id, ama.row_version, role=AccessRole.CONTRIBUTOR, person_id=None)
    assert account(ward, "Ama").role is AccessRole.READER


# Cover accounts


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-08-06T07:30", "2026-08-06T23:00"),
        ("2026-08-06T22:59", "2026-08-06T23:00"),
        ("2026-08-06T23:01", "2026-08-07T23:00"),
        ("2026-03-29T00:30", "2026-03-29T23:00"),
        ("2026-10-25T00:30", "2026-10-26T00:00"),
        ("2026-12-31T12:00", "2027-01-01T00:00"),
    ],
)
def test_a_cover_account_ends_at_the_next_midnight_of_the_ward(
    ward: Ward, clock: ShiftedClock, now: str, ends: str
) -> None:
    clock.set_to(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
    cover = ward.accounts.add_cover("Night", OTHER, AccessRole.FACILITATOR)
    assert cover.ends_at == dt.datetime.fromisoformat(ends).replace(tzinfo=dt.UTC)
    assert cover.ends_at.astimezone(ZoneInfo(ZONE)).time() == dt.time()


def test_a_facilitator_lets_somebody_cover_and_no_more(second: Ward, store_paths: Paths) -> None:
    second.accounts.add_cover("Night", NEWER, AccessRole.FACILITATOR)
    assert opens(store_paths, "Night", NEWER)
    with pytest.raises(Refused, match="cover account can be"):
        second.accounts.add_cover("More", NEWER, AccessRole.WARD_MANAGER)
    with pytest.raises(NotAllowed):
        second.accounts.add("Stays", NEWER, AccessRole.READER)


def test_a_cover_account_is_over_at_midnight(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.accounts.add_cover("Night", OTHER, AccessRole.FACILITATOR)
    night = open_ward(store_paths, clock, by_password("Night", OTHER))
    night.planning.today()
    clock.advance(days=1)
    with pytest.raises(NotAllowed, match="has ended"):
        night.planning.today()
    with pytest.raises(Refused, match="has ended"):
        open_ward(store_paths, clock, by_password("Night", OTHER))
    night.signing_in.lock()
    night.signing_in.switch(NAME, PASSWORD)
    night.planning.today()
    night.close()
    assert names_with_keys(store_paths) == (NAME,)
    assert account(ward, "Night").is_disabled


def test_a_cover_account_can_be_had_again_for_another_night(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    cover = ward.accounts.add_cover("Night", OTHER, AccessRole.READER)
    clock.advance(days=3)
    ended = account(ward, "Night")
    with pytest.raises(Refused, match="Enable it"):
        ward.accounts.reset(cover.id, NEWER)
    with pytest.raises(Refused, match="cover account can be"):
        ward.accounts.change(
            cover.id, ended.row_version, role=AccessRole.WARD_MANAGER, person_id=None
        )
    again = ward.accounts.enable(cover.id, NEWER)
    assert again.ends_at is not None
    assert dt.timedelta(0) < again.ends_at - clock.now() < dt.timedelta(days=1)
    open_ward(store_paths, clock, by_password("Night", NEWER)).close()


# The wall


def test_the_wall_has_no_password_and_a_person_opens_it(ward: Ward, store_paths: Paths) -> None:
    ward.accounts.add("Wall", OTHER, AccessRole.READER)
    wall = ward.signing_in.open_wall()
    assert (wall.role, wall.can_sign_in) == (AccessRole.WALL_SCREEN, False)
    assert wall.name != "Wall"
    assert ward.account == wall
    assert set(names_with_keys(store_paths)) == {NAME, "Wall"}
    assert wall.name not in [one.name for one in ward.signing_in.names()]
    with pytest.raises(NotAllowed):
        ward.accounts.accounts()
    ward.signing_in.switch(NAME, PASSWORD)
    for give in (ward.accounts.reset, ward.accounts.enable):
        with pytest.raises(Refused, match="no password"):
            give(wall.id, OTHER)
    assert ward.signing_in.open_wall().id == wall.id


# The recovery key


def test_the_recovery_key_opens_the_ward_when_everybody_is_gone(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    recovery_key = ward.accounts.new_recovery_key()
    ward.close()
    opened = open_ward(store_paths, clock, by_recovery_key(recovery_key.lower()))
    assert opened.account.name == NAME
    opened.accounts.reset(opened.account.id, NEWER)
    assert "signed in with the recovery key" in [one.what for one in opened.audit.entries()]
    opened.close()
    open_ward(store_paths, clock, by_password(NAME, NEWER)).close()


def test_a_new_recovery_key_makes_the_old_one_worthless(ward: Ward, store_paths: Paths) -> None:
    first, second = ward.accounts.new_recovery_key(), ward.accounts.new_recovery_key()
    assert keys.unlock_by_recovery_key(key_ring(store_paths), second)
    with pytest.raises(WrongPassword):
        keys.unlock_by_recovery_key(key_ring(store_paths), first)


# The data file's key


@pytest.mark.on_a_file("a server has no key of Huddle's")
def test_a_new_key_leaves_everybody_their_password(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ama = ward.accounts.add("Ama", OTHER, AccessRole.FACILITATOR)
    ward.accounts.add("Bo", NEWER, AccessRole.READER)
    ward.accounts.disable(ama.id)
    assert ward.accounts.change_key() == 2
    assert "changed the data file’s key" in [one.what for one in ward.audit.entries()]
    assert ward.audit.verify().is_whole
    ward.close()
    for name, password in ((NAME, PASSWORD), ("Bo", NEWER)):
        open_ward(store_paths, clock, by_password(name, password)).close()
    with pytest.raises(WrongPassword):
        open_ward(store_paths, clock, by_password("Ama", OTHER))


# What the key file tells


@pytest.mark.on_a_file("on a server the keys of each account stand apart")
def test_the_key_file_tells_sign_in_names_and_nothing_else(ward: Ward, store_paths: Paths) -> None:
    person = ward.people.add_person("Ama Boateng")
    ward.accounts.add("AB", OTHER, AccessRole.CONTRIBUTOR, person_id=person.id)
    text = json.dumps(read_key_file(key_ring(store_paths)))
    assert set(json.loads(text)["accounts"]) == {NAME, "AB"}
    for word in ("Boateng", OTHER, PASSWORD, "contributor", "Ward 7"):
        assert word not in text
