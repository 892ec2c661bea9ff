"""Commands that list what was said of one kind: concerns and goals."""

from __future__ import annotations

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.vocabulary import ItemKind

_ALL = 1_000_000


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    concerns = typer.Typer(help=_("Concerns: what could harm."), rich_markup_mode=None)
    concerns.command("list", help=_("List the concerns, newest first."))(list_concerns)
    app.add_typer(concerns, name="concerns")
    goals = typer.Typer(help=_("Goals that departments share."), rich_markup_mode=None)
    goals.command("list", help=_("List the shared goals, newest first."))(list_goals)
    app.add_typer(goals, name="goals")


def list_concerns(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the concerns, newest first."""
    found = caller_of(context).ward().history.items(ItemKind.CONCERN, limit=_ALL)
    if as_json:
        show_json(found)
        return
    heads = (_("Code"), _("Raised"), _("Status"), _("By"), _("Stage"), _("Concern"))
    show_columns(heads, [_concern_line(item) for item in found])


def list_goals(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the shared goals, newest first."""
    found = caller_of(context).ward().history.items(ItemKind.GOAL, limit=_ALL)
    if as_json:
        show_json(found)
        return
    heads = (_("Code"), _("Since"), _("Status"), _("Accountable"), _("Departments"), _("Goal"))
    show_columns(heads, [_goal_line(item) for item in found])


def _concern_line(item: ItemRow) -> tuple[str, ...]:
    stages = [name for name in (item.stage_name, item.join_stage_name) if name]
    raised_by = item.raised_by or _("nobody named")
    day = dates.in_table(item.raised_on)
    return item.code, day, label(item.status), raised_by, " / ".join(stages), item.text


def _goal_line(item: ItemRow) -> tuple[str, ...]:
    teams = ", ".join(item.departments)
    day = dates.in_table(item.raised_on)
    return item.code, day, label(item.status), item.owner_name, teams, item.text
