"""What the made-up ward's people answered to the pulse, put in as everybody's answers are.

The slips and what covers the answers are drawn by chance as on any ward; what can be read of them
is the same for the same seed and day.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlmodel import select

import resources
from huddle.clock import ShiftedClock
from huddle.i18n import _
from huddle.model import Item
from huddle.rules.pulse import SCALE, USUAL_MINIMUM, first_day
from huddle.services.demo.plan import DemoPlan, instant
from huddle.services.pulses import Pulses, roster
from huddle.store.session import Store

_ASKED_AFTER = dt.timedelta(days=9)
_AT = dt.time(7, 0)
_DISAGREE, _AGREE = SCALE[:3], SCALE[3:]


class _Quarter(NamedTuple):
    """When the people were asked and answered, by when it was decided what follows, and what."""

    asked_on: dt.date
    decided_on: dt.date
    told: dict[str, Any]


def ask_each_quarter(store: Store, clock: ShiftedClock, plan: DemoPlan) -> None:
    """Ask the people of a ward whose story is told, each quarter that is in it.

    Args:
        store: The store; a ward manager is signed in.
        clock: Its clock, which is moved on.
        plan: The story.
    """
    pulses, chance = Pulses(store), plan.chance("pulse")
    for quarter in reversed(list(_quarters(plan))):
        clock.set_to(instant(quarter.asked_on, _AT))
        _ask(store, pulses, quarter.told, chance)
        clock.set_to(instant(quarter.decided_on, _AT))
        _reply(store, pulses, quarter.told)


def _quarters(plan: DemoPlan) -> Iterator[_Quarter]:
    """The last quarters, the one of the last day first."""
    first, last = first_day(plan.until), plan.until
    for told in resources.toml("demo", "pulse.toml")["quarters"]:
        asked_on = min(first + _ASKED_AFTER, last)
        if asked_on >= plan.starts_on:
            yield _Quarter(asked_on, last, told)
        last = first - dt.timedelta(days=1)
        first = first_day(last)


def _ask(store: Store, pulses: Pulses, told: dict[str, Any], chance: random.Random) -> None:
    with store.read() as reader:
        minimum = min(USUAL_MINIMUM, roster(reader))
    codes = pulses.start(minimum).codes
    count = min(told["groups"], len(codes) // minimum) * minimum
    # What could never be counted is not taken.
    more = told.get("waiting", 0) if len(codes) >= count + minimum else 0
    counted, waiting = (_answers(told["agree"], many, chance) for many in (count, more))
    for code, answers in zip(codes, [*counted, *waiting], strict=False):
        pulses.answer(code, answers)


def _answers(
    agree: dict[str, float], count: int, chance: random.Random
) -> Sequence[dict[str, int]]:
    """What so many people answer, of whom a share agrees to each question."""
    by_question = [_values(round(share * count), count, chance) for share in agree.values()]
    return [dict(zip(agree, values, strict=True)) for values in zip(*by_question, strict=True)]


def _values(agree: int, count: int, chance: random.Random) -> list[int]:
    values = chance.choices(_AGREE, k=agree) + chance.choices(_DISAGREE, k=count - agree)
    chance.shuffle(values)
    return values


def _reply(store: Store, pulses: Pulses, told: dict[str, Any]) -> None:
    """Keep what the low results led to; an action only if the story has it."""
    pulse_id = pulses.results()[0].id
    for question, why in told.get("because", {}).items():
        pulses.reply(pulse_id, question, because=_(why))
    for question, action in told.get("action", {}).items():
        with store.read() as reader:
            query = select(Item.id).where(Item.text == _(action))
            item_id = reader.session.exec(query).one_or_none()
        if item_id:
            pulses.reply(pulse_id, question, item_id=item_id)
