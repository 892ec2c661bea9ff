"""The line to a server: others' writes are heard, and its breaks lose and double nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import LineGone, NeedsLine, Refused
from huddle.model import Item
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.unlocks import by_password
from huddle.vocabulary import Status, Thing
from huddle.ward import Ward, open_ward
from tests.helpers import wards
from tests.helpers.acting import store_of
from tests.helpers.listening import Heard, back, gone, open_texts, ready
from tests.helpers.proxy import Proxy
from tests.helpers.wards import capture, sign_in, start

pytestmark = pytest.mark.on_a_server


def test_what_another_computer_writes_is_heard(first: Ward, second: Ward) -> None:
    heard = ready(second)
    heard.changes.clear()
    item = first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    heard.until(lambda: any(item.id in changes.ids for changes in heard.changes))
    assert any(Thing.ITEMS in changes.things for changes in heard.changes)


def test_own_writes_are_told_once(first: Ward, second: Ward) -> None:
    heard, others = ready(first), ready(second)
    heard.changes.clear()
    item = first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    others.until(lambda: any(item.id in changes.ids for changes in others.changes))
    theirs = second.followups.add(wards.said(second, "a: Ring stores @Erin"), key="two")
    heard.until(lambda: any(theirs.id in changes.ids for changes in heard.changes))
    assert sum(item.id in changes.ids for changes in heard.changes) == 1


def test_a_huddle_goes_on_without_the_line_and_is_sent_once(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard = ready(first)
    state = start(first)
    capture(first, state, "a: Before @Erin")
    others = ready(second)
    proxy.cut()
    capture(first, state, "a: While it is gone @Erin")
    gone(heard)
    assert open_texts(first)[-1] == "While it is gone"
    first.running.close(state.huddle.id)
    assert open_texts(second) == ["Before"]
    proxy.mend()
    back(heard)
    assert heard.rows[-1].sent > 0
    assert open_texts(second) == ["Before", "While it is gone"]
    assert open_texts(first) == ["Before", "While it is gone"]
    others.until(lambda: any(Thing.HUDDLES in changes.things for changes in others.changes))
    assert second.audit.verify().is_whole


def test_an_answer_that_never_came_doubles_nothing(first: Ward, second: Ward, proxy: Proxy) -> None:
    heard = ready(first)
    state = start(first)
    proxy.swallows_commit = True
    kept = capture(first, state, "a: Once @Erin")
    back(heard)
    assert [row.id for row in second.followups.all_open()] == [kept.id]
    assert [row.id for row in first.followups.all_open()] == [kept.id]


def test_a_server_that_says_no_more_is_seen(first: Ward, second: Ward, proxy: Proxy) -> None:
    heard = ready(first)
    state = start(first)
    proxy.stall()
    capture(first, state, "a: Kept here @Erin")
    gone(heard)
    proxy.mend()
    back(heard)
    assert open_texts(second) == ["Kept here"]


def test_what_concerns_all_computers_waits_for_the_line(first: Ward, proxy: Proxy) -> None:
    heard = ready(first)
    proxy.cut()
    gone(heard)
    with pytest.raises(NeedsLine):
        first.accounts.add("Kim", "another three words", first.account.role)


def test_a_start_without_the_line_shows_the_last_copy(
    store_paths: Paths, proxy: Proxy, first: Ward, second: Ward, clock: ShiftedClock
) -> None:
    ready(first)
    heard = ready(second)
    first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    heard.until(lambda: any(Thing.ITEMS in changes.things for changes in heard.changes))
    paths = first.paths
    first.close()
    proxy.cut()
    unlock = by_password(wards.NAME, wards.PASSWORD)
    with pytest.raises(LineGone):
        open_ward(paths, clock, unlock)
    ward = open_ward(paths, clock, unlock, may_use_copy=True)
    assert open_texts(ward) == ["Order slings"]
    assert ward.line is not None
    assert ward.line.row().as_at is not None
    ward.followups.add(wards.said(ward, "a: Ring stores @Erin"), key="two")
    again = Heard(ward)
    proxy.mend()
    again.until(lambda: bool(again.rows) and not again.rows[-1].is_gone)
    assert open_texts(second) == ["Order slings", "Ring stores"]
    ward.close()


def apart(first: Ward, second: Ward, proxy: Proxy) -> ItemRow:
    """An action whose words were changed here without the line, and otherwise there."""
    heard = ready(first)
    item = first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    proxy.cut()
    first.followups.update(item.id, None, text="Order two slings")
    gone(heard)
    second.followups.update(item.id, None, text="Order three slings")
    second.followups.update(item.id, None, status=Status.IN_PROGRESS)
    proxy.mend()
    back(heard)
    return first.followups.action(item.id)


def test_a_change_that_meets_another_is_put_aside_until_somebody_chooses(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    item = apart(first, second, proxy)
    assert item.text == "Order three slings"
    (waits,) = second.conflicts.waiting()
    assert item.code in waits.compared.label
    assert "Order two slings" in waits.compared.mine
    assert "Order three slings" in waits.compared.theirs
    second.conflicts.settle(waits.id, is_mine=True)
    chosen = second.followups.action(item.id)
    assert (chosen.text, chosen.status) == ("Order two slings", Status.IN_PROGRESS)
    assert second.conflicts.waiting() == ()
    with pytest.raises(Refused, match="chose already"):
        first.conflicts.settle(waits.id, is_mine=False)
    assert second.audit.verify().is_whole


def test_what_stands_on_the_server_can_be_chosen(first: Ward, second: Ward, proxy: Proxy) -> None:
    item = apart(first, second, proxy)
    (waits,) = first.conflicts.waiting()
    first.conflicts.settle(waits.id, is_mine=False)
    assert first.followups.action(item.id).text == "Order three slings"
    assert first.conflicts.waiting() == ()


def test_changes_of_different_fields_both_stand(first: Ward, second: Ward, proxy: Proxy) -> None:
    heard = ready(first)
    item = first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    proxy.cut()
    first.followups.update(item.id, None, place="Bay 2")
    gone(heard)
    second.followups.update(item.id, None, text="Order three slings")
    proxy.mend()
    back(heard)
    found = second.followups.action(item.id)
    assert (found.text, found.place) == ("Order three slings", "Bay 2")
    assert first.conflicts.waiting() == ()


def test_what_somebody_removed_meanwhile_can_be_brought_back(
    first: Ward, second: Ward, proxy: Proxy
) -> None:
    heard = ready(first)
    item = first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    proxy.cut()
    first.followups.update(item.id, None, text="Order two slings")
    gone(heard)
    with store_of(second).write() as writer:
        writer.delete(writer.session.get_one(Item, item.id))
    proxy.mend()
    back(heard)
    (waits,) = first.conflicts.waiting()
    assert "not there any more" in waits.compared.theirs
    first.conflicts.settle(waits.id, is_mine=True)
    assert open_texts(second) == ["Order two slings"]


def test_a_ward_does_not_move_while_something_waits_to_be_sent(
    first: Ward, proxy: Proxy, store_paths: Paths, clock: ShiftedClock, tmp_path: Path
) -> None:
    heard = ready(first)
    proxy.cut()
    first.followups.add(wards.said(first, "a: Order slings @Erin"), key="one")
    gone(heard)
    first.close()
    new = Paths(tmp_path / "new", tmp_path / "config")
    again = sign_in(store_paths, clock)
    with pytest.raises(Refused, match="waits to be sent"):
        again.moving.move(new)
    again.close()
    assert not (new.data_dir / "ward.db").exists()
