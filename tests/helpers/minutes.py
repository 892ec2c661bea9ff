"""Minutes of real meetings, which lie outside this project; `HUDDLE_REAL_INPUTS` names them."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.wards import ZONE

_FOLDER = Path(os.environ.get("HUDDLE_REAL_INPUTS", ""))
_MEETINGS, _EXPECTED = _FOLDER / "imaging-meetings.json", _FOLDER / "imaging-expected.json"

are_there = pytest.mark.skipif(
    not os.environ.get("HUDDLE_REAL_INPUTS") or not _MEETINGS.exists(),
    reason="HUDDLE_REAL_INPUTS names no folder with the minutes of real meetings",
)


def folder() -> Path:
    """Where they lie."""
    return _FOLDER


def meetings() -> list[dict[str, Any]]:
    """Every meeting, in the order they were held."""
    found: list[dict[str, Any]] = json.loads(_MEETINGS.read_text(encoding="utf-8"))
    return sorted(found, key=lambda one: str(one["start"]))


def expected() -> dict[str, Any]:
    """What one of the groups must come to."""
    found: dict[str, Any] = json.loads(_EXPECTED.read_text(encoding="utf-8"))
    return found


def starts(meeting: dict[str, Any]) -> dt.datetime:
    """When a meeting began."""
    start = dt.datetime.fromisoformat(meeting["start"])
    return start.replace(tzinfo=ZoneInfo(ZONE))


def said_first(of: list[dict[str, Any]], told: dict[str, Any]) -> dict[str, str]:
    """How an action was worded when it was raised, by how it was worded later."""
    texts = [action["text"] for meeting in of for action in meeting["actions"]]
    return {
        later: next(text for text in texts if text.startswith(action["text_begins"]))
        for action in told["actions"]
        for later in action.get("same_as", [])
    }
