"""Names of files: every system takes them."""

from __future__ import annotations

import pytest

from huddle.rules.plain_text import file_name


@pytest.mark.parametrize("letter", ["D", "\u75c5", "\U0001f44d"])
def test_a_long_name_is_cut_and_its_day_stays(letter: str) -> None:
    teams = ", ".join(letter * 20 for _number in range(24))
    name = file_name("Action sheets", teams, "Fri 27-Nov-2026")
    assert name.startswith(f"Action sheets {letter}")
    assert name.endswith("\u2026 Fri 27-Nov-2026")
    # Room for an ending, and for what a half-written file is called.
    assert len(name.encode()) <= 200


def test_a_short_name_stays_and_holds_no_folder() -> None:
    assert file_name("Action sheets", "", "a/b:c") == "Action sheets a-b-c"
