"""The word the open ward leaves of what comes: of the whole ward, and without one word of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from zoneinfo import ZoneInfo

import pytest

from huddle import coming
from huddle.clock import ShiftedClock
from huddle.rules.coming import in_words, to_say
from huddle.ward import Ward
from tests.helpers import wards

LONDON = ZoneInfo("Europe/London")


def at(clock: ShiftedClock, day: int, time: str) -> None:
    """Set the clock to a time of August 2026 in London."""
    clock.set_to(dt.datetime.combine(dt.date(2026, 8, day), dt.time.fromisoformat(time), LONDON))


def add(ward: Ward, line: str) -> None:
    """Add an action."""
    ward.followups.add(wards.said(ward, f"a: {line}"))


def comes(ward: Ward) -> list[str]:
    """What was left, by the ward's clock."""
    return [
        f"{one.at.astimezone(LONDON):%d %H:%M} {one.kind} {one.count}"
        for one in coming.read(ward.paths).coming
    ]


def says(ward: Ward) -> str:
    """What is said of it now."""
    now = ward.clock.now()
    return in_words(to_say(coming.read(ward.paths), now, ()), now)


def test_huddles_and_actions_are_foretold(ward: Ward) -> None:
    ward.running.close(wards.start(ward).huddle.id)
    add(ward, "Mend the lamp due fri 14:00")
    add(ward, "Order gloves due fri 14:00")
    ward.reminders.send()
    found = comes(ward)
    assert found[:3] == ["07 07:00 due_today 2", "07 08:00 starts_soon 1", "07 14:00 overdue 2"]
    assert [line for line in found if line.startswith("20 08:00 starts_soon")]


@pytest.mark.on_a_file("a server has backups of its own")
def test_an_old_backup_is_foretold_once_for_all_units(ward: Ward) -> None:
    ward.units.add("Night desk", tier="Site", time_zone="Europe/Paris")
    ward.reminders.send()
    assert len([line for line in comes(ward) if "backup_too_old" in line]) == 1


def test_it_says_nothing_but_instants_kinds_and_counts(ward: Ward) -> None:
    add(ward, "Xylophone @Pharmacy due fri 14:00")
    ward.privacy.change_policy(0, quiet_from=dt.time(22), quiet_until=dt.time(7, 30))
    ward.reminders.send()
    text = ward.paths.coming_file.read_text()
    plain = json.loads(text)
    assert set(plain) == {"coming", "quiet"}
    assert {key for one in plain["coming"] for key in one} <= {"at", "kind", "count", "until"}
    words = set(re.findall(r"[A-Za-z_]{2,}", text))
    kinds = {one["kind"] for one in plain["coming"]}
    assert words <= {"coming", "quiet", "at", "kind", "count", "until", *kinds}


def test_it_is_left_again_only_when_something_changed(ward: Ward, clock: ShiftedClock) -> None:
    add(ward, "Mend the lamp due fri 14:00")
    ward.reminders.send()
    before = ward.paths.coming_file.stat().st_ino
    clock.advance(minutes=1)
    ward.reminders.send()
    assert ward.paths.coming_file.stat().st_ino == before
    add(ward, "Order gloves due fri 14:00")
    ward.reminders.send()
    assert "07 14:00 overdue 2" in comes(ward)


def test_what_was_done_comes_no_more(ward: Ward) -> None:
    add(ward, "Mend the lamp due fri 14:00")
    ward.reminders.send()
    item = ward.followups.all_open()[0]
    ward.followups.update(item.id, item.row_version, status="cancelled", note="Not ours")
    ward.reminders.send()
    assert [line for line in comes(ward) if "overdue" in line] == []


def test_what_went_out_does_not_come_again_when_the_clock_is_set_back(
    ward: Ward, clock: ShiftedClock
) -> None:
    add(ward, "Mend the lamp due fri 14:00")
    at(clock, 7, "07:05")
    ward.reminders.send()
    at(clock, 6, "12:00")
    ward.reminders.send()
    assert [line for line in comes(ward) if "due_today" in line] == []
    assert "07 14:00 overdue 1" in comes(ward)


def test_what_quiet_hours_hold_back_is_said_when_they_end(ward: Ward, clock: ShiftedClock) -> None:
    ward.running.close(wards.start(ward).huddle.id)
    ward.privacy.change_policy(0, quiet_from=dt.time(22), quiet_until=dt.time(9, 30))
    add(ward, "Mend the lamp due today 12:00")
    ward.reminders.send()
    assert to_say(coming.read(ward.paths), clock.now(), ()) == ()
    at(clock, 6, "09:30")
    assert says(ward) == "1 action is due today. Sign in to see it."


def test_a_huddle_explained_ahead_does_not_silence_the_ones_before(
    ward: Ward, clock: ShiftedClock
) -> None:
    ward.running.close(wards.start(ward).huddle.id)
    series = wards.main_series(ward)
    ward.planning.not_held(series, dt.date(2026, 8, 12), "Training day")
    at(clock, 10, "08:05")
    assert [row.series_id for row in ward.reminders.due() if row.series_id] == [series]
    ward.reminders.send()
    days = [line[:2] for line in comes(ward) if "starts_soon" in line]
    assert days[:2] == ["11", "13"]


def test_all_units_of_the_store_are_foretold_each_by_its_own_clock(ward: Ward) -> None:
    ward.running.close(wards.start(ward).huddle.id)
    add(ward, "Mend the lamp due fri 14:00")
    ward.units.use(ward.units.add("Night desk", tier="Site", time_zone="Europe/Paris").id)
    ward.running.close(wards.start(ward).huddle.id)
    add(ward, "Order gloves due fri 15:00")
    ward.reminders.send()
    # Three in the afternoon in Paris is two in London, and seven in the morning is six.
    found = comes(ward)
    assert "07 14:00 overdue 2" in found
    assert {"07 06:00 due_today 1", "07 07:00 due_today 1"} <= set(found)
