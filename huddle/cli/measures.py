"""Commands on measures: listed, read, and drawn as charts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.errors import Refused
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.measures import MeasureRow
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.ward import Ward


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Measures: what is counted or timed."), rich_markup_mode=None)
    group.command("list", help=_("List the measures with their last readings."))(list_measures)
    group.command("read", help=_("Keep a reading of a measure."))(read)
    group.command("chart", help=_("Draw a measure, or say what its chart says."))(chart)
    app.add_typer(group, name="measures")


def list_measures(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the measures with their last readings."""
    found = caller_of(context).ward().measures.measures()
    if as_json:
        show_json(found)
        return
    heads = (_("Measure"), _("Family"), _("Kind"), _("Readings"), _("Last"), _("Value"))
    show_columns(heads, [_line(measure) for measure in found])


def read(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The measure."))],
    date: Annotated[str, typer.Argument(metavar="DATE", help=_("The day it stands for."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_("The number, or 12/80."))],
) -> None:
    """Keep a reading of a measure."""
    ward = caller_of(context).ward()
    kept = ward.measures.read(ward.measures.named(name).id, f"{date} {value}")
    typer.echo(f"{dates.in_table(kept.read_on)}  {kept.value:g}")


def chart(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The measure."))],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help=_("The PDF file to write.")),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="TEXT",
            help=_("Why it leaves although it may tell who a patient is."),
        ),
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Draw a measure, or say what its chart says."""
    ward = caller_of(context).ward()
    found = ward.measures.chart(ward.measures.named(name).id)
    if out is not None:
        _save(ward, name, out, reason)
        if not as_json:
            typer.echo(_("{sheet}: {file}").format(sheet=found.measure.name, file=out))
    if as_json:
        show_json(found)
    elif out is None:
        typer.echo(found.says)
        typer.echo(found.rules)


def _save(ward: Ward, name: str, out: Path, reason: str) -> None:
    """Write the sheet of a chart to a file."""
    order = SheetOrder(SheetKind.CHART, measure=name)
    try:
        pdf = ward.sheets.release(order, purpose="save", reason=reason)
    except GuardAsks as asks:
        what_now = _("Leave that out, or say why it must stay: --reason TEXT.")
        raise Refused(f"{asks.message}\n{what_now}") from asks
    write_atomically(out.absolute(), pdf)


def _line(measure: MeasureRow) -> tuple[str, ...]:
    last = "" if measure.last_on is None else dates.in_table(measure.last_on)
    value = "" if measure.last_value is None else f"{measure.last_value:g}"
    family, kind = label(measure.family), label(measure.kind)
    return measure.name, family, kind, str(measure.readings), last, value
