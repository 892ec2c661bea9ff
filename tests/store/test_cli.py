"""The command line: every command, what it prints and its JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from huddle.cli import ExitCode
from huddle.clock import ShiftedClock
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.paths import Paths
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rows.upkeep import BackupRow, CheckRow
from huddle.sheets.kinds import SheetKind
from huddle.start_options import PASSWORD_VARIABLE
from huddle.store import keys
from huddle.unlocks import by_password
from huddle.vocabulary import Status
from huddle.ward import open_ward
from tests.helpers.command_line import (
    MORNING,
    PASSWORD,
    document,
    output,
    refusal,
    run,
)
from tests.helpers.html_page import read
from tests.helpers.sheet_text import text_of


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    """A made-up ward of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "ward"))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """New stores get a key file that is quick to open."""
    real, cheap = keys.KeyCost, dataclasses.asdict(keys.CHEAP)
    monkeypatch.setattr(keys, "KeyCost", lambda **given: real(**(given or cheap)))


def names(row: type[Any]) -> set[str]:
    return {field.name for field in dataclasses.fields(row)}


# Making a store


@pytest.mark.usefixtures("cheap_keys")
def test_new_makes_a_store_and_tells_the_recovery_key_once(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home / "ward"
    command = ("--user", "AK", "new", "--ward", "Willow ward", "--time-zone", "Europe/London")
    told = output(capsys, folder, *command).splitlines()
    assert told[0] == f"Willow ward is ready in {folder}."
    assert keys.unlock_by_recovery_key(folder / "keys.json", told[-1])
    assert "There is a store in this folder already" in refusal(capsys, folder, *command)
    assert document(capsys, folder, "huddles", "list") == []


@pytest.mark.usefixtures("cheap_keys")
@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ((), ("--ward", "Willow", "--time-zone", "Europe/London"), "sign-in name"),
        (("--user", "AK"), ("--ward", " ", "--time-zone", "Europe/London"), "name"),
        (("--user", "AK"), ("--ward", "Willow", "--time-zone", "Mars"), "time zone"),
    ],
)
def test_new_refuses_what_cannot_be_used(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    before: tuple[str, ...],
    after: tuple[str, ...],
    says: str,
) -> None:
    assert says in refusal(capsys, home / "ward", *before, "new", *after)
    assert not (home / "ward" / "keys.json").exists()


@pytest.mark.usefixtures("cheap_keys")
def test_demo_fills_an_empty_folder_and_refuses_a_full_one(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("demo", "--actions", "20", "--until", "2026-11-23", "--seed", "7")
    told = output(capsys, home / "ward", *command)
    assert told.startswith("Willow ward is ready in ")
    assert "“demo”" in told
    assert len(document(capsys, home / "ward", "actions", "list")) == 14
    assert "already" in refusal(capsys, home / "ward", *command)


@pytest.mark.usefixtures("cheap_keys")
def test_demo_leads_up_to_today_and_names_its_account(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output(capsys, home / "ward", "--user", "AK", "demo", "--actions", "16")
    assert keys.sign_in_names(home / "ward" / "keys.json")[0] == "AK"
    newest = document(capsys, home / "ward", "--user", "AK", "huddles", "list")[0]
    assert newest["held_on"] == "2026-11-22"


# Huddles


def test_huddles_are_listed_newest_first(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, made, "huddles", "list")
    assert set(found[0]) == names(HuddleRow)
    assert [row["number"] for row in found] == list(range(len(found), 0, -1))
    assert {row["status"] for row in found} == {"closed", "not_held"}
    heads, first, *_rest = output(capsys, made, "huddles", "list").splitlines()
    assert heads.split() == ["No.", "Day", "Huddle", "Status", "Facilitator", "or", "reason"]
    assert "Sun 22-Nov-2026 09:00  Weekend safety huddle" in first


def test_a_huddle_is_shown_by_number_or_as_the_latest(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latest = document(capsys, made, "huddles", "show", "latest")
    assert set(latest) == names(HuddleRecord)
    number = latest["huddle"]["number"]
    assert document(capsys, made, "huddles", "show", str(number)) == latest
    friday = output(capsys, made, "huddles", "show", str(number - 2))
    assert "Friday 20 November 2026, closed" in friday
    assert "Thanks: The night team, for covering two gaps calmly (Medical)" in friday
    assert "Added Fri 20-Nov-2026" in friday


def test_one_typed_in_later_says_so(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = Paths(ward, ward.parent / "config")
    opened = open_ward(paths, ShiftedClock(MORNING), by_password("demo", PASSWORD))
    series = next(one for one in opened.templates.series() if one.is_main)
    day = MORNING.date() - dt.timedelta(days=1)
    entered = opened.paper.enter(series.id, day, dt.time(18, 5), dt.time(18, 15), "Jo")
    opened.running.close(entered.huddle.id)
    opened.close()
    number = str(entered.huddle.number)
    said = output(capsys, ward, "huddles", "show", number)
    assert "Typed in later by demo, Mon 23-Nov-2026 08:10" in said.splitlines()
    shown = document(capsys, ward, "huddles", "show", number)["huddle"]
    assert (shown["entered_late_by"], shown["closed_at"]) == ("demo", "2026-11-22T18:15:00+00:00")
    assert shown["entered_late_at"].startswith("2026-11-23T08:10")


def test_an_unknown_huddle_is_refused(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("9999", "9" * 20):
        assert f"no huddle “{number}”" in refusal(capsys, made, "huddles", "show", number)


# Actions, concerns, goals


def test_actions_are_listed_soonest_due_first(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, made, "actions", "list")
    assert set(found[0]) == names(ItemRow)
    assert len(found) == 14
    assert [row["due_on"] for row in found] == sorted(row["due_on"] for row in found)
    assert found[0]["owner_name"] == "A. Kowalska"
    heads, *lines = output(capsys, made, "actions", "list").splitlines()
    assert heads.split() == ["Code", "Due", "Status", "Owner", "Department", "Action"]
    assert "in progress, overdue" in lines[0]
    assert len({line.index(row["text"]) for line, row in zip(lines, found, strict=True)}) == 1


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--overdue",), 3),
        (("--owner", "d. mensah"), 2),
        (("--department", "Porters"), 1),
        (("--status", "blocked"), 1),
        (("--status", "all"), 60),
        (("--due-before", "2026-11-20"), 2),
        (("--text", "hoist"), 2),
        (("--status", "all", "--owner", "Joan"), 0),
    ],
)
def test_actions_are_chosen(
    made: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], count: int
) -> None:
    assert len(document(capsys, made, "actions", "list", *options)) == count


def test_nothing_found_is_said_in_words(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, made, "actions", "list", "--text", "zebra")
    assert told == "There is nothing to list.\n"


def test_an_unknown_owner_is_refused(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "“Nobody”" in refusal(capsys, made, "actions", "list", "--owner", "Nobody")


def test_an_action_is_added_as_in_the_capture_line(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "Order two slings @Therapies due fri 14:00 >Ward !"
    told = output(capsys, ward, "actions", "add", typed)
    assert "Order two slings · Therapies · Fri 27-Nov-2026 14:00 · not started" in told
    added = document(capsys, ward, "actions", "list", "--text", told.split()[0])[0]
    assert (added["is_priority"], added["stage_name"]) == (True, "Ward")
    assert added["huddle_id"] is None


def test_a_day_that_is_none_stays_as_words_and_is_said(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = output(capsys, ward, "actions", "add", "Order slings due 31 feb")
    assert "Order slings due 31 feb" in told
    assert "“31 feb” is not a date" in told


def test_next_means_the_huddle_to_come(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Mon 23-Nov-2026" in output(capsys, ward, "actions", "add", "Ring stores due next")


@pytest.mark.parametrize("typed", ["c: the floor is wet", "  "])
def test_only_an_action_is_added(
    ward: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert refusal(capsys, ward, "actions", "add", typed)


def test_an_action_is_brought_up_to_date(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = document(capsys, ward, "actions", "list")[0]["code"]
    moved = ("--due", "2026-12-01", "--reason", "the desk asked for a week")
    output(capsys, ward, "actions", "update", code.lower(), *moved, "--status", "blocked")
    row = document(capsys, ward, "actions", "list", "--status", "blocked", "--text", code)[0]
    assert (row["due_on"], row["first_due_on"]) == ("2026-12-01", "2026-11-18")
    assert row["note"] == "the desk asked for a week"
    told = output(capsys, ward, "actions", "update", code, "--due", "fri 09:30", "--note", "so")
    assert "Fri 27-Nov-2026 09:30" in told
    output(capsys, ward, "actions", "update", code, "--status", Status.CLOSED.value)
    assert len(document(capsys, ward, "actions", "list")) == 13


@pytest.mark.parametrize(
    ("code", "options", "says"),
    [
        ("2222-2", ("--note", "x"), "nothing with the code"),
        ("", ("--due", "31 feb", "--reason", "x"), "“31 feb” is no day"),
        ("", ("--due", "3/12", "--reason", "x"), "“3/12” is no day"),
        ("", ("--due", "2026-12-01"), "reason"),
        ("", ("--status", "cancelled"), "why"),
    ],
)
def test_an_update_is_refused_with_its_reason(
    ward: Path,
    capsys: pytest.CaptureFixture[str],
    code: str,
    options: tuple[str, ...],
    says: str,
) -> None:
    before = document(capsys, ward, "actions", "list")
    told = refusal(capsys, ward, "actions", "update", code or before[0]["code"], *options)
    assert says in told
    assert document(capsys, ward, "actions", "list") == before


def test_concerns_are_listed_newest_first(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, made, "concerns", "list")
    assert set(found[0]) == names(ItemRow)
    assert {row["kind"] for row in found} == {"concern"}
    assert found[0]["text"].startswith("The bed sensor alarms are loud at night")
    assert "nobody named" in output(capsys, made, "concerns", "list").splitlines()[1]


def test_goals_are_listed(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, made, "goals", "list")
    assert found[0]["departments"] == ["Pharmacy", "Medical", "Nursing"]
    told = output(capsys, made, "goals", "list")
    assert "R. Silva" in told
    assert "Medicines ready before noon for every planned discharge" in told


# Sheets


@pytest.mark.parametrize(
    "kind", [kind for kind in SheetKind if not kind.is_of_an_item], ids=lambda kind: kind.value
)
def test_a_sheet_is_made(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: SheetKind
) -> None:
    out = tmp_path / f"{kind}.pdf"
    assert str(out) in output(capsys, made, "sheet", kind, "-o", str(out))
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("kind", [kind for kind in SheetKind if kind is not SheetKind.ANSWER])
def test_a_sheet_is_made_as_a_web_page_where_the_name_says_so(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: SheetKind
) -> None:
    out = tmp_path / f"{kind}.HTML"
    assert str(out) in output(capsys, made, "sheet", kind, "-o", str(out))
    page = read(out.read_text("utf-8"))
    assert page.one("title").text
    assert page.one("h1").text
    assert "Not a patient record" in page.one("footer").text


@pytest.mark.parametrize("name", ["sheet.txt", "sheet", "sheet.html.doc"])
def test_a_sheet_under_another_ending_is_refused(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out = tmp_path / name
    said = refusal(capsys, made, "sheet", "summary", "-o", str(out))
    assert "End the name with .pdf for paper or .html for a web page." in said
    assert not out.exists()


def test_a_card_is_printed_by_its_name(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "card.html"
    output(capsys, made, "sheet", "card", "--card", "rules.stop", "-o", str(out))
    assert "Stop. This is a safety issue." in out.read_text("utf-8")
    said = refusal(capsys, made, "sheet", "card", "--card", "stop", "-o", str(out))
    assert "no card “stop”" in said


def test_a_sheet_of_one_huddle_and_department(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    output(capsys, made, "sheet", "actions", "--department", "Porters", "-o", str(out))
    output(capsys, made, "sheet", "summary", "--huddle", "300", "-o", str(out))
    assert "Nope" in refusal(
        capsys, made, "sheet", "actions", "--department", "Nope", "-o", str(out)
    )


@pytest.mark.parametrize("kind", ["agenda", "blank", "attendance"])
def test_a_sheet_of_the_next_huddle_of_a_series(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = tmp_path / "sheet.pdf"
    series = ("--series", "patient-journey HUDDLE")
    output(capsys, made, "sheet", kind, *series, "-o", str(out))
    assert "Patient-journey huddle" in text_of(out.read_bytes())
    said = refusal(capsys, made, "sheet", kind, "--series", "Nope", "-o", str(out))
    assert "no series called Nope" in said


@pytest.mark.parametrize("month", ["2026-13", "9999-12", "0001-01", "last"])
def test_a_month_that_is_none_is_refused(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str
) -> None:
    out = tmp_path / "sheet.pdf"
    said = refusal(capsys, made, "sheet", "you-said", "--month", month, "-o", str(out))
    assert f"“{month}” is no month" in said
    assert not out.exists()


def test_a_poster_may_be_of_a_month_to_come(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "poster.pdf"
    wanted = ("--month", "2027-02", "--paper", "a3-landscape")
    output(capsys, made, "sheet", "poster", *wanted, "-o", str(out))
    assert "February 2027" in text_of(out.read_bytes())
    box = PdfReader(out).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((1190.55, 841.89), abs=0.01)
    said = refusal(capsys, made, "sheet", "report", "--month", "2027-02", "-o", str(out))
    assert "“2027-02” is no month up to now" in said


def test_certificates_are_of_what_was_reached_in_a_month(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "certificate.pdf"
    output(capsys, made, "sheet", "certificate", "-o", str(out))
    assert "250 huddles held" in text_of(out.read_bytes())
    output(capsys, made, "sheet", "certificate", "--month", "2026-03", "-o", str(out))
    assert "100 huddles held" in text_of(out.read_bytes())
    said = refusal(capsys, made, "sheet", "certificate", "--month", "2026-04", "-o", str(out))
    assert "No milestone was reached in April 2026" in said


@pytest.mark.usefixtures("cheap_keys")
def test_an_escalation_slip_is_made_of_what_went_up(
    home: Path, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, new = tmp_path / "slip.pdf", home / "new"
    begun = ("--user", "AK", "new", "--ward", "Willow", "--time-zone", "Europe/London")
    output(capsys, new, *begun)
    said = refusal(capsys, new, "--user", "AK", "sheet", "escalation", "-o", str(out))
    assert "no slip" in said
    assert not out.exists()
    output(capsys, made, "sheet", "escalation", "-o", str(out))
    assert out.read_bytes().startswith(b"%PDF")


def test_a_sheet_that_cannot_be_written_is_the_environments_fault(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    out = tmp_path / "file" / "sheet.pdf"
    assert run(made, "sheet", "summary", "-o", str(out)) == ExitCode.ENVIRONMENT
    assert "could not be used" in capsys.readouterr().err


# Upkeep


def test_backups_are_made_and_listed(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert document(capsys, ward, "backups") == []
    assert str(ward / "backups") in output(capsys, ward, "backup")
    (found,) = document(capsys, ward, "backups")
    assert set(found) == names(BackupRow)
    assert found["is_proved"] is True
    assert "Mon 23-Nov-2026 08:10  proved" in output(capsys, ward, "backups")
    elsewhere = tmp_path / "elsewhere"
    assert str(elsewhere) in output(capsys, ward, "backup", "--to", str(elsewhere))
    assert len(document(capsys, ward, "backups")) == 1


def test_the_check_says_that_all_is_well(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, made, "check")
    assert set(found[0]) == names(CheckRow)
    assert all(row["is_well"] for row in found)
    assert "not set up" in output(capsys, made, "check")


def test_the_check_ends_with_3_when_something_is_wrong(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long_before = MORNING - dt.timedelta(days=4000)
    assert run(made, "check", "--json", at=long_before) == ExitCode.ENVIRONMENT
    told = capsys.readouterr()
    assert [row["name"] for row in json.loads(told.out) if not row["is_well"]] == ["Clock"]
    assert "Something is wrong" in told.err


def test_a_chart_is_said_and_drawn(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths(ward, ward.parent / "config")
    opened = open_ward(paths, ShiftedClock(MORNING), by_password("demo", PASSWORD))
    measure = opened.measures.add(
        "Slips", family=Family.SAFETY, kind=MeasureKind.COUNT, direction=Direction.DOWN
    )
    opened.measures.read(measure.id, "3")
    opened.close()
    out = tmp_path / "chart.pdf"
    assert str(out) in output(capsys, ward, "measures", "chart", "slips", "-o", str(out))
    assert "Slips" in text_of(out.read_bytes())
    assert output(capsys, ward, "measures", "chart", "Slips").startswith("1 point")


def test_the_chart_of_a_named_measure_is_a_sheet(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "chart.pdf"
    output(capsys, made, "sheet", "chart", "--measure", "home before noon", "-o", str(out))
    assert text_of(out.read_bytes()).startswith("Home before noon")
    said = refusal(capsys, made, "sheet", "chart", "--measure", "Slips", "-o", str(out))
    assert "There is no measure “Slips”. There are: Falls," in said
