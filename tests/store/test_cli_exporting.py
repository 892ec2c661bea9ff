"""The commands that let tables and everything leave, and bring everything in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers.command_line import PASSWORD, document, output, refusal, run
from tests.helpers.exporting import lines_in, objects_in
from tests.helpers.html_page import read

REASON = ("--reason", "Moves to another computer")


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.mark.parametrize("kind", ["actions", "huddles", "concerns", "measures", "audit"])
def test_a_table_leaves_as_csv_and_json_alike(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    for ending in ("csv", "json"):
        said = output(capsys, made, "export", kind, "-o", str(tmp_path / f"x.{ending}"), *REASON)
        assert str(tmp_path / f"x.{ending}") in said
    lines, rows = lines_in(tmp_path / "x.csv"), objects_in(tmp_path / "x.json")
    # What each export does is in the audit by the next.
    assert len(rows) - len(lines) + 1 in ((0,) if kind != "audit" else range(1, 9))
    assert rows


def test_the_format_can_differ_from_the_ending(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "actions.txt"
    assert run(made, "export", "actions", "--format", "ics", "-o", str(file)) == ExitCode.DONE
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_format_that_does_not_fit_is_refused(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--format" in refusal(capsys, made, "export", "all", "-o", str(tmp_path / "x.csv"))


def test_a_huddle_leaves_as_one_web_page(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "huddle.html"
    assert run(made, "export", "huddle", "latest", "-o", str(file)) == ExitCode.DONE
    page = file.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "http" not in page.replace("http-equiv", "")


def test_what_is_known_of_a_person_leaves(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "person.json"
    assert run(made, "export", "person", "demo", "-o", str(file), *REASON) == ExitCode.DONE
    assert json.loads(file.read_text("utf-8"))["person"]["name"] == "demo"
    to_read = tmp_path / "person.html"
    assert run(made, "export", "person", "demo", "-o", str(to_read), *REASON) == ExitCode.DONE
    assert read(to_read.read_text("utf-8")).one("h1").text == "Everything about demo"
    capsys.readouterr()
    assert "Nobody" in refusal(capsys, made, "export", "person", "Nemo", "-o", str(file))
    assert run(made, "export", "person", "-o", str(file)) == ExitCode.WRONG_USAGE


def test_everything_comes_into_a_new_store(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again, new = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "new"
    output(capsys, made, "export", "all", "-o", str(first), *REASON)
    output(capsys, new, "--user", "erin", "new", "--ward", "New", "--time-zone", "Europe/London")
    output(capsys, new, "import", str(first))
    output(capsys, new, "export", "all", "--format", "json", "-o", str(again), *REASON)
    assert again.read_bytes() == first.read_bytes()
    assert len(document(capsys, new, "huddles", "list")) == len(
        document(capsys, made, "huddles", "list")
    )
    assert "in use already" in refusal(capsys, new, "import", str(first))
