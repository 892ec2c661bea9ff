"""Commands on the units of a store, and on the logins of a database server that work in them."""

from __future__ import annotations

from typing import Annotated

import typer

from huddle.cli.arguments import named
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Units: wards and sites of one store."), rich_markup_mode=None)
    group.command("list", help=_("List the units."))(list_units)
    group.command("logins", help=_("List which logins of the server are for which units."))(logins)
    group.command("fence", help=_("Let a login of the server work in some units alone."))(fence)
    app.add_typer(group, name="units")


def list_units(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the units."""
    found = caller_of(context).ward().units.units()
    if as_json:
        show_json(found)
        return
    show_columns((_("Name"), _("Tier")), [(row.name, row.tier) for row in found])


def logins(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List which logins of the server are for which units."""
    found = caller_of(context).ward().units.logins()
    if as_json:
        show_json(found)
        return
    show_columns((_("Login"), _("Units")), [(row.name, ", ".join(row.unit_names)) for row in found])


def fence(
    context: typer.Context,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=_("The login of the server."))],
    unit: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=_("A unit it works in; may be given several times.")),
    ] = None,
) -> None:
    """Let a login of the server work in some units alone; without any, it is shut out."""
    units = caller_of(context).ward().units
    known = units.units()
    wanted = [named(name, known) for name in unit or ()]
    units.fence(login, [one.id for one in wanted])
    if wanted:
        says, names = _("{login} works in {units} alone."), ", ".join(one.name for one in wanted)
        typer.echo(says.format(login=login, units=names))
    else:
        typer.echo(_("{login} is shut out.").format(login=login))
