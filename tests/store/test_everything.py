"""Everything of a store as one readable file: out, in elsewhere, and out again the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from huddle.clock import ShiftedClock
from huddle.demo_ward import make_demo
from huddle.errors import Refused
from huddle.exchange import everything
from huddle.exchange.everything_here import written_in
from huddle.exchange.plain_rows import LEAVE, STAY, columns_of, kind_of, longest_in
from huddle.exchange.schema import schema
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.model.base import LINE_LENGTH, TEXT_LENGTH
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.rows.measures import MeasureRow
from huddle.services.demo import DemoPlan
from huddle.sheets.guarding import GuardAsks
from huddle.store import copying, keys
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole, ItemKind
from huddle.ward import Ward, open_ward
from tests.architecture.source import ROOT
from tests.helpers.command_line import MORNING
from tests.helpers.exporting import to
from tests.helpers.wards import NAME, PASSWORD, capture, hold, said, sign_in, start

SCHEMA = ROOT / "docs" / "export.schema.json"
OTHER = "quiet copper lantern"
REASON = "Moves to another computer"
_DEMO = DemoPlan(until=MORNING.date(), actions=60)


def demo_in(folder: Path, plan: DemoPlan = _DEMO) -> Ward:
    """A made-up ward, opened by its first account."""
    paths = Paths(folder / "demo", folder / "config")
    make_demo(paths, plan, sign_in_name="demo", password=PASSWORD, cost=keys.CHEAP)
    return open_ward(paths, ShiftedClock(MORNING), by_password("demo", PASSWORD))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of a small made-up ward."""
    folder = tmp_path_factory.mktemp("everything")
    ward = demo_in(folder)
    try:
        return ward.everything.write(to(folder, "json", REASON)).file
    finally:
        ward.close()


def connection_of(ward: Ward) -> Any:
    """A connection to the data of a ward."""
    return ward.planning._store.engine.connect()  # noqa: SLF001 - a ward hands its store to nobody


def fingerprint(ward: Ward) -> dict[str, tuple[int, str]]:
    """What a ward holds but for its audit."""
    with connection_of(ward) as connection:
        found = copying.fingerprint(connection)
    return {table: sums for table, sums in found.items() if not table.startswith("audit")}


# There and back


def test_what_comes_back_leaves_as_the_same_bytes(
    exported: Path, ward: Ward, tmp_path: Path
) -> None:
    done = ward.everything.take_in(exported)
    again = ward.everything.write(to(tmp_path, "json", REASON))
    assert again.count == done.count > 1000
    assert again.file.read_bytes() == exported.read_bytes()


def test_one_goes_on_working_in_what_came(exported: Path, ward: Ward, clock: ShiftedClock) -> None:
    clock.set_to(MORNING)
    rows = json.loads(exported.read_text("utf-8"))
    ward.everything.take_in(exported)
    assert ward.setting_up.unit().name == rows["unit"][0]["name"]
    assert len(ward.history.huddles(limit=10_000)) == len(rows["huddle"])
    item = next(one for one in rows["item"] if one["kind"] == "action" and not one["deleted_at"])
    word = max(item["text"].split(), key=len).strip(".,;:")
    found = ward.followups.find(FollowUpsFilter(text=word, status="all"))
    assert item["code"] in [one.code for one in found.items]
    codes = {one["code"] for one in rows["item"]}
    new = ward.followups.add(said(ward, "a: Ring the porters"))
    assert new.code not in codes
    numbers = {one["number"] for one in rows["huddle"]}
    assert start(ward).huddle.number not in numbers
    assert any(one.what.startswith("read everything") for one in ward.audit.entries())
    assert ward.audit.verify().is_whole


def test_it_is_signed_in_to_again(
    exported: Path, ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    ward.everything.take_in(exported)
    ward.close()
    again = sign_in(store_paths, clock)
    assert again.history.huddles(limit=1)
    again.close()


@pytest.mark.torture
@pytest.mark.on_a_file("the large store is made in a folder")
def test_five_years_come_back_as_the_same_bytes(ward: Ward, tmp_path: Path) -> None:
    plan = replace(_DEMO, years=5, actions=20_000)
    large = demo_in(tmp_path / "large", plan)
    first = large.everything.write(to(tmp_path, "json", REASON)).file
    large.close()
    ward.everything.take_in(first)
    again = ward.everything.write(to(tmp_path / "again", "json", REASON)).file
    assert again.read_bytes() == first.read_bytes()


def test_how_it_is_laid_out_does_not_matter(exported: Path, ward: Ward, tmp_path: Path) -> None:
    loose = tmp_path / "loose.json"
    loose.write_text(json.dumps(json.loads(exported.read_text("utf-8")), indent=3), "utf-8")
    ward.everything.take_in(loose)
    again = ward.everything.write(to(tmp_path, "json", REASON))
    assert again.file.read_bytes() == exported.read_bytes()


def test_it_says_how_far_it_is_and_is_stopped_without_a_trace(ward: Ward, tmp_path: Path) -> None:
    hold(ward, "c: The chair is broken")
    told: list[tuple[int, int]] = []
    done = ward.everything.write(to(tmp_path, "json"), lambda *far: told.append(far))
    assert told == sorted(told)
    assert told[-1] == (2 * done.count, 2 * done.count)

    def stop(now: int, total: int) -> None:
        if now > total / 2:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ward.everything.write(to(tmp_path / "stopped", "json"), stop)
    assert list((tmp_path / "stopped").iterdir()) == []


# What is in it


def test_the_schema_is_true(exported: Path) -> None:
    # To write it anew: print `json.dumps(schema(), indent=2)`.
    assert SCHEMA.read_text("utf-8") == json.dumps(schema(), indent=2) + "\n"
    checker = jsonschema.Draft202012Validator(schema())
    checker.check_schema(schema())
    errors = list(checker.iter_errors(json.loads(exported.read_text("utf-8"))))
    assert errors == []


def test_each_table_leaves_or_stays_for_a_reason() -> None:
    assert {table.name for table in LEAVE} | STAY == {table.name for table in copying.TABLES}
    assert {
        *("account", "audit_emptied", "audit_entry", "audit_value"),
        *("conflict", "draft", "huddle_clock", "learned", "self_check"),
        *("import_run", "import_row", "import_shape"),
    } == STAY


def test_who_was_heard_and_sealed_answers_stay(exported: Path) -> None:
    rows = json.loads(exported.read_text("utf-8"))
    assert rows["attendance"]
    assert "is_heard" not in rows["attendance"][0]
    assert all("box" not in row for row in rows["pulse_box"])


def test_who_a_patient_is_stays(ward: Ward, tmp_path: Path) -> None:
    item = capture(ward, start(ward), "a: Ring the porters")
    ward.running.change_item(item.id, item.row_version, patient_reference="Bed 4, hip")
    file = ward.everything.write(to(tmp_path, "json", REASON)).file
    words = file.read_text("utf-8")
    assert "Ring the porters" in words
    assert "Bed 4, hip" not in words
    assert "patient_reference_at" not in json.loads(words)["item"][0]


CONTACTS = {
    *(("department", name) for name in ("extension", "mailbox")),
    *(("person", name) for name in ("extension", "mailbox")),
    *(("receiver", name) for name in ("telephone", "address")),
    *(("escalation", "telephone"), ("received_escalation", "telephone")),
    *(("received_escalation", "reply_address"), ("policy", "speak_up_contact")),
    *(("mail_server", name) for name in ("host", "sender", "summary_to")),
    *(("unit", "act_now_number"), ("unit", "tell_us")),
}
"""Where a team is reached: its numbers would be taken for a patient's."""
SET = {
    *(("item", "department_ids"), ("unit", "sensitive_roles"), ("printed_sheet", "month")),
    *(("series", "more_times"), ("past_plan", "more_times")),
    *(("policy", "hospital_numbers"), ("policy", "second_backup_folder")),
}
"""What is chosen or set, and tells of nothing that happened."""


def test_all_that_people_write_is_looked_through() -> None:
    long = {
        (table.name, column.name)
        for table in LEAVE
        for column in columns_of(table)
        if kind_of(column) is str and longest_in(column) in (LINE_LENGTH, TEXT_LENGTH)
    }
    looked_at = {(table.name, name) for table in LEAVE for name, _called in written_in(table)}
    assert long - looked_at == CONTACTS | SET
    assert not looked_at & (CONTACTS | SET)


def falls(ward: Ward, name: str = "Falls") -> MeasureRow:
    return ward.measures.add(
        name, family=Family.SAFETY, kind=MeasureKind.COUNT, direction=Direction.DOWN
    )


def test_the_guard_asks_about_why_something_was_deleted(ward: Ward, tmp_path: Path) -> None:
    measure = falls(ward)
    reading = ward.measures.read(measure.id, "today 3")
    ward.measures.take_back(reading.id, "It counted 943 476 5919 twice")
    with pytest.raises(GuardAsks, match="NHS number"):
        ward.everything.write(to(tmp_path, "json"))


def test_the_guard_asks_about_the_name_of_a_measure(ward: Ward, tmp_path: Path) -> None:
    falls(ward, "Falls of 943 476 5919")
    with pytest.raises(GuardAsks, match="NHS number"):
        ward.everything.write(to(tmp_path, "json"))


def test_a_view_that_is_one_accounts_stays(ward: Ward, tmp_path: Path) -> None:
    from huddle.rows.views import FollowUpsShape

    shape = FollowUpsShape(FollowUpsFilter(overdue=True), None)
    ward.views.add("My late ones", shape)
    shared = ward.views.add("Everybody’s", shape)
    ward.views.share(shared.id, shared.row_version, is_shared=True)
    file = ward.everything.write(to(tmp_path, "json", REASON)).file
    names = [row["name"] for row in json.loads(file.read_text("utf-8"))["saved_view"]]
    assert names == ["Everybody’s"]


# Who may


def test_the_guard_asks_first(ward: Ward, tmp_path: Path) -> None:
    hold(ward, "c: Call 943 476 5919 about the chair")
    with pytest.raises(GuardAsks, match="NHS number"):
        ward.everything.write(to(tmp_path, "json"))
    assert not (tmp_path / "export.json").exists()
    ward.everything.write(to(tmp_path, "json", REASON))
    assert ward.audit.entries()[0].what == "exported everything in the store"


def test_who_may_not_see_all_of_it_cannot_export_it(ward: Ward, tmp_path: Path) -> None:
    item = capture(ward, start(ward), "c: A colleague shouted")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    ward.accounts.add("Ama", OTHER, AccessRole.ADMINISTRATOR)
    ward.signing_in.switch("Ama", OTHER)
    with pytest.raises(Refused, match="sensitive items that your account may not see"):
        ward.everything.write(to(tmp_path, "json", REASON))
    ward.signing_in.switch(NAME, PASSWORD)
    file = ward.everything.write(to(tmp_path, "json", REASON)).file
    assert "A colleague shouted" in file.read_text("utf-8")


def test_who_may_not_work_in_every_unit_cannot_export_it(ward: Ward, tmp_path: Path) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.WARD_MANAGER)
    ward.units.add("Ward 8", tier="Ward", time_zone="Europe/London")
    ward.everything.write(to(tmp_path, "json", REASON))
    ward.signing_in.switch("Ama", OTHER)
    with pytest.raises(Refused, match="may not work in Ward 8"):
        ward.everything.write(to(tmp_path, "json", REASON))


# What does not come in


def test_a_store_in_use_takes_nothing_in(exported: Path, ward: Ward) -> None:
    capture(ward, start(ward), "c: The chair is broken")
    with pytest.raises(Refused, match="in use already"):
        ward.everything.take_in(exported)
    assert [row.text for row in ward.history.items(ItemKind.CONCERN)] == ["The chair is broken"]


def test_a_store_whose_register_was_begun_is_in_use(exported: Path, ward: Ward) -> None:
    ward.technology.add("Bed board")
    with pytest.raises(Refused, match="in use already"):
        ward.everything.take_in(exported)
    assert "Bed board" in [tool.name for tool in ward.technology.tools()]


def test_a_store_of_two_accounts_is_in_use(exported: Path, ward: Ward) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.READER)
    with pytest.raises(Refused, match="in use already"):
        ward.everything.take_in(exported)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no export of everything"),
        (b"\x00" * 100, "no export of everything"),
        (b"[]", "no export of everything"),
        (b'{"a": 1}', "no export of everything"),
        (b'{"format": "huddle-store", "version": 2}', "Another version"),
        (b'{"format": "huddle-store", "version": 1}', "damaged"),
        (b'{"format": "huddle-store", "version": 1, "card_text": [{}]}', "row 1"),
    ],
)
def test_another_file_is_refused(ward: Ward, tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(content)
    before = fingerprint(ward)
    with pytest.raises(Refused, match=says):
        ward.everything.take_in(file)
    assert fingerprint(ward) == before


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes of an export with one thing wrong in them."""
    at, other = chance.randrange(len(content)), chance.randrange(len(content))
    first, last = sorted((at, other))
    match chance.randrange(4):
        case 0:
            return content[:at]
        case 1:
            return (
                content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
            )
        case 2:
            return content[:first] + content[first + 1 + (last - first) % 40 :]
    return content[:at] + content[at - 30 : at] + content[at:]


def tried(ward: Ward, exported: Path, tmp_path: Path, times: int) -> Iterator[str]:
    """Take damaged files in one after another: what each led to."""
    content, chance = exported.read_bytes(), random.Random(7)
    file = tmp_path / "damaged.json"
    store = ward.planning._store  # noqa: SLF001 - nothing of a try is to stay
    for _time in range(times):
        file.write_bytes(damaged(content, chance))
        try:
            with store.write() as writer:
                everything.read_all(file, writer.session.connection())
                raise Refused("read")
        except Refused as refused:
            yield refused.message


def test_a_damaged_file_is_refused_or_read_as_words_that_changed(
    exported: Path, ward: Ward, tmp_path: Path
) -> None:
    before = fingerprint(ward)
    said_of = list(tried(ward, exported, tmp_path, 6))
    assert sum("damaged" in one or "no export" in one for one in said_of) >= 2
    assert fingerprint(ward) == before


@pytest.mark.torture
@pytest.mark.on_a_file("the reader is the same for both")
def test_a_thousand_damaged_files_change_nothing(
    exported: Path, ward: Ward, tmp_path: Path
) -> None:
    before = fingerprint(ward)
    assert len(list(tried(ward, exported, tmp_path, 1000))) == 1000
    assert fingerprint(ward) == before


def test_a_word_that_no_vocabulary_has_is_refused(
    exported: Path, ward: Ward, tmp_path: Path
) -> None:
    rows = json.loads(exported.read_text("utf-8"))
    rows["item"][3]["kind"] = "rumour"
    file = tmp_path / "rumour.json"
    file.write_text(json.dumps(rows), "utf-8")
    with pytest.raises(Refused, match=r"“item”, row 4"):
        ward.everything.take_in(file)


def test_a_reference_that_leads_nowhere_is_refused(
    exported: Path, ward: Ward, tmp_path: Path
) -> None:
    rows = json.loads(exported.read_text("utf-8"))
    rows["huddle"] = rows["huddle"][1:]
    file = tmp_path / "loose.json"
    file.write_text(json.dumps(rows), "utf-8")
    before = fingerprint(ward)
    with pytest.raises(Refused, match="damaged"):
        ward.everything.take_in(file)
    assert fingerprint(ward) == before
