"""Sheets that left the program, by the codes on them."""

from __future__ import annotations

from sqlmodel import col, select

from huddle.model import Counter, PrintedSheet
from huddle.rules.codes import sheet_code_for
from huddle.store.transaction import Reader, Writer

_COUNTER = "sheet"


def codes_to_come(reader: Reader, count: int) -> tuple[str, ...]:
    """The codes that the next sheets will have, unless somebody else prints before."""
    query = select(col(Counter.next_number)).where(col(Counter.name) == _COUNTER)
    first = reader.execute(query).scalar_one_or_none() or 1
    return tuple(sheet_code_for(first + place) for place in range(count))


def take_codes(writer: Writer, count: int) -> tuple[str, ...]:
    """Codes for some sheets; they are never given out again."""
    return tuple(sheet_code_for(writer.next_number(_COUNTER)) for _place in range(count))


def of_code(reader: Reader, code: str) -> PrintedSheet | None:
    """The sheet of the unit that bears a code, if it is still known."""
    query = select(PrintedSheet).where(
        PrintedSheet.code == code, PrintedSheet.unit_id == reader.unit_id
    )
    return reader.session.exec(query).first()
