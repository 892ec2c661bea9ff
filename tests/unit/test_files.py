"""A small file is the old one or the new one, whatever happens."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from huddle.errors import DiskFull, Environment
from huddle.files import disk_errors_in_words, write_atomically


def test_it_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.json"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["file.json"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "folder" / "file.json"
    write_atomically(path, b"old")

    def fail(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(DiskFull):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in path.parent.iterdir()] == ["file.json"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EACCES, Environment)],
)
def test_what_the_system_says_is_put_in_words(
    tmp_path: Path, number: int, kind: type[Environment]
) -> None:
    with pytest.raises(kind) as found, disk_errors_in_words(tmp_path / "file.json"):
        raise OSError(number, os.strerror(number))
    assert "file.json" in found.value.message
    assert found.value.remedy
    assert "Errno" not in str(found.value)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(Environment):
        write_atomically(tmp_path / "taken" / "file.json", b"x")
