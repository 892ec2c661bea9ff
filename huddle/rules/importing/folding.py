"""Rows of one log that speak of the same action: minutes say it again at each meeting.

Rows are the same action when their words are the same, and their owner where both name one. A
later row then says how it stands now. Only what was finished and is raised anew on a later day is
another one, as with a check that comes round each week. What patients said is never the same: two
of them may use the same words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from huddle.rules.importing.cell_words import key_of
from huddle.rules.importing.lines import ItemLine
from huddle.vocabulary import Status

FINISHED = (
    Status.CLOSED,
    Status.NOT_EFFECTIVE,
    Status.CANCELLED,
    Status.AWAITING_CHECK,
    Status.ANSWERED,
)


@dataclass(slots=True)
class Thread:
    """One action as all its rows together say it.

    Attributes:
        line: Its first row.
        key: What tells whether other words are the same.
        status: Where it stands by the last row that says so.
        due_on: By when, by the last row that says so.
        due_time: At what time of that day.
        done_on: When it was done; the day of the row that says so where none is given.
        told_on: The day of its last row.
        owner: Owner words; the first that there are.
        numbers: Its rows, with whether each changed something.
    """

    line: ItemLine
    key: str
    status: Status | None
    due_on: dt.date | None
    due_time: dt.time | None
    done_on: dt.date | None
    told_on: dt.date | None
    owner: str
    numbers: dict[int, bool] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What the file says of where it stands, to know it again."""
        day = "" if self.due_on is None else self.due_on.isoformat()
        return f"{self.status or ''} {day} {self.due_time or ''}".strip()

    @property
    def is_finished(self) -> bool:
        """Whether it is done, answered or given up."""
        return self.status in FINISHED


def text_key(text: str) -> str:
    """What tells whether two texts are the same."""
    return key_of(text)


def fold(lines: Iterable[ItemLine], *, says_again: bool = True) -> list[Thread]:
    """The actions that some rows speak of, in the order of their first rows.

    Args:
        lines: The rows in the file's order.
        says_again: Whether rows with the same words are the same; not so of what patients said.
    """
    threads: list[Thread] = []
    by_text: dict[str, list[Thread]] = {}
    for line in lines:
        words = text_key(line.text)
        key = f"#{key_of(line.reference)}" if line.reference else words
        same = next(_same(line, by_text.get(key, ())), None) if says_again else None
        if same is None:
            same = _thread(line, words)
            threads.append(same)
            by_text.setdefault(key, []).append(same)
        else:
            _go_on(same, line)
    return threads


def is_anew(line_on: dt.date | None, status: Status | None, before: Thread) -> bool:
    """Whether a row raises again what was finished before, so that it is another action."""
    return (
        before.is_finished
        and status not in FINISHED
        and line_on is not None
        and before.told_on is not None
        and line_on > before.told_on
    )


def same_owner(one: str, other: str) -> bool:
    """Whether two owner words may mean the same; none fits any."""
    return not one or not other or key_of(one) == key_of(other)


def _same(line: ItemLine, threads: Iterable[Thread]) -> Iterator[Thread]:
    for one in reversed(list(threads)):
        if line.reference or same_owner(line.owner, one.owner):
            if not is_anew(_told_on(line), line.status, one):
                yield one
            return


def _thread(line: ItemLine, key: str) -> Thread:
    told_on = _told_on(line)
    return Thread(
        line=line,
        key=key,
        status=line.status,
        due_on=line.due_on,
        due_time=line.due_time,
        done_on=_done_on(line),
        told_on=told_on,
        owner=line.owner,
        numbers={line.number: True},
    )


def _go_on(thread: Thread, line: ItemLine) -> None:
    before = (thread.said, thread.owner)
    thread.owner = thread.owner or line.owner
    thread.status = line.status or thread.status
    if line.due_on is not None:
        thread.due_on, thread.due_time = line.due_on, line.due_time
    thread.done_on = _done_on(line) if thread.is_finished else None
    thread.told_on = _told_on(line) or thread.told_on
    thread.numbers[line.number] = (thread.said, thread.owner) != before


def _told_on(line: ItemLine) -> dt.date | None:
    return line.raised_on or line.due_on


def _done_on(line: ItemLine) -> dt.date | None:
    return (line.done_on or _told_on(line)) if line.status in FINISHED else None
