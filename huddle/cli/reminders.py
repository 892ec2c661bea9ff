"""The command on reminders: what would be said, to whom, and why."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.arguments import local_now
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.reminding import ReminderRow


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    group = typer.Typer(help=_("Reminders: what is due to be said."), rich_markup_mode=None)
    about = _("List what would be said, to whom, and why; nothing is sent.")
    group.command("due", help=about)(due)
    # One command alone would take the place of its group.
    group.callback()(_reminders)
    app.add_typer(group, name="reminders")


def due(
    context: typer.Context,
    *,
    at: Annotated[
        str,
        typer.Option(metavar="TIME", help=_("At this time of the ward: 2026-08-07T07:00, or now.")),
    ] = "now",
    as_json: AsJson = False,
) -> None:
    """List what would be said."""
    ward = caller_of(context).ward()
    now = local_now(ward)
    found = ward.reminders.due(_instant(at, now))
    if as_json:
        show_json(found)
        return
    heads = (_("Since"), _("Reminder"), _("For"), _("Why"), _("Code"), _("About"))
    show_columns(heads, [_line(row, now.tzinfo) for row in found])
    held_until = next((row.held_until for row in found if row.held_until), None)
    if held_until is not None:
        says = _("Held back until {time}, when the quiet hours end.")
        typer.echo(says.format(time=dates.clock_time(held_until)))


def _reminders() -> None:
    """Reminders: what is due to be said."""


def _instant(typed: str, now: dt.datetime) -> dt.datetime:
    """A time on the ward's clock, or an instant with its own zone.

    Raises:
        typer.BadParameter: It is neither.
    """
    if typed == "now":
        return now
    try:
        found = dt.datetime.fromisoformat(typed)
    except ValueError as error:
        says = _("“{typed}” is no time: write it as 2026-08-07T07:00.")
        raise typer.BadParameter(says.format(typed=typed)) from error
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def _line(row: ReminderRow, zone: dt.tzinfo | None) -> tuple[str, ...]:
    since = dates.in_table(row.at.astimezone(zone))
    return since, label(row.kind), row.to, row.why, row.code, row.text
