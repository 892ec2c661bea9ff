"""Whatever is typed into the capture line, no letter of it is lost."""

from __future__ import annotations

import datetime as dt
import itertools
import re

from hypothesis import example, given
from hypothesis import strategies as st

from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.rules.capture_line import Capture, complete, parse, suggest
from huddle.vocabulary import ItemKind, RoleGroup

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2090, 12, 31))
TODAY = dt.date(2026, 11, 25)
PIECES = st.sampled_from(
    [
        *("a:", "c:", "g:", "D:", "C:\\", "@", "+", ">", "!", '"', "“", "”", " ", "  ", "\n", "."),
        *("@Anna", "@Anna Ruiz", '@"Anna Ruiz"', "@Therapies lead", "@nurse in charge", "@Bob"),
        *("+Therapies", "+ve", ">ward", ">180", "due ", "due fri", "due 3 dec 2027 14:00", "next"),
        *("due 31 feb", "due shift", "14:00", "+2d", "Anna", "lead", "bay 2", ",", "\x00", "🙂"),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=5), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
)
KINDS = st.none() | st.sampled_from(ItemKind)
# No control characters or surrogates: the services let no such name through.
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    lambda name: name.strip() and not re.search(r"\s[@+>]", name)
)


def person(name: str, *, is_post: bool = False) -> PersonRow:
    return PersonRow(name, name, is_post, RoleGroup.OTHER, None, "", "", False, 1)


def knowing(*names: str) -> Known:
    return Known(
        people=tuple(person(name) for name in names),
        departments=tuple(DepartmentRow(name, name, "", 0, False, 1) for name in names),
        stages=tuple(StageRow(name, name, 0) for name in names),
    )


KNOWN = Known(
    people=(person("Anna"), person("Anna Ruiz"), person("nurse in charge", is_post=True)),
    departments=(
        DepartmentRow("1", "Therapies", "", 0, False, 1),
        DepartmentRow("2", "Therapies lead", "", 1, False, 1),
    ),
    stages=(StageRow("1", "ward", 0), StageRow("2", "discharge", 1)),
)


def read(
    line: str, kind: ItemKind | None = None, as_words: frozenset[str] = frozenset()
) -> Capture:
    return parse(
        line,
        KNOWN,
        TODAY,
        now=dt.time(8, 20),
        next_huddle_on=dt.date(2026, 11, 26),
        shift_ends=dt.time(19, 30),
        chosen_kind=kind,
        as_words=as_words,
    )


def solid(text: str) -> str:
    return "".join(text.split())


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="@+>!:")))
@example("due today in bay 2")
def test_words_without_signs_are_one_concern(line: str) -> None:
    assert read(line) == Capture(typed=line, kind=ItemKind.CONCERN, text=line.strip())


@given(LINES | st.text(st.characters()), KINDS, DAYS)
def test_no_line_fails_and_no_letter_is_lost(
    line: str, kind: ItemKind | None, today: dt.date
) -> None:
    found = parse(line, KNOWN, today, chosen_kind=kind)
    rest = found.typed
    for sign in reversed(found.signs):
        assert found.typed[sign.start : sign.end] == sign.typed
        if sign.what != "unknown":
            rest = rest[: sign.start] + rest[sign.end :]
    assert len(found.typed) == len(line)
    assert solid(rest) == solid(found.text)
    assert found.text == found.text.strip()


@given(LINES, KINDS)
def test_signs_neither_overlap_nor_come_out_of_order(line: str, kind: ItemKind | None) -> None:
    signs = read(line, kind).signs
    assert all(one.end <= other.start for one, other in itertools.pairwise(signs))


@given(LINES, KINDS)
def test_every_sign_can_be_turned_back_into_words(line: str, kind: ItemKind | None) -> None:
    as_words: frozenset[str] = frozenset()
    found = read(line, kind)
    while found.signs:
        # A sign that counts no longer can let another of its sort count.
        fresh = {sign.typed for sign in found.signs} - as_words
        assert fresh
        as_words |= fresh
        found = read(line, kind, as_words)
    assert found.text == found.typed.strip()
    assert found.kind is (kind or ItemKind.CONCERN)
    assert (found.owner, found.unknown_owner, found.due_on) == (None, "", None)
    assert (found.is_priority, found.stage, found.departments) == (False, None, ())


@given(LINES, LINES, NAMES, st.sampled_from("@+>"))
def test_a_completed_name_is_understood(before: str, after: str, name: str, sign: str) -> None:
    known = knowing(name)
    line, cursor = complete(f"{before} {sign} {after}", len(before) + 2, name)
    assert 0 <= cursor <= len(line)
    assert line.startswith(f"{before} {sign}")
    found = parse(f"x {line[len(before) :]}", known, TODAY, chosen_kind=ItemKind.ACTION)
    named = {"@": found.owner, ">": found.stage, "+": next(iter(found.departments), None)}[sign]
    assert named is not None
    assert named.id == name


@given(LINES, st.integers(0, 60), NAMES)
def test_any_line_and_cursor_can_be_completed(line: str, at: int, name: str) -> None:
    cursor = min(at, len(line))
    completed, after = complete(line, cursor, name)
    assert 0 <= after <= len(completed)
    offered = suggest(line, cursor, KNOWN)
    assert len(offered) <= 6
    assert len(set(offered)) == len(offered)
    if completed != line:
        assert " ".join(name.split()) in completed
