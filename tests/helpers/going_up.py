"""Hands for escalations: a receiver, an item that goes up, and its way back."""

from __future__ import annotations

from typing import Any

from huddle.rows.escalation import EscalationRow, ReceiverRow
from huddle.rows.items import ItemRow
from huddle.ward import Ward


def receiver(ward: Ward, **others: Any) -> ReceiverRow:
    """The site manager, who answers within four hours."""
    told: dict[str, Any] = {
        "name": "Jo Byrne",
        "role": "Site manager",
        "telephone": "4321",
        "reply_hours": 4,
        **others,
    }
    return ward.escalations.add_receiver(ward.escalations.tiers()[0].id, **told)


def escalated(ward: Ward, item: ItemRow, **others: Any) -> EscalationRow:
    """An item sent up to the site manager."""
    if "name" not in others and "receiver_id" not in others:
        others["receiver_id"] = receiver(ward).id
    told: dict[str, Any] = {"reason": "No hoist left", "ask": "Lend us one by noon", **others}
    return ward.escalations.escalate(item.id, **told)


def answered(ward: Ward, item: ItemRow, **others: Any) -> EscalationRow:
    """An item sent up, told and answered."""
    sent = escalated(ward, item, **others)
    ward.escalations.told(sent.id, "Jo Byrne")
    return ward.escalations.answer(sent.id, "Ward 9 lends one", "Jo Byrne")
