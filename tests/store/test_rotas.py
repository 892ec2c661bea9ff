"""The facilitator rota on a real file: whose turn, swaps, leavers, and where it takes effect."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.paths import Paths
from huddle.rows.audit import AuditRow
from huddle.rows.rota import RotaRow
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import AccessRole, RecordKind, RotaTurns
from huddle.ward import Ward
from tests.helpers.acting import act_as
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import hold, main_series, next_morning, sign_in, start

THURSDAY = dt.date(2026, 8, 6)
FRIDAY, MONDAY, TUESDAY = (THURSDAY + dt.timedelta(days=past) for past in (1, 4, 5))


@dataclass
class Crew:
    """A ward whose huddle is led in turn by Ann, Bea and Cem, a day each, from Thursday on."""

    ward: Ward
    series_id: str
    ids: dict[str, str]

    @property
    def rota(self) -> RotaRow:
        return self.ward.rotas.rota(self.series_id)

    def names(self, rota: RotaRow | None = None) -> list[str]:
        """Who leads the next days, as far as they differ from one to the other."""
        return [turn.name for turn in (rota or self.rota).coming]

    def place(self, name: str) -> str:
        return next(one.id for one in self.rota.places if one.name == name)


@pytest.fixture
def crew(ward: Ward) -> Crew:
    ids = {name: ward.people.add_person(name).id for name in ("Ann", "Bea", "Cem", "Dan")}
    made = Crew(ward, main_series(ward), ids)
    ward.rotas.set_turns(made.series_id, made.rota.row_version, RotaTurns.DAY)
    for name, deputy in (("Ann", "Dan"), ("Bea", None), ("Cem", "Ann")):
        ward.rotas.add_place(made.series_id, ids[name], ids[deputy] if deputy else None)
    return made


def set_facilitator(ward: Ward, name: str, **others: object) -> None:
    series = ward.templates.series()[0]
    kept = {
        "name": series.name,
        "template_id": series.template_id,
        "weekdays": series.weekdays,
        "starts_at": series.starts_at,
        "facilitator": name,
        **others,
    }
    ward.templates.change_series(series.id, series.row_version, **kept)  # type: ignore[arg-type]


# Whose turn


def test_without_a_rota_everything_stays_as_it_is(ward: Ward) -> None:
    set_facilitator(ward, "Ward sister")
    rota = ward.rotas.rota(main_series(ward))
    assert (rota.turns, rota.places, rota.coming) == (None, (), ())
    (card,) = ward.planning.today().cards
    assert (card.facilitator, card.turn) == ("Ward sister", None)
    assert ward.planning.agenda(main_series(ward)).huddle.facilitator == "Ward sister"
    assert start(ward).huddle.facilitator == "Ward sister"


def test_the_next_turns_go_round_over_the_weekend(crew: Crew) -> None:
    assert crew.names() == ["Ann", "Bea", "Cem", "Ann", "Bea", "Cem", "Ann", "Bea"]
    assert [turn.on for turn in crew.rota.coming[:3]] == [THURSDAY, FRIDAY, MONDAY]
    assert [turn.deputy for turn in crew.rota.coming[:3]] == ["Dan", "", "Ann"]
    assert [place.is_now for place in crew.rota.places] == [True, False, False]
    assert len(crew.ward.rotas.rota(crew.series_id, 3).coming) == 3


def test_single_days_and_closed_days_shift_nobody(crew: Crew) -> None:
    before = {turn.on: turn.name for turn in crew.ward.rotas.rota(crew.series_id, 20).coming}
    set_facilitator(crew.ward, "", skips_closed_days=True)
    crew.ward.calendar.add_closed_days(["7 Aug 2026 Closed"])
    crew.ward.calendar.add_exceptions(crew.series_id, ["8 Aug 2026 open day"], is_held=True)
    after = {turn.on: turn.name for turn in crew.ward.rotas.rota(crew.series_id, 19).coming}
    assert set(before) ^ set(after) <= {FRIDAY, dt.date(2026, 8, 8), max(before), max(after)}
    assert {day: name for day, name in after.items() if day in before} == {
        day: name for day, name in before.items() if day in after
    }


def test_it_starts_when_it_is_said_to(crew: Crew) -> None:
    set_facilitator(crew.ward, "Ward sister")
    rota = crew.ward.rotas.set_turns(crew.series_id, crew.rota.row_version, RotaTurns.WEEK, MONDAY)
    assert (rota.coming[0].on, rota.coming[0].name) == (MONDAY, "Ann")
    assert crew.names()[:6] == ["Ann"] * 5 + ["Bea"]
    (card,) = crew.ward.planning.today().cards
    assert (card.facilitator, card.turn) == ("Ward sister", None)
    with pytest.raises(Refused, match="starts later"):
        crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Bea"])


def test_a_rota_of_a_huddle_held_when_needed_says_whose_day_it_is(crew: Crew) -> None:
    set_facilitator(crew.ward, "", weekdays=())
    assert [(turn.on, turn.name) for turn in crew.rota.coming] == [(THURSDAY, "Ann")]


def test_turning_it_off_keeps_the_places(crew: Crew) -> None:
    rota = crew.ward.rotas.set_turns(crew.series_id, crew.rota.row_version, None)
    assert (rota.turns, len(rota.places), rota.coming) == (None, 3, ())
    with pytest.raises(Refused):
        crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Bea"])
    rota = crew.ward.rotas.set_turns(crew.series_id, rota.row_version, RotaTurns.DAY)
    assert crew.names(rota)[:3] == ["Ann", "Bea", "Cem"]


# Places


def test_whoever_has_the_turn_keeps_it_when_the_circle_changes(
    crew: Crew, clock: ShiftedClock
) -> None:
    next_morning(clock)
    assert crew.names()[:2] == ["Bea", "Cem"]
    crew.ward.rotas.add_place(crew.series_id, crew.ids["Dan"])
    assert crew.names()[:4] == ["Bea", "Cem", "Dan", "Ann"]
    crew.ward.rotas.move_place(crew.place("Bea"), 1)
    assert crew.names()[:4] == ["Bea", "Dan", "Ann", "Cem"]
    crew.ward.rotas.remove_place(crew.place("Ann"))
    assert crew.names()[:3] == ["Bea", "Dan", "Cem"]
    crew.ward.rotas.remove_place(crew.place("Bea"))
    assert crew.names()[:2] == ["Dan", "Cem"]
    set_facilitator(crew.ward, "", weekdays=range(7))
    assert crew.names()[:3] == ["Dan", "Cem", "Dan"]
    for name in ("Dan", "Cem"):
        crew.ward.rotas.remove_place(crew.place(name))
    assert crew.rota.coming == ()


def test_deputies_are_changed_on_what_is_there(crew: Crew) -> None:
    place = crew.rota.places[1]
    crew.ward.rotas.change_deputy(place.id, place.row_version, crew.ids["Dan"])
    assert crew.rota.coming[1].deputy == "Dan"
    with pytest.raises(ChangedElsewhere):
        crew.ward.rotas.change_deputy(place.id, place.row_version, None)
    with pytest.raises(Refused, match="their own deputy"):
        crew.ward.rotas.change_deputy(place.id, place.row_version + 1, crew.ids["Bea"])
    rota = crew.ward.rotas.change_deputy(place.id, place.row_version + 1, None)
    assert rota.coming[1].deputy == ""


def test_what_cannot_be_is_refused(crew: Crew) -> None:
    rotas, ids = crew.ward.rotas, crew.ids
    crew.ward.people.retire_person(ids["Dan"])
    for call in (
        lambda: rotas.add_place(crew.series_id, ids["Dan"]),
        lambda: rotas.add_place(crew.series_id, ids["Bea"], ids["Dan"]),
        lambda: rotas.add_place(crew.series_id, ids["Bea"], ids["Bea"]),
        lambda: rotas.swap(crew.series_id, THURSDAY, ids["Dan"]),
        lambda: rotas.swap(crew.series_id, THURSDAY, ids["Ann"]),
        lambda: rotas.swap(crew.series_id, THURSDAY - dt.timedelta(days=1), ids["Bea"]),
        lambda: rotas.swap(crew.series_id, THURSDAY, ids["Bea"], "x" * 501),
        lambda: rotas.swap(crew.series_id, THURSDAY, "nobody"),
        lambda: rotas.set_turns(crew.series_id, 99, RotaTurns.DAY),
    ):
        with pytest.raises(Refused):
            call()
    assert [turn.swap_id for turn in crew.rota.coming] == [""] * 8


def test_a_rota_has_an_end(crew: Crew) -> None:
    for _again in range(57):
        crew.ward.rotas.add_place(crew.series_id, crew.ids["Dan"])
    with pytest.raises(Refused, match="60"):
        crew.ward.rotas.add_place(crew.series_id, crew.ids["Dan"])


# Swaps


def test_a_swap_is_of_one_day_and_can_be_taken_back(crew: Crew) -> None:
    rota = crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Cem"], "on a course")
    turn = rota.coming[0]
    assert (turn.name, turn.instead_of, turn.reason) == ("Cem", "Ann", "on a course")
    assert turn.deputy == "Dan"
    assert crew.names()[1:3] == ["Bea", "Cem"]
    rota = crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Bea"])
    assert (rota.coming[0].name, rota.coming[0].reason) == ("Bea", "")
    rota = crew.ward.rotas.take_back_swap(rota.coming[0].swap_id)
    assert (rota.coming[0].name, rota.coming[0].swap_id) == ("Ann", "")
    rota = crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Dan"])
    assert (rota.coming[0].name, rota.coming[0].deputy) == ("Dan", "")
    rota = crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Ann"])
    assert (rota.coming[0].name, rota.coming[0].swap_id) == ("Ann", "")


def test_two_change_places_and_change_back(crew: Crew) -> None:
    rota = crew.ward.rotas.exchange(crew.series_id, THURSDAY, crew.ids["Cem"], "night shift")
    assert crew.names(rota)[:4] == ["Cem", "Bea", "Ann", "Ann"]
    assert [turn.reason for turn in rota.coming[:3]] == ["night shift", "", "night shift"]
    rota = crew.ward.rotas.take_back_swap(rota.coming[2].swap_id)
    assert crew.names(rota)[:4] == ["Ann", "Bea", "Cem", "Ann"]
    with pytest.raises(Refused, match="no later day"):
        crew.ward.rotas.exchange(crew.series_id, THURSDAY, crew.ids["Dan"])
    assert crew.names()[:4] == ["Ann", "Bea", "Cem", "Ann"]


def test_a_day_that_is_over_keeps_its_swap(crew: Crew, clock: ShiftedClock) -> None:
    rota = crew.ward.rotas.exchange(crew.series_id, THURSDAY, crew.ids["Bea"])
    first, second = rota.coming[0].swap_id, rota.coming[1].swap_id
    next_morning(clock)
    with pytest.raises(Refused, match="over"):
        crew.ward.rotas.take_back_swap(first)
    rota = crew.ward.rotas.take_back_swap(second)
    assert rota.coming[0].name == "Bea"


def test_a_facilitator_swaps_and_a_contributor_does_not(crew: Crew) -> None:
    act_as(crew.ward, AccessRole.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Bea"])
    act_as(crew.ward, AccessRole.FACILITATOR)
    crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Bea"])
    with pytest.raises(NotAllowed):
        crew.ward.rotas.remove_place(crew.place("Ann"))


def test_two_programs_swap_the_same_day(
    crew: Crew, store_paths: Paths, clock: ShiftedClock
) -> None:
    other = sign_in(store_paths, clock)
    other.rotas.swap(crew.series_id, THURSDAY, crew.ids["Bea"])
    other.close()
    rota = crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Cem"])
    assert crew.names(rota)[:2] == ["Cem", "Bea"]


# Where it takes effect


def test_today_the_agenda_the_huddle_and_its_record_name_whose_turn_it_is(
    crew: Crew, clock: ShiftedClock
) -> None:
    ward = crew.ward
    set_facilitator(ward, "Ward sister")
    crew.ward.rotas.swap(crew.series_id, THURSDAY, crew.ids["Cem"])
    (card,) = ward.planning.today().cards
    assert card.turn is not None
    assert (card.facilitator, card.turn.deputy, card.turn.instead_of) == ("Cem", "Dan", "Ann")
    planned = ward.planning.agenda(crew.series_id).huddle
    assert (planned.facilitator, planned.deputy) == ("Cem", "Dan")
    sheet = text_of(ward.sheets.make(SheetOrder(SheetKind.AGENDA, series_id=crew.series_id)))
    assert "led by Cem" in sheet
    assert "deputy: Dan" in sheet
    huddle_id, _kept = hold(ward)
    record = ward.history.record(huddle_id)
    assert record.is_frozen
    assert record.huddle.facilitator == "Cem"
    assert ward.planning.agenda(crew.series_id).huddle.facilitator == "Bea"
    clock.advance(days=2)
    (card,) = ward.planning.today().cards
    assert (card.is_due_today, card.facilitator) == (False, "Cem")


def test_missed_and_explained_days_name_whose_turn_it_was(crew: Crew, clock: ShiftedClock) -> None:
    next_morning(clock, days=5)
    missed = crew.ward.planning.today().missed
    assert [(one.held_on, one.facilitator) for one in missed] == [
        (MONDAY, "Cem"),
        (FRIDAY, "Bea"),
        (THURSDAY, "Ann"),
    ]
    rows = crew.ward.planning.not_held_together(missed, "Flood")
    assert {row.facilitator for row in rows} == {"Ann", "Bea", "Cem"}


def test_whoever_opens_it_leads_it(crew: Crew, clock: ShiftedClock) -> None:
    state = start(crew.ward)
    assert state.huddle.facilitator == "Ann"
    assert crew.ward.running.open(state.huddle.id).huddle.facilitator == "Erin"


# Leavers


def test_the_deputy_has_the_turn_of_somebody_who_left(crew: Crew) -> None:
    crew.ward.people.retire_person(crew.ids["Ann"])
    turns = crew.rota.coming
    assert (turns[0].name, turns[0].deputy, turns[0].has_left) == ("Dan", "", "Ann")
    assert (turns[2].name, turns[2].deputy) == ("Cem", "")
    assert crew.rota.places[0].has_left
    assert crew.rota.places[2].deputy_has_left
    assert start(crew.ward).huddle.facilitator == "Dan"


def test_where_nobody_is_left_the_usual_facilitator_leads(crew: Crew, clock: ShiftedClock) -> None:
    set_facilitator(crew.ward, "Ward sister")
    crew.ward.people.retire_person(crew.ids["Bea"])
    next_morning(clock)
    (turn, *_later) = crew.rota.coming
    assert (turn.name, turn.has_left) == ("", "Bea")
    assert start(crew.ward).huddle.facilitator == "Ward sister"
    rota = crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Dan"])
    assert (rota.coming[0].name, rota.coming[0].has_left) == ("Dan", "")


def test_a_leaver_who_becomes_a_role_is_named_nowhere_in_the_rota(crew: Crew) -> None:
    crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Ann"], "Ann asked for it")
    preview = crew.ward.rights.leaver_becomes_role(crew.ids["Ann"], "Former nurse")
    assert [one.sentence for one in preview.mentions] == ["Ann asked for it"]
    rota = crew.rota
    assert rota.coming[0].has_left == rota.places[0].name == "Former nurse"
    assert (rota.coming[1].name, rota.coming[1].has_left) == ("", "Former nurse")
    assert "Ann" not in repr(rota).replace("Ann asked for it", "")


def test_a_person_gets_their_places_and_swaps(crew: Crew) -> None:
    crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Ann"], "as agreed")
    known = crew.ward.rights.everything_about(crew.ids["Ann"])
    series = crew.ward.templates.series()[0].name
    assert known["rota_places"] == [
        {"series": series, "is_deputy": False},
        {"series": series, "is_deputy": True},
    ]
    assert known["rota_swaps"] == [
        {"series": series, "on_day": "2026-08-07", "reason": "as agreed"}
    ]
    assert {"rota_places", "rota_swaps"} <= set(known["keys"])


# Traces


def test_the_audit_reads_well(crew: Crew) -> None:
    rota = crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Dan"], "leave")
    crew.ward.rotas.take_back_swap(rota.coming[1].swap_id)
    crew.ward.rotas.move_place(crew.place("Cem"), -1)
    lines = [said(row) for row in crew.ward.audit.entries()]
    series = crew.ward.templates.series()[0].name
    assert f"added a swap in a rota | Fri 07-Aug-2026, {series}" in lines
    assert f"took a swap in a rota away | Fri 07-Aug-2026, {series}" in lines
    assert f"changed a place in a rota | Cem, {series}" in lines
    added = next(row for row in crew.ward.audit.entries() if row.what == "added a place in a rota")
    told = {one.field: one.new for one in added.changes}
    assert told["person"] == "Cem"
    assert told["deputy"] == "Ann"
    turned = [
        one for row in crew.ward.audit.entries() for one in row.changes if "rota" in one.field
    ]
    assert {(one.field, one.new) for one in turned} == {
        ("rota moves on", "Each day it is held"),
        ("rota from", "Thu 06-Aug-2026"),
    }


def said(row: AuditRow) -> str:
    return f"{row.what} | {row.about}"


def test_a_swap_goes_half_a_year_after_its_day(crew: Crew, clock: ShiftedClock) -> None:
    crew.ward.rotas.swap(crew.series_id, FRIDAY, crew.ids["Dan"], "leave")
    next_morning(clock, days=150)
    assert crew.ward.retention.preview().counts == {}
    next_morning(clock, days=60)
    preview = crew.ward.retention.preview()
    assert preview.counts == {RecordKind.DELETED: 1}
    crew.ward.retention.dispose(preview.counts)
    known = crew.ward.rights.everything_about(crew.ids["Dan"])
    assert known["rota_swaps"] == []
    entries = crew.ward.audit.entries(limit=10_000)
    assert not [one for entry in entries for one in entry.changes if "leave" in one.in_words]


def test_a_removed_place_goes_with_its_time(crew: Crew, clock: ShiftedClock) -> None:
    crew.ward.rotas.remove_place(crew.place("Cem"))
    next_morning(clock, days=210)
    preview = crew.ward.retention.preview()
    assert preview.counts == {RecordKind.DELETED: 1}
    crew.ward.retention.dispose(preview.counts)
    assert [place.name for place in crew.rota.places] == ["Ann", "Bea"]
