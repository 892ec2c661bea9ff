"""Letting everything of the open store out as one file, and taking such a file in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlmodel import col, select

from huddle.errors import Refused
from huddle.exchange import everything
from huddle.exchange.formats import Exported, ExportTo
from huddle.exchange.looking import Look
from huddle.exchange.plain_rows import LEAVE
from huddle.files import written_atomically
from huddle.i18n import N_, _
from huddle.model import Account, Item, Unit
from huddle.model.item import IS_SENSITIVE
from huddle.rows.changes import Changes
from huddle.services import records
from huddle.services.accounts import units_of
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import guard_in
from huddle.services.units import all_units
from huddle.sheets.guarding import Written, in_summary
from huddle.store import search
from huddle.store.sensitive import WORDS, may_see
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import Thing

_NOTED = ("note", N_("Note"))
_WHY = ("reason", N_("Why"))
_ASKED = (_WHY, ("ask", N_("What is asked")), ("answer", N_("Answer")))
_PROMPTS = ("prompts", N_("What is asked"))
_DELETED = ("deleted_why", N_("Why it was deleted"))
_WRITTEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "addendum": (("text", N_("Dated correction")),),
    "card_text": tuple((name, N_("Guidance")) for name in ("what", "how", "example")),
    "escalation": _ASKED,
    "feedback": (("text", N_("Feedback on Huddle")), ("answer", N_("Answer"))),
    "goal_plan": tuple((name, N_("Shared goal")) for name in search.BESIDE["goal_plan"]),
    "harm_day": (_NOTED,),
    "hold": (_WHY,),
    "huddle": (
        ("plus", N_("What went well")),
        ("delta", N_("What we do differently")),
        ("not_held_reason", N_("Why it was not held")),
        ("reopened_reason", N_("Why it was opened again")),
    ),
    "huddle_step": (_PROMPTS,),
    "item": tuple((name, N_("What was said")) for name in sorted(WORDS - {_DELETED[0]})),
    "item_event": (_NOTED, ("answer", N_("Answer"))),
    "measure": tuple(
        (name, N_("Measure"))
        for name in ("name", "unit", "numerator", "denominator", "source", "collected_by")
    ),
    "pulse_reply": (("because", N_("Why there is no action")),),
    "reading": (_NOTED,),
    "rebase": (_NOTED,),
    "received_escalation": _ASKED,
    "rota_swap": (_WHY,),
    "saved_view": (("name", N_("Name")), ("wanted", N_("What is looked for"))),
    "series_exception": (_WHY,),
    "template": (("about", N_("What it is for")),),
    "template_step": (_PROMPTS,),
    "tier": (("criteria", N_("What goes there")),),
    "tool": tuple(
        (name, N_("Technology"))
        for name in ("where_used", "purpose", "known_limits", "at_risk", "oversight", "fallback")
    ),
    "tool_concern": (("against", N_("Whom it may be biased against")),),
    "tool_decision": (("why", N_("Why")),),
    "tool_view": tuple((name, N_("What staff say")) for name in ("who", "says", "training")),
}
"""By table, where people write about what happened, and what that is called."""


Progress = Callable[[int, int], None]


class _Passed:
    """How many rows are behind.

    Args:
        total: How often a row is passed in all: each is looked through, then written.
        progress: Is told of it.
    """

    def __init__(self, total: int, progress: Progress) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def __call__(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)


class Everything(Service, called="everything"):
    """All units of the store, with their records, settings and people."""

    def write(self, to: ExportTo, progress: Progress = lambda _done, _total: None) -> Exported:
        """Write everything to a file: what everybody sees and what is sensitive.

        Args:
            to: Where to, and why although it may tell who a patient is.
            progress: Is told how many rows are looked through or written, of how many; raises to
                stop it all.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: Whoever exports may not see all of it, or the reason cannot be kept.
            Environment: The file cannot be written.
        """
        with self._store.read() as reader:
            self._refuse_hidden(reader)
            connection = reader.connection
            passed = _Passed(2 * everything.count_rows(connection), progress)
            look = Look(guard_in(reader))
            for table in LEAVE:
                for rows in everything.rows_of(connection, table):
                    look.over(_written(table, rows))
                    passed(len(rows))
            self._note(look.kinds, look.why(to.reason))
            with written_atomically(to.file.absolute()) as file:
                return Exported(to.file, everything.write_all(file, connection, passed))

    def take_in(self, file: Path) -> Exported:
        """Bring everything of a file into this store, which holds nothing but its first account.

        That account then works in all the units that came.

        Args:
            file: What `write` wrote, here or anywhere.

        Raises:
            Refused: The store is in use, or it is no such file or damaged. Nothing was changed.
            Environment: The file cannot be read.
        """
        with self._store.write() as writer:
            connection = writer.connection
            everything.refuse_used(connection)
            count = everything.read_all(file, connection)
            units = all_units(writer)
            if not units:
                raise Refused(_("No unit is in this file. Nothing was read in."))
            writer.stay_with(units[0].id)
            _work_in(writer, [unit.id for unit in units])
            writer.note("read_in", "everything", "", file=file.name, count=count)
        self._store.use_unit(units[0].id)
        self._store.announce(Changes(frozenset(Thing)))
        return Exported(file, count)

    def _refuse_hidden(self, reader: Reader) -> None:
        """Refuse whoever may not see all that would leave.

        Raises:
            Refused: They may not.
        """
        mine = units_of(found(reader, Account, reader.account_id))
        for unit in all_units(reader):
            if unit.id not in mine or not self._store.is_open(unit.id):
                raise Refused(
                    _(
                        "Your account may not work in {unit}, so it cannot export everything. Ask "
                        "a ward manager there to let it in."
                    ).format(unit=unit.name)
                )
            if not may_see(unit.sensitive_roles, self._store.account.role) and _has_hidden(
                reader, unit
            ):
                raise Refused(
                    _(
                        "{unit} holds sensitive items that your account may not see, so it cannot "
                        "export everything. Ask somebody who may see them."
                    ).format(unit=unit.name)
                )

    def _note(self, found: Counter[str], why: str) -> None:
        with self._store.write() as writer:
            if why:
                writer.note("override", "everything", "", found=dict(found), reason=why)
            writer.note("export", "everything", "")


def _has_hidden(reader: Reader, unit: Unit) -> bool:
    query = select(Item.id).where(col(Item.unit_id) == unit.id, IS_SENSITIVE).limit(1)
    return reader.execute(query).first() is not None


def written_in(table: Table) -> tuple[tuple[str, str], ...]:
    """The columns of a table in which people write about what happened, and what each is called."""
    found = _WRITTEN.get(table.name, ())
    return (*found, _DELETED) if _DELETED[0] in table.c else found


def _written(table: Table, rows: list[dict[str, Any]]) -> Iterator[Written]:
    """What people wrote in some rows of a table."""
    if table.name == "record":
        for row in rows:
            yield from in_summary(records.from_json(row["body"]))
    for name, called in written_in(table):
        for row in rows:
            yield Written(row[name], called)


def _work_in(writer: Writer, unit_ids: list[str]) -> None:
    """Let the account work in some units; the unit it was made in is gone."""
    own, *others = unit_ids
    account = found(writer, Account, writer.account_id)
    writer.change(account, unit_id=own, other_unit_ids=" ".join(others), person_id=None)
