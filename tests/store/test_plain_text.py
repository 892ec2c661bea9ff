"""Nothing that was captured can be read in any file of the store."""

from __future__ import annotations

from huddle.paths import Paths
from huddle.vocabulary import ItemKind, Status
from huddle.ward import Ward
from tests.helpers.wards import capture, start

WORDS = ("Xylophone", "Quagmire", "Zeppelin", "Jabberwock", "Kumquat", "Wombat", "Vuvuzela")


def test_no_captured_word_stands_in_any_file(ward: Ward, store_paths: Paths) -> None:
    state = start(ward)
    huddle_id = state.huddle.id
    item = capture(ward, state, "Xylophone in bay 4")
    action = capture(ward, state, "a: Quagmire to drain @Zeppelin due fri")
    ward.running.name_owner(action.id, "Zeppelin")
    ward.running.turn_into(item.id, ItemKind.ACTION)
    ward.followups.update(action.id, status=Status.BLOCKED, note="Jabberwock")
    ward.running.save_draft(huddle_id, "capture", "Kumquat")
    ward.planning.raise_for_next("Wombat")
    assert read_in(store_paths) == set()
    ward.running.close(huddle_id, plus="Vuvuzela")
    ward.upkeep.back_up()
    assert (store_paths.data_dir / "ward.db-wal").exists()
    assert read_in(store_paths) == set()
    ward.close()
    assert read_in(store_paths) == set()


def read_in(paths: Paths) -> set[str]:
    """The words that can be read in some file of a data folder."""
    content = b"".join(path.read_bytes() for path in paths.data_dir.rglob("*") if path.is_file())
    forms = {word: (word.encode(), word.lower().encode()) for word in WORDS}
    return {word for word, found in forms.items() if any(form in content for form in found)}
