"""Commands on the ward as a whole: moving it."""

from __future__ import annotations

from typing import Annotated

import typer

from huddle.cli.caller import caller_of
from huddle.i18n import _, ngettext


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("The ward as a whole."), rich_markup_mode=None)
    about = _("Move the ward to an empty database on a server, or to an empty folder.")
    group.command("move", help=about)(move)
    app.add_typer(group, name="ward")


def move(
    context: typer.Context,
    to: Annotated[
        str, typer.Option(metavar="URL|DIR", help=_("The new place; nothing may be in it."))
    ],
) -> None:
    """Move the ward and everything that belongs to it; the old place is kept, and says so."""
    caller = caller_of(context)
    found = caller.ward().moving.move(caller.paths_of(to))
    says = ngettext(
        "{units} is now in {place}: {count} row arrived and was compared.",
        "{units} is now in {place}: {count} rows arrived and were compared.",
        found.count,
    )
    units = ", ".join(found.units)
    typer.echo(says.format(units=units, place=found.to, count=f"{found.count:,}"))
    kept = _("What was in {place} is kept there, and says where the ward is when it is opened.")
    typer.echo(kept.format(place=found.left))
