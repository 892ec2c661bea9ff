"""What the story sends up a tier: to whom, why, who was told, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from huddle.i18n import _
from huddle.services.demo.cast import Cast
from huddle.services.demo.lives import Life
from huddle.services.demo.meetings import Meeting
from huddle.services.demo.plan import local_day
from huddle.vocabulary import ItemKind, Status


def send_up(life: Life, told: dict[str, Any], cast: Cast, meetings: Sequence[Meeting]) -> None:
    """Let an item go up in a huddle, as the story tells it.

    Args:
        life: The item.
        told: `to`, `reason`, `ask`, the huddles back it was `raised` in; as far as it came,
            `told_after_minutes`, then `answered_after_hours` with `answer`.
        cast: Who receives.
        meetings: The held huddles of the main series, in order.
    """
    receiver = cast.receivers[told["to"]]
    at = meetings[max(0, len(meetings) - told["raised"])].ended - dt.timedelta(seconds=50)
    row = {
        "item_id": life.id,
        "receiver_id": receiver["id"],
        "to_name": receiver["name"],
        "to_role": receiver["role"],
        "telephone": receiver["telephone"],
        "reply_hours": receiver["reply_hours"],
        "reason": _(told["reason"]),
        "ask": _(told["ask"]),
    }
    life.tell(at, "escalated", row["to_name"], note=row["reason"])
    status = Status.ESCALATED
    if "told_after_minutes" in told:
        told_at = at + dt.timedelta(minutes=told["told_after_minutes"])
        row |= {"told_whom": row["to_name"], "told_by": cast.leads[0], "told_at": told_at}
        life.tell(told_at, "told_up", row["to_name"])
    if "answered_after_hours" in told:
        answered_at = at + dt.timedelta(hours=told["answered_after_hours"])
        answer = _(told["answer"])
        row |= {"answer": answer, "answered_by": row["to_name"], "answered_at": answered_at}
        life.tell(answered_at, "answered", row["to_name"], note=answer)
        status, at = Status.ANSWERED, answered_at
    life.sent_up.append((at, row))
    if life.values["kind"] == ItemKind.CONCERN:
        answered = {"done_at": at, "done_on": local_day(at)} if status is Status.ANSWERED else {}
        life.change(at, status=status.value, **answered)
