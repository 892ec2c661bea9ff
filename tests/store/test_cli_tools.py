"""The commands on the technology register: what they print, and their JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from huddle.start_options import PASSWORD_VARIABLE
from tests.helpers.command_line import PASSWORD, document, output, refusal
from tests.helpers.sheet_text import text_of


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def test_tools_are_listed_with_why_they_ask(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tools = document(capsys, made, "tools", "list")
    assert {tool["name"] for tool in tools} == {
        "Bed board",
        "Discharge letter drafter",
        "Falls camera",
        "Huddle’s own suggestions",
        "Prescribing alerts",
    }
    by_name = {tool["name"]: tool for tool in tools}
    assert by_name["Discharge letter drafter"]["status"] == "paused"
    assert by_name["Bed board"]["accountable_name"]
    asking = document(capsys, made, "tools", "list", "--asking")
    assert [tool["name"] for tool in asking] == ["Huddle’s own suggestions", "Prescribing alerts"]
    assert all(tool["asks"] for tool in asking)
    assert "Nobody by name answers for it." in output(capsys, made, "tools", "list")


def test_a_tool_is_shown_with_its_decisions_concerns_and_views(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = document(capsys, made, "tools", "show", "discharge letter drafter")
    assert [one["became"] for one in whole["decisions"]] == ["paused", "in_use", "in_trial"]
    (concern,) = whole["concerns"]
    assert (concern["is_serious"], concern["reported_reference"]) == (True, "LW 5502, W-1988")
    assert [view["is_before"] for view in whole["views"]] == [False, True]
    shown = output(capsys, made, "tools", "show", "Discharge letter drafter")
    assert "It was wrong, Nearly harmed" in shown
    assert concern["code"] in shown
    assert "Bed board" in refusal(capsys, made, "tools", "show", "Nothing of that name")


def test_a_tool_s_sheet_is_made_by_its_name(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tool.pdf"
    output(capsys, made, "sheet", "tool", "--tool", "Discharge letter drafter", "-o", str(out))
    assert "do not use it" in text_of(out.read_bytes())
