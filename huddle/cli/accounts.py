"""Commands on accounts: who can sign in, and letting somebody in or out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.arguments import local_now, named, one_of
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.ward import AccountRow
from huddle.vocabulary import AccessRole
from huddle.ward import Ward

_ROLES = [role.value for role in AccessRole if role is not AccessRole.WALL_SCREEN]

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The sign-in name."))]
PasswordFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=_("A file whose first line is the new password.")),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Accounts: who can sign in."), rich_markup_mode=None)
    group.command("list", help=_("List the accounts, disabled ones last."))(list_accounts)
    group.command("add", help=_("Let somebody sign in."))(add)
    group.command("disable", help=_("Let somebody sign in no more."))(disable)
    group.command("reset", help=_("Give somebody a new password."))(reset)
    app.add_typer(group, name="accounts")


def list_accounts(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the accounts."""
    ward = caller_of(context).ward()
    found = ward.accounts.accounts()
    if as_json:
        show_json(found)
        return
    zone = local_now(ward).tzinfo
    heads = (_("Name"), _("Role"), _("State"), _("Person"))
    show_columns(heads, [_line(row, zone) for row in found])


def add(
    context: typer.Context,
    name: Name,
    role: Annotated[str, typer.Option(help=", ".join(_ROLES))],
    person: Annotated[
        str, typer.Option(metavar="NAME", help=_("Whose account it is, as on the lists."))
    ] = "",
    new_password_file: PasswordFile = None,
    *,
    until_midnight: Annotated[
        bool, typer.Option("--until-midnight", help=_("A cover account that ends tonight."))
    ] = False,
) -> None:
    """Let somebody sign in."""
    caller = caller_of(context)
    chosen = AccessRole(one_of(role, _ROLES))
    if until_midnight and person:
        raise typer.BadParameter(_("A cover account belongs to nobody on the lists."))
    ward = caller.ward()
    person_id = named(person, ward.people.people()).id if person else None
    password = caller.new_password(new_password_file)
    if until_midnight:
        ward.accounts.add_cover(name, password, chosen)
    else:
        ward.accounts.add(name, password, chosen, person_id=person_id)
    typer.echo(_("{name} can sign in.").format(name=name.strip()))


def disable(context: typer.Context, name: Name) -> None:
    """Let somebody sign in no more."""
    ward = caller_of(context).ward()
    row = ward.accounts.disable(_account(ward, name).id)
    typer.echo(_("{name} can sign in no more. What they did stays.").format(name=row.name))
    typer.echo(
        _(
            "Whoever copied the data file and knows its password can still read that copy. "
            "In the window, Accounts can change the data file's key."
        )
    )


def reset(context: typer.Context, name: Name, new_password_file: PasswordFile = None) -> None:
    """Give somebody a new password."""
    caller = caller_of(context)
    ward = caller.ward()
    account = _account(ward, name)
    ward.accounts.reset(account.id, caller.new_password(new_password_file))
    typer.echo(_("{name} has a new password.").format(name=account.name))


def _account(ward: Ward, name: str) -> AccountRow:
    return named(name, ward.accounts.accounts())


def _line(row: AccountRow, zone: dt.tzinfo | None) -> tuple[str, ...]:
    return row.name, label(row.role), _state(row, zone), row.person_name


def _state(row: AccountRow, zone: dt.tzinfo | None) -> str:
    if row.is_disabled:
        return _("disabled")
    if row.ends_at is not None:
        return _("ends {when}").format(when=dates.in_table(row.ends_at.astimezone(zone)))
    return _("can sign in") if row.can_sign_in else _("opened by a person")
