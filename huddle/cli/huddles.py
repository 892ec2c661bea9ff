"""Commands on huddles as they were, and on sheets of paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.clock import local
from huddle.errors import Refused
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.rows import HuddleRecord, HuddleRow, ItemRow
from huddle.rules.paper_form import typed_in_later
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder, is_web_page
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import ItemKind, label


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Huddles as they were."), rich_markup_mode=None)
    group.command("list", help=_("List the huddles, newest first."))(list_huddles)
    group.command("show", help=_("Show one huddle."))(show_huddle)
    app.add_typer(group, name="huddles")
    app.command("sheet", help=_("Make a sheet as PDF or web page."))(sheet)


def list_huddles(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the huddles, newest first."""
    found = caller_of(context).ward().history.huddles()
    if as_json:
        show_json(found)
        return
    heads = (_("No."), _("Day"), _("Huddle"), _("Status"), _("Facilitator or reason"))
    show_columns(heads, [_line(row) for row in found])


def show_huddle(
    context: typer.Context,
    huddle: Annotated[str, typer.Argument(metavar="ID", help=_("A huddle's number, or latest."))],
    *,
    as_json: AsJson = False,
) -> None:
    """Show one huddle."""
    record = caller_of(context).ward().history.record(huddle)
    if as_json:
        show_json(record)
        return
    for line in _in_words(record):
        typer.echo(line)


def sheet(
    context: typer.Context,
    kind: Annotated[SheetKind, typer.Argument(metavar="KIND", help=_("Which sheet."))],
    out: Annotated[
        Path,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help=_("The file to write: .pdf, or .html for a web page."),
        ),
    ],
    *,
    huddle: Annotated[
        str, typer.Option(metavar="ID", help=_("A huddle's number, or latest."))
    ] = "",
    department: Annotated[
        str, typer.Option(metavar="NAME", help=_("Only this department's action sheet."))
    ] = "",
    series: Annotated[
        str, typer.Option(metavar="NAME", help=_("The next huddle of this series."))
    ] = "",
    month: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM",
            help=_("The month; for a poster also one to come."),
        ),
    ] = "",
    measure: Annotated[
        str, typer.Option(metavar="NAME", help=_("The measure, for its chart."))
    ] = "",
    paper: Annotated[
        PaperSize | None,
        typer.Option(metavar="PAPER", help=_("a4, letter or a3; wide with -landscape after it.")),
    ] = None,
    item: Annotated[
        str, typer.Option(metavar="ID", help=_("The code of what went up, for its slip."))
    ] = "",
    reason: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help=_("Why it leaves although it may tell who a patient is.")
        ),
    ] = "",
) -> None:
    """Make a sheet as PDF or web page."""
    teams = (department,) if department else ()
    order = SheetOrder(kind, huddle, teams, series, item, month=month, measure=measure)
    as_page, sheets = is_web_page(out), caller_of(context).ward().sheets
    try:
        if as_page:
            made = sheets.release_html(order, reason=reason)
        else:
            lies_on = paper or kind.laid_on(PaperSize.A4)
            made = sheets.release(order, lies_on, purpose="save", reason=reason)
    except GuardAsks as asks:
        what_now = _("Leave that out, or say why it must stay: --reason TEXT.")
        raise Refused(f"{asks.message}\n{what_now}") from asks
    write_atomically(out.absolute(), made)
    typer.echo(_("{sheet}: {file}").format(sheet=order.title, file=out))


def _line(row: HuddleRow) -> tuple[str, ...]:
    said = row.not_held_reason or row.facilitator
    when = dates.in_table(row.held_on, row.starts_at)
    return str(row.number), when, row.title, label(row.status), said


def _in_words(record: HuddleRecord) -> Iterator[str]:
    row, zone = record.huddle, record.unit.time_zone
    title = _("{unit}: {title}, huddle {number}")
    yield title.format(unit=record.unit.name, title=row.title, number=row.number)
    yield f"{dates.in_prose(row.held_on)}, {label(row.status)}"
    if row.not_held_reason:
        yield _("Reason: {reason}").format(reason=row.not_held_reason)
    if row.started_at:
        took = dates.span(record.duration_seconds)
        at = dates.clock_time(local(row.started_at, zone))
        yield _("Began at {time}, took {span}, led by {name}").format(
            time=at, span=took, name=row.facilitator
        )
    if typed_in := typed_in_later(row, ZoneInfo(zone)):
        yield typed_in
    yield from _told(_("Here"), ", ".join(record.here))
    yield from _told(_("Apologies"), ", ".join(record.apologies))
    for step in record.steps:
        items = [item for item in record.items if item.step_id == step.id]
        yield from _part(step.name, items)
    steps = {step.id for step in record.steps}
    elsewhere = [item for item in record.items if item.step_id not in steps]
    yield from _part(_("Raised for this huddle"), elsewhere)
    yield from _part(_("Promises gone through"), record.reviewed)
    yield from _told(_("Went well"), record.plus)
    yield from _told(_("Next time"), record.delta)
    for addendum in record.addenda:
        at = dates.in_table(local(addendum.at, zone))
        yield from _told(
            _("Added {when} by {name}").format(when=at, name=addendum.by), addendum.text
        )


def _told(what: str, said: str) -> Iterator[str]:
    if said:
        yield f"{what}: {said}"


def _part(name: str, items: Sequence[ItemRow]) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield name
    for item in items:
        yield f"  {item.code}  {label(item.kind)}: {item.text}{_details(item)}"


def _details(item: ItemRow) -> str:
    """Who, by when and how it stands, of an action; who raised anything else."""
    if item.kind is not ItemKind.ACTION:
        return f" ({item.raised_by})" if item.raised_by else ""
    owner = item.owner_name or item.department_name or _("nobody yet")
    said = [owner, label(item.status)]
    if item.due_on:
        day = dates.in_table(item.due_on, item.due_time)
        said.insert(1, _("by {day}").format(day=day))
    return f" ({', '.join(said)})"
