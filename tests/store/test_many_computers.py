"""Twenty computers at work on one server at once: nothing acknowledged is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from huddle.ward import Ward
from tests.helpers.behind import asked
from tests.helpers.busy_ward import PAGE_AND_ALL, WITHOUT_PAGE, Told, all_at_once, with_units
from tests.helpers.database_server import database_server

COMPUTERS = 20
SECONDS = 120.0
PAUSE = 2.0
"""Between two acts of one person, about."""


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[tuple[Ward, list[str]]]:
    """A new store with a unit for each computer, on a server that keeps what it says is kept."""
    with database_server(is_durable=True) as databases:
        url = databases.url(databases.make())
        ward, unit_ids = with_units(tmp_path / "maker", url, COMPUTERS)
        yield ward, unit_ids
        ward.close()


@pytest.mark.torture
@pytest.mark.parametrize("units", [1, COMPUTERS])
@pytest.mark.parametrize(
    ("pause", "acts"), [(PAUSE, PAGE_AND_ALL), (0.0, WITHOUT_PAGE)], ids=["people", "flat out"]
)
def test_nothing_is_lost_or_doubled(
    maker: tuple[Ward, list[str]], tmp_path: Path, units: int, pause: float, acts: Sequence[str]
) -> None:
    ward, unit_ids = maker
    done = all_at_once(
        [
            Told(
                ward.paths.database_url,
                str(tmp_path / str(number)),
                f"Computer {number}",
                unit_ids[number % units],
                SECONDS,
                pause,
                acts,
            )
            for number in range(COMPUTERS)
        ]
    )
    wanted = sorted((press, note) for one in done for press, note in one.kept.items())
    query = "SELECT press_key, note FROM item WHERE press_key IS NOT NULL ORDER BY press_key"
    assert sorted(asked(ward.paths, query)) == wanted
    assert not pause or not any(one.refused for one in done)
    assert len(wanted) > COMPUTERS * len(acts)
    codes, found = asked(
        ward.paths, "SELECT (SELECT count(DISTINCT code) FROM item), count(*) FROM search_text"
    )[0]
    assert codes == found == len(wanted) + 1
    assert ward.audit.verify().is_whole
