"""What somebody is told who must choose between two versions."""

from __future__ import annotations

import datetime as dt
import platform

import pytest

from huddle.clock import ShiftedClock
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import parse
from huddle.vocabulary import Status, Strength
from huddle.ward import Ward
from tests.helpers import wards


@pytest.fixture
def item(ward: Ward) -> ItemRow:
    """An action."""
    on = ward.planning.today().today
    return ward.followups.add(parse("a: Order slings @Erin due fri", ward.people.known(), on))


def test_who_changed_it_last_when_and_where(ward: Ward, item: ItemRow, clock: ShiftedClock) -> None:
    clock.set_to(clock.now() + dt.timedelta(minutes=5))
    ward.followups.update(item.id, place="Bay 2")
    changed_at = clock.now()
    clock.set_to(clock.now() + dt.timedelta(minutes=5))
    ward.followups.action(item.id)
    change = ward.versions.last_change(item.id)
    assert change is not None
    assert (change.by, change.pc) == (wards.NAME, platform.node())
    assert abs(change.at - changed_at) < dt.timedelta(minutes=1)
    assert change.at.utcoffset() == dt.timedelta(hours=1)
    assert ward.versions.last_change("nothing") is None


def test_fields_and_values_in_words(ward: Ward, item: ItemRow) -> None:
    in_words = ward.versions.in_words
    assert in_words("due_on", dt.date(2026, 8, 14)) == ("Due", "Fri 14-Aug-2026")
    assert in_words("due_time", dt.time(9, 30)) == ("Due time", "09:30")
    assert in_words("status", Status.BLOCKED) == ("Status", "blocked")
    assert in_words("strength", Strength.FORCING.value)[1] == label(Strength.FORCING)
    assert in_words("is_sensitive", True) == ("Sensitive", "yes")
    assert in_words("place", "") == ("Where", "nothing")
    assert in_words("owner_id", "Somebody typed") == ("Owner", "Somebody typed")
    person = ward.people.add_person("R. Shah")
    assert in_words("owner_id", person.id) == ("Owner", "R. Shah")
    assert in_words("goal_id", item.id) == ("Goal", "Order slings")
