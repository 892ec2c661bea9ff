"""How well huddles work over a time: figures that say how they are counted, and rank nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.model import Department, Series
from huddle.rows.huddle_measures import AgainRow, FigureRow, HuddleFigure, HuddleMeasuresRow
from huddle.rows.month import HuddlesOfMonth, Share
from huddle.rules import huddle_figures as figures
from huddle.rules import huddle_measure_words as words
from huddle.rules import repeats, voices
from huddle.rules.repeats import Again
from huddle.rules.voices import Voice
from huddle.services import suggestions
from huddle.services.at_huddles import Room, room_of
from huddle.services.concerns import Concern, concerns_between
from huddle.services.guarded import Service
from huddle.services.held import gone_before
from huddle.services.meetings import huddles_of
from huddle.services.month_items import by_stage, escalations_of, on_time_of, stage_names
from huddle.services.reading import departments
from huddle.services.templates import all_series
from huddle.services.wall import words_rule
from huddle.store.transaction import Reader
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import RoleGroup


class HuddleMeasures(Service, called="huddle_measures"):
    """The huddles' own measures."""

    def of(self, series_id: str | None, since: dt.date, until: dt.date) -> HuddleMeasuresRow:
        """The measures from one day to another, with nothing sensitive in them, whoever asks.

        Days whose huddles were destroyed are left out: nobody can say what was held on them.

        Args:
            series_id: The huddles of this series; none for all of the unit.
            since, until: The days, both included.

        Raises:
            Refused: The time ends before it begins, or there is no such series.
        """
        if until < since:
            raise Refused(_("The last day is before the first. Choose a later one."), "until")
        with self._store.read() as reader:
            reader.hide_sensitive()
            first, last = max(since, gone_before(reader)), min(until, reader.today)
            return _row(_Asked(reader, _wanted(reader, series_id), series_id, first, last))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for."""

    reader: Reader
    series: Sequence[Series]
    series_id: str | None
    first: dt.date
    last: dt.date

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.series]


def _wanted(reader: Reader, series_id: str | None) -> list[Series]:
    every = all_series(reader, with_retired=True)
    wanted = [one for one in every if series_id in (None, one.id)]
    if not wanted:
        raise Refused(_("There is no such series in this ward."), "series_id")
    return wanted


def _row(asked: _Asked) -> HuddleMeasuresRow:
    reader, first, last = asked.reader, asked.first, asked.last
    room = room_of(reader, asked.series, first, last)
    there = Counter(one.group for one in room.teams)
    huddles = huddles_of(reader, asked.series, first, last, words_rule(reader), there)
    said = list(concerns_between(reader, asked.ids, first - repeats.WITHIN, last))
    came_again, again = repeats.again([one.raised for one in said], first)
    concerns = [one for one in said if one.raised.on >= first]
    teams, stages = departments(reader, with_retired=True), stage_names(reader)
    held = huddles.held.part + huddles.besides
    return HuddleMeasuresRow(
        since=first,
        until=last,
        huddles=held,
        figures=(
            *figures.kept_to_plan(huddles),
            *_there(huddles, room, held),
            *_voices(room, {one.id: one.name for one in teams}),
            *_concerns(concerns, teams, stages, held),
            figures.of_share(HuddleFigure.AGAIN, Share(came_again, len(concerns))),
            figures.of_share(
                HuddleFigure.DONE_ON_TIME, on_time_of(reader, first, last, asked.series_id)
            ),
            figures.went_up(Share(sum(one.went_up for one in concerns), len(concerns))),
            figures.answered(escalations_of(reader, asked.ids, first, last)),
        ),
        not_held=huddles.not_held,
        again=tuple(_again(one, stages) for one in again) if _is_said(reader) else (),
    )


def _is_said(reader: Reader) -> bool:
    """Whether the ward wants to be told what came again."""
    return SuggestionKind.COMES_AGAIN in suggestions.wanted(reader)


def _there(huddles: HuddlesOfMonth, room: Room, held: int) -> Iterator[FigureRow]:
    """Who was there, by department and by role group."""
    teams = ((one.name, one.present) for one in huddles.teams)
    at_once = voices.groups_at_once(room.teams, held)
    yield figures.there(HuddleFigure.THERE, at_once, teams)
    yield _there_by_role(room, held)


def _there_by_role(room: Room, held: int) -> FigureRow:
    """The same of role groups, which only names tell."""
    if not room.roles:
        return figures.unnamed(HuddleFigure.THERE_BY_ROLE)
    there = {one.group for one in room.roles} | room.role_sizes.keys()
    known = [role for role in RoleGroup if role in there]
    at = voices.attendance(room.roles, known, held)
    at_once = voices.groups_at_once(room.roles, held)
    return figures.there(
        HuddleFigure.THERE_BY_ROLE, at_once, ((label(role), at[role]) for role in known)
    )


def _voices(room: Room, teams: Mapping[str, str]) -> Iterator[FigureRow]:
    """Who spoke, by department and by role group, and which departments were heard."""
    roles = {role.value: label(role) for role in RoleGroup}
    by_team = voices.voice(room.teams), voices.voices(room.teams, tuple(teams), room.team_sizes)
    by_role = voices.voice(room.roles), voices.voices(room.roles, tuple(roles), room.role_sizes)
    contributed, heard = attrgetter("contributed"), attrgetter("heard")
    yield _spoke(HuddleFigure.VOICE, *by_team, teams, contributed)
    if room.roles:
        yield _spoke(HuddleFigure.VOICE_BY_ROLE, *by_role, roles, contributed)
    else:
        yield figures.unnamed(HuddleFigure.VOICE_BY_ROLE)
    yield _spoke(HuddleFigure.HEARD, *by_team, teams, heard)


def _spoke(
    kind: HuddleFigure,
    overall: Voice | None,
    each: Sequence[Voice],
    called: Mapping[str, str],
    share_of: Callable[[Voice], Share],
) -> FigureRow:
    groups = ((words.listed(map(called.__getitem__, one.groups)), share_of(one)) for one in each)
    # Where no group may be told, the sum of all would tell it.
    return figures.spoke(kind, share_of(overall) if overall and each else None, groups)


def _concerns(
    concerns: Sequence[Concern], teams: Sequence[Department], stages: Mapping[str, str], held: int
) -> Iterator[FigureRow]:
    """How many concerns a huddle hears, from which stages and from which departments."""
    at_stages = by_stage(stages, Counter(one.raised.stage for one in concerns))
    yield figures.concerns_by_stage(at_stages, held)
    times = Counter(one.team for one in concerns)
    shown = [(one.name, times[one.id]) for one in teams if times[one.id] or not one.is_retired]
    yield figures.concerns_by_team(shown, len(concerns))


def _again(one: Again, stages: Mapping[str, str]) -> AgainRow:
    """What came again, with the names of its stages."""
    stage, join = (stages.get(each or "", "") for each in one.latest.stage)
    return AgainRow(
        code=one.latest.code,
        text=one.latest.text,
        where=words.where(stage, join),
        times=one.times,
        first_on=one.first_on,
        last_on=one.latest.on,
    )
