"""The days on which somebody looked for harm, and what they found."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from sqlmodel import col, select

import resources
from huddle.i18n import _
from huddle.model import Harm, HarmDay
from huddle.services.demo.plan import DemoPlan, SeededIds, instant
from huddle.store.bulk import Bulk
from huddle.store.transaction import Writer

_LOOKED_AT = dt.time(8, 20)


def look_each_day(writer: Writer, bulk: Bulk, plan: DemoPlan) -> None:
    """Let the days of each kind of harm wait for writing, from the first to the one before last."""
    chance, ids = plan.chance("harm"), SeededIds(plan, "harm")
    told = {_(one["name"]): one for one in resources.toml("demo", "ward.toml")["harms"]}
    for harm in writer.session.exec(select(Harm).order_by(col(Harm.position))):
        for day, found in _days(plan, told[harm.name], chance):
            at = instant(day, _LOOKED_AT)
            bulk.add(HarmDay, at, id=ids.at(at), harm_id=harm.id, day=day, **found)


def _days(
    plan: DemoPlan, told: dict[str, Any], chance: random.Random
) -> Iterator[tuple[dt.date, dict[str, Any]]]:
    """The days that somebody checked; the last events lie as far back as the story wants them."""
    last_on = plan.until - dt.timedelta(days=told["days_since"])
    known = {last_on, *map(plan.day_of_last_month, told.get("days_of_last_month", ()))}
    for past in range((plan.until - plan.starts_on).days):
        day = plan.starts_on + dt.timedelta(days=past)
        drawn, near, where = chance.random(), chance.random(), chance.choice(told["notes"])
        is_event = day in known or (day < last_on and drawn < told["events"])
        found = {
            "events": int(is_event),
            "near_misses": int(near < told["near_misses"]),
            "note": _(where) if is_event else "",
        }
        if is_event or drawn < told["checked"]:
            yield day, found
