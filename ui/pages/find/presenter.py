"""What Find does: asks as one types, and opens what was found where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from huddle.found_words import FoundKind
from huddle.i18n import _
from huddle.rows.found import Found, FoundRow, SavedSearchRow
from huddle.vocabulary import Thing
from ui.pages.find.page import FindPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk

_SCREENFUL = 50


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was looked for, what was found, and what whoever looks keeps."""

    typed: str
    found: Found
    kept: tuple[SavedSearchRow, ...]


class FindPresenter(Presenter):
    """The behaviour of Find."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.ITEMS, Thing.HUDDLES, Thing.PEOPLE, Thing.MEASURES, Thing.VIEWS}
    )

    def __init__(self, page: FindPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._limit = _SCREENFUL
        self._huddle_id = ""
        page.changed.connect(self._look)
        page.more_asked.connect(self._more)
        page.opened.connect(self._open)
        page.keep_asked.connect(self._keep)
        page.forget_asked.connect(self._forget)
        page.back_asked.connect(self._back)

    def arrive(self, **what: str) -> None:
        """Show what was looked for last, or `text`; `huddle_id` is the huddle one comes from."""
        self._huddle_id = what.get("huddle_id", "")
        self.page.show_back(_("Back to the huddle") if self._huddle_id else "")
        if "text" in what:
            self.page.look_for(what["text"])
            self._limit = _SCREENFUL
            self._is_stale = True
        super().arrive()
        self.page.begin()

    def refresh(self) -> None:
        """Query what is looked for."""
        ward, typed, limit = self.desk.ward, self.page.typed, self._limit
        if not typed:
            self.page.show_found(Found(is_asked=False), typed)

        def ask() -> _Answer:
            found = ward.search.find(typed, limit=limit) if typed else Found(is_asked=False)
            return _Answer(typed, found, ward.search.saved())

        self.query(ask, self._show)

    def _show(self, answer: _Answer) -> None:
        # What was looked for may have been taken away meanwhile.
        if self.page.typed:
            self.page.show_found(answer.found, answer.typed)
        else:
            self.page.show_found(Found(is_asked=False), "")
        self.page.show_kept(answer.kept)

    def _keep(self) -> None:
        ward, typed = self.desk.ward, self.page.typed
        self.desk.tasks.run(
            self.widget, lambda: ward.search.keep(typed), failed=self.refused, key="keep_search"
        )

    def _forget(self, search_id: str) -> None:
        ward = self.desk.ward
        self.desk.tasks.run(self.widget, lambda: ward.search.forget(search_id), failed=self.refused)

    def _look(self) -> None:
        self._limit = _SCREENFUL
        self.ask_again()

    def _more(self) -> None:
        self._limit += _SCREENFUL
        self.ask_again()

    def _back(self) -> None:
        if self._huddle_id:
            self.desk.go("run", huddle_id=self._huddle_id)

    def _open(self, row: FoundRow) -> None:
        go = self.desk.go
        if row.kind is FoundKind.PERSON:
            go("followups", text=row.text)
        elif row.kind is FoundKind.DEPARTMENT:
            go("followups", department_id=row.id)
        elif row.kind is FoundKind.MEASURE:
            go("measures", measure=row.id)
        elif row.kind is FoundKind.TOOL:
            go("technology", tool=row.id)
        elif row.kind is FoundKind.ACTION or not row.huddle_id:
            go("followups", item_id=row.id)
        else:
            item_id = "" if row.kind is FoundKind.HUDDLE else row.id
            go("history", huddle_id=row.huddle_id, item_id=item_id)


def open_page(desk: Desk) -> FindPresenter:
    """Find at work."""
    return FindPresenter(FindPage(), desk)
