"""Search: anything that was said is found by its words, by whoever may see it."""

from __future__ import annotations

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.found_words import FoundKind, FoundState
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.rows.found import Found
from huddle.vocabulary import AccessRole, HuddleStatus, ItemKind, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited
from tests.helpers.wards import capture, hold, next_morning, said, start

SECRET = "Zinnia"
FOUND = (
    ("pump", ["The pump by the café alarms", "Mend the syringe pump in bay 4"]),
    ("PUM cafe", ["The pump by the café alarms"]),
    ('"syringe pump"', ["Mend the syringe pump in bay 4"]),
    ('"pump syringe"', []),
    ("pump -syr", ["The pump by the café alarms"]),
    ("is:overdue", ["Mend the syringe pump in bay 4"]),
    ("is:overdue sling", []),
    ("kind:decision", ["Keep the night porter"]),
    ("kind:thanks", ["Thanks to the kitchen"]),
    ("kind:voice hours", ["A family waited for hours"]),
    ("kind:decision kind:thanks", ["Thanks to the kitchen", "Keep the night porter"]),
    ("owner:boat", ["Mend the syringe pump in bay 4"]),
    ("owner:nobody", []),
    ("owner:me kind:action", ["Order slings"]),
    ("owner:jam", ["Sweep the yard @James"]),
    ("owner:ames", []),
    ("department:porters", ["Mend the syringe pump in bay 4"]),
    ("stage:discharge", ["The pump by the café alarms"]),
    ("kind:action after:today", ["Sweep the yard @James", "Order slings"]),
    ("kind:action before:today", ["Mend the syringe pump in bay 4"]),
    ("-pump -lift kind:concern", []),
    ("kind:person ama", ["Ama Boateng"]),
    ("pharm", ["Pharmacy"]),
    ("is:open kind:concern slow", ["Lift is slow"]),
    ("is:closed", []),
    ("nothing of that", []),
    ("\" OR '; DROP TABLE item --", []),
    ("pump* NEAR(x)", []),
)
"""What is typed, and what is found, nearest and newest first."""


def texts(ward: Ward, typed: str) -> list[str]:
    return [row.text for row in ward.search.find(typed).rows]


@pytest.fixture
def held(ward: Ward, clock: ShiftedClock) -> Ward:
    """A ward with a huddle of last week and one of today."""
    ward.people.add_person("Ama Boateng", department_id=team(ward, "Porters"))
    hold(
        ward,
        'a: Mend the syringe pump in bay 4 @"Ama Boateng" due today',
        "c: The pump by the café alarms >Discharge",
        "d: Keep the night porter",
        "t: Thanks to the kitchen",
        "p: A family waited for hours",
    )
    next_morning(clock, 7)
    hold(ward, "a: Order slings @Erin due +3d", "c: Lift is slow +Pharmacy")
    ward.followups.add(said(ward, "a: Sweep the yard @James due +9d"))
    return ward


def team(ward: Ward, name: str) -> str:
    return next(one.id for one in ward.people.departments() if one.name == name)


def test_what_is_typed_finds_what_was_said(held: Ward) -> None:
    assert {typed: texts(held, typed) for typed, _found in FOUND} == dict(FOUND)


def test_one_letter_and_nothing_are_not_asked(held: Ward) -> None:
    for typed in ("", "  ", "p", '"', "-pump"):
        assert held.search.find(typed) == Found(is_asked=False)
    assert held.search.find("x kind:goal") == Found()


def test_a_row_says_what_one_needs_to_choose(held: Ward) -> None:
    row = held.search.find("sling").rows[0]
    assert [row.text[start:end] for start, end in row.marks] == ["sling"]
    assert (row.kind, row.status) == (FoundKind.ACTION, Status.NOT_STARTED)
    assert (row.owner_name, row.huddle_number, row.is_overdue) == ("Erin", 2, False)
    assert row.on == held.planning.today().today
    assert row.code


def test_a_code_is_found_first_and_once(held: Ward) -> None:
    code = held.search.find("sling").rows[0].code
    assert texts(held, code.lower().replace("-", "")) == ["Order slings"]
    assert texts(held, code) == ["Order slings"]
    row = held.search.find(code).rows[0]
    assert (row.beside, row.beside_marks) == ("", ())


def test_owners_of_whom_only_a_name_is_known_are_found_as_those_known_are(ward: Ward) -> None:
    state = start(ward)
    for name in ("Zoë Lang", "Ravi (bank)", "Ali Zo"):
        capture(ward, state, f'a: Sweep the yard @"{name}"')

    def owners(typed: str) -> set[str]:
        return {row.text.partition('@"')[2].strip('"') for row in ward.search.find(typed).rows}

    assert owners("owner:zoe") == {"Zoë Lang"}
    assert owners('owner:"lang zo"') == {"Zoë Lang"}
    assert owners("owner:zo") == {"Zoë Lang", "Ali Zo"}
    assert owners("owner:bank owner:ali") == {"Ravi (bank)", "Ali Zo"}
    assert not owners("owner:ang")


def test_notes_of_its_story_find_an_item_and_stand_beside_it(held: Ward) -> None:
    item = held.search.find("sling").rows[0]
    held.followups.update(item.id, status=Status.BLOCKED, note="Waits for estates")
    held.followups.update(item.id, status=Status.IN_PROGRESS, note="Ladder has come")
    for word in ("estates", "ladder"):
        (row,) = held.search.find(f"{word} sling").rows
        assert word in row.beside.casefold()
        start, end = row.beside_marks[0]
        assert row.beside[start:end].casefold() == word
    held.followups.update(item.id, text="Order hoists")
    assert texts(held, "estates") == ["Order hoists"]
    assert texts(held, "sling") == []
    assert texts(held, '"order hoists" -estates') == []


def test_the_nearest_of_a_window_comes_first(ward: Ward) -> None:
    hold(ward, "a: Pump bay is cold", "a: Bay has a new pump", "a: Lamp")
    lamp = ward.search.find("lamp").rows[0]
    ward.followups.update(lamp.id, note="As for the pump bay")
    assert texts(ward, "pump bay") == ["Pump bay is cold", "Bay has a new pump", "Lamp"]


def test_huddles_are_found_by_what_was_said_of_them(held: Ward) -> None:
    huddle = held.history.huddles()[0]
    held.running.add_addendum(huddle.id, "The lift was mended the same day")
    (row,) = held.search.find("mended").rows
    assert (row.kind, row.id, row.status) == (FoundKind.HUDDLE, huddle.id, HuddleStatus.CLOSED)
    assert "lift was mended" in row.beside
    kinds = [one.kind for one in held.search.find("lift").rows]
    assert kinds == [FoundKind.CONCERN, FoundKind.HUDDLE]
    assert texts(held, "safety") == []
    assert len(held.search.find("kind:huddle").rows) == 2
    assert [one.huddle_number for one in held.search.find("kind:huddle 2").rows] == [2]


def test_huddles_are_found_whether_or_not_accents_are_typed(ward: Ward) -> None:
    state = start(ward)
    ward.running.close(state.huddle.id, plus="Café staff came", delta="Start on time")
    for typed in ("cafe", "CAFÉ staff", "start cafe", '"on time"'):
        assert [row.id for row in ward.search.find(typed).rows] == [state.huddle.id], typed
    assert ward.search.find("cafe lift").rows == ()


def test_measures_and_plans_of_goals_are_found(ward: Ward) -> None:
    count, up = MeasureKind.COUNT, Direction.UP
    ward.measures.add("Falls on nights", family=Family.SAFETY, kind=count, direction=up)
    assert [row.kind for row in ward.search.find("falls").rows] == [FoundKind.MEASURE]
    goal = ward.goal_plans.add(
        "Nobody falls at night", family=Family.SAFETY, left_out="Whoever sleeps badly"
    )
    assert goal.item.text in texts(ward, "sleeps")


def test_tools_are_found_by_their_names_and_by_all_that_is_told_of_them(ward: Ward) -> None:
    tool = ward.technology.add(
        "Scribe", purpose="Writes letters\nfrom what is said", known_limits="Mishears Gaelic"
    )
    ward.technology.view(
        tool.id, is_before=True, asked_on=ward.today(), asked=4, says="It saves the evening"
    )
    for typed in ("scribe", "kind:tool", "letters", "gaelic scribe", "évening"):
        found = ward.search.find(typed).rows
        assert tool.id in [row.id for row in found if row.kind is FoundKind.TOOL], typed
    row = ward.search.find("scribe gaelic").rows[0]
    assert (row.text, row.beside) == ("Scribe", "Mishears Gaelic")
    assert [row.beside[start:end] for start, end in row.beside_marks] == ["Gaelic"]
    assert ward.search.find("scribe").rows[0].beside == "Writes letters"
    assert ward.search.find("scribe is:open").rows == ()
    assert ward.search.find("letters telepathy").rows == ()


def test_screenfuls_follow_one_another(ward: Ward) -> None:
    state = start(ward)
    for number in range(7):
        capture(ward, state, f"c: Hoist {number} squeaks")
    lists = [ward.search.find("hoist", limit=limit) for limit in (3, 6, 9)]
    assert [found.has_more for found in lists] == [True, True, False]
    assert [len(found.rows) for found in lists] == [3, 6, 7]
    assert [row.text[6] for row in lists[-1].rows] == list("6543210")


def test_what_was_read_stays_where_it_stood_as_the_list_goes_on(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.services.searching.FIRST_LOT", 4)
    state = start(ward)
    for words in ("Bay pump", "Pump of bay 1", "Bay has a pump"):
        capture(ward, state, f"c: {words}")
        for number in range(3):
            capture(ward, state, f"c: Baywatch {number}, pumps")
    ward.running.close(state.huddle.id, plus="The pump of the bay")
    longest = [row.id for row in ward.search.find("bay pump", limit=20).rows]
    assert len(longest) == 13
    for limit in range(1, 13):
        shown = [row.id for row in ward.search.find("bay pump", limit=limit).rows]
        assert shown == longest[: len(shown)], limit
        assert len(shown) >= limit


def test_what_is_seldom_is_found_below_much_that_is_newer(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.services.sought.FIRST_LOT", 2)
    state = start(ward)
    capture(ward, state, "d: Hoists stay in bay 4")
    for number in range(9):
        capture(ward, state, f"c: Hoist {number} squeaks")
    assert texts(ward, "hoist kind:decision") == ["Hoists stay in bay 4"]
    assert texts(ward, "kind:decision") == ["Hoists stay in bay 4"]
    assert texts(ward, '"in bay"') == ["Hoists stay in bay 4"]


# Who sees what

EVERY_WAY = (
    SECRET,
    f'"{SECRET}"',
    f"{SECRET} is:open",
    "kind:action",
    "is:sensitive",
    "is:open",
    "owner:ama",
    "department:porters",
    "after:yesterday",
    "talk -nothing",
    "whisper",
)


def test_no_way_to_ask_shows_what_is_sensitive(ward: Ward) -> None:
    ward.people.add_person("Ama", department_id=team(ward, "Porters"))
    secret = ward.followups.add(said(ward, f"a: {SECRET} talk @Ama due today +Porters"))
    secret = ward.followups.update(secret.id, is_sensitive=True, note="A whisper")
    concern = ward.planning.raise_for_next(f"{SECRET} talk at the desk")
    ward.running.change_item(concern.id, concern.row_version, is_sensitive=True)
    assert all(SECRET in str(ward.search.find(typed)) for typed in EVERY_WAY)
    act_as(ward, AccessRole.CONTRIBUTOR)
    for typed in (*EVERY_WAY, secret.code, concern.code):
        assert SECRET not in str(ward.search.find(typed))
    assert ward.search.like_before(f"{SECRET} talk at the desk") is None


def test_seeing_what_is_sensitive_is_noted(ward: Ward) -> None:
    item = ward.followups.add(said(ward, f"a: {SECRET} talk"))
    ward.followups.update(item.id, is_sensitive=True)
    act_as(ward, AccessRole.WARD_MANAGER)
    before = len(audited(ward, "open"))
    ward.search.find("lamp")
    assert len(audited(ward, "open")) == before
    ward.search.find(SECRET)
    assert len(audited(ward, "open")) == before + 1


def test_another_unit_finds_nothing_of_this_one(held: Ward) -> None:
    other = held.units.add("Ward 8", tier="Ward", time_zone="Europe/London")
    held.units.use(other.id)
    assert held.search.find("pump") == Found()
    assert held.search.find("ama") == Found()
    assert held.search.find("kind:huddle") == Found()


def test_what_was_taken_back_or_turned_into_something_is_not_found_twice(ward: Ward) -> None:
    state = start(ward)
    gone = capture(ward, state, "c: Broken trolley")
    ward.running.take_back(gone.id)
    idea = capture(ward, state, "p: Trolley squeals at night")
    ward.running.turn_into(idea.id, ItemKind.CONCERN)
    assert [row.kind for row in ward.search.find("trolley").rows] == [FoundKind.CONCERN]


# Kept searches


def test_a_search_is_kept_once_for_whoever_keeps_it(ward: Ward) -> None:
    kept = ward.search.keep("  pump is:overdue ")
    assert ward.search.keep("pump is:overdue") == kept
    assert ward.search.saved() == (kept,)
    assert kept.typed == "pump is:overdue"
    assert all(view.is_built_in for view in ward.views.views().views)
    with pytest.raises(Refused):
        ward.search.keep("  ")
    with pytest.raises(Refused):
        ward.search.keep("long " * 100)
    act_as(ward, AccessRole.READER)
    ward.search.forget(kept.id)
    ward.search.forget("nothing")
    assert ward.search.saved() == ()


# Like before


def test_a_concern_of_another_day_is_like_what_is_typed(held: Ward) -> None:
    found = held.search.like_before("Pump alarms again by bed 9")
    assert found is not None
    assert (found.text, found.shared) == ("The pump by the café alarms", ("Pump", "alarms"))
    assert found.status is Status.NEW
    assert held.search.like_before("Pump") is None
    assert held.search.like_before("The pump and with this") is None
    assert held.search.like_before("Pump is cold and dark in the hall") is None


def test_what_was_said_today_is_no_before(held: Ward) -> None:
    assert held.search.like_before("Lift is slow") is None


def test_states_are_those_of_the_field(held: Ward) -> None:
    for state in FoundState:
        held.search.find(f"is:{state}")
    action = held.search.find("sling").rows[0]
    held.followups.update(action.id, status=Status.CLOSED)
    assert texts(held, "is:done") == texts(held, "is:closed") == ["Order slings"]
    pump = held.search.find("syringe").rows[0]
    held.followups.update(pump.id, status=Status.BLOCKED, note="No part")
    assert texts(held, "is:blocked part") == ["Mend the syringe pump in bay 4"]
