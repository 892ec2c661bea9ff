"""What comes back on paper is typed in: a code leads to what it stands for, a sheet is a form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import col, select, update

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Account, Department, Item, ItemEvent, Part, PrintedSheet
from huddle.rows.items import ItemRow
from huddle.rows.paper import FormLine, FoundCode, PrintedSheetRow, SheetForm
from huddle.rules.codes import read_sheet_code
from huddle.rules.status_changes import ON_PAPER, STATUS_AFTER
from huddle.services import items, records
from huddle.services.finding import by_code
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.printed_sheets import of_code
from huddle.services.reading import item_row, item_rows
from huddle.services.setting_up import check_version
from huddle.services.templates import main_series
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Review, Status

_SAID_DONE = (Status.AWAITING_CHECK, Status.CLOSED)


class TypingIn(Service, called="typing_in"):
    """Codes as they were printed, and sheets as they come back."""

    def find(self, typed: str) -> FoundCode:
        """What a code stands for, however it was typed or scanned.

        Raises:
            Refused: It stands for nothing here.
        """
        with self._store.read() as reader:
            sheet_code = read_sheet_code(typed)
            if sheet_code and (sheet := of_code(reader, sheet_code)):
                return FoundCode(sheet_code, sheet=_sheet_row(reader, sheet))
            item = None if sheet_code else by_code(reader, typed)
            if item is None:
                raise _unknown(typed)
            return FoundCode(item.code, item=item_row(reader, item))

    def form(self, code: str) -> SheetForm:
        """A sheet as a form: its actions in its order, as they stand now.

        Raises:
            Refused: There is no such sheet.
        """
        with self._store.read() as reader:
            sheet = _sheet(reader, code)
            lines = _lines(reader, sheet)
            return SheetForm(
                sheet=_sheet_row(reader, sheet),
                lines=lines,
                gone_count=len(sheet.line_ids.split()) - len(lines),
                next_huddle_on=_next_huddle_on(reader),
            )

    def answer(
        self,
        code: str,
        line: FormLine,
        answer: Review,
        *,
        note: str = "",
        initials: str = "",
        due_on: dt.date | None = None,
    ) -> FormLine:
        """Say of one line what somebody wrote on the sheet.

        Args:
            code: The sheet's.
            line: The action as it was read.
            answer: Done, still going, blocked, or more time.
            note: What was written beside it; the reason when the day moves.
            initials: Of whoever wrote it.
            due_on: The new day, for more time.

        Raises:
            Refused: More time without a day or a reason; or the line is not on that sheet.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        from huddle.model.inputs import HandInput, validated  # noqa: PLC0415 - at first write

        if answer not in ON_PAPER:
            raise Refused(_("Choose done, still going, blocked or more time."))
        if answer is Review.MORE_TIME and due_on is None:
            raise Refused(_("Choose the new day."), "due_on")
        hand = validated(HandInput, initials=" ".join(initials.split()))["initials"]
        with self._store.write() as writer:
            sheet = _sheet(writer, code)
            if line.item.id not in sheet.line_ids.split():
                raise Refused(_("That action is not on this sheet."))
            item = found(writer, Item, line.item.id)
            check_version(item.row_version, line.item.row_version)
            if not _is_theirs(sheet, _line(sheet, item_row(writer, item))):
                raise Refused(_("That department has no part in this action any more."))
            if line.part is None:
                items.change(writer, item, _fields(item.status, answer, note, due_on))
            else:
                note = _answer_part(writer, line, answer, note, due_on)
            _log(writer, item, sheet.code, hand, note)
            return _line(sheet, item_row(writer, item))

    def finish(self, code: str) -> PrintedSheetRow:
        """Note that all of a sheet is typed in, by whom and when; its lines can still be changed.

        Raises:
            Refused: There is no such sheet.
        """
        with self._store.write() as writer:
            sheet = _sheet(writer, code)
            query = update(PrintedSheet).where(col(PrintedSheet.id) == sheet.id)
            values = {"typed_in_at": writer.now, "typed_in_by": writer.account_id}
            writer.execute(query.values(values))
            told = {"sheet": sheet.kind, "code": sheet.code}
            writer.note("type_in", "sheet", sheet.huddle_id or "", **told)
            writer.session.refresh(sheet)
            return _sheet_row(writer, sheet)


def _next_huddle_on(reader: Reader) -> dt.date | None:
    series, now = main_series(reader), reader.local_now
    return records.next_huddle_on(reader, series.id, now.date(), now.time())


def _unknown(typed: str) -> Refused:
    return Refused(
        _("Nothing here has the code “{code}”. Check its letters and try again.").format(
            code=" ".join(typed.split())
        )
    )


def _sheet(reader: Reader, code: str) -> PrintedSheet:
    sheet = of_code(reader, read_sheet_code(code) or "")
    if sheet is None:
        raise _unknown(code)
    return sheet


def _sheet_row(reader: Reader, sheet: PrintedSheet) -> PrintedSheetRow:
    ids = [one for one in (sheet.account_id, sheet.typed_in_by) if one]
    query = select(col(Account.id), col(Account.name)).where(col(Account.id).in_(ids))
    called = {row[0]: row[1] for row in reader.execute(query)}
    team = reader.session.get(Department, sheet.department_id) if sheet.department_id else None
    return PrintedSheetRow(
        code=sheet.code,
        kind=sheet.kind,
        printed_at=sheet.printed_at,
        printed_by=called.get(sheet.account_id, ""),
        huddle_id=sheet.huddle_id,
        series_id=sheet.series_id,
        held_on=sheet.held_on,
        department_id=sheet.department_id,
        department_name=team.name if team else "",
        item_id=sheet.item_id,
        month=sheet.month,
        has_lines=bool(sheet.line_ids),
        typed_in_at=sheet.typed_in_at,
        typed_in_by=called.get(sheet.typed_in_by or "", ""),
    )


def _lines(reader: Reader, sheet: PrintedSheet) -> tuple[FormLine, ...]:
    ids = sheet.line_ids.split()
    query = select(Item).where(
        col(Item.id).in_(ids), Item.unit_id == reader.unit_id, col(Item.deleted_at).is_(None)
    )
    by_id = {item.id: item for item in reader.session.exec(query)}
    rows = item_rows(reader, [by_id[one] for one in ids if one in by_id])
    lines = (_line(sheet, row) for row in rows if row.kind is ItemKind.ACTION)
    return tuple(line for line in lines if _is_theirs(sheet, line))


def _is_theirs(sheet: PrintedSheet, line: FormLine) -> bool:
    """Whether whoever had the sheet still has a say: not once its part was taken away."""
    if sheet.department_id is None or line.part is not None:
        return True
    return not line.item.parts or line.item.department_id == sheet.department_id


def _line(sheet: PrintedSheet, row: ItemRow) -> FormLine:
    own = [part for part in row.parts if part.department_id == sheet.department_id]
    # What a department has still to do comes before what it has done, as on its sheet.
    left = (part for part in own if part.status in OPEN_ACTION_STATUSES)
    return FormLine(row, next(left, own[0] if own else None))


def _fields(before: str, answer: Review, note: str, due_on: dt.date | None) -> dict[str, Any]:
    """What an answer changes; done once more is no check of it, and more time opens it again."""
    fields: dict[str, Any] = {"note": note} if note else {}
    if answer is Review.MORE_TIME:
        fields["due_on"] = due_on
        if before not in OPEN_ACTION_STATUSES:
            fields["status"] = Status.IN_PROGRESS.value
    elif answer is not Review.DONE or before not in _SAID_DONE:
        fields["status"] = STATUS_AFTER[answer].value
    return fields


def _answer_part(
    writer: Writer, line: FormLine, answer: Review, note: str, due_on: dt.date | None
) -> str:
    """A department answers for its own part; what it wrote stands at the whole with its name.

    Returns:
        What stands at the whole now.
    """
    if line.part is None:
        raise ValueError("the line has no part")
    if answer is Review.MORE_TIME and not note:
        raise Refused(_("A due day or time moves only with a reason: write why."), "note")
    part = found(writer, Part, line.part.id)
    item = items.change_part(
        writer, part, line.part.row_version, **_fields(part.status, answer, "", due_on)
    )
    if not note:
        return ""
    said = _("{department}: {note}").format(department=line.part.department_name, note=note)
    items.change(writer, item, {"note": said})
    return said


def _log(writer: Writer, item: Item, code: str, hand: str, note: str) -> None:
    """Put into the action's story what came from paper, each hand and all its words once.

    The action keeps only what was written last.
    """
    said = ": ".join(filter(None, (hand, note)))
    query = select(ItemEvent.note).where(
        ItemEvent.item_id == item.id, ItemEvent.what == "paper", ItemEvent.answer == code
    )
    known = writer.session.exec(query).all()
    if said not in known and (said or not known):
        items.log(writer, item, "paper", answer=code, note=said)
