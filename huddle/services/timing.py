"""The clocks of a huddle: time is counted by step, and not while it is paused."""

from __future__ import annotations

from huddle.model import Huddle, HuddleStep
from huddle.services.people import found
from huddle.store.session import Writer


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
