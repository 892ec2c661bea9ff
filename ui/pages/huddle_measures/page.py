"""The widgets of the huddles' own measures: the time, the figures, and what came again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.huddle_measures import AgainRow, HuddleMeasuresRow
from ui.pages.huddle_measures.figure_card import FigureCard
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, quiet, secondary, title
from ui.widgets.months import Months
from ui.widgets.scroll import page_scroll

_BESIDE = 3


class HuddleMeasuresPage(QWidget):
    """How well the huddles of a time worked.

    Signals:
        wanted_changed: Another time is wanted.
    """

    wanted_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("huddle_measures_page")
        self._shown: HuddleMeasuresRow | None = None
        scroll = page_scroll("huddle_measures_scroll")
        scroll.column.setSpacing(space("two"))
        scroll.column.addWidget(title(_("How we huddle"), "huddle_measures_title"))
        self._months = Months("huddle_measures_months", 2)
        self._months.chosen.connect(lambda _key: self.wanted_changed.emit())
        scroll.column.addWidget(self._months, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = quiet("", "huddle_measures_about")
        scroll.column.addWidget(self._about)
        self._body = QVBoxLayout()
        self._body.setSpacing(space("two"))
        scroll.column.addLayout(self._body)
        scroll.column.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @property
    def months_back(self) -> int:
        """How many months before this one it begins."""
        return self._months.back

    def begin(self) -> None:
        """Put the keyboard on the time."""
        self._months.button(self._months.on[0]).setFocus()

    def show_measures(self, row: HuddleMeasuresRow) -> None:
        """Show these; nothing is built anew when they are the same."""
        if row == self._shown:
            return
        self._shown = row
        empty(self._body)
        self._about.setText(_about(row))
        for part in _parts(row) if row.huddles else (_nothing(),):
            self._body.addWidget(part)


def _about(row: HuddleMeasuresRow) -> str:
    words = ngettext(
        "{count} huddle from {first} to {last}. To learn from, not to judge by.",
        "{count} huddles from {first} to {last}. To learn from, not to judge by.",
        row.huddles,
    )
    first, last = dates.in_table(row.since), dates.in_table(row.until)
    return words.format(count=f"{row.huddles:,}", first=first, last=last)


def _nothing() -> QWidget:
    return EmptyState(
        _("No huddle in this time"),
        _("Choose a longer time, or come back after the next huddle."),
        None,
        object_name="huddle_measures_empty",
    )


def _parts(row: HuddleMeasuresRow) -> Iterator[QWidget]:
    figures = row.figures
    for at in range(0, len(figures), _BESIDE):
        columns = Columns((1,) * _BESIDE)
        for figure in figures[at : at + _BESIDE]:
            columns.add(FigureCard(figure))
        yield columns
    if row.again:
        yield _came_again(row.again)
    if row.not_held:
        yield _not_held(row)


def _came_again(rows: tuple[AgainRow, ...]) -> Card:
    """What was raised more than once: mending it each time is not enough."""
    card = Card("came_again")
    card.column.addWidget(heading(_("Came again: this needs a fix of its cause"), "again_heading"))
    why = _("Found by the words that they share, within 30 days of one another.")
    card.column.addWidget(quiet(why, "again_why"))
    for row in rows:
        about = _("{code} · {times} times since {day}").format(
            code=row.code, times=row.times, day=dates.in_table(row.first_on)
        )
        card.column.addWidget(body(row.text, f"again_{row.code}"))
        where = " · ".join(filter(None, (about, row.where)))
        card.column.addWidget(secondary(where, f"again_about_{row.code}"))
    return card


def _not_held(row: HuddleMeasuresRow) -> Card:
    card = Card("not_held")
    card.column.addWidget(heading(_("Why huddles were not held"), "not_held_heading"))
    for place, (name, times) in enumerate(row.not_held):
        words = ngettext("{why}: {count} time", "{why}: {count} times", times)
        why = name or _("another reason")
        card.column.addWidget(body(words.format(why=why, count=times), f"not_held_{place}"))
    return card
