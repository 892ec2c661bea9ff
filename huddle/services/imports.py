"""What comes in from a file: looked at first, then all of it or nothing, and taken back whole.

Everything slow is done before the write begins: the file is read, understood and compared with the
store in one reading transaction. The write only adds the rows that were made ready, in one
transaction. If somebody wrote meanwhile, which the head of the audit tells, the comparison is made
again inside it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import col, select

from huddle.cycles import uncollected
from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.import_words import ImportField, ImportKind, RowFate
from huddle.labels import label
from huddle.model import Account, ImportRun, ImportShape
from huddle.model.base import LINE_LENGTH
from huddle.rows.imports import (
    ImportDone,
    ImportMapping,
    ImportPlan,
    ImportRunRow,
    ImportTable,
    ImportUndone,
)
from huddle.rules.guarding import refuse_telling, says
from huddle.rules.identifiers import Finding
from huddle.rules.importing import mapping_file
from huddle.rules.importing.understanding import Understood, understand
from huddle.services import import_items, import_people, import_readings, import_undo
from huddle.services.guarded import Service
from huddle.services.import_run import Prepared, Progress, Run, let_go
from huddle.services.reading import guard_in
from huddle.store import audit
from huddle.store.database import large_cache
from huddle.store.transaction import Reader, Writer

_PREPARE = {
    ImportKind.ACTIONS: import_items.prepare,
    ImportKind.CONCERNS: import_items.prepare,
    ImportKind.COMMENTS: import_items.prepare,
    ImportKind.PEOPLE: import_people.prepare,
    ImportKind.MEASURES: import_readings.prepare,
}
_MOST_LISTED = 8
_FILE_NAME = 0
"""Where a finding stands that is in no row."""
_Found = tuple[tuple[int, Finding], ...]


class GuardAsks(Refused):
    """What comes in may tell who a patient is, and nobody said yet why it must."""


class Unanswered(Refused):
    """Something about the file must be answered before anything comes in."""


class Imports(Service, called="imports"):
    """Action logs, lists of people and readings that somebody keeps elsewhere."""

    @uncollected()
    def plan(
        self, table: ImportTable, file: str, decided: ImportMapping | None = None
    ) -> ImportPlan:
        """What bringing a table in would do, row by row; nothing is written.

        Args:
            table: The table.
            file: The name of its file, without the folder.
            decided: What a person said of it; the rest is guessed, with the reason.

        Raises:
            Refused: There is nothing in it, or it cannot be read to its end.
        """
        with self._store.read() as reader:
            understood = _understood(reader, table, decided)
            if not understood.is_clear:
                return _plan(table, file, understood, None, ())
            prepared = self._prepare(reader, understood)
            plan = _plan(table, file, understood, prepared, _guarded(reader, file, prepared))
        for held in (understood.cells, prepared.new, prepared.changed):
            let_go(held)
        return plan

    @uncollected()
    def bring_in(
        self,
        table: ImportTable,
        file: str,
        decided: ImportMapping | None = None,
        *,
        reason: str = "",
        leave_out_refused: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> ImportDone:
        """Bring a table in: all of it, or nothing.

        Args:
            table: The table.
            file: The name of its file, without the folder.
            decided: What a person said of it.
            reason: Why it comes in although it may tell who a patient is.
            leave_out_refused: Whether rows that cannot come in stay out, instead of all of them.
            progress: Is told how many rows are written, of how many; raises to stop it all.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Unanswered: Something about the file is still to be answered.
            Refused: A row cannot come in.
        """
        with self._store.read() as reader:
            head = audit.head(reader.connection)
            understood = _understood(reader, table, decided)
            _refuse_questions(understood)
            prepared = self._prepare(reader, understood)
            found = _guarded(reader, file, prepared)
        with self._store.write() as writer, large_cache(writer.connection):
            if audit.head(writer.connection) != head:
                prepared = self._prepare(writer, understood)
                found = _guarded(writer, file, prepared)
            let_go(understood.cells)
            _refuse_rows(prepared, is_agreed=leave_out_refused)
            kept_reason = _reason(writer, found, reason)
            run = Run(writer.new_id(), file[:LINE_LENGTH], writer, progress, prepared.total)
            row = _write(run, understood, prepared)
            if found:
                counts = Counter(finding.kind.value for _number, finding in found)
                writer.note("admit", "import_run", run.id, reason=kept_reason, **counts)
            plan = _plan(table, file, understood, prepared, found)
            return ImportDone(_run_row(writer, row), plan)

    def runs(self) -> tuple[ImportRunRow, ...]:
        """The imports that were done, newest first."""
        with self._store.read() as reader:
            query = select(ImportRun).where(ImportRun.unit_id == reader.unit_id)
            rows = reader.session.exec(query.order_by(col(ImportRun.id).desc())).all()
            return tuple(_run_row(reader, row) for row in rows)

    def take_back(self, run_id: str) -> ImportUndone:
        """Take an import back: what it added goes, what it changed is as it was.

        What somebody changed or used since stays, and is told.

        Raises:
            Refused: There is no such import, or it was taken back already.
        """
        with self._store.write() as writer:
            run = writer.session.get(ImportRun, run_id)
            if run is None or run.unit_id != writer.unit_id:
                raise Refused(_("There is no such import. Look in the list of imports."))
            if run.undone_at is not None:
                raise Refused(_("This import was taken back already."))
            removed, put_back, kept = import_undo.take_back(writer, run)
            writer.note("undo_import", "import_run", run.id, count=removed + put_back)
            return ImportUndone(_run_row(writer, run), removed, put_back, kept)

    def _prepare(self, reader: Reader, understood: Understood) -> Prepared:
        return _PREPARE[understood.kind](reader, understood, self._store.new_id)


def _understood(reader: Reader, table: ImportTable, decided: ImportMapping | None) -> Understood:
    return understand(table, decided or ImportMapping(), _kept_in(reader))


def _kept_in(reader: Reader) -> Callable[[str], ImportMapping | None]:
    """By a shape, what was decided of the last file that had it."""

    def kept(shape: str) -> ImportMapping | None:
        found = _shape_row(reader, shape)
        return mapping_file.read(found.mapping) if found else None

    return kept


def _shape_row(reader: Reader, shape: str) -> ImportShape | None:
    query = select(ImportShape).where(
        ImportShape.unit_id == reader.unit_id, ImportShape.shape == _digest(shape)
    )
    return reader.session.exec(query).first()


def _digest(shape: str) -> str:
    return hashlib.sha256(shape.encode()).hexdigest()


def _guarded(reader: Reader, file: str, prepared: Prepared) -> _Found:
    """What of the words that come in looks as if it told who a patient is, the file's name first.

    That name stays in the list of imports and in the story of what came in.
    """
    guard = guard_in(reader)
    words = [(_FILE_NAME, file.replace("_", " ")), *prepared.words]
    return tuple((number, finding) for number, said in words for finding in guard.findings(said))


def _reason(reader: Reader, found: _Found, reason: str) -> str:
    """The reason as the audit keeps it.

    Raises:
        GuardAsks: Something was found, and there is none.
        Refused: It would itself tell who a patient is.
    """
    from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

    if not found:
        return ""
    if not reason.strip():
        head = ngettext(
            "Nothing came in yet. Something in it may tell who a patient is:",
            "Nothing came in yet. {count} things in it may tell who a patient is:",
            len(found),
        )
        raise GuardAsks("\n".join((head.format(count=len(found)), *_listed(found))), "reason")
    refuse_telling(guard_in(reader), reason)
    kept: str = validated(ReasonInput, reason=reason)["reason"]
    return kept


def _listed(found: _Found) -> list[str]:
    """The first of what was found, a line each."""
    lines = [_in_words(number, says(finding)) for number, finding in found[:_MOST_LISTED]]
    more = len(found) - len(lines)
    if more:
        lines.append(ngettext("And one more.", "And {count} more.", more).format(count=more))
    return lines


def _in_words(number: int, said: str) -> str:
    if number == _FILE_NAME:
        return _("The file’s name: {says}").format(says=said)
    return _("Row {number}: {says}").format(number=number, says=said)


def _refuse_questions(understood: Understood) -> None:
    if understood.missing:
        fields = ", ".join(label(field) for field in understood.missing)
        raise Unanswered(
            _("No column says this: {fields}. Say which one does.").format(fields=fields)
        )
    if understood.asks_date_order:
        raise Unanswered(
            _("No day in the file tells whether the day or the month comes first. Say which."),
            ImportField.DAY,
        )
    if understood.asks_statuses:
        words = ", ".join(f"“{word}”" for word, _count in understood.asks_statuses[:_MOST_LISTED])
        raise Unanswered(
            _("Nobody knows what these words mean as a status: {words}. Say it.").format(
                words=words
            ),
            ImportField.STATUS,
        )


def _refuse_rows(prepared: Prepared, *, is_agreed: bool) -> None:
    refused = [row for row in prepared.rows if row.fate is RowFate.REFUSED]
    if refused and not is_agreed:
        head = ngettext(
            "One row cannot come in, so nothing did.",
            "{count} rows cannot come in, so nothing did.",
            len(refused),
        ).format(count=len(refused))
        raise Refused(f"{head} {_in_words(refused[0].number, refused[0].says)}")


def _write(run: Run, understood: Understood, prepared: Prepared) -> ImportRun:
    """Write what is prepared; gives the run."""
    writer = run.writer
    new, changed = prepared.count(RowFate.NEW), prepared.count(RowFate.CHANGED)
    row = ImportRun(
        id=run.id,
        unit_id=writer.unit_id,
        file=run.file,
        kind=understood.kind.value,
        at=writer.now,
        by=writer.account_id,
        new_count=new,
        changed_count=changed,
        left_count=len(prepared.rows) - new - changed,
    )
    writer.session.add(row)
    writer.session.flush()
    prepared.write(run)
    run.finish()
    _keep_mapping(writer, understood)
    writer.note("import", "import_run", run.id, file=run.file, new=new, changed=changed)
    return row


def _keep_mapping(writer: Writer, understood: Understood) -> None:
    """Read the next file of this shape in the same way."""
    text = mapping_file.written(understood.mapping)
    kept = _shape_row(writer, understood.shape)
    if kept is None:
        writer.add_plain(ImportShape, shape=_digest(understood.shape), mapping=text, at=writer.now)
        return
    kept.mapping, kept.at = text, writer.now
    writer.session.add(kept)
    writer.session.flush()


def _plan(
    table: ImportTable,
    file: str,
    understood: Understood,
    prepared: Prepared | None,
    found: _Found,
) -> ImportPlan:
    owners = prepared.owners if prepared else ()
    decided = {one.words.casefold(): one.is_a for one in owners}
    mapping = understood.mapping
    return ImportPlan(
        file=file,
        how=table.how,
        mapping=replace(mapping, owners={**mapping.owners, **decided}),
        header_at=understood.header_at,
        columns=understood.columns,
        rows=tuple(prepared.rows) if prepared else (),
        owners=owners,
        asks_date_order=understood.asks_date_order,
        asks_statuses=understood.asks_statuses,
        guarded=tuple(_listed(found)) if found else (),
        missing=understood.missing,
        is_known_shape=understood.is_known_shape,
    )


def _run_row(reader: Reader, run: ImportRun) -> ImportRunRow:
    by = reader.session.get(Account, run.by)
    return ImportRunRow(
        id=run.id,
        file=run.file,
        kind=ImportKind(run.kind),
        at=run.at,
        by=by.name if by else "",
        new=run.new_count,
        changed=run.changed_count,
        left=run.left_count,
        undone_at=run.undone_at,
    )
