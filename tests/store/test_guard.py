"""Before paper: what tells who a patient is is asked about first, and what leaves is audited."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.paths import Paths
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.start_options import PASSWORD_VARIABLE
from huddle.vocabulary import AccessRole, Presence
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as, audited
from tests.helpers.command_line import output, refusal, run
from tests.helpers.sheet_text import letters_of, pages_of, text_of
from tests.helpers.wards import hold, main_series, said, start

NUMBER = "943 476 5919"
ACTIONS = SheetOrder(SheetKind.ACTIONS)
SUMMARY = SheetOrder(SheetKind.SUMMARY, huddle="latest")


def add(ward: Ward, line: str) -> str:
    """Add an action; gives its code."""
    return ward.followups.add(said(ward, f"a: {line}")).code


def asked(ward: Ward, order: SheetOrder) -> list[str]:
    """What the guard asks about, in words."""
    with pytest.raises(GuardAsks) as refused:
        ward.sheets.release(order, purpose="print")
    return [one.in_words for one in refused.value.found]


def test_what_tells_nothing_leaves_at_once_and_is_audited(ward: Ward) -> None:
    add(ward, "Mend the lamp in bay 2 @Nursing due fri")
    pdf = ward.sheets.release(ACTIONS, purpose="print", copies=3)
    pages = pages_of(pdf)
    assert len(pages) == 3
    assert all("Mend the lamp in bay 2" in page for page in pages)
    told = {"sheet": "actions", "department": "", "copies": 3}
    assert audited(ward, "print", "save", "override") == [("print", told)]


def test_looking_at_a_sheet_is_neither_asked_about_nor_audited(ward: Ward) -> None:
    add(ward, f"Ring about {NUMBER}")
    assert NUMBER in text_of(ward.sheets.make(ACTIONS))
    assert audited(ward, "print", "save", "override") == []


def test_what_may_tell_is_asked_about_first(ward: Ward) -> None:
    code = add(ward, f"Ring about {NUMBER} and Mrs Alder @Porters")
    assert asked(ward, ACTIONS) == [
        f"Action {code}: “{NUMBER}” looks like an NHS number.",
        f"Action {code}: “Mrs Alder” looks like a person’s name.",
    ]
    assert audited(ward, "print", "save", "override") == []


def test_with_a_reason_it_leaves_and_the_audit_holds_no_word_of_it(ward: Ward) -> None:
    add(ward, f"Ring about {NUMBER} and Mrs Alder, Mr Birch")
    pdf = ward.sheets.release(ACTIONS, purpose="save", reason="  The coroner asked for it ")
    assert NUMBER in text_of(pdf)
    sheet = {"sheet": "actions", "department": ""}
    kinds = {"nhs_number": 1, "person_name": 2}
    assert audited(ward, "print", "save", "override") == [
        ("override", {**sheet, "found": kinds, "reason": "The coroner asked for it"}),
        ("save", {**sheet, "copies": 1}),
    ]


def test_a_reason_that_is_not_needed_overrides_nothing(ward: Ward) -> None:
    add(ward, "Mend the lamp")
    ward.sheets.release(ACTIONS, purpose="print", reason="Just so")
    assert [act for act, _told in audited(ward, "print", "override")] == ["print"]


@pytest.mark.parametrize("reason", [f"It is {NUMBER}", "For Mrs Alder", "x" * 3000])
def test_a_reason_that_the_audit_must_not_hold_is_refused(ward: Ward, reason: str) -> None:
    add(ward, f"Ring about {NUMBER}")
    with pytest.raises(Refused) as refused:
        ward.sheets.release(ACTIONS, purpose="print", reason=reason)
    assert refused.value.field == "reason"
    assert not isinstance(refused.value, GuardAsks)
    assert audited(ward, "print", "override") == []


def test_only_what_the_wanted_sheet_shows_is_asked_about(ward: Ward) -> None:
    add(ward, f"Ring about {NUMBER} @Porters")
    add(ward, "Order a sling @Nursing")
    nursing = SheetOrder(SheetKind.ACTIONS, departments=("Nursing",))
    assert "Order a sling" in text_of(ward.sheets.release(nursing, purpose="print"))
    assert len(asked(ward, SheetOrder(SheetKind.ACTIONS, departments=("Porters",)))) == 1


def test_a_bed_stops_no_sheet_and_staff_may_be_named(ward: Ward) -> None:
    ward.people.add_person("R. Shah")
    add(ward, "Ask Mr Shah about bed 4 and SR2")
    ward.sheets.release(ACTIONS, purpose="print")


def test_the_wards_own_telephone_numbers_are_no_finding(ward: Ward) -> None:
    ward.setting_up.change_unit(
        ward.setting_up.unit().row_version,
        name="Ward 7",
        time_zone=wards.ZONE,
        act_now_number="01632 960 999",
        tell_us="ring 01632 960123",
        classification="OFFICIAL",
    )
    team = ward.people.departments()[0]
    ward.people.change_department(
        team.id, team.row_version, name=team.name, extension="01632 960 456"
    )
    add(ward, "Mend the lamp +Nursing")
    assert "01632 960123" in text_of(ward.sheets.release(ACTIONS, purpose="print"))


def test_the_wards_own_shape_of_hospital_numbers_is_found(ward: Ward) -> None:
    add(ward, "Ring about RX123456")
    ward.sheets.release(ACTIONS, purpose="print")
    policy = ward.privacy.policy()
    ward.privacy.change_policy(policy.row_version, hospital_numbers="RX######")
    assert "RX123456" in asked(ward, ACTIONS)[0]


@pytest.mark.parametrize("field", ["place", "note", "how_known"])
def test_every_field_of_an_action_is_looked_through(ward: Ward, field: str) -> None:
    code = add(ward, "Mend the lamp")
    ward.followups.update(code, None, **{field: f"see {NUMBER}"})
    (words,) = asked(ward, ACTIONS)
    assert words.startswith(f"Action {code}, ")


def test_an_unknown_owner_is_looked_at_too(ward: Ward) -> None:
    add(ward, 'Mend the lamp @"Mrs Alder"')
    assert any(", owner:" in words for words in asked(ward, ACTIONS))


def test_a_summary_is_looked_through_from_head_to_foot(ward: Ward) -> None:
    state = start(ward)
    ward.running.add_person_to_roster(state.huddle.id, f"Visitor {NUMBER}")
    wards.capture(ward, state, "Wrong band on 401 023 2137")
    item = wards.capture(ward, state, "d: Keep the lamp on")
    ward.running.change_item(item.id, item.row_version, why="for Mrs Alder")
    ward.running.close(state.huddle.id, plus="Rang 07700 900123", delta="Mail a@example.org")
    ward.running.add_addendum(state.huddle.id, "It was Miss Birch")
    where = [words.split(":")[0] for words in asked(ward, SUMMARY)]
    assert where[0] == "Who was there"
    assert where[1].startswith("Concern ")
    assert where[2] == f"Decision {item.code}, why"
    assert where[3:] == ["What went well", "What we do differently", "Dated correction"]


def test_a_reason_why_no_huddle_was_held_is_looked_through(ward: Ward) -> None:
    on = ward.planning.today().today
    held = ward.planning.not_held(main_series(ward), on, "All were with Mrs Alder")
    order = SheetOrder(SheetKind.SUMMARY, huddle=str(held.number or held.id))
    assert asked(ward, order)[0].startswith("Why it was not held: ")


def test_an_agenda_is_looked_through(ward: Ward) -> None:
    item = ward.planning.raise_for_next(f"{NUMBER} has no band")
    words = asked(ward, SheetOrder(SheetKind.AGENDA))
    assert words == [f"Concern {item.code}: “{NUMBER}” looks like an NHS number."]


def test_many_findings_are_told_shortly(ward: Ward) -> None:
    for number in range(20):
        add(ward, f"Ring Mrs Alder{'abcdefghijklmnopqrst'[number]}")
    with pytest.raises(GuardAsks) as refused:
        ward.sheets.release(ACTIONS, purpose="print")
    lines = refused.value.message.split("\n")
    assert len(refused.value.found) == 20
    assert (len(lines), lines[-1]) == (10, "And 12 more.")


def test_a_sheet_of_a_huddle_says_which_in_the_audit(ward: Ward) -> None:
    hold(ward, "a: Mend the lamp +Porters")
    order = SheetOrder(SheetKind.ACTIONS, huddle="1", departments=("Porters",))
    ward.sheets.release(order, purpose="print")
    told = {"sheet": "actions", "department": "Porters", "huddle": "1", "copies": 1}
    assert audited(ward, "print") == [("print", told)]


def test_no_paper_without_its_audit_entry(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ward, "Mend the lamp")

    def no_write(_store: object) -> object:
        raise OSError("no write")

    monkeypatch.setattr("huddle.store.session.Store.write", no_write)
    with pytest.raises(OSError, match="no write"):
        ward.sheets.release(ACTIONS, purpose="print")


@pytest.mark.parametrize("role", [AccessRole.CONTRIBUTOR, AccessRole.READER])
def test_whoever_may_read_may_print_and_is_asked_the_same(ward: Ward, role: AccessRole) -> None:
    add(ward, f"Ring about {NUMBER}")
    act_as(ward, role)
    assert asked(ward, ACTIONS)
    ward.sheets.release(ACTIONS, purpose="print", reason="The coroner asked")
    assert [act for act, _told in audited(ward, "print", "override")] == ["override", "print"]


def test_a_wall_screen_prints_nothing(ward: Ward) -> None:
    act_as(ward, AccessRole.WALL_SCREEN)
    with pytest.raises(Refused, match="account cannot do this"):
        ward.sheets.release(ACTIONS, purpose="print")


# What never reaches paper


@pytest.mark.parametrize(
    "kind",
    [
        SheetKind.SUMMARY,
        SheetKind.ACTIONS,
        SheetKind.AGENDA,
        SheetKind.FOLLOW_UP,
        SheetKind.BLANK,
    ],
)
@pytest.mark.parametrize("role", [AccessRole.WARD_MANAGER, AccessRole.CONTRIBUTOR])
def test_no_sheet_shows_a_sensitive_item_or_a_patient_reference(
    ward: Ward, clock: ShiftedClock, kind: SheetKind, role: AccessRole
) -> None:
    _huddle, kept = hold(
        ward,
        "a: Zinnia talk due today",
        "c: Zinnia concern",
        "a: Mend the lamp due today",
        "c: Cold in the hall",
    )
    for item in kept[:2]:
        ward.running.change_item(item.id, 1, is_sensitive=True)
    for item in kept[2:]:
        ward.running.change_item(item.id, 1, patient_reference="Bed 77")
    wards.next_morning(clock)
    raised = ward.planning.raise_for_next("Zinnia raised")
    ward.running.change_item(raised.id, 1, is_sensitive=True)
    act_as(ward, role)
    series = main_series(ward) if kind is SheetKind.BLANK else ""
    order = SheetOrder(kind, huddle=_of(kind), series_id=series)
    pdf = ward.sheets.release(order, purpose="print")
    assert "Zinnia" not in letters_of(pdf)
    assert "Bed77" not in letters_of(pdf)
    assert "sensitive item" in text_of(pdf)
    assert "not shown" in text_of(pdf)
    assert ("Cold in the hall" if kind is SheetKind.SUMMARY else "Mend the lamp") in text_of(pdf)


def _of(kind: SheetKind) -> str:
    return "1" if kind is SheetKind.SUMMARY else ""


def test_what_became_sensitive_after_the_close_is_not_on_the_sheets_of_that_huddle(
    ward: Ward,
) -> None:
    _huddle, (item, *_others) = hold(ward, "a: Zinnia talk due today", "a: Mend the lamp")
    sheets = (SUMMARY, SheetOrder(SheetKind.ACTIONS, huddle="latest"))
    assert all("Zinnia" in text_of(ward.sheets.make(order)) for order in sheets)
    item = ward.followups.action(item.id)
    ward.followups.update(item.id, item.row_version, is_sensitive=True)
    for order in sheets:
        text = text_of(ward.sheets.make(order))
        assert "Zinnia" not in text
        assert "1 sensitive item not shown" in text


# The command line


@pytest.fixture
def folder(store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a closed ward with one telling action."""
    monkeypatch.setenv(PASSWORD_VARIABLE, wards.PASSWORD)
    ward = wards.sign_in(store_paths, clock)
    add(ward, f"Ring about {NUMBER}")
    ward.close()
    return store_paths.data_dir


@pytest.mark.on_a_file("the command is given a folder")
def test_the_command_asks_in_words_and_goes_on_with_a_reason(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    command = ("sheet", "actions", "-o", str(out))
    assert run(folder, *command) == ExitCode.REFUSED
    told = refusal(capsys, folder, *command)
    assert f"“{NUMBER}” looks like an NHS number" in told
    assert "--reason TEXT" in told
    assert not out.exists()
    assert str(out) in output(capsys, folder, *command, "--reason", "The coroner asked")
    assert NUMBER in text_of(out.read_bytes())


def test_the_attendance_list_is_of_its_huddle_and_never_says_who_was_heard(ward: Ward) -> None:
    state = start(ward)
    team, other, *_others = state.roster
    ward.running.set_heard(state.huddle.id, team.id, is_heard=True)
    ward.running.set_presence(state.huddle.id, other.id, Presence.APOLOGIES)
    ward.running.close(state.huddle.id)
    found = ward.history.attendance("latest")
    assert [row.presence for row in found.attendees[:2]] == [Presence.HERE, Presence.APOLOGIES]
    assert all(row.is_department for row in found.attendees)
    text = text_of(ward.sheets.make(SheetOrder(SheetKind.ATTENDANCE, huddle="1")))
    assert f"Departments {team.name} Apologies – 1 Departments {other.name} Not marked" in text
    assert "heard" not in text
