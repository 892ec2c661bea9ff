"""What the made-up ward measures, and what was read of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from sqlmodel import select

import resources
from huddle.i18n import _
from huddle.model import GoalMeasure, GoalPlan, Item, Measure, Reading, Rebase
from huddle.services.demo.plan import DemoPlan, instant
from huddle.services.demo.words import finale
from huddle.store.bulk import Bulk
from huddle.store.transaction import Writer

_DEFINED = ("name", "unit", "numerator", "denominator", "source", "collected_by", "how_often")
_PLAIN = ("family", "kind", "direction", "target", "is_of_the_day")
_PLANNED = ("left_out", "supports", "baseline", "target")
_READ_AT = dt.time(7, 15)
_PER = {"percentage": 100, "rate": 1000}


def write_measures(bulk: Bulk, plan: DemoPlan) -> None:
    """Every measure with its readings, and with the change of its process that is known."""
    chance, begun = plan.chance("measures"), instant(plan.starts_on, _READ_AT)
    for position, told in enumerate(resources.toml("demo", "measures.toml")["measure"]):
        defined = {name: _(told[name]) for name in _DEFINED if told.get(name)}
        plain = {name: told[name] for name in _PLAIN if name in told}
        row = bulk.add(Measure, begun, position=position, **defined, **plain)
        for day, value in _readings(told, plan, chance):
            bulk.add(Reading, instant(day, _READ_AT), measure_id=row["id"], read_on=day, **value)
        if "turn" in told:
            turned, note = _turned_on(told, plan), _(told["turn"]["note"])
            at = instant(turned, _READ_AT)
            bulk.add(Rebase, at, measure_id=row["id"], from_on=turned, note=note)


def plan_goals(writer: Writer, bulk: Bulk) -> None:
    """The plans of the shared goals at the end of the story, with what tells of them."""
    ids = {measure.name: measure.id for measure in writer.session.exec(select(Measure))}
    for told in finale()["said"]:
        if "plan" not in told:
            continue
        goal = writer.session.exec(select(Item).where(Item.text == _(told["text"]))).one()
        words = {name: _(told["plan"][name]) for name in _PLANNED}
        at, family = goal.created_at, told["plan"]["family"]
        bulk.add(GoalPlan, at, item_id=goal.id, family=family, **words)
        for name, role in told["plan"]["measures"].items():
            bulk.add(GoalMeasure, at, item_id=goal.id, measure_id=ids[_(name)], role=role)
    bulk.flush()


def _turned_on(told: dict[str, Any], plan: DemoPlan) -> dt.date:
    """The day from which on the process was another one."""
    turn = told["turn"]
    if "day_of_last_month" in turn:
        return plan.day_of_last_month(turn["day_of_last_month"])
    share: float = turn["at"]
    return plan.starts_on + (plan.until - plan.starts_on) * share


def _readings(
    told: dict[str, Any], plan: DemoPlan, chance: random.Random
) -> Iterator[tuple[dt.date, dict[str, float]]]:
    """The days with what was read on them."""
    is_rare, day = told["kind"] == "days_between", plan.starts_on
    turned = _turned_on(told, plan) if "turn" in told else plan.until
    while day < plan.until:
        mean = told["turn"]["mean"] if day >= turned else told["mean"]
        yield day, {"value": 1.0} if is_rare else _value(told, mean, day, plan, chance)
        wait = chance.expovariate(1 / mean) if is_rare else told["every"]
        day += dt.timedelta(days=max(1, round(wait)))


def _value(
    told: dict[str, Any], mean: float, day: dt.date, plan: DemoPlan, chance: random.Random
) -> dict[str, float]:
    """A share of about as many as usual."""
    told_so_far = (day - plan.starts_on) / (plan.until - plan.starts_on)
    around = mean + told.get("drift", 0.0) * told_so_far
    out_of = max(1, round(chance.gauss(told["out_of"], told["out_of"] / 12)))
    per = _PER[told["kind"]]
    counted = round(chance.gauss(around, told["spread"]) / per * out_of)
    counted = min(max(counted, 0), out_of)
    return {
        "value": counted / out_of * per,
        "numerator": float(counted),
        "denominator": float(out_of),
    }
