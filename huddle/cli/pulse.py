"""The command on the pulse: what came of it. Answers are given in the window alone."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.rows.pulse import PulseRow
from huddle.rules.pulse_words import agree, bounds, follows, said


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    group = typer.Typer(help=_("The pulse: anonymous questions."), rich_markup_mode=None)
    group.command("results", help=_("Say what came of each quarter, the last first."))(results)
    app.add_typer(group, name="pulse")


def results(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Say what came of each quarter, the last first."""
    found = caller_of(context).ward().pulse.results()
    if as_json:
        show_json(found)
        return
    for row in found:
        typer.echo(f"{row.quarter}  {said(row)}")
    heads = (_("Quarter"), _("Agree"), _("Bounds"), _("Question"), _("What follows"))
    show_columns(heads, [line for row in found for line in _lines(row)])


def _lines(row: PulseRow) -> Iterator[tuple[str, ...]]:
    """A line for each question."""
    for one in row.results:
        yield row.quarter, agree(one), bounds(one), one.question.text, follows(one)
