"""A step of an agenda: one line to read, which opens to its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import StageRow
from huddle.rows.planning import StepRow
from huddle.vocabulary import StepPurpose
from ui.actions import bind, shown
from ui.pages.templates.entries import TimeBox
from ui.pages.templates.wording import step_words, time_box_words
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.kept import LineField, TextField
from ui.widgets.press_row import PressRow


class StepCard(Card):
    """One step.

    Signals:
        pressed: A person opens or closes it.
        changed: A field's name in the row, and its new value.
        moved: By how many places.
        removed: A person wants it gone.
    """

    pressed = Signal()
    changed = Signal(str, object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__("step_card", margin="one")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.head = PressRow("step")
        self.head.clicked.connect(self.pressed)
        self.head.set_mark("down")
        self.column.addWidget(self.head)
        self.body: StepFields | None = None
        bind(self, "move_up", lambda: self.moved.emit(-1))
        bind(self, "move_down", lambda: self.moved.emit(1))

    @property
    def is_open(self) -> bool:
        """Whether its fields show."""
        return self.body is not None and not self.body.isHidden()

    def open(self, *, is_open: bool) -> None:
        """Show or hide its fields; they are made when they are first shown."""
        if is_open and self.body is None:
            self.body = StepFields()
            self.body.changed.connect(self.changed)
            self.body.moved.connect(self.moved)
            self.body.removed.connect(self.removed)
            self.column.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(is_open)
        self.head.set_mark("up" if is_open else "down")
        self.set_chosen(is_open)

    def show_step(self, step: StepRow, place: int, stages: Sequence[StageRow]) -> None:
        """Show a step that stands at a place, counted from 1."""
        self.head.setObjectName(f"step_{place}")
        self.head.set_words(
            step.name, step_words(step), lead=str(place), end=time_box_words(step.seconds)
        )
        if self.body is not None:
            self.body.show_step(step, stages)


class StepFields(QWidget):
    """The fields of a step.

    Signals:
        changed: A field's name in the row, and its new value.
        moved: By how many places.
        removed: A person wants it gone.
    """

    changed = Signal(str, object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step_fields")
        self._make_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(space("two"), space("one"), space("two"), space("two"))
        column.setSpacing(space("two"))
        for pair in (("name", "seconds"), ("purpose", "stage_id")):
            row = Columns((1, 1))
            for name in pair:
                row.add(self._fields[name])
            column.addWidget(row)
        column.addWidget(self._fields["prompts"])
        column.addWidget(self._fields["led_by"])
        column.addWidget(self._when_needed)
        column.addLayout(self._buttons())

    def _make_fields(self) -> None:
        self._name = LineField(_("Name"), "step_name")
        self._time_box = TimeBox("step_seconds")
        self._purpose = Choice("step_purpose")
        self._purpose.offer([(one.value, label(one)) for one in StepPurpose])
        self._stage = Choice("step_stage")
        for choice in (self._purpose, self._stage):
            choice.be_narrow()
        self._prompts = TextField(
            _("Prompts"), "step_prompts", hint=_("One a line; they stand large on the Run page.")
        )
        self._led_by = LineField(_("Led by"), "step_led_by")
        self._when_needed = Tick(_("Only when it has something to show"), "step_only_when_needed")
        self._fields: dict[str, Field] = {
            "name": self._name,
            "seconds": Field(
                _("Time box, minutes and seconds"), self._time_box, object_name="step_seconds_field"
            ),
            "purpose": Field(_("What it is for"), self._purpose, object_name="step_purpose_field"),
            "stage_id": Field(
                _("Stage on the patient’s way"), self._stage, object_name="step_stage_field"
            ),
            "prompts": self._prompts,
            "led_by": self._led_by,
        }
        self._connect()

    def _connect(self) -> None:
        for name, field in (("name", self._name), ("led_by", self._led_by)):
            field.keep.connect(lambda text, name=name: self.changed.emit(name, text))
        self._prompts.keep.connect(lambda text: self.changed.emit("prompts", text))
        self._time_box.keep.connect(lambda seconds: self.changed.emit("seconds", seconds))
        self._purpose.picked.connect(lambda key: self.changed.emit("purpose", StepPurpose(key)))
        self._stage.picked.connect(lambda key: self.changed.emit("stage_id", key or None))
        self._when_needed.clicked.connect(
            lambda on: self.changed.emit("only_when_needed", bool(on))
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        up = button(_("Move up"), "step_up", key=shown("move_up"))
        down = button(_("Move down"), "step_down", key=shown("move_down"))
        remove = quiet_button(_("Remove step"), "step_remove")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        remove.clicked.connect(self.removed)
        row.addWidget(up)
        row.addWidget(down)
        row.addStretch()
        row.addWidget(remove)
        return row

    def show_step(self, step: StepRow, stages: Sequence[StageRow]) -> None:
        """Show a step; what is being typed stays."""
        self._name.show_kept(step.name)
        self._time_box.show_kept(step.seconds)
        self._purpose.select(step.purpose.value)
        no_stage = ("", _("No stage"))
        self._stage.offer([no_stage, *((one.id, one.name) for one in stages)], step.stage_id or "")
        self._prompts.show_kept(step.prompts)
        self._led_by.show_kept(step.led_by)
        self._when_needed.setChecked(step.only_when_needed)
        can_be_empty = step.purpose in (StepPurpose.PARKED, StepPurpose.TECHNOLOGY)
        self._when_needed.setVisible(can_be_empty or step.only_when_needed)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if field in self._fields:
            self._fields[field].show_error(text)
