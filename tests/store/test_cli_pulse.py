"""The command line on the pulse: what came of it, and nothing of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.cli import ExitCode
from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers.command_line import PASSWORD, document, output, refusal, run

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def test_results_say_how_many_agree_within_which_bounds(made: Path, capsys: Captured) -> None:
    told = output(capsys, made, "pulse", "results").splitlines()
    assert told[0].startswith("2026-Q4  11 of ")
    assert told[3].split() == ["Quarter", "Agree", "Bounds", "Question", "What", "follows"]
    assert len(told) == 3 + 1 + 15
    low = [line for line in told if "▲ low" in line]
    assert [line.split()[:5] for line in low] == [["2026-Q4", "45%:", "5", "of", "11"]]


def test_results_as_json_hold_counts_and_nothing_of_one_answer(
    made: Path, capsys: Captured
) -> None:
    found = document(capsys, made, "pulse", "results")
    assert [row["quarter"] for row in found] == ["2026-Q4", "2026-Q3", "2026-Q2"]
    (now, *_past) = found
    assert set(now) == {"id", "quarter", "minimum", "roster", "answered", "is_open", "results"}
    assert all(sum(one["counts"]) == one["answered"] == 11 for one in now["results"])
    assert now["results"][0]["lower"] < 9 / 11 < now["results"][0]["upper"]


def test_who_does_not_lead_is_refused_and_nobody_answers_here(made: Path, capsys: Captured) -> None:
    assert "cannot do this" in refusal(capsys, made, "--user", "Reader", "pulse", "results")
    assert run(made, "pulse", "answer") == ExitCode.WRONG_USAGE
