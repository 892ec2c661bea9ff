"""Reminders of a ward on a real file: sent once, read by those they are for."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from huddle.cli import ExitCode, run_command
from huddle.clock import ShiftedClock
from huddle.model import Reminder
from huddle.paths import Paths
from huddle.start_options import read_start
from huddle.store import disposing
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, ReminderKind, Status
from huddle.ward import Ward, open_ward
from tests.helpers import wards
from tests.helpers.acting import act_as, store_of

KINDS = ReminderKind
PASSWORD = "four rather plain words"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def sam(ward: Ward, store_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """The same ward, in the program of Sam of Pharmacy, who contributes and owns an action."""
    team = next(one for one in ward.people.departments() if one.name == "Pharmacy")
    person = ward.people.add_person("Sam", department_id=team.id)
    ward.accounts.add("sam", PASSWORD, AccessRole.CONTRIBUTOR, person_id=person.id)
    ward.followups.add(wards.said(ward, "a: Check the fridge @Sam due fri 14:00"))
    opened = open_ward(store_paths, clock, by_password("sam", PASSWORD))
    yield opened
    opened.close()


def at(clock: ShiftedClock, day: int, time: str) -> None:
    """Set the clock to a time of August 2026 in London."""
    clock.set_to(dt.datetime.combine(dt.date(2026, 8, day), dt.time.fromisoformat(time), LONDON))


def kinds(ward: Ward) -> list[ReminderKind]:
    """What stands in the inbox, newest first, but for huddles."""
    return [row.kind for row in ward.reminders.inbox().rows if row.item_id]


def rows(ward: Ward) -> list[Reminder]:
    """Everything that ever went out."""
    with store_of(ward).read() as reader:
        return list(reader.session.exec(select(Reminder)))


def test_the_owner_is_told_and_nobody_above_them(ward: Ward, sam: Ward) -> None:
    assert ward.reminders.send() >= 1
    (row,) = [row for row in sam.reminders.inbox().rows if row.item_id]
    assert (row.kind, row.text, row.to) == (KINDS.DUE_SOON, "Check the fridge", "Sam")
    assert row.why == "It is due on Fri 07-Aug-2026 14:00."
    assert kinds(ward) == []


def test_after_three_days_whoever_follows_up_hears_of_the_team_and_not_of_the_name(
    ward: Ward, sam: Ward, clock: ShiftedClock
) -> None:
    at(clock, 10, "09:30")
    ward.reminders.send()
    (row,) = [row for row in ward.reminders.inbox().rows if row.item_id]
    assert (row.kind, row.to) == (KINDS.STILL_OVERDUE, "whoever follows up")
    assert row.department == "Pharmacy"
    assert "Sam" not in f"{row.text} {row.why} {row.to}"
    assert kinds(sam) == [KINDS.OVERDUE]


def test_a_week_asked_each_quarter_of_an_hour_says_each_once(
    ward: Ward, sam: Ward, clock: ShiftedClock
) -> None:
    for _turn in range(7 * 24 * 4):
        ward.reminders.send()
        clock.advance(minutes=15)
    of_actions = Counter(row.kind for row in rows(ward) if not row.key.startswith("starts"))
    assert of_actions == {"due_soon": 1, "due_today": 1, "overdue": 1, "still_overdue": 1}
    sent = [row.key for row in rows(ward)]
    assert len(sent) == len(set(sent))


def test_two_programs_at_once_send_it_once(ward: Ward, sam: Ward) -> None:
    with ThreadPoolExecutor(2) as both:
        counts = list(both.map(lambda one: one.reminders.send(), (ward, sam)))
    assert sum(counts) == len(rows(ward)) >= 1


def test_seen_is_kept_and_only_of_one_s_own(ward: Ward, sam: Ward) -> None:
    ward.reminders.send()
    inbox = sam.reminders.inbox()
    assert inbox.unread_count == 1
    ids = [row.id for row in inbox.rows]
    ward.reminders.seen(ids)
    assert sam.reminders.inbox().unread_count == 1
    sam.reminders.seen(ids)
    assert sam.reminders.inbox().unread_count == 0
    assert sam.reminders.inbox().rows[0].seen_at is not None


def test_what_is_done_stands_in_no_inbox_and_is_to_check_the_next_morning(
    ward: Ward, sam: Ward, clock: ShiftedClock
) -> None:
    ward.reminders.send()
    item = ward.followups.all_open()[0]
    ward.followups.update(item.id, item.row_version, status=Status.AWAITING_CHECK)
    assert kinds(sam) == []
    at(clock, 7, "07:01")
    ward.reminders.send()
    assert kinds(ward) == [KINDS.TO_CHECK]


def test_quiet_hours_hold_back_and_give_all_of_it_afterwards(
    ward: Ward, sam: Ward, clock: ShiftedClock
) -> None:
    ward.privacy.change_policy(0, quiet_from=dt.time(22), quiet_until=dt.time(8, 45))
    assert ward.reminders.send() == 0
    (row,) = [row for row in ward.reminders.due() if row.item_id]
    assert row.held_until is not None
    assert row.held_until.time() == dt.time(8, 45)
    at(clock, 6, "08:45")
    assert ward.reminders.send() == len(rows(ward)) >= 1


def test_what_is_due_can_be_asked_for_another_time_and_sends_nothing(ward: Ward, sam: Ward) -> None:
    friday = dt.datetime(2026, 8, 7, 14, 0, tzinfo=LONDON)
    assert [(row.kind, row.to) for row in ward.reminders.due(friday) if row.item_id] == [
        (KINDS.OVERDUE, "Sam")
    ]
    assert rows(ward) == []


def test_a_sensitive_action_is_counted_for_those_who_may_not_see_it(ward: Ward, sam: Ward) -> None:
    item = ward.followups.all_open()[0]
    ward.followups.update(item.id, item.row_version, is_sensitive=True)
    ward.reminders.send()
    inbox = sam.reminders.inbox()
    assert [row for row in inbox.rows if row.item_id] == []
    assert (inbox.unread_count, inbox.hidden_count) == (0, 1)
    act_as(ward, AccessRole.ADMINISTRATOR)
    assert [row for row in ward.reminders.due() if row.item_id] == []


def test_a_huddle_is_told_of_before_it_starts_and_not_once_it_has(
    ward: Ward, clock: ShiftedClock
) -> None:
    at(clock, 7, "08:59")
    ward.running.close(wards.start(ward).huddle.id)
    assert [row for row in ward.reminders.due() if row.series_id] == []
    at(clock, 10, "07:59")
    assert [row for row in ward.reminders.due() if row.series_id] == []
    at(clock, 10, "08:00")
    (row,) = [row for row in ward.reminders.due() if row.series_id]
    assert row.kind is KINDS.STARTS_SOON


@pytest.mark.on_a_file("a server has backups of its own")
def test_an_old_backup_is_told_to_whoever_follows_up(
    ward: Ward, sam: Ward, clock: ShiftedClock
) -> None:
    at(clock, 20, "12:00")
    ward.reminders.send()
    assert KINDS.BACKUP_TOO_OLD in [row.kind for row in ward.reminders.inbox().rows]
    assert KINDS.BACKUP_TOO_OLD not in [row.kind for row in sam.reminders.inbox().rows]


def test_an_account_that_was_disabled_is_told_nothing_and_whoever_follows_up_is(
    ward: Ward, sam: Ward
) -> None:
    account = next(one for one in ward.accounts.accounts() if one.name == "sam")
    ward.accounts.disable(account.id)
    ward.reminders.send()
    assert kinds(ward) == [KINDS.DUE_SOON]


def test_the_check_says_when_they_were_last_looked_for(ward: Ward) -> None:
    def line() -> tuple[str, bool]:
        found = next(row for row in ward.upkeep.check() if row.name == "Reminders")
        return found.says, found.is_set_up

    assert line() == ("Nobody has looked for them yet. An open window does.", False)
    ward.reminders.send()
    assert line() == ("Last looked for Thu 06-Aug-2026 08:30.", True)


def test_what_goes_for_good_takes_its_reminders_along(ward: Ward, sam: Ward) -> None:
    ward.reminders.send()
    item = ward.followups.all_open()[0]
    with store_of(ward).write() as writer:
        disposing.remove_items(writer, [item.id])
    assert [row for row in rows(ward) if row.subject_id == item.id] == []


def test_the_command_says_to_whom_and_why(
    ward: Ward,
    sam: Ward,
    store_paths: Paths,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUDDLE_PASSWORD", wards.PASSWORD)
    options, _command = read_start([*store_paths.options, "--user", wards.NAME])
    asked = ("reminders", "due", "--at", "2026-08-07T14:00")
    assert run_command(options, asked, clock=ward.clock) == ExitCode.DONE
    line = next(one for one in capsys.readouterr().out.splitlines() if "fridge" in one)
    assert "Overdue" in line
    assert "Sam" in line
    assert "It was due on Fri 07-Aug-2026 14:00." in line
    assert run_command(options, (*asked, "--json"), clock=ward.clock) == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert "overdue" in [one["kind"] for one in found]
    assert run_command(options, (*asked[:3], "soon"), clock=ward.clock) == ExitCode.WRONG_USAGE
    assert rows(ward) == []
