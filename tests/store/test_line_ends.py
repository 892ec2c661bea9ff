"""What a broken line leaves: programs that ended meanwhile, spoilt copies, two of a kind."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from sqlalchemy import text

from huddle.clock import ShiftedClock
from huddle.errors import LineGone, NewerData, WrongPassword
from huddle.paths import Paths
from huddle.rows.changes import Changes
from huddle.services.inbox import leave_note
from huddle.store.local_copy import LocalCopy
from huddle.store.server import ServerHome
from huddle.unlocks import by_password
from huddle.vocabulary import Thing
from huddle.ward import Ward, open_ward
from tests.helpers import wards
from tests.helpers.database_server import Databases
from tests.helpers.listening import LONGEST_SECONDS, Heard, back, fail_once, gone, open_texts, ready
from tests.helpers.proxy import Proxy
from tests.helpers.wards import capture, sign_in, start

pytestmark = pytest.mark.on_a_server


def add(ward: Ward, words: str) -> str:
    return ward.followups.add(wards.said(ward, f"a: {words} @Erin"), key=words).id


def in_the_copy(ward: Ward, query: str) -> list[Any]:
    assert ward.line is not None
    with ward.line._copy.engine.connect() as connection:  # noqa: SLF001 - looks behind it
        return [tuple(row) for row in connection.execute(text(query))]


def test_what_a_program_could_not_send_is_sent_when_it_starts_again(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    heard = ready(first)
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    first.close()
    proxy.mend()
    again = sign_in(first.paths, clock)
    heard = Heard(again)
    heard.until(lambda: open_texts(second) == ["Order slings"])
    heard.until(lambda: open_texts(again) == ["Order slings"])
    assert second.audit.verify().is_whole
    again.close()


def test_a_quarrel_is_told_in_the_window_that_brought_it(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard = ready(first)
    item_id = add(first, "Order slings")
    proxy.cut()
    first.followups.update(item_id, None, text="Order two slings")
    gone(heard)
    second.followups.update(item_id, None, text="Order three slings")
    heard.changes.clear()
    proxy.mend()
    back(heard)
    heard.until(lambda: any(Thing.CONFLICTS in changes.things for changes in heard.changes))


def test_what_was_not_taken_leaves_the_copy(first: Ward, second: Ward, proxy: Proxy) -> None:
    """Else it would show again with the next break, and keep what stands there from coming in."""
    heard = ready(first)
    proxy.cut()
    gone(heard)
    first.calendar.add_closed_days(["20 Aug 2026 Here"])
    second.calendar.add_closed_days(["20 Aug 2026 There"])
    proxy.mend()
    back(heard)
    assert in_the_copy(first, "SELECT name FROM closed_day") == [("There",)]
    assert len(second.conflicts.waiting()) == 1


@pytest.mark.expects_log("the copy does not fit the server: RuntimeError")
def test_a_copy_that_does_not_fit_is_filled_anew(
    first: Ward, second: Ward, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = ready(first)
    fail_once(monkeypatch, LocalCopy, "take")
    heard.changes.clear()
    add(second, "Order slings")
    heard.until(lambda: bool(heard.changes))
    assert in_the_copy(first, "SELECT text FROM item") == [("Order slings",)]
    proxy.cut()
    gone(heard)
    add(first, "Ring stores")
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Order slings", "Ring stores"]


def test_a_damaged_copy_is_set_aside_and_made_anew(
    first: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    heard = ready(first)
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    first.close()
    proxy.mend()
    folder = first.paths.data_dir / "copy"
    for file in folder.glob("ward.db*"):
        file.write_bytes(b"spoilt " * 1000)
    again = sign_in(first.paths, clock)
    heard = ready(again)
    assert len(list(first.paths.data_dir.glob("copy-*/ward.db"))) == 1
    proxy.cut()
    gone(heard)
    add(again, "Ring stores")
    proxy.mend()
    back(heard)
    again.close()


def test_a_copy_whose_keys_are_damaged_is_set_aside(first: Ward, clock: ShiftedClock) -> None:
    ready(first)
    first.close()
    (first.paths.data_dir / "copy" / "keys.json").write_text("{", encoding="utf-8")
    again = sign_in(first.paths, clock)
    ready(again)
    again.close()


def test_a_new_password_opens_the_copy_and_the_old_one_does_not(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    heard = ready(first)
    heard.changes.clear()
    second.accounts.change_my_password(wards.PASSWORD, "three other words")
    heard.until(lambda: any(Thing.ACCOUNTS in changes.things for changes in heard.changes))
    proxy.cut()
    gone(heard)
    with pytest.raises(WrongPassword):
        first.signing_in.switch(wards.NAME, wards.PASSWORD)
    first.signing_in.switch(wards.NAME, "three other words")


def test_a_database_that_was_put_back_fills_the_copy_anew(
    first: Ward, second: Ward, databases: Databases, proxy: Proxy, store_paths: Paths
) -> None:
    """Its journal comes to the same numbers again by other writes."""
    heard = ready(first)
    heard.changes.clear()
    add(first, "Lost with the restore")
    add(second, "Order slings")
    heard.until(lambda: any(Thing.ITEMS in changes.things for changes in heard.changes))
    name = store_paths.database_url.partition("?")[0].rpartition("/")[2]
    databases.execute("ALTER TABLE item DISABLE TRIGGER item_journal", name)
    databases.execute("UPDATE item SET text = 'As it was' WHERE text = 'Order slings'", name)
    databases.execute("ALTER TABLE item ENABLE TRIGGER item_journal", name)
    databases.execute("UPDATE journal SET write_id = 'other ' || left(write_id, 20)", name)
    heard.until(lambda: ("As it was",) in in_the_copy(first, "SELECT text FROM item"))


def test_words_that_were_sent_stand_in_no_audit_of_the_copy(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard = ready(first)
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    assert in_the_copy(first, "SELECT 1 FROM audit_value WHERE new LIKE '%slings%'")
    proxy.mend()
    back(heard)
    assert not in_the_copy(first, "SELECT 1 FROM audit_value WHERE new LIKE '%slings%'")
    assert open_texts(second) == ["Order slings"]


def cut_after_the_write(ward: Ward, proxy: Proxy) -> None:
    """Break the line when the next write is done, before its call goes on."""
    is_cut: list[bool] = []

    def told(_changes: Changes) -> None:
        if not is_cut:
            is_cut.append(True)
            proxy.cut()

    ward.subscribe(told)


def test_a_call_that_goes_on_without_the_line_takes_back_once(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard = ready(first)
    state = start(first)
    capture(first, state, "a: One @Erin")
    capture(first, state, "a: Two @Erin")
    cut_after_the_write(first, proxy)
    assert first.running.undo(state.huddle.id)
    gone(heard)
    assert open_texts(first) == ["One"]
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["One"]


@pytest.mark.parametrize("act", ["take_up", "pause", "start"])
def test_a_call_that_goes_on_without_the_line_does_it_once(
    first: Ward, second: Ward, proxy: Proxy, act: str
) -> None:
    heard = ready(first)
    series_id = wards.main_series(first)
    if act == "start":
        cut_after_the_write(first, proxy)
        state = start(first)
    else:
        state = start(first)
        item = capture(first, state, "The lift stops")
        if act == "take_up":
            parked = first.running.park(item.id)
            cut_after_the_write(first, proxy)
            first.running.take_up(state.huddle.id, parked.id)
        else:
            cut_after_the_write(first, proxy)
            first.running.pause(state.huddle.id)
    gone(heard)
    mine = [(row.text, row.kind, row.status) for row in wards.start(first).items]
    proxy.mend()
    back(heard)
    assert series_id
    assert second.conflicts.waiting() == ()
    theirs = [(row.text, row.kind, row.status) for row in wards.start(second).items]
    assert theirs == mine


def test_one_huddle_begun_on_two_computers_is_two_and_stands_for_no_later_one(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard, series = ready(first), next(row for row in first.templates.series() if row.is_main)
    first.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=series.weekdays,
        starts_at=series.starts_at,
        facilitator=series.facilitator,
        more_times=[dt.time(14)],
    )
    proxy.cut()
    mine = start(first)
    gone(heard)
    capture(first, mine, "a: Said here @Erin")
    theirs = start(second)
    capture(second, theirs, "a: Said there @Erin")
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Said here", "Said there"]
    assert second.conflicts.waiting() == ()
    both = {mine.huddle.id, theirs.huddle.id}
    assert {row.id for row in second.planning.today().unfinished} == both
    assert second.running.start(series.id, dt.time(14)).huddle.id not in both


def test_the_same_huddle_closed_on_two_computers(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    heard = ready(first)
    state = start(first)
    proxy.cut()
    first.running.close(state.huddle.id)
    gone(heard)
    clock.advance(minutes=1)
    second.running.close(state.huddle.id)
    proxy.mend()
    back(heard)
    assert second.conflicts.waiting() == ()


def test_a_note_is_left_at_the_locked_page_without_the_line(
    first: Ward, second: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    heard = ready(first)
    proxy.cut()
    gone(heard)
    assert leave_note(first.paths, clock, "The bed rail is loose")
    assert first.inbox.read_in() == 1
    proxy.mend()
    back(heard)
    assert "The bed rail is loose" in [row.text for row in start(second).items]


def test_a_damaged_copy_opens_nothing_without_the_line(
    first: Ward, proxy: Proxy, clock: ShiftedClock
) -> None:
    ready(first)
    first.close()
    proxy.cut()
    (first.paths.data_dir / "copy" / "ward.db").write_bytes(b"spoilt " * 1000)
    unlock = by_password(wards.NAME, wards.PASSWORD)
    with pytest.raises(LineGone):
        open_ward(first.paths, clock, unlock, may_use_copy=True)


def test_nothing_is_sent_to_tables_of_a_newer_program(
    first: Ward,
    second: Ward,
    proxy: Proxy,
    databases: Databases,
    store_paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard, name = ready(first), store_paths.database_url.partition("?")[0].rpartition("/")[2]
    was_refused, look = threading.Event(), ServerHome.bring_up_to_date

    def looked(self: ServerHome, *values: Any) -> None:
        try:
            look(self, *values)
        except NewerData:
            was_refused.set()
            raise

    monkeypatch.setattr(ServerHome, "bring_up_to_date", looked)
    proxy.cut()
    add(first, "Order slings")
    gone(heard)
    databases.execute("UPDATE alembic_version SET version_num = 'x' || version_num", name)
    proxy.mend()
    assert was_refused.wait(LONGEST_SECONDS)
    assert open_texts(second) == []
    databases.execute("UPDATE alembic_version SET version_num = ltrim(version_num, 'x')", name)
    back(heard)
    assert open_texts(second) == ["Order slings"]


def test_old_entries_of_the_journal_go_but_for_the_last(
    first: Ward, second: Ward, databases: Databases, store_paths: Paths
) -> None:
    """By the last one a copy knows its place, also after a long quiet time."""
    name = store_paths.database_url.partition("?")[0].rpartition("/")[2]
    add(second, "Order slings")
    databases.execute("UPDATE journal SET at = at - interval '61 days'", name)
    ready(first)
    assert databases.execute("SELECT count(*) FROM journal", name) == [(1,)]
