"""What is found besides items: people, departments, measures and tools by name, and huddles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import Any

from sqlalchemy import String, bindparam, cast, func, literal, or_, union_all
from sqlalchemy import select as sql_select
from sqlmodel import col

from huddle.found_words import FoundKind
from huddle.i18n import _
from huddle.model import Addendum, Huddle, Measure, Tool, ToolDecision, ToolView
from huddle.model.huddle import NEWEST_FIRST
from huddle.rows.found import FoundRow
from huddle.rules.search_words import Wanted, cut_out, has_words, marks
from huddle.services.reading import Names
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus

MOST_NAMES = 5
"""Of people, departments, measures and tools together, so that they never hide what was said."""
MOST_HUDDLES = 5
"""The same of huddles; by `kind:huddle` all are found."""
PIECE = 160
"""The longest piece of what stands beside a text."""


_TOLD_OF_TOOL = (
    *map(col, (Tool.purpose, Tool.supplier, Tool.where_used, Tool.known_limits, Tool.at_risk)),
    *map(col, (Tool.oversight, Tool.fallback, Tool.accountable_role, Tool.safety_officer)),
    *map(col, (Tool.safety_reference, Tool.data_reference)),
    *(
        func.coalesce(
            sql_select(func.aggregate_strings(col(words), "\n"))
            .where(col(kind.tool_id) == col(Tool.id), col(kind.deleted_at).is_(None))
            .scalar_subquery(),
            "",
        )
        for kind, words in ((ToolDecision, ToolDecision.why), (ToolView, ToolView.says))
    ),
)
_KEPT_BY_NAME = union_all(
    sql_select(
        *(literal(FoundKind.MEASURE.value).label("kind"), col(Measure.id), col(Measure.name)),
        *(literal("").label("told"), col(Measure.position).label("place")),
    ).where(
        col(Measure.unit_id) == bindparam("unit_id"),
        col(Measure.deleted_at).is_(None),
        col(Measure.is_retired).is_(False),
    ),
    sql_select(
        *(literal(FoundKind.TOOL.value), col(Tool.id), col(Tool.name)),
        *(reduce(lambda told, more: told + "\n" + more, _TOLD_OF_TOOL), literal(0)),
    ).where(col(Tool.unit_id) == bindparam("unit_id"), col(Tool.deleted_at).is_(None)),
).order_by("kind", "place", "name")
"""Measures by their names, and tools by theirs or what is told of them; both in one question."""
_CORRECTIONS = (
    sql_select(func.aggregate_strings(col(Addendum.text), "\n"))
    .where(col(Addendum.huddle_id) == col(Huddle.id), col(Addendum.deleted_at).is_(None))
    .scalar_subquery()
)
_TOLD = (
    *map(col, (Huddle.facilitator, Huddle.plus, Huddle.delta)),
    *map(col, (Huddle.not_held_reason, Huddle.reopened_reason)),
)
_MAY_HOLD = (
    reduce(
        lambda words, more: words + " " + more,
        (col(Huddle.title), cast(col(Huddle.number), String), *_TOLD),
    ).icontains(bindparam("word")),
    # What has accents may hold the word without them.
    *(func.octet_length(words) != func.length(words) for words in (col(Huddle.title), *_TOLD)),
    col(Huddle.id).in_(sql_select(col(Addendum.huddle_id))),
)
"""Whether a huddle may hold a word: of many years' only those few are read."""
_HUDDLES = (
    sql_select(
        *map(col, (Huddle.id, Huddle.number, Huddle.title, Huddle.status, Huddle.held_on)),
        *_TOLD,
        func.coalesce(_CORRECTIONS, "").label("corrections"),
    )
    .where(
        col(Huddle.unit_id) == bindparam("unit_id"),
        col(Huddle.deleted_at).is_(None),
        or_(*_MAY_HOLD),
    )
    .order_by(*NEWEST_FIRST)
)


def by_name(reader: Reader, wanted: Wanted, called: Names) -> tuple[FoundRow, ...]:
    """People, departments, measures and tools that have the words, in their names or beside."""
    if wanted.is_of_items or wanted.before or wanted.after:
        return ()
    if not (wanted.looked_up or wanted.kinds):
        return ()
    people = ((one, name, "") for one, (name, *_more) in called.people.items())
    departments = ((one, name, "") for one, name in called.departments.items())
    named = chain(
        ((FoundKind.PERSON, *one) for one in people),
        ((FoundKind.DEPARTMENT, *one) for one in departments),
        _kept_by_name(reader, wanted),
    )
    found = [
        _named_row(wanted, kind, row_id, name, told)
        for kind, row_id, name, told in named
        if _is_meant(wanted, kind) and has_words(wanted, f"{name} {told}")
    ]
    return tuple(found if wanted.kinds else found[:MOST_NAMES])


def huddles(
    reader: Reader, wanted: Wanted, most: int | None = MOST_HUDDLES
) -> tuple[FoundRow, ...]:
    """Huddles by their number, who led them and what was said of them, newest first.

    Their names alone find none: every huddle of a series has the same.

    Args:
        reader: Of whom the unit is.
        wanted: What is looked for.
        most: The most that are given where not only huddles are looked for; none for all.
    """
    is_named = FoundKind.HUDDLE in wanted.kinds
    if wanted.is_of_items or not (is_named or (wanted.looked_up and not wanted.kinds)):
        return ()
    found: list[FoundRow] = []
    for row in _held(reader, wanted).all():
        told = [row.facilitator, row.plus, row.delta, row.not_held_reason, row.reopened_reason]
        told += row.corrections.splitlines()
        if _is_found(wanted, row, told, is_named=is_named):
            found.append(_huddle_row(wanted, row, told))
        if len(found) == most and not is_named:
            break
    return tuple(found)


def _is_meant(wanted: Wanted, kind: FoundKind) -> bool:
    return not wanted.kinds or kind in wanted.kinds


def _kept_by_name(reader: Reader, wanted: Wanted) -> Iterator[tuple[FoundKind, str, str, str]]:
    if not any(_is_meant(wanted, kind) for kind in (FoundKind.MEASURE, FoundKind.TOOL)):
        return
    for kind, row_id, name, told, _place in reader.execute(
        _KEPT_BY_NAME, {"unit_id": reader.unit_id}
    ):
        yield FoundKind(kind), row_id, name, told


def _named_row(wanted: Wanted, kind: FoundKind, row_id: str, name: str, told: str) -> FoundRow:
    """What a name stands for; beside it the piece of what is told that has most of the words."""
    found = marks(wanted, name)
    lines = filter(None, told.splitlines())
    best = max(lines, key=lambda line: len(marks(wanted, line)), default="")
    piece = cut_out(wanted, best, PIECE)
    return FoundRow(kind, row_id, name, found, piece, marks(wanted, piece))


def _held(reader: Reader, wanted: Wanted) -> Any:
    query = _HUDDLES
    if wanted.before:
        query = query.where(col(Huddle.held_on) < wanted.before)
    if wanted.after:
        query = query.where(col(Huddle.held_on) >= wanted.after)
    word = max(wanted.looked_up, key=len, default="")
    return reader.execute(query, {"unit_id": reader.unit_id, "word": word})


def _is_found(wanted: Wanted, row: Any, told: Sequence[str], *, is_named: bool) -> bool:
    if not has_words(wanted, " ".join((row.title, str(row.number), *told))):
        return False
    is_said = any(marks(wanted, one) for one in told)
    return is_named or is_said or str(row.number) in wanted.looked_up


def _huddle_row(wanted: Wanted, row: Any, told: Sequence[str]) -> FoundRow:
    text = _("{title}, number {number}").format(title=row.title, number=row.number)
    beside = next((cut_out(wanted, one, PIECE) for one in told if marks(wanted, one)), "")
    return FoundRow(
        kind=FoundKind.HUDDLE,
        id=row.id,
        text=text,
        marks=marks(wanted, text),
        beside=beside,
        beside_marks=marks(wanted, beside),
        status=HuddleStatus(row.status),
        on=row.held_on,
        huddle_id=row.id,
        huddle_number=row.number,
    )
