"""Nobody with every copy of the data ties an answer of the pulse to a person.

A game: one person answers one day and another the next, one of them *agree strongly* to all and
the other *disagree strongly*; attendance says who was there when, and the audit who signed in; and
there is a copy of the files before, between and after. Whoever attacks has them with the key, looks
at everything in them, is told the truth of some games, and has to say of the others who agreed.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from math import comb
from pathlib import Path

import pytest
from sqlalchemy import text

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.unlocks import by_password
from huddle.ward import Ward, open_ward
from tests.helpers.acting import store_of
from tests.helpers.answering import answer, answer_all, ask
from tests.helpers.attacking import Copy, Signs, learnt, signs
from tests.helpers.command_line import MORNING, PASSWORD, make_small_demo
from tests.helpers.wards import main_series, next_morning

pytestmark = pytest.mark.on_a_file("it reads the data file's bytes")

GAMES = pytest.mark.parametrize(
    "games", [(20, 14), pytest.param((100, 400), marks=pytest.mark.torture)]
)
"""To learn from, and to guess in: of so many signs some fit a few games by chance."""
NAIVELY = (20, 14)
BY_CHANCE = Fraction(1, 10_000)
"""So seldom may chance alone pass for knowledge."""
MINIMUM, PEOPLE = 5, 12
AGREES, DISAGREES = 5, 1

Answering = Callable[[Ward, str, int], None]


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[tuple[Ward, ShiftedClock]]:
    """A made-up ward, which two people have come to on two days; and its clock."""
    paths = Paths(make_small_demo(tmp_path / "demo" / "ward"), tmp_path / "demo" / "config")
    clock = ShiftedClock(MORNING)
    ward = open_ward(paths, clock, by_password("demo", PASSWORD))
    for name in ("Ada Monday", "Bo Tuesday"):
        huddle_id = ward.running.start(main_series(ward)).huddle.id
        ward.running.add_person_to_roster(huddle_id, name)
        ward.running.close(huddle_id)
        next_morning(clock)
    keep_naively(ward)
    yield ward, clock
    ward.close()


def keep_naively(ward: Ward) -> None:
    """Two tables as somebody might make them who means well."""
    with store_of(ward).write() as writer:
        writer.execute(text("CREATE TABLE in_rows (id TEXT, answers TEXT)"))
        writer.execute(text("CREATE TABLE in_a_bag (id TEXT, answers TEXT)"))
        writer.execute(text("INSERT INTO in_a_bag VALUES ('bag', '[2, 3, 4]')"))


def answer_in_rows(ward: Ward, _code: str, value: int) -> None:
    """A row for each answer, without a name and a time, of a random id."""
    with store_of(ward).write() as writer:
        values = {"id": secrets.token_hex(8), "answers": json.dumps([value] * 5)}
        writer.execute(text("INSERT INTO in_rows VALUES (:id, :answers)"), values)


def answer_in_a_bag(ward: Ward, _code: str, value: int) -> None:
    """One row for all answers together, which are sorted anew each time."""
    with store_of(ward).write() as writer:
        kept = writer.execute(text("SELECT answers FROM in_a_bag")).scalar_one()
        answers = json.dumps(sorted([*json.loads(kept), value]))
        writer.execute(text("UPDATE in_a_bag SET answers = :answers"), {"answers": answers})


def play(
    ward: Ward, clock: ShiftedClock, answering: Answering, waiting: int, folder: Path
) -> tuple[Signs, bool]:
    """One game, in a quarter of its own.

    Args:
        ward: The made-up ward.
        clock: Its clock.
        answering: How an answer is kept.
        waiting: How many have answered before.
        folder: For the copies.

    Returns:
        What can be seen, and whether it was the first day's person who agreed.
    """
    next_morning(clock, days=92)
    codes = ask(ward, PEOPLE, MINIMUM).codes
    answer_all(ward, codes[:waiting], [2, 3, 4][:waiting])
    first_agrees = bool(secrets.randbits(1))
    values = (AGREES, DISAGREES) if first_agrees else (DISAGREES, AGREES)
    copied = partial(Copy.of, ward.paths.database, key=store_of(ward).keys.key)
    copies = [copied(folder / "before")]
    for account, code, value in zip(("demo", "Reader"), codes[waiting:], values, strict=False):
        ward.signing_in.switch(account, PASSWORD)
        answering(ward, code, value)
        copies.append(copied(folder / account))
        ward.signing_in.switch("demo", PASSWORD)
        next_morning(clock)
    found = signs(copies)
    shutil.rmtree(folder)
    return found, first_agrees


def guessed(
    asking: tuple[Ward, ShiftedClock],
    games: tuple[int, int],
    folder: Path,
    *,
    waiting: int,
    answering: Answering = answer,
) -> int:
    """How many games somebody guesses who learnt from others; how many there are of each."""
    learning, guessing = games
    played = [
        play(*asking, answering, waiting, folder / f"game {number}")
        for number in range(learning + guessing)
    ]
    rule = learnt(played[:learning])
    return sum(rule.guess(found) is truth for found, truth in played[learning:])


def chance_of(right: int, games: int) -> Fraction:
    """How likely so many or more are guessed by tossing a coin."""
    return Fraction(sum(comb(games, count) for count in range(right, games + 1)), 2**games)


@GAMES
def test_nobody_is_found_while_answers_wait(
    asking: tuple[Ward, ShiftedClock], games: tuple[int, int], tmp_path: Path
) -> None:
    right = guessed(asking, games, tmp_path, waiting=1)
    assert chance_of(right, games[1]) > BY_CHANCE


@GAMES
def test_nobody_is_found_when_a_batch_was_opened(
    asking: tuple[Ward, ShiftedClock], games: tuple[int, int], tmp_path: Path
) -> None:
    right = guessed(asking, games, tmp_path, waiting=MINIMUM - 2)
    assert chance_of(right, games[1]) > BY_CHANCE
    assert asking[0].pulse.results()[0].answered == MINIMUM


@pytest.mark.parametrize("naive", [answer_in_rows, answer_in_a_bag])
def test_the_same_eyes_find_everybody_in_a_store_that_means_well(
    asking: tuple[Ward, ShiftedClock], naive: Answering, tmp_path: Path
) -> None:
    right = guessed(asking, NAIVELY, tmp_path, waiting=1, answering=naive)
    assert right == NAIVELY[1]
    assert chance_of(right, NAIVELY[1]) < BY_CHANCE
