"""Whatever a path leads to, it is read or refused in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huddle.errors import Environment, Refused
from huddle.exchange.tables import tables_of
from tests.helpers.brought import GOOD, table


@pytest.mark.parametrize("kind", GOOD)
def test_each_format_is_read_as_often_as_wanted(tmp_path: Path, kind: str) -> None:
    found = table(GOOD[kind](tmp_path))
    assert len(list(found.read())) >= 2
    assert list(found.read()) == list(found.read())


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(Refused, match="folder or a device"):
            tables_of(path)


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_that_is_gone_is_told_before_and_while_it_is_read(tmp_path: Path, kind: str) -> None:
    path = GOOD[kind](tmp_path)
    found = table(path)
    path.unlink()
    with pytest.raises(Environment, match="could not be used"):
        tables_of(path)
    if kind not in ("json", "board"):  # they are held
        with pytest.raises(Environment, match="could not be used"):
            list(found.read())
