"""Tables as files for other programs: what is in them, who may, what the guard and audit say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from huddle.errors import NotAllowed, Refused
from huddle.exchange.formats import FORMATS, Format, Kind, format_of
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.rows.audit import AuditFilter
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rules.cells import plain_cell
from huddle.services import finding
from huddle.services.audit_log import AuditLog
from huddle.sheets.guarding import GuardAsks
from huddle.vocabulary import AccessRole, AuditKind, ItemKind, Status
from huddle.ward import Ward
from tests.helpers.exporting import (
    lines_in,
    lines_of,
    needs_office,
    objects_in,
    through_office,
    to,
)
from tests.helpers.wards import NAME, PASSWORD, capture, hold, said, start

OTHER = "quiet copper lantern"
HOSTILE = (
    "=1+1",
    "+44",
    "-2",
    "@SUM(A1)",
    "\t=cmd",
    "\r=cmd",
    'He said "no", twice',
    "one\ntwo\r\nthree",
    "safe\u202etxt.exe",
    "BEGIN:VEVENT\nUID:1",
    "<b>bold</b> & more",
    "ö" * 5000,
)


@pytest.fixture
def busy(ward: Ward) -> Ward:
    """A ward after one huddle."""
    hold(
        ward, "a: Order slings, both sizes @Erin due fri", "c: The chair is broken", "a: Ring back"
    )
    return ward


def add(ward: Ward, words: str) -> None:
    """Add an action outside a huddle."""
    ward.followups.add(said(ward, f"a: {words}"))


def told(ward: Ward, act: str) -> dict[str, str]:
    """What the newest entry of an act says, by its fields."""
    entry = next(one for one in ward.audit.entries() if one.act == act)
    return {one.field: one.new for one in entry.changes}


def test_actions_leave_with_their_columns(busy: Ward, tmp_path: Path) -> None:
    head, *lines = lines_of(busy.export.actions, tmp_path)
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [row["Action"] for row in rows] == ["Order slings, both sizes", "Ring back"]
    assert (rows[0]["Owner"], rows[0]["Due"], rows[0]["Overdue"]) == ("Erin", "2026-08-07", "no")
    assert told(busy, "export") == {"file": "csv", "number": "2"}
    assert busy.audit.entries()[0].what == "exported actions"


def test_only_what_is_wanted_leaves(busy: Ward, tmp_path: Path) -> None:
    mine = lines_of(busy.export.actions, tmp_path, FollowUpsFilter(text="slings"))
    assert [line[1] for line in mine[1:]] == ["Order slings, both sizes"]


def test_what_is_finished_leaves_too(busy: Ward, tmp_path: Path) -> None:
    item = busy.followups.find(FollowUpsFilter(text="Ring")).items[0]
    busy.followups.update(item.id, item.row_version, status=Status.CLOSED)
    assert len(lines_of(busy.export.actions, tmp_path)) == 3
    assert len(lines_of(busy.export.actions, tmp_path, FollowUpsFilter())) == 2


def test_more_than_one_batch_is_whole_and_in_order(
    busy: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{finding.__name__}._AT_ONCE", 2)
    for number in range(5):
        add(busy, f"Step {number}")
    texts = [line[1] for line in lines_of(busy.export.actions, tmp_path)[3:]]
    assert texts == [f"Step {number}" for number in range(5)]


def test_concerns_huddles_and_readings_leave(busy: Ward, tmp_path: Path) -> None:
    assert [line[1] for line in lines_of(busy.export.concerns, tmp_path)[1:]] == [
        "The chair is broken"
    ]
    assert [line[0] for line in lines_of(busy.export.huddles, tmp_path)[1:]] == ["1"]
    measure = busy.measures.add(
        "Falls", family=Family.SAFETY, kind=MeasureKind.COUNT, direction=Direction.DOWN
    )
    kept = busy.measures.read(measure.id, "6 Aug 12 the lift was broken")
    busy.measures.correct(kept.id, kept.row_version, "6 Aug 13")
    busy.export.measures(to(tmp_path, "json"))
    (row,) = objects_in(tmp_path / "export.json")
    assert (row["measure"], row["read_on"], row["value"]) == ("Falls", "2026-08-06", 13)
    assert (row["kind"], row["corrected_from"]) == ("count", ["12"])


def test_a_workbook_holds_days_and_numbers_and_no_formula(busy: Ward, tmp_path: Path) -> None:
    add(busy, "=HYPERLINK(1)")
    busy.export.actions(to(tmp_path, "xlsx"))
    sheet = load_workbook(tmp_path / "export.xlsx").active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AB4")
    head = [cell.value for cell in sheet[1]]
    due = sheet.cell(2, head.index("Due") + 1)
    assert (due.value, due.is_date) == (dt.datetime(2026, 8, 7), True)  # noqa: DTZ001 - no zones
    assert sheet.cell(2, head.index("Huddle") + 1).value == 1
    text = sheet.cell(4, 2)
    assert (text.value, text.data_type) == ("=HYPERLINK(1)", "s")


def test_csv_can_be_plain(busy: Ward, tmp_path: Path) -> None:
    busy.export.actions(to(tmp_path, "csv", is_plain=True))
    assert (tmp_path / "export.csv").read_bytes().startswith(b"Code,")


def test_json_has_names_for_programs(busy: Ward, tmp_path: Path) -> None:
    busy.export.actions(to(tmp_path, "json"))
    rows = objects_in(tmp_path / "export.json")
    assert (rows[0]["status"], rows[0]["due_on"]) == ("not_started", "2026-08-07")
    assert rows[0]["is_overdue"] is False
    busy.export.actions(to(tmp_path, "json"), FollowUpsFilter(text="nothing is like this"))
    assert objects_in(tmp_path / "export.json") == []


# Calendars


def test_a_second_calendar_changes_what_the_first_brought(busy: Ward, tmp_path: Path) -> None:
    busy.export.actions(to(tmp_path, "ics"))
    before = entries_in(tmp_path / "export.ics", "VTODO")
    item = busy.followups.find(FollowUpsFilter(text="Order")).items[0]
    busy.followups.update(item.id, item.row_version, status=Status.CLOSED)
    busy.export.actions(to(tmp_path, "ics"))
    after = entries_in(tmp_path / "export.ics", "VTODO")
    assert set(before) == set(after)
    uid = f"{item.id}@huddle"
    assert before[uid]["STATUS"] == "NEEDS-ACTION"
    assert (after[uid]["STATUS"], after[uid]["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert before[uid]["SEQUENCE"] < after[uid]["SEQUENCE"]
    assert before[uid]["DUE"].dt == dt.date(2026, 8, 7)


def test_huddles_are_appointments(busy: Ward, tmp_path: Path) -> None:
    busy.export.huddles(to(tmp_path, "ics"))
    (entry,) = entries_in(tmp_path / "export.ics", "VEVENT").values()
    assert entry["DTSTART"].dt == dt.datetime(2026, 8, 6, 7, 15, tzinfo=dt.UTC)


def entries_in(file: Path, kind: str) -> dict[str, Calendar]:
    """The entries of a calendar by their UIDs."""
    found = Calendar.from_ical(file.read_bytes()).walk(kind)
    return {str(one["UID"]): one for one in found}


# Hostile text


@pytest.fixture
def hostile(ward: Ward) -> Ward:
    """A ward in which hostile texts were captured as actions."""
    state = start(ward)
    kept = capture(ward, state, "a: first")
    store = ward.planning._store  # noqa: SLF001 - the capture line would tidy them
    from huddle.model import Item

    with store.write() as writer:
        row = writer.session.get_one(Item, kept.id)
        writer.change(row, text=HOSTILE[0])
        for number, text in enumerate(HOSTILE[1:]):
            values = {name: getattr(row, name) for name in ("kind", "status", "series_id")}
            writer.add(Item, code=f"X{number}", text=text, raised_on=row.raised_on, **values)
    return ward


def test_hostile_text_stays_text_in_csv(hostile: Ward, tmp_path: Path) -> None:
    lines = lines_of(hostile.export.actions, tmp_path)[1:]
    assert len(lines) == len(HOSTILE)
    texts = [line[1] for line in lines]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "safetxt.exe" in texts


def test_hostile_text_makes_no_other_entry_of_a_calendar(hostile: Ward, tmp_path: Path) -> None:
    hostile.export.actions(to(tmp_path, "ics"))
    assert len(entries_in(tmp_path / "export.ics", "VTODO")) == len(HOSTILE)
    assert entries_in(tmp_path / "export.ics", "VEVENT") == {}
    assert "\u202e" not in (tmp_path / "export.ics").read_text("utf-8")


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_another_program_reads_the_same_rows(hostile: Ward, tmp_path: Path, ending: str) -> None:
    done = hostile.export.actions(to(tmp_path, ending))
    hostile.export.actions(to(tmp_path / "plain", "csv"))
    ours = lines_in(tmp_path / "plain" / "export.csv")
    theirs = through_office(done.file, tmp_path)
    column = ours[0].index("Action")
    bare = [line[column].removeprefix("'") for line in ours]
    assert [line[column].removeprefix("'") for line in theirs] == bare
    assert [line[0] for line in theirs] == [line[0] for line in ours]


# Who may, the guard, and sensitive items


def test_sensitive_items_stay_unless_they_are_asked_for(busy: Ward, tmp_path: Path) -> None:
    item = busy.history.items(ItemKind.CONCERN)[0]
    busy.running.change_item(item.id, item.row_version, is_sensitive=True)
    done = busy.export.concerns(to(tmp_path, "csv"))
    assert (done.count, done.hidden_count) == (0, 1)
    done = busy.export.concerns(to(tmp_path, "csv", with_sensitive=True))
    assert (done.count, done.hidden_count) == (1, 0)
    assert told(busy, "export")["shows also"]


def test_who_may_not_see_sensitive_items_gets_none(busy: Ward, tmp_path: Path) -> None:
    item = busy.history.items(ItemKind.CONCERN)[0]
    busy.running.change_item(item.id, item.row_version, is_sensitive=True)
    busy.accounts.add("Ama", OTHER, AccessRole.READER)
    busy.signing_in.switch("Ama", OTHER)
    done = busy.export.concerns(to(tmp_path, "csv", with_sensitive=True))
    assert (done.count, done.hidden_count) == (0, 1)
    with pytest.raises(NotAllowed):
        busy.export.audit(to(tmp_path, "csv"))


def hide(ward: Ward, text: str) -> ItemRow:
    """Make the item of some words sensitive."""
    item = next(row for kind in ItemKind for row in ward.history.items(kind) if row.text == text)
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    return item


def test_what_is_left_out_is_counted_of_what_is_wanted(busy: Ward, tmp_path: Path) -> None:
    hide(busy, "Ring back")
    hide(busy, "Order slings, both sizes")
    left_out = [
        busy.export.actions(to(tmp_path, "csv"), wanted).hidden_count
        for wanted in (
            FollowUpsFilter(status="all"),
            FollowUpsFilter(status="all", text="slings"),
            FollowUpsFilter(status="finished"),
        )
    ]
    assert left_out == [2, 1, 0]


def test_the_number_left_out_tells_nobody_what_they_say(busy: Ward, tmp_path: Path) -> None:
    hide(busy, "Ring back")
    busy.accounts.add("Ama", OTHER, AccessRole.READER)
    busy.signing_in.switch("Ama", OTHER)
    for text in ("ring", "lifts"):
        done = busy.export.actions(to(tmp_path, "csv"), FollowUpsFilter(status="all", text=text))
        assert (done.count, done.hidden_count) == (0, 1)


def test_a_huddle_is_listed_for_what_is_sensitive_in_it_too(busy: Ward, tmp_path: Path) -> None:
    hide(busy, "The chair is broken")
    wanted = HuddlesFilter(text="chair")
    assert len(busy.history.huddles(wanted)) == 1
    assert busy.export.huddles(to(tmp_path, "csv"), wanted).count == 1


def test_the_guard_asks_before_anything_stands_on_the_disk(busy: Ward, tmp_path: Path) -> None:
    add(busy, "Call 943 476 5919 about the chair")
    entries = len(busy.audit.entries(limit=10_000))
    with pytest.raises(GuardAsks, match="NHS number"):
        busy.export.actions(to(tmp_path, "csv"))
    with pytest.raises(Refused, match="The audit keeps your reason"):
        busy.export.actions(to(tmp_path, "csv", "For 943 476 5919"))
    assert [file.name for file in tmp_path.iterdir()] == ["home"]
    assert len(busy.audit.entries(limit=10_000)) == entries
    busy.export.actions(to(tmp_path, "csv", "Asked for by the trust"))
    assert told(busy, "override")["reason"] == "Asked for by the trust"


def test_what_the_guard_found_is_counted_beyond_what_is_listed(busy: Ward, tmp_path: Path) -> None:
    for number in range(12):
        add(busy, f"Call 943 476 5919 about chair {number}")
    with pytest.raises(GuardAsks, match="12 things") as asked:
        busy.export.actions(to(tmp_path, "csv"))
    assert "And 4 more." in str(asked.value)


# The audit


def test_the_audit_leaves_whole_and_says_so(busy: Ward, tmp_path: Path) -> None:
    before = busy.audit.entries(limit=10_000)
    head, *lines = lines_of(busy.export.audit, tmp_path)
    assert head == ["Number", "When", "Who", "Computer", "What", "About", "Details"]
    assert [int(line[0]) for line in lines] == [one.number for one in reversed(before)]
    assert lines[0][1] == "2026-08-06T08:30:00+01:00"
    assert told(busy, "export")["number"] == str(len(before))
    only = AuditFilter(kind=AuditKind.PRINTS)
    assert len(lines_of(busy.export.audit, tmp_path, only)) == 2


def test_an_audit_of_several_batches_has_each_entry_once(
    busy: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{AuditLog.__module__}._AT_ONCE", 3)
    numbers = [line[0] for line in lines_of(busy.export.audit, tmp_path)[1:]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_a_name_like_a_formula_is_exported_as_text(ward: Ward, tmp_path: Path) -> None:
    ward.accounts.add("=HYPERLINK(1)", OTHER, AccessRole.READER)
    ward.signing_in.switch("=hyperlink(1)", OTHER)
    ward.signing_in.switch(NAME, PASSWORD)
    assert "'=HYPERLINK(1)" in {line[2] for line in lines_of(ward.export.audit, tmp_path)}


# Formats


@pytest.mark.parametrize("start_of", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_stays_text(start_of: str) -> None:
    assert plain_cell(f"{start_of}1+1") == f"'{start_of}1+1"
    assert plain_cell("1=1") == "1=1"


def test_the_format_is_as_asked_for_or_as_the_file_ends() -> None:
    assert format_of(Kind.ACTIONS, "", Path("x.ICS")) is Format.ICS
    assert format_of(Kind.ACTIONS, "json", Path("x.txt")) is Format.JSON
    with pytest.raises(Refused, match="--format json"):
        format_of(Kind.ALL, "", Path("x.csv"))


@pytest.mark.parametrize("kind", Kind)
def test_everything_that_is_exported_has_a_format(kind: Kind) -> None:
    assert FORMATS[kind]


def test_what_a_person_is_known_for_is_exported_as_before(busy: Ward) -> None:
    erin = next(person for person in busy.people.people() if person.name == NAME)
    assert busy.rights.everything_about(erin.id)["person"]["name"] == NAME
