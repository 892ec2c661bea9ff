"""Comments of patients as services give them."""

from __future__ import annotations

from typing import Any

from huddle.rows.patient_voice import CommentRow
from tests.helpers.sheet_rows import DAY


def make_comment(text: str, **fields: Any) -> CommentRow:
    """What a patient said; answered where it says what was done."""
    usual: dict[str, Any] = {
        "id": text,
        "code": "22CD-E",
        "row_version": 1,
        "raised_on": DAY,
        "is_answered": bool(fields.get("did")),
    }
    return CommentRow(text=text, **{**usual, **fields})
