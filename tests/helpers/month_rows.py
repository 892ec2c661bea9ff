"""Months and milestones for sheets, typical by default: name only what a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from huddle.rows.month import (
    ActionsOfMonth,
    AtStage,
    Counted,
    EscalationsOfMonth,
    HuddlesOfMonth,
    MilestoneKind,
    MilestoneRow,
    MilestonesRow,
    MonthRow,
    OfTeam,
    Share,
    Texts,
)
from huddle.rows.wall import AnswerRow

MONTH = dt.date(2026, 10, 1)
TEAMS = ("Nursing", "Medical", "Pharmacy", "Therapies", "Porters")
NOTHING = Texts(0, ())


def make_huddles(**fields: Any) -> HuddlesOfMonth:
    """The meetings of a good month."""
    given = {
        "held": Share(18, 21),
        "besides": 0,
        "not_held": (Counted("Staffing: two in a bay", 2), Counted("", 1)),
        "on_time": Share(16, 18),
        "typed_in_later": 0,
        "minutes": 11,
        "short": Share(17, 18),
        "run": 9,
        "is_embedded": False,
        "teams": tuple(OfTeam(name, Share(18 - at, 18)) for at, name in enumerate(TEAMS)),
    }
    return HuddlesOfMonth(**{**given, **fields})


def make_month(**fields: Any) -> MonthRow:
    """A typical month that is over."""
    given = {
        "first": MONTH,
        "until": dt.date(2026, 10, 31),
        "huddles": make_huddles(),
        "concerns": (AtStage("Arrival", "", 2), AtStage("Ward", "Discharge", 5)),
        "actions": ActionsOfMonth(41, Share(35, 46), 3),
        "escalations": EscalationsOfMonth(3, 2, 1, 20.4, Share(1, 2)),
        "answers": (AnswerRow("The hall is cold", "It is heated", MONTH),),
        "decisions": Texts(1, ("The round moves to 11:00",)),
        "thanks": Texts(3, ("The porters, for the lost aid", "The porters, for the lost aid")),
        "goals": NOTHING,
    }
    return MonthRow(**{**given, **fields})


def empty_month() -> MonthRow:
    """A month in which nothing was."""
    nobody = tuple(OfTeam(name, Share(0, 0)) for name in TEAMS)
    return make_month(
        huddles=HuddlesOfMonth(
            Share(0, 0), 0, (), Share(0, 0), 0, None, Share(0, 0), 0, False, nobody
        ),
        concerns=(),
        actions=ActionsOfMonth(0, Share(0, 0), 0),
        escalations=EscalationsOfMonth(0, 0, 0, None, Share(0, 0)),
        answers=(),
        decisions=NOTHING,
        thanks=NOTHING,
        goals=NOTHING,
    )


def month_of_words(text: str, count: int = 1) -> MonthRow:
    """A month in which everything that people wrote is in these words."""
    teams = tuple(OfTeam(text, Share(1, 1)) for _number in range(count))
    texts = Texts(count, (text,) * count)
    return make_month(
        huddles=make_huddles(held=Share(1, 1), not_held=(Counted(text, 1),), teams=teams),
        concerns=tuple(AtStage(text, text, 1) for _number in range(count)),
        answers=tuple(AnswerRow(text, text, MONTH) for _number in range(count)),
        decisions=texts,
        thanks=texts,
        goals=texts,
    )


def make_milestone(**fields: Any) -> MilestoneRow:
    """A hundred huddles."""
    given = {
        "kind": MilestoneKind.HELD,
        "number": 100,
        "on": dt.date(2026, 10, 14),
        "teams": TEAMS,
    }
    return MilestoneRow(**{**given, **fields})


def make_milestones(*reached: MilestoneRow, **fields: Any) -> MilestonesRow:
    """How far a ward has come."""
    return MilestonesRow(**{"reached": reached, "held": 12, "run": 7, "told_back": 0, **fields})
