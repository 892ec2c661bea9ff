"""Commands on actions: listed, added as in the capture line, brought up to date."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from huddle import dates
from huddle.cli.arguments import due, iso_day, local_now, named, next_huddle_on, one_of
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rules.capture_line import parse
from huddle.vocabulary import STATUSES_OF, ItemKind, Status
from huddle.ward import Ward

_STATUSES = tuple(status.value for status in STATUSES_OF[ItemKind.ACTION])
_GROUPS = ("open", "to_check", "finished", "all")
_PAGE = 1000


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("Actions: what was promised."), rich_markup_mode=None)
    group.command("list", help=_("List actions, soonest due first."))(list_actions)
    group.command("add", help=_("Add an action outside a huddle."))(add_action)
    group.command("update", help=_("Say what became of an action."))(update_action)
    app.add_typer(group, name="actions")


def list_actions(
    context: typer.Context,
    *,
    owner: Annotated[str, typer.Option(metavar="NAME", help=_("Only this person's."))] = "",
    department: Annotated[
        str, typer.Option(metavar="NAME", help=_("Only this department's."))
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            metavar="STATUS",
            help=_("One of: {words}.").format(words=", ".join((*_GROUPS, *_STATUSES))),
        ),
    ] = "open",
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is overdue."))] = False,
    due_before: Annotated[
        str, typer.Option(metavar="DATE", help=_("Only what is due before this day."))
    ] = "",
    text: Annotated[
        str, typer.Option(metavar="WORDS", help=_("Only what holds these words, or a code."))
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List actions, soonest due first."""
    wanted_status = one_of(status, (*_GROUPS, *_STATUSES))
    before = iso_day(due_before) if due_before else None
    ward = caller_of(context).ward()
    people = ward.people
    wanted = FollowUpsFilter(
        text=text,
        owner_id=named(owner, people.people(with_retired=True)).id if owner else None,
        department_id=(
            named(department, people.departments(with_retired=True)).id if department else None
        ),
        overdue=overdue,
        status=wanted_status,
        due_before=before,
    )
    found = _all(ward, wanted)
    if as_json:
        show_json(found)
        return
    heads = (_("Code"), _("Due"), _("Status"), _("Owner"), _("Department"), _("Action"))
    show_columns(heads, [_line(item) for item in found])


def add_action(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("As in the capture line."))],
) -> None:
    """Add an action outside a huddle."""
    ward = caller_of(context).ward()
    now = local_now(ward)
    capture = parse(
        text,
        ward.people.known(),
        now.date(),
        now=now.time(),
        next_huddle_on=next_huddle_on(ward),
        chosen_kind=ItemKind.ACTION,
    )
    if capture.kind is not ItemKind.ACTION:
        says = _("“{text}” begins as another kind of item. Only actions are added here.")
        raise Refused(says.format(text=text), "text")
    _say(ward.followups.add(capture))
    if capture.hint:
        typer.echo(capture.hint)


def update_action(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="ID", help=_("The action's code."))],
    *,
    status: Annotated[
        str,
        typer.Option(
            metavar="STATUS", help=_("One of: {words}.").format(words=", ".join(_STATUSES))
        ),
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("What to remember."))] = "",
    due_on: Annotated[
        str,
        typer.Option("--due", metavar="DAY", help=_("The new day: 2026-08-06, or fri 14:00.")),
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=_("Why the day moves, or why it is given up."))
    ] = "",
) -> None:
    """Say what became of an action."""
    new_status = Status(one_of(status, _STATUSES)) if status else None
    if not (status or note or due_on or reason):
        raise typer.BadParameter(_("Say what changed: --status, --note or --due."))
    ward = caller_of(context).ward()
    fields: dict[str, Any] = {}
    if new_status:
        fields["status"] = new_status
    if said := " ".join(said for said in (note.strip(), reason.strip()) if said):
        fields["note"] = said
    if due_on:
        moved = due(ward, due_on)
        fields |= {"due_on": moved.due_on, "due_time": moved.due_time}
    _say(ward.followups.update(code, **fields))


def _all(ward: Ward, wanted: FollowUpsFilter) -> tuple[ItemRow, ...]:
    found: list[ItemRow] = []
    while True:
        page = ward.followups.find(wanted, limit=_PAGE, offset=len(found)).items
        found.extend(page)
        if len(page) < _PAGE:
            return tuple(found)


def _say(item: ItemRow) -> None:
    code, day, status, owner, department, text = _line(item)
    told = [said for said in (text, owner or department, day, status) if said]
    typer.echo(f"{code}  {' · '.join(told)}")


def _line(item: ItemRow) -> tuple[str, ...]:
    day = dates.in_table(item.due_on, item.due_time) if item.due_on else ""
    status = _("{status}, overdue") if item.is_overdue else "{status}"
    return (
        item.code,
        day,
        status.format(status=label(item.status)),
        item.owner_name,
        item.department_name or ", ".join(item.departments),
        item.text,
    )
