"""One action in full: its fields, its parts and its story, at the side of the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemEventRow, ItemRow
from huddle.rules.status_changes import following
from huddle.vocabulary import STATUSES_OF, Status, Strength
from ui import actions, wording
from ui.pages.followups.check_strip import CheckStrip
from ui.pages.followups.edits import edit_of, facts_of, known_words, problem_with
from ui.pages.followups.escalation_part import EscalationPart
from ui.pages.followups.owner_field import OwnerField
from ui.pages.followups.parts_list import PartsList
from ui.pages.followups.state import Edit, Surroundings
from ui.theme.look import look, space
from ui.widgets.bed_strip import BedStrip
from ui.widgets.buttons import button, icon_button, primary_button, quiet_button
from ui.widgets.card import Card, line
from ui.widgets.choices import Choice
from ui.widgets.emptying import empty
from ui.widgets.facts import Facts
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body, heading, secondary, strong
from ui.widgets.scroll import page_scroll
from ui.widgets.sensitive_field import SensitiveField
from ui.widgets.tool_link import ToolLink

if TYPE_CHECKING:
    from ui.care import Care
    from ui.desk import May

_TEXT_LINES = 3

_LEAST_CONTROLS = 6
_GOAL_LENGTH = 60


class DetailPanel(Card):
    """The fields of one action, or what stands in them for whoever may only read.

    Signals:
        keep_asked: Keep what stands in the fields, an `Edit`.
        left: A person leaves it.
        edited: Something is being typed.
        name_asked: The owner that nobody knows shall become a person of the ward.
        bed_answered: What a bed in its words means: the fields to change.
        copy_asked: A person wants it in plain words on the clipboard.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    keep_asked = Signal(object)
    left = Signal()
    edited = Signal()
    name_asked = Signal()
    bed_answered = Signal(dict)
    copy_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__("detail_panel", margin="two")
        self._changes = may("followups.update")
        self._names = may("followups.name_owner")
        self._checks = may("followups.check")
        self._item: ItemRow | None = None
        self._around = Surroundings()
        self._fields: dict[str, Field] = {}
        self._start: Edit | None = None
        self.column.addLayout(self._build_head())
        scroll = page_scroll("detail_scroll", margin="one", gap="one")
        # It scrolls by itself and takes the height there is, however long the story gets.
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        scroll.setMinimumHeight(look().space("detail"))
        # With large text the page scrolls, rather than press the panel together.
        self.setMinimumHeight(look().size("control") * _LEAST_CONTROLS)
        self._inside = scroll.column
        self.check = CheckStrip()
        self._inside.addWidget(self.check)
        self._bed = QVBoxLayout()
        self._inside.addLayout(self._bed)
        self._facts = Facts("detail_facts")
        self._inside.addWidget(self._facts)
        self.tool = ToolLink()
        self._inside.addWidget(self.tool)
        self._build_fields()
        self.parts = PartsList()
        self.parts.edited.connect(self._changed)
        scroll.column.addWidget(self.parts)
        self.escalation = EscalationPart(may)
        scroll.column.addWidget(self.escalation)
        scroll.column.addWidget(line())
        scroll.column.addWidget(heading(_("Its story")))
        self._story = QVBoxLayout()
        self._story.setSpacing(space("half"))
        scroll.column.addLayout(self._story)
        scroll.column.addStretch()
        self.column.addWidget(scroll, 1)
        self.column.addLayout(self._build_foot())
        self._bind_keys()
        for widget in (*self._fields.values(), self._sensitive, self.parts, self._keep_button):
            widget.setVisible(self._changes)
        self.hide()

    @property
    def item(self) -> ItemRow | None:
        """The action shown, as it was read."""
        return self._item

    @property
    def edit(self) -> Edit:
        """What stands in the fields."""
        return Edit(
            text=self._text.toPlainText().strip(),
            owner=self._owner.name,
            due=self._due.text().strip(),
            place=self._place.text().strip(),
            how_known=self._how.toPlainText().strip(),
            status=Status(self._status.key or Status.NOT_STARTED),
            note=self._note.text().strip(),
            parts=self.parts.edits,
            patient_reference=self._patient.text().strip(),
            is_sensitive=self._sensitive.is_ticked,
            strength=self._strength.key,
            goal_id=self._goal.key,
        )

    @property
    def is_changed(self) -> bool:
        """Whether the fields hold something that is not kept."""
        return self._start is not None and self.edit != self._start

    def show_item(self, item: ItemRow, around: Surroundings, edit: Edit | None = None) -> None:
        """Show an action; `edit` is what was being typed for it and not kept."""
        self._item, self._around = item, around
        self._start = edit_of(item)
        self._code.setText(
            _("{code}, huddle {number}").format(code=item.code, number=item.huddle_number)
            if item.huddle_number
            else item.code
        )
        self._fields["text"].label.setText(label(item.kind))
        self._fill(edit or self._start)
        self._facts.show_facts(() if self._changes else facts_of(item))
        for field in self._fields.values():
            field.clear_error()
        self.check.setVisible(False)
        if self._checks and item.status is Status.AWAITING_CHECK:
            self.check.show_item(item)
        self.parts.show_parts(item, around.known, edit.parts if edit else ())
        self._show_known(item)
        self.escalation.show_item(item)
        self._show_bed(item)
        self._changed()
        self.show()

    def show_care(self, care: Care) -> None:
        """Show what the ward decided about patients and sensitive items."""
        self._fields["patient_reference"].show_hint(care.patient_hint)
        self._sensitive.show_care(care)

    def show_story(self, events: Sequence[ItemEventRow]) -> None:
        """Show what happened to it, in order."""
        empty(self._story)
        for event in events:
            at = dates.in_table(event.at.astimezone(self._around.now.tzinfo))
            where = _("huddle {number}").format(number=event.huddle_number)
            parts = (at, event.by, where if event.huddle_number else "")
            self._story.addWidget(body(event.what[:1].upper() + event.what[1:], "story_event"))
            self._story.addWidget(secondary(" · ".join(part for part in parts if part)))

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        shown = self._fields.get(_FIELD_OF.get(field, field), self._fields["text"])
        shown.show_error(text)
        shown.control.setFocus()

    def begin(self) -> None:
        """Put the cursor where the next word goes; where there is none, on the way back."""
        (self._text if self._changes else self._leave).setFocus()

    # Building

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self._code = strong("", "detail_code")
        close = icon_button("cross", "detail_close", _("Leave this action (Esc)"))
        close.clicked.connect(self.left)
        copy = quiet_button(_("Copy as message"), "detail_copy")
        copy.clicked.connect(self.copy_asked)
        head.addWidget(self._code, 1)
        head.addWidget(copy)
        head.addWidget(close)
        return head

    def _build_fields(self) -> None:
        self._text = self._area("detail_text", _TEXT_LINES)
        self._add_field("text", _("Action"), self._text)
        self._owner = OwnerField("detail")
        self._add_field("owner", _("Owner"), self._owner)
        self._owner.edited.connect(self._changed)
        self._owner.keep_asked.connect(self._keep)
        self._name_owner = button("", "detail_name_owner")
        self._name_owner.clicked.connect(self.name_asked)
        self._inside.addWidget(self._name_owner)
        self._due = QLineEdit()
        self._due.setObjectName("detail_due")
        self._add_field("due", _("Due"), self._due, _("today, fri 14:00, 3 dec, +2d"))
        self._status = Choice("detail_status")
        self._add_field("status", _("Status"), self._status)
        self._place = QLineEdit()
        self._place.setObjectName("detail_place")
        self._add_field("place", _("Where"), self._place)
        self._patient = QLineEdit()
        self._patient.setObjectName("detail_patient")
        hint = _("Bed or bay; not printed")
        self._add_field("patient_reference", _("Patient reference"), self._patient, hint)
        self._how = self._area("detail_how_known", 2)
        self._add_field("how_known", _("How we will know it worked"), self._how)
        self._strength = Choice("detail_strength")
        self._add_field("strength", _("Strength of action"), self._strength)
        self._goal = Choice("detail_goal")
        self._goal.be_narrow()
        self._add_field("goal", _("Goal it serves"), self._goal)
        self._note = QLineEdit()
        self._note.setObjectName("detail_note")
        self._add_field("note", _("Note, or the reason"), self._note)
        self._sensitive = SensitiveField("detail_sensitive")
        self._sensitive.ticked.connect(self._changed)
        self._inside.addWidget(self._sensitive)
        self._known = secondary("", "detail_known")
        self._inside.addWidget(self._known)
        for one in (self._due, self._place, self._patient, self._note):
            one.textChanged.connect(self._changed)
            one.returnPressed.connect(self._keep)
        for area in (self._text, self._how):
            area.textChanged.connect(self._changed)
        for choice in (self._status, self._strength, self._goal):
            choice.currentIndexChanged.connect(self._changed)

    def _area(self, name: str, lines: int) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setObjectName(name)
        made.setTabChangesFocus(True)
        made.setFixedHeight(look().size("control") + look().size("target") * (lines - 1))
        return made

    def _add_field(self, name: str, called: str, control: QWidget, hint: str = "") -> None:
        made = Field(called, control, hint=hint, object_name=f"detail_{name}_field")
        if name != "due" and isinstance(control, QLineEdit | QPlainTextEdit):
            made.add_below(GuardLine(control, f"detail_{name}_guard"))
        self._fields[name] = made
        self._inside.addWidget(made)

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(space("one"), 0, space("one"), 0)
        foot.setSpacing(space("one"))
        self._keep_button = primary_button(_("Keep changes"), "detail_keep", key="Ctrl+S")
        self._keep_button.clicked.connect(self._keep)
        self._leave = quiet_button(_("Leave"), "detail_leave", key=actions.shown("leave"))
        self._leave.clicked.connect(self.left)
        foot.addWidget(self._keep_button)
        foot.addWidget(self._leave)
        foot.addStretch()
        return foot

    def _bind_keys(self) -> None:
        for keys, call in (("Ctrl+S", self._keep), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # What stands in it

    def _fill(self, edit: Edit) -> None:
        self._text.setPlainText(edit.text)
        self._owner.show_owner(edit.owner, self._around.known)
        self._due.setText(edit.due)
        self._place.setText(edit.place)
        self._how.setPlainText(edit.how_known)
        self._note.setText(edit.note)
        self._patient.setText(edit.patient_reference)
        self._sensitive.show_ticked(ticked=edit.is_sensitive)
        self._offer_statuses(edit.status)
        strengths = [(one.value, label(one)) for one in Strength]
        self._strength.offer([("", _("not said")), *strengths], edit.strength)
        self._offer_goals(edit.goal_id)

    def _offer_goals(self, chosen: str) -> None:
        """The goals that are worked on, and the one it serves even if that is over or hidden."""
        goals = {goal.id: wording.beginning(goal.text, _GOAL_LENGTH) for goal in self._around.goals}
        if self._item is not None and self._item.goal_id:
            text = self._item.goal_text or _("a goal that is not shown")
            goals.setdefault(self._item.goal_id, wording.beginning(text, _GOAL_LENGTH))
        self._goal.offer([("", _("none")), *goals.items()], chosen)
        self._fields["goal"].setVisible(self._changes and bool(goals))

    def _offer_statuses(self, chosen: Status) -> None:
        """What may follow where it stands now, and that."""
        item = self._item
        if item is None:
            return
        allowed = (item.status, chosen, *following(item.kind, item.status))
        statuses = [one for one in STATUSES_OF[item.kind] if one in allowed]
        self._status.offer([(one.value, label(one)) for one in statuses], chosen.value)

    def _show_known(self, item: ItemRow) -> None:
        self._known.setText(known_words(item))
        self._name_owner.set_text(
            _("Make {name} a person of this ward").format(name=item.owner_name)
        )
        is_unknown = bool(item.owner_name) and not item.owner_is_known
        self._name_owner.setVisible(is_unknown and self._names)

    def _show_bed(self, item: ItemRow) -> None:
        from huddle.rules.guarding import bed_in_question  # noqa: PLC0415 - not at start

        empty(self._bed)
        if self._changes and (words := bed_in_question(item)):
            strip = BedStrip(item, words)
            strip.answered.connect(self.bed_answered)
            self._bed.addWidget(strip)

    def _changed(self) -> None:
        self._keep_button.setEnabled(self.is_changed)
        if self.is_changed:
            self.edited.emit()

    def _keep(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        for field in self._fields.values():
            field.clear_error()
        edit, item = self.edit, self._item
        if item is None or not self.is_changed:
            return
        if problem := problem_with(edit, item, self._around):
            self.show_refusal(*problem)
        else:
            self.keep_asked.emit(edit)


_FIELD_OF = {
    "owner_id": "owner",
    "name": "owner",
    "due_on": "due",
    "due_time": "due",
    "goal_id": "goal",
}
"""Where on the panel a service's field stands, when it is called otherwise."""
