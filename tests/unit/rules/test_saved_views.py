"""Saved views as text: whole when they are sound, and usual where they are not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.rows.views import FollowUpsShape
from huddle.rules.saved_views import as_text, built_in, from_text, without_unknown
from huddle.vocabulary import SortBy

WHOLE = FollowUpsShape(
    FollowUpsFilter(
        text="“chart” & more",
        department_id="d",
        owner_id="o",
        stage_id="s",
        goal_id="g",
        mine=True,
        my_department=True,
        overdue=True,
        unnamed=True,
        escalated=True,
        status="blocked",
        due_before=dt.date(2026, 8, 6),
    ),
    FollowUpsOrder(SortBy.RAISED, is_descending=True),
    is_board=True,
)


@pytest.mark.parametrize("shape", [WHOLE, FollowUpsShape(), *(row.shape for row in built_in())])
def test_what_is_written_is_read_again(shape: FollowUpsShape) -> None:
    assert from_text(as_text(shape)) == shape


def test_only_what_differs_is_written() -> None:
    assert json.loads(as_text(FollowUpsShape()))["filter"] == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "null",
        '{"filter": 7, "order": 3, "board": "no"}',
        '{"order": ["odd", true]}',
        '{"order": ["due", "yes"]}',
        '{"filter": {"mine": "yes", "text": 5, "status": "odd", "due_before": "soon", "x": 1}}',
    ],
)
def test_what_cannot_be_understood_is_as_usual(text: str) -> None:
    assert from_text(text) == FollowUpsShape()


def test_what_is_not_there_is_dropped_and_the_rest_stays() -> None:
    known = {"department_id": {"d"}, "owner_id": set(), "stage_id": {"s"}, "goal_id": {"other"}}
    left, dropped = without_unknown(WHOLE, known)
    assert dropped == ("owner_id", "goal_id")
    assert (left.wanted.owner_id, left.wanted.goal_id) == (None, None)
    assert (left.wanted.department_id, left.wanted.text) == ("d", WHOLE.wanted.text)
