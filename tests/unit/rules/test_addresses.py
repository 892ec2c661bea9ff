"""Hand-over addresses: what is copied is read, and nothing else is."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.addresses import Address, address_of, read_address

ADDRESS = Address(bytes(range(32)), str(uuid.UUID(int=7)))
addresses = st.builds(Address, st.binary(min_size=32, max_size=32), st.uuids().map(str))


@given(addresses)
def test_what_is_written_is_read(address: Address) -> None:
    assert read_address(address_of(address)) == address


def test_an_address_is_one_line_that_can_be_read_out() -> None:
    line = address_of(ADDRESS)
    assert line.startswith("HUDDLE-")
    assert len(line) == 87
    spaced = " ".join(line[place : place + 8] for place in range(0, len(line), 8)).lower()
    assert read_address(f"  {spaced}\n") == ADDRESS


@given(addresses, st.data())
def test_one_wrong_letter_is_no_address(address: Address, data: st.DataObject) -> None:
    line = address_of(address)
    # The last letter holds padding bits that say nothing.
    place = data.draw(st.integers(7, len(line) - 2))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    wrong = line[:place] + other + line[place + 1 :]
    found = read_address(wrong)
    assert found == (address if other == line[place] else None) or found is None


@given(st.text(max_size=120))
def test_rubbish_is_no_address(text: str) -> None:
    assert read_address(text) is None
    assert read_address(f"HUDDLE-{text}") is None
