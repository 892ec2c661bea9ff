"""The fence between the units of a server: each login sees its own, whatever is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

from huddle.clock import ShiftedClock
from huddle.errors import Environment, NotAllowed, Refused, WrongPassword
from huddle.model.base import METADATA
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rows.units import LoginRow
from huddle.start_options import PASSWORD_VARIABLE
from huddle.store import fence
from huddle.store.attempts import MustWait
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, EscalationState, Status
from huddle.ward import Ward, open_ward
from tests.helpers.command_line import Captured, output
from tests.helpers.database_server import Databases
from tests.helpers.fenced import (
    KEEPER,
    SITE,
    SITE_NAME,
    WARD,
    Fenced,
    asked_as,
    logins,
    make_two_units,
    owned,
)
from tests.helpers.going_up import escalated
from tests.helpers.proxy import Proxy
from tests.helpers.wards import NAME, PASSWORD, capture, hold, start
from tests.store.test_line import Heard, ready

_OF_EVERYBODY = {"unit", "counter"}
"""Tables in which a login sees the rows of every unit: names, and the next numbers."""


@pytest.fixture(scope="module")
def two_units(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Fenced]]:
    """The database of a closed store of two units, which tests copy."""
    with logins(databases), owned(databases) as name:
        yield name, make_two_units(databases.url(name), tmp_path_factory.mktemp("two"))


@pytest.fixture
def fenced(two_units: tuple[str, Fenced], databases: Databases, home: Path) -> Iterator[Fenced]:
    """Two units of the test's own, and the fence between them."""
    template, made = two_units
    with owned(databases, template) as name:
        url = made.paths.database_url.replace(f"/{template}?", f"/{name}?")
        yield replace(made, paths=replace(made.paths, data_dir=home / "ward", database_url=url))


@pytest.fixture
def ward7(fenced: Fenced, clock: ShiftedClock) -> Iterator[Ward]:
    """Ward 7 by its own login."""
    with fenced.opened(clock, WARD) as found:
        yield found


@pytest.fixture
def site(fenced: Fenced, clock: ShiftedClock) -> Iterator[Ward]:
    """The site team by its own login."""
    with fenced.opened(clock, SITE) as found:
        yield found


@pytest.fixture
def proxy(fenced: Fenced) -> Iterator[Proxy]:
    """The line of the site's computer."""
    made = Proxy(fenced.by(SITE).database_url)
    yield made
    made.cut()


def an_action(ward: Ward, line: str = "a: Mend the hoist due today") -> ItemRow:
    """An action that a closed huddle left open."""
    return hold(ward, line)[1][0]


def sent_up(ward: Ward, item: ItemRow) -> str:
    """The id of an escalation to the site team."""
    first = ward.escalations.tiers()[0].receivers[0]
    return escalated(ward, item, receiver_id=first.id).id


# Every table


def tables(fenced: Fenced) -> dict[str, bool]:
    """The tables that belong to units, and whether the server asks rules for them."""
    found = asked_as(
        fenced,
        KEEPER,
        "SELECT relname, relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid) "
        "FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid "
        "WHERE relkind = 'r' AND attname = 'unit_id' AND relnamespace = 'public'::regnamespace",
    )
    return dict(found)


def test_every_table_of_a_unit_has_a_rule(fenced: Fenced) -> None:
    found = tables(fenced)
    assert found.keys() >= {
        name for name, table in METADATA.tables.items() if "unit_id" in table.columns
    }
    assert [name for name, is_fenced in found.items() if not is_fenced] == []


def test_no_row_of_another_unit_is_seen_in_any_table(
    fenced: Fenced, ward7: Ward, site: Ward, clock: ShiftedClock
) -> None:
    hold(ward7, "a: Mend the hoist @Erin due today +Pharmacy", "c: Lights fail at night")
    hold(site, "a: Open ward 9 due today", "c: No beds")
    filled = 0
    for name in tables(fenced).keys() - _OF_EVERYBODY:
        by_unit = f"SELECT unit_id, count(*) FROM {name} GROUP BY unit_id"  # noqa: S608 - no words
        all_there = dict(asked_as(fenced, KEEPER, by_unit))
        filled += len(all_there) > 1
        seen = {unit: count for unit, count in all_there.items() if unit in ("", fenced.site_id)}
        assert dict(asked_as(fenced, SITE, by_unit)) == seen, name
    assert filled >= 15
    words = "SELECT count(*) FROM search_text"
    assert asked_as(fenced, SITE, words) < asked_as(fenced, KEEPER, words)


def test_no_row_is_put_into_another_unit_or_moved_there(
    fenced: Fenced, ward7: Ward, site: Ward
) -> None:
    an_action(ward7)
    a_department = (
        "INSERT INTO department SELECT (jsonb_populate_record(d, "
        "jsonb_build_object('id', 'x', 'unit_id', %s::text))).* FROM department AS d LIMIT 1"
    )
    give = "INSERT INTO unit_login (login, unit_id) VALUES (current_user, %s)"
    for act in (a_department, give, "UPDATE item SET unit_id = %s"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked_as(fenced, WARD, act, fenced.site_id)


def test_a_login_that_was_given_nothing_sees_nothing(fenced: Fenced, clock: ShiftedClock) -> None:
    with fenced.opened(clock, KEEPER) as keeper:
        keeper.units.fence(SITE, [])
        assert keeper.units.logins() == (LoginRow(WARD, ("Ward 7",)),)
    with pytest.raises(Environment, match="has no right"), fenced.opened(clock, SITE):
        pass


# At work


def test_a_unit_works_as_ever_behind_it(
    fenced: Fenced, ward7: Ward, site: Ward, clock: ShiftedClock
) -> None:
    item, other = an_action(ward7), an_action(site, "a: Open ward 9 due today")
    assert item.code != other.code
    for ward, text, foreign in ((ward7, "hoist", "open"), (site, "open", "hoist")):
        assert len(ward.followups.find(FollowUpsFilter(text=text)).items) == 1
        assert not ward.followups.find(FollowUpsFilter(text=foreign)).items
        assert len(ward.history.huddles()) == 1
        assert ward.audit.verify().is_whole
        assert all(row.is_well for row in ward.upkeep.check())
        assert ward.retention.expire_patient_references() == 0
    clock.advance(hours=4)
    assert ward7.reminders.send() > 0
    assert site.reminders.send() > 0


def test_each_signs_in_only_where_their_login_leads(fenced: Fenced, clock: ShiftedClock) -> None:
    with pytest.raises(WrongPassword), fenced.opened(clock, SITE, NAME):
        pass
    with fenced.opened(clock, SITE) as site:
        assert [name.name for name in site.signing_in.names()] == [SITE_NAME]
        with pytest.raises(WrongPassword):
            site.signing_in.switch(NAME, PASSWORD)


def test_whoever_works_in_both_is_where_the_login_leads(
    fenced: Fenced, clock: ShiftedClock
) -> None:
    """Erin's own unit is the ward; somebody let her into the site team."""
    let_in = "UPDATE account SET other_unit_ids = %s WHERE name = %s"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked_as(fenced, WARD, let_in, fenced.site_id, NAME)
    asked_as(fenced, KEEPER, let_in, fenced.site_id, NAME)
    with fenced.opened(clock, SITE, NAME) as site:
        assert site.unit_id == fenced.site_id
        assert [unit.name for unit in site.units.units() if unit.is_mine] == ["Site team"]
        with pytest.raises(NotAllowed):
            site.units.use(fenced.ward_id)
        assert site.signing_in.switch(SITE_NAME, PASSWORD).name == SITE_NAME


def test_names_are_taken_once_in_the_whole_store(fenced: Fenced, site: Ward) -> None:
    for name in (NAME, NAME.lower()):
        with pytest.raises(Refused, match="already"):
            site.accounts.add(name, "four other plain words", AccessRole.READER)
    assert [row.name for row in site.accounts.accounts()] == [SITE_NAME]


def test_each_unit_has_a_wall_of_its_own(ward7: Ward, site: Ward) -> None:
    names = {ward.signing_in.open_wall().name for ward in (ward7, site)}
    assert names == {"Wall of Ward 7", "Wall of Site team"}
    assert ward7.wall.public_face()


def test_passwords_and_wrong_ones_are_each_unit_s_own(fenced: Fenced, clock: ShiftedClock) -> None:
    with fenced.opened(clock, WARD) as ward7:
        ward7.accounts.add("Bo", "four other plain words", AccessRole.READER)
        ward7.accounts.change_my_password(PASSWORD, "seven green umbrellas")
    for _count in range(5):
        with pytest.raises(WrongPassword), fenced.opened(clock, WARD):
            pass
    with pytest.raises(MustWait), fenced.opened(clock, WARD):
        pass
    with fenced.opened(clock, SITE) as site:
        assert site.account.name == SITE_NAME
    seen = "SELECT name FROM account_key"
    assert asked_as(fenced, SITE, seen) == [(SITE_NAME,)]
    assert asked_as(fenced, SITE, "SELECT * FROM document WHERE name = 'attempts'") == []


# What goes up from one unit to the other


def test_it_arrives_and_its_answer_returns(ward7: Ward, site: Ward) -> None:
    item = an_action(ward7)
    up = sent_up(ward7, item)
    asked = site.received.waiting()[0]
    assert asked.item.text == "Ward 7 asks: Lend us one by noon (It is about: Mend the hoist)"
    assert site.planning.today().raised_between[0].id == asked.item.id
    assert site.followups.find(FollowUpsFilter(text="hoist")).items == ()
    site.received.answer(asked.id, "Ward 9 lends one", "Jo Byrne")
    back = ward7.escalations.escalation(up)
    assert (back.state, back.answer) == (EscalationState.ANSWERED, "Ward 9 lends one")
    assert "answered by Jo Byrne: Ward 9 lends one" in [
        event.what for event in ward7.followups.story(item.id)
    ]
    assert all(ward.audit.verify().is_whole for ward in (ward7, site))


def test_an_answer_by_telephone_stands_on_both_sides(ward7: Ward, site: Ward) -> None:
    up = sent_up(ward7, an_action(ward7))
    ward7.escalations.told(up, "Jo Byrne")
    ward7.escalations.answer(up, "Ward 9 lends one", "Jo Byrne")
    assert not site.received.waiting()
    assert site.planning.today().raised_between[0].status is Status.ANSWERED


def test_what_is_taken_back_is_gone_there(ward7: Ward, site: Ward) -> None:
    up = sent_up(ward7, an_action(ward7))
    ward7.escalations.withdraw(up, "Solved here")
    assert not site.received.waiting()


def test_what_becomes_sensitive_is_so_there(
    fenced: Fenced, ward7: Ward, site: Ward, clock: ShiftedClock
) -> None:
    item = an_action(ward7)
    sent_up(ward7, item)
    ward7.followups.update(item.code, is_sensitive=True)
    asked = site.received.waiting()[0]
    assert asked.item.is_sensitive
    emptied = "SELECT id FROM audit_emptied WHERE unit_id = %s"
    there = asked_as(fenced, KEEPER, emptied, fenced.site_id)
    assert asked_as(fenced, SITE, emptied, fenced.site_id) == there != []
    assert all(ward.audit.verify().is_whole for ward in (ward7, site))


def test_nothing_else_of_the_other_unit_opens_by_it(
    fenced: Fenced, ward7: Ward, site: Ward
) -> None:
    item = an_action(ward7)
    up = sent_up(ward7, item)
    asked = site.received.waiting()[0].item.id
    other = hold(site, "a: Open ward 9 due today")[1][0].id
    seen = "SELECT id FROM item WHERE unit_id = %s"
    assert asked_as(fenced, WARD, seen, fenced.site_id) == [(asked,)]
    a_second = "INSERT INTO received_escalation (id, unit_id, escalation_id, item_id) VALUES "
    for act, *values in (
        ("UPDATE received_escalation SET item_id = %s", other),
        ("UPDATE escalation SET item_id = %s", other),
        (a_second + "('x', %s, %s, %s)", fenced.site_id, up, other),
        (a_second + "('x', %s, 'made up', 'x')", fenced.site_id),
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked_as(fenced, WARD, act, *values)
    assert asked_as(fenced, WARD, "DELETE FROM item WHERE id = %s RETURNING id", asked) == []


def test_words_of_another_unit_are_not_searched(fenced: Fenced, ward7: Ward) -> None:
    an_action(ward7)
    # As the index has them: each word begins with the end of its unit's id.
    word = f"'{fenced.ward_id[-12:]}hoist'"

    def found(login: str, unit_id: str) -> int:
        asked = "SELECT search_words(CAST(%s AS tsquery), %s, 9, 0)"
        return len(asked_as(fenced, login, asked, word, unit_id))

    assert found(WARD, fenced.ward_id) == found(KEEPER, fenced.ward_id) == 1
    assert found(SITE, fenced.ward_id) == found(SITE, fenced.site_id) == 0


# Without the line


def test_a_copy_is_of_the_login_s_units_and_what_is_written_there_arrives(
    fenced: Fenced, clock: ShiftedClock, proxy: Proxy
) -> None:
    """Erin's own unit is the ward; on the site's computer she works in the site team."""
    let_in = "UPDATE account SET other_unit_ids = %s WHERE name = %s"
    asked_as(fenced, KEEPER, let_in, fenced.site_id, NAME)
    with fenced.opened(clock, WARD) as ward7:
        an_action(ward7)
    paths = replace(fenced.by(SITE), database_url=proxy.url)
    with closing(open_ward(paths, clock, by_password(NAME, PASSWORD))) as site:
        ready(site)
    proxy.cut()
    again = open_ward(paths, clock, by_password(NAME, PASSWORD), may_use_copy=True)
    with closing(again) as site:
        assert site.unit_id == fenced.site_id
        assert [unit.name for unit in site.units.units() if unit.is_mine] == ["Site team"]
        heard = Heard(site)
        state = start(site)
        kept = capture(site, state, "a: Open ward 9 due today")
        proxy.mend()
        heard.until(lambda: bool(heard.rows) and not heard.rows[-1].is_gone)
    found = asked_as(fenced, KEEPER, "SELECT unit_id, text FROM item WHERE id = %s", kept.id)
    assert found == [(fenced.site_id, "Open ward 9")]


# Who keeps the server


def test_only_the_keeper_gives_units_and_logins(ward7: Ward, fenced: Fenced) -> None:
    with pytest.raises(Environment, match="no right"):
        ward7.units.fence(WARD, [fenced.ward_id, fenced.site_id])
    with pytest.raises(Refused, match="whoever keeps the server"):
        ward7.units.add("Ward 8", tier="Ward", time_zone="Europe/London")


@pytest.fixture
def bypassing(databases: Databases) -> Iterator[str]:
    """A login that no rule is asked for."""
    databases.execute("CREATE ROLE hd_bypassing LOGIN BYPASSRLS")
    yield "hd_bypassing"
    databases.execute("DROP ROLE hd_bypassing")


def test_a_login_that_cannot_be_fenced_in(
    fenced: Fenced, clock: ShiftedClock, bypassing: str
) -> None:
    with fenced.opened(clock, KEEPER) as keeper:
        with pytest.raises(Refused, match="knows no login"):
            keeper.units.fence("nobody_such", [fenced.ward_id])
        for login in (KEEPER, "postgres", bypassing):
            with pytest.raises(Refused, match="it sees all"):
                keeper.units.fence(login, [fenced.ward_id])


def test_a_command_gives_a_login_its_units(
    fenced: Fenced, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    by = ("--database-url", fenced.paths.database_url, "--user", NAME, "units")

    def told(*command: str) -> str:
        return output(capsys, fenced.paths.data_dir, *by, *command)

    assert "Ward 7 " in told("list")
    both = told("fence", SITE, "--unit", "site team", "--unit", "Ward 7")
    assert both == f"{SITE} works in Site team, Ward 7 alone.\n"
    assert [row["unit_names"] for row in json.loads(told("logins", "--json"))] == [
        ["Ward 7", "Site team"],
        ["Ward 7"],
    ]
    assert told("fence", SITE) == f"{SITE} is shut out.\n"
    assert told("logins").split() == ["Login", "Units", WARD, "Ward", "7"]


def test_a_table_that_a_newer_huddle_adds_is_fenced_and_open_to_its_unit(fenced: Fenced) -> None:
    asked_as(fenced, KEEPER, "CREATE TABLE later (id text, unit_id text)")
    both = fenced.ward_id, fenced.site_id
    asked_as(fenced, KEEPER, "INSERT INTO later VALUES ('w', %s), ('s', %s)", *both)
    engine = create_engine(fenced.paths.database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        fence.put_up(connection)
    engine.dispose()
    assert asked_as(fenced, SITE, "SELECT id FROM later") == [("s",)]


def test_a_ward_moves_by_the_login_that_made_the_tables_alone(ward7: Ward, tmp_path: Path) -> None:
    new = Paths(tmp_path / "new", tmp_path / "config")
    with pytest.raises(Refused, match="some units only"):
        ward7.moving.move(new)
    assert list(new.data_dir.iterdir()) == []
