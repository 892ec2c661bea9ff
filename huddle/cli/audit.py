"""Commands on the audit: reading it, and proving that it is as it was written."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated

import typer

from huddle import dates
from huddle.cli.arguments import iso_day, local_now, named, one_of
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.errors import Environment
from huddle.i18n import _
from huddle.rows.audit import AuditFilter, AuditRow
from huddle.vocabulary import AuditKind
from huddle.ward import Ward

_KINDS = [kind.value for kind in AuditKind]
_USUAL = 200


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=_("The audit: who did what, when and where."), rich_markup_mode=None)
    group.command("list", help=_("List its entries, newest first."))(list_entries)
    group.command("verify", help=_("Prove that it is as it was written."))(verify)
    app.add_typer(group, name="audit")


def list_entries(
    context: typer.Context,
    *,
    text: Annotated[str, typer.Option(help=_("Words of what was done, a code or a number."))] = "",
    kind: Annotated[str, typer.Option(help=", ".join(_KINDS))] = "",
    account: Annotated[
        str, typer.Option(metavar="NAME", help=_("Only what this account did."))
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help=_("From this day on."))] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help=_("Up to this day."))] = "",
    limit: Annotated[int, typer.Option(min=1, help=_("The most that are listed."))] = _USUAL,
    as_json: AsJson = False,
) -> None:
    """List the entries of the audit."""
    wanted = AuditFilter(
        text=text,
        kind=AuditKind(one_of(kind, _KINDS)) if kind else None,
        since=iso_day(since) if since else None,
        until=iso_day(until) if until else None,
    )
    ward = caller_of(context).ward()
    if account:
        wanted = _of(ward, wanted, account)
    found = ward.audit.entries(wanted, limit=limit)
    if as_json:
        show_json(found)
        return
    zone = local_now(ward).tzinfo
    heads = (_("No."), _("When"), _("Who"), _("Computer"), _("What"), _("About"), _("Details"))
    show_columns(heads, [_line(row, zone) for row in found])


def verify(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Prove that the audit is as it was written."""
    verdict = caller_of(context).ward().audit.verify()
    if as_json:
        show_json(verdict)
    else:
        for sentence in verdict.says:
            typer.echo(sentence)
    if not verdict.is_whole:
        raise Environment(_("The audit is not as it was written; see above."))


def _of(ward: Ward, wanted: AuditFilter, account: str) -> AuditFilter:
    found = named(account, ward.accounts.accounts())
    return dataclasses.replace(wanted, account_id=found.id)


def _line(row: AuditRow, zone: dt.tzinfo | None) -> tuple[str, ...]:
    changes = "; ".join(one.in_words for one in row.changes)
    when = dates.in_table(row.at.astimezone(zone))
    return str(row.number), when, row.who, row.pc, row.what, row.about, changes or row.gone
