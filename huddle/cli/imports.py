"""The command that brings a file in, says row by row what it does, and takes it back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from huddle import dates
from huddle.cli.arguments import one_of
from huddle.cli.caller import caller_of
from huddle.cli.output import AsJson, show_columns, show_json
from huddle.clock import local
from huddle.errors import Refused
from huddle.exchange.everything import is_everything
from huddle.exchange.tables import tables_of
from huddle.files import disk_errors_in_words
from huddle.i18n import _, ngettext
from huddle.import_words import DateOrder, ImportKind, RowFate
from huddle.labels import label
from huddle.rows.imports import ImportMapping, ImportPlan, ImportRunRow, ImportTable, ImportUndone
from huddle.rules.importing import mapping_file
from huddle.services.imports import Unanswered

_WordT = TypeVar("_WordT", bound=StrEnum)
_MOST_WORDS = 60


_Kind = Annotated[
    str,
    typer.Option(
        metavar="KIND",
        help=_("What its rows are: {words}.").format(words=", ".join(ImportKind)),
    ),
]
_Order = Annotated[
    str,
    typer.Option(
        "--date-order",
        metavar="ORDER",
        help=_("What comes first in 03/11/2021: {words}.").format(words=", ".join(DateOrder)),
    ),
]
_Mapping = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=_("What columns and words mean, as JSON.")),
]
_Sheet = Annotated[
    str, typer.Option(metavar="NAME", help=_("Which sheet of the file; else the first."))
]
_Reason = Annotated[
    str,
    typer.Option(metavar="TEXT", help=_("Why it comes in although it may tell who a patient is.")),
]
_LeaveOut = Annotated[
    bool,
    typer.Option("--leave-out-refused", help=_("Bring in the others where some rows cannot.")),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Say what it would do, and do nothing."))
]
_Undo = Annotated[str, typer.Option(metavar="IMPORT_ID", help=_("Take this import back."))]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import", help=_("Bring in a file, or take an import back."))(bring_in)
    app.command("imports", help=_("List the imports that were done."))(list_imports)


def bring_in(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=_("A CSV, XLSX, JSON or ICS file."))
    ] = None,
    *,
    kind: _Kind = "",
    sheet: _Sheet = "",
    mapping: _Mapping = None,
    date_order: _Order = "",
    reason: _Reason = "",
    leave_out_refused: _LeaveOut = False,
    dry_run: _DryRun = False,
    undo: _Undo = "",
    as_json: AsJson = False,
) -> None:
    """Bring in a file, or take an import back."""
    if undo:
        _say_undone(caller_of(context).ward().imports.take_back(undo), as_json=as_json)
        return
    if file is None:
        raise typer.BadParameter(_("Say which file: import FILE."))
    if file.suffix.lower() == ".json" and is_everything(file):
        done_all = caller_of(context).ward().everything.take_in(file)
        says = _("{count} rows read in: {file}")
        typer.echo(says.format(count=f"{done_all.count:,}", file=done_all.file))
        return
    given = ImportMapping(kind=_word(ImportKind, kind), date_order=_word(DateOrder, date_order))
    decided = mapping_file.together(given, _mapping_in(mapping))
    table, imports = _table(file, sheet), caller_of(context).ward().imports
    if dry_run:
        _show_plan(imports.plan(table, file.name, decided), as_json=as_json)
        return
    try:
        done = imports.bring_in(
            table, file.name, decided, reason=reason, leave_out_refused=leave_out_refused
        )
    except Unanswered:
        _show_plan(imports.plan(table, file.name, decided), as_json=as_json)
        raise
    if as_json:
        show_json(done)
        return
    _show_rows(done.plan)
    typer.echo(_("To take it back: import --undo {id}").format(id=done.run.id))


def list_imports(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the imports that were done, newest first."""
    caller = caller_of(context)
    ward = caller.ward()
    runs = ward.imports.runs()
    if as_json:
        show_json(runs)
        return
    heads = (_("Import"), _("When"), _("By"), _("File"), _("New"), _("Changed"), _("Taken back"))
    zone = ward.setting_up.unit().time_zone
    show_columns(heads, [_line(run, zone) for run in runs])


def _line(run: ImportRunRow, zone: str) -> tuple[str, ...]:
    at = local(run.at, zone)
    undone = local(run.undone_at, zone) if run.undone_at else None
    return (
        run.id,
        dates.in_table(at.date(), at.time()),
        run.by,
        run.file,
        str(run.new),
        str(run.changed),
        dates.in_table(undone.date(), undone.time()) if undone else "",
    )


def _word(words: type[_WordT], typed: str) -> _WordT | None:
    return words(one_of(typed, words)) if typed else None


def _mapping_in(file: Path | None) -> ImportMapping:
    if file is None:
        return ImportMapping()
    with disk_errors_in_words(file):
        return mapping_file.read(file.read_text(encoding="utf-8", errors="replace"))


def _table(file: Path, sheet: str) -> ImportTable:
    """The table of a file that is asked for.

    Raises:
        Refused: The file cannot be read, or has no sheet of that name.
    """
    tables = tables_of(file)
    for table in tables:
        if not sheet or table.name.casefold() == sheet.casefold():
            return table
    names = ", ".join(table.name for table in tables)
    says = _("There is no sheet “{name}”. There are: {names}.")
    raise Refused(says.format(name=sheet, names=names))


def _show_plan(plan: ImportPlan, *, as_json: bool) -> None:
    """Show how a file is understood.

    Raises:
        Refused: Something must be answered first; names the option that answers it.
    """
    if as_json:
        show_json(plan)
    else:
        _show_columns(plan)
    _refuse_questions(plan)


def _show_columns(plan: ImportPlan) -> None:
    typer.echo(
        _("{file} is read as {kind}. {how}.").format(
            file=plan.file, kind=label(plan.mapping.kind or ImportKind.ACTIONS), how=plan.how
        )
    )
    show_columns(
        (_("Column"), _("Says"), _("Why")),
        [(column.name, label(column.field), column.why) for column in plan.columns],
    )
    for owner in plan.owners:
        says = ngettext(
            "Nobody here is called “{words}”: {taken}, in {count} row.",
            "Nobody here is called “{words}”: {taken}, in {count} rows.",
            owner.count,
        )
        typer.echo(says.format(words=owner.words, taken=label(owner.is_a), count=owner.count))
    if not plan.has_questions:
        _show_rows(plan)
    for line in plan.guarded:
        typer.echo(line)


def _show_rows(plan: ImportPlan) -> None:
    heads = (_("Row"), _("What"), _("Code"), _("Words"), _("Why"))
    lines = [
        (str(row.number), label(row.fate), row.code, _short(row.text), row.says)
        for row in plan.rows
    ]
    show_columns(heads, lines)
    counts = (
        _("{fate}: {count}").format(fate=label(fate), count=plan.count(fate))
        for fate in RowFate
        if plan.count(fate)
    )
    typer.echo(" · ".join(counts))


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"


def _refuse_questions(plan: ImportPlan) -> None:
    """Refuse what must be answered first, and name what answers it."""
    if plan.missing:
        fields = ", ".join(plan.missing)
        says = _("No column says {fields}. Give --kind, or a --mapping that names the column.")
        raise Refused(says.format(fields=fields))
    if plan.asks_date_order:
        orders = " / ".join(f"--date-order {order}" for order in DateOrder)
        says = _("No day in the file tells whether the day or the month comes first: {options}.")
        raise Refused(says.format(options=orders))
    if plan.asks_statuses:
        words = ", ".join(f"“{word}”" for word, _count in plan.asks_statuses)
        says = _(
            "These words are no status: {words}. Say what they mean with --mapping, such as {as_it}"
        )
        example = '{"statuses": {"WIP": "in_progress"}}'
        raise Refused(says.format(words=words, as_it=example))


def _say_undone(undone: ImportUndone, *, as_json: bool) -> None:
    if as_json:
        show_json(undone)
        return
    says = ngettext(
        "{file} is taken back: {count} thing went, {back} put back.",
        "{file} is taken back: {count} things went, {back} put back.",
        undone.removed,
    )
    typer.echo(says.format(file=undone.run.file, count=undone.removed, back=undone.put_back))
    for line in undone.kept:
        typer.echo(line)
