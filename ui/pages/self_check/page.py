"""The widgets of the self-check: the questions at the left, one's own months at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from huddle import dates
from huddle.i18n import N_, _
from huddle.rows.month import Share
from huddle.rows.self_check import SelfCheckArea, SelfCheckMonth, SelfCheckQuestion, SelfCheckRow
from ui.theme.look import space
from ui.widgets.buttons import primary_button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import Label, body, heading, quiet, secondary, strong, title
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup

_AREAS = {
    SelfCheckArea.STRUCTURE: N_("Structure"),
    SelfCheckArea.ENVIRONMENT: N_("Surroundings"),
    SelfCheckArea.CULTURE: N_("Working together"),
    SelfCheckArea.RISK: N_("Looking for risk"),
}


class SelfCheckPage(QWidget):
    """What somebody thinks of the huddles they lead.

    Signals:
        kept: The answers, by the names of the questions.
    """

    kept = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("self_check_page")
        self._answers: dict[str, ToggleGroup] = {}
        scroll = page_scroll("self_check_scroll")
        scroll.column.setSpacing(space("two"))
        scroll.column.addWidget(title(_("My facilitation"), "self_check_title"))
        about = _("Once a month, for you alone: nobody else is shown it, and no report counts it.")
        scroll.column.addWidget(quiet(about, "self_check_about"))
        self._form, self._months = Card("self_check_form"), Card("self_check_months")
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(self._form, 3)
        row.addWidget(self._months, 2)
        scroll.column.addLayout(row)
        scroll.column.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._trend = QGridLayout()
        self._build_months()

    def begin(self) -> None:
        """Put the keyboard on the first question."""
        first = next(iter(self._answers.values()), None)
        if first is not None:
            first.button(first.keys[0]).setFocus()

    def show_row(self, row: SelfCheckRow) -> None:
        """Show the questions with what this month was answered, and one's own months."""
        if not self._answers:
            self._build_questions(row.questions)
        for name, answer in row.answers:
            self._answers[name].select(str(answer))
        self._show_months(row.months)

    def show_refusal(self, text: str) -> None:
        """Say what is missing."""
        self._error.setText(text)
        self._error.show()

    def _build_questions(self, questions: Sequence[SelfCheckQuestion]) -> None:
        area = None
        for question in questions:
            if question.area is not area:
                area = question.area
                self._form.column.addWidget(heading(_(_AREAS[area]), f"self_check_{area}"))
            self._form.column.addWidget(body(question.text, f"self_check_text_{question.name}"))
            options = [("0", _("Not yet")), ("1", _("Partly")), ("2", _("Yes"))]
            answer = ToggleGroup(question.text, options, f"self_check_{question.name}")
            self._answers[question.name] = answer
            self._form.column.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        self._error = Label("", "label", tone="danger", object_name="self_check_error")
        self._error.hide()
        self._form.column.addWidget(self._error)
        keep = primary_button(_("Keep this month"), "self_check_keep")
        keep.clicked.connect(self._keep)
        self._form.column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _keep(self) -> None:
        self._error.hide()
        self.kept.emit({name: int(one.on[0]) for name, one in self._answers.items() if one.on})

    def _build_months(self) -> None:
        self._months.column.addWidget(heading(_("Your months"), "self_check_trend"))
        self._none = quiet(_("Nothing yet: this month is the first."), "self_check_none")
        self._months.column.addWidget(self._none)
        self._trend.setHorizontalSpacing(space("two"))
        self._months.column.addLayout(self._trend)
        self._months.column.addStretch()

    def _show_months(self, months: Sequence[SelfCheckMonth]) -> None:
        empty(self._trend)
        self._none.setVisible(not months)
        for at, month in enumerate(months):
            name = f"self_check_month_{at}"
            self._trend.addWidget(strong(dates.month(month.month), name), 2 * at, 0)
            self._trend.addWidget(strong(_points(month.whole), f"{name}_whole"), 2 * at, 1)
            self._trend.addWidget(secondary(_by_area(month), f"{name}_areas"), 2 * at + 1, 0, 1, 2)


def _points(share: Share) -> str:
    return _("{part} of {whole}").format(part=share.part, whole=share.whole)


def _by_area(month: SelfCheckMonth) -> str:
    return " · ".join(f"{_(_AREAS[area])} {_points(share)}" for area, share in month.areas)
