"""Many ids as one value of a statement: the same on a file and on a server."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from huddle.model import Person
from huddle.store.listed import listed
from huddle.ward import Ward

ODD = ('Zoë "Zed" O\'Neill', "back\\slash, comma", "日本語 ]")


@pytest.mark.parametrize("asked", [(), ODD[:1], ODD, (*ODD, *(f"none {n}" for n in range(2000)))])
def test_a_list_of_any_length_and_any_letters_finds_what_it_names(
    ward: Ward, asked: tuple[str, ...]
) -> None:
    for name in ODD:
        ward.people.add_person(name)
    query = select(Person.name).where(col(Person.name).in_(listed("names")))
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        found = reader.execute(query, {"names": asked}).scalars().all()
    assert sorted(found) == sorted(set(ODD) & set(asked))
