"""Wards that ask their people, and people who answer."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.rows.pulse import PulseForm, PulseSlips
from huddle.ward import Ward

QUESTIONS = ("speaking_up", "being_heard", "making_a_difference", "learning", "workload")


def ask(ward: Ward, people: int = 8, minimum: int = 5) -> PulseSlips:
    """Put people on the ward's list and begin the pulse of the quarter."""
    there = sum(not one.is_post for one in ward.people.people())
    for number in range(there, people):
        ward.people.add_person(f"Person {number + 1:02}")
    return ward.pulse.start(minimum)


def answer(ward: Ward, code: str, value: int) -> None:
    """Answer every question alike."""
    ward.pulse.answer(code, dict.fromkeys(QUESTIONS, value))


def answer_all(ward: Ward, codes: Sequence[str], values: Sequence[int]) -> None:
    """Answer by several codes, one after another."""
    for code, value in zip(codes, values, strict=True):
        answer(ward, code, value)


def asked(ward: Ward) -> PulseForm:
    """What is asked just now."""
    form = ward.pulse.form()
    assert form is not None
    return form
