"""The story of an item: its events in words and in order, and the huddles that left it open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from sqlmodel import col, select

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.model import Account, Huddle, ImportRun, Item, ItemEvent
from huddle.rows.items import ItemEventRow
from huddle.rules.carry_over import Past, carried_in
from huddle.services.carrying import SaidIn, closed_since, promise, said_in
from huddle.services.reading import item_row
from huddle.store.transaction import Reader
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Review, Status

_MOST_NAMED = 8
"""Huddles named by their numbers in one line."""
_STANDS = ("status", "checked")
"""Events that say where an item stands."""


def story_of(reader: Reader, item: Item) -> tuple[ItemEventRow, ...]:
    """What happened to an item, in order, from the day it was raised."""
    query = select(ItemEvent).where(ItemEvent.item_id == item.id)
    # What is typed in later was said before what is already there.
    query = query.order_by(col(ItemEvent.at), col(ItemEvent.id))
    events = reader.session.exec(query).all()
    numbers = {row[0]: row[1] for row in reader.execute(select(Huddle.id, Huddle.number))}
    called = {row[0]: row[1] for row in reader.execute(select(Account.id, Account.name))}
    told = [
        ItemEventRow(
            event.at,
            called.get(event.by, ""),
            words,
            numbers.get(event.huddle_id or ""),
            says_done=event.what == "status" and event.answer == Status.AWAITING_CHECK,
        )
        for event, words in zip(events, _in_words(events), strict=True)
    ]
    # Who typed it is not who raised it.
    raised_by, number = item_row(reader, item).raised_by, numbers.get(item.huddle_id or "")
    said = said_in(reader, [item.huddle_id]).get(item.huddle_id or "")
    raised_at = said.said_at(item) if said else item.created_at
    raised = ItemEventRow(raised_at, raised_by, _raised_in_words(reader, item), number)
    return (raised, *_with_carried(told, _carried(reader, item, said, events), numbers))


def event_in_words(event: ItemEvent) -> str:
    """One event as a short sentence part, without what was noted with it."""
    return _WORDS[event.what](event)


def _raised_in_words(reader: Reader, item: Item) -> str:
    """How it began: what came from a file was raised elsewhere, on a day that the file tells."""
    if item.import_run_id is None:
        return _("raised")
    # A computer without the line has no list of imports.
    run = reader.session.get(ImportRun, item.import_run_id)
    says = _("brought in from the file “{file}”; raised on {day}")
    file = run.file if run else "…"
    return says.format(file=file, day=dates.in_table(item.raised_on))


def _in_words(events: Iterable[ItemEvent]) -> Iterator[str]:
    """Each event as one short sentence part; what is open after it was done is so again.

    An act can be told by several events, all with the words that were said with it: those stand
    once.
    """
    was_done, said = False, None
    for event in events:
        words = event_in_words(event)
        if event.what in _STANDS:
            is_open = event.answer in OPEN_ACTION_STATUSES
            if event.what == "status" and was_done and is_open:
                words = _("opened again: {status}").format(status=words)
            was_done = not is_open
        was_said, said = said, (event.note, event.at)
        yield f"{words}: {event.note}" if event.note and said != was_said else words


def _carried(
    reader: Reader, item: Item, said: SaidIn | None, events: Sequence[ItemEvent]
) -> list[tuple[dt.datetime, str]]:
    """When which huddles left it open, by the due day that held then."""
    if item.kind != ItemKind.ACTION:
        return []
    past = Past(
        tuple((event.at, event.due_from) for event in events if event.due_from != event.due_to),
        tuple(
            (event.at, event.answer in OPEN_ACTION_STATUSES)
            for event in events
            if event.what in _STANDS
        ),
    )
    days = [day for day in (item.due_on, *(day for _at, day in past.moves)) if day]
    if not days:
        return []
    closed = closed_since(reader, item.series_id, min(days))
    return [(one.closed_at, one.id) for one in carried_in(promise(item, said=said), closed, past)]


def _with_carried(
    told: Iterable[ItemEventRow],
    carried: Iterable[tuple[dt.datetime, str]],
    numbers: dict[str, int],
) -> Iterator[ItemEventRow]:
    """The events, and between them the huddles that followed one another without any."""
    lines: list[tuple[dt.datetime, ItemEventRow | int]]
    lines = [(at, numbers[huddle_id]) for at, huddle_id in carried]
    lines += [(event.at, event) for event in told]
    lines.sort(key=lambda line: line[0])
    for is_carried, some in groupby(lines, key=lambda line: isinstance(line[1], int)):
        group = list(some)
        if is_carried:
            named = [one for _at, one in group if isinstance(one, int)]
            yield ItemEventRow(group[-1][0], "", _carried_words(named))
        else:
            yield from (one for _at, one in group if isinstance(one, ItemEventRow))


def _carried_words(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return _("carried in huddle {number}").format(number=numbers[0])
    if len(numbers) > _MOST_NAMED:
        return _("carried in {count} huddles, from {first} to {last}").format(
            count=len(numbers), first=numbers[0], last=numbers[-1]
        )
    return _("carried in huddles {numbers}").format(numbers=", ".join(map(str, numbers)))


def _moved(event: ItemEvent) -> str:
    due_to = dates.in_table(event.due_to, event.time_to) if event.due_to else _("no day")
    due_from = dates.in_table(event.due_from, event.time_from) if event.due_from else _("no day")
    return _("moved from {before} to {after}").format(before=due_from, after=due_to)


def _reviewed(event: ItemEvent) -> str:
    answer = label(Review(event.answer)).lower() if event.answer else _("taken back")
    return _("in review: {answer}").format(answer=answer)


def _stands(event: ItemEvent) -> str:
    return label(Status(event.answer))


def _checked(event: ItemEvent) -> str:
    if event.answer == Status.CLOSED:
        return _("checked: it worked")
    if event.answer == Status.NOT_EFFECTIVE:
        return _("checked: it did not work, closed as not effective")
    by_day = dates.in_table(event.due_to) if event.due_to else _("no day")
    return _("checked: it did not work, open again until {day}").format(day=by_day)


def _given(event: ItemEvent) -> str:
    if not event.answer:
        return _("with nobody again")
    return _("now with {name}").format(name=event.answer)


def _part(event: ItemEvent) -> str:
    """The department stands in the note."""
    if event.answer == Status.CLOSED:
        return _("part done")
    return _("part {status}").format(status=label(Status(event.answer)))


def _part_added(_event: ItemEvent) -> str:
    return _("part added")


def _part_removed(_event: ItemEvent) -> str:
    return _("part taken away")


def _told(event: ItemEvent) -> str:
    return _("told by {name}").format(name=event.answer)


def _escalated(event: ItemEvent) -> str:
    return _("escalated to {name}").format(name=event.answer)


def _not_now(_event: ItemEvent) -> str:
    return _("not escalated now")


def _withdrawn(event: ItemEvent) -> str:
    return _("escalation to {name} taken back").format(name=event.answer)


def _told_up(event: ItemEvent) -> str:
    return _("{name} told of the escalation").format(name=event.answer)


def _answered(event: ItemEvent) -> str:
    return _("answered by {name}").format(name=event.answer)


def _told_whom(event: ItemEvent) -> str:
    return _("{name} told what was done").format(name=event.answer)


def _sent_back(event: ItemEvent) -> str:
    return _("answer sent back to {unit}").format(unit=event.answer)


def _paper(event: ItemEvent) -> str:
    """Whose hand it was stands in the note."""
    return _("typed in from sheet {code}").format(code=event.answer)


def _told_back(_event: ItemEvent) -> str:
    return _("answer told back")


_WORDS: dict[str, Callable[[ItemEvent], str]] = {
    "review": _reviewed,
    "status": _stands,
    "moved": _moved,
    "checked": _checked,
    "owner": _given,
    "part": _part,
    "part_added": _part_added,
    "part_removed": _part_removed,
    "told": _told,
    "escalated": _escalated,
    "not_now": _not_now,
    "withdrawn": _withdrawn,
    "told_up": _told_up,
    "answered": _answered,
    "told_whom": _told_whom,
    "sent_back": _sent_back,
    "told_back": _told_back,
    "paper": _paper,
}
