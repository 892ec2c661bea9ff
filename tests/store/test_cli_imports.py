"""The command that brings a file in: says what it will do, asks by its options, takes it back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers.command_line import (
    PASSWORD,
    Captured,
    document,
    output,
    refusal,
    run,
)

LOG = """Action,Owner,By when,Status
Ring the lift firm today,Jo,16/11/2026,open
Order six new slings,charge nurse,17/11/2026,done
"""


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    """A made-up ward of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "ward"))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def log(tmp_path: Path, text: str = LOG) -> str:
    """The path of a file with a log in it."""
    file = tmp_path / "log.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def listed(capsys: Captured, ward: Path) -> set[str]:
    found = document(capsys, ward, "actions", "list", "--status", "all")
    return {action["text"] for action in found}


def test_a_dry_run_says_row_by_row_what_it_would_do_and_does_nothing(
    ward: Path, tmp_path: Path, capsys: Captured
) -> None:
    said = output(capsys, ward, "import", log(tmp_path), "--dry-run")
    assert "By when" in said
    assert "2 of 2 cells are days." in said
    assert "2    New" in said
    assert said.rstrip().endswith("New: 2")
    assert "Ring the lift firm today" not in listed(capsys, ward)


def test_a_file_comes_in_and_is_taken_back(ward: Path, tmp_path: Path, capsys: Captured) -> None:
    done = document(capsys, ward, "import", log(tmp_path))
    assert done["run"]["new"] == 2
    assert [row["fate"] for row in done["plan"]["rows"]] == ["new", "new"]
    assert done["plan"]["rows"][0]["code"]
    assert "Ring the lift firm today" in listed(capsys, ward)
    assert document(capsys, ward, "imports")[0]["file"] == "log.csv"
    said = output(capsys, ward, "import", "--undo", done["run"]["id"])
    assert said.startswith("log.csv is taken back: 3 things went")
    assert "Ring the lift firm today" not in listed(capsys, ward)


def test_what_no_day_tells_is_refused_with_the_option_that_answers_it(
    ward: Path, tmp_path: Path, capsys: Captured
) -> None:
    file = log(tmp_path, LOG.replace("16/11", "01/11").replace("17/11", "02/11"))
    assert run(ward, "import", file) == ExitCode.REFUSED
    assert "--date-order day / --date-order month" in capsys.readouterr().err
    done = document(capsys, ward, "import", file, "--date-order", "day")
    assert done["run"]["new"] == 2


def test_a_mapping_file_says_what_columns_and_words_mean(
    ward: Path, tmp_path: Path, capsys: Captured
) -> None:
    file = log(tmp_path, "A,B\nRing the lift firm today,parked up\n")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps({"columns": {"A": "text", "B": "status"}, "statuses": {"Parked up": "blocked"}}),
        encoding="utf-8",
    )
    asked = ("import", file, "--kind", "actions", "--mapping", str(mapping))
    assert document(capsys, ward, *asked)["run"]["new"] == 1


def test_what_cannot_come_in_keeps_all_of_it_out(
    ward: Path, tmp_path: Path, capsys: Captured
) -> None:
    file = log(tmp_path, LOG.replace("17/11/2026", "31/02/2026"))
    why = refusal(capsys, ward, "import", file)
    assert why.startswith("One row cannot come in, so nothing did. Row 3:")
    done = document(capsys, ward, "import", file, "--leave-out-refused")
    assert done["run"]["new"] == 1


def test_an_import_needs_a_file(ward: Path) -> None:
    assert run(ward, "import") == ExitCode.WRONG_USAGE
