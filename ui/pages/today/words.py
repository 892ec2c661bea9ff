"""What Today says, worked out from what the ward knows and what time it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.planning import CardRow, HuddleRow, TodayState
from huddle.vocabulary import HuddleStatus
from ui import wording

if TYPE_CHECKING:
    from ui.desk import May

_HOUR_MINUTES = 60
_DUE_NOW_MINUTES = 1
"""How long after its time a huddle is due now rather than late."""


class Doing(Enum):
    """What can be done with a huddle from Today."""

    START = auto()
    RESUME = auto()
    TAKE_OVER = auto()
    JOIN = auto()
    LOOK_BACK = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """The local wall clock, and who looks at it.

    Attributes:
        now: The local time.
        account_name: Who is signed in.
        may: What they may do.
    """

    now: dt.datetime
    account_name: str
    may: May


def doing(card: CardRow, moment: Moment) -> Doing:
    """What comes next with a card's huddle, for whoever looks at it."""
    huddle = card.huddle
    if huddle is None:
        return Doing.START if moment.may("running.start") else Doing.NOTHING
    if huddle.status is HuddleStatus.RUNNING:
        return resuming(huddle, moment, card.facilitator)
    return Doing.LOOK_BACK if huddle.status is HuddleStatus.CLOSED else Doing.NOTHING


def resuming(huddle: HuddleRow, moment: Moment, planned_facilitator: str = "") -> Doing:
    """How somebody goes on with a running huddle: as its own, over from another, or beside them.

    One that is typed in later has nobody to take it over from.
    """
    if not moment.may("running.open"):
        return Doing.JOIN if moment.may("running.capture") else Doing.NOTHING
    own = (moment.account_name, planned_facilitator, "")
    is_own = huddle.facilitator in own or huddle.ended_at is not None
    return Doing.RESUME if is_own else Doing.TAKE_OVER


def who_starts(card: CardRow, moment: Moment) -> str:
    """Who starts a huddle that has not begun; empty for whoever may."""
    if card.huddle is not None or moment.may("running.start"):
        return ""
    return _("A facilitator starts the huddle.")


def leading(state: TodayState) -> CardRow | None:
    """The card that Today is about: running, else next today, else the last of today."""
    today = [card for card in state.cards if card.is_due_today or card.huddle is not None]
    running = [card for card in today if _is(card, HuddleStatus.RUNNING)]
    to_come = [card for card in today if card.huddle is None]
    for found in (running, to_come):
        if found:
            return found[0]
    if today:
        return today[-1]
    dated = [card for card in state.cards if card.next_on is not None]
    soonest = min(dated, key=lambda card: (card.next_on, card.starts_at), default=None)
    return soonest or next(iter(state.cards), None)


def _is(card: CardRow, status: HuddleStatus) -> bool:
    return card.huddle is not None and card.huddle.status is status


def when(card: CardRow, now: dt.datetime) -> str:
    """Where a huddle stands against the clock: to come, due, begun, held or not held."""
    huddle = card.huddle
    if huddle is None:
        return _to_come(card, now)
    if huddle.status is HuddleStatus.NOT_HELD:
        return _("not held today: {reason}").format(reason=huddle.not_held_reason)
    if huddle.status is HuddleStatus.CLOSED:
        return _("held today")
    return _begun(huddle, now)


def _to_come(card: CardRow, now: dt.datetime) -> str:
    if not card.is_due_today:
        return next_words(card)
    due = now.replace(hour=card.starts_at.hour, minute=card.starts_at.minute, second=0)
    minutes = minutes_between(now, due)
    if minutes > 0:
        return _("in {span}").format(span=span_words(minutes))
    if minutes >= -_DUE_NOW_MINUTES:
        return _("due now")
    return _("due {span} ago").format(span=span_words(-minutes))


def has_come(card: CardRow, now: dt.datetime) -> bool:
    """Whether the time of a huddle that is due today has come."""
    return now.time() >= card.starts_at


def next_words(card: CardRow) -> str:
    """When a series that is not due today comes next."""
    if card.next_on is None:
        return _("held when needed")
    return _("next on {day}").format(day=dates.in_prose(card.next_on))


def _begun(huddle: HuddleRow, now: dt.datetime) -> str:
    if huddle.started_at is None:
        return _("running")
    if huddle.ended_at is not None:
        return _("held on paper, being typed in")
    started = huddle.started_at.astimezone(now.tzinfo)
    due = started.replace(hour=huddle.starts_at.hour, minute=huddle.starts_at.minute, second=0)
    late = -minutes_between(started, due)
    if late > _DUE_NOW_MINUTES:
        return _("began {span} late").format(span=span_words(late))
    return _("began at {time}").format(time=dates.clock_time(started))


def minutes_between(start: dt.datetime, end: dt.datetime) -> int:
    """Whole minutes from one time to another, as two clocks without seconds show it."""
    return round((_to_minute(end) - _to_minute(start)).total_seconds() / 60)


def _to_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def span_words(minutes: int) -> str:
    """A span in hours and minutes, in words."""
    hours, rest = divmod(minutes, _HOUR_MINUTES)
    in_minutes = ngettext("{count} minute", "{count} minutes", rest).format(count=rest)
    if not hours:
        return in_minutes
    in_hours = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return f"{in_hours} {in_minutes}" if rest else in_hours


def about(card: CardRow, now: dt.datetime) -> str:
    """The line under a huddle's name."""
    minutes = round(card.planned_seconds / 60)
    teams = card.department_count
    parts = [
        when(card, now),
        ngettext("{count} minute long", "{count} minutes long", minutes).format(count=minutes),
    ]
    if teams and card.huddle is None:
        expected = ngettext("{count} department expected", "{count} departments expected", teams)
        parts.append(expected.format(count=teams))
    return " · ".join(parts)


def facilitator(card: CardRow) -> str:
    """Who leads it, and who fills in."""
    huddle = card.huddle
    name = huddle.facilitator if huddle else _planned_leader(card)
    if not name:
        return ""
    if huddle and huddle.status is HuddleStatus.RUNNING:
        return _("Led by {name}").format(name=_with_deputy(name, card))
    if huddle is None and not card.is_due_today and card.next_on is not None:
        return _("Facilitator then: {name}").format(name=name)
    return _("Facilitator today: {name}").format(name=name)


def _planned_leader(card: CardRow) -> str:
    if card.turn is None:
        return card.facilitator
    return wording.turn_words(card.turn, card.facilitator)


def _with_deputy(name: str, card: CardRow) -> str:
    deputy = card.turn.deputy if card.turn else ""
    if deputy in ("", name):
        return name
    return _("{who} · deputy: {name}").format(who=name, name=deputy)


def held(huddle: HuddleRow, now: dt.datetime) -> str:
    """From when until when a huddle was held."""
    if huddle.started_at is None or huddle.closed_at is None:
        return _("held today")
    zone = now.tzinfo
    return _("Held today, {start} to {end}").format(
        start=dates.clock_time(huddle.started_at.astimezone(zone)),
        end=dates.clock_time(huddle.closed_at.astimezone(zone)),
    )


def left_open(huddle: HuddleRow) -> str:
    """What is unfinished of a huddle that was not closed."""
    day = dates.in_prose(huddle.held_on)
    if huddle.ended_at is not None:
        return _("{day}: held on paper, not all typed in yet").format(day=day)
    name = huddle.facilitator or _("nobody")
    return _("{day}: never closed, led by {name}").format(day=day, name=name)


def is_new(state: TodayState) -> bool:
    """Whether nothing has happened in this ward yet, so that Today says what to do first."""
    return (
        state.last_huddle is None
        and not state.unfinished
        and not state.open_count
        and not state.done_since
    )


def since_words(state: TodayState) -> str:
    """Since when *done since* counts."""
    last = state.last_huddle
    if last is None:
        return _("so far")
    if state.today - last.held_on == dt.timedelta(days=0):
        return _("since today's huddle")
    return _("since {weekday}").format(weekday=dates.weekday(last.held_on.weekday()))


def planned(card: CardRow, on: dt.date) -> HuddleRow:
    """The huddle of a card that has not begun, as it would be."""
    return HuddleRow(
        id="",
        number=0,
        series_id=card.series_id,
        title=card.title,
        status=HuddleStatus.PLANNED,
        held_on=on,
        starts_at=card.starts_at,
        planned_seconds=card.planned_seconds,
        facilitator=card.facilitator,
        started_at=None,
        closed_at=None,
        not_held_reason="",
        row_version=0,
    )


def by_series(missed: Sequence[HuddleRow]) -> list[list[HuddleRow]]:
    """Those missed of each series, in the order they came."""
    found: dict[str, list[HuddleRow]] = {}
    for huddle in missed:
        found.setdefault(huddle.series_id, []).append(huddle)
    return list(found.values())


def missed_at(huddle: HuddleRow, today: dt.date) -> str:
    """When a missed huddle was due."""
    if huddle.held_on == today:
        return _("Today at {time}").format(time=dates.clock_time(huddle.starts_at))
    return _("{day} at {time}").format(
        day=dates.in_prose(huddle.held_on), time=dates.clock_time(huddle.starts_at)
    )


def missed_too(huddles: Sequence[HuddleRow]) -> str:
    """How many earlier ones were not started either, and since when."""
    count, first = len(huddles), dates.in_prose(huddles[-1].held_on)
    return ngettext(
        "{count} earlier one was not started either: {day}",
        "{count} earlier ones were not started either, since {day}",
        count,
    ).format(count=count, day=first)
