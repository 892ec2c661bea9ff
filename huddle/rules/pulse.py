"""The numbers of a pulse: what is counted, how sure one can be of it, and what is low.

The interval is E. B. Wilson's score interval (*Probable inference, the law of succession, and
statistical inference*, 1927), which holds for few answers, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from huddle.errors import Refused
from huddle.i18n import _

SCALE = (1, 2, 3, 4, 5)
"""From *disagree strongly* to *agree strongly*."""
LEFT_OUT = 0
"""What stands for a question that somebody did not answer."""
USUAL_MINIMUM, LEAST_MINIMUM, MOST_MINIMUM = 11, 5, 100
MOST_QUESTIONS = 7
_ABOVE_EVERY_COUNT = 128
"""So that seven questions of five answers each are one number of less than 32 bytes."""
_AGREES = 4
_LOW = 0.5
_Z = 1.959964
"""For 95 %."""

Counts = tuple[tuple[int, ...], ...]
"""For each question, how often each answer of the scale was given."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many agree to one question.

    Attributes:
        agree: So many do.
        answered: Of so many who answered it.
        lower, upper: Between these shares the true one lies, as far as chance goes.
    """

    agree: int
    answered: int
    lower: float
    upper: float

    @property
    def share(self) -> float:
        """Those who agree of those who answered; 0 where nobody did."""
        return self.agree / self.answered if self.answered else 0.0

    @property
    def is_low(self) -> bool:
        """Whether fewer than half agree."""
        return self.answered > 0 and self.share < _LOW


def quarter_of(day: dt.date) -> str:
    """The quarter of a day, as in `2026-Q3`; they sort by time."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def first_day(day: dt.date) -> dt.date:
    """The first day of the quarter that a day lies in."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def check_minimum(minimum: int, roster: int) -> None:
    """Refuse a minimum with which somebody could be guessed, or no answer ever be shown.

    Raises:
        Refused: It is too small or too large, or more than there are people.
    """
    if not LEAST_MINIMUM <= minimum <= MOST_MINIMUM:
        told = _("Answers are shown {least} together or more, so that nobody can be guessed.")
        raise Refused(told.format(least=LEAST_MINIMUM), "minimum")
    if minimum > roster:
        told = _(
            "There are {count} people on the ward’s list, and {least} answers are needed before "
            "any is shown. Add the people who work here, or ask together with another ward."
        )
        raise Refused(told.format(count=roster, least=minimum), "minimum")


def nothing(questions: int) -> Counts:
    """The counts before anybody answered."""
    return ((0,) * len(SCALE),) * questions


def counts_of(answers: Sequence[int]) -> Counts:
    """The counts of one person's answers, one for each question."""
    return tuple(tuple(int(answer == value) for value in SCALE) for answer in answers)


def add(counts: Counts, others: Counts) -> Counts:
    """Counts of different people together."""
    return tuple(
        tuple(map(sum, zip(one, other, strict=True)))
        for one, other in zip(counts, others, strict=True)
    )


def packed(counts: Counts) -> int:
    """Counts as one number; the sum of such numbers is that of the sum of the counts.

    Raises:
        ValueError: They are too many for it.
    """
    if len(counts) > MOST_QUESTIONS:
        raise ValueError("too many questions for one number")
    number = 0
    for count in (count for of_question in counts for count in of_question):
        number = number * _ABOVE_EVERY_COUNT + count
    return number


def unpacked(number: int, questions: int) -> Counts:
    """The counts that `packed` made a number of.

    Raises:
        ValueError: It is not such a number.
    """
    counts = []
    for _place in range(questions * len(SCALE)):
        number, count = divmod(number, _ABOVE_EVERY_COUNT)
        counts.append(count)
    if number:
        raise ValueError("not the counts of so many questions")
    found = tuple(reversed(counts))
    return tuple(found[at : at + len(SCALE)] for at in range(0, len(found), len(SCALE)))


def agreement(of_question: Sequence[int]) -> Agreement:
    """How many agree to a question, by the counts of its answers."""
    agree = sum(of_question[_AGREES - 1 :])
    return Agreement(agree, sum(of_question), *interval(agree, sum(of_question)))


def interval(hits: int, tries: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; all there is where nothing was tried."""
    if not tries:
        return 0.0, 1.0
    share, squared = hits / tries, _Z * _Z
    middle = share + squared / (2 * tries)
    width = _Z * sqrt(share * (1 - share) / tries + squared / (4 * tries * tries))
    below = 1 + squared / tries
    # What is rounded off must not leave the share itself outside.
    lower, upper = min(share, (middle - width) / below), max(share, (middle + width) / below)
    return max(0.0, lower), min(1.0, upper)
