"""The command that finds anything that was ever said."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers.command_line import PASSWORD, Captured, document, output, run


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def test_what_is_found_is_listed_in_words_and_as_json(capsys: Captured, made: Path) -> None:
    rows = document(capsys, made, "search", "kind:action", "--limit", "3", "--json")
    assert len(rows) == 3
    assert {row["kind"] for row in rows} == {"action"}
    assert len(document(capsys, made, "search", "ho", "--limit", "2", "--json")) == 2
    word = rows[0]["text"].split()[0]
    (found,) = document(capsys, made, "search", rows[0]["code"], "--json")
    assert found["text"] == rows[0]["text"]
    assert found["status"] == rows[0]["status"]
    assert word in output(capsys, made, "search", word, "kind:action", "--limit", "500")


def test_marks_tell_where_the_words_stand(capsys: Captured, made: Path) -> None:
    row = document(capsys, made, "search", "kind:action", "is:open", "--limit", "1", "--json")[0]
    assert row["marks"] == []
    word = row["text"].split()[0]
    rows = document(capsys, made, "search", word, "kind:action", "--json")
    start, end = rows[0]["marks"][0]
    assert rows[0]["text"][start:end].casefold() == word.casefold()


def test_nothing_found_is_no_failure(capsys: Captured, made: Path) -> None:
    assert document(capsys, made, "search", "xyzzy", "--json") == []
    assert "nothing to list" in output(capsys, made, "search", "xyzzy")


def test_no_words_are_wrong_usage(made: Path) -> None:
    assert run(made, "search") == ExitCode.WRONG_USAGE
    assert run(made, "search", "pump", "--limit", "0") == ExitCode.WRONG_USAGE
