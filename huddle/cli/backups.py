"""Commands that keep a store safe: backed up, brought back, checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.arguments import local_now
from huddle.cli.caller import Caller, caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.errors import DamagedData, Environment
from huddle.i18n import _
from huddle.labels import label
from huddle.rescue import bring_back, unopened_backups
from huddle.rows.upkeep import BackupRow, CheckRow, RescueRow

_MEGABYTE = 1024 * 1024


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("backup", help=_("Make a backup and prove it."))(backup)
    app.command("backups", help=_("List the backups, also when the data will not open."))(backups)
    about = _("Bring a backup back; what it replaces is kept.")
    app.command("restore", help=about)(restore)
    about = _("Say how the data, its backups and this computer are.")
    app.command("check", help=about)(check)


def backup(
    context: typer.Context,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Another folder for it."))
    ] = None,
) -> None:
    """Make a backup and prove it."""
    ward = caller_of(context).ward()
    if ward.is_on_server:
        typer.echo(ward.upkeep.state().server_says)
        return
    made = ward.upkeep.back_up(to.absolute() if to else None)
    typer.echo(_("Backed up and proved: {place}").format(place=made.path))
    if made.second_problem:
        raise Environment(_("The second place has no copy."), made.second_problem)


def backups(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the backups, newest first, and after them what was replaced by one."""
    found, zone = _backups(caller_of(context))
    if as_json:
        show_json(found)
        return
    heads = (_("Made"), _("State"), _("Why"), _("Huddles"), _("Items"), _("Size"), _("Place"))
    show_columns(heads, [_backup_line(row, zone) for row in found])


def restore(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("A backup's folder, or its ward.db."))
    ],
) -> None:
    """Bring a backup back in place of the present data, which is kept."""
    caller = caller_of(context)
    try:
        ward = caller.ward()
    except DamagedData:
        found = bring_back(caller.paths, caller.clock, caller.unlock, file.absolute())
        for sentence in _rescue_words(found):
            typer.echo(sentence)
        return
    row = ward.upkeep.restore(file.absolute())
    typer.echo(_back_words(row.made_at, local_now(ward).tzinfo))
    kept = _("What was there before is kept in “{folder}”.")
    typer.echo(kept.format(folder=caller.paths.replaced))


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


def _backups(caller: Caller) -> tuple[tuple[BackupRow, ...], dt.tzinfo | None]:
    """The backups, and the zone to tell their times in: the ward's, while it can be opened."""
    try:
        ward = caller.ward()
    except DamagedData:
        return unopened_backups(caller.paths), None
    return ward.upkeep.backups(), local_now(ward).tzinfo


def _rescue_words(found: RescueRow) -> list[str]:
    said = []
    if found.is_data_back:
        said.append(_back_words(found.made_at, None))
    else:
        said.append(_("The data is whole and stays as it is; only the key file was brought back."))
    if found.are_keys_back:
        said.append(_("The passwords are those of the day of the backup."))
    return said


def _back_words(made_at: dt.datetime, zone: dt.tzinfo | None) -> str:
    when = dates.in_table(made_at.astimezone(zone))
    return _("The ward is as it was on {when}.").format(when=when)


def _backup_line(row: BackupRow, zone: dt.tzinfo | None) -> tuple[str, ...]:
    state = _("proved") if row.is_proved else row.problem or _("not proved")
    counts = (f"{row.counts[name]:,}" if name in row.counts else "" for name in ("huddle", "item"))
    size = _("{count} MB").format(count=f"{row.byte_count / _MEGABYTE:,.1f}")
    why = label(row.why) if row.why else ""
    return dates.in_table(row.made_at.astimezone(zone)), state, why, *counts, size, row.path


def _state(row: CheckRow) -> str:
    if not row.is_well:
        return _("wrong")
    return _("well") if row.is_set_up else _("not set up")
