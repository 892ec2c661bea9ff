"""A line in bad company: a server that takes nothing, a copy that fails, two windows."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Environment, Refused
from huddle.paths import Paths
from huddle.store import outbox
from huddle.store.replaying import Unseen
from huddle.store.sending import Sender
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, open_ward
from tests.helpers import fenced, wards
from tests.helpers.acting import act_as
from tests.helpers.database_server import Databases
from tests.helpers.listening import (
    LONGEST_SECONDS,
    Heard,
    back,
    fail_once,
    gone,
    is_ready,
    open_texts,
    ready,
)
from tests.helpers.proxy import Proxy
from tests.helpers.wards import capture, sign_in, start

pytestmark = pytest.mark.on_a_server


def add(ward: Ward, words: str) -> str:
    return ward.followups.add(wards.said(ward, f"a: {words} @Erin"), key=words).id


def database_of(paths: Paths) -> str:
    return paths.database_url.partition("?")[0].rpartition("/")[2]


def refuse(databases: Databases, name: str, words: str) -> None:
    """Have a database take no item of some words."""
    databases.execute(
        "CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NEW.text = '{words}' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
        name,
    )
    databases.execute(
        "CREATE TRIGGER refusing BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION refused()",
        name,
    )


def test_what_a_server_does_not_take_now_is_sent_when_it_does(
    first: Ward,
    second: Ward,
    proxy: Proxy,
    databases: Databases,
    store_paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard, name = ready(first), database_of(store_paths)
    was_refused, send = threading.Event(), Sender.send

    def sent(self: Sender) -> int:
        try:
            return send(self)
        except Environment:
            was_refused.set()
            raise

    monkeypatch.setattr(Sender, "send", sent)
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    databases.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    proxy.mend()
    assert was_refused.wait(LONGEST_SECONDS)
    assert heard.rows[-1].is_gone
    databases.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    proxy.cut_once()
    back(heard)
    assert open_texts(second) == ["Order slings"]


@pytest.mark.expects_log("the copy cannot be stood on: RuntimeError")
def test_a_copy_that_cannot_be_stood_on_ends_no_thread(
    first: Ward, second: Ward, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = ready(first)
    fail_once(monkeypatch, Unseen, "replay")
    proxy.cut()
    gone(heard)
    add(first, "Order slings")
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Order slings"]


def test_two_windows_of_one_computer_send_once(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    twin = sign_in(first.paths, clock)
    heard, other = ready(first), ready(twin)
    proxy.cut()
    add(first, "Order slings")
    add(twin, "Ring stores")
    gone(heard)
    gone(other)
    assert open_texts(first) == open_texts(twin) == ["Order slings", "Ring stores"]
    proxy.mend()
    back(heard)
    back(other)
    assert open_texts(second) == ["Order slings", "Ring stores"]
    assert second.conflicts.waiting() == ()
    assert second.audit.verify().is_whole
    twin.close()


def test_a_row_that_the_server_refuses_is_put_aside_and_the_rest_arrives(
    first: Ward, second: Ward, proxy: Proxy, databases: Databases, store_paths: Paths
) -> None:
    """Whatever a server has of its own that refuses a row must not hold up what comes after."""
    heard = ready(first)
    refuse(databases, database_of(store_paths), "No")
    proxy.cut()
    add(first, "No")
    gone(heard)
    add(first, "Order slings")
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Order slings"]
    assert any("No" in row.compared.mine for row in second.conflicts.waiting())


def test_somebody_of_another_unit_is_told_that_it_is_not_here(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    own = second.unit_id
    add_site(second)
    second.units.let_in(second.account.id, [])
    heard = ready(first)
    # They signed in here once, and were let into the ward's copy.
    first.signing_in.switch("Kim", "another three words")
    first.signing_in.switch(wards.NAME, wards.PASSWORD)
    assert first.unit_id == own
    add(first, "Order slings")
    heard.until(lambda: is_ready(first))
    proxy.cut()
    gone(heard)
    with pytest.raises(Refused, match="not on this computer"):
        first.signing_in.switch("Kim", "another three words")
    assert first.account.name == wards.NAME
    assert open_texts(first) == ["Order slings"]


def add_site(ward: Ward) -> None:
    """Another unit, of which Kim is; whoever adds it works in their own again."""
    own = ward.unit_id
    site = ward.units.add("Site", tier="Site", time_zone=wards.ZONE)
    ward.units.use(site.id)
    ward.accounts.add("Kim", "another three words", ward.account.role)
    ward.units.use(own)


@pytest.fixture
def two_units(databases: Databases, tmp_path: Path) -> Iterator[fenced.Fenced]:
    with fenced.logins(databases), fenced.owned(databases) as name:
        yield fenced.make_two_units(databases.url(name), tmp_path / "keeper")


def test_a_login_behind_the_fence_goes_on_without_the_line(
    two_units: fenced.Fenced, clock: ShiftedClock
) -> None:
    proxy = Proxy(two_units.by(fenced.WARD).database_url)
    paths = replace(two_units.by(fenced.WARD), database_url=proxy.url)
    ward = open_ward(paths, clock, by_password(wards.NAME, wards.PASSWORD))
    heard = ready(ward)
    with two_units.opened(clock, fenced.KEEPER) as keeper:
        heard.changes.clear()
        item_id = add(keeper, "Order slings")
        heard.until(lambda: any(item_id in changes.ids for changes in heard.changes))
        proxy.cut()
        state = start(ward)
        gone(heard)
        capture(ward, state, "a: Ring stores @Erin")
        ward.followups.update(item_id, None, text="Order two slings")
        keeper.followups.update(item_id, None, text="Order three slings")
        proxy.mend()
        back(heard)
        assert len(ward.conflicts.waiting()) == 1
        (waits,) = ward.conflicts.waiting()
        ward.conflicts.settle(waits.id, is_mine=True)
        assert open_texts(keeper) == ["Order two slings", "Ring stores"]
        assert keeper.audit.verify().is_whole
    ward.close()
    proxy.cut()


def test_what_was_put_aside_of_a_sensitive_item_is_hidden_with_it(
    first: Ward, second: Ward, proxy: Proxy, databases: Databases, store_paths: Paths
) -> None:
    heard = ready(first)
    refuse(databases, database_of(store_paths), "No")
    proxy.cut()
    item_id = add(first, "No")
    gone(heard)
    first.followups.update(item_id, None, is_sensitive=True, patient_reference="Bay 2")
    proxy.mend()
    back(heard)
    second.privacy.change_sensitive_roles(frozenset({AccessRole.WARD_MANAGER}))
    shown = second.conflicts.waiting()
    assert shown
    assert not any("Bay 2" in row.compared.mine for row in shown)
    act_as(second, AccessRole.FACILITATOR)
    assert second.conflicts.waiting() == ()


def test_somebody_of_another_unit_is_let_in_again_with_the_line(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    """A store that was opened from the copy knows no other units but those of the copy."""
    add_site(second)
    ready(first)
    first.close()
    proxy.cut()
    unlock = by_password(wards.NAME, wards.PASSWORD)
    ward = open_ward(first.paths, clock, unlock, may_use_copy=True)
    heard = Heard(ward)
    proxy.mend()
    heard.until(lambda: bool(heard.rows) and not heard.rows[-1].is_gone)
    assert ward.signing_in.switch("Kim", "another three words").name == "Kim"
    ward.close()


def test_a_line_that_comes_and_goes_is_tried_more_seldom(first: Ward, proxy: Proxy) -> None:
    heard = ready(first)
    for _time in range(3):
        proxy.cut_once()
        gone(heard)
        back(heard)
    begun = time.monotonic()
    proxy.cut_once()
    gone(heard)
    back(heard)
    assert time.monotonic() - begun > 4


@pytest.mark.expects_log("the copy does not fit the server: RuntimeError")
def test_what_arrived_before_the_program_ended_is_not_sent_again(
    first: Ward,
    second: Ward,
    proxy: Proxy,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the server's commit and the copy's there is always a moment to end in."""
    heard = ready(first)
    fail_once(monkeypatch, outbox, "drop")
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    add(first, "Ring stores")
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Order slings", "Ring stores"]
    assert second.conflicts.waiting() == ()
    assert second.audit.verify().is_whole
