"""The file of what comes, and the note of what was said: forgiving, and without a word."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from huddle import coming
from huddle.errors import Environment
from huddle.paths import Paths
from huddle.rules.coming import Coming, Outlook
from huddle.vocabulary import ReminderKind

AT = dt.datetime(2026, 8, 7, 6, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=2)
OUTLOOK = Outlook(
    coming=(
        Coming(AT, ReminderKind.DUE_TODAY, 2, LATER),
        Coming(LATER, ReminderKind.OVERDUE, 2),
    ),
    quiet=((AT - dt.timedelta(hours=9), AT),),
)


def test_it_is_read_as_it_was_left(paths: Paths) -> None:
    coming.leave(paths, OUTLOOK)
    assert coming.read(paths) == OUTLOOK


def test_it_holds_instants_kinds_and_counts_and_nothing_else(paths: Paths) -> None:
    coming.leave(paths, OUTLOOK)
    assert json.loads(paths.coming_file.read_text()) == {
        "coming": [
            {
                "at": "2026-08-07T06:00:00Z",
                "kind": "due_today",
                "count": 2,
                "until": "2026-08-07T08:00:00Z",
            },
            {"at": "2026-08-07T08:00:00Z", "kind": "overdue", "count": 2},
        ],
        "quiet": [["2026-08-06T21:00:00Z", "2026-08-07T06:00:00Z"]],
    }


def test_it_is_written_only_when_something_changed(paths: Paths) -> None:
    coming.leave(paths, OUTLOOK)
    before = paths.coming_file.stat().st_mtime_ns, paths.coming_file.stat().st_ino
    coming.leave(paths, OUTLOOK)
    assert (paths.coming_file.stat().st_mtime_ns, paths.coming_file.stat().st_ino) == before
    coming.leave(paths, Outlook())
    assert coming.read(paths) == Outlook()


def test_each_is_taken_once_also_by_the_next_start_and_with_the_clock_set_back(
    paths: Paths,
) -> None:
    coming.leave(paths, OUTLOOK)
    assert coming.take_due(paths, AT - dt.timedelta(seconds=1)) == ()
    assert coming.take_due(paths, AT) == OUTLOOK.coming[:1]
    assert coming.take_due(paths, AT - dt.timedelta(hours=1)) == ()
    assert coming.take_due(paths, AT) == ()
    assert coming.take_due(paths, LATER) == OUTLOOK.coming[1:]
    assert coming.said(paths) == {one.key for one in OUTLOOK.coming}


def test_what_is_not_known_any_more_leaves_the_note(paths: Paths) -> None:
    coming.leave(paths, OUTLOOK)
    coming.take_due(paths, AT)
    coming.leave(paths, Outlook(OUTLOOK.coming[1:]))
    coming.take_due(paths, LATER)
    assert coming.said(paths) == {OUTLOOK.coming[1].key}


def test_what_cannot_be_noted_is_not_taken(paths: Paths) -> None:
    coming.leave(paths, OUTLOOK)
    paths.said_file.mkdir()
    with pytest.raises(Environment):
        coming.take_due(paths, AT)
    paths.said_file.rmdir()
    assert coming.take_due(paths, AT) == OUTLOOK.coming[:1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"coming": 3, "quiet": []}',
        b'{"coming": [{"at": "soon", "kind": "overdue", "count": 1}], "quiet": []}',
        b'{"coming": [{"at": "2026-08-07T06:00:00Z", "kind": "wolf", "count": 1}], "quiet": []}',
        b'{"coming": [], "quiet": [["2026-08-07T06:00:00Z"]]}',
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_understood_says_nothing(paths: Paths, content: bytes) -> None:
    paths.config_dir.mkdir(parents=True)
    for file in (paths.coming_file, paths.said_file):
        file.write_bytes(content)
    assert coming.take_due(paths, LATER) == ()


def test_an_instant_without_its_zone_is_in_utc(paths: Paths) -> None:
    paths.config_dir.mkdir(parents=True)
    one = {"at": "2026-08-07T06:00:00", "kind": "overdue", "count": 1}
    paths.coming_file.write_text(json.dumps({"coming": [one], "quiet": []}))
    assert [found.at for found in coming.take_due(paths, LATER)] == [AT]


def test_each_data_folder_has_its_own(paths: Paths) -> None:
    other = Paths(paths.data_dir.with_name("other"), paths.config_dir)
    coming.leave(paths, OUTLOOK)
    assert coming.read(other) == Outlook()
    assert paths.data_dir.name not in paths.coming_file.name
