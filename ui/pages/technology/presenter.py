"""What Technology does: shows tools, keeps their fields, asks for what is decided and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.rules import typed_dates
from huddle.sheets.kinds import SheetKind
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.deciding import Deciding
from ui.field_saving import Place
from ui.keeping import KeepingPresenter
from ui.pages.technology.page import TechnologyPage
from ui.pages.technology.registering import Registering
from ui.pages.technology.state import ALL, TechnologyState
from ui.pages.technology.tool_card import CONCERNS, DECISIONS, KEPT, PARTS, VIEWS
from ui.tool_concerns import ToolConcerns

if TYPE_CHECKING:
    from ui.desk import Desk


class TechnologyPresenter(KeepingPresenter[TechnologyState]):
    """The behaviour of Technology."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.TECHNOLOGY, Thing.ITEMS, Thing.PEOPLE})

    def __init__(self, page: TechnologyPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._technology = desk.ward.technology
        self._state = TechnologyState()
        self._begins = False
        watch = Watch(page, desk)
        self._deciding = Deciding(page, desk, watch)
        self._concerns = ToolConcerns(page, desk, watch)
        self._registering = Registering(page, desk, watch)
        self._connect()

    def arrive(self, **what: str) -> None:
        """Show the tools; `tool` is the id of the one to show, `part` what of it."""
        if tool_id := what.get("tool"):
            self._state = replace(self._state, chosen_id=tool_id, narrowed=ALL)
            self._is_stale = True
        if what.get("part") in PARTS:
            self.page.card.show_part(what["part"])
        self._begins = True
        if not self._is_stale:
            self._begin()
        super().arrive(**what)

    # What is shown

    def _read(self) -> TechnologyState:
        state, ward = self._state, self.desk.ward
        read = replace(
            state,
            tools=self._technology.tools(),
            people=ward.people.known().people,
            today=ward.today(),
        )
        chosen = read.chosen
        return replace(read, whole=self._technology.tool(chosen.id) if chosen else None)

    def _show_read(self, read: TechnologyState) -> None:
        self._show(tools=read.tools, people=read.people, today=read.today, whole=read.whole)
        if self._begins:
            self._begin()

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self.page.show_state(self._state)

    def _begin(self) -> None:
        self._begins = False
        chosen = self._state.chosen
        self.page.tools.begin(chosen.id if chosen else "")

    def _choose(self, tool_id: str) -> None:
        self._show(chosen_id=tool_id)
        self.ask_again()

    def _narrow(self, narrowed: str) -> None:
        self._show(narrowed=narrowed)
        self.ask_again()

    # What is kept of a tool

    def _add(self, names: tuple[str, ...]) -> None:
        """Add one after another; what cannot be added stands in the line again."""
        line = self.page.tools.add_line

        def added(row: ToolRow) -> None:
            self._state = replace(self._state, chosen_id=row.id, narrowed=ALL)
            self.page.card.show_part(KEPT)
            self.page.saved.saved()

        def refused(name: str, error: Exception) -> None:
            if isinstance(error, Refused):
                line.give_back((name,), error.message)
            else:
                self.refused(error)

        def send(name: str) -> None:
            technology = self._technology
            self._turns.add(
                lambda: lambda: technology.add(name), added, lambda error: refused(name, error)
            )

        for name in names:
            send(name)

    def _change(self, tool_id: str, field: str, value: object) -> None:
        technology, fields = self._technology, self.page.card.fields

        def write(row: ToolRow, changes: Mapping[str, Any]) -> ToolRow:
            return technology.change(tool_id, row.row_version, **changes)

        def say(said: str) -> None:
            if fields.tool_id == tool_id:
                fields.show_error(field, said)
            else:
                self._offer_return(tool_id, field, value, said)

        self.page.saved.clear()
        self._fields.save(
            Place(lambda: self._state.tool(tool_id), write, lambda: technology.tool(tool_id).tool),
            {field: value},
            lambda row: self._kept(row, field),
            lambda error: say(error.message) if isinstance(error, Refused) else self.refused(error),
            say,
        )

    def _kept(self, row: ToolRow, field: str) -> None:
        self._state = self._state.having(row)
        if self.page.card.fields.tool_id == row.id:
            self.page.card.fields.show_error(field, "")
        self.page.saved.saved()

    def _offer_return(self, tool_id: str, field: str, value: object, why: str) -> None:
        """Another tool is shown by now: say it in the bar, and lead back with what was typed."""

        def go_back() -> None:
            self._show(chosen_id=tool_id, narrowed=ALL)
            self.page.card.show_part(KEPT)
            self.page.card.fields.put_back(field, str(value), why)

        self.desk.messages.warn(why, action=(_("Go back to it"), go_back))

    def _change_day(self, tool_id: str, words: str) -> None:
        found = typed_dates.understand(words, self._state.today) if words else None
        if words and (found is None or found.length < len(words) or found.due_time is not None):
            said = _("That is no day. Try 3 dec, fri or +90d.")
            self.page.card.fields.show_error("review_on", said)
            return
        self.page.card.fields.let_go("review_on")
        self._change(tool_id, "review_on", found.due_on if found else None)

    # What is decided and said

    def _decide(self) -> None:
        if tool := self._state.chosen:
            self._deciding.ask(tool, then=lambda: self.page.card.show_part(DECISIONS))

    def _raise(self) -> None:
        if tool := self._state.chosen:
            self._concerns.raise_about(tool, lambda: self.page.card.show_part(CONCERNS))

    def _review(self) -> None:
        if tool := self._state.chosen:
            self._registering.review(tool, self._state.today)

    def _view(self) -> None:
        if tool := self._state.chosen:
            shown = partial(self.page.card.show_part, VIEWS)
            self._registering.view(tool, self._state.today, shown)

    def _report(self, concern: ToolConcernRow) -> None:
        self._registering.report(concern, self._state.today)

    def _correct(self, concern: ToolConcernRow) -> None:
        self._concerns.link(concern.code, concern.text, concern)

    def _open(self, concern: ToolConcernRow) -> None:
        self.desk.go("followups", item_id=concern.item_id)

    def _print_tool(self) -> None:
        if tool := self._state.chosen:
            self.desk.go("sheet", kind=SheetKind.TOOL.value, tool=tool.name, back="technology")

    def _print_all(self) -> None:
        self.desk.go("sheet", kind=SheetKind.REGISTER.value, back="technology")

    def _connect(self) -> None:
        page, card = self.page, self.page.card
        pairs: tuple[tuple[Any, Callable[..., object]], ...] = (
            (page.print_asked, self._print_all),
            (page.tools.narrowed, self._narrow),
            (page.tools.chosen, self._choose),
            (page.tools.added, self._add),
            (card.fields.changed, self._change),
            (card.fields.day_typed, self._change_day),
            (card.decide_asked, self._decide),
            (card.review_asked, self._review),
            (card.concern_asked, self._raise),
            (card.view_asked, self._view),
            (card.sheet_asked, self._print_tool),
            (card.concerns.report_asked, self._report),
            (card.concerns.correct_asked, self._correct),
            (card.concerns.open_asked, self._open),
        )
        for signal, slot in pairs:
            signal.connect(slot)


def open_page(desk: Desk) -> TechnologyPresenter:
    """Make the page and what runs it."""
    return TechnologyPresenter(TechnologyPage(desk.may), desk)
