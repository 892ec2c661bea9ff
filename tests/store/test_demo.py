"""The made-up ward: one consistent story, the same for the same seed and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import huddle.demo_ward
from huddle.clock import ShiftedClock
from huddle.demo_ward import make_demo
from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.measure_words import MeasureRole
from huddle.paths import Paths
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rows.pulse import PulseRow
from huddle.rules.codes import read_code
from huddle.services.demo import MOST_DEPARTMENTS, DemoPlan
from huddle.store import keys
from huddle.store.database import connect
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, EscalationState, HuddleStatus, ItemKind, Status
from huddle.ward import Ward, open_ward

PASSWORD = "three plain words"
MONDAY = dt.date(2026, 11, 23)
ALL = 100_000
NOT_COMPARED = {"account", "audit_entry", "audit_value", "pulse_box"}


def tell(folder: Path, plan: DemoPlan) -> Paths:
    paths = Paths(folder, folder.parent / "config")
    make_demo(paths, plan, sign_in_name="demo", password=PASSWORD, cost=keys.CHEAP)
    return paths


def opened(paths: Paths, day: dt.date = MONDAY) -> Ward:
    morning = dt.datetime.combine(day, dt.time(8, 10), dt.UTC)
    return open_ward(paths, ShiftedClock(morning), by_password("demo", PASSWORD))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The default story; no test changes it."""
    return tell(tmp_path_factory.mktemp("story") / "ward", DemoPlan(until=MONDAY))


@pytest.fixture
def ward(story: Paths) -> Iterator[Ward]:
    found = opened(story)
    yield found
    found.close()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Callable[[DemoPlan], Ward]]:
    """Tells a story of the test's own."""
    open_ones: list[Ward] = []

    def tell_it(plan: DemoPlan) -> Ward:
        paths = tell(tmp_path / f"ward{len(open_ones)}", plan)
        open_ones.append(opened(paths, plan.until))
        return open_ones[-1]

    yield tell_it
    for one in open_ones:
        one.close()


def dump(paths: Paths) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that the story fills."""
    key = keys.unlock(paths.key_file, "demo", PASSWORD).key
    with closing(connect(paths.database, key)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {row[0] for row in tables.fetchall()} - NOT_COMPARED
        return {name: rows_of(connection, name) for name in names}


def rows_of(connection: Any, table: str) -> list[tuple[Any, ...]]:
    found = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    return sorted(map(tuple, found), key=repr)


def pulse_of(paths: Paths) -> tuple[PulseRow, ...]:
    """What can be read of the pulse, beside the box that chance alone has made."""
    with closing(opened(paths)) as ward:
        return ward.pulse.results()


def everything(ward: Ward) -> list[ItemRow]:
    return [item for kind in ItemKind for item in ward.history.items(kind, limit=ALL)]


def test_the_same_seed_and_day_tell_the_same_story(tmp_path: Path) -> None:
    plan = DemoPlan(until=MONDAY, actions=80, seed=5)
    first, again = tell(tmp_path / "a" / "ward", plan), tell(tmp_path / "b" / "ward", plan)
    assert dump(first) == dump(again)
    assert pulse_of(first) == pulse_of(again)
    other = tell(tmp_path / "c" / "ward", DemoPlan(until=MONDAY, actions=80, seed=6))
    assert dump(first)["item"] != dump(other)["item"]


def test_the_last_day_is_as_it_should_be_for_a_start(ward: Ward) -> None:
    today = ward.planning.today()
    card = today.cards[0]
    assert (card.title, card.starts_at) == ("Patient-journey huddle", dt.time(8, 15))
    assert card.is_due_today
    assert card.huddle is None
    assert (today.open_count, today.late_count) == (14, 3)
    late = [(item.owner_name, item.times_carried) for item in today.late]
    assert late == [("A. Kowalska", 3), ("R. Shah", 2), ("D. Mensah", 1)]
    assert len(today.done_since) == 2
    assert {item.raised_by for item in today.raised_between} == {"", "Domestics"}
    assert today.parked_count == 1
    assert today.patient_voice
    assert today.missed == ()
    assert today.unfinished == ()


@pytest.mark.parametrize("month", [dt.date(2026, 1, 1), dt.date(2026, 10, 1), MONDAY])
def test_a_month_counts_what_the_story_tells(ward: Ward, month: dt.date) -> None:
    found = ward.month.of(month)

    def is_in_it(day: dt.date | None) -> bool:
        return day is not None and (day.year, day.month) == (month.year, month.month)

    told = [row for row in ward.history.huddles(limit=ALL) if is_in_it(row.held_on)]
    held = [row for row in told if row.status is HuddleStatus.CLOSED]
    said = [item for item in everything(ward) if not item.is_sensitive]
    raised = [item for item in said if is_in_it(item.raised_on)]
    stays = (None, ItemKind.ACTION)
    concerns = [
        item for item in raised if item.kind is ItemKind.CONCERN and item.turned_into in stays
    ]
    due = [
        item
        for item in said
        if item.kind is ItemKind.ACTION
        and is_in_it(item.due_on)
        and item.status is not Status.CANCELLED
        and (item.done_on or item.is_overdue or item.status is Status.NOT_EFFECTIVE)
    ]
    here = [name for row in held for name in ward.history.record(row.id).here]

    assert found.huddles.held == (len(held), len(told))
    assert sum(one.times for one in found.huddles.not_held) == len(told) - len(held)
    assert sum(one.times for one in found.concerns) == len(concerns)
    assert found.actions.on_time == (sum(bool(one.is_closed_on_time) for one in due), len(due))
    assert found.actions.overdue_now == 3
    for team in found.huddles.teams:
        assert team.present == (here.count(team.name), len(held))
    assert found.thanks.count == sum(item.kind is ItemKind.RECOGNITION for item in raised)


def test_the_report_of_its_last_whole_month_has_something_of_each_part(ward: Ward) -> None:
    story = ward.month.story(dt.date(2026, 10, 1))
    harm = {
        cross.harm.name: [day.day for day in cross.days if day.events] for cross in story.crosses
    }
    assert dt.date(2026, 10, 9) in harm["Falls"]
    assert "Pressure ulcers" in harm
    assert len(story.charts) == len(ward.measures.measures()) > 3
    roles = [{one.role for one in goal.measures} for goal in story.goals if goal.measures]
    assert {MeasureRole.BALANCING in told for told in roles} == {True, False}
    assert [one.measure for one in story.changes.processes] == ["Staff who could take their break"]
    assert story.changes.checks
    assert all(check.is_effective for check in story.changes.checks)


def test_follow_ups_show_every_kind_of_promise(ward: Ward) -> None:
    found = ward.followups.find(FollowUpsFilter())
    assert (found.open_count, found.overdue_count, found.unnamed_count) == (14, 3, 2)
    assert len(found.untold) == 1
    assert any(item.is_priority for item in found.items)
    (fanned_out,) = [item for item in found.items if item.parts]
    finished = [part for part in fanned_out.parts if part.status is Status.CLOSED]
    assert (len(finished), len(fanned_out.parts)) == (2, 3)
    assert ward.followups.find(FollowUpsFilter(status="to_check")).items
    everything_done = ward.followups.find(FollowUpsFilter(status="finished"))
    assert everything_done.shown_of > 500


def test_something_is_on_its_way_up_and_an_answer_waits_to_be_told_back(
    told: Callable[[DemoPlan], Ward],
) -> None:
    ward = told(DemoPlan(until=MONDAY))
    waiting = {row.state: row for row in ward.escalations.waiting()}
    assert list(waiting) == [
        EscalationState.NOT_YET_TOLD,
        EscalationState.NO_REPLY,
        EscalationState.ANSWERED,
    ]
    answered = waiting[EscalationState.ANSWERED]
    assert answered.item.status is Status.ANSWERED
    assert answered.answered_at
    assert answered.answered_at < ward.clock.now()
    series = answered.item.huddle_id or ""
    started = ward.running.start(ward.history.record(series).huddle.series_id)
    assert [row.id for row in started.answers] == [answered.id]


def test_there_are_as_many_actions_as_were_asked_for(ward: Ward) -> None:
    assert len(ward.history.items(ItemKind.ACTION, limit=ALL)) == 600
    for kind in ItemKind:
        assert ward.history.items(kind, limit=1), kind


def test_every_day_is_accounted_for(ward: Ward) -> None:
    found = ward.history.huddles(limit=ALL)
    days = [row.held_on for row in found]
    assert sorted(days) == [MONDAY - dt.timedelta(days=back) for back in range(365, 0, -1)]
    assert sorted(row.number for row in found) == list(range(1, 366))
    for row in found:
        if row.status is HuddleStatus.NOT_HELD:
            assert row.not_held_reason
        else:
            assert row.started_at is not None
            assert row.closed_at is not None
            assert 300 < (row.closed_at - row.started_at).total_seconds() < 1200
    assert 4 < sum(row.status is HuddleStatus.NOT_HELD for row in found) < 40


def test_what_is_said_fits_together(ward: Ward) -> None:
    said = {item.id: item for item in everything(ward)}
    huddles = {row.id: row for row in ward.history.huddles(limit=ALL)}
    for item in said.values():
        assert read_code(item.code) == item.code
        assert item.raised_on < MONDAY
        assert item.updated_at is None or item.updated_at.date() < MONDAY
        if item.huddle_id:
            huddle = huddles[item.huddle_id]
            assert huddle.held_on == item.raised_on
            assert huddle.started_at is not None
            assert huddle.closed_at is not None
            assert huddle.started_at <= item.raised_at <= huddle.closed_at
        if item.from_id:
            assert said[item.from_id].turned_into is item.kind
            assert said[item.from_id].raised_at <= item.raised_at
        if item.kind is ItemKind.ACTION:
            assert item.owner_name or item.department_name
            assert item.due_on is not None
            assert item.due_on >= item.raised_on
            assert (item.done_on is None) == (
                item.is_open or item.status in (Status.CANCELLED, Status.NOT_EFFECTIVE)
            )


def test_codes_and_ids_follow_the_order_things_were_said_in(ward: Ward) -> None:
    said = sorted(everything(ward), key=lambda item: item.code)
    assert [item.raised_at for item in said] == sorted(item.raised_at for item in said)
    assert [item.id for item in said] == sorted(item.id for item in said)


def test_the_story_of_an_action_is_told_in_order(ward: Ward) -> None:
    for item in ward.history.items(ItemKind.ACTION, limit=40):
        told = ward.followups.story(item.id)
        assert [event.at for event in told] == sorted(event.at for event in told)
        if item.status is Status.CLOSED:
            assert any(event.what.startswith("closed") for event in told)


def test_the_newest_huddles_have_their_record_as_it_was(ward: Ward) -> None:
    held = [row for row in ward.history.huddles() if row.status is HuddleStatus.CLOSED]
    for row in held[:30]:
        record = ward.history.record(row.id)
        assert record.is_frozen
        raised = [item for item in record.items if item.kind is ItemKind.ACTION]
        assert {item.status for item in raised} <= {Status.NOT_STARTED}
        assert all(item.age_days == 0 for item in raised)
        assert record.next_huddle_on is not None
    assert not ward.history.record(held[30].id).is_frozen
    friday, thursday = [row for row in held if row.title == "Patient-journey huddle"][:2]
    latest, before = ward.history.record(friday.id), ward.history.record(thursday.id)
    carried = [
        [item.times_carried for item in record.reviewed if "booking form" in item.text]
        for record in (before, latest)
    ]
    assert carried == [[2], [3]]
    assert latest.addenda


def test_everything_said_can_be_found(ward: Ward) -> None:
    for word in ("hoist", "transport booking", "sensor alarms"):
        assert ward.followups.find(FollowUpsFilter(text=word, status="all")).items or (
            ward.history.items(ItemKind.CONCERN, text=word)
        )
    assert ward.history.huddles(HuddlesFilter(text="ambulance desk"))


def test_the_words_are_the_wards_own(ward: Ward) -> None:
    for item in everything(ward):
        for words in (item.text, item.note, item.how_known, item.why, item.place):
            assert "NHS" not in words
            assert "{" not in words
    assert ward.setting_up.unit().name == "Willow ward"


def test_the_store_passes_its_check(ward: Ward) -> None:
    assert all(row.is_well for row in ward.upkeep.check())


def test_the_next_huddle_can_be_run(told: Callable[[DemoPlan], Ward]) -> None:
    ward = told(DemoPlan(until=MONDAY, actions=40))
    series_id = ward.planning.today().cards[0].series_id
    state = ward.running.start(series_id)
    assert len(state.promises) == 5
    assert len(state.raised_between) == 2
    assert len(state.parked) == 1
    assert all(row.comes_usually for row in state.roster)
    slip = ward.planning.raise_for_next("The lift is slow")
    assert slip.code not in {item.code for item in everything(ward) if item.id != slip.id}
    assert ward.running.close(state.huddle.id).huddle.number == 366


@pytest.mark.parametrize("departments", [1, 3, MOST_DEPARTMENTS])
def test_any_number_of_departments_takes_part(
    told: Callable[[DemoPlan], Ward], departments: int
) -> None:
    ward = told(DemoPlan(until=MONDAY, actions=60, departments=departments))
    assert len(ward.people.departments()) == departments
    assert ward.planning.today().late_count == 3


@pytest.mark.parametrize(("actions", "still_open"), [(0, 0), (5, 5), (16, 14), (1500, 35)])
def test_any_number_of_actions_can_be_told(
    told: Callable[[DemoPlan], Ward], actions: int, still_open: int
) -> None:
    ward = told(DemoPlan(until=MONDAY, actions=actions))
    assert len(ward.history.items(ItemKind.ACTION, limit=ALL)) == actions
    assert ward.planning.today().open_count == still_open


@pytest.mark.parametrize("until", [dt.date(2028, 2, 29), dt.date(2026, 3, 28), dt.date(2026, 1, 1)])
def test_a_story_can_lead_up_to_any_day(told: Callable[[DemoPlan], Ward], until: dt.date) -> None:
    ward = told(DemoPlan(until=until, actions=60))
    today = ward.planning.today()
    assert today.cards[0].is_due_today
    assert today.cards[0].huddle is None
    assert today.late_count == 3
    assert today.missed == ()


def test_a_story_is_told_in_the_language_in_use(told: Callable[[DemoPlan], Ward]) -> None:
    use_language(PSEUDO_LANGUAGE)
    ward = told(DemoPlan(until=MONDAY, actions=60))
    assert ward.planning.today().late_count == 3
    assert all(item.text.startswith("[") for item in everything(ward))


def test_half_a_story_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(huddle.demo_ward, "fill_demo", fail)
    with pytest.raises(OSError, match="went away"):
        tell(tmp_path / "ward", DemoPlan(until=MONDAY))
    assert list((tmp_path / "ward").iterdir()) == []


def test_there_is_an_account_for_each_role(ward: Ward) -> None:
    accounts = ward.accounts.accounts()
    assert [row.role for row in accounts if row.name == "demo"] == [AccessRole.WARD_MANAGER]
    assert sorted(row.role for row in accounts) == sorted(AccessRole)
    with_password = [row.name for row in accounts if row.can_sign_in]
    for name in with_password:
        assert ward.signing_in.switch(name, PASSWORD).name == name
    assert len(with_password) == len(AccessRole) - 1


def test_its_facilitators_take_turns_and_the_story_s_own_has_this_week(ward: Ward) -> None:
    main = ward.templates.series()[0]
    rota = ward.rotas.rota(main.id)
    names = [place.name for place in rota.places]
    assert len(set(names)) == len(names) > 2
    assert [turn.name for turn in rota.coming[:6]] == [main.facilitator] * 5 + [names[1]]
    assert [turn.deputy for turn in rota.coming[:6]] == [names[1]] * 5 + [names[2]]
    card = next(card for card in ward.planning.today().cards if card.series_id == main.id)
    assert card.facilitator == main.facilitator


@pytest.mark.parametrize("departments", [1, MOST_DEPARTMENTS])
def test_a_small_ward_has_a_rota_as_well(
    told: Callable[[DemoPlan], Ward], departments: int
) -> None:
    ward = told(DemoPlan(until=MONDAY, actions=20, departments=departments))
    turn = ward.rotas.rota(ward.templates.series()[0].id).coming[0]
    assert turn.name
    assert turn.name != turn.deputy


def test_its_people_were_asked_each_quarter_and_it_is_said_what_follows(ward: Ward) -> None:
    now, *past = ward.pulse.results()
    assert [row.quarter for row in (now, *past)] == ["2026-Q4", "2026-Q3", "2026-Q2"]
    assert now.is_open
    assert not any(row.is_open for row in past)
    assert all(row.answered == row.minimum and len(row.results) == 5 for row in (now, *past))
    low = [one.reply for row in past for one in row.results if one.is_low]
    assert len(low) == 2
    assert all(reply and reply.because for reply in low)
    asks, acted = [one for one in now.results if one.is_low]
    assert asks.reply is None
    assert acted.reply
    assert acted.reply.item_text.startswith("Show bank staff")
    assert ward.pulse.form()


def test_a_small_ward_is_asked_on_the_first_day_of_a_quarter(
    told: Callable[[DemoPlan], Ward],
) -> None:
    ward = told(DemoPlan(until=dt.date(2026, 1, 1), actions=0, departments=1))
    found = ward.pulse.results()
    assert [row.quarter for row in found] == ["2026-Q1", "2025-Q4", "2025-Q3"]
    assert all(row.answered == row.minimum <= row.roster for row in found)
