"""The command that makes a sheet of paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huddle.cli.caller import caller_of
from huddle.errors import Refused
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder, is_web_page
from huddle.sheets.orders import Sheets
from huddle.sheets.stamp import PaperSize

_Theme = Annotated[
    str, typer.Option(metavar="NAME", help=_("Only what patients said of this theme."))
]
_Measure = Annotated[str, typer.Option(metavar="NAME", help=_("The measure, for its chart."))]
_Card = Annotated[
    str,
    typer.Option(metavar="NAME", help=_("A card, such as roles.scribe; without it all roles.")),
]
_Tool = Annotated[
    str, typer.Option(metavar="NAME", help=_("The tool, for its sheet for the wall."))
]
_Paper = Annotated[
    PaperSize | None,
    typer.Option(metavar="PAPER", help=_("a4, letter or a3; wide with -landscape after it.")),
]
_Item = Annotated[
    str, typer.Option(metavar="ID", help=_("The code of what went up, for its slip."))
]
_Reason = Annotated[
    str,
    typer.Option(metavar="TEXT", help=_("Why it leaves although it may tell who a patient is.")),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sheet", help=_("Make a sheet as PDF or web page."))(sheet)


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
    theme: _Theme = "",
    measure: _Measure = "",
    card: _Card = "",
    tool: _Tool = "",
    paper: _Paper = None,
    item: _Item = "",
    reason: _Reason = "",
) -> None:
    """Make a sheet as PDF or web page."""
    teams = (department,) if department else ()
    order = SheetOrder(
        kind,
        huddle,
        teams,
        series,
        item,
        month=month,
        theme=theme,
        measure=measure,
        card=card,
        tool=tool,
    )
    sheets, lies_on = caller_of(context).ward().sheets, paper or kind.laid_on(PaperSize.A4)
    try:
        made = _made(sheets, order, lies_on, as_page=is_web_page(out), reason=reason)
    except GuardAsks as asks:
        what_now = _("Leave that out, or say why it must stay: --reason TEXT.")
        raise Refused(f"{asks.message}\n{what_now}") from asks
    write_atomically(out.absolute(), made)
    typer.echo(_("{sheet}: {file}").format(sheet=order.title, file=out))


def _made(
    sheets: Sheets, order: SheetOrder, paper: PaperSize, *, as_page: bool, reason: str
) -> bytes:
    if as_page:
        return sheets.release_html(order, reason=reason)
    return sheets.release(order, paper, purpose="save", reason=reason)
