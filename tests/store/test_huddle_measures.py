"""The huddles' own measures, from what a ward did."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.rows.huddle_measures import FigureRow, GroupRow, HuddleFigure, HuddleMeasuresRow
from huddle.rows.month import Share
from huddle.vocabulary import ItemKind, Presence, RoleGroup, Status
from huddle.ward import Ward
from tests.helpers import going_up, wards
from tests.helpers.statements import statements

SINCE, UNTIL = dt.date(2026, 8, 1), dt.date(2026, 12, 31)
THURSDAY = dt.date(2026, 8, 6)
PEOPLE = {
    "Erin Doyle": RoleGroup.PHARMACIST,
    "Kim Lee": RoleGroup.NURSE,
    "Jo Ba": RoleGroup.NURSE,
}


def measured(ward: Ward, series_id: str | None = None) -> HuddleMeasuresRow:
    return ward.huddle_measures.of(series_id, SINCE, UNTIL)


def figure(ward: Ward, kind: HuddleFigure) -> FigureRow:
    return measured(ward).figure(kind)


def counts(row: FigureRow) -> dict[str, Share]:
    return {one.name: one.share for one in row.groups}


def team(ward: Ward, name: str) -> str:
    return next(one.id for one in ward.people.departments() if one.name == name)


def hold_with(ward: Ward, here: tuple[str, ...], *lines: str, heard: tuple[str, ...] = ()) -> None:
    """Hold today's huddle with some of the roster here and some marked as heard."""
    state = wards.start(ward)
    for row in state.roster:
        if row.name in here:
            ward.running.set_presence(state.huddle.id, row.id, Presence.HERE)
        if row.name in heard:
            ward.running.set_heard(state.huddle.id, row.id, is_heard=True)
    for line in lines:
        wards.capture(ward, state, line)
    ward.running.close(state.huddle.id)


def next_weekday(clock: ShiftedClock) -> None:
    wards.next_morning(clock)
    while clock.now().weekday() > 4:
        wards.next_morning(clock)


def test_two_huddles_come_to_these_figures(ward: Ward, clock: ShiftedClock) -> None:
    at = ward.templates.series()[0].starts_at
    # Thursday: begun at its time, eight minutes. Friday: forgotten. Monday: an hour late, twenty.
    clock.set_to(dt.datetime.combine(THURSDAY, at, dt.UTC) - dt.timedelta(hours=1))
    state = wards.start(ward)
    for line in (
        "No hoist left >Arrival @Nursing",
        "c: Bell is silent >Ward @Porters",
        "t: Porters",
    ):
        wards.capture(ward, state, line)
    wards.capture(ward, state, "a: Order a hoist due fri")
    clock.advance(minutes=8)
    ward.running.close(state.huddle.id)
    wards.next_morning(clock, 4)
    clock.set_to(dt.datetime(2026, 8, 10, 8, 15, tzinfo=dt.UTC))
    state = wards.start(ward)
    hoist = wards.capture(ward, state, "The hoist is broken >Arrival")
    wards.capture(ward, state, "No hoist left >Arrival @Nursing")
    clock.advance(minutes=20)
    ward.running.close(state.huddle.id)
    going_up.answered(ward, hoist)
    found = measured(ward)
    assert (found.since, found.until, found.huddles) == (SINCE, dt.date(2026, 8, 10), 2)
    shown = {one.kind: (one.value, one.share) for one in found.figures}
    assert list(shown) == list(HuddleFigure)
    assert shown[HuddleFigure.HELD] == ("67%", Share(2, 3))
    assert shown[HuddleFigure.ON_TIME] == ("50%", Share(1, 2))
    assert shown[HuddleFigure.LENGTH] == ("14 minutes", Share(1, 2))
    assert shown[HuddleFigure.IN_A_ROW] == ("1 weekday", None)
    assert shown[HuddleFigure.CONCERNS] == ("2.0 a huddle", Share(4, 2))
    assert shown[HuddleFigure.CONCERNS_BY_TEAM] == ("75%", Share(3, 4))
    assert shown[HuddleFigure.AGAIN] == ("25%", Share(1, 4))
    assert shown[HuddleFigure.DONE_ON_TIME] == ("0%", Share(0, 1))
    assert shown[HuddleFigure.WENT_UP] == ("25%", Share(1, 4))
    assert shown[HuddleFigure.TO_ANSWER] == ("0 minutes", Share(1, 1))
    (again,) = found.again
    assert (again.text, again.where, again.times) == ("No hoist left", "Arrival", 2)
    assert (again.first_on, again.last_on) == (THURSDAY, dt.date(2026, 8, 10))


def test_concerns_stand_in_the_order_of_the_ward(ward: Ward) -> None:
    wards.hold(ward, "A >Discharge @Porters", "B >Arrival @Porters", "C @Nursing", "D")
    assert figure(ward, HuddleFigure.CONCERNS).groups == (
        GroupRow("Arrival", "1", Share(1, 4)),
        GroupRow("Discharge", "1", Share(1, 4)),
        GroupRow("No stage was said", "2", Share(2, 4)),
    )
    assert figure(ward, HuddleFigure.CONCERNS_BY_TEAM).groups == (
        GroupRow("Nursing", "1", Share(1, 4)),
        GroupRow("Medical", "0", Share(0, 4)),
        GroupRow("Pharmacy", "0", Share(0, 4)),
        GroupRow("Porters", "2", Share(2, 4)),
        GroupRow("No department was said", "1", Share(1, 4)),
    )


def test_who_was_there_by_department_and_by_role_group(ward: Ward, clock: ShiftedClock) -> None:
    ward.people.add_person(
        "Erin Doyle", department_id=team(ward, "Porters"), role_group=RoleGroup.PORTER
    )
    hold_with(ward, ("Nursing", "Medical"))
    for kind in (HuddleFigure.THERE_BY_ROLE, HuddleFigure.VOICE_BY_ROLE):
        assert figure(ward, kind).note.startswith("Nobody was marked by name")
    next_weekday(clock)
    state = wards.start(ward)
    ward.running.add_person_to_roster(state.huddle.id, "Erin Doyle")
    ward.running.close(state.huddle.id)
    there = figure(ward, HuddleFigure.THERE)
    # Two departments at the first, one at the second.
    assert there.value == "1.5 at a huddle"
    assert counts(there) == {
        "Nursing": Share(1, 2),
        "Medical": Share(1, 2),
        "Pharmacy": Share(0, 2),
        "Porters": Share(1, 2),
    }
    too_few = figure(ward, HuddleFigure.VOICE_BY_ROLE).note
    assert too_few.startswith("Shown over ten huddles")
    # The ward knows a manager, who was not marked.
    assert counts(figure(ward, HuddleFigure.THERE_BY_ROLE)) == {
        "Porter": Share(1, 2),
        "Manager": Share(0, 2),
    }


def test_voice_is_shown_from_ten_huddles_on(ward: Ward, clock: ShiftedClock) -> None:
    here = ("Nursing", "Medical", "Porters")
    for number in range(10):
        assert figure(ward, HuddleFigure.VOICE).share is None
        said = ("No hoist @Nursing",) if number < 3 else ()
        heard = ("Nursing", "Medical") if number < 5 else ()
        hold_with(ward, here, *said, heard=heard)
        next_weekday(clock)
    voice, heard_of = figure(ward, HuddleFigure.VOICE), figure(ward, HuddleFigure.HEARD)
    assert (voice.value, voice.share) == ("10%", Share(3, 30))
    assert counts(voice) == {
        "Nursing": Share(3, 10),
        "Medical": Share(0, 10),
        "Porters": Share(0, 10),
    }
    assert heard_of.share == Share(10, 30)
    assert counts(heard_of)["Medical"] == Share(5, 10)


def test_departments_of_one_person_speak_together(ward: Ward, clock: ShiftedClock) -> None:
    ward.people.add_person("Erin Doyle", department_id=team(ward, "Pharmacy"))
    for _number in range(10):
        hold_with(ward, ("Nursing", "Medical", "Pharmacy"), "The list is late @Pharmacy")
        next_weekday(clock)
    # Medical came as often as nursing; the later of the two stands with pharmacy.
    assert counts(figure(ward, HuddleFigure.VOICE)) == {
        "Nursing": Share(0, 10),
        "Medical, Pharmacy": Share(10, 20),
    }


def test_the_voice_of_one_person_alone_is_not_told(ward: Ward, clock: ShiftedClock) -> None:
    ward.people.add_person("Erin Doyle", department_id=team(ward, "Pharmacy"))
    for _number in range(10):
        hold_with(ward, ("Pharmacy",), "The list is late @Pharmacy")
        next_weekday(clock)
    found = figure(ward, HuddleFigure.VOICE)
    assert (found.value, found.share, found.groups) == ("–", None, ())


def test_what_a_person_raises_is_their_department_s_and_role_group_s(
    ward: Ward, clock: ShiftedClock
) -> None:
    for name, group in PEOPLE.items():
        ward.people.add_person(name, department_id=team(ward, "Nursing"), role_group=group)
    for number in range(10):
        state = wards.start(ward)
        for name in PEOPLE:
            ward.running.add_person_to_roster(state.huddle.id, name)
        if number < 4:
            wards.capture(ward, state, 'No hoist @"Kim Lee"')
        ward.running.close(state.huddle.id)
        next_weekday(clock)
    assert counts(figure(ward, HuddleFigure.VOICE)) == {"Nursing": Share(4, 10)}
    by_role = figure(ward, HuddleFigure.VOICE_BY_ROLE)
    assert by_role.share == Share(4, 20)
    # There is one pharmacist, and nobody but nurses to stand with.
    assert counts(by_role) == {"Nurse, Pharmacist": Share(4, 20)}
    assert counts(figure(ward, HuddleFigure.CONCERNS_BY_TEAM))["Nursing"] == Share(4, 4)


def test_a_concern_went_up_by_itself_or_as_what_became_of_it(ward: Ward) -> None:
    state = wards.start(ward)
    bell, lift, _hall = (wards.capture(ward, state, line) for line in ("Bell", "Lift", "Hall"))
    going_up.escalated(ward, bell)
    action = ward.running.turn_into(lift.id, ItemKind.ACTION)
    going_up.escalated(ward, action, name="Kim", telephone="1")
    found = figure(ward, HuddleFigure.WENT_UP)
    assert (found.share, found.note) == (Share(2, 3), "")


def test_that_nothing_goes_up_is_said_and_not_scored(ward: Ward) -> None:
    wards.hold(ward, *(f"Concern {number}" for number in range(20)))
    found = figure(ward, HuddleFigure.WENT_UP)
    assert found.note.startswith("None of 20 concerns went up a tier.")


def test_one_series_is_counted_by_itself(ward: Ward, clock: ShiftedClock) -> None:
    first = ward.templates.series()[0]
    evening = ward.templates.add_series("Evening", first.template_id, [3], dt.time(20))
    wards.hold(ward, "No hoist left", "a: Order slings due today")
    clock.advance(hours=12)
    state = ward.running.start(evening.id)
    wards.capture(ward, state, "Bell is silent")
    going_up.answered(ward, wards.capture(ward, state, "No lift"))
    late = wards.capture(ward, state, "a: Mend the bell due today")
    ward.running.close(state.huddle.id)
    ward.followups.update(late.code, status=Status.CLOSED)
    wards.next_morning(clock)
    both, main, other = (measured(ward, one) for one in (None, first.id, evening.id))
    kinds = (HuddleFigure.HELD, HuddleFigure.DONE_ON_TIME, HuddleFigure.WENT_UP)
    shares = [[row.figure(kind).share for kind in kinds] for row in (both, main, other)]
    assert shares == [
        [Share(2, 2), Share(1, 2), Share(1, 3)],
        [Share(1, 1), Share(0, 1), Share(0, 1)],
        [Share(1, 1), Share(1, 1), Share(1, 2)],
    ]
    assert [row.huddles for row in (both, main, other)] == [2, 1, 1]
    assert main.figure(HuddleFigure.TO_ANSWER).value == "–"
    assert other.figure(HuddleFigure.TO_ANSWER).share == Share(1, 1)


def test_nothing_sensitive_is_counted_whoever_asks(ward: Ward, clock: ShiftedClock) -> None:
    state = wards.start(ward)
    hidden = wards.capture(ward, state, "No hoist left @Nursing")
    going_up.answered(ward, hidden)
    ward.running.close(state.huddle.id)
    next_weekday(clock)
    wards.hold(ward, "No hoist left @Nursing")
    assert figure(ward, HuddleFigure.AGAIN).share == Share(1, 2)
    ward.followups.update(hidden.code, is_sensitive=True)
    found = measured(ward)
    assert found.again == ()
    assert found.figure(HuddleFigure.CONCERNS).share == Share(1, 2)
    assert found.figure(HuddleFigure.WENT_UP).share == Share(0, 1)
    assert found.figure(HuddleFigure.TO_ANSWER).value == "–"


def test_a_concern_repeats_what_was_said_before_the_time_that_is_asked_for(
    ward: Ward, clock: ShiftedClock
) -> None:
    wards.hold(ward, "No hoist left")
    wards.next_morning(clock, 25)
    wards.hold(ward, "No hoist left")
    (again,) = ward.huddle_measures.of(None, dt.date(2026, 8, 20), UNTIL).again
    assert (again.times, again.first_on) == (2, THURSDAY)
    later = ward.huddle_measures.of(None, dt.date(2026, 9, 1), UNTIL)
    assert (later.again, later.huddles) == ((), 0)


def test_days_whose_huddles_are_destroyed_are_left_out(ward: Ward, clock: ShiftedClock) -> None:
    wards.hold(ward, "No hoist left")
    clock.set_to(dt.datetime(2029, 1, 10, 8, tzinfo=dt.UTC))
    ward.retention.dispose(ward.retention.preview().counts)
    found = measured(ward)
    assert found.since > THURSDAY
    assert found.figure(HuddleFigure.HELD).share == Share(0, 0)


def test_many_huddles_are_asked_for_in_as_few_statements_as_one(
    ward: Ward, clock: ShiftedClock
) -> None:
    wards.hold(ward, "No hoist left @Nursing")
    with statements() as for_one:
        measured(ward)
    for _number in range(6):
        next_weekday(clock)
        wards.hold(ward, "Bell is silent @Porters", "Lift is slow >Arrival", "a: Order slings")
    with statements() as for_many:
        measured(ward)
    assert for_many == for_one


def test_a_time_that_ends_before_it_begins_and_a_strange_series_are_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="before the first"):
        ward.huddle_measures.of(None, UNTIL, SINCE)
    with pytest.raises(Refused, match="no such series"):
        ward.huddle_measures.of("elsewhere", SINCE, UNTIL)


def test_an_empty_ward_has_dashes(ward: Ward) -> None:
    found = ward.huddle_measures.of(None, dt.date(2026, 7, 1), dt.date(2026, 7, 31))
    assert (found.huddles, found.again, found.not_held) == (0, (), ())
    values = {one.value for one in found.figures}
    assert values == {"–", "0 weekdays"}
