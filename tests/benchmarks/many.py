"""A store with as many actions as a trust's wards gather in years, made by plain SQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from huddle.clock import SystemClock
from huddle.store import keys
from huddle.store.database import connect
from huddle.ward import Ward
from tests.helpers.wards import NAME, PASSWORD, make_store, sign_in

PEOPLE = 100
STAGES = 8

_ITEMS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO item (id, unit_id, row_version, created_at, created_by, updated_at, updated_by,
    deleted_why, code, kind, status, text, raised_on, series_id,
    owner_id, owner_text, stage_id, department_ids, due_on, first_due_on, is_priority, place,
    patient_reference, is_sensitive, bed_asked, how_known, why, disagreement, incident_reported,
    incident_reference, read_back, move_count, strength, reopened_count, checked_by, note,
    theme, done_on, done_at)
SELECT printf('01900000-0000-7000-8000-%012d', n), :unit, 1, :now, :me, :now, :me, '',
    printf('N%09d', n), 'action',
    CASE WHEN n % :every = 0 THEN CASE n / :every % 5 WHEN 0 THEN 'blocked' WHEN 1
        THEN 'in_progress' ELSE 'not_started' END
        WHEN n % 5000 = 1 THEN 'awaiting_check' ELSE 'closed' END,
    'Check the pump in bay ' || n || ' before the list', date(:today, '-' || (n % 700) || ' days'),
    :series,
    CASE WHEN n / :every % 100 = 7 THEN NULL ELSE
        (SELECT id FROM person_at WHERE place = n / :every * 7 % :people) END, '',
    (SELECT id FROM stage_at WHERE place = n / :every * 3 % :stages), '',
    date(:today, (n / :every * 11 % 40 - 10) || ' days'), date(:today), 0, '', '', 0, 0, '', '',
    '', 'not_asked', '', CASE WHEN n % (:every * 100) = 0 THEN 'Erin' ELSE '' END, 0, '', 0, '', '',
    '', CASE WHEN n % :every THEN date(:today, '-1 days') END, CASE WHEN n % :every THEN :now END
FROM numbers
"""
_WORDS = (
    "INSERT INTO search_entry (item_id, unit_id) SELECT id, unit_id FROM item ORDER BY id",
    """INSERT INTO search_text (rowid, words) SELECT search_entry.number, item.text ||
    CASE WHEN item.status = 'closed' THEN '' ELSE char(10, 57344) END
    FROM search_entry JOIN item ON item.id = search_entry.item_id ORDER BY search_entry.number""",
)


def with_actions(folder: Path, count: int, open_ones: int) -> Ward:
    """A signed-in ward with so many actions, evenly spread over people, stages and due days."""
    paths = make_store(folder)
    ward = sign_in(paths, SystemClock())
    teams = ward.people.departments()
    for number in range(PEOPLE):
        ward.people.add_person(f"Person {number}", department_id=teams[number % len(teams)].id)
    for number in range(len(ward.people.stages()), STAGES):
        ward.people.add_stage(f"Stage {number}")
    series = next(series.id for series in ward.templates.series() if series.is_main)
    connection = connect(paths.database, keys.unlock(paths.key_file, NAME, PASSWORD).key)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -200000")
    connection.execute("BEGIN IMMEDIATE")
    for table, place in (("person", "person_at"), ("stage", "stage_at")):
        connection.execute(
            f"CREATE TEMP TABLE {place} AS SELECT id, row_number() OVER (ORDER BY id) - 1 "  # noqa: S608
            f"AS place FROM {table}"
        )
    values: dict[str, Any] = {
        "count": count,
        "every": count // open_ones,
        "unit": connection.execute("SELECT id FROM unit").fetchone()[0],
        "me": ward.account.id,
        "now": "2026-08-06 07:30:00.000000",
        "today": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "series": series,
        "people": PEOPLE,
        "stages": STAGES,
    }
    connection.execute(_ITEMS, values)
    for statement in _WORDS:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("DROP TABLE temp.person_at")
    connection.execute("DROP TABLE temp.stage_at")
    connection.close()
    return ward
