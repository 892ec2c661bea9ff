"""An item edited in place: each field is kept as soon as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rows.people import Known
from huddle.vocabulary import IncidentReported, ItemKind
from ui import actions
from ui.theme.look import look, space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import ChipButton
from ui.widgets.choices import Choice, Tick
from ui.widgets.entries import complete_from
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import Label, secondary
from ui.widgets.sensitive_field import SensitiveField

if TYPE_CHECKING:
    from ui.care import Care

_OWNED = (ItemKind.ACTION, ItemKind.GOAL, ItemKind.DECISION)
_NOBODY = ""


class TextEditor(QPlainTextEdit):
    """A text that Tab leaves and Enter keeps; Shift+Enter makes a new line.

    Signals:
        left: The cursor went elsewhere.
        kept: Enter was pressed.
    """

    left = Signal()
    kept = Signal()

    def __init__(self, text: str, object_name: str) -> None:
        super().__init__(text)
        self.setObjectName(object_name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(look().size("control") * 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class ItemEditor(Card):
    """The fields of one item.

    Signals:
        changed: A field was left with another value: its name and the value.
        text_typed: The text changed; it is kept as a draft meanwhile.
        owner_named: An owner nobody knows was typed.
        due_typed: A due day was typed as in the capture line.
        part_toggled: A department's part was added or taken away.
        finished: The editor is left.
    """

    changed = Signal(str, object)
    text_typed = Signal(str)
    owner_named = Signal(str)
    due_typed = Signal(str)
    part_toggled = Signal(str, bool)
    finished = Signal()

    def __init__(self, item: ItemRow, known: Known, text: str) -> None:
        super().__init__(f"editor_{item.code}", margin="two")
        self.item = item
        self._known = known
        self.fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._follow: list[Callable[[ItemRow], None]] = []
        self._text = TextEditor(text, "edit_text")
        self._text.setAccessibleName(_("What was said"))
        self._text.textChanged.connect(lambda: self.text_typed.emit(self.text))
        self._text.left.connect(self._leave_text)
        self._text.kept.connect(self._finish)
        self._text_field = Field(label(item.kind), self._text, object_name="edit_text_field")
        self.fields["text"] = self._text_field
        self.column.addWidget(self._text_field)
        self.column.addWidget(GuardLine(self._text, "edit_text_guard"))
        self.column.addLayout(self._build_fields())
        if item.kind is ItemKind.ACTION:
            self.column.addWidget(self._build_parts())
        self.column.addWidget(self._build_sensitive())
        self.column.addLayout(self._build_foot())
        actions.bind(self, "leave", self._finish)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self._text.toPlainText()

    def start(self) -> None:
        """Put the cursor at the end of the text."""
        self._text.setFocus()
        cursor = self._text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._text.setTextCursor(cursor)

    def show_item(self, item: ItemRow, kept: Mapping[str, object]) -> list[str]:
        """Go on from a newer version; what is being typed stays.

        Args:
            item: The item as it stands.
            kept: The fields that a person just had kept.

        Returns:
            The fields that are still being typed.
        """
        before, self.item = self.item, item
        for field in self.fields.values():
            field.clear_error()
        for follow in self._follow:
            follow(item)
        self._sensitive.show_ticked(ticked=item.is_sensitive)
        typing: list[str] = []
        # Who has left it may be back in it by now, and type on.
        is_sent = self.text == kept.get("text")
        if not is_sent and self.text.strip() != before.text:
            typing += _KEPT_AS["text"]
        elif self.text != item.text:
            self._show_text(item.text)
        for name, line in self._lines.items():
            if self._is_typed(line.text(), name, before, kept):
                typing += _KEPT_AS.get(name, (name,))
            else:
                line.setText(_words(item, name))
        return typing

    def _is_typed(self, text: str, name: str, before: ItemRow, kept: Mapping[str, object]) -> bool:
        is_kept = any(one in kept for one in _KEPT_AS.get(name, (name,)))
        return not is_kept and text.strip() != _words(before, name)

    def _show_text(self, text: str) -> None:
        self._text.blockSignals(True)
        self._text.setPlainText(text)
        self._text.blockSignals(False)

    def put_back(self, name: str, value: object) -> None:
        """Have what was typed stand in its field again, though it was not kept."""
        if name == "text":
            self._text.setPlainText(str(value))
        elif name in self._lines:
            self._lines[name].setText(str(value))
            self._lines[name].setFocus()

    def show_care(self, care: Care) -> None:
        """Show what the ward decided about patients and sensitive items."""
        self._sensitive.show_care(care)
        if "patient_reference" in self.fields:
            self.fields["patient_reference"].show_hint(care.patient_hint)

    def untick_sensitive(self) -> None:
        """Show it as it was, until a person decided."""
        self._sensitive.show_ticked(ticked=False)

    def show_refusal(self, field: str, text: str) -> None:
        """Say beside a field what does not fit; what was typed stays."""
        name = {"owner_id": "owner", "due_on": "due"}.get(field, field)
        self.fields.get(name, self._text_field).show_error(text)

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("two"))
        grid.setVerticalSpacing(space("one"))
        made = [self._make(name) for name in self._wanted()]
        for place, field in enumerate(made):
            grid.addWidget(field, place // 2, place % 2)
        return grid

    def _wanted(self) -> tuple[str, ...]:
        if self.item.kind is ItemKind.ACTION:
            return ("owner", "due", "place", "how_known", "patient_reference", "is_priority")
        if self.item.kind in _OWNED:
            return ("owner", "due", "why", "disagreement" if self._is_decision else "how_known")
        if self.item.kind is ItemKind.CONCERN:
            where = ("stage_id", "join_stage_id", "place")
            return ("raised_by", "incident", *where, "incident_reference", "patient_reference")
        return ("raised_by", "stage_id")

    @property
    def _is_decision(self) -> bool:
        return self.item.kind is ItemKind.DECISION

    def _make(self, name: str) -> QWidget:
        makers: dict[str, Callable[[], QWidget]] = {
            "owner": self._make_owner,
            "due": self._make_due,
            "place": lambda: self._line("place", _("Where"), self.item.place),
            "how_known": lambda: self._line(
                "how_known", _("How we will know it worked"), self.item.how_known
            ),
            "why": lambda: self._line("why", _("Why"), self.item.why),
            "disagreement": lambda: self._line(
                "disagreement", _("Who saw it differently, and why"), self.item.disagreement
            ),
            "patient_reference": lambda: self._line(
                "patient_reference",
                _("Patient reference"),
                self.item.patient_reference,
                hint=_("Bed or bay; not printed"),
            ),
            "is_priority": self._make_priority,
            "raised_by": self._make_raised_by,
            "stage_id": lambda: self._make_stage("stage_id", _("Stage"), self.item.stage_id),
            "join_stage_id": lambda: self._make_stage(
                "join_stage_id", _("Or between it and"), self.item.join_stage_id
            ),
            "incident": self._make_incident,
            "incident_reference": lambda: self._line(
                "incident_reference", _("Report's reference"), self.item.incident_reference
            ),
        }
        return makers[name]()

    def _line(self, name: str, words: str, value: str, *, hint: str = "") -> Field:
        line = self._lines[name] = QLineEdit(value)
        line.setObjectName(f"edit_{name}")
        line.editingFinished.connect(lambda: self._offer(name, line.text().strip(), value))
        field = Field(words, line, hint=hint, object_name=f"edit_{name}_field")
        field.add_below(GuardLine(line, f"edit_{name}_guard"))
        self.fields[name] = field
        return field

    def _offer(self, name: str, value: object, before: object) -> None:
        if value != getattr(self.item, name, before):
            self.changed.emit(name, value)

    def _make_owner(self) -> Field:
        line = self._lines["owner"] = QLineEdit(self.item.owner_name)
        line.setObjectName("edit_owner")
        names = [who.name for who in self._known.people]
        complete_from(line, QStringListModel(names, line))
        line.editingFinished.connect(lambda: self._choose_owner(line.text().strip()))
        self.fields["owner"] = Field(
            _("Owner: a person, or a post for now"), line, object_name="edit_owner_field"
        )
        return self.fields["owner"]

    def _choose_owner(self, name: str) -> None:
        if name == self.item.owner_name:
            return
        person = next(
            (who for who in self._known.people if who.name.casefold() == name.casefold()), None
        )
        if person is not None:
            self.changed.emit("owner_id", person.id)
        elif name:
            self.owner_named.emit(name)
        else:
            self.changed.emit("owner_id", None)

    def _make_due(self) -> Field:
        line = self._lines["due"] = QLineEdit(_words(self.item, "due"))
        line.setObjectName("edit_due")
        line.setPlaceholderText(_("fri 14:00, 3 dec, next…"))
        line.editingFinished.connect(lambda: self._offer_due(line.text().strip()))
        self.fields["due"] = Field(_("By when"), line, object_name="edit_due_field")
        return self.fields["due"]

    def _offer_due(self, typed: str) -> None:
        if typed != _words(self.item, "due"):
            self.due_typed.emit(typed)

    def _make_priority(self) -> QWidget:
        tick = Tick(_("Priority"), "edit_priority")
        tick.setChecked(self.item.is_priority)
        tick.clicked.connect(lambda on: self.changed.emit("is_priority", on))
        self._follow.append(lambda item: tick.setChecked(item.is_priority))
        return tick

    def _make_raised_by(self) -> Field:
        choice = Choice("edit_raised_by", _("Raised by"))
        options = [(_NOBODY, _("nobody named"))]
        options += [(team.id, team.name) for team in self._known.departments]
        choice.offer(options, self.item.raised_by_department_id or _NOBODY)
        choice.picked.connect(lambda key: self.changed.emit("raised_by_department_id", key or None))
        self._follow.append(lambda item: choice.select(item.raised_by_department_id or _NOBODY))
        return Field(_("Raised by"), choice, object_name="edit_raised_by_field")

    def _make_stage(self, name: str, words: str, value: str | None) -> Field:
        choice = Choice(f"edit_{name}", words)
        options = [(_NOBODY, _("nowhere in particular"))]
        options += [(stage.id, stage.name) for stage in self._known.stages]
        choice.offer(options, value or _NOBODY)
        choice.picked.connect(lambda key: self.changed.emit(name, key or None))
        self._follow.append(lambda item: choice.select(getattr(item, name) or _NOBODY))
        return Field(words, choice, object_name=f"edit_{name}_field")

    def _make_incident(self) -> Field:
        choice = Choice("edit_incident", _("Incident reported?"))
        options = [(answer.value, label(answer)) for answer in IncidentReported]
        choice.offer(options, self.item.incident_reported.value)
        choice.picked.connect(
            lambda key: self.changed.emit("incident_reported", IncidentReported(key))
        )
        self._follow.append(lambda item: choice.select(item.incident_reported.value))
        return Field(_("Incident reported?"), choice, object_name="edit_incident_field")

    def _build_parts(self) -> QWidget:
        flow = Flow("edit_parts")
        has_part = {part.department_id for part in self.item.parts}
        flow.add(Label(_("A part for each of"), "label"))
        for team in self._known.departments:
            chip = ChipButton(
                team.name,
                "accent" if team.id in has_part else "proposed",
                object_name=f"part_{team.name}",
            )
            chip.setCheckable(True)
            chip.setChecked(team.id in has_part)
            chip.clicked.connect(lambda on, team=team: self.part_toggled.emit(team.id, on))
            flow.add(chip)
        return flow

    def _build_sensitive(self) -> SensitiveField:
        self._sensitive = SensitiveField("edit_sensitive")
        self._sensitive.show_ticked(ticked=self.item.is_sensitive)
        self._sensitive.ticked.connect(lambda on: self.changed.emit("is_sensitive", on))
        return self._sensitive

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(secondary(_("Each field is kept as you leave it."), "edit_note"), 1)
        done = button(_("Finish"), "edit_finish", key=_("Enter"), run=True)
        done.clicked.connect(self._finish)
        foot.addWidget(done)
        return foot

    def _leave_text(self) -> None:
        if self.text.strip() != self.item.text:
            self.changed.emit("text", self.text)

    def _finish(self) -> None:
        self._leave_text()
        self.finished.emit()


_KEPT_AS = {
    "text": ("text",),
    "owner": ("owner_id", "owner_text"),
    "due": ("due_on", "due_time", "note"),
}
"""What a line of the editor is kept as, where that is called otherwise."""


def _words(item: ItemRow, name: str) -> str:
    """What stands in a line while nobody types in it."""
    if name == "due":
        return dates.in_table(item.due_on, item.due_time) if item.due_on else ""
    return str(getattr(item, "owner_name" if name == "owner" else name))
