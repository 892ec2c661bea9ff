"""Finding items by words: the same on a file and on a server."""

from __future__ import annotations

from huddle.store import search
from huddle.ward import Ward
from tests.helpers.wards import capture, start

LINES = (
    "a: Mend the ÅNGSTRÖM gauge @Erin",
    "a: Ask O'Neill about bay_4 and x-ray @Erin",
    "a: Tell naïve café staff & porters @Erin",
    "a: 50% of the pumps: check 12.5 mg\\h @Erin",
    "a: 日本語 and Ελλάδα @Erin",
    f"a: {'long' * 700} @Erin",
)
FOUND = (
    ("angstrom", (0,)),
    ("ÅNG gau", (0,)),
    ("ångstro\u0308m", (0,)),
    ("oneill", ()),
    ("o'nei", (1,)),
    ("neill", (1,)),
    ("bay", (1,)),
    ("bay_4", (1,)),
    ("x-ray", (1,)),
    ("ray x", (1,)),
    ("naive", (2,)),
    ("CAFE", (2,)),
    ("staff porters", (2,)),
    ("12.5", (3,)),
    ("50%", (3,)),
    ("mg\\h", (3,)),
    ("日本", (4,)),
    ("ελλ", (4,)),
    ("longlong", (5,)),
    ("long" * 700, (5,)),
    ("and", (4, 1)),
    ("& | ! '", ()),
    (":* 'x' <->", (1,)),
    ("end", ()),
)
"""What is typed, and which of the lines hold it, newest first."""


def found(ward: Ward, typed: str) -> tuple[str, ...]:
    """The ids of what is found."""
    with ward.followups._store.read() as reader:  # noqa: SLF001 - a ward hands it to nobody
        return search.matching(reader.connection, reader.unit_id, typed)


def test_words_are_found_by_their_beginnings(ward: Ward) -> None:
    state = start(ward)
    ids = [capture(ward, state, line).id for line in LINES]
    told = {typed: tuple(map(ids.index, found(ward, typed))) for typed, _numbers in FOUND}
    assert told == dict(FOUND)


def test_a_changed_item_is_found_by_its_new_words_only(ward: Ward) -> None:
    item = capture(ward, start(ward), "a: Mend the gauge @Erin")
    ward.followups.update(item.code, text="Mend the dial")
    assert not found(ward, "gauge")
    assert found(ward, "dial") == (item.id,)
