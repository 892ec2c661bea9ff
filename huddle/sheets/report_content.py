"""What the monthly report says: each number with its meaning, and how it is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import N_, _, ngettext
from huddle.rows.huddle_measures import HuddleFigure
from huddle.rows.month import AtStage, Counted, MonthRow, OfTeam, Texts
from huddle.rows.month_story import MonthStory
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.rules import huddle_measure_words as measure_words
from huddle.rules.huddle_measure_words import part_of_whole
from huddle.sheets import month_story_content as story_content
from huddle.sheets.month_story_content import Chart, Cross, Goal, Told, not_shown, shown_texts
from huddle.sheets.stamp import Stamp
from huddle.sheets.you_said_content import Answer, answer_of, nothing_answered


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it means, and what belongs to it."""

    number: str
    words: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A count as a length."""

    name: str
    share: float
    """Of the longest bar, or of the whole; from 0 to 1."""
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report; what is empty leaves no trace.

    Attributes:
        name: Its heading.
        about: Short facts beside the heading.
        crosses: The safety cross of each kind of harm.
        charts: Charts with their words.
        goals: Shared goals with the facts about them.
        told: Things of several kinds that were so.
        figures: Numbers with their meaning.
        bars: Counts side by side.
        are_shares: Whether each bar is a part of a whole, which a frame then shows.
        said: Texts, a line each.
        answers: What people said, and what was done.
        nothing: What stands here when the month has nothing of it.
    """

    name: str
    about: str = ""
    crosses: tuple[Cross, ...] = ()
    charts: tuple[Chart, ...] = ()
    goals: tuple[Goal, ...] = ()
    told: tuple[Told, ...] = ()
    figures: tuple[Figure, ...] = ()
    bars: tuple[Bar, ...] = ()
    are_shares: bool = False
    said: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A month of one unit."""

    unit: str
    month: str
    as_far: str
    """Up to which day it counts, while the month goes on."""
    parts: tuple[Part, ...]
    definitions: tuple[tuple[str, str], ...]
    """What each number is called, and its formula."""
    as_at: dt.datetime


_DEFINITIONS: tuple[HuddleFigure | tuple[str, str], ...] = (
    HuddleFigure.HELD,
    HuddleFigure.ON_TIME,
    HuddleFigure.LENGTH,
    (
        N_("In a row"),
        N_(
            "The longest run of weekdays on which a series was possible and was held, that "
            "reached this month. Embedded is 15 of them within 21 days."
        ),
    ),
    HuddleFigure.THERE,
    (
        N_("Concerns"),
        N_("Those raised in the month, by the stage of the patient’s way that was said."),
    ),
    (
        N_("Done on time"),
        N_(
            "Actions said to be done by their due time or day ÷ actions that fell due in the "
            "month. What is open and overdue stays in the denominator; what was cancelled is "
            "left out."
        ),
    ),
    (
        N_("Hours to answer"),
        N_(
            "From when the receiver was told to the answer, of what was answered in the month: "
            "the median, and the share of 24 hours or less."
        ),
    ),
    (
        N_("Words"),
        N_(
            "Sensitive items are in no number. Words that may tell who somebody is are counted "
            "and not shown."
        ),
    ),
)


def report_of(row: MonthRow, story: MonthStory, unit: UnitRow, stamp: Stamp) -> ReportSheet:
    """Say what a month came to: first what it did for patients, then how huddles went."""
    is_over = row.until == dates.month_days(row.first)[1]
    up_to = _("up to {day}").format(day=dates.in_prose(row.until))
    return ReportSheet(
        unit=unit.name,
        month=dates.month(row.first),
        as_far="" if is_over else up_to,
        parts=(
            *_story(row, story, stamp.printed_at.date()),
            _answers(row.answers),
            _huddles(row),
            _attendance(row.huddles.teams, row.huddles.held.part + row.huddles.besides),
            *_comments(row.comments),
            _concerns(row.concerns),
            _actions(row),
            _escalations(row),
            _thanks(row.thanks),
        ),
        definitions=(*_story_definitions(story), *map(_definition, _DEFINITIONS)),
        as_at=stamp.printed_at,
    )


def _definition(told: HuddleFigure | tuple[str, str]) -> tuple[str, str]:
    if isinstance(told, tuple):
        return _(told[0]), _(told[1])
    return measure_words.called(told), measure_words.how_counted(told)


def _story_definitions(story: MonthStory) -> Iterator[tuple[str, str]]:
    """How days are counted, and by which rules charts were read, each once."""
    if story.crosses:
        words = _(
            "From the day of the last event to the end of the month, 0 on the day itself. A day "
            "that nobody checked is neither good nor bad."
        )
        yield _("Days since"), words
    if story.charts:
        drawn = _(
            "Drawn of all that was read up to the end of the month, as corrected since; of a "
            "measure that is read no more only if it was read in the month."
        )
        rules = dict.fromkeys(row.rules for row in story.charts if row.rules)
        yield _("Charts"), " ".join((drawn, *rules))


def _story(row: MonthRow, story: MonthStory, today: dt.date) -> Iterator[Part]:
    """Harm and charts, where the ward has them, goals and what changed."""
    as_at = _("as at {day}").format(day=dates.in_table(row.until))
    if story.crosses:
        crosses = tuple(story_content.cross_of(one, today) for one in story.crosses)
        yield Part(_("Safety cross"), as_at, crosses=crosses)
    if story.charts:
        yield Part(_("Charts"), as_at, charts=tuple(map(story_content.chart_of, story.charts)))
    yield _goals(story, as_at)
    told = tuple(story_content.changes_of_month(story, row.decisions, row.goals))
    nothing = "" if told else _("Nothing that changed was noted in this month.")
    yield Part(_("What changed"), told=told, nothing=nothing)


def _goals(story: MonthStory, as_at: str) -> Part:
    name, hidden = _("Shared goals"), not_shown(story.goals_not_shown)
    goals = tuple(story_content.goals_of(story))
    if not goals and not hidden:
        return Part(name, nothing=_("No shared goal was being worked on."))
    return Part(name, as_at, goals=goals, said=tuple(filter(None, (hidden,))))


def _huddles(row: MonthRow) -> Part:
    one = row.huddles
    if not one.held.whole and not one.besides:
        return Part(_("Huddles"), nothing=_("No huddle was due or held in this month."))
    return Part(_("Huddles"), figures=tuple(_huddle_figures(row)))


def _huddle_figures(row: MonthRow) -> Iterator[Figure]:
    one = row.huddles
    yield Figure(part_of_whole(one.held), _("possible huddles were held"), (*_why_not(row),))
    if one.on_time.whole or one.typed_in_later:
        # Nought of nought would read as none.
        number = part_of_whole(one.on_time) if one.on_time.whole else measure_words.NOTHING
        later = measure_words.typed_in_later(one.typed_in_later)
        yield Figure(number, _("began and ended on time"), (later,) if later else ())
    if one.minutes is not None:
        minutes, short = measure_words.minutes(one.minutes), measure_words.short(one.short)
        yield Figure(minutes, _("is the median length"), (short,))
    if one.run:
        yield Figure(
            measure_words.weekdays(one.run),
            _("in a row had a huddle, the longest run that reached this month"),
            (measure_words.embedded(is_embedded=one.is_embedded),),
        )


def _why_not(row: MonthRow) -> Iterator[str]:
    if row.huddles.besides:
        yield measure_words.besides(row.huddles.besides)
    for reason in row.huddles.not_held:
        yield _("Not held {count}×: {reason}").format(
            count=reason.times, reason=reason.name or _("no reason that can stand here")
        )


def _attendance(teams: Sequence[OfTeam], held: int) -> Part:
    name = _("Who was there")
    if not held:
        return Part(name, nothing=_("No huddle was held in this month."))
    if not teams:
        return Part(name, nothing=_("No department is set up yet."))
    bars = (Bar(one.name, one.present.part / held, part_of_whole(one.present)) for one in teams)
    return Part(name, bars=tuple(bars), are_shares=True)


def _concerns(rows: Sequence[AtStage]) -> Part:
    name = _("Concerns")
    if not rows:
        return Part(name, nothing=_("No concern was raised in this month."))
    total, most = sum(row.times for row in rows), max(row.times for row in rows)
    words = ngettext("concern was raised", "concerns were raised", total)
    bars = (Bar(_stage(row), row.times / most, f"{row.times:,}") for row in rows)
    return Part(name, figures=(Figure(f"{total:,}", words),), bars=tuple(bars))


def _stage(row: AtStage) -> str:
    return measure_words.where(row.stage, row.join) or _("No stage was said")


def _actions(row: MonthRow) -> Part:
    one = row.actions
    late = ngettext(
        "is overdue now, whenever it was due",
        "are overdue now, whenever they were due",
        one.overdue_now,
    )
    agreed = ngettext("action was agreed", "actions were agreed", one.agreed)
    due = (
        Figure(part_of_whole(one.on_time), _("that fell due were done on time"))
        if one.on_time.whole
        else Figure("0", _("fell due in this month"))
    )
    return Part(
        _("Actions"),
        figures=(Figure(f"{one.agreed:,}", agreed), due, Figure(f"{one.overdue_now:,}", late)),
    )


def _escalations(row: MonthRow) -> Part:
    one, name = row.escalations, _("Escalations")
    if not (one.raised or one.answered or one.told_back):
        return Part(
            name, nothing=_("Nothing went up a tier, and nothing came back, in this month.")
        )
    figures = [
        Figure(f"{one.raised:,}", _("went up a tier")),
        Figure(f"{one.answered:,}", ngettext("was answered", "were answered", one.answered)),
        Figure(
            f"{one.told_back:,}",
            ngettext(
                "answer was told back to those who asked",
                "answers were told back to those who asked",
                one.told_back,
            ),
        ),
    ]
    if one.hours is not None:
        in_a_day = measure_words.in_a_day(one.in_a_day)
        hours = measure_words.hours(one.hours)
        figures.append(Figure(hours, _("is the median time to the answer"), (in_a_day,)))
    return Part(name, figures=tuple(figures))


def _answers(answers: Sequence[AnswerRow]) -> Part:
    name = _("You said, we did")
    if not answers:
        return Part(name, nothing=nothing_answered())
    return Part(name, answers=tuple(map(answer_of, answers)))


def _comments(themes: Sequence[Counted]) -> Iterator[Part]:
    """What patients said by theme, where they said anything."""
    total, most = sum(one.times for one in themes), max((one.times for one in themes), default=1)
    if total:
        words = ngettext("comment was made", "comments were made", total)
        bars = (
            Bar(one.name or _("Other, or not sorted yet"), one.times / most, f"{one.times:,}")
            for one in themes
        )
        figure = Figure(f"{total:,}", words)
        yield Part(_("What patients said"), figures=(figure,), bars=tuple(bars))


def _thanks(texts: Texts) -> Part:
    name = _("Good catches and thanks")
    if not texts.count:
        return Part(name, nothing=_("No thanks were noted in this month."))
    # The same thanks come again and again; a line each is enough.
    return Part(name, said=shown_texts(texts))
