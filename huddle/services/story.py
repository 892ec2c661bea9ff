"""The events of an item in words."""

from __future__ import annotations

from collections.abc import Callable

from huddle import dates
from huddle.i18n import _
from huddle.model import ItemEvent
from huddle.vocabulary import Review, Status, label


def event_in_words(event: ItemEvent) -> str:
    """What happened, as one short sentence part."""
    said = _WORDS[event.what](event)
    return f"{said}: {event.note}" if event.note else said


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
    return _("now with {name}").format(name=event.answer)


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


def _sent_back(event: ItemEvent) -> str:
    return _("answer sent back to {unit}").format(unit=event.answer)


def _told_back(_event: ItemEvent) -> str:
    return _("answer told back")


_WORDS: dict[str, Callable[[ItemEvent], str]] = {
    "review": _reviewed,
    "status": _stands,
    "moved": _moved,
    "checked": _checked,
    "owner": _given,
    "told": _told,
    "escalated": _escalated,
    "not_now": _not_now,
    "withdrawn": _withdrawn,
    "told_up": _told_up,
    "answered": _answered,
    "sent_back": _sent_back,
    "told_back": _told_back,
}
