"""A practice huddle: who says what by now, and what is said of it at its end.

The feedback is that of real huddles, from the quality gate, the roster, the clock and the
read-back, with the points of the scenario before it. It gives no score and no grade.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huddle.i18n import _, ngettext
from huddle.rows.huddles import GapRow, RunState
from huddle.rows.items import ItemRow
from huddle.rows.practice import Feedback, Line, Point, PointKind, Scenario
from huddle.rules.huddle_measures import TOLERANCE
from huddle.rules.search_words import words_in
from huddle.vocabulary import Gap, ItemKind, Presence, StepPurpose

_OF_ACTIONS = frozenset({Gap.NO_OWNER, Gap.OWNER_UNNAMED, Gap.NO_TIME})


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a practice huddle is.

    Attributes:
        at: The step the room is at.
        spent: Seconds spent so far in each step that was visited, without pauses.
        asked: Seconds since each department was asked, by its name.
    """

    at: StepPurpose | None
    spent: Mapping[StepPurpose, int]
    asked: Mapping[str, int]


def moment(state: RunState, passed: int, asked_at: Mapping[str, int]) -> Moment:
    """How far a huddle is.

    Args:
        state: How it stood.
        passed: Seconds since then, without pauses.
        asked_at: At which second of the huddle each department was asked first.
    """
    spent = {step.purpose: step.spent_seconds for step in state.steps if step.was_visited}
    at = next((step.purpose for step in state.steps if step.id == state.step_id), None)
    if at is not None:
        spent[at] = state.step_seconds + passed
    now = state.running_seconds + passed
    return Moment(at, spent, {name: now - then for name, then in asked_at.items()})


def asked(state: RunState) -> frozenset[str]:
    """The departments that were asked: marked as heard, or named in what was kept."""
    heard = {row.name for row in state.roster if row.department_id and row.is_heard}
    named = {name for item in state.items for name in _departments_in(item)}
    return frozenset(heard | named) - {""}


def said(lines: Iterable[Line], now: Moment) -> tuple[Line, ...]:
    """What has been said by now, in the order it is written."""
    return tuple(line for line in lines if _is_said(line, now))


def is_quiet(lines: Iterable[Line], now: Moment) -> bool:
    """Whether nobody has more to say at this step without being asked."""
    of_step = (line for line in lines if not line.only_if_asked and line.step is now.at)
    return all(_is_said(line, now) for line in of_step)


def feedback(
    scenario: Scenario, heard: Collection[Line], state: RunState, gaps: Sequence[GapRow]
) -> Feedback:
    """What went well in a practice huddle that was closed, and what to try next.

    Args:
        scenario: What was practised.
        heard: What was said in it.
        state: How it stood at its end.
        gaps: What the quality gate found missing.
    """
    found = [
        *_of_points(scenario.points, state),
        *_of_words(heard, state.items),
        *_of_voices(state),
        *_of_actions(state.items, gaps),
        *_of_read_back(state.items),
        *_of_time(state),
        *((False, gap.text) for gap in gaps if gap.gap not in _OF_ACTIONS),
    ]
    return Feedback(
        well=tuple(text for is_well, text in found if is_well),
        try_next=tuple(text for is_well, text in found if not is_well),
        time=_time_words(state),
    )


def _is_said(line: Line, now: Moment) -> bool:
    since = now.asked.get(line.who.department) if line.step is None else now.spent.get(line.step)
    return since is not None and since >= line.after


def _departments_in(item: ItemRow) -> Iterator[str]:
    yield item.raised_by
    yield item.department_name
    yield from item.departments
    yield from (part.department_name for part in item.parts)


Finding = tuple[bool, str]
"""Whether something went well, and a sentence about it."""


def _of_points(points: Iterable[Point], state: RunState) -> Iterator[Finding]:
    for point in points:
        is_well = _is_met(point, state)
        yield is_well, point.well if is_well else point.try_next


def _is_met(point: Point, state: RunState) -> bool:
    if point.kind is PointKind.HEARD:
        return point.department in asked(state)
    about = [item for item in _about(point.words, state.items) if _is_kind(item, point.holds)]
    if point.kind is PointKind.OWNED:
        return any(item.owner_name for item in about)
    return bool(about)


def _is_kind(item: ItemRow, holds: ItemKind | None) -> bool:
    """Whether something is of a kind, or was before it was turned into another."""
    return holds is None or holds in (item.kind, item.from_kind)


def _about(words: Sequence[str], items: Iterable[ItemRow]) -> list[ItemRow]:
    """What was kept with one of these words in it."""
    return [
        item for item in items if any(word.startswith(tuple(words)) for word in words_in(item.text))
    ]


def _of_words(heard: Iterable[Line], items: Sequence[ItemRow]) -> Iterator[Finding]:
    """Whether what had to be kept was kept."""
    held = [line for line in heard if line.holds is not None]
    lost = [line for line in held if not _about(line.words, items)]
    if held and not lost:
        yield True, _("What people said that mattered was written down.")
    for line in lost:
        yield (
            False,
            _("{name} said: “{words}” Nothing of it was written down, so it may be lost.").format(
                name=line.who.name, words=line.says
            ),
        )


def _of_voices(state: RunState) -> Iterator[Finding]:
    """Who was in the room and was neither marked as heard, as on the Run page, nor named."""
    heard = asked(state)
    silent = [
        row.name
        for row in state.roster
        if row.department_id and row.presence is Presence.HERE and row.name not in heard
    ]
    if silent:
        text = _("Not marked as heard: {names}. Ask each by name; “nothing from us” counts too.")
        yield False, text.format(names=", ".join(silent))
    else:
        yield True, _("Every department in the room was heard.")


def _of_actions(items: Iterable[ItemRow], gaps: Iterable[GapRow]) -> Iterator[Finding]:
    missing = [gap.text for gap in gaps if gap.gap in _OF_ACTIONS]
    if not _new_actions(items):
        yield False, _("Nobody took anything away. Ask: who does what about it, and by when?")
    elif not missing:
        yield True, _("Each action has one owner and a day.")
    yield from ((False, text) for text in missing)


def _of_read_back(items: Iterable[ItemRow]) -> Iterator[Finding]:
    actions = _new_actions(items)
    unread = sum(not item.read_back for item in actions)
    if unread:
        text = ngettext(
            "One action was not read back. Say it aloud; its owner agrees.",
            "{count} actions were not read back. Say each aloud; its owner agrees.",
            unread,
        )
        yield False, text.format(count=unread)
    elif actions:
        yield True, _("Each action was read back.")


def _of_time(state: RunState) -> Iterator[Finding]:
    planned = dt.timedelta(seconds=state.huddle.planned_seconds)
    if dt.timedelta(seconds=state.running_seconds) <= planned + TOLERANCE:
        yield True, _("It ended within its time.")
    else:
        yield False, _("It ran over. Park what two people can settle afterwards.")


def _time_words(state: RunState) -> str:
    took = max(1, round(state.running_seconds / 60))
    planned = round(state.huddle.planned_seconds / 60)
    text = ngettext(
        "It took one minute of the {planned} planned.",
        "It took {count} minutes of the {planned} planned.",
        took,
    )
    return text.format(count=took, planned=planned)


def _new_actions(items: Iterable[ItemRow]) -> list[ItemRow]:
    return [item for item in items if item.kind is ItemKind.ACTION and not item.is_replaced]
