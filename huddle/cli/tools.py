"""Commands on the technology register: its tools, and one of them with all that is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolConcernRow, ToolDecisionRow, ToolRow, ToolViewRow, ToolWhole
from huddle.rules import suggestions


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("The technology register."), rich_markup_mode=None)
    group.command("list", help=_("List the tools, and which ask for a decision."))(list_tools)
    group.command("show", help=_("Show a tool with all that is kept of it."))(show)
    app.add_typer(group, name="tools")


def list_tools(
    context: typer.Context,
    *,
    asking: Annotated[
        bool, typer.Option("--asking", help=_("Only those that ask for a decision."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the tools, and which ask for a decision."""
    register = caller_of(context).ward().technology
    found = register.asking().asking if asking else register.tools()
    if as_json:
        show_json(found)
        return
    heads = (_("Tool"), _("Status"), _("Answers"), _("Next review"), _("Asks"))
    show_columns(heads, [_line(tool) for tool in found])


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The tool."))],
    *,
    as_json: AsJson = False,
) -> None:
    """Show a tool with all that is kept of it."""
    found = caller_of(context).ward().technology.named(name)
    if as_json:
        show_json(found)
        return
    for line in _told(found):
        typer.echo(line)


def _line(tool: ToolRow) -> tuple[str, ...]:
    review = dates.in_table(tool.review_on) if tool.review_on else ""
    answers = tool.accountable_name or _("nobody yet")
    return tool.name, label(tool.status), answers, review, " ".join(tool.asks)


def _told(whole: ToolWhole) -> Iterator[str]:
    tool = whole.tool
    yield f"{tool.name}  {label(tool.status)}"
    yield from tool.asks
    yield from (text for text in (tool.purpose, tool.known_limits, tool.fallback) if text)
    yield from map(suggestions.told, whole.suggestions)
    yield from map(_decision, whole.decisions)
    yield from map(_concern, whole.concerns)
    yield from map(_view, whole.views)


def _decision(one: ToolDecisionRow) -> str:
    became = label(one.became)
    return f"{dates.in_table(one.decided_on)}  {became}  {one.decided_by}: {one.why}"


def _concern(one: ToolConcernRow) -> str:
    about = ", ".join((label(one.trouble), label(one.harm)))
    day = dates.in_table(one.raised_on)
    return f"{day}  {one.code}  {label(one.status)}  {about}: {one.text}"


def _view(one: ToolViewRow) -> str:
    when = _("before") if one.is_before else _("since")
    return f"{dates.in_table(one.asked_on)}  {when}  {one.says}"
