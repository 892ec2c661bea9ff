"""The command that lets tables leave as files for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from huddle.cli.arguments import named
from huddle.cli.caller import caller_of
from huddle.errors import Refused
from huddle.exchange import person_file
from huddle.exchange.formats import Exported, ExportTo, Kind, format_of, said_of
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.services.rights import ExportAsks
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.ward import Ward

_NAMED = (Kind.PERSON, Kind.HUDDLE)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export", help=_("Write what the ward holds to a file for other programs."))(export)


def export(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help=", ".join(Kind))],
    which: Annotated[
        str,
        typer.Argument(metavar="WHICH", help=_("The name of a person, or a huddle’s number.")),
    ] = "",
    *,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=_("The file to write."))],
    file_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help=_("By the file’s ending, if this is left out.")
        ),
    ] = "",
    reason: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help=_("Why it leaves although it may tell who a patient is.")
        ),
    ] = "",
    plain: Annotated[
        bool,
        typer.Option("--plain", help=_("CSV without the mark by which Excel knows UTF-8.")),
    ] = False,
    with_sensitive: Annotated[
        bool,
        typer.Option("--with-sensitive", help=_("With sensitive items, if you may see them.")),
    ] = False,
) -> None:
    """Write what the ward holds to a file."""
    if kind in _NAMED and not which:
        raise typer.BadParameter(_("Say which, after what: a name, or a huddle’s number."))
    to = ExportTo(out, format_of(kind, file_format, out), reason, plain, with_sensitive)
    ward = caller_of(context).ward()
    try:
        done = _export(ward, kind, which, to)
    except (GuardAsks, ExportAsks) as asks:
        what_now = _("Leave that out, or say why it must stay: --reason TEXT.")
        raise Refused(f"{asks.message}\n{what_now}") from asks
    typer.echo(said_of(done))


def _export(ward: Ward, kind: Kind, which: str, to: ExportTo) -> Exported:
    if kind is Kind.PERSON:
        return _person(ward, which, to)
    if kind is Kind.HUDDLE:
        return _huddle(ward, which, to)
    if kind is Kind.ALL:
        return ward.everything.write(to)
    tables: dict[Kind, Callable[[ExportTo], Exported]] = {
        Kind.ACTIONS: ward.export.actions,
        Kind.CONCERNS: ward.export.concerns,
        Kind.HUDDLES: ward.export.huddles,
        Kind.MEASURES: ward.export.measures,
        Kind.AUDIT: ward.export.audit,
        Kind.FEEDBACK: ward.export.feedback,
    }
    return tables[kind](to)


def _huddle(ward: Ward, which: str, to: ExportTo) -> Exported:
    made = ward.sheets.release_html(SheetOrder(SheetKind.SUMMARY, which), reason=to.reason)
    write_atomically(to.file.absolute(), made)
    return Exported(to.file, 1)


def _person(ward: Ward, name: str, to: ExportTo) -> Exported:
    found = named(name, ward.people.people(with_retired=True))
    known = ward.rights.everything_about(found.id, reason=to.reason)
    write_atomically(to.file.absolute(), person_file.made(known, to.format))
    return Exported(to.file, 1)
