"""Rows say of themselves what they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

import huddle.rows
from huddle.rows.items import ItemRow
from huddle.rows.planning import StepRow, TemplateRow
from huddle.vocabulary import STATUSES_OF, ItemKind, Status, StepPurpose


def test_each_kind_has_its_statuses() -> None:
    assert set(STATUSES_OF) == set(ItemKind)
    assert {status for found in STATUSES_OF.values() for status in found} == set(Status)


def all_rows() -> Iterator[type]:
    for module in iter_modules(huddle.rows.__path__, "huddle.rows."):
        for _name, row in inspect.getmembers(import_module(module.name), inspect.isclass):
            if dataclasses.is_dataclass(row) and row.__module__ == module.name:
                yield row


@pytest.mark.parametrize("row", list(all_rows()))
def test_rows_are_frozen(row: type) -> None:
    assert row.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(row)


def action(**values: object) -> ItemRow:
    at = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
    usual = {"id": "i", "code": "c", "kind": ItemKind.ACTION, "status": Status.NOT_STARTED}
    usual |= {"text": "t", "raised_at": at, "raised_on": at.date(), "row_version": 1}
    return ItemRow(**{**usual, **values})  # type: ignore[arg-type]


def test_an_open_action_needs_a_person() -> None:
    assert action().is_open
    assert not action(status=Status.AWAITING_CHECK).is_open
    assert not action(kind=ItemKind.GOAL, status=Status.BEING_WORKED_ON).is_open
    assert action().needs_name
    assert action(owner_is_known=True, owner_is_post=True).needs_name
    assert not action(owner_is_known=True).needs_name


def test_a_template_takes_as_long_as_its_steps() -> None:
    steps = tuple(StepRow(str(n), "x", "", n, StepPurpose.TOPIC) for n in (30, 60))
    assert TemplateRow("t", "x", "", steps, (), 1).seconds == 90
