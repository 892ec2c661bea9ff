"""How often a server is asked for what people do: far from it, that is what they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.model import Counter
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.store.session import Store, Writer
from huddle.ward import Ward
from tests.helpers.far_away import FarAway, far_away
from tests.helpers.wards import said, sign_in, start

pytestmark = pytest.mark.on_a_server

# Raise one of these only with a reason: at 20 ms each, ten of them are seen.
SIGN_IN, CAPTURE, CHANGE, RUN, FOLLOW_UPS = 65, 16, 13, 29, 11


@pytest.fixture
def line(store_paths: Paths) -> Iterator[tuple[FarAway, Paths]]:
    """The way to the store, which counts."""
    with far_away(store_paths.database_url) as (far, url):
        yield far, replace(store_paths, database_url=url)


@pytest.fixture
def there(line: tuple[FarAway, Paths], clock: ShiftedClock) -> Iterator[Ward]:
    """The ward at the end of it."""
    opened = sign_in(line[1], clock)
    yield opened
    opened.close()


def turns(line: tuple[FarAway, Paths], act: Callable[[], object]) -> int:
    """How often the server is asked, once everything was done before."""
    far = line[0]
    counted = []
    # The driver prepares what it meets often, for which it asks once more.
    for _time in range(8):
        far.turns = 0
        act()
        counted.append(far.turns)
    return min(counted)


def test_signing_in(line: tuple[FarAway, Paths], clock: ShiftedClock) -> None:
    assert turns(line, lambda: sign_in(line[1], clock).close()) <= SIGN_IN


def test_a_huddle(line: tuple[FarAway, Paths], there: Ward) -> None:
    state, words = start(there), said(there, "a: Check the pump @Erin due today")
    presses = iter(range(99))

    def capture() -> str:
        key = str(next(presses))
        return there.running.capture(state.huddle.id, state.step_id, words, key=key).code

    assert turns(line, capture) <= CAPTURE
    code = capture()
    assert turns(line, lambda: there.followups.update(code, note=str(next(presses)))) <= CHANGE
    assert turns(line, lambda: there.running.state(state.huddle.id)) <= RUN
    assert turns(line, lambda: there.followups.find(FollowUpsFilter())) <= FOLLOW_UPS


# What is sent without waiting


def store_of(ward: Ward) -> Store:
    """The store under a ward's services."""
    return ward.running._store  # noqa: SLF001 - a ward hands its store to nobody


def test_what_is_added_is_not_waited_for(line: tuple[FarAway, Paths], there: Ward) -> None:
    with store_of(there).write() as writer:
        line[0].turns = 0
        for name in ("one", "two", "three"):
            writer.add_plain(Counter, name=name, next_number=1)
        names = set(writer.session.exec(select(Counter.name)))
        assert line[0].turns == 1
    assert names >= {"one", "two", "three"}


def add_twice(writer: Writer) -> None:
    """Add a row and another one that cannot be beside it."""
    for _time in range(2):
        writer.add_plain(Counter, name="twice", next_number=1)


def test_what_fails_is_said_by_the_next_question(there: Ward) -> None:
    with suppress(IntegrityError), store_of(there).write() as writer:
        add_twice(writer)
        with pytest.raises(IntegrityError):
            writer.session.exec(select(Counter.name))
    with store_of(there).read() as reader:
        assert "twice" not in set(reader.session.exec(select(Counter.name)))


def test_what_fails_is_said_at_the_end(there: Ward) -> None:
    with pytest.raises(IntegrityError), store_of(there).write() as writer:
        add_twice(writer)
    with store_of(there).write() as writer:
        writer.add_plain(Counter, name="twice", next_number=1)


def test_many_rows_at_once_are_read_after_what_was_added(there: Ward) -> None:
    with store_of(there).write() as writer:
        writer.add_plain(Counter, name="one", next_number=1)
        query = select(Counter.name).execution_options(yield_per=2)
        assert "one" in set(writer.session.exec(query))


def test_a_read_cannot_write(there: Ward) -> None:
    """So that it can be ended as if it were kept, which the driver's memory outlives."""
    with store_of(there).read() as reader:
        unit = reader.unit_id
        connection = reader.session.connection()
        connection.execute(insert(Counter), {"id": "1", "unit_id": unit, "name": "one"})
        with pytest.raises(Environment, match="takes no changes"):
            connection.exec_driver_sql("SELECT 1")


def test_a_line_that_rested_is_asked_whether_it_is_there(
    line: tuple[FarAway, Paths], there: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = start(there)
    lately = turns(line, lambda: there.running.drafts(state.huddle.id))
    monkeypatch.setattr("huddle.store.server_line._LATELY", 0.0)
    assert turns(line, lambda: there.running.drafts(state.huddle.id)) > lately
