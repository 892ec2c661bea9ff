"""The clocks of a huddle: time is counted by step, and not while it is paused.

A huddle that is typed in later has no clock: it took as long as its paper form says, and what is
written in it counts as said then.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, HuddleStep
from huddle.services.people import found
from huddle.store.transaction import Writer
from huddle.vocabulary import HuddleStatus

# Each act of a huddle asks this.
_HELD = select(col(Huddle.started_at), col(Huddle.held_on)).where(
    col(Huddle.id) == bindparam("huddle_id"),
    col(Huddle.status) == HuddleStatus.RUNNING.value,
    col(Huddle.ended_at).is_not(None),
)


def as_held(writer: Writer, huddle_id: str) -> None:
    """Let what is written count as said when a huddle began that is being typed in later.

    So it comes before its end, which is the moment at which it left open what it left open.
    """
    held = writer.execute(_HELD, {"huddle_id": huddle_id}).one_or_none()
    if held is not None:
        writer.count_as_said(*held)


def go_on(writer: Writer, huddle: Huddle, step: HuddleStep) -> None:
    """Go from one step to another."""
    leave_step(writer, huddle)
    writer.change(step, was_visited=True)
    stands = huddle.paused_at is not None or huddle.ended_at is not None
    writer.change(huddle, step_id=step.id, step_entered_at=None if stands else writer.now)


def pause(writer: Writer, huddle: Huddle) -> None:
    """Let both clocks stand, if they go.

    Raises:
        Refused: It is typed in from paper.
    """
    if huddle.ended_at is not None:
        raise Refused(_("This huddle was held on paper, so it has no clock to pause."))
    if huddle.paused_at is None:
        leave_step(writer, huddle)
        writer.change(huddle, paused_at=writer.now, step_entered_at=None)


def end_pause(writer: Writer, huddle: Huddle) -> None:
    """Let both clocks go on, if they stand."""
    if huddle.paused_at is None:
        return
    paused = round((writer.now - huddle.paused_at).total_seconds())
    writer.change(
        huddle,
        paused_at=None,
        paused_seconds=huddle.paused_seconds + paused,
        step_entered_at=writer.now,
    )


def leave_step(writer: Writer, huddle: Huddle) -> None:
    """Add the time of this visit to the step that the room leaves."""
    if huddle.step_id is None or huddle.step_entered_at is None:
        return
    step = found(writer, HuddleStep, huddle.step_id)
    spent = round((writer.now - huddle.step_entered_at).total_seconds())
    writer.change(step, spent_seconds=step.spent_seconds + max(0, spent))


def opened_again(writer: Writer, huddle: Huddle) -> dict[str, Any]:
    """How the clocks of a closed huddle go on; the time it stood closed is no part of it."""
    if huddle.ended_at is not None:
        return {"closed_at": None}
    closed = round((writer.now - (huddle.closed_at or writer.now)).total_seconds())
    return {
        "closed_at": None,
        "paused_seconds": huddle.paused_seconds + closed,
        "step_entered_at": writer.now,
    }


def running_seconds(huddle: Huddle, now: dt.datetime) -> int:
    """Time since a huddle's start, without its pauses."""
    if huddle.started_at is None:
        return 0
    until = huddle.ended_at or huddle.paused_at or now
    return max(0, round((until - huddle.started_at).total_seconds()) - huddle.paused_seconds)
