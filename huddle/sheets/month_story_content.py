"""What the monthly report says beside its numbers: harm, charts, goals and what changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.measure_words import MeasureRole
from huddle.rows.goals import GoalMeasureRow, GoalRow
from huddle.rows.measures import ChartRow
from huddle.rows.month import Texts
from huddle.rows.month_story import CheckOfAction, GoalEnd, MonthStory, ProcessChange
from huddle.rows.safety_cross import CrossDay, CrossRow, DayState
from huddle.rules import cross_words
from huddle.rules.chart_key import changes_of, target_words
from huddle.rules.chart_numbers import with_unit
from huddle.rules.goal_words import aim_words, measure_words
from huddle.rules.huddle_measure_words import where
from huddle.rules.plain_text import one_line
from huddle.sheets import wording
from huddle.sheets.outline import Fact


@dataclass(frozen=True, slots=True)
class Cross:
    """The safety cross of one kind of harm.

    Attributes:
        days: Each day of the month.
        name: The kind of harm.
        number: Days since the last event.
        since: What that number counts.
        said: What belongs to it: the last one, the record, near misses, what was not checked.
    """

    days: tuple[CrossDay, ...]
    name: str
    number: str
    since: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words.

    Attributes:
        row: What is drawn.
        name: The measure.
        said: What it says, the newest reading, and known changes.
    """

    row: ChartRow
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A shared goal, and the facts about it."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Things of one kind that were so, each in words."""

    name: str
    texts: tuple[str, ...]


def cross_of(row: CrossRow, today: dt.date) -> Cross:
    """Say what a month held of one kind of harm; today is not over, so it is not missed yet."""
    said = (
        cross_words.last_words(row.since),
        cross_words.record_words(row.since),
        cross_words.near_miss_words(row),
        _not_checked(row, today),
    )
    return Cross(
        days=row.days,
        name=one_line(row.harm.name),
        number=f"{row.since.running.days:,}",
        since=cross_words.since_words(row.since),
        said=tuple(filter(None, said)),
    )


def _not_checked(row: CrossRow, before: dt.date) -> str:
    days = sum(day.state is DayState.UNCHECKED and day.day < before for day in row.days)
    words = ngettext(
        "{count} day of the month was not checked",
        "{count} days of the month were not checked",
        days,
    )
    return words.format(count=days) if days else ""


def chart_of(row: ChartRow) -> Chart:
    """Say what a chart says."""
    said = (row.says, _newest(row), *changes_of(row))
    return Chart(row, one_line(row.measure.name), tuple(filter(None, said)))


def _newest(row: ChartRow) -> str:
    """The last point with its day and the target; nothing while there is none."""
    if not row.points:
        return ""
    words = _("Newest: {reading}")
    return words.format(reading=wording.facts(*_reading(row)))


def _reading(row: ChartRow) -> tuple[str, str, str]:
    last = row.points[-1]
    value = one_line(with_unit(last.value, row.measure))
    return value, dates.in_table(last.on), wording.unbroken(target_words(row))


def goals_of(story: MonthStory) -> Iterator[Goal]:
    """Say how each goal stood."""
    charts = {chart.measure.id: chart for chart in story.charts}
    for row in story.goals:
        facts = tuple(fact for fact in _goal_facts(row, charts) if fact.text)
        yield Goal(row.item.text, facts)


def _goal_facts(row: GoalRow, charts: Mapping[str, ChartRow]) -> Iterator[Fact]:
    item, day = row.item, row.item.due_on
    yield Fact(_("Departments"), wording.names(item.departments))
    yield Fact(_("Stage"), where(item.stage_name, item.join_stage_name))
    by = _("by {day}").format(day=dates.in_table(day)) if day else ""
    yield Fact(_("Target"), wording.facts(aim_words(row), by))
    for measure in row.measures:
        yield Fact(label(measure.role), _goal_measure(measure, charts.get(measure.measure_id)))
    if not any(one.role is MeasureRole.BALANCING for one in row.measures):
        nothing = _("None yet: nothing watches what this costs elsewhere.")
        yield Fact(label(MeasureRole.BALANCING), nothing)


def _goal_measure(measure: GoalMeasureRow, chart: ChartRow | None) -> str:
    """What was read last of a measure, beside its target."""
    if chart is None or not chart.points:
        return wording.facts(*measure_words(measure))
    return _("{name}: {value}").format(name=measure.name, value=wording.facts(*_reading(chart)))


def changes_of_month(story: MonthStory, decisions: Texts, goals: Texts) -> Iterator[Told]:
    """Say what changed; what did not leaves no trace.

    Args:
        story: What the month told.
        decisions: What was decided.
        goals: What was agreed as a goal.
    """
    changes = story.changes
    worked, did_not = (
        [one for one in changes.checks if one.is_effective is is_effective]
        for is_effective in (True, False)
    )
    found = (
        Told(_("Harm"), tuple(_harm(story.crosses))),
        Told(_("Decided"), shown_texts(decisions)),
        Told(_("Processes"), tuple(map(_process, changes.processes))),
        Told(_("Goals agreed"), shown_texts(goals)),
        Told(_("Goals reached"), _ends(changes.reached)),
        Told(_("Goals given up"), _ends(changes.given_up)),
        Told(_("Goals taken up again"), _ends(changes.taken_up)),
        Told(_("It worked"), _checks(worked)),
        Told(_("It did not work"), _checks(did_not)),
    )
    return (one for one in found if one.texts)


def _process(one: ProcessChange) -> str:
    says = _("{measure}, from {day}: {note}")
    note = one.note or _("the process changed")
    return says.format(measure=one.measure, day=dates.in_table(one.on), note=note)


def _harm(crosses: Sequence[CrossRow]) -> Iterator[str]:
    """The days with an event, for each kind that had one."""
    for row in crosses:
        days = [_day(day) for day in row.days if day.state is DayState.EVENT]
        if days:
            yield _("{harm}: {days}").format(harm=row.harm.name, days=", ".join(days))


def _day(day: CrossDay) -> str:
    """A day with an event; with how many, where there were several."""
    on = dates.short_day(day.day)
    return on if day.events == 1 else _("{day} ({count}×)").format(day=on, count=day.events)


def shown_texts(texts: Texts) -> tuple[str, ...]:
    """The words that may stand on a sheet, alike ones once, and how many may not."""
    shown = (_times(text, count) for text, count in Counter(texts.shown).items())
    hidden = not_shown(texts.count - len(texts.shown))
    return (*shown, *([hidden] if hidden else ()))


def _times(text: str, count: int) -> str:
    return text if count == 1 else _("{text} ({count} times)").format(text=text, count=count)


def not_shown(count: int) -> str:
    """How many are left out for their words; empty for none."""
    words = ngettext(
        "{count} is not shown, because its words may tell who somebody is.",
        "{count} are not shown, because their words may tell who somebody is.",
        count,
    )
    return words.format(count=count) if count else ""


def _ends(ends: Iterable[GoalEnd]) -> tuple[str, ...]:
    found = list(ends)
    shown = (_with_why(one.goal, one.why) for one in found if one.goal)
    hidden = not_shown(sum(not one.goal for one in found))
    return tuple(filter(None, (*shown, hidden)))


def _checks(checks: Iterable[CheckOfAction]) -> tuple[str, ...]:
    """Actions with how one wanted to know, and what was seen."""
    found = list(checks)
    hidden = not_shown(sum(not one.action for one in found))
    return tuple(filter(None, (*(_check(one) for one in found if one.action), hidden)))


def _check(one: CheckOfAction) -> str:
    known = _("How we would know: {words}").format(words=one.how_known) if one.how_known else ""
    again = dates.in_table(one.again_by) if one.again_by else ""
    tried = _("Tried again by {day}").format(day=again) if again else ""
    return _with_why(one.action, wording.facts(known, one.note, tried))


def _with_why(text: str, why: str) -> str:
    return _("{text} – {why}").format(text=text, why=why) if why else text
