"""The Templates page: agendas with their steps, and when huddles are held by them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.planning import TemplateRow
from ui.pages.templates.agenda_editor import AgendaEditor
from ui.pages.templates.series_section import SeriesSection
from ui.pages.templates.state import Spot, TemplatesState
from ui.pages.templates.step_card import StepCard
from ui.pages.templates.wording import size_words, users_words
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.labels import title
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup

AGENDAS = "agendas"
HELD = "held"


class TemplatesPage(QWidget):
    """Two sections: the templates, and when they are held.

    Signals:
        chosen: The id of the template to show.
        new_wanted: A template with nothing on it.
        copy_wanted: A copy of the chosen one.
        remove_wanted: The chosen one shall go.
        changed: A template's id, a field of it, and its new text.
        step_changed: A template's id, a step's, a field of it, and its new value.
        step_moved: A template's id, a step's, and by how many places.
        step_removed: A template's id and a step's.
        steps_added: A template's id, and the names of new steps.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()
    changed = Signal(str, str, str)
    step_changed = Signal(str, str, str, object)
    step_moved = Signal(str, str, int)
    step_removed = Signal(str, str)
    steps_added = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("templates_page")
        self._editors: dict[str, AgendaEditor] = {}
        self.saved = SavedMark()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        self._scroll = page_scroll("templates_scroll")
        self._scroll.column.setContentsMargins(
            space("three"), space("two"), space("three"), space("three")
        )
        self._scroll.verticalScrollBar().rangeChanged.connect(self._follow_cursor)
        column.addWidget(self._scroll, 1)
        self._agendas = self._agendas_section()
        self.series = SeriesSection()
        for section in (self._agendas, self.series):
            self._scroll.column.addWidget(section)
        self._scroll.column.addStretch()
        self.show_section(AGENDAS)

    def _header(self) -> QWidget:
        header = QWidget()
        column = QVBoxLayout(header)
        column.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        column.setSpacing(space("two"))
        row = QHBoxLayout()
        row.addWidget(title(_("Templates")), 1)
        row.addWidget(self.saved)
        column.addLayout(row)
        self._sections = ToggleGroup(
            _("Part of this page"),
            [(AGENDAS, _("Agendas")), (HELD, _("When they are held"))],
            "templates_section",
        )
        self._sections.chosen.connect(self.show_section)
        column.addWidget(self._sections, 0, Qt.AlignmentFlag.AlignLeft)
        return header

    def _agendas_section(self) -> Columns:
        section = Columns((2, 5), "agendas_section", gap="three")
        section.add(self._list())
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        section.add(right)
        return section

    def _list(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        self._rows: RowList[TemplateCard] = RowList("template_list", self._make_card)
        column.addWidget(self._rows)
        buttons = Flow("template_buttons")
        new = button(_("New"), "template_new", name=_("New template"))
        copy = button(_("Copy"), "template_copy", name=_("Copy this template"))
        remove = quiet_button(_("Remove…"), "template_remove", name=_("Remove this template"))
        new.clicked.connect(self.new_wanted)
        copy.clicked.connect(self.copy_wanted)
        remove.clicked.connect(self.remove_wanted)
        for one in (new, copy, remove):
            buttons.add(one)
        column.addWidget(buttons)
        column.addStretch()
        return left

    def _make_card(self, template_id: str) -> TemplateCard:
        card = TemplateCard()
        card.head.clicked.connect(lambda: self.chosen.emit(template_id))
        return card

    def _editor(self, template_id: str) -> AgendaEditor:
        if template_id not in self._editors:
            made = self._editors[template_id] = AgendaEditor()
            self._right.addWidget(made)
            made.changed.connect(lambda *what: self.changed.emit(template_id, *what))
            made.step_changed.connect(lambda *what: self.step_changed.emit(template_id, *what))
            made.step_moved.connect(lambda *what: self.step_moved.emit(template_id, *what))
            made.step_removed.connect(lambda step: self.step_removed.emit(template_id, step))
            made.steps_added.connect(lambda names: self.steps_added.emit(template_id, names))
        return self._editors[template_id]

    def show_section(self, section: str) -> None:
        """Show the agendas, or when they are held."""
        self._sections.select(section)
        self._agendas.setVisible(section == AGENDAS)
        self.series.setVisible(section == HELD)

    def show_state(self, state: TemplatesState) -> None:
        """Show everything as it is; what is being typed stays."""
        chosen = state.chosen
        cards = self._rows.show_rows([one.id for one in state.templates])
        for place, (card, one) in enumerate(zip(cards, state.templates, strict=True), 1):
            card.show_template(one, place)
            card.set_chosen(chosen is not None and one.id == chosen.id)
        self._show_editor(state)
        self.series.show_state(state)

    def _show_editor(self, state: TemplatesState) -> None:
        for gone in set(self._editors) - {one.id for one in state.templates}:
            editor = self._editors.pop(gone)
            editor.hide()
            editor.deleteLater()
        chosen = state.chosen
        if chosen is not None:
            self._editor(chosen.id).show_template(chosen, state.stages)
        for template_id, editor in self._editors.items():
            editor.setVisible(chosen is not None and template_id == chosen.id)

    def editor(self, template_id: str) -> AgendaEditor | None:
        """The editor of a template that was shown."""
        return self._editors.get(template_id)

    def show_error(self, spot: Spot, text: str) -> bool:
        """Say beside a field what is wrong with it; empty takes it back.

        Returns:
            Whether a person sees the field now.
        """
        if spot.series_id:
            self.series.show_error(spot, text)
            return self.series.isVisible()
        editor = self._editors.get(spot.template_id)
        if editor is None:
            return False
        editor.show_error(spot, text)
        return editor.isVisible()

    def _follow_cursor(self) -> None:
        """Bring the whole of an opened step into view, and above all what has the cursor."""
        cursor = self.focusWidget()
        card: QWidget | None = cursor
        while card is not None and not isinstance(card, StepCard):
            card = card.parentWidget()
        if cursor is not None and card is not None:
            self._scroll.ensureWidgetVisible(card, 0, space("two"))
            self._scroll.ensureWidgetVisible(cursor, 0, space("two"))

    def to_top(self) -> None:
        """Scroll up, because something else is shown now."""
        self._scroll.verticalScrollBar().setValue(0)


class TemplateCard(Card):
    """One template of the list."""

    def __init__(self) -> None:
        super().__init__("template_row", margin="one")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = PressRow("template")
        self.column.addWidget(self.head)

    def show_template(self, template: TemplateRow, place: int) -> None:
        """Show a template that stands at a place, counted from 1."""
        self.head.setObjectName(f"template_{place}")
        self.head.set_words(template.name, "\n".join((size_words(template), users_words(template))))
