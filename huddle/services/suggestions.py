"""The program's own suggestions: which kinds a ward wants, and how often people took them.

A count says nothing of who decided or when: it is one number of the ward, changed by one statement
that leaves no trace in the audit.
"""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.model import Suggestion
from huddle.rows.suggestions import SuggestionRow
from huddle.services.guarded import Service
from huddle.store.transaction import Reader, Writer
from huddle.tool_words import SuggestionKind


class Suggestions(Service, called="suggestions"):
    """What the program suggests by itself."""

    def kinds(self) -> tuple[SuggestionRow, ...]:
        """Every kind, whether it is on, and what people did with it."""
        with self._store.read() as reader:
            return kinds(reader)

    def turn(self, kind: SuggestionKind, *, is_on: bool) -> None:
        """Let the whole ward have a kind of suggestion, or not."""
        with self._store.write() as writer:
            writer.change(_kept(writer, kind), is_off=not is_on)

    def taken(self, kind: SuggestionKind) -> None:
        """Count that somebody took a suggestion."""
        with self._store.write() as writer:
            count(writer, kind, is_taken=True)

    def declined(self, kind: SuggestionKind) -> None:
        """Count that somebody declined a suggestion."""
        with self._store.write() as writer:
            count(writer, kind, is_taken=False)


def kinds(reader: Reader) -> tuple[SuggestionRow, ...]:
    """Every kind, in the order in which they are listed."""
    kept = {one.kind: one for one in reader.session.exec(_of_the_unit(reader))}
    return tuple(_row(kind, kept.get(kind.value)) for kind in SuggestionKind)


def wanted(reader: Reader) -> frozenset[SuggestionKind]:
    """The kinds that the ward did not turn off."""
    query = select(Suggestion.kind).where(
        Suggestion.unit_id == reader.unit_id, col(Suggestion.is_off).is_(True)
    )
    return frozenset(SuggestionKind) - {SuggestionKind(kind) for kind in reader.session.exec(query)}


def count(writer: Writer, kind: SuggestionKind, *, is_taken: bool) -> None:
    """Count one decision, without who made it and when."""
    column = col(Suggestion.accepted) if is_taken else col(Suggestion.declined)
    row = _kept(writer, kind)
    counted = update(Suggestion).where(col(Suggestion.id) == row.id)
    writer.execute(counted.values({column: column + 1}))
    writer.touched(Suggestion, row.id)


def _kept(writer: Writer, kind: SuggestionKind) -> Suggestion:
    """The row of a kind, which is made when it is needed first."""
    query = _of_the_unit(writer).where(Suggestion.kind == kind.value)
    found = writer.session.exec(query).first()
    if found is not None:
        return found
    # By nobody, and not of the moment of the first decision.
    since, nobody = writer.unit.created_at, {"created_by": "", "updated_by": "", "row_version": 1}
    writer.add_plain(Suggestion, kind=kind.value, created_at=since, updated_at=since, **nobody)
    return writer.session.exec(query).one()


def _of_the_unit(reader: Reader) -> SelectOfScalar[Suggestion]:
    return select(Suggestion).where(Suggestion.unit_id == reader.unit_id)


def _row(kind: SuggestionKind, kept: Suggestion | None) -> SuggestionRow:
    if kept is None:
        return SuggestionRow(kind)
    return SuggestionRow(kind, not kept.is_off, kept.accepted, kept.declined)
