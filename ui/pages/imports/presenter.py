"""What the page that brings in a file does: reads it, asks, brings it in, takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from huddle.errors import Environment, Refused
from huddle.i18n import _, ngettext
from huddle.import_words import DateOrder, ImportField, ImportKind, OwnerIs
from huddle.rows.imports import (
    ImportDone,
    ImportMapping,
    ImportPlan,
    ImportRunRow,
    ImportTable,
    ImportUndone,
)
from huddle.vocabulary import Status, Thing
from ui.making import LongJob, Making
from ui.pages.imports.page import ImportsPage
from ui.presenter import Presenter
from ui.widgets.file_drop import FileDrop

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".ics")
_History = tuple[tuple[ImportRunRow, ...], ZoneInfo]


class ImportsPresenter(Presenter):
    """The behaviour of the page."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.ITEMS, Thing.PEOPLE, Thing.MEASURES})

    def __init__(self, page: ImportsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._file = ""
        self._tables: Sequence[ImportTable] = ()
        self._at = 0
        self._decided = ImportMapping()
        self._plan: ImportPlan | None = None
        self._jobs = LongJob(page, desk, page.preview.progress, _rows_in_words)
        FileDrop(page, ENDINGS, self.open)
        page.choose_asked.connect(self._choose)
        page.preview.bring_in_asked.connect(self._bring_in)
        page.preview.drop_asked.connect(self._drop)
        page.history.undo_asked.connect(self._ask_undo)
        page.understood.table_picked.connect(self._use_table)
        page.understood.kind_picked.connect(self._use_kind)
        page.understood.column_picked.connect(self._use_column)
        page.questions.order_picked.connect(self._use_order)
        page.questions.status_picked.connect(self._use_status)
        page.owners.owner_picked.connect(self._use_owner)

    def refresh(self) -> None:
        """Query what came in before."""
        ward = self.desk.ward
        self.query(partial(_history, ward), lambda found: self.page.history.show_runs(*found))

    # The file

    def _choose(self) -> None:
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        self.desk.files.open(
            self.widget,
            title=_("Choose the file to bring in"),
            kinds=_("Lists and boards ({endings})").format(endings=endings),
            then=self.open,
        )

    def open(self, file: Path) -> None:
        """Look at a file."""
        self.page.show_result("")
        self.desk.tasks.run(
            self.widget,
            partial(_tables_of, file),
            partial(self._opened, file.name),
            partial(self._not_opened, file.name),
            long=True,
            key="import_open",
        )

    def _opened(self, name: str, tables: Sequence[ImportTable]) -> None:
        self._file, self._tables, self._at = name, tables, 0
        self._decided = ImportMapping()
        self.page.show_file(name)
        self.page.understood.show_tables([table.name for table in tables], 0)
        self._look()

    def _not_opened(self, name: str, error: Exception) -> None:
        self._drop()
        self.page.show_file(name)
        self._failed(error)

    def _drop(self) -> None:
        self._file, self._tables, self._plan = "", (), None
        self.page.show_file("")
        self.page.choose.setFocus()

    # What was understood of it

    def _use_table(self, at: str) -> None:
        self._at, self._decided = int(at), ImportMapping()
        self._look()

    def _use_kind(self, kind: str) -> None:
        self._decide(replace(self._decided, kind=ImportKind(kind), columns={}))

    def _use_column(self, name: str, field: str) -> None:
        columns = {**self._decided.columns, name: ImportField(field)}
        # A kind that was only guessed must not change by what one column is said to be.
        kind = self._plan.mapping.kind if self._plan else None
        self._decide(replace(self._decided, kind=kind, columns=columns))

    def _use_order(self, order: str) -> None:
        if order:
            self._decide(replace(self._decided, date_order=DateOrder(order)))

    def _use_status(self, word: str, status: str) -> None:
        statuses = {**self._decided.statuses, word.casefold(): Status(status)}
        self._decide(replace(self._decided, statuses=statuses))

    def _use_owner(self, words: str, is_a: str) -> None:
        owners = {**self._decided.owners, words.casefold(): OwnerIs(is_a)}
        self._decide(replace(self._decided, owners=owners))

    def _decide(self, decided: ImportMapping) -> None:
        self._decided = decided
        self._look()

    def _look(self) -> None:
        """Ask what bringing it in would do."""
        imports, table, decided = self.desk.ward.imports, self._tables[self._at], self._decided
        file = self._file
        self.page.preview.show_busy(is_busy=True)
        self.desk.tasks.run(
            self.widget,
            lambda: imports.plan(table, file, decided),
            partial(self._looked, decided),
            partial(self._not_looked, decided),
            long=True,
        )

    def _looked(self, decided: ImportMapping, plan: ImportPlan) -> None:
        if self._is_newest(decided):
            self._plan = plan
            self.page.show_plan(plan)
            self.page.preview.show_busy(is_busy=False)

    def _not_looked(self, decided: ImportMapping, error: Exception) -> None:
        if self._is_newest(decided):
            self.page.preview.show_busy(is_busy=False)
            self._failed(error)

    def _is_newest(self, decided: ImportMapping) -> bool:
        """Whether nothing else was decided meanwhile, which is then being looked at."""
        return decided is self._decided and bool(self._file)

    # Bringing it in

    def _bring_in(self, reason: str = "") -> None:
        imports, table, decided = self.desk.ward.imports, self._tables[self._at], self._decided
        file = self._file
        self.page.preview.show_busy(is_busy=True)

        def call(making: Making) -> ImportDone:
            return imports.bring_in(
                table, file, decided, reason=reason, leave_out_refused=True, progress=making
            )

        self._jobs.run(
            call, self._done, self._not_done, stopped=self._stopped, key="import_bring_in"
        )

    def _done(self, done: ImportDone) -> None:
        self._drop()
        says = ngettext(
            "{file}: one row is new, {changed} changed something, {left} left out.",
            "{file}: {new} rows are new, {changed} changed something, {left} left out.",
            done.run.new,
        )
        told = says.format(
            file=done.run.file,
            new=f"{done.run.new:,}",
            changed=f"{done.run.changed:,}",
            left=f"{done.run.left:,}",
        )
        self.page.show_result(f"{told} {_('You can take it back below.')}")
        self.refresh()

    def _stopped(self) -> None:
        self.page.preview.show_busy(is_busy=False)
        self.desk.messages.say(_("Stopped. Nothing of the file came in."))

    def _not_done(self, error: Exception) -> None:
        self.page.preview.show_busy(is_busy=False)
        if not isinstance(error, Refused) or error.field != "reason":
            self._failed(error)
            return
        self.desk.ask.one_line(
            self.widget,
            title=_("May this come in?"),
            text=error.message,
            label=_("Why it must come in; the audit keeps this"),
            yes=_("Bring it in"),
            then=self._bring_in,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Environment):
            self.page.show_refusal(f"{error.message} {error.remedy}".strip())
        elif isinstance(error, Refused):
            self.page.show_refusal(error.message)
        else:
            self.refused(error)

    # Taking it back

    def _ask_undo(self, run_id: str) -> None:
        self.desk.ask.confirm(
            self.widget,
            title=_("Take this import back?"),
            text=_(
                "What it added goes for good, and what it changed is as it was. What somebody "
                "changed or used since stays."
            ),
            yes=_("Take it back"),
            then=partial(self._undo, run_id),
            harmful=True,
        )

    def _undo(self, run_id: str) -> None:
        imports = self.desk.ward.imports
        self.desk.tasks.run(
            self.widget,
            lambda: imports.take_back(run_id),
            self._undone,
            self._failed,
            long=True,
            key="import_undo",
        )

    def _undone(self, undone: ImportUndone) -> None:
        said = [_("{file} is taken back.").format(file=undone.run.file), *undone.kept]
        self.page.show_result(" ".join(said))
        self.refresh()


def _rows_in_words(done: int, total: int) -> str:
    return _("Row {number} of {count}").format(number=f"{done:,}", count=f"{total:,}")


def _tables_of(file: Path) -> Sequence[ImportTable]:
    from huddle.exchange.tables import tables_of  # noqa: PLC0415 - slow to import, seldom needed

    return tables_of(file)


def _history(ward: Ward) -> _History:
    return ward.imports.runs(), ZoneInfo(ward.setting_up.unit().time_zone)


def open_page(desk: Desk) -> ImportsPresenter:
    """The page that brings in a file, at work."""
    return ImportsPresenter(ImportsPage(), desk)
