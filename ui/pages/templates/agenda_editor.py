"""One template: its name and description, and its steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.people import StageRow
from huddle.rows.planning import TemplateRow
from ui.pages.templates.state import Spot
from ui.pages.templates.step_card import StepCard
from ui.pages.templates.wording import size_words
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept import LineField
from ui.widgets.labels import heading, quiet
from ui.widgets.row_list import RowList


class AgendaEditor(QWidget):
    """The fields of one template and the list of its steps, of which one is open at a time.

    Signals:
        changed: A field of the template, and its new text.
        step_changed: A step's id, a field of it, and its new value.
        step_moved: A step's id, and by how many places.
        step_removed: A step's id.
        steps_added: The names of new steps.
    """

    changed = Signal(str, str)
    step_changed = Signal(str, str, object)
    step_moved = Signal(str, int)
    step_removed = Signal(str)
    steps_added = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agenda")
        self._open_id = ""
        self._template: TemplateRow | None = None
        self._stages: Sequence[StageRow] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        column.addWidget(self._head())
        self._size = heading("", "agenda_size")
        column.addWidget(self._size)
        self._steps: RowList[StepCard] = RowList("steps", self._make_step)
        column.addWidget(self._steps)
        self._empty = EmptyState(
            _("No steps yet"),
            _(
                "Type the first one below, or paste several lines at once. Until there is one, no "
                "huddle can be held by this template."
            ),
            object_name="agenda_empty",
        )
        column.addWidget(self._empty)
        self.add_line = AddLine(
            _("Add a step"),
            _("Add step"),
            _("Add a step: its name, or paste several lines"),
            "step_add",
        )
        self.add_line.add.connect(self.steps_added)
        column.addWidget(self.add_line)
        column.addWidget(
            quiet(_("A huddle that is running or closed keeps its agenda as it was."), "kept_note")
        )
        column.addStretch()

    def _head(self) -> Card:
        card = Card("template_card")
        card.column.setSpacing(space("two"))
        self._name = LineField(_("Name of the template"), "template_name")
        self._about = LineField(_("What it is for"), "template_about")
        self._name.keep.connect(lambda text: self.changed.emit("name", text))
        self._about.keep.connect(lambda text: self.changed.emit("about", text))
        for part in (self._name, self._about):
            card.column.addWidget(part)
        return card

    def _make_step(self, step_id: str) -> StepCard:
        card = StepCard()
        card.pressed.connect(lambda: self._toggle(step_id))
        card.changed.connect(lambda field, value: self.step_changed.emit(step_id, field, value))
        card.moved.connect(lambda by: self.step_moved.emit(step_id, by))
        card.removed.connect(lambda: self.step_removed.emit(step_id))
        return card

    def show_template(self, template: TemplateRow, stages: Sequence[StageRow]) -> None:
        """Show a template as it is; what is being typed stays."""
        self._template, self._stages = template, stages
        self._name.show_kept(template.name)
        self._about.show_kept(template.about)
        self._size.setText(_("{size} in all").format(size=size_words(template)))
        self._size.setVisible(bool(template.steps))
        self._empty.setVisible(not template.steps)
        cards = self._steps.show_rows([step.id for step in template.steps])
        for place, (card, step) in enumerate(zip(cards, template.steps, strict=True), 1):
            card.show_step(step, place, stages)

    def show_error(self, spot: Spot, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        card = self._steps.row(spot.step_id)
        if card is not None and card.body is not None:
            card.body.show_error(spot.field, text)
        elif spot.field == "name":
            self._name.show_error(text)
        elif spot.field == "about":
            self._about.show_error(text)

    def open_step(self, step_id: str) -> None:
        """Open a step, and close the one that was open."""
        self._open_id = step_id
        for key in self._steps.keys:
            card = self._steps.row(key)
            if card is not None and card.is_open != (key == step_id):
                card.open(is_open=key == step_id)
        if self._template is not None:
            self.show_template(self._template, self._stages)
        self._steps.chain()

    def _toggle(self, step_id: str) -> None:
        self.open_step("" if step_id == self._open_id else step_id)
