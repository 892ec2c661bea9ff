"""The command that finds anything that was ever said."""

from __future__ import annotations

from typing import Annotated

import typer

from huddle import dates
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.found import FoundRow

_MANY = 50
_MOST = 10_000


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("search", help=_("Find anything that was said, newest and nearest first."))(search)


def search(
    context: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT",
            help=_(
                'Words, "a phrase", -not, is:overdue, kind:concern, owner:NAME, department:NAME, '
                "stage:NAME, before:DAY, after:DAY. Put -- before it if it begins with a minus."
            ),
        ),
    ],
    *,
    limit: Annotated[
        int, typer.Option(min=1, max=_MOST, help=_("The most that is listed."))
    ] = _MANY,
    as_json: AsJson = False,
) -> None:
    """Find anything that was said."""
    found = caller_of(context).ward().search.find(" ".join(text), limit=limit)
    rows = found.rows[:limit]
    if as_json:
        show_json(rows)
        return
    heads = (_("Kind"), _("Code"), _("Day"), _("Status"), _("Owner"), _("What"))
    show_columns(heads, [_line(row) for row in rows])
    if found.has_more or len(found.rows) > limit:
        typer.echo(_("There is more: see more of it with --limit, or say more words."), err=True)


def _line(row: FoundRow) -> tuple[str, ...]:
    day = dates.in_table(row.on) if row.on else ""
    status = label(row.status) if row.status else ""
    return label(row.kind), row.code, day, status, row.owner_name, row.text
