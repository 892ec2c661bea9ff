"""Actions, concerns and what patients said, out of the rows of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportKind, RowFate
from huddle.labels import label
from huddle.model import Item, ItemEvent, Part
from huddle.model.base import NAME_LENGTH, TEXT_LENGTH
from huddle.rows.imports import ImportRowRow
from huddle.rules.codes import code_for
from huddle.rules.importing.cell_words import line_of
from huddle.rules.importing.folding import Thread, fold
from huddle.rules.importing.lines import ItemLine, LineReader
from huddle.rules.importing.understanding import Understood
from huddle.rules.names import Named
from huddle.rules.owner_words import Owners
from huddle.rules.status_changes import may_follow
from huddle.services import items
from huddle.services.import_matches import Match, Matches, number_of
from huddle.services.import_names import Names
from huddle.services.import_run import Prepared, Run
from huddle.services.patient_voice import counted_themes
from huddle.services.people import found
from huddle.services.templates import main_series
from huddle.store.transaction import Reader
from huddle.vocabulary import FINISHED_STATUSES, STATUSES_OF, ItemKind, Status

_KINDS = {
    ImportKind.ACTIONS: ItemKind.ACTION,
    ImportKind.CONCERNS: ItemKind.CONCERN,
    ImportKind.COMMENTS: ItemKind.PATIENT_VOICE,
}
_DONE = set(FINISHED_STATUSES) - {Status.CANCELLED}
_MIDDAY = dt.time(12)
_NAMED = ("owner_id", "department_id", "raised_by_department_id", "raised_by_person_id")
_CHANGED_AT_ONCE = 10
"""A change is an act of its own, and takes as long as many rows that are new."""
_BEFORE = ("status", "due_on", "due_time", "done_at", "done_on", "move_count", "first_due_on")


def prepare(reader: Reader, understood: Understood, new_id: Callable[[], str]) -> Prepared:
    """What bringing the rows in will do.

    Args:
        reader: A read, or the write that will do it.
        understood: The file, without a question left.
        new_id: Makes row ids.
    """
    return _Items(reader, understood, new_id).prepared()


@dataclass(frozen=True, slots=True)
class _New:
    """What comes in as something new; its fields are made when it is written.

    Attributes:
        thread: What the rows say.
        owners: Who owns it.
        note: What has no field of its own.
    """

    thread: Thread
    owners: Owners
    note: str


class _Items:
    """Decides of each row what becomes of it, then writes it."""

    def __init__(self, reader: Reader, understood: Understood, new_id: Callable[[], str]) -> None:
        self._reader = reader
        self._understood = understood
        self._new_id = new_id
        self._kind = _KINDS[understood.kind]
        self._names = Names.of(reader, new_id)
        self._rows = [ImportRowRow(0, RowFate.BLANK)] * len(understood.cells)
        self._new: list[_New] = []
        self._changed: list[tuple[Thread, Match, dict[str, Any]]] = []
        self._series_id = main_series(reader).id
        has_themes = self._kind is ItemKind.PATIENT_VOICE
        themes = counted_themes(reader) if has_themes else ()
        self._themes = {name.casefold(): name for name in themes}

    def prepared(self) -> Prepared:
        """Look at every row."""
        threads = fold(self._lines(), says_again=self._kind is not ItemKind.PATIENT_VOICE)
        self._names.learn_owners(
            [thread.owner for thread in threads if thread.owner], self._understood.mapping.owners
        )
        for thread in threads:
            self._names.department(thread.line.department)
        owners_of = self._names.reader()
        matches = Matches.of(self._reader, self._kind, threads, self._names.known)
        for thread in threads:
            owners = owners_of(thread.owner)
            match = matches.take(thread, self._owner_name(owners))
            if match is None:
                self._add(thread, owners)
            else:
                self._compare(thread, match)
        return Prepared(
            self._rows,
            self._words(),
            self._new,
            self._write,
            changed=self._changed,
            owners=self._names.owners,
        )

    def _owner_name(self, owners: Owners) -> str:
        """The owner by the name that an item would have; only actions have one."""
        if self._kind is not ItemKind.ACTION:
            return ""
        if owners.owner is not None:
            return owners.owner.name if owners.owner.what != "department" else ""
        return owners.unknown[:NAME_LENGTH]

    def _lines(self) -> Iterator[ItemLine]:
        understood = self._understood
        zone = ZoneInfo(self._reader.time_zone)
        reader = LineReader(understood.kind, understood.columns, understood.mapping, zone)
        for number, cells in understood.rows:
            if not any(map(line_of, cells)):
                self._keep(ImportRowRow(number, RowFate.BLANK))
                continue
            try:
                line = _checked(self._kind, reader.line(number, cells))
            except Refused as refused:
                text = next(filter(None, map(line_of, cells)), "")
                self._keep(ImportRowRow(number, RowFate.REFUSED, text, refused.message))
            else:
                yield line

    # What becomes of an action

    def _keep(self, row: ImportRowRow) -> None:
        """Keep what becomes of a row, in the order of the file."""
        self._rows[row.number - self._understood.header_at - 1] = row

    def _compare(self, thread: Thread, match: Match) -> None:
        """Say what a file changes of an item that is there."""
        changes = {} if match.said == thread.said else _changes(self._kind, thread, match)
        status = changes.get("status", match.status)
        if not changes:
            says = _("{code} is there already.").format(code=match.code)
            self._tell(thread, RowFate.DUPLICATE, says, match.code)
        elif not may_follow(self._kind, match.status, status):
            says = _("{code} is {before} and cannot become {after}.").format(
                code=match.code, before=label(match.status), after=label(status)
            )
            self._tell(thread, RowFate.REFUSED, says, match.code)
        else:
            self._changed.append((thread, match, changes))
            self._tell(thread, RowFate.CHANGED, _change_in_words(match, changes), match.code)

    def _tell(self, thread: Thread, fate: RowFate, says: str, code: str = "") -> None:
        """Say of each row of a thread what becomes of it; later ones may add to the first."""
        first = thread.line.number
        for number, has_changed in thread.numbers.items():
            row = ImportRowRow(number, fate, line_of(thread.line.text), says, code)
            if number != first and fate is RowFate.NEW:
                row = replace(row, fate=RowFate.DUPLICATE, says=_says_again(first))
                if has_changed:
                    row = replace(row, fate=RowFate.CHANGED, says=_goes_on(first, thread))
            elif number != first and fate is RowFate.CHANGED:
                row = replace(row, fate=RowFate.DUPLICATE, says=_says_again(first))
            self._keep(row)

    def _add(self, thread: Thread, owners: Owners) -> None:
        note = self._note(thread.line, thread.owner, owners)
        if len(note) > TEXT_LENGTH:
            says = _("Its notes are longer than {most} characters together. Shorten them.")
            self._tell(thread, RowFate.REFUSED, says.format(most=f"{TEXT_LENGTH:,}"))
            return
        self._tell(thread, RowFate.NEW, "")
        self._new.append(_New(thread, owners, note))

    def _row(self, new: _New) -> dict[str, Any]:
        """The fields of something new."""
        thread, line = new.thread, new.thread.line
        status = self._status(thread)
        return {
            "id": self._new_id(),
            "kind": self._kind.value,
            "status": status.value,
            "text": line.text,
            "raised_on": min(line.raised_on or self._reader.today, self._reader.today),
            "series_id": self._series_id,
            "due_on": thread.due_on,
            "due_time": thread.due_time,
            "first_due_on": line.due_on or thread.due_on,
            "move_count": int(line.due_on not in (None, thread.due_on)),
            "place": line.place,
            "is_priority": line.is_priority,
            "is_sensitive": line.is_sensitive,
            "how_known": line.how_known,
            "stage_id": self._names.stage(line.stage),
            "theme": self._theme(line),
            "note" if self._kind is ItemKind.ACTION else "why": new.note,
            **self._done(status, thread.done_on),
            **self._owner_fields(thread, new.owners),
        }

    def _status(self, thread: Thread) -> Status:
        return thread.status or STATUSES_OF[self._kind][0]

    def _done(self, status: Status, done_on: dt.date | None) -> dict[str, Any]:
        if status not in _DONE:
            return {}
        today = self._reader.today
        day = min(done_on or today, today)
        at = dt.datetime.combine(day, _MIDDAY, self._reader.local_now.tzinfo)
        return {"done_on": day, "done_at": min(at.astimezone(dt.UTC), self._reader.now)}

    def _owner_fields(self, thread: Thread, owners: Owners) -> dict[str, Any]:
        """Who owns it, and the department that it belongs to as a whole."""
        team = self._names.department(thread.line.department)
        owner, is_said = owners.owner, self._kind is not ItemKind.ACTION
        names = ("raised_by_department_id", "raised_by_person_id")
        team_field, owner_field = names if is_said else ("department_id", "owner_id")
        fields: dict[str, Any] = {team_field: team} if team else {}
        if owner is not None and owner.what == "department":
            if team and not is_said:
                fields["raised_by_department_id"] = team
            return {**fields, team_field: owner.id}
        if owner is not None:
            return {**fields, owner_field: owner.id}
        return {**fields, "owner_text": self._owner_text(owners)}

    def _owner_text(self, owners: Owners) -> str:
        """The name of an owner whom nobody knows; of what was said there is none."""
        is_named = owners.owner is not None or self._kind is not ItemKind.ACTION
        return "" if is_named else owners.unknown[:NAME_LENGTH]

    def _note(self, line: ItemLine, words: str, owners: Owners) -> str:
        """What has no field of its own is kept as words."""
        said = [line.note]
        is_said = self._kind is not ItemKind.ACTION
        if is_said and owners != Owners(owner=owners.owner):
            said.append(_("Raised by: {name}").format(name=line_of(words)))
        elif len(owners.unknown) > NAME_LENGTH:
            said.append(_("Owner: {name}").format(name=owners.unknown))
        if line.stage and not self._names.stage(line.stage):
            said.append(_("Journey stage: {name}").format(name=line.stage))
        if line.theme and not self._theme(line):
            said.append(_("Theme: {name}").format(name=line.theme))
        return "\n".join(filter(None, said))

    def _theme(self, line: ItemLine) -> str:
        """The theme as the ward writes it, or as the file does; empty where it is too long."""
        theme = self._themes.get(line.theme.casefold(), line.theme)
        return theme if len(theme) <= NAME_LENGTH else ""

    def _parts(self, new: _New, item_id: str) -> Iterator[dict[str, Any]]:
        status = self._status(new.thread)
        part_status = Status.CLOSED if status in FINISHED_STATUSES else Status.NOT_STARTED
        if status in (Status.IN_PROGRESS, Status.BLOCKED, Status.CANCELLED):
            part_status = status
        for position, team in enumerate(self._sharing(new)):
            yield {
                "id": self._new_id(),
                "item_id": item_id,
                "department_id": team.id,
                "status": part_status.value,
                "due_on": new.thread.due_on,
                "position": position,
            }

    def _sharing(self, new: _New) -> tuple[Named, ...]:
        """The departments that each do a part of it; only actions have any."""
        return new.owners.departments if self._kind is ItemKind.ACTION else ()

    def _others(self, new: _New) -> str:
        """Who else was named; empty where only the owner was, or nobody owns it here."""
        owners = new.owners
        if owners.owner is None or self._kind is not ItemKind.ACTION:
            return ""
        return ", ".join(filter(None, (*(one.name for one in owners.others), owners.unknown)))

    def _story_of_others(self, new: _New, item_id: str) -> Iterator[dict[str, Any]]:
        """Its story tells who else was named: only one can be accountable."""
        if others := self._others(new):
            yield {
                "item_id": item_id,
                "at": self._reader.now,
                "by": self._reader.account_id,
                "what": "owner",
                "answer": line_of(new.thread.owner)[:NAME_LENGTH],
                "note": _("also named: {names}").format(names=others),
            }

    def _words(self) -> Iterator[tuple[int, str]]:
        """All that is new and in somebody's words, with the row where it stands."""
        made = self._names.made(self._used())
        for new in self._new:
            line, owner = new.thread.line, self._owner_text(new.owners)
            said = (line.text, line.place, owner, line.how_known, self._theme(line), new.note)
            others = line_of(new.thread.owner) if self._others(new) else ""
            # What the import makes stands where it is named first.
            names = (made.pop(one, "") for one in self._named_by(new)) if made else ()
            for words in filter(None, (*said, others, *names)):
                yield line.number, words

    def _used(self) -> set[str]:
        """Who and which departments are named by what is new; asked where the import makes some."""
        new = self._new if self._names.makes_any else []
        return {row_id for one in new for row_id in self._named_by(one)}

    def _named_by(self, new: _New) -> list[str]:
        fields = self._owner_fields(new.thread, new.owners)
        owning = [fields[name] for name in _NAMED if name in fields]
        return owning + [team.id for team in self._sharing(new)]

    # Writing

    def _write(self, run: Run) -> None:
        self._names.write(run, self._used())
        first = run.writer.next_number("code", len(self._new)) if self._new else 0
        for lot in run.lots(self._new):
            self._write_new(run, lot, first)
            first += len(lot)
        for changed in run.lots(self._changed, _CHANGED_AT_ONCE):
            for thread, match, changes in changed:
                self._write_change(run, thread, match, changes)

    def _write_new(self, run: Run, lot: list[_New], first: int) -> None:
        """Write some together, the first of them with a number that makes its code."""
        rows = [
            self._row(new) | {"code": code_for(number), "import_run_id": run.id}
            for number, new in enumerate(lot, start=first)
        ]
        written = [(new, row["id"]) for new, row in zip(lot, rows, strict=True)]
        run.writer.add_many(Item, rows)
        run.writer.add_many(Part, [part for one in written for part in self._parts(*one)])
        run.writer.add_many_plain(
            ItemEvent, [told for one in written for told in self._story_of_others(*one)]
        )
        for new, row in zip(lot, rows, strict=True):
            self._note_new(run, new.thread, row)

    def _note_new(self, run: Run, thread: Thread, row: dict[str, Any]) -> None:
        for number in thread.numbers:
            told = self._rows[number - self._understood.header_at - 1]
            self._keep(ImportRowRow(number, told.fate, told.text, told.says, row["code"]))
        run.note(
            Item,
            row["id"],
            number=thread.line.number,
            said=thread.said,
            reference=number_of(thread),
        )

    def _write_change(
        self, run: Run, thread: Thread, match: Match, changes: dict[str, Any]
    ) -> None:
        item = found(run.writer, Item, match.id)
        before, note = {name: getattr(item, name) for name in _BEFORE}, item.note
        reason = _("brought in from the file “{file}”").format(file=run.file)
        item = items.change(run.writer, item, {**changes, "note": reason})
        # The reason stands in its story; the last thing that somebody wrote stays.
        item = run.writer.change(item, note=note, **self._done_then(item, thread, changes))
        run.note(
            Item,
            item.id,
            number=thread.line.number,
            row_version=item.row_version,
            before=before,
            said=thread.said,
            reference=number_of(thread),
        )

    def _done_then(self, item: Item, thread: Thread, changes: dict[str, Any]) -> dict[str, Any]:
        """The day on which the file says that it was done, rather than that of the import."""
        if "status" not in changes or thread.done_on is None:
            return {}
        return self._done(Status(item.status), thread.done_on)


def _checked(kind: ItemKind, line: ItemLine) -> ItemLine:
    """The row as an item may hold it.

    Raises:
        Refused: A text is too long; says which.
    """
    texts = {name: getattr(line, name) for name in ("text", "place", "how_known", "note")}
    if all(len(text) <= NAME_LENGTH and text.isprintable() for text in texts.values()):
        # Nearly all rows are so short, and checking them in full takes as long as reading them.
        return line
    from huddle.model.inputs import ItemInput, validated  # noqa: PLC0415 - at first write

    values = validated(ItemInput, kind=kind, **texts)
    del values["kind"]
    return replace(line, **values)


def _changes(kind: ItemKind, thread: Thread, match: Match) -> dict[str, Any]:
    if kind is ItemKind.PATIENT_VOICE:
        return {}
    changes: dict[str, Any] = {}
    is_checked_later = (match.status, thread.status) == (Status.AWAITING_CHECK, Status.CLOSED)
    if thread.status not in (None, match.status) and not is_checked_later:
        changes["status"] = thread.status
    due = (thread.due_on, thread.due_time)
    if thread.due_on is not None and due != (match.due_on, match.due_time):
        changes |= {"due_on": thread.due_on, "due_time": thread.due_time}
    return changes


def _change_in_words(match: Match, changes: dict[str, Any]) -> str:
    said = []
    if "status" in changes:
        said.append(
            _("{before} becomes {after}").format(
                before=label(match.status), after=label(changes["status"])
            )
        )
    if "due_on" in changes:
        day = dates.in_table(changes["due_on"], changes["due_time"])
        said.append(_("it is due {day}").format(day=day))
    return _("{code}: {changes}.").format(code=match.code, changes=", ".join(said))


def _says_again(first: int) -> str:
    return _("It says again what row {number} says.").format(number=first)


def _goes_on(first: int, thread: Thread) -> str:
    says = _("It goes on with row {number}, which comes in as {status}.")
    status = label(thread.status) if thread.status else _("it is")
    return says.format(number=first, status=status)
