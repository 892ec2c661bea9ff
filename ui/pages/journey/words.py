"""What the journey map says in words: places, departments, numbers, and what stands behind them."""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rows.journey import JourneyCount, JourneyMap, JourneyPlace, JourneyTeam
from huddle.vocabulary import ItemKind
from ui import wording


def place_words(place: JourneyPlace | None) -> str:
    """A place by itself; none is all of them."""
    if place is None:
        return _("All stages")
    if not place.names:
        return _("No stage")
    if place.is_join:
        stage, other = place.names
        return _("Between {stage} and {other}").format(stage=stage, other=other)
    return place.names[0]


def place_head(place: JourneyPlace | None) -> str:
    """A place as its row says it, a join below the first of its stages."""
    if place is not None and place.is_join:
        return _("join with {name}").format(name=place.names[1])
    return place_words(place)


def team_words(team: JourneyTeam | None) -> str:
    """A department; none is all of them."""
    if team is None:
        return _("All departments")
    return team.name or _("No department")


def team_head(team: JourneyTeam | None) -> str:
    """A department as its column says it, short where it is none."""
    if team is None:
        return _("All")
    return team.name or _("None")


def count_words(count: JourneyCount) -> str:
    """How much of what."""
    kinds = (
        (count.concerns, ngettext("{count} concern", "{count} concerns", count.concerns)),
        (count.actions, ngettext("{count} open action", "{count} open actions", count.actions)),
    )
    said = [words.format(count=number) for number, words in kinds if number]
    return ", ".join(said) or _("nothing")


def cell_words(place: JourneyPlace | None, team: JourneyTeam | None, count: JourneyCount) -> str:
    """All that one number says, for those who hear it."""
    return _("{place}, {team}: {counts}").format(
        place=place_words(place), team=team_words(team), counts=count_words(count)
    )


def about_words(shown: JourneyMap) -> str:
    """Of which days the map is, how it is read, and what it leaves out."""
    days = _("Raised {since} to {until}").format(
        since=dates.in_table(shown.since), until=dates.in_table(shown.until)
    )
    read = _("the longer the bar and the deeper the shade, the more")
    once = _("an action of several departments counts once under All") if shown.has_shared else ""
    hidden = wording.hidden_words(shown.hidden_count)
    return " · ".join(part for part in (days, read, once, hidden) if part)


def item_words(item: ItemRow, today: dt.date) -> str:
    """What is to be known of one item beside its text: kind, owner, when, and its code."""
    if item.kind is ItemKind.ACTION:
        known = (wording.owner_words(item), _shared_words(item), _due_words(item, today))
    else:
        known = (_raised_words(item), label(item.status), "")
    sensitive = _("sensitive") if item.is_sensitive else ""
    return " · ".join(part for part in (label(item.kind), *known, sensitive, item.code) if part)


def _shared_words(item: ItemRow) -> str:
    """Which departments have a part of an action: its owner need not be in any of them."""
    names = ", ".join(item.departments)
    return _("with parts for {names}").format(names=names) if names else ""


def _due_words(item: ItemRow, today: dt.date) -> str:
    due, late = wording.due_words(item, today), wording.late_words(item, today)
    return f"{due}, {late}" if late else due


def _raised_words(item: ItemRow) -> str:
    day = dates.short_day(item.raised_on)
    if not item.raised_by:
        return _("raised {day}").format(day=day)
    return _("raised {day} by {name}").format(day=day, name=item.raised_by)
