"""Typed words as the values that services take: days, names, statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import typer

from huddle.clock import local
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rules import typed_dates
from huddle.rules.typed_dates import TypedDue
from huddle.ward import Ward


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


_NamedT = TypeVar("_NamedT", bound=_Named)


def iso_day(typed: str) -> dt.date:
    """A day as `2026-08-06`.

    Raises:
        typer.BadParameter: It is none.
    """
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        says = _("“{typed}” is no day: write it as 2026-08-06.")
        raise typer.BadParameter(says.format(typed=typed)) from error


def one_of(typed: str, words: Iterable[str]) -> str:
    """A word of a vocabulary as it stands there.

    Raises:
        typer.BadParameter: It is not in it.
    """
    known = list(words)
    if typed in known:
        return typed
    says = _("“{typed}” is none of: {known}.")
    raise typer.BadParameter(says.format(typed=typed, known=", ".join(known)))


def named(typed: str, rows: Sequence[_NamedT]) -> _NamedT:
    """The row of that name, whatever its case.

    Raises:
        Refused: There is none.
    """
    for row in rows:
        if row.name.casefold() == typed.strip().casefold():
            return row
    raise Refused(_("Nobody here is called “{name}”.").format(name=typed))


def local_now(ward: Ward) -> dt.datetime:
    """The wall clock of the ward."""
    return local(ward.clock.now(), ward.setting_up.unit().time_zone)


def next_huddle_on(ward: Ward) -> dt.date | None:
    """The day of the next huddle of the ward's main series; today's until it is started."""
    main = next((series.id for series in ward.templates.series() if series.is_main), "")
    state = ward.planning.today()
    cards = [card for card in state.cards if card.series_id == main]
    if any(card.is_due_today and card.huddle is None for card in cards):
        return state.today
    return cards[0].next_on if cards else None


def due(ward: Ward, typed: str) -> TypedDue:
    """A due day and time: an ISO day, or whatever the capture line understands after `due`.

    Raises:
        Refused: It is neither.
    """
    try:
        return TypedDue(dt.date.fromisoformat(typed), None, len(typed))
    except ValueError:
        now = local_now(ward)
    found = typed_dates.understand(
        typed, now.date(), now=now.time(), next_huddle_on=next_huddle_on(ward)
    )
    if found is None or found.length != len(typed):
        says = _("“{typed}” is no day. Write 2026-08-06, 6 Aug, fri 14:00, tomorrow or next.")
        raise Refused(says.format(typed=typed), "due_on")
    return found
