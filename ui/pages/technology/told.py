"""What is said and decided of a tool: its concerns, decisions and staff views, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.technology import ToolConcernRow, ToolDecisionRow, ToolViewRow, ToolWhole
from ui import wording
from ui.theme.look import space
from ui.tool_wording import against_words, reported_words, trouble_chips
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import body, quiet, secondary, strong


class Told(QWidget):
    """Cards one below the other; nothing is built anew when they say the same."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space("one"))
        self._shown: object = None

    def is_new(self, what: object) -> bool:
        """Whether this is something else than before; then the cards before are gone."""
        if what == self._shown:
            return False
        self._shown = what
        empty(self.column)
        return True


class ConcernsTold(Told):
    """The concerns about a tool.

    Signals:
        report_asked: It shall be said to whom this `ToolConcernRow` was reported.
        correct_asked: What this one says of the tool shall be corrected.
        open_asked: This one shall be opened where it belongs.

    Args:
        reports: Whether whoever is here may say so.
        corrects: Whether they may correct one.
    """

    report_asked = Signal(object)
    correct_asked = Signal(object)
    open_asked = Signal(object)

    def __init__(self, *, reports: bool, corrects: bool) -> None:
        super().__init__("tool_concerns")
        self._reports, self._corrects = reports, corrects

    def show_whole(self, whole: ToolWhole) -> None:
        """Show the concerns about a tool."""
        if not self.is_new((whole.concerns, whole.hidden_count)):
            return
        if not whole.concerns:
            said = _("No concern about it yet. Anybody may raise one, here or in a huddle.")
            self.column.addWidget(quiet(said, "tool_no_concerns"))
        for row in whole.concerns:
            self.column.addWidget(self._card(row))
        if whole.hidden_count:
            hidden = wording.hidden_words(whole.hidden_count)
            self.column.addWidget(secondary(hidden, "tool_concerns_hidden"))

    def _card(self, row: ToolConcernRow) -> Card:
        card = Card(f"tool_concern_{row.code}", margin="two")
        card.column.addWidget(strong(row.text, f"tool_concern_text_{row.code}"))
        chips = Flow()
        for words, tone in trouble_chips(row):
            chips.add(Chip(words, tone))
        card.column.addWidget(chips)
        for words in (against_words(row), _raised_words(row), reported_words(row)):
            if words:
                card.column.addWidget(secondary(words))
        card.column.addWidget(self._buttons(row))
        return card

    def _buttons(self, row: ToolConcernRow) -> Flow:
        flow = Flow()
        offered = (
            (self._reports, _("Reported…"), "report", self.report_asked),
            (self._corrects, _("Correct…"), "correct", self.correct_asked),
            (True, _("Open"), "open", self.open_asked),
        )
        for is_offered, words, name, signal in offered:
            if is_offered:
                made = quiet_button(words, f"{name}_{row.code}", name=f"{words} {row.text}")
                made.clicked.connect(lambda _on=False, signal=signal: signal.emit(row))
                flow.add(made)
        return flow


class DecisionsTold(Told):
    """What was decided about a tool, by whom, when and why."""

    def __init__(self) -> None:
        super().__init__("tool_decisions")

    def show_rows(self, rows: Sequence[ToolDecisionRow]) -> None:
        """Show the decisions."""
        if not self.is_new(tuple(rows)):
            return
        if not rows:
            said = _("Nothing was decided about it yet.")
            self.column.addWidget(quiet(said, "tool_no_decisions"))
        for row in rows:
            card = Card("tool_decision", margin="two")
            card.column.addWidget(strong(_became_words(row)))
            card.column.addWidget(body(row.why))
            card.column.addWidget(secondary(_decided_words(row)))
            self.column.addWidget(card)


class ViewsTold(Told):
    """What staff said of a tool, before it was adopted and after."""

    def __init__(self) -> None:
        super().__init__("tool_views")

    def show_rows(self, rows: Sequence[ToolViewRow]) -> None:
        """Show the views."""
        if not self.is_new(tuple(rows)):
            return
        if not rows:
            said = _("Nobody was asked yet. Ask those who will use it before it is adopted.")
            self.column.addWidget(quiet(said, "tool_no_views"))
        for row in rows:
            card = Card("tool_view", margin="two")
            card.column.addWidget(strong(_asked_words(row)))
            card.column.addWidget(body(row.says))
            if row.training:
                trained = _("Training: {training}").format(training=row.training)
                card.column.addWidget(secondary(trained))
            self.column.addWidget(card)


def _raised_words(row: ToolConcernRow) -> str:
    said = [
        _("Raised {day}").format(day=dates.in_table(row.raised_on)),
        _("huddle {number}").format(number=row.huddle_number) if row.huddle_number else "",
        _("version {version}").format(version=row.version) if row.version else "",
        label(row.status),
    ]
    return " · ".join(filter(None, said))


def _became_words(row: ToolDecisionRow) -> str:
    if row.was is row.became:
        return _("{status}, as before").format(status=label(row.became))
    return _("{was} → {became}").format(was=label(row.was), became=label(row.became))


def _decided_words(row: ToolDecisionRow) -> str:
    said = _("{who}, {day}").format(who=row.decided_by, day=dates.in_table(row.decided_on))
    if row.huddle_number is None:
        return said
    return f"{said} · {_('huddle {number}').format(number=row.huddle_number)}"


def _asked_words(row: ToolViewRow) -> str:
    when = _("Before it was adopted") if row.is_before else _("Since it is in use")
    asked = ngettext("one person asked", "{count} people asked", row.asked).format(count=row.asked)
    return " · ".join(filter(None, (when, dates.in_table(row.asked_on), asked, row.who)))
