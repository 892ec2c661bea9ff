"""Tools of the technology register as sheets and pages are given them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from huddle.rows.technology import ToolDecisionRow, ToolRow, ToolViewRow, ToolWhole
from huddle.tool_words import DeviceClass, IsAi, ToolStatus

_DAY = dt.date(2026, 11, 20)


def make_tool(name: str = "Discharge letter drafter", **fields: Any) -> ToolRow:
    """A tool in use, as a ward would describe it."""
    given: dict[str, Any] = {
        "id": name,
        "name": name,
        "status": ToolStatus.IN_USE,
        "row_version": 1,
        "supplier": "Letterworks",
        "version": "2.1",
        "purpose": "Drafts the discharge letter from the notes. A doctor reads and signs it.",
        "is_ai": IsAi.YES,
        "device_class": DeviceClass.CLASS_1,
        "where_used": "Doctors’ office",
        "accountable_id": "1",
        "accountable_name": "R. Silva",
        "accountable_role": "Ward pharmacist",
        "accountable_extension": "2204",
        "safety_officer": "M. Okafor",
        "safety_reference": "CSC-12",
        "data_reference": "DPIA-7",
        "known_limits": "Does not see allergies. Repeats medicines that were stopped.",
        "at_risk": "People whose notes are short, or not in English",
        "oversight": "A doctor reads every line before it leaves; a pharmacist checks medicines.",
        "fallback": "Write the letter by hand on the ward’s form.",
        "reviewed_on": dt.date(2026, 8, 20),
        "review_on": dt.date(2027, 2, 20),
    }
    return ToolRow(**{**given, **fields})


def make_whole(tool: ToolRow | None = None, words: str = "") -> ToolWhole:
    """A tool that was paused, with what staff said before and since.

    Args:
        tool: The tool.
        words: What everybody says; what they would say without.
    """
    return ToolWhole(
        tool=tool or make_tool(),
        decisions=(
            ToolDecisionRow(
                id="1",
                was=ToolStatus.IN_USE,
                became=ToolStatus.PAUSED,
                why=words or "Two letters named a medicine that was stopped.",
                decided_by=words or "R. Silva",
                decided_on=_DAY,
            ),
        ),
        concerns=(),
        views=(
            make_view(words, is_before=False, says="It saves ten minutes, and has to be read."),
            make_view(words, is_before=True, says="We fear that nobody reads what it writes."),
        ),
    )


def make_view(words: str = "", **fields: Any) -> ToolViewRow:
    """What staff say."""
    given: dict[str, Any] = {
        "id": "1",
        "is_before": True,
        "asked_on": _DAY,
        "asked": 9,
        "who": words or "Doctors and pharmacists",
        "says": words or "It is fine.",
        "training": words or "An hour each, with an example that was wrong",
    }
    return ToolViewRow(**{**given, **fields, **({"says": words} if words else {})})


def tool_of_words(text: str, line: str, name: str) -> ToolWhole:
    """A tool with the same words in every field, as much as each takes."""
    tool = make_tool(
        name,
        supplier=name,
        version=name,
        purpose=text,
        where_used=line,
        accountable_name=name,
        accountable_role=name,
        safety_officer=name,
        safety_reference=name,
        data_reference=name,
        known_limits=text,
        at_risk=text,
        oversight=text,
        fallback=text,
    )
    return make_whole(tool, name)


def bare_tool(name: str = "Bed board") -> ToolWhole:
    """A tool of which nothing is known but its name."""
    return ToolWhole(
        ToolRow(id=name, name=name, status=ToolStatus.PROPOSED, row_version=1), (), (), ()
    )
