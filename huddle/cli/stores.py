"""Commands on a whole store: made, filled with a made-up ward, backed up, checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.arguments import iso_day, local_now
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.clock import local
from huddle.demo_ward import make_demo
from huddle.errors import Environment
from huddle.i18n import _
from huddle.new_ward import NewWard, default_departments, zone_of_this_computer
from huddle.rows import BackupRow, CheckRow
from huddle.services.demo import MOST_DEPARTMENTS, TIME_ZONE, DemoPlan
from huddle.ward import create_ward

_DEMO_USER = "demo"
_MEGABYTE = 1024 * 1024


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("new", help=_("Make an empty store with its first ward and account."))(new)
    app.command("demo", help=_("Fill a new data folder with a made-up ward."))(demo)
    app.command("backup", help=_("Make a backup and prove it."))(backup)
    app.command("backups", help=_("List the backups in the data folder."))(backups)
    about = _("Say how the data, its backups and this computer are.")
    app.command("check", help=about)(check)


def new(
    context: typer.Context,
    ward: Annotated[str, typer.Option(metavar="NAME", help=_("What the ward is called."))],
    time_zone: Annotated[
        str, typer.Option(metavar="ZONE", help=_("Such as Europe/London; else this computer's."))
    ] = "",
) -> None:
    """Make an empty store and print its recovery key once."""
    caller = caller_of(context)
    wanted = NewWard(
        ward_name=ward,
        time_zone=time_zone or zone_of_this_computer(),
        departments=default_departments(),
        sign_in_name=caller.options.user,
        password=caller.password(is_new=True),
    )
    made, recovery_key = create_ward(caller.paths, caller.clock, wanted)
    name = made.setting_up.unit().name
    made.close()
    typer.echo(_("{ward} is ready in {folder}.").format(ward=name, folder=caller.paths.data_dir))
    typer.echo(
        _("Recovery key, shown only now. Write it down and keep it away from this computer:")
    )
    typer.echo(recovery_key)


def demo(
    context: typer.Context,
    years: Annotated[int, typer.Option(min=1, max=20, help=_("How long its story is."))] = 1,
    departments: Annotated[
        int, typer.Option(min=1, max=MOST_DEPARTMENTS, help=_("How many teams take part."))
    ] = 8,
    actions: Annotated[int, typer.Option(min=0, help=_("How many actions there were."))] = 600,
    seed: Annotated[int, typer.Option(help=_("Another number tells another story."))] = 1,
    until: Annotated[
        str, typer.Option(metavar="DATE", help=_("The day it leads up to; else today."))
    ] = "",
) -> None:
    """Fill a new data folder with a made-up ward."""
    caller = caller_of(context)
    last_day = iso_day(until) if until else local(caller.clock.now(), TIME_ZONE).date()
    plan = DemoPlan(
        years=years, departments=departments, actions=actions, seed=seed, until=last_day
    )
    user = caller.options.user or _DEMO_USER
    make_demo(caller.paths, plan, sign_in_name=user, password=caller.password(is_new=True))
    says = _("{ward} is ready in {folder}. Sign in as “{user}”.")
    typer.echo(says.format(ward=plan.ward_name, folder=caller.paths.data_dir, user=user))


def backup(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Another folder for it."))
    ] = None,
) -> None:
    """Make a backup and prove it."""
    made = caller_of(context).ward().upkeep.back_up(to.absolute() if to else None)
    typer.echo(_("Backed up and proved: {place}").format(place=made.path))


def backups(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the backups in the data folder, newest first."""
    ward = caller_of(context).ward()
    found = ward.upkeep.backups()
    if as_json:
        show_json(found)
        return
    zone = local_now(ward).tzinfo
    heads = (_("Made"), _("State"), _("Size"), _("Place"))
    show_columns(heads, [_backup_line(row, zone) for row in found])


def check(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Say how the data, its backups and this computer are."""
    found = caller_of(context).ward().upkeep.check()
    if as_json:
        show_json(found)
    else:
        heads = (_("Part"), _("State"), _("In words"))
        show_columns(heads, [(row.name, _state(row), row.says) for row in found])
    if not all(row.is_well for row in found):
        raise Environment(_("Something is wrong; see above."))


def _backup_line(row: BackupRow, zone: dt.tzinfo | None) -> tuple[str, ...]:
    state = _("proved") if row.is_proved else row.problem or _("not proved")
    size = _("{count} MB").format(count=f"{row.byte_count / _MEGABYTE:,.1f}")
    return dates.in_table(row.made_at.astimezone(zone)), state, size, row.path


def _state(row: CheckRow) -> str:
    if not row.is_well:
        return _("wrong")
    return _("well") if row.is_set_up else _("not set up")
