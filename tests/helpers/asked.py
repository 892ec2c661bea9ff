"""Hands for what other units ask: a slip that came, and the form that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from huddle.rows.escalation import ReceivedRow
from huddle.ward import Ward


def slip(ward: Ward, **others: object) -> ReceivedRow:
    """A slip of another ward, typed in."""
    told: dict[str, object] = {
        "from_unit": "Ward 9",
        "from_code": "22B7-K",
        "telephone": "4488",
        "text": "No hoist",
        "ask": "Lend us one by noon",
        **others,
    }
    return ward.received.enter_slip(**told)  # type: ignore[arg-type]


def form() -> QWidget:
    """The open form."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog
