"""The made-up ward's teams and people, and the agendas and places that a new store brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

import resources
from huddle.i18n import _
from huddle.model import (
    Department,
    Person,
    Receiver,
    RotaPlace,
    Series,
    Stage,
    Template,
    TemplateStep,
    Tier,
)
from huddle.services.demo.plan import DemoPlan
from huddle.services.templates import main_series, template_steps
from huddle.store.bulk import Bulk
from huddle.store.transaction import Writer
from huddle.vocabulary import RotaTurns


@dataclass(frozen=True, slots=True)
class Team:
    """A department that takes part."""

    id: str
    name: str
    members: tuple[str, ...]
    """Ids of its people."""
    post_id: str | None
    """Its post, where it has one."""
    at_weekends: bool


@dataclass(frozen=True, slots=True)
class Round:
    """A series with the steps of its agenda, those left out that show only when needed."""

    series_id: str
    name: str
    weekdays: frozenset[int]
    starts_at: dt.time
    facilitator: str
    steps: tuple[TemplateStep, ...]
    is_main: bool


@dataclass(slots=True)
class Cast:
    """Who and what the story can speak of."""

    teams: tuple[Team, ...]
    people: dict[str, str]
    """Ids by name, posts included."""
    leads: tuple[str, ...]
    """Names of those who facilitate."""
    stages: dict[str, str]
    """Ids by name."""
    rounds: tuple[Round, ...]
    receivers: dict[str, dict[str, Any]]
    """Fields of those who receive escalations, by name."""
    _crews: dict[str, tuple[str, ...]]
    """Ids of people by the team in the story whose work they do."""
    _instead: dict[str, str]

    def stage(self, name: str) -> str:
        """The id of a stage by its name in the story."""
        return self.stages[_(name)]

    def crew(self, name: str) -> tuple[str, ...]:
        """Those who do a team's work, whether or not it takes part; may be nobody."""
        while name and not self._crews.get(name):
            name = self._instead[name]
        return self._crews.get(name, ())

    def team(self, name: str) -> Team:
        """A team by its name in the story, or whoever stands in for it."""
        taking_part = {team.name: team for team in self.teams}
        while (called := _(name)) not in taking_part:
            name = self._instead[name]
        return taking_part[called]


def gather(writer: Writer, bulk: Bulk, plan: DemoPlan) -> Cast:
    """Bring the teams, people and series into a new store."""
    told = resources.toml("demo", "ward.toml")
    shown = told["teams"][: plan.departments]
    departments = {
        team["name"]: bulk.add(
            Department,
            writer.now,
            name=_(team["name"]),
            extension=team["extension"],
            position=position,
        )["id"]
        for position, team in enumerate(shown)
    }
    instead = {team["name"]: team.get("instead", "") for team in told["teams"]}
    people = _posts(writer)
    crews = _add_people(writer, bulk, told["people"], departments, instead, people)
    cast = Cast(
        teams=tuple(
            Team(
                departments[team["name"]],
                _(team["name"]),
                crews.get(team["name"], ()),
                people.get(_(team.get("post", ""))),
                team.get("at_weekends", False),
            )
            for team in shown
        ),
        people=people,
        leads=_leads(told["people"], departments),
        stages={stage.name: stage.id for stage in writer.session.exec(select(Stage))},
        rounds=_rounds(writer, bulk, told, plan),
        receivers=_add_receivers(writer, bulk, told["receivers"]),
        _crews=crews,
        _instead=instead,
    )
    _add_rota(writer, bulk, cast, plan)
    bulk.flush()
    return cast


def _add_receivers(
    writer: Writer, bulk: Bulk, told: list[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    tiers = {tier.name: tier.id for tier in writer.session.exec(select(Tier))}
    return {
        one["name"]: bulk.add(
            Receiver,
            writer.now,
            tier_id=tiers[_(one["tier"])],
            name=one["name"],
            role=_(one["role"]),
            telephone=one["telephone"],
            reply_hours=one["reply_hours"],
            position=position,
        )
        for position, one in enumerate(told)
    }


def _add_rota(writer: Writer, bulk: Bulk, cast: Cast, plan: DemoPlan) -> None:
    """Let those who facilitate take turns at the main huddle, the story's own this week."""
    main = main_series(writer)
    names = sorted(cast.leads, key=lambda name: name != main.facilitator)
    this_week = plan.until - dt.timedelta(days=plan.until.weekday())
    writer.change(main, rota_turns=RotaTurns.WEEK.value, rota_from=this_week)
    for position, name in enumerate(names):
        deputy = names[(position + 1) % len(names)]
        bulk.add(
            RotaPlace,
            writer.now,
            series_id=main.id,
            position=position,
            person_id=cast.people[name],
            deputy_id=cast.people[deputy] if deputy != name else None,
        )


def _posts(writer: Writer) -> dict[str, str]:
    query = select(Person).where(col(Person.is_post).is_(True))
    return {post.name: post.id for post in writer.session.exec(query)}


def _add_people(
    writer: Writer,
    bulk: Bulk,
    told: dict[str, list[dict[str, Any]]],
    departments: dict[str, str],
    instead: dict[str, str],
    people: dict[str, str],
) -> dict[str, tuple[str, ...]]:
    crews: dict[str, tuple[str, ...]] = {}
    for team, crew in told.items():
        home = team
        while home and home not in departments:
            home = instead[home]
        for person in crew:
            if team in departments or person.get("always"):
                row = bulk.add(
                    Person,
                    writer.now,
                    name=person["name"],
                    role_group=person["role"],
                    department_id=departments.get(home),
                )
                people[person["name"]] = row["id"]
                crews[team] = (*crews.get(team, ()), row["id"])
    return crews


def _leads(told: dict[str, list[dict[str, Any]]], departments: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        person["name"]
        for team, crew in told.items()
        for person in crew
        if team in departments and person.get("leads")
    )


def _rounds(writer: Writer, bulk: Bulk, told: dict[str, Any], plan: DemoPlan) -> tuple[Round, ...]:
    templates = {found.name: found.id for found in writer.session.exec(select(Template))}
    main = main_series(writer)
    values = [_series_values(told[name], templates) for name in ("journey", "safety")]
    writer.change(main, **values[0])
    other = bulk.add(Series, writer.now, starts_on=plan.starts_on, **values[1])
    return (
        _round(writer, main.id, values[0], is_main=True),
        _round(writer, other["id"], values[1], is_main=False),
    )


def _series_values(told: dict[str, str], templates: dict[str, str]) -> dict[str, Any]:
    return {
        "name": _(told["name"]),
        "template_id": templates[_(told["template"])],
        "weekdays": told["weekdays"],
        "starts_at": dt.time.fromisoformat(told["starts_at"]),
        "facilitator": told["facilitator"],
    }


def _round(writer: Writer, series_id: str, values: dict[str, Any], *, is_main: bool) -> Round:
    steps = template_steps(writer, values["template_id"])
    return Round(
        series_id=series_id,
        name=values["name"],
        weekdays=frozenset(map(int, values["weekdays"])),
        starts_at=values["starts_at"],
        facilitator=values["facilitator"],
        steps=tuple(step for step in steps if not step.only_when_needed),
        is_main=is_main,
    )
