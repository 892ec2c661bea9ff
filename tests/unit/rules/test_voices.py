"""Who is at huddles and who speaks there, by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huddle.rows.month import Share
from huddle.rules import voices
from huddle.rules.voices import AtHuddle, Voice

TEAMS = ("nursing", "medical", "pharmacy", "porters")
MANY: Mapping[str, int] = dict.fromkeys(TEAMS, 9)


def at(
    group: str, huddles: int, *, spoke: int = 0, heard: int = 0, people: int = 0
) -> Iterator[AtHuddle]:
    """A group at the first so many huddles; it spoke at the first, and was heard at the first."""
    for number in range(huddles):
        spoken = number < spoke
        yield AtHuddle(f"h{number}", group, people, spoken, spoken or number < heard)


def test_attendance_is_of_the_huddles_held_in_the_order_that_is_asked_for() -> None:
    present = [*at("porters", 3), *at("nursing", 4)]
    found = voices.attendance(present, TEAMS, 5)
    assert list(found) == list(TEAMS)
    assert found == {
        "nursing": Share(4, 5),
        "medical": Share(0, 5),
        "pharmacy": Share(0, 5),
        "porters": Share(3, 5),
    }


def test_groups_at_once_count_a_huddle_where_nobody_was_marked() -> None:
    # Two at the first three huddles, one at the fourth, none at the fifth.
    present = [*at("porters", 3), *at("nursing", 4)]
    assert voices.groups_at_once(present, 5) == 2
    assert voices.groups_at_once(present, 8) == 0.5
    assert voices.groups_at_once([], 3) == 0
    assert voices.groups_at_once([], 0) is None


def test_voice_is_teams_that_contributed_of_teams_present() -> None:
    present = [*at("nursing", 10, spoke=8), *at("medical", 6, spoke=1, heard=5)]
    assert voices.voice(present) == Voice((), Share(9, 16), Share(13, 16))


def test_voice_is_not_told_over_fewer_than_ten_huddles() -> None:
    present = [*at("nursing", 9, spoke=8), *at("medical", 9)]
    assert voices.voice(present) is None
    assert voices.voices(present, TEAMS, MANY) == ()


def test_each_team_has_its_own_voice_in_the_ward_s_order() -> None:
    present = [*at("medical", 12, spoke=12), *at("nursing", 10, spoke=1, heard=4)]
    assert voices.voices(present, TEAMS, MANY) == (
        Voice(("nursing",), Share(1, 10), Share(4, 10)),
        Voice(("medical",), Share(12, 12), Share(12, 12)),
    )


def test_teams_that_usually_send_one_person_are_told_together_at_the_end() -> None:
    present = [
        *at("medical", 11, people=1),
        *at("nursing", 12, spoke=6, people=3),
        *at("pharmacy", 10, spoke=5, heard=7),
        *at("porters", 12, spoke=2),
    ]
    assert voices.voices(present, TEAMS, {**MANY, "pharmacy": 1}) == (
        Voice(("nursing",), Share(6, 12), Share(6, 12)),
        Voice(("porters",), Share(2, 12), Share(2, 12)),
        Voice(("medical", "pharmacy"), Share(5, 21), Share(7, 21)),
    )


def test_names_that_were_marked_tell_more_than_the_people_known() -> None:
    present = [
        *at("medical", 10, people=2),
        *at("nursing", 10, people=2),
        *at("porters", 10, people=2),
    ]
    found = voices.voices(present, TEAMS, dict.fromkeys(TEAMS, 1))
    assert [one.groups for one in found] == [("nursing",), ("medical",), ("porters",)]
    # At half of its huddles one person is enough to be usual.
    halves = [
        *at("medical", 10, people=2),
        *(AtHuddle(f"h{number}", "nursing", 1 + number % 2, False, False) for number in range(10)),
        *at("porters", 10, people=2),
        *at("pharmacy", 11, people=2),
    ]
    found = voices.voices(halves, TEAMS, MANY)
    assert found[-1].groups == ("nursing", "porters")


def test_one_small_team_is_never_told_alone() -> None:
    # Else it is what is left of the sum of all.
    present = [*at("nursing", 12), *at("medical", 11), *at("pharmacy", 11, people=1)]
    found = voices.voices(present, TEAMS, MANY)
    assert [one.groups for one in found] == [("nursing",), ("medical", "pharmacy")]


def test_small_teams_are_made_up_to_ten_huddles() -> None:
    present = [*at("nursing", 12), *at("medical", 11), *at("pharmacy", 4), *at("porters", 5)]
    found = voices.voices(present, TEAMS, MANY)
    assert [one.groups for one in found] == [("nursing",), ("medical", "pharmacy", "porters")]
    assert found[-1].contributed == Share(0, 20)


def test_a_team_that_is_the_only_one_is_not_told_when_it_is_one_person() -> None:
    assert voices.voices(at("pharmacy", 20, people=1), TEAMS, MANY) == ()
    assert len(voices.voices(at("pharmacy", 20, people=4), TEAMS, MANY)) == 1
