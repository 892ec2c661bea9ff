"""The audit as it is read: in words, filtered and verified."""

from __future__ import annotations

import ast
import datetime as dt
import json
from pathlib import Path

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed
from huddle.model import Item, Kept
from huddle.paths import Paths
from huddle.rows.audit import AuditFilter, AuditRow
from huddle.services.audit_names import FIELDS, THINGS
from huddle.services.audit_words import ACTS
from huddle.store import audit, keys
from huddle.vocabulary import AccessRole, AuditKind, Status
from huddle.ward import Ward
from tests.helpers.behind import tamper
from tests.helpers.exporting import to
from tests.helpers.wards import (
    NAME,
    PASSWORD,
    capture,
    hold,
    key_ring,
    sign_in,
    start,
)

OTHER = "quiet copper lantern"
_STAMPS = {"id", "unit_id", "row_version", "created_at", "created_by", "updated_at", "updated_by"}
_UNAUDITED = {"is_heard", "press_key"}


def said(ward: Ward, wanted: AuditFilter = AuditFilter()) -> list[str]:  # noqa: B008 - frozen
    """What was done, newest first."""
    return [entry.what for entry in ward.audit.entries(wanted)]


def newest(ward: Ward, act: str, about: str = "") -> AuditRow:
    """The newest entry of an act."""
    found = (entry for entry in ward.audit.entries() if about in ("", entry.about))
    return next(entry for entry in found if entry.act == act)


def parts(entry: AuditRow) -> dict[str, tuple[str, str]]:
    """The fields of an entry with what they were and became."""
    return {one.field: (one.old, one.new) for one in entry.changes}


# In words


def test_an_entry_says_who_did_what_where_and_to_what(ward: Ward, clock: ShiftedClock) -> None:
    state = start(ward)
    item = capture(ward, state, "a: Order slings @Erin due fri")
    clock.advance(minutes=3)
    ward.followups.update(item.id, item.row_version, status=Status.BLOCKED, note="No supplier")
    entry = newest(ward, "change")
    assert (entry.who, entry.what, entry.about) == (NAME, "changed an action", item.code)
    assert entry.pc
    assert entry.at == clock.now()
    assert parts(entry)["status"] == ("not started", "blocked")
    assert parts(entry)["note"] == ("", "No supplier")


def test_ids_days_and_words_are_read_as_a_person_writes_them(ward: Ward) -> None:
    ama = ward.people.add_person("Ama")
    state = start(ward)
    item = capture(ward, state, "a: Order slings @Erin due fri 14:00 !")
    ward.running.change_item(item.id, item.row_version, owner_id=ama.id, due_time=None)
    changed = parts(newest(ward, "change"))
    assert changed["owner"] == (NAME, "Ama")
    assert changed["due time"] == ("14:00", "")
    added = parts(
        next(one for one in ward.audit.entries() if one.about == item.code and one.act == "add")
    )
    assert added["due"] == ("", "Fri 07-Aug-2026")
    assert added["huddle"] == ("", "number 1")
    assert added["priority"] == ("", "yes")
    assert added["kind"] == ("", "Action")


def test_an_account_is_shown_by_name_and_role(ward: Ward) -> None:
    ama = ward.accounts.add("Ama", OTHER, AccessRole.READER)
    ward.accounts.change(ama.id, 1, role=AccessRole.CONTRIBUTOR, person_id=None)
    entry = newest(ward, "change")
    assert (entry.what, entry.about) == ("changed an account", "Ama")
    assert parts(entry) == {"role": ("Reader", "Contributor")}
    ward.accounts.disable(ama.id)
    assert newest(ward, "disable").what == "disabled an account"


def test_words_of_a_sensitive_item_are_not_shown(ward: Ward) -> None:
    state = start(ward)
    item = capture(ward, state, "c: A colleague shouted")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    entry = newest(ward, "change")
    assert parts(entry)["sensitive"] == ("no", "yes")
    added = newest(ward, "add", item.code)
    assert added.changes == ()
    assert "sensitive" in added.gone
    store = ward.audit._store  # noqa: SLF001 - to write what no page can
    with store.write() as writer:
        row = writer.session.get(Item, item.id)
        assert row is not None
        writer.change(row, text="A colleague shouted twice")
    assert parts(newest(ward, "change"))["text"] == ("not shown", "not shown")
    changes = [one for row in ward.audit.entries() for one in row.changes]
    assert not [one for one in changes if "shouted" in one.in_words]


def test_every_audited_field_thing_and_act_has_words() -> None:
    tables = {table.__tablename__: table for table in Kept.__subclasses__()}
    assert set(tables) <= set(THINGS)
    fields = {name for table in tables.values() for name in table.model_fields}
    assert fields - _STAMPS - _UNAUDITED <= set(FIELDS)
    assert noted_acts() <= set(ACTS)


def noted_acts() -> set[str]:
    """Every act that the program puts into the audit by its name."""
    found = set()
    for path in Path("huddle").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            is_note = isinstance(node.func, ast.Attribute) and node.func.attr == "note"
            if is_note and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
            found |= {
                word.value.value
                for word in node.keywords
                if word.arg == "act" and isinstance(word.value, ast.Constant)
            }
    return {act for act in found if isinstance(act, str)}


# Filtering


def test_entries_come_by_pages_newest_first(ward: Ward) -> None:
    hold(ward, "a: One @Erin due fri", "c: Two")
    numbers = [entry.number for entry in ward.audit.entries(limit=10_000)]
    assert numbers == list(range(len(numbers), 0, -1))
    first = ward.audit.entries(limit=5)
    second = ward.audit.entries(limit=5, before_number=first[-1].number)
    assert [entry.number for entry in (*first, *second)] == numbers[:10]


@pytest.mark.parametrize(
    ("kind", "has", "has_not"),
    [
        (AuditKind.CHANGES, "added an action", "signed in"),
        (AuditKind.SIGN_INS, "signed in", "added an action"),
        (AuditKind.PRINTS, "exported the audit", "signed in"),
        (AuditKind.ACCOUNTS, "added an account", "signed in"),
        (AuditKind.ACCOUNTS, "made a new recovery key", "added a person"),
        (AuditKind.SETTINGS, "added a person", "added an account"),
        (AuditKind.SETTINGS, "changed the ward", "added an action"),
    ],
)
def test_the_kinds_part_the_entries(
    ward: Ward, tmp_path: Path, kind: AuditKind, has: str, has_not: str
) -> None:
    capture(ward, start(ward), "a: Order slings @Erin due fri")
    ward.people.add_person("Ama")
    unit = ward.setting_up.unit()
    ward.privacy.change_sensitive_roles([AccessRole.WARD_MANAGER])
    assert unit.sensitive_roles != (AccessRole.WARD_MANAGER,)
    ward.accounts.add("Ama", OTHER, AccessRole.READER)
    ward.accounts.new_recovery_key()
    ward.export.audit(to(tmp_path, "csv"))
    found = said(ward, AuditFilter(kind=kind))
    assert has in found
    assert has_not not in found
    parted = [said(ward, AuditFilter(kind=one)) for one in AuditKind]
    assert sum(map(len, parted)) == len(ward.audit.entries(limit=10_000))


def test_words_codes_and_numbers_are_found(ward: Ward) -> None:
    huddle, (first, _second) = hold(ward, "a: Order slings @Erin due fri", "c: Boxes")
    assert huddle
    assert set(said(ward, AuditFilter(text="SIGNED"))) == {"signed in"}
    assert {one.about for one in ward.audit.entries(AuditFilter(text=first.code.lower()))} == {
        first.code
    }
    about = {one.about for one in ward.audit.entries(AuditFilter(text="1 changed"))}
    assert about == {"number 1"}
    assert set(said(ward, AuditFilter(text="added concern"))) == {"added a concern"}
    assert said(ward, AuditFilter(text="nothing_like_it")) == []
    assert said(ward, AuditFilter(text="9" * 20)) == []


def test_accounts_computers_and_days(ward: Ward, clock: ShiftedClock) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.FACILITATOR)
    clock.set_to(dt.datetime(2026, 8, 6, 22, 59, tzinfo=dt.UTC))
    ward.signing_in.switch("Ama", OTHER)
    clock.set_to(dt.datetime(2026, 8, 6, 23, 0, tzinfo=dt.UTC))
    ward.signing_in.switch(NAME, PASSWORD)
    choices = ward.audit.choices()
    ids = {name: account for account, name in choices.accounts}
    assert {one.who for one in ward.audit.entries(AuditFilter(account_id=ids["Ama"]))} == {"Ama"}
    assert len(choices.pcs) == 1
    assert said(ward, AuditFilter(pc=choices.pcs[0])) == said(ward)
    assert said(ward, AuditFilter(pc="elsewhere")) == []
    friday = dt.date(2026, 8, 7)
    assert said(ward, AuditFilter(since=friday)) == ["signed in"]
    thursday = ward.audit.entries(AuditFilter(until=dt.date(2026, 8, 6)))
    assert (thursday[0].who, thursday[0].what) == ("Ama", "signed in")
    assert said(ward, AuditFilter(since=friday, until=dt.date(2026, 8, 6))) == []


# Verifying


def test_a_whole_audit_verifies(ward: Ward) -> None:
    hold(ward, "A concern")
    verdict = ward.audit.verify()
    assert verdict.is_whole
    assert verdict.entry_count == len(ward.audit.entries(limit=10_000))
    assert "as they were written" in verdict.says[0]


def test_it_reaches_as_far_as_was_noted_beside_the_keys(ward: Ward, store_paths: Paths) -> None:
    entries = ward.audit.entries()
    assert "none was made yet" in ward.audit.verify().says[1]
    note_head(ward, store_paths)
    assert ward.audit.verify().is_whole
    assert str(entries[0].number) in ward.audit.verify().says[1]
    tamper(
        store_paths,
        "DELETE FROM audit_value WHERE id = "
        "(SELECT id FROM audit_entry ORDER BY number DESC LIMIT 1)",
        "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
        keeps_guards=True,
    )
    verdict = ward.audit.verify()
    assert not verdict.is_whole
    assert "cut off" in verdict.says[1]
    assert "are as they were written" in verdict.says[0]


def note_head(ward: Ward, paths: Paths) -> None:
    """Note beside the keys how far the audit goes, as a backup does."""
    store = ward.audit._store  # noqa: SLF001 - a ward hands its store to nobody
    with store.read() as reader:
        keys.note_audit_head(key_ring(paths), *audit.head(reader.connection))


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE audit_entry SET account_id = 'somebody' WHERE number = 3",
        "UPDATE audit_entry SET pc = 'elsewhere' WHERE number = 3",
        "DELETE FROM audit_entry WHERE number = 3",
        "UPDATE audit_value SET old = '1' WHERE id = (SELECT id FROM audit_entry WHERE number = 3)",
        "DELETE FROM audit_value WHERE id = (SELECT id FROM audit_entry WHERE number = 3)",
    ],
)
def test_a_changed_entry_is_named(ward: Ward, store_paths: Paths, act: str) -> None:
    tamper(store_paths, act, keeps_guards=True)
    verdict = ward.audit.verify()
    assert not verdict.is_whole
    assert "Entry 3 was changed" in verdict.says[0]
    assert "in place" in verdict.says[2]


def test_missing_guards_are_told(ward: Ward, store_paths: Paths) -> None:
    tamper(store_paths)
    verdict = ward.audit.verify()
    assert not verdict.is_whole
    assert "guards against change are gone" in verdict.says[2]


# Who may


def test_others_may_not_read_it(ward: Ward) -> None:
    ward.accounts.add("Ama", OTHER, AccessRole.FACILITATOR)
    ward.signing_in.switch("Ama", OTHER)
    for call in (ward.audit.entries, ward.audit.verify, ward.audit.choices):
        with pytest.raises(NotAllowed):
            call()


def test_an_entry_of_an_older_program_is_still_read(ward: Ward) -> None:
    store = ward.audit._store  # noqa: SLF001 - to write what no service does
    with store.write() as writer:
        writer.note("moved_house", "old_thing", "x", status="unheard", due_on="soon", colour="red")
    entry = ward.audit.entries()[0]
    assert entry.what == "moved house old thing"
    assert parts(entry) == {
        "status": ("", "unheard"),
        "due": ("", "soon"),
        "colour": ("", "red"),
    }
    assert json.dumps(parts(entry))


def test_it_is_the_same_after_the_next_start(
    ward: Ward, store_paths: Paths, clock: ShiftedClock
) -> None:
    before = ward.audit.entries()
    ward.close()
    again = sign_in(store_paths, clock)
    assert again.audit.entries()[1:] == before[: len(again.audit.entries()) - 1]
    again.close()
