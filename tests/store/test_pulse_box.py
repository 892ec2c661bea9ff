"""The box opens when enough slips were used, and tells nothing before, whoever has every copy."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from huddle.rules.secret_sharing import PRIME
from huddle.store import pulse_box, sealing
from huddle.store.pulse_box import Box, BoxClosed, UnknownCode

SLIPS, MINIMUM = 8, 5
Row = list[int]


def test_it_opens_with_the_last_answer_that_is_needed_and_is_empty_again() -> None:
    box, codes = pulse_box.make(15, MINIMUM)
    opened = []
    for number, code in enumerate(codes[:12], start=1):
        box, found = pulse_box.put(pulse_box.from_text(pulse_box.to_text(box)), code, number)
        opened.append(found)
    assert opened == [*[None] * 4, 15, *[None] * 4, 40, None, None]
    assert len(box.parts) == 2


def test_a_code_counts_once() -> None:
    box, codes = pulse_box.make(SLIPS, MINIMUM)
    box, _opened = pulse_box.put(box, codes[0], 1)
    for code in (codes[0], "", "2222-2222-2222-2222"):
        with pytest.raises(UnknownCode):
            pulse_box.put(box, code, 1)


def test_an_answer_that_could_never_be_opened_is_not_taken() -> None:
    box, codes = pulse_box.make(SLIPS, MINIMUM)
    for code in codes[:MINIMUM]:
        assert not box.is_closed
        box, _opened = pulse_box.put(box, code, 1)
    assert box.is_closed
    with pytest.raises(BoxClosed):
        pulse_box.put(box, codes[-1], 1)


def test_no_code_stands_in_it_and_the_slips_come_in_no_order() -> None:
    box, codes = pulse_box.make(40, MINIMUM)
    kept = pulse_box.to_text(box)
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    places = [box.unused[pulse_box._pair_of(code, box.salt)[1]].place for code in codes]  # noqa: SLF001
    assert sorted(places) == list(range(1, 41)) != places


class Chance:
    """In place of chance: nothing but noughts, and a one in one place."""

    def __init__(self, at: int) -> None:
        self._at, self._drawn = at, count()

    def below(self, _bound: int) -> int:
        """The next number."""
        return int(next(self._drawn) == self._at)


def everything_of(
    codes: Sequence[str], box: Box, answers: Sequence[int], known: Sequence[str]
) -> Iterator[int]:
    """The numbers that all copies of the file of one batch hold, and that some codes open."""
    for code, answer in zip(codes, answers, strict=True):
        box, opened = pulse_box.put(box, code, answer)
        yield opened if opened is not None else box.masked
        yield from (part.value for part in sorted(box.parts, key=lambda part: part.place))
        for other in known:
            private, public = pulse_box._pair_of(other, box.salt)  # noqa: SLF001 - as an attacker does
            if opened is None and public in box.unused:
                for sealed in sorted(box.unused[public].sealed[-1:]):
                    yield int.from_bytes(sealing.unseal(private, sealed, "pulse part"))


def what_follows(rows: list[Row], answers: int) -> list[Row]:
    """What combinations of the answers alone follow from some numbers.

    Args:
        rows: Each number as a sum: how often it holds each answer, then each random number.
        answers: How many answers there are.
    """
    turned = [row[answers:] + row[:answers] for row in rows]
    reduced = reduced_rows(turned)
    chances = len(rows[0]) - answers
    return [row[chances:] for row in reduced if not any(row[:chances]) and any(row[chances:])]


def reduced_rows(rows: list[Row]) -> list[Row]:
    """Gauss and Jordan's elimination over the field."""
    rows, place = [row[:] for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((at for at in range(place, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[place], rows[pivot] = rows[pivot], rows[place]
        inverse = pow(rows[place][column], -1, PRIME)
        rows[place] = [value * inverse % PRIME for value in rows[place]]
        for at, row in enumerate(rows):
            if at != place and row[column]:
                factor = row[column]
                rows[at] = [
                    (value - factor * own) % PRIME
                    for value, own in zip(row, rows[place], strict=True)
                ]
        place += 1
    return rows[:place]


def followed_from(monkeypatch: pytest.MonkeyPatch, spare: int, *, used: bool = False) -> list[Row]:
    """What of the answers of a batch follows for whoever has every copy and some more codes.

    What the box holds is a sum of answers and random numbers, each some times. So it is enough to
    let each of them be one alone, and to look where it turns up.

    Args:
        monkeypatch: Takes chance away.
        spare: How many codes they have.
        used: Whether those are of the slips that were used first, found in a bin.
    """
    box, codes = pulse_box.make(SLIPS, MINIMUM)
    taking, known = codes[:MINIMUM], (codes[:spare] if used else codes[MINIMUM:][:spare])
    drawn = MINIMUM * (MINIMUM - 1)
    columns = []
    for at in range(MINIMUM + drawn):
        chance = Chance(at - MINIMUM)
        monkeypatch.setattr(secrets, "randbelow", chance.below)
        answers = [int(place == at) for place in range(MINIMUM)]
        columns.append(list(everything_of(taking, box, answers, known)))
    monkeypatch.undo()
    return what_follows([list(row) for row in zip(*columns, strict=True)], MINIMUM)


def test_nothing_follows_from_all_copies_but_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed_from(monkeypatch, 0) == [[1, 1, 1, 1, 1]]


def test_a_code_more_tells_the_last_answer_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed_from(monkeypatch, 1) == [[1, 1, 1, 1, 0], [0, 0, 0, 0, 1]]


def test_two_codes_more_tell_the_last_two(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = followed_from(monkeypatch, 2)
    assert rows == [[1, 1, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]


def test_codes_that_were_used_before_tell_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed_from(monkeypatch, 2, used=True) == [[1, 1, 1, 1, 1]]


def test_it_takes_its_random_numbers_from_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def below(bound: int) -> int:
        drawn.append(bound)
        return random.SystemRandom().randrange(bound)

    box, codes = pulse_box.make(SLIPS, MINIMUM)
    monkeypatch.setattr(secrets, "randbelow", below)
    pulse_box.put(box, codes[0], 1)
    assert drawn == [PRIME] * MINIMUM
