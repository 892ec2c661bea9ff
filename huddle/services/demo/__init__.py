"""A made-up ward for trying things out: one story, the same for the same seed and day."""

from __future__ import annotations

from huddle.services.demo.asking import ask_each_quarter
from huddle.services.demo.plan import MOST_DEPARTMENTS, TIME_ZONE, DemoPlan, SeededIds
from huddle.services.demo.story import fill_demo

__all__ = [
    "MOST_DEPARTMENTS",
    "TIME_ZONE",
    "DemoPlan",
    "SeededIds",
    "ask_each_quarter",
    "fill_demo",
]
