"""Nothing that was captured can be read in any file of the store, and no name but the sign-in's."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlmodel import select

from huddle import diagnostics
from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.model import Department, Huddle, Item, ItemEvent, Person
from huddle.paths import Paths
from huddle.store import inbox
from huddle.unlocks import by_password
from huddle.vocabulary import ItemKind, Status
from huddle.ward import Ward, open_ward
from tests.helpers.command_line import MORNING, PASSWORD, make_small_demo
from tests.helpers.wards import capture, start

WORDS = [
    "Xylophone",
    "Quagmire",
    "Zeppelin",
    "Jabberwock",
    "Kumquat",
    "Wombat",
    "Vuvuzela",
    "Zucchini",
    "Pumpernickel",
    "Marzipan",
    "Rutabaga",
    "480915",
]
PIN = "480915"
SECRET_NAME = "Rutabaga typed too early"
_BY_CHANCE = 5


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Ward]:
    """The made-up ward on its last morning."""
    folder = make_small_demo(tmp_path / "demo" / "ward")
    paths = Paths(folder, tmp_path / "demo" / "config")
    ward = open_ward(paths, ShiftedClock(MORNING), by_password("demo", PASSWORD))
    yield ward
    ward.close()


@pytest.mark.on_a_file("it reads the data file's bytes")
def test_no_captured_word_stands_in_any_file(ward: Ward, store_paths: Paths) -> None:
    handler = diagnostics.set_up_log(store_paths.log_dir)
    huddle_id = say_all_words(ward, store_paths)
    assert read_in(store_paths, WORDS) == set()
    ward.running.close(huddle_id, plus="Vuvuzela")
    ward.upkeep.back_up()
    assert (store_paths.data_dir / "ward.db-wal").exists()
    for place in (store_paths.log_dir, store_paths.backups, store_paths.inbox):
        assert any(place.rglob("*")), place
    assert read_in(store_paths, WORDS) == set()
    ward.close()
    diagnostics.stop_log(handler)
    assert read_in(store_paths, WORDS) == set()


def test_of_a_demo_huddle_no_text_and_no_name_can_be_read(demo: Ward) -> None:
    handler = diagnostics.set_up_log(demo.paths.log_dir)
    state = start(demo)
    for line in ("The hoist in bay 2 sticks", "a: Order slings @porters due fri"):
        capture(demo, state, line)
    demo.running.save_draft(state.huddle.id, "capture", "half a sentence")
    demo.running.close(state.huddle.id)
    demo.upkeep.back_up()
    phrases = told(demo)
    assert len(phrases) > 200
    assert read_in(demo.paths, phrases) == set()
    demo.close()
    diagnostics.stop_log(handler)
    assert read_in(demo.paths, phrases) == set()


def say_all_words(ward: Ward, paths: Paths) -> str:
    """Say each of the words somewhere, in every way there is."""
    state = start(ward)
    huddle_id = state.huddle.id
    item = capture(ward, state, "Xylophone in bay 4")
    action = capture(ward, state, "a: Quagmire to drain @Zeppelin due fri")
    ward.running.name_owner(action.id, "Zeppelin")
    ward.running.turn_into(item.id, ItemKind.ACTION)
    action = ward.followups.update(action.id, status=Status.BLOCKED, note="Jabberwock")
    ward.followups.update(action.id, patient_reference="Zucchini", is_sensitive=True)
    ward.running.save_draft(huddle_id, "capture", "Kumquat")
    ward.planning.raise_for_next("Wombat")
    inbox.put(paths, "Pumpernickel", ward.clock.now())
    ward.signing_in.choose_pin(PIN)
    with suppress(Refused):
        ward.signing_in.switch(SECRET_NAME, "not a password of anybody")
    crash(paths)
    return huddle_id


def crash(paths: Paths) -> None:
    """End as a fault would, with words in hand."""
    try:
        raise ValueError("Marzipan")
    except ValueError as error:
        diagnostics.note_crash(paths.log_dir, diagnostics.crash_report(error))
        logging.getLogger("huddle").info("a fault", exc_info=error)


def told(ward: Ward) -> set[str]:
    """Three words in a row of everything that was said, and every name of a person or team."""
    with ward.history._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        texts = [*reader.session.exec(select(Item.text)), *reader.session.exec(select(Item.note))]
        texts += reader.session.exec(select(ItemEvent.note))
        texts += reader.session.exec(select(Huddle.plus))
        names = {*reader.session.exec(select(Person.name))}
        names |= {*reader.session.exec(select(Department.name))}
    sign_in = {name.name for name in ward.signing_in.names()}
    words = [re.findall(r"\w+", text) for text in texts]
    runs = {" ".join(found[at : at + 3]) for found in words for at in range(len(found) - 2)}
    # Chance alone writes a shorter word somewhere into megabytes of encrypted data.
    return {phrase for phrase in runs | (names - sign_in) if len(phrase) > _BY_CHANCE}


def read_in(paths: Paths, phrases: set[str] | list[str]) -> set[str]:
    """Which phrases can be read in some file of a data folder."""
    files = (path for path in paths.data_dir.rglob("*") if path.is_file())
    content = b"\n".join(path.read_bytes() for path in files).lower()
    return {phrase for phrase in phrases if phrase.lower().encode() in content}
