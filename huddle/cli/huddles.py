"""Commands on huddles as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.clock import local
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rules.paper_form import typed_in_later
from huddle.vocabulary import ItemKind


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Huddles as they were."), rich_markup_mode=None)
    group.command("list", help=_("List the huddles, newest first."))(list_huddles)
    group.command("show", help=_("Show one huddle."))(show_huddle)
    app.add_typer(group, name="huddles")


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
