"""What one read and practised, for oneself alone, and what the ward may know of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.guidance_cards import group_title
from huddle.i18n import _, ngettext
from huddle.rows.learning import LearnedCounts, LearnedKind, LearnedRow
from ui.pages.learn.state import RecordState
from ui.widgets.card import Card, line
from ui.widgets.emptying import empty
from ui.widgets.labels import Label, body, heading, quiet
from ui.widgets.press_row import PressRow
from ui.widgets.scroll import ReadingScroll


class RecordView(Card):
    """My record, and below it the ward in numbers that point at nobody.

    Signals:
        chosen: The name of a card that somebody wants to read again.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("learn_mine_view")
        self._scroll = ReadingScroll("mine_scroll", margin="half", gap="one")
        self.column.addWidget(heading(_("My record"), "mine_title"))
        about = _(
            "Only you are shown this. It stands in no report, no export and no audit, and goes "
            "when your account can sign in no more."
        )
        self.column.addWidget(quiet(about, "mine_about"))
        self.column.addWidget(self._scroll, 1)

    def show_record(self, record: RecordState) -> None:
        """Show what there is."""
        column = self._scroll.column
        empty(column)
        for widget in (*self._mine(record), line(), *_ward(record.counts)):
            column.addWidget(widget)
        column.addStretch()

    def show_refusal(self, text: str) -> None:
        """Say why it cannot be shown now."""
        empty(self._scroll.column)
        self._scroll.column.addWidget(body(text, "mine_refusal", tone="caution"))
        self._scroll.column.addStretch()

    def _mine(self, record: RecordState) -> Iterator[QWidget]:
        if not record.mine:
            yield body(
                _("Nothing yet. A card counts once you have seen its end; no test is asked."),
                "mine_nothing",
            )
        for at, row in enumerate(record.mine):
            yield self._row(f"mine_{at}", row, record.titles)

    def _row(self, object_name: str, row: LearnedRow, titles: dict[str, str]) -> QWidget:
        made = PressRow(object_name)
        below = _("Half a year ago or more: worth another minute") if row.is_due else ""
        made.set_words(_called(row, titles), below, end=dates.in_table(row.on))
        if row.what in titles:
            made.set_mark("next")
            made.clicked.connect(lambda _on=False: self.chosen.emit(row.what))
        else:
            made.setEnabled(False)
        return made


def _called(row: LearnedRow, titles: dict[str, str]) -> str:
    if row.kind is LearnedKind.TOURED:
        return _("Shown around")
    if row.kind is LearnedKind.PRACTISED:
        return _("Led in practice: {title}").format(title=titles.get(row.what, row.what))
    return _("Read: {title}").format(title=titles.get(row.what, row.what))


def _ward(counts: LearnedCounts) -> Iterator[QWidget]:
    yield Label(_("On this ward"), "heading", object_name="ward_counts_title")
    about = _("How many people, never who. A number is told from {fewest} people on.")
    yield quiet(about.format(fewest=counts.fewest), "ward_counts_about")
    read = ((group_title(group), count, f"read_{group}") for group, count in counts.read)
    others: Sequence[tuple[str, int | None, str]] = (
        (_("Practice huddles"), counts.practised, "practised"),
        (_("Shown around"), counts.toured, "toured"),
    )
    for words, count, name in (*read, *others):
        yield body(f"{words}: {_people(count)}", f"ward_count_{name}")


def _people(count: int | None) -> str:
    if count is None:
        return _("too few to say")
    return ngettext("{count} person", "{count} people", count).format(count=count)
