"""When something is proposed for escalation, and how far an escalation has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rules.recurrence import Occurrence, instant
from huddle.vocabulary import EscalationState, ReceivedState


@dataclass(frozen=True, slots=True)
class Progress:
    """As much of an escalation as its state asks for.

    Attributes:
        reply_hours: How soon after they were told an answer is expected; 0 for no time set.
        needed_on, needed_time: By when the answer is needed, in the unit's time zone.
        told_at, answered_at, told_back_at: When each was done; none when it was not.
    """

    reply_hours: int = 0
    needed_on: dt.date | None = None
    needed_time: dt.time | None = None
    told_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    told_back_at: dt.datetime | None = None


def state_of(progress: Progress, local_now: dt.datetime) -> EscalationState:
    """How far it has come: up to its receiver, and the answer back to those who raised it."""
    if progress.told_back_at is not None:
        return EscalationState.TOLD_BACK
    if progress.answered_at is not None:
        return EscalationState.ANSWERED
    if progress.told_at is None:
        return EscalationState.NOT_YET_TOLD
    by = reply_by(
        progress.told_at,
        progress.reply_hours,
        progress.needed_on,
        progress.needed_time,
        local_now.tzinfo,
    )
    is_over = by is not None and by <= local_now
    return EscalationState.NO_REPLY if is_over else EscalationState.TOLD


def reply_by(
    asked_at: dt.datetime,
    hours: int,
    needed_on: dt.date | None,
    needed_time: dt.time | None,
    zone: dt.tzinfo | None,
) -> dt.datetime | None:
    """When an answer is expected at the latest; the same on both sides.

    Args:
        asked_at: When the receiver was told, or it came in.
        hours: How soon after that; 0 for no time set.
        needed_on, needed_time: By when it is needed, in the unit's time zone; a day lasts to its
            end.
        zone: That time zone.

    Returns:
        An instant; none when nobody set a time.
    """
    limits = []
    if hours:
        limits.append(asked_at + dt.timedelta(hours=hours))
    if needed_on is not None:
        day = needed_on if needed_time else needed_on + dt.timedelta(days=1)
        limits.append(instant(Occurrence(day, needed_time or dt.time()), zone))
    return min(limits, default=None)


def received_state_of(
    local_now: dt.datetime,
    *,
    reply_by: dt.datetime | None,
    is_answered: bool,
    is_sent_back: bool,
) -> ReceivedState:
    """How far the answer to what came in has come; late by the same rule as on the other side."""
    if is_sent_back:
        return ReceivedState.SENT_BACK
    if is_answered:
        return ReceivedState.TO_SEND_BACK
    is_over = reply_by is not None and reply_by <= local_now
    return ReceivedState.LATE if is_over else ReceivedState.TO_ANSWER


_NEXT = {
    "told": (EscalationState.NOT_YET_TOLD,),
    "answer": (EscalationState.TOLD, EscalationState.NO_REPLY),
    "told_back": (EscalationState.ANSWERED,),
    "withdraw": (EscalationState.NOT_YET_TOLD,),
}


def check_order(act: str, state: EscalationState) -> None:
    """Refuse an act that does not come next: told, answered, told back; taken back only untold.

    Raises:
        Refused: It is not its turn.
    """
    if state in _NEXT[act]:
        return
    if act == "withdraw":
        raise Refused(_("Somebody was told already: enter what they answered instead."))
    if state is EscalationState.NOT_YET_TOLD:
        raise Refused(_("Enter first who was told."))
    if act == "told_back" and state is not EscalationState.TOLD_BACK:
        raise Refused(_("There is no answer to tell back yet."))
    raise Refused(_("Somebody entered that already. Look at it again."))


def why_propose(times_carried: int, days_late: int, *, after_carried: int, after_days: int) -> str:
    """Why an open action is proposed for escalation, in words; empty when it is not.

    Args:
        times_carried: How many closed huddles left it open.
        days_late: Whole days since its due day.
        after_carried: The ward's number of huddles; 0 for never.
        after_days: The ward's days; 0 for never. It is proposed when it is late by more.
    """
    why = []
    if after_carried and times_carried >= after_carried:
        words = ngettext("carried {count} time", "carried {count} times", times_carried)
        why.append(words.format(count=times_carried))
    if after_days and days_late > after_days:
        words = ngettext("{count} day late", "{count} days late", days_late)
        why.append(words.format(count=days_late))
    return ", ".join(why)


def told_nobody() -> str:
    """The line that stands wherever an escalation does: nothing was sent."""
    return _("This program has told nobody. Ring them, then enter whom you told.")


def in_their_huddle(unit: str, number: str) -> str:
    """The line of an escalation to a unit of this store: it is there, and nobody knows yet."""
    words = _("It is in the next huddle of {unit}. This program has told nobody: ring {number}.")
    return words.format(unit=unit, number=number)


def file_tells_nobody() -> str:
    """The line beside a hand-over file, and beside what could be one."""
    return _(
        "This program has told nobody, and a hand-over file tells nobody by itself. Have it "
        "carried, ring them, then enter whom you told."
    )


def answer_told_nobody() -> str:
    """The line beside an answer that is not back with whoever asked."""
    return _("This program has told nobody. Ring them, or have this taken to them.")
