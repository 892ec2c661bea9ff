"""Commands that make a whole store: an empty one, or one with a made-up ward."""

from __future__ import annotations

from typing import Annotated

import typer

from huddle.cli.arguments import iso_day
from huddle.cli.caller import caller_of
from huddle.clock import local
from huddle.demo_ward import make_demo
from huddle.i18n import _
from huddle.new_ward import NewWard, default_departments, zone_of_this_computer
from huddle.paths import Paths
from huddle.profile import facts_here
from huddle.rules.profile import in_words, lasting, what_to_do
from huddle.services.demo import MOST_DEPARTMENTS, TIME_ZONE, DemoPlan
from huddle.ward import create_ward

_DEMO_USER = "demo"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("new", help=_("Make an empty store with its first ward and account."))(new)
    app.command("demo", help=_("Fill a new data folder with a made-up ward."))(demo)


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
    _warn_if_it_vanishes(caller.paths)
    made, recovery_key = create_ward(caller.paths, caller.clock, wanted)
    name = made.setting_up.unit().name
    made.close()
    typer.echo(_("{ward} is ready in {folder}.").format(ward=name, folder=caller.paths.called))
    typer.echo(
        _("Recovery key, shown only now. Write it down and keep it away from this computer:")
    )
    typer.echo(recovery_key)


def _warn_if_it_vanishes(paths: Paths) -> None:
    found = None if paths.database_url else lasting(facts_here(paths.data_dir))
    if found is not None:
        typer.echo(f"{in_words(found)} {what_to_do()}", err=True)


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
    typer.echo(says.format(ward=plan.ward_name, folder=caller.paths.called, user=user))
