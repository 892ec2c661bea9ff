"""Rows of one log that speak of the same action: minutes say it again at each meeting.

Rows are the same action when their words are the same, and their owner where both name one. The
file's own number tells it too, but only together with words that are alike: minutes begin again at
1 at each meeting. A later row then says how it stands now, and what it says besides is kept. Only
what was finished and is raised anew on a later day is another one, as with a check that comes
round each week. What patients said is never the same: two of them may use the same words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from huddle.rules.importing.cell_words import key_of
from huddle.rules.importing.lines import ItemLine
from huddle.rules.likeness import alike
from huddle.vocabulary import FINISHED_STATUSES, Status

LOOKED_BACK = 8
"""So many that had the same number last are looked at; one that many more had tells nothing."""


@dataclass(slots=True)
class Thread:
    """One action as all its rows together say it.

    Attributes:
        line: Its first row, with what later ones add to it.
        key: What tells whether other words are the same.
        status: Where it stands by the last row that says so.
        due_on: By when, by the last row that says so.
        due_time: At what time of that day.
        done_on: When it was done; the day of the row that says so where none is given.
        told_on: The day of its last row.
        owner: Owner words; the first that there are.
        later: The rows that say it again, with whether each changed something; none for most.
    """

    line: ItemLine
    key: str
    status: Status | None
    due_on: dt.date | None
    due_time: dt.time | None
    done_on: dt.date | None
    told_on: dt.date | None
    owner: str
    later: dict[int, bool] | None = None

    @property
    def numbers(self) -> dict[int, bool]:
        """Its rows, with whether each changed something."""
        return {self.line.number: True, **(self.later or {})}

    @property
    def said(self) -> str:
        """What the file says of where it stands, to know it again."""
        day = "" if self.due_on is None else self.due_on.isoformat()
        return f"{self.status or ''} {day} {self.due_time or ''}".strip()

    @property
    def is_finished(self) -> bool:
        """Whether it is done, answered or given up."""
        return self.status in FINISHED_STATUSES


def text_key(text: str) -> str:
    """What tells whether two texts are the same."""
    return key_of(text)


def reference_key(reference: str) -> str:
    """What tells whether two of a file's own numbers are the same; empty for none."""
    return key_of(reference) if reference else ""


def same_words(one: str, other: str) -> bool:
    """Whether two texts with the same number speak of one thing, though perhaps in other words."""
    return text_key(one) == text_key(other) or alike(one, other)


def fold(lines: Iterable[ItemLine], *, says_again: bool = True) -> list[Thread]:
    """The actions that some rows speak of, in the order of their first rows.

    Args:
        lines: The rows in the file's order.
        says_again: Whether rows with the same words are the same; not so of what patients said.
    """
    threads = _Threads()
    for line in lines:
        words = text_key(line.text)
        same = threads.same(line, words) if says_again else None
        if same is None:
            threads.add(_thread(line, words))
        else:
            _go_on(same, line, words)
    return threads.all


@dataclass(slots=True)
class _Threads:
    """The actions met so far, and how a later row finds the one that it speaks of."""

    all: list[Thread] = field(default_factory=list)
    by_text: dict[str, list[Thread]] = field(default_factory=dict)
    by_number: dict[str, list[Thread]] = field(default_factory=dict)

    def add(self, thread: Thread) -> None:
        """Take in a new one."""
        self.all.append(thread)
        self.by_text.setdefault(thread.key, []).append(thread)
        if number := reference_key(thread.line.reference):
            self.by_number.setdefault(number, []).append(thread)

    def same(self, line: ItemLine, words: str) -> Thread | None:
        """The one that a row speaks of; none for something new."""
        number = reference_key(line.reference)
        numbered = self.by_number.get(number, ())
        if number and not numbered:
            # A number that stands for nothing else is one of its own, whatever its words are.
            return None
        last = islice(reversed(numbered), LOOKED_BACK)
        fitting = next((one for one in last if same_words(line.text, one.line.text)), None)
        return _unless_anew(line, fitting or self._by_words(line, words))

    def _by_words(self, line: ItemLine, words: str) -> Thread | None:
        latest = reversed(self.by_text.get(words, ()))
        return next((one for one in latest if same_owner(line.owner, one.owner)), None)


def is_anew(line_on: dt.date | None, status: Status | None, before: Thread) -> bool:
    """Whether a row raises again what was finished before, so that it is another action."""
    return (
        before.is_finished
        and status not in FINISHED_STATUSES
        and line_on is not None
        and before.told_on is not None
        and line_on > before.told_on
    )


def same_owner(one: str, other: str) -> bool:
    """Whether two owner words may mean the same; none fits any."""
    return not one or not other or key_of(one) == key_of(other)


def _unless_anew(line: ItemLine, thread: Thread | None) -> Thread | None:
    if thread is None or is_anew(_told_on(line), line.status, thread):
        return None
    return thread


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
    )


def _go_on(thread: Thread, line: ItemLine, words: str) -> None:
    before = (thread.said, thread.owner, thread.line)
    thread.line = _with_more(thread.line, line, "" if words == thread.key else line.text)
    thread.owner = thread.owner or line.owner
    thread.status = line.status or thread.status
    if line.due_on is not None:
        thread.due_on, thread.due_time = line.due_on, line.due_time
    thread.done_on = _done_on(line) if thread.is_finished else None
    thread.told_on = _told_on(line) or thread.told_on
    has_changed = (thread.said, thread.owner, thread.line) != before
    thread.later = thread.later or {}
    thread.later[line.number] = has_changed


def _with_more(first: ItemLine, later: ItemLine, other_words: str) -> ItemLine:
    """A row with what a later one adds; what either calls sensitive or first stays so."""
    said = {"", *first.note.splitlines()}
    more = [one for one in (*other_words.splitlines(), *later.note.splitlines()) if one not in said]
    is_sensitive = first.is_sensitive or later.is_sensitive
    is_priority = first.is_priority or later.is_priority
    if not more and (is_sensitive, is_priority) == (first.is_sensitive, first.is_priority):
        return first
    note = "\n".join(filter(None, (first.note, *dict.fromkeys(more))))
    return replace(first, note=note, is_sensitive=is_sensitive, is_priority=is_priority)


def _told_on(line: ItemLine) -> dt.date | None:
    return line.raised_on or line.due_on


def _done_on(line: ItemLine) -> dt.date | None:
    return (line.done_on or _told_on(line)) if line.status in FINISHED_STATUSES else None
