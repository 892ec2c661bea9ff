"""What became of something that was raised without a name, in plain sentences and without names."""

from __future__ import annotations

from collections.abc import Iterator

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.slips import ActionOfSlip, Became, SlipFacts
from huddle.vocabulary import ItemKind, Status

_OVER = (Status.ANSWERED, Status.CLOSED)


def became_words(facts: SlipFacts) -> tuple[str, ...]:
    """The sentences, what came first first.

    Args:
        facts: What is known, without anybody's name.
    """
    if facts.is_sensitive:
        return (_("It was read. Only a few people may see it: ask the ward manager about it."),)
    if facts.heard_on is None:
        return (_("It waits for the next huddle. Nobody has talked about it yet."),)
    heard = _("The huddle of {day} heard it.").format(day=dates.in_prose(facts.heard_on))
    return heard, *(_what_came(facts) or (_("Nothing is written about it since."),))


def _what_came(facts: SlipFacts) -> tuple[str, ...]:
    return (*map(_action_words, facts.actions), *_stands(facts))


def _stands(facts: SlipFacts) -> Iterator[str]:
    if facts.turned_into not in (None, ItemKind.ACTION):
        became = label(facts.turned_into).lower()
        yield _("It stands as this now: {kind}.").format(kind=became)
    if facts.status is Status.PARKED:
        yield _("It was put aside, and a later huddle is asked about it again.")
    if facts.status is Status.ESCALATED:
        yield _("It was passed on to those above the ward, and waits for their answer.")
    if facts.answer:
        yield _("What was written about it: “{answer}”").format(answer=facts.answer)
    elif facts.status in _OVER and not facts.actions and facts.turned_into is None:
        yield _("It is closed. Ask the nurse in charge what was done.")


def _action_words(action: ActionOfSlip) -> str:
    if action.became is Became.ENDED:
        return _("What was begun about it was given up.")
    if action.became is Became.OPEN:
        if action.text:
            return _("Somebody is working on this: “{action}”").format(action=action.text)
        return _("Somebody is working on it.")
    day = dates.in_prose(action.on) if action.on else ""
    if action.text:
        return _("Done, {day}: “{action}”").format(day=day, action=action.text)
    return _("Something was done about it, {day}.").format(day=day)
