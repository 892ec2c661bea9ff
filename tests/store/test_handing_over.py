"""Hand-over files: there and back between two stores, read by nobody else, and damaged."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huddle.clock import ShiftedClock
from huddle.errors import Environment, Refused
from huddle.exchange import handover_file
from huddle.paths import Paths
from huddle.rows.escalation import EscalationRow
from huddle.rules.addresses import Address
from huddle.sheets.guarding import GuardAsks
from huddle.store import keys, sealing
from huddle.vocabulary import CameBy, EscalationState, ReceivedState
from huddle.ward import Ward
from tests.helpers.going_up import escalated, receiver
from tests.helpers.wards import (
    key_ring,
    make_store,
    sign_in,
)
from tests.store.test_received import an_action, sent


@pytest.fixture
def other(tmp_path: Path, clock: ShiftedClock) -> Iterator[Ward]:
    """A second store, of the site."""
    opened = sign_in(make_store(tmp_path / "site"), clock)
    unit = opened.setting_up.unit()
    told = {"time_zone": unit.time_zone, "act_now_number": "", "classification": ""}
    opened.setting_up.change_unit(unit.row_version, name="Site", tell_us="5000", **told)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / f"hand-over{handover_file.ENDING}"


def handed(ward: Ward, other: Ward, file: Path, line: str = "a: Mend the hoist") -> EscalationRow:
    """An action sent up to another store, as a file."""
    receiver(ward, address=other.handover.address().lower())
    up = sent(ward, an_action(ward, line))
    ward.handover.write_escalation(up.id, file)
    return up


def test_there_and_back_by_file(ward: Ward, other: Ward, file: Path, clock: ShiftedClock) -> None:
    up = handed(ward, other, file)
    assert up.address == other.handover.address()
    assert ward.escalations.escalation(up.id).state is EscalationState.NOT_YET_TOLD
    brought = other.handover.read(file)
    assert (brought.unit_name, brought.from_unit, brought.is_answer) == ("Site", "Ward 7", False)
    asked = other.received.waiting()[0]
    assert asked.came_by is CameBy.FILE
    assert asked.can_send_file
    assert asked.reply_by == clock.now() + dt.timedelta(hours=4)
    other.received.answer(asked.id, "Ward 9 lends one", "Jo Byrne")
    assert other.received.waiting()[0].state is ReceivedState.TO_SEND_BACK
    other.handover.write_answer(asked.id, file)
    assert not other.received.waiting()
    assert ward.handover.read(file).is_answer
    back = ward.escalations.escalation(up.id)
    assert (back.state, back.answered_by) == (EscalationState.ANSWERED, "Jo Byrne")


def test_a_file_comes_in_once(ward: Ward, other: Ward, file: Path) -> None:
    handed(ward, other, file)
    other.handover.read(file)
    code = other.received.waiting()[0].item.code
    with pytest.raises(Refused, match=code):
        other.handover.read(file)
    assert len(other.received.waiting()) == 1
    asked = other.received.waiting()[0]
    other.received.answer(asked.id, "Yes", "Jo")
    other.handover.write_answer(asked.id, file)
    ward.handover.read(file)
    with pytest.raises(Refused, match="answered already"):
        ward.handover.read(file)


def test_nobody_else_reads_it(ward: Ward, other: Ward, file: Path) -> None:
    handed(ward, other, file, "a: Zebra hoist")
    content = file.read_bytes()
    assert not [word for word in (b"Zebra", b"Ward 7", b"Lend us") if word in content]
    with pytest.raises(Refused, match="another store"):
        ward.handover.read(file)


def test_a_file_for_a_unit_that_is_not_here_is_refused(
    ward: Ward, other: Ward, file: Path, store_paths: Paths
) -> None:
    public = handover_file.written  # the same seal, for a unit nobody has
    unit_id = "00000000-0000-7000-8000-000000000000"

    file.write_bytes(public(Address(keys.ward_public(key_ring(store_paths)), unit_id), {}))
    with pytest.raises(Refused, match="not in this store"):
        ward.handover.read(file)


def test_the_guard_asks_before_a_file_is_written(ward: Ward, other: Ward, file: Path) -> None:
    receiver(ward, address=other.handover.address())
    up = sent(ward, an_action(ward, "a: Ring Mrs Smith on 07700 900123"))
    with pytest.raises(GuardAsks):
        ward.handover.write_escalation(up.id, file)
    assert not file.exists()
    ward.handover.write_escalation(up.id, file, reason="The site must ring back")
    said = [entry.what for entry in ward.audit.entries()][:2]
    assert said == [
        "made a hand-over file of an escalation",
        "let a hand-over file out although it may tell who a patient is",
    ]


def test_a_full_disk_leaves_no_trace_of_a_file(ward: Ward, other: Ward, tmp_path: Path) -> None:
    receiver(ward, address=other.handover.address())
    up = sent(ward, an_action(ward))
    blocker = tmp_path / "blocker"
    blocker.write_text("a file, no folder", "utf-8")
    with pytest.raises(Environment):
        ward.handover.write_escalation(up.id, blocker / "file.huddle")
    assert "hand-over" not in ward.audit.entries()[0].what


def test_without_an_address_there_is_the_slip(ward: Ward, file: Path) -> None:
    up = escalated(ward, an_action(ward))
    with pytest.raises(Refused, match="slip"):
        ward.handover.write_escalation(up.id, file)
    asked = ward.received.enter_slip(from_unit="Ward 9", text="x", ask="y")
    ward.received.answer(asked.id, "No", "Erin")
    with pytest.raises(Refused, match="paper"):
        ward.handover.write_answer(asked.id, file)


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_damaged_files_are_refused_and_change_nothing(
    ward: Ward, file: Path, store_paths: Paths, data: st.DataObject
) -> None:

    to = Address(keys.ward_public(key_ring(store_paths)), ward.units.units()[0].id)
    value = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
    whole = {
        "what": data.draw(st.sampled_from(["escalation", "answer", "song"])),
        "escalation_id": "0" * 36,
        **dict.fromkeys(
            ("from_unit", "from_code", "telephone", "reply_address", "text", "reason", "ask"), "x"
        ),
        "reply_hours": 1,
        "is_sensitive": False,
    }
    wrong = {
        name: data.draw(value)
        for name in data.draw(st.sets(st.sampled_from(sorted({*whole} - {"ask"})), min_size=1))
    }
    kind = data.draw(st.sampled_from(["bytes", "content", "flip", "json"]))
    if kind == "bytes":
        content = data.draw(st.binary(max_size=200))
    elif kind == "json":
        content = json.dumps(data.draw(value)).encode()
    else:
        content = handover_file.written(to, {**whole, "ask": "", **wrong})
    if kind == "flip":
        place = data.draw(st.integers(0, len(content) - 1))
        content = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    file.write_bytes(content)
    with pytest.raises(Refused):
        ward.handover.read(file)
    assert not ward.received.waiting()


def test_a_file_that_is_not_there_is_said(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(Environment):
        ward.handover.read(tmp_path / "nowhere.huddle")


def test_seals_of_other_things_are_not_mistaken(ward: Ward, file: Path, store_paths: Paths) -> None:

    sealed = sealing.seal(keys.ward_public(key_ring(store_paths)), b"{}", "inbox note")

    envelope = {"huddle": "hand-over", "version": 1, "unit": "x"}
    envelope["sealed"] = base64.b64encode(sealed).decode()
    file.write_text(json.dumps(envelope), "utf-8")
    with pytest.raises(Refused):
        ward.handover.read(file)
