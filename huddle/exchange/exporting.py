"""What leaves as a file for other programs: the guard asks, the audit says so, then it is written.

Rows are read twice in one unchanging picture of the data, to be looked through and to be written;
so nothing is kept in memory, and no word stands on the disk before the guard has asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Generic
from zoneinfo import ZoneInfo

from huddle.exchange import as_csv, as_ics, as_json, as_xlsx, rows
from huddle.exchange.columns import RowT, Table
from huddle.exchange.formats import Exported, ExportTo, Format
from huddle.exchange.looking import Look
from huddle.exchange.our_tables import ACTIONS, AUDIT, CONCERNS, FEEDBACK, HUDDLES, MEASURES
from huddle.files import written_atomically
from huddle.rows.audit import AuditFilter
from huddle.rows.feedback import FeedbackRow
from huddle.rows.huddles import EVERY_HUDDLE, HuddlesFilter
from huddle.rows.items import FollowUpsFilter
from huddle.services import audit_log, feedback
from huddle.services.guarded import Service
from huddle.services.reading import guard_in
from huddle.store.transaction import Reader

if TYPE_CHECKING:
    from collections import Counter

EVERY_ACTION = FollowUpsFilter(status="all")
_EVERY_ENTRY = AuditFilter()


@dataclass(frozen=True, slots=True)
class _Source(Generic[RowT]):
    """What is exported.

    Attributes:
        table: What its columns are.
        rows: Reads it; asked twice.
        hides: Counts the sensitive items that it may leave out; none where it holds no items.
        entry: Makes an entry of a calendar; none where it is no matter of days.
    """

    table: Table[RowT]
    rows: Callable[[Reader], Iterator[RowT]]
    hides: Callable[[Reader], int] | None = None
    entry: Callable[..., Any] | None = None


class Exporting(Service, called="export"):
    """Tables of what a unit holds, as whoever exports may see it."""

    def actions(self, to: ExportTo, wanted: FollowUpsFilter = EVERY_ACTION) -> Exported:
        """Export actions.

        Args:
            to: Where to, and how.
            wanted: Which.

        Raises:
            GuardAsks: They may tell who a patient is, and no reason is given.
            Refused: The reason cannot be kept.
            Environment: The file cannot be written.
        """
        read = partial(rows.actions, wanted=wanted)
        hidden = partial(rows.hidden_actions, wanted=wanted)
        return self._export(to, _Source(ACTIONS, read, hidden, as_ics.task))

    def concerns(self, to: ExportTo) -> Exported:
        """Export all concerns; as `actions`."""
        return self._export(to, _Source(CONCERNS, rows.concerns, rows.hidden_concerns))

    def huddles(self, to: ExportTo, wanted: HuddlesFilter = EVERY_HUDDLE) -> Exported:
        """Export huddles; as `actions`."""
        read = partial(rows.huddles, wanted=wanted)
        return self._export(to, _Source(HUDDLES, read, entry=as_ics.appointment))

    def measures(self, to: ExportTo, measure_id: str = "") -> Exported:
        """Export the readings of a measure, or of all; as `actions`."""
        return self._export(to, _Source(MEASURES, partial(rows.readings, measure_id=measure_id)))

    def audit(self, to: ExportTo, wanted: AuditFilter = _EVERY_ENTRY) -> Exported:
        """Export entries of the audit, oldest first; as `actions`."""
        return self._export(to, _Source(AUDIT, partial(audit_log.in_order, wanted=wanted)))

    def feedback(self, to: ExportTo) -> Exported:
        """Hand what was said of the program to its maker, and keep when; as `actions`."""
        handed: set[str] = set()

        def said(reader: Reader) -> Iterator[FeedbackRow]:
            for row in feedback.every(reader):
                handed.add(row.id)
                yield row

        done = self._export(to, _Source(FEEDBACK, said))
        with self._store.write() as writer:
            feedback.mark_handed_on(writer, handed)
        return done

    def _export(self, to: ExportTo, source: _Source[RowT]) -> Exported:
        with self._store.read() as reader:
            hidden_count = _hide_sensitive(reader, to, source)
            look, count = Look(guard_in(reader)), 0
            for row in source.rows(reader):
                look.over(source.table.written(row))
                count += 1
            self._note(to, source.table.name, count, look.kinds, look.why(to.reason))
            with written_atomically(to.file.absolute()) as file:
                _write(file, to, source, reader)
            return Exported(to.file, count, hidden_count)

    def _note(self, to: ExportTo, what: str, count: int, found: Counter[str], why: str) -> None:
        """Put into the audit what leaves, and that somebody overrode the guard; never the words."""
        with self._store.write() as writer:
            if why:
                writer.note("override", what, "", found=dict(found), reason=why)
            shows = {"shows": "sensitive"} if to.with_sensitive else {}
            writer.note("export", what, "", file=to.format.value, count=count, **shows)


def _hide_sensitive(reader: Reader, to: ExportTo, source: _Source[Any]) -> int:
    """Leave sensitive items out unless they are asked for and may be seen; how many they are."""
    if source.hides is None or (to.with_sensitive and reader.sees_sensitive):
        return 0
    count = source.hides(reader)
    reader.hide_sensitive()
    return count


def _write(file: BinaryIO, to: ExportTo, source: _Source[RowT], reader: Reader) -> None:
    zone, table = ZoneInfo(reader.time_zone), source.table
    found: Iterable[RowT] = source.rows(reader)
    if to.format is Format.CSV:
        as_csv.write(file, table, found, zone, is_plain=to.is_plain)
    elif to.format is Format.XLSX:
        as_xlsx.write(file, table, found, zone)
    elif to.format is Format.ICS and source.entry is not None:
        as_ics.write(file, found, partial(source.entry, zone=zone), reader.now)
    else:
        as_json.write(file, table, found)
