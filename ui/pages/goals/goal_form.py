"""The form in which a goal is stated and planned, a new one or one that is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from huddle.rows.people import Known, PersonRow, StageRow
from huddle.vocabulary import Status
from ui.actions import bind, shown
from ui.pages.goals.measures_part import MeasuresPart
from ui.pages.goals.state import Draft, GoalEdit, GoalsState
from ui.pages.goals.ticks import DepartmentTicks
from ui.widgets.buttons import button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.growing_line import GrowingLine
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import heading, quiet
from ui.widgets.scroll import page_scroll

_FIELD_OF = {"due_on": "due", "review_on": "review"}
"""The fields that are called otherwise where they are kept."""


class GoalForm(Card):
    """Asks for what a goal says; Enter keeps, Esc leaves, and nothing typed is lost.

    Signals:
        keep_asked: What stands in the fields shall be kept.
        left: A person leaves it.
        edited: Something is being typed.
        finish_asked, give_up_asked, open_again_asked: How the goal ends, or goes on.
    """

    keep_asked = Signal()
    left = Signal()
    edited = Signal()
    finish_asked = Signal()
    give_up_asked = Signal()
    open_again_asked = Signal()

    def __init__(self) -> None:
        super().__init__("goal_form")
        self.goal: GoalRow | None = None
        self.base = GoalEdit()
        self._areas: dict[str, GrowingLine] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._choices: dict[str, Choice] = {}
        self._fields: dict[str, Field] = {}
        self._teams = DepartmentTicks()
        self._teams.edited.connect(self.edited)
        self.measures = MeasuresPart()
        self._title = heading("", "goal_form_title")
        self._note = quiet("", "goal_form_note")
        self.column.addWidget(self._title)
        self.column.addWidget(self._note)
        self._scroll = page_scroll("goal_form_scroll", margin="half", gap="one")
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.column.addWidget(self._scroll, 1)
        self._build_fields()
        self.column.addWidget(self._build_buttons())
        bind(self, "leave", self.left.emit)
        self.hide()

    @property
    def edit(self) -> GoalEdit:
        """What stands in the fields."""
        return GoalEdit(
            **{name: area.toPlainText().strip() for name, area in self._areas.items()},
            **{name: line.text().strip() for name, line in self._lines.items()},
            **{name: choice.key for name, choice in self._choices.items()},
            department_ids=self._teams.chosen,
        )

    @property
    def is_changed(self) -> bool:
        """Whether the fields hold something that is not kept."""
        return self.edit != self.base

    @property
    def key(self) -> str:
        """Under which what is typed here waits: by the goal, or by the family of a new one."""
        return self.goal.id if self.goal else self.base.family

    def show_goal(self, goal: GoalRow | None, draft: Draft, state: GoalsState) -> None:
        """Show a goal, or a new one.

        Args:
            goal: The goal; none for a new one.
            draft: What stands in its fields, and what did when the typing began.
            state: Who and what can be chosen.
        """
        self.goal, self.base = goal, draft.base
        is_open = goal is not None and goal.item.status is Status.BEING_WORKED_ON
        self._title.setText(_("Goal {code}").format(code=goal.item.code) if goal else _("New goal"))
        self._note.setText("" if goal is None or is_open else _end_words(goal))
        self._note.setVisible(bool(self._note.text()))
        self._fill(draft.mine, state)
        self._finish.setVisible(is_open)
        self._give_up.setVisible(is_open)
        self._open_again.setVisible(goal is not None and not is_open)
        self.show()

    def begin(self) -> None:
        """Put the cursor where the next word goes."""
        self._areas["text"].setFocus()
        self._areas["text"].moveCursor(QTextCursor.MoveOperation.End)
        self._scroll.verticalScrollBar().setValue(0)

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        self.clear_errors()
        shown_at = self._fields.get(_FIELD_OF.get(field, field), self._fields["text"])
        shown_at.show_error(text)
        shown_at.control.setFocus()
        self._scroll.ensureWidgetVisible(shown_at)

    def clear_errors(self) -> None:
        """Say no more that something is wrong."""
        for field in self._fields.values():
            field.clear_error()

    # Filling

    def _fill(self, mine: GoalEdit, state: GoalsState) -> None:
        for name, area in self._areas.items():
            if area.toPlainText().strip() != getattr(mine, name):
                area.setPlainText(getattr(mine, name))
        for name, line in self._lines.items():
            if line.text().strip() != getattr(mine, name):
                line.setText(getattr(mine, name))
        self._offer(mine, state.known)
        self._teams.show_teams(state.known.departments, mine.department_ids)
        self.measures.show_measures(self.goal, state.measures)

    def _offer(self, mine: GoalEdit, known: Known) -> None:
        item = self.goal.item if self.goal else None
        owner = (item.owner_id or "", item.owner_name) if item else ("", "")
        nobody = _("{name} (not known)").format(name=owner[1]) if owner[1] else _("nobody yet")
        families = [(one.value, label(one)) for one in Family]
        people = [("", nobody if not owner[0] else _("nobody yet")), *_named(known.people, owner)]
        stage = (item.stage_id or "", item.stage_name) if item else ("", "")
        offered = {
            "family": families if mine.family else [("", _("Choose one")), *families],
            "owner_id": people,
            "stage_id": [("", _("anywhere")), *_named(known.stages, stage)],
        }
        for name, options in offered.items():
            self._choices[name].offer(options, getattr(mine, name))

    # Building

    def _build_fields(self) -> None:
        self._add_area("text", _("What you want together"))
        self._add_area("why", _("Why"))
        self._add_area("left_out", _("Whom might it leave out?"))
        self._add_area("supports", _("Goal of the tier above that it serves"))
        self._add_choice("family", _("About"))
        self._add_choice("owner_id", _("Who answers for it"))
        self._add_choice("stage_id", _("Where on the patient’s way"))
        self._fields["department_ids"] = Field(
            _("Departments that share it"), self._teams, object_name="goal_department_ids_field"
        )
        self._add_line("baseline", _("Where it begins"))
        self._add_line("target", _("Where it shall end"))
        self._add_line("due", _("By when"), _("3 dec, +90d"))
        self._add_line("review", _("Comes back in the huddle on"), _("3 dec, fri, +30d"))
        column = self._scroll.column
        for names in (
            ("text",),
            ("why", "left_out"),
            ("supports", "family"),
            ("owner_id", "stage_id"),
            ("department_ids",),
            ("baseline", "target"),
            ("due", "review"),
        ):
            column.addWidget(self._beside(names))
        column.addWidget(self.measures)
        column.addStretch()

    def _beside(self, names: tuple[str, ...]) -> QWidget:
        if len(names) == 1:
            return self._fields[names[0]]
        columns = Columns((1,) * len(names))
        for name in names:
            columns.add(self._fields[name])
        return columns

    def _add_area(self, name: str, called_so: str) -> None:
        area = self._areas[name] = GrowingLine(f"goal_{name}")
        area.kept.connect(self.keep_asked)
        area.textChanged.connect(self.edited)
        self._fields[name] = Field(called_so, area, object_name=f"goal_{name}_field")
        self._fields[name].add_below(GuardLine(area, f"goal_{name}_guard"))

    def _add_line(self, name: str, called_so: str, hint: str = "") -> None:
        line = self._lines[name] = QLineEdit()
        line.setObjectName(f"goal_{name}")
        line.setPlaceholderText(hint)
        line.returnPressed.connect(self.keep_asked)
        line.textChanged.connect(self.edited)
        self._fields[name] = Field(called_so, line, object_name=f"goal_{name}_field")
        self._fields[name].add_below(GuardLine(line, f"goal_{name}_guard"))

    def _add_choice(self, name: str, called_so: str) -> None:
        choice = self._choices[name] = Choice(f"goal_{name}")
        choice.be_narrow()
        choice.picked.connect(lambda _key: self.edited.emit())
        self._fields[name] = Field(called_so, choice, object_name=f"goal_{name}_field")

    def _build_buttons(self) -> QWidget:
        flow = Flow("goal_form_buttons")
        keep = primary_button(_("Keep"), "goal_keep", key=shown("keep"))
        leave = button(_("Leave"), "goal_leave", key=shown("leave"))
        self._finish = quiet_button(_("It is reached"), "goal_finish")
        self._give_up = quiet_button(_("Give it up…"), "goal_give_up")
        self._open_again = quiet_button(_("Work on it again"), "goal_open_again")
        for one, signal in (
            (keep, self.keep_asked),
            (leave, self.left),
            (self._finish, self.finish_asked),
            (self._give_up, self.give_up_asked),
            (self._open_again, self.open_again_asked),
        ):
            one.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            flow.add(one)
        return flow


def _end_words(goal: GoalRow) -> str:
    said = label(goal.item.status)
    return ": ".join(filter(None, (said[:1].upper() + said[1:], goal.item.note)))


def _named(
    rows: Sequence[PersonRow] | Sequence[StageRow], own: tuple[str, str]
) -> list[tuple[str, str]]:
    """Rows to choose from by id and name, with the goal's own although it is off the lists."""
    named = [(row.id, row.name) for row in rows]
    is_off = own[0] and own[0] not in [row_id for row_id, _name in named]
    return [*named, own] if is_off else named
