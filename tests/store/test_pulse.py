"""The pulse: begun by a manager, answered by a code, shown together, and answered for."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.rows.changes import Changes
from huddle.rules.pulse_words import follows
from huddle.vocabulary import AccessRole, Thing
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited
from tests.helpers.answering import QUESTIONS, answer, answer_all, ask, asked
from tests.helpers.wards import hold


def test_answers_are_shown_when_enough_are_in_and_not_before(ward: Ward) -> None:
    slips = ask(ward)
    assert len(set(slips.codes)) == 8
    assert [one.name for one in asked(ward).questions] == list(QUESTIONS)
    answer_all(ward, slips.codes[:4], [1, 2, 4, 5])
    row = ward.pulse.results()[0]
    assert (row.quarter, row.roster, row.answered, row.results) == ("2026-Q3", 8, 0, ())
    answer(ward, slips.codes[4], 5)
    row = ward.pulse.results()[0]
    assert (row.answered, len(row.results)) == (5, 5)
    for result in row.results:
        assert (result.counts, result.agree, result.answered) == ((1, 1, 0, 1, 2), 3, 5)
        assert result.lower < result.share == 3 / 5 < result.upper
        assert not result.is_low


def test_questions_that_somebody_leaves_out_count_for_the_others_only(ward: Ward) -> None:
    slips = ask(ward)
    answer_all(ward, slips.codes[:4], [5] * 4)
    ward.pulse.answer(slips.codes[4].lower().replace("-", " "), {"workload": 1})
    found = {one.question.name: one.counts for one in ward.pulse.results()[0].results}
    assert found["workload"] == (1, 0, 0, 0, 4)
    assert found["speaking_up"] == (0, 0, 0, 0, 4)


@pytest.mark.parametrize("answers", [{}, {"workload": 6}, {"workload": -1}, {"other": 3}])
def test_what_is_no_answer_uses_no_code_up(ward: Ward, answers: dict[str, int]) -> None:
    slips = ask(ward)
    with pytest.raises(Refused):
        ward.pulse.answer(slips.codes[0], answers)
    answer(ward, slips.codes[0], 3)


def test_a_code_is_good_once_and_only_in_its_quarter(ward: Ward, clock: ShiftedClock) -> None:
    slips = ask(ward)
    answer(ward, slips.codes[0], 3)
    for code in (slips.codes[0], "", "nonsense", "2222-2222-2222-2222"):
        with pytest.raises(Refused, match="code"):
            answer(ward, code, 3)
    clock.set_to(clock.now() + dt.timedelta(days=92))
    assert ward.pulse.form() is None
    with pytest.raises(Refused, match="Nothing is asked"):
        answer(ward, slips.codes[1], 3)
    ward.pulse.start(5)
    with pytest.raises(Refused, match="code"):
        answer(ward, slips.codes[1], 3)


def test_too_few_people_or_too_small_a_group_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="on the ward’s list"):
        ask(ward, people=8, minimum=11)
    with pytest.raises(Refused, match="together or more"):
        ask(ward, people=8, minimum=4)
    assert ward.pulse.results() == ()


def test_slips_are_made_anew_until_somebody_answered(ward: Ward) -> None:
    old = ask(ward)
    slips = ask(ward, people=9)
    with pytest.raises(Refused, match="code"):
        answer(ward, old.codes[0], 3)
    assert (ward.pulse.results()[0].roster, len(slips.codes)) == (9, 9)
    answer(ward, slips.codes[0], 3)
    with pytest.raises(Refused, match="answered already"):
        ward.pulse.start(5)


def test_whoever_could_never_be_shown_is_told_so(ward: Ward) -> None:
    slips = ask(ward)
    answer_all(ward, slips.codes[:5], [3] * 5)
    assert ward.pulse.form() is None
    assert not ward.pulse.results()[0].is_open
    with pytest.raises(Refused, match="never be shown"):
        answer(ward, slips.codes[5], 3)


def test_what_was_never_enough_goes_with_the_next_quarter(ward: Ward, clock: ShiftedClock) -> None:
    slips = ask(ward)
    answer(ward, slips.codes[0], 3)
    clock.set_to(clock.now() + dt.timedelta(days=92))
    ward.pulse.start(5)
    with ward.pulse._store.read() as reader:  # noqa: SLF001 - what stands in the file
        boxes = reader.execute(text("SELECT box FROM pulse_box ORDER BY id")).scalars().all()
    assert [bool(box) for box in boxes] == [False, True]
    assert [row.quarter for row in ward.pulse.results()] == ["2026-Q4", "2026-Q3"]


def test_an_answer_is_no_act_and_is_told_to_nobody_until_enough_are_in(ward: Ward) -> None:
    slips = ask(ward)
    told: list[Changes] = []
    ward.subscribe(told.append)
    before = len(ward.audit.entries())
    answer_all(ward, slips.codes[:4], [3] * 4)
    assert told == []
    answer(ward, slips.codes[4], 3)
    assert [one.things for one in told] == [{Thing.PULSE}]
    assert len(ward.audit.entries()) == before


def test_a_low_result_is_answered_by_an_action_or_a_reason(ward: Ward) -> None:
    action = hold(ward, "a: Ask each shift what worries them @Erin due tomorrow")[1][0]
    slips = ask(ward)
    answer_all(ward, slips.codes[:5], [1, 2, 2, 5, 5])
    row = ward.pulse.results()[0]
    assert all(one.is_low and one.reply is None for one in row.results)
    ward.pulse.reply(row.id, "workload", because="Three posts begin in October.")
    ward.pulse.reply(row.id, "speaking_up", item_id=action.id)
    ward.pulse.reply(row.id, "workload", because="Four posts begin in October.")
    replies = {one.question.name: one.reply for one in ward.pulse.results()[0].results}
    assert replies["being_heard"] is None
    assert replies["workload"] is not None
    assert replies["workload"].because == "Four posts begin in October."
    assert replies["speaking_up"] is not None
    assert replies["speaking_up"].item_code == action.code


def test_an_action_that_somebody_may_not_see_is_told_without_its_words(ward: Ward) -> None:
    action = hold(ward, "a: Talk with each shift @Erin due tomorrow")[1][0]
    answer_all(ward, ask(ward).codes[:5], [1, 2, 2, 5, 5])
    ward.pulse.reply(ward.pulse.results()[0].id, "workload", item_id=action.id)
    ward.followups.update(action.code, is_sensitive=True)
    ward.privacy.change_sensitive_roles([AccessRole.WARD_MANAGER])
    before = len(audited(ward, "open"))
    assert action.code in follows(ward.pulse.results()[0].results[-1])
    assert len(audited(ward, "open")) == before + 1
    act_as(ward, AccessRole.FACILITATOR)
    found = {one.question.name: one for one in ward.pulse.results()[0].results}
    assert follows(found["workload"]) == "an action that is not shown to you"
    assert follows(found["learning"]) == "▲ low: say what follows"


def test_a_reply_is_one_of_the_two(ward: Ward) -> None:
    concern, action = hold(ward, "No hoist on the ward", "a: Find a hoist @Erin due tomorrow")[1]
    ask(ward)
    pulse_id = ward.pulse.results()[0].id
    for values in ({}, {"because": " "}, {"item_id": action.id, "because": "both"}):
        with pytest.raises(Refused, match="one of the two"):
            ward.pulse.reply(pulse_id, "workload", **values)
    with pytest.raises(Refused, match="an action"):
        ward.pulse.reply(pulse_id, "workload", item_id=concern.id)
    with pytest.raises(Refused, match="no such question"):
        ward.pulse.reply(pulse_id, "nothing", because="so")


def test_anybody_answers_and_those_who_lead_look(ward: Ward) -> None:
    slips = ask(ward)
    for role, code in zip((AccessRole.READER, AccessRole.WALL_SCREEN), slips.codes, strict=False):
        act_as(ward, role)
        answer(ward, code, 4)
        with pytest.raises(NotAllowed):
            ward.pulse.results()


def test_each_unit_asks_for_itself(ward: Ward) -> None:
    slips = ask(ward)
    other = ward.units.add("Ward 8", tier="Ward", time_zone="Europe/London")
    ward.units.use(other.id)
    assert ward.pulse.form() is None
    assert ward.pulse.results() == ()
    with pytest.raises(Refused, match="Nothing is asked"):
        answer(ward, slips.codes[0], 3)
