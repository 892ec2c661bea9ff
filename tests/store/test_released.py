"""Data of each released version: this program opens it, counts all of it, and backs it up first."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from huddle import __version__
from huddle.clock import ShiftedClock
from huddle.errors import Environment, NewerData
from huddle.paths import Paths
from huddle.proving import released
from huddle.proving.released import FACTS, Sample, counted, open_copy, prove_sample, samples
from huddle.store import keys
from huddle.store.database import REVISIONS, connect
from huddle.unlocks import by_password
from huddle.vocabulary import BackupWhy
from huddle.ward import open_ward
from tests.helpers import sample as maker
from tests.helpers.next_revision import next_revision

pytestmark = pytest.mark.on_a_file("a sample is a data folder")

SAMPLES = samples()

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.version)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def schema(sample: Sample, folder: Path) -> list[Any]:
    """What a data file says of its tables and indexes.

    Args:
        sample: The sample; even to read it, SQLite would write beside it.
        folder: A folder for a copy.
    """
    shutil.copytree(sample.folder, folder)
    paths = Paths(folder, folder)
    key = keys.unlock(paths.key_file, sample.name, sample.password).key
    with closing(connect(paths.database, key, read_only=True)) as connection:
        return list(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall())


def test_this_version_has_a_sample() -> None:
    assert __version__ in [sample.version for sample in SAMPLES]


@each_sample
def test_a_sample_holds_something_of_each_kind(sample: Sample) -> None:
    empty = {kind for kind, count in sample.holds.items() if not count}
    assert empty == set()


@each_sample
def test_it_comes_over_whole_and_the_sample_stays_as_it_is(sample: Sample, tmp_path: Path) -> None:
    before = content(sample.folder)
    prove_sample(sample, tmp_path)
    assert content(sample.folder) == before


@each_sample
def test_a_later_program_brings_it_up_to_date_behind_a_proved_backup(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with next_revision(monkeypatch, tmp_path / "next") as newest:
        # It counts, reads the audit, and asks for the backup.
        monkeypatch.setattr(released, "REVISIONS", (*REVISIONS, newest))
        prove_sample(sample, tmp_path / "proved")
        ward = open_copy(sample, tmp_path / "opened")
        (made,) = ward.upkeep.backups()
        ward.close()
    assert (made.is_proved, made.why, made.revision) == (
        True,
        BackupWhy.MIGRATION,
        sample.revision,
    )
    # What the backup holds is what was there before.
    assert made.counts["huddle"] == sample.holds["huddles"]


@each_sample
def test_without_the_backup_it_is_not_proved(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(released, "REVISIONS", (*REVISIONS, "9999"))
    with pytest.raises(Environment, match="no proved backup was made before"):
        prove_sample(sample, tmp_path)


@each_sample
def test_what_a_later_program_left_is_refused_in_words_and_left_alone(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with next_revision(monkeypatch, tmp_path / "next"):
        open_copy(sample, tmp_path / "opened").close()
    newer = tmp_path / "newer" / sample.version
    shutil.copytree(tmp_path / "opened" / "data", newer)
    shutil.copyfile(sample.folder / FACTS, newer / FACTS)
    before = content(newer)
    (left,) = samples(newer.parent)
    with pytest.raises(NewerData) as refused:
        open_copy(left, tmp_path / "again")
    assert refused.value.message == "This data was written by a newer Huddle than this one."
    assert refused.value.remedy.startswith("Nothing was changed.")
    assert content(newer) == before
    copied = content(tmp_path / "again" / "data")
    assert copied["ward.db"] == before["ward.db"]
    assert not (tmp_path / "again" / "data" / "backups").exists()


@each_sample
def test_something_missing_is_said(sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / sample.version
    shutil.copytree(sample.folder, folder)
    facts = (folder / FACTS).read_text("utf-8")
    count = sample.holds["action"]
    (folder / FACTS).write_text(
        facts.replace(f"action = {count}", f"action = {count + 1}"), "utf-8"
    )
    (told,) = samples(tmp_path)
    with pytest.raises(Environment, match=f"version {sample.version} did not come over whole"):
        prove_sample(told, tmp_path / "opened")


def test_no_sample_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(Environment, match="No sample of released data"):
        samples(tmp_path)


def test_versions_are_taken_in_their_order(tmp_path: Path) -> None:
    for version in ("0.10.0", "0.9.1", "0.9.0"):
        shutil.copytree(SAMPLES[0].folder, tmp_path / version)
    assert [sample.version for sample in samples(tmp_path)] == ["0.9.0", "0.9.1", "0.10.0"]


def test_the_sample_of_this_version_is_as_it_would_be_made_now(tmp_path: Path) -> None:
    (now,) = samples(maker.make(tmp_path / "now").parent)
    kept = next(sample for sample in SAMPLES if sample.version == __version__)
    assert (now.holds, now.revision, now.made_at) == (kept.holds, kept.revision, kept.made_at)
    is_same = schema(now, tmp_path / "new") == schema(kept, tmp_path / "old")
    assert is_same, "the schema changed: python -m tests.helpers.sample"


@each_sample
def test_the_way_back_to_the_older_program_is_as_written_for_it(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two files of the backup in place of the newer ones: `docs/installing.md`, Updating."""
    paths = Paths(tmp_path / "opened" / "data", tmp_path / "opened" / "config")
    with next_revision(monkeypatch, tmp_path / "next"):
        open_copy(sample, tmp_path / "opened").close()
    (backup,) = paths.backups.iterdir()
    for path in paths.data_dir.glob("ward.db*"):
        path.unlink()
    for file in (paths.database, paths.key_file):
        shutil.copyfile(backup / file.name, file)
    clock = ShiftedClock(sample.made_at)
    ward = open_ward(paths, clock, by_password(sample.name, sample.password))
    assert counted(ward) == sample.holds
    assert ward.audit.verify().is_whole
    assert len(ward.upkeep.backups()) == 1
    ward.close()
