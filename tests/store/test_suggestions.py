"""The program's own suggestions: turned off by the ward, and counted by kind and nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.labels import label
from huddle.model import Suggestion
from huddle.paths import Paths
from huddle.rows.suggestions import SuggestionRow
from huddle.rules.suggestions import became, rests_on
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers.acting import act_as, store_of
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import hold, next_morning, said, sign_in

WORDS = "The pump in bay 4 alarms at night"


def of(ward: Ward, kind: SuggestionKind) -> SuggestionRow:
    return next(row for row in ward.suggestions.kinds() if row.kind is kind)


def turned_off(ward: Ward, kind: SuggestionKind) -> None:
    ward.suggestions.turn(kind, is_on=False)


@pytest.fixture
def late(ward: Ward, clock: ShiftedClock) -> Ward:
    """A ward with an action that is so late that it is proposed to go up."""
    ward.privacy.change_policy(ward.privacy.policy().row_version, escalate_after_days=3)
    ward.followups.add(said(ward, "a: Mend the lift due today"))
    for _ in range(5):
        next_morning(clock)
    return ward


def test_every_kind_is_on_at_first_and_says_on_what_it_rests(ward: Ward) -> None:
    assert [row.kind for row in ward.suggestions.kinds()] == list(SuggestionKind)
    for row in ward.suggestions.kinds():
        assert (row.is_on, row.taken, row.declined) == (True, 0, 0)
        assert label(row.kind)
        assert rests_on(row.kind)


def test_what_is_decided_is_counted_by_kind(ward: Ward, paths: Paths, clock: ShiftedClock) -> None:
    for _ in range(3):
        ward.suggestions.taken(SuggestionKind.LIKE_BEFORE)
    ward.suggestions.declined(SuggestionKind.LIKE_BEFORE)
    again = sign_in(paths, clock)
    row = of(again, SuggestionKind.LIKE_BEFORE)
    again.close()
    assert (row.taken, row.declined) == (3, 1)
    assert became(row) == "Taken 3 times, declined 1 time."
    assert of(ward, SuggestionKind.ESCALATE).taken == 0


def test_a_count_tells_neither_who_nor_when(ward: Ward, clock: ShiftedClock) -> None:
    clock.advance(hours=5)
    before = len(ward.audit.entries())
    ward.suggestions.taken(SuggestionKind.NEXT_HUDDLE)
    assert len(ward.audit.entries()) == before
    with store_of(ward).read() as reader:
        row = reader.session.exec(select(Suggestion)).one()
        assert (row.created_by, row.updated_by) == ("", "")
        assert row.created_at == row.updated_at == reader.unit.created_at


def test_turning_one_off_is_kept_and_audited(ward: Ward) -> None:
    turned_off(ward, SuggestionKind.COMES_AGAIN)
    assert not of(ward, SuggestionKind.COMES_AGAIN).is_on
    assert "a kind of suggestion" in ward.audit.entries()[0].what
    ward.suggestions.turn(SuggestionKind.COMES_AGAIN, is_on=True)
    assert of(ward, SuggestionKind.COMES_AGAIN).is_on


def test_a_facilitator_does_not_turn_them_off(ward: Ward) -> None:
    act_as(ward, AccessRole.FACILITATOR)
    with pytest.raises(NotAllowed):
        turned_off(ward, SuggestionKind.ESCALATE)


def test_nothing_is_like_before_where_the_ward_does_not_want_it(
    ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward, f"c: {WORDS}")
    next_morning(clock)
    assert ward.search.like_before("Pump alarms again")
    turned_off(ward, SuggestionKind.LIKE_BEFORE)
    assert ward.search.like_before("Pump alarms again") is None


def test_nothing_is_proposed_to_go_up_where_the_ward_does_not_want_it(late: Ward) -> None:
    assert [one.item.text for one in late.escalations.proposed()] == ["Mend the lift"]
    turned_off(late, SuggestionKind.ESCALATE)
    assert late.escalations.proposed() == ()


def test_what_goes_up_as_proposed_counts_as_taken(late: Ward) -> None:
    (one,) = late.escalations.proposed()
    late.escalations.escalate(one.item.id, name="Site", telephone="1", reason="Late", ask="Help")
    assert (of(late, SuggestionKind.ESCALATE).taken, late.escalations.proposed()) == (1, ())


def test_what_stays_here_counts_as_declined_and_once(late: Ward) -> None:
    (one,) = late.escalations.proposed()
    with pytest.raises(Refused):
        late.escalations.not_now(one.item.id, "")
    for _ in range(2):
        late.escalations.not_now(one.item.id, "The parts come tomorrow")
    row = of(late, SuggestionKind.ESCALATE)
    assert (row.taken, row.declined) == (0, 1)


def test_what_goes_up_without_a_proposal_counts_as_nothing(ward: Ward) -> None:
    item = ward.followups.add(said(ward, "a: Mend the lift due next"))
    ward.escalations.escalate(item.id, name="Site", telephone="1", reason="Late", ask="Help")
    assert of(ward, SuggestionKind.ESCALATE).taken == 0
    assert of(ward, SuggestionKind.COMES_AGAIN) == SuggestionRow(SuggestionKind.COMES_AGAIN)


def test_what_came_again_is_not_said_where_the_ward_does_not_want_it(
    ward: Ward, clock: ShiftedClock
) -> None:
    hold(ward, f"c: {WORDS}")
    next_morning(clock)
    hold(ward, f"c: {WORDS}")
    today = ward.today()
    month = today - dt.timedelta(days=20)
    assert ward.huddle_measures.of(None, month, today).again
    turned_off(ward, SuggestionKind.COMES_AGAIN)
    assert ward.huddle_measures.of(None, month, today).again == ()


def test_the_own_tool_of_the_register_says_what_became_of_them(ward: Ward) -> None:
    ward.suggestions.taken(SuggestionKind.LIKE_BEFORE)
    turned_off(ward, SuggestionKind.ESCALATE)
    own = ward.technology.named("Huddle’s own suggestions")
    assert own.suggestions == ward.suggestions.kinds()
    printed = text_of(ward.sheets.make(SheetOrder(SheetKind.TOOL, tool=own.tool.name)))
    words = " ".join(printed.split())
    assert "A concern like the one being typed: on. Taken 1 time, declined 0 times." in words
    assert "An action to send up: turned off." in words


def test_no_other_tool_suggests_anything(ward: Ward) -> None:
    made = ward.technology.add("Letter drafter")
    assert ward.technology.tool(made.id).suggestions == ()


def test_the_huddle_knows_what_may_be_suggested(ward: Ward) -> None:
    turned_off(ward, SuggestionKind.NEXT_HUDDLE)
    series = next(one.id for one in ward.templates.series() if one.is_main)
    state = ward.running.start(series)
    assert state.suggests == frozenset(SuggestionKind) - {SuggestionKind.NEXT_HUDDLE}
