"""Which status may follow which, for every kind of item: one table, and no other way.

An action ends as not effective only after somebody said that it was done, and what was given up or
found not to work opens again before it can be done. A concern is new once, or when it is taken up
again after it was parked.
"""

from __future__ import annotations

from huddle.vocabulary import OPEN_ACTION_STATUSES, STATUSES_OF, ItemKind, Review, Status

_OPEN = frozenset(OPEN_ACTION_STATUSES)
_SAID = frozenset(STATUSES_OF[ItemKind.CONCERN])

_FOLLOWING: dict[ItemKind, dict[Status, frozenset[Status]]] = {
    ItemKind.ACTION: {
        **{one: _OPEN | {Status.AWAITING_CHECK, Status.CLOSED, Status.CANCELLED} for one in _OPEN},
        Status.AWAITING_CHECK: _OPEN | {Status.CLOSED, Status.NOT_EFFECTIVE},
        Status.CLOSED: _OPEN | {Status.NOT_EFFECTIVE},
        Status.NOT_EFFECTIVE: _OPEN,
        Status.CANCELLED: _OPEN,
    },
    ItemKind.CONCERN: {
        one: _SAID if one is Status.PARKED else _SAID - {Status.NEW} for one in _SAID
    },
    ItemKind.GOAL: {
        Status.BEING_WORKED_ON: frozenset({Status.CLOSED, Status.CANCELLED}),
        Status.CLOSED: frozenset({Status.BEING_WORKED_ON}),
        Status.CANCELLED: frozenset({Status.BEING_WORKED_ON}),
    },
    ItemKind.PARKED: {
        Status.PARKED: frozenset({Status.CLOSED}),
        Status.CLOSED: frozenset({Status.PARKED}),
    },
    ItemKind.PATIENT_VOICE: {
        Status.NOTED: frozenset({Status.ANSWERED}),
        Status.ANSWERED: frozenset({Status.NOTED}),
    },
}

STATUS_AFTER: dict[Review, Status] = {
    Review.DONE: Status.CLOSED,
    Review.STILL_GOING: Status.IN_PROGRESS,
    Review.BLOCKED: Status.BLOCKED,
}
"""What an action becomes by the answers that change its status."""

ON_PAPER = (Review.DONE, Review.STILL_GOING, Review.BLOCKED, Review.MORE_TIME)
"""What can be answered beside a line of a sheet: what goes up is asked for in Follow-ups."""

NEED_A_REASON = (Status.CANCELLED, Status.NOT_EFFECTIVE)
"""What an action or goal becomes only with a few words that say why."""


def following(kind: ItemKind, status: Status) -> tuple[Status, ...]:
    """The statuses that may follow one, in their usual order; never itself."""
    allowed = _FOLLOWING.get(kind, {}).get(status, frozenset())
    return tuple(one for one in STATUSES_OF[kind] if one in allowed and one is not status)


def may_follow(kind: ItemKind, before: Status, after: Status) -> bool:
    """Whether an item may come from one status to another; to stay as it is, it always may."""
    return after is before or after in following(kind, before)
