"""What somebody learned: theirs alone, counted from five people on, and gone with the account."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NeedsLine, Refused
from huddle.rows.guidance import CardGroup
from huddle.rows.learning import LearnedKind
from huddle.rows.ward import AccountRow
from huddle.rules.learning import FRESH_DAYS
from huddle.vocabulary import AccessRole, ReminderKind
from huddle.ward import Ward
from tests.helpers.acting import audited, store_of

PASSWORD = "quiet copper lantern"
TODAY = dt.date(2026, 8, 6)


def be(ward: Ward, account: AccountRow) -> None:
    """Go on as another account."""
    store_of(ward).account = account


def mine(ward: Ward) -> list[tuple[str, str]]:
    return [(row.kind.value, row.what) for row in ward.learning.mine()]


def refreshers(ward: Ward) -> list[tuple[str, bool]]:
    rows = ward.reminders.inbox().rows
    return [(row.text, row.seen_at is None) for row in rows if row.kind is ReminderKind.REFRESHER]


def test_each_thing_stands_once_in_ones_own_record(ward: Ward, clock: ShiftedClock) -> None:
    ward.learning.read("roles.scribe")
    clock.advance(days=3)
    for _time in range(2):
        ward.learning.read("roles.scribe")
        ward.learning.practised("quiet_ward")
        ward.learning.toured()
    assert mine(ward) == [("practised", "quiet_ward"), ("read", "roles.scribe"), ("toured", "")]
    assert {row.on for row in ward.learning.mine()} == {TODAY + dt.timedelta(days=3)}


def test_what_is_no_card_and_no_scenario_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="no card"):
        ward.learning.read("roles.nobody")
    for scenario in ("", "a" * 121):
        with pytest.raises(Refused, match="practice huddles"):
            ward.learning.practised(scenario)
    assert mine(ward) == []


def test_nobody_sees_what_another_learned_and_the_audit_does_not_say(ward: Ward) -> None:
    me, other = ward.account, ward.accounts.add("Sam", PASSWORD, AccessRole.ADMINISTRATOR)
    ward.learning.read("roles.scribe")
    ward.learning.practised("quiet_ward")
    be(ward, other)
    assert mine(ward) == []
    assert ward.learning.refreshers() == ()
    ward.learning.read("rules.stop")
    be(ward, me)
    assert mine(ward) == [("practised", "quiet_ward"), ("read", "roles.scribe")]
    told = [told for _act, told in audited(ward, "add", "change", "delete")]
    assert not any("roles.scribe" in str(one) or "quiet_ward" in str(one) for one in told)


def test_a_count_is_told_from_five_people_on(ward: Ward) -> None:
    me = ward.account
    for number in range(4):
        be(ward, dataclasses.replace(me, id=f"account-{number}"))
        for card in ("roles.scribe", "roles.facilitator"):
            ward.learning.read(card)
        ward.learning.practised("quiet_ward")
        ward.learning.toured()
    counts = ward.learning.counts()
    assert (counts.fewest, counts.practised, counts.toured) == (5, None, None)
    assert dict(counts.read) == dict.fromkeys(CardGroup)
    be(ward, me)
    ward.learning.read("roles.observer")
    assert dict(ward.learning.counts().read) == {
        **dict.fromkeys(CardGroup),
        CardGroup.ROLES: 5,
    }


def test_what_an_account_learned_goes_with_it(ward: Ward) -> None:
    me, other = ward.account, ward.accounts.add("Sam", PASSWORD, AccessRole.FACILITATOR)
    be(ward, other)
    ward.learning.read("roles.scribe")
    be(ward, me)
    ward.learning.read("rules.stop")
    ward.accounts.disable(other.id)
    ward.accounts.enable(other.id, PASSWORD)
    be(ward, other)
    assert mine(ward) == []
    be(ward, me)
    assert mine(ward) == [("read", "rules.stop")]


def test_news_is_shown_once_to_whoever_was_there_before(ward: Ward, clock: ShiftedClock) -> None:
    clock.advance(days=120)
    (news,) = ward.learning.news()
    assert len(news.lines) == 2
    newcomer = ward.accounts.add("Sam", PASSWORD, AccessRole.READER)
    ward.learning.seen_news()
    assert ward.learning.news() == ()
    assert mine(ward) == []
    be(ward, newcomer)
    assert ward.learning.news() == ()


def test_without_the_line_to_a_server_reading_goes_on_and_is_not_noted(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = SimpleNamespace(is_gone=True, through=lambda call: call(), end=lambda: None)
    monkeypatch.setattr(store_of(ward), "line", line)
    ward.learning.read("roles.scribe")
    ward.learning.seen_news()
    assert ward.learning.news() == ()
    with pytest.raises(NeedsLine):
        ward.learning.mine()
    line.is_gone = False
    assert mine(ward) == []


def test_what_was_learned_long_ago_is_due_until_it_is_learned_again(
    ward: Ward, clock: ShiftedClock
) -> None:
    ward.learning.read("roles.scribe")
    ward.learning.practised("quiet_ward")
    ward.learning.toured()
    clock.advance(days=FRESH_DAYS)
    assert ward.learning.refreshers() == ()
    clock.advance(days=1)
    due = ward.learning.refreshers()
    assert [row.kind for row in due] == [LearnedKind.PRACTISED, LearnedKind.READ]
    ward.learning.read("roles.scribe")
    assert [row.what for row in ward.learning.refreshers()] == ["quiet_ward"]


def test_a_refresher_stands_among_ones_own_reminders_and_nowhere_else(
    ward: Ward, clock: ShiftedClock
) -> None:
    me, other = ward.account, ward.accounts.add("Sam", PASSWORD, AccessRole.WARD_MANAGER)
    ward.learning.read("roles.scribe")
    ward.learning.read("rules.stop")
    ward.learning.practised("quiet_ward")
    clock.advance(days=FRESH_DAYS + 1)
    words = "2 cards you read, 1 practice huddle you led"
    assert refreshers(ward) == [(words, True)]
    ward.reminders.send()
    assert ReminderKind.REFRESHER not in {row.kind for row in ward.reminders.due()}
    be(ward, other)
    assert refreshers(ward) == []
    be(ward, me)
    assert refreshers(ward) == [(words, True)]


def test_a_refresher_that_was_seen_is_new_again_in_another_quarter(
    ward: Ward, clock: ShiftedClock
) -> None:
    ward.learning.read("roles.scribe")
    clock.advance(days=FRESH_DAYS + 1)
    ward.reminders.seen([row.id for row in ward.reminders.inbox().rows])
    assert refreshers(ward) == [("1 card you read", False)]
    clock.advance(days=60)
    assert refreshers(ward) == [("1 card you read", True)]
    ward.learning.read("roles.scribe")
    assert refreshers(ward) == []


def test_nothing_is_said_before_the_morning_or_in_the_quiet_hours(
    ward: Ward, clock: ShiftedClock
) -> None:
    ward.learning.read("roles.scribe")
    clock.advance(days=FRESH_DAYS + 1, hours=-3)
    assert refreshers(ward) == []
    clock.advance(hours=3)
    assert len(refreshers(ward)) == 1


def test_who_is_new_here_may_want_a_tour_until_they_had_one(
    ward: Ward, clock: ShiftedClock
) -> None:
    assert ward.learning.wants_tour()
    ward.learning.toured()
    assert not ward.learning.wants_tour()
    be(ward, ward.accounts.add("Sam", PASSWORD, AccessRole.READER))
    assert ward.learning.wants_tour()
    clock.advance(days=15)
    assert not ward.learning.wants_tour()
