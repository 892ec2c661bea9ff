"""Actions, concerns and what patients said, out of the rows of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportKind, RowFate
from huddle.model import Item, ItemEvent, Part
from huddle.model.base import NAME_LENGTH, TEXT_LENGTH
from huddle.rows import ImportRowRow
from huddle.rules.codes import code_for
from huddle.rules.importing.cell_words import line_of
from huddle.rules.importing.folding import Thread, fold
from huddle.rules.importing.lines import ItemLine, LineReader
from huddle.rules.importing.understanding import Understood
from huddle.rules.owner_words import Owners
from huddle.rules.status_changes import may_follow
from huddle.services import items
from huddle.services.import_matches import Match, Matches, number_of
from huddle.services.import_names import Names
from huddle.services.import_run import Prepared, Run
from huddle.services.people import found
from huddle.services.templates import main_series
from huddle.store.transaction import Reader
from huddle.vocabulary import FINISHED_STATUSES, STATUSES_OF, ItemKind, Status, label

_KINDS = {
    ImportKind.ACTIONS: ItemKind.ACTION,
    ImportKind.CONCERNS: ItemKind.CONCERN,
    ImportKind.COMMENTS: ItemKind.PATIENT_VOICE,
}
_DONE = set(FINISHED_STATUSES) - {Status.CANCELLED}
_MIDDAY = dt.time(12)
_NAMED = ("owner_id", "department_id", "raised_by_department_id", "raised_by_person_id")
_BEFORE = ("status", "due_on", "due_time", "done_at", "done_on", "move_count", "first_due_on")


def prepare(reader: Reader, understood: Understood, new_id: Callable[[], str]) -> Prepared:
    """What bringing the rows in will do.

    Args:
        reader: A read, or the write that will do it.
        understood: The file, without a question left.
        new_id: Makes row ids.
    """
    return _Items(reader, understood, new_id).prepared()


class _Items:
    """Decides of each row what becomes of it, then writes it."""

    def __init__(self, reader: Reader, understood: Understood, new_id: Callable[[], str]) -> None:
        self._reader = reader
        self._understood = understood
        self._new_id = new_id
        self._kind = _KINDS[understood.kind]
        self._names = Names.of(reader, new_id)
        self._fates: dict[int, ImportRowRow] = {}
        self._new: list[tuple[Thread, dict[str, Any]]] = []
        self._changed: list[tuple[Thread, Match, dict[str, Any]]] = []
        self._parts: list[dict[str, Any]] = []
        self._told: list[dict[str, Any]] = []
        self._named: list[tuple[int, str]] = []
        self._series_id = main_series(reader).id

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
        rows = [self._fates[number] for number, _cells in self._understood.rows]
        return Prepared(rows, list(self._words()), self._write, self._names.owners)

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
                self._fates[number] = ImportRowRow(number, RowFate.BLANK)
                continue
            try:
                line = _checked(self._kind, reader.line(number, cells))
            except Refused as refused:
                text = next(filter(None, map(line_of, cells)), "")
                self._fates[number] = ImportRowRow(number, RowFate.REFUSED, text, refused.message)
            else:
                yield line

    # What becomes of an action

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
            self._fates[number] = row

    def _add(self, thread: Thread, owners: Owners) -> None:
        line, item_id = thread.line, self._new_id()
        note = self._note(line, thread.owner, owners)
        if len(note) > TEXT_LENGTH:
            says = _("Its notes are longer than {most} characters together. Shorten them.")
            self._tell(thread, RowFate.REFUSED, says.format(most=f"{TEXT_LENGTH:,}"))
            return
        self._tell(thread, RowFate.NEW, "")
        status = thread.status or STATUSES_OF[self._kind][0]
        row: dict[str, Any] = {
            "id": item_id,
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
            **self._done(status, thread.done_on),
            **self._owner_fields(thread, owners),
        }
        row["note" if self._kind is ItemKind.ACTION else "why"] = note
        # What is blank need not wait in memory until it is written.
        self._new.append((thread, {name: value for name, value in row.items() if value}))
        self._add_parts(row, owners, status)
        self._tell_of_others(row, thread, owners)

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
        return fields if is_said else {**fields, "owner_text": owners.unknown[:NAME_LENGTH]}

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
        return "\n".join(filter(None, said))

    def _add_parts(self, row: dict[str, Any], owners: Owners, status: Status) -> None:
        part_status = Status.CLOSED if status in FINISHED_STATUSES else Status.NOT_STARTED
        if status in (Status.IN_PROGRESS, Status.BLOCKED, Status.CANCELLED):
            part_status = status
        self._parts += [
            {
                "id": self._new_id(),
                "item_id": row["id"],
                "department_id": team.id,
                "status": part_status.value,
                "due_on": row["due_on"],
                "position": position,
            }
            for position, team in enumerate(owners.departments if row["kind"] == "action" else ())
        ]

    def _tell_of_others(self, row: dict[str, Any], thread: Thread, owners: Owners) -> None:
        """Put into its story who else was named: only one can be accountable."""
        others = ", ".join(filter(None, (*(one.name for one in owners.others), owners.unknown)))
        if others and owners.owner is not None and self._kind is ItemKind.ACTION:
            self._named.append((thread.line.number, line_of(thread.owner)))
            self._told.append(
                {
                    "item_id": row["id"],
                    "at": self._reader.now,
                    "by": self._reader.account_id,
                    "what": "owner",
                    "answer": line_of(thread.owner)[:NAME_LENGTH],
                    "note": _("also named: {names}").format(names=others),
                }
            )

    def _words(self) -> Iterator[tuple[int, str]]:
        """All that is new and in somebody's words, with the row where it stands."""
        yield from self._named
        yield from self._names_made()
        for thread, row in self._new:
            for name in ("text", "place", "owner_text", "how_known", "note", "why"):
                if words := row.get(name, ""):
                    yield thread.line.number, words

    def _names_made(self) -> Iterator[tuple[int, str]]:
        """The departments and posts that the import makes, each where it stands first."""
        made = self._names.made(self._used())
        numbers = {row["id"]: thread.line.number for thread, row in self._new if made}
        ids = [(row["id"], row.get(name)) for _t, row in self._new if made for name in _NAMED]
        ids += [(part["item_id"], part["department_id"]) for part in self._parts if made]
        for item_id, named in ids:
            if named and (words := made.pop(named, "")):
                yield numbers[item_id], words

    # Writing

    def _write(self, run: Run) -> dict[int, str]:
        self._names.write(run, self._used())
        codes = self._write_new(run)
        for count, (thread, match, changes) in enumerate(self._changed, start=1):
            self._write_change(run, thread, match, changes)
            codes |= dict.fromkeys(thread.numbers, match.code)
            run.progress(count, len(self._changed))
        return codes

    def _used(self) -> set[str | None]:
        """The departments, people and posts that what is new names."""
        named = {row.get(name) for _thread, row in self._new for name in _NAMED}
        return named | {part["department_id"] for part in self._parts}

    def _write_new(self, run: Run) -> dict[int, str]:
        if not self._new:
            return {}
        first, codes = run.writer.next_number("code", len(self._new)), dict[int, str]()
        for number, (thread, row) in enumerate(self._new, start=first):
            row |= {"code": code_for(number), "import_run_id": run.id}
            codes |= dict.fromkeys(thread.numbers, row["code"])
            run.note(
                Item,
                row["id"],
                number=thread.line.number,
                said=thread.said,
                reference=number_of(thread),
            )
        run.add_all(Item, [row for _thread, row in self._new])
        run.add_all(Part, self._parts)
        run.writer.add_many_plain(ItemEvent, self._told)
        return codes

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
