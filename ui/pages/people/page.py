"""The People and departments page: who takes part, in which teams, and the patient's way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.people import DepartmentRow, StageRow
from ui.pages.people.ordered_rows import OrderedRow
from ui.pages.people.ordered_section import OrderedSection, aside
from ui.pages.people.people_section import PeopleSection
from ui.pages.people.state import DEPARTMENTS, PEOPLE, SECTIONS, STAGES, TIERS, PeopleState
from ui.pages.people.tiers_section import TiersSection
from ui.theme.look import space
from ui.widgets.add_line import AddLine
from ui.widgets.choices import Tick
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import title
from ui.widgets.saved_mark import SavedMark
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup


class PeoplePage(QWidget):
    """Sections, of which one shows: people, departments, journey stages, and who receives."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("people_page")
        self.saved = SavedMark()
        self.people = PeopleSection()
        self.departments_with_retired = Tick(
            _("Show retired departments"), "departments_with_retired"
        )
        self.departments = _departments(self.departments_with_retired)
        self.stages = _stages()
        self.tiers = TiersSection()
        self._sections: dict[str, QWidget] = {
            PEOPLE: self.people,
            DEPARTMENTS: self.departments,
            STAGES: self.stages,
            TIERS: self.tiers,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self._body(), 1)
        self.show_section(PEOPLE)

    def _header(self) -> QWidget:
        header = QWidget()
        column = QVBoxLayout(header)
        column.setContentsMargins(space("three"), space("three"), space("three"), space("one"))
        column.setSpacing(space("two"))
        row = QHBoxLayout()
        row.addWidget(title(_("People and departments")), 1)
        row.addWidget(self.saved)
        column.addLayout(row)
        labels = (_("People and posts"), _("Departments"), _("Stages"), _("Escalation"))
        self._toggle = ToggleGroup(
            _("Part of this page"), list(zip(SECTIONS, labels, strict=True)), "people_sections"
        )
        self._toggle.chosen.connect(self.show_section)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        return header

    def _body(self) -> QWidget:
        scroll = page_scroll("people_scroll")
        scroll.column.setContentsMargins(
            space("three"), space("two"), space("three"), space("three")
        )
        scroll.column.addWidget(self.people, 1)
        scroll.column.addWidget(self.departments)
        scroll.column.addWidget(self.stages)
        scroll.column.addWidget(self.tiers)
        scroll.column.addStretch()
        return scroll

    def show_section(self, section: str) -> None:
        """Show one of the sections."""
        self._toggle.select(section)
        for name, widget in self._sections.items():
            widget.setVisible(name == section)

    def show_state(self, state: PeopleState) -> None:
        """Show everything as it is; what is being typed stays."""
        self.people.show_state(state)
        present = sum(not one.is_retired for one in state.departments)
        self.departments.show_rows(
            state.listed_departments, present, _department_verb, with_mailboxes=state.sends_mail
        )
        self.stages.show_rows(state.stages, len(state.stages), _stage_verb)


def _departments(with_retired: Tick) -> OrderedSection:
    side = aside(
        _("What they are for"),
        _(
            "A department is a team that takes part: it stands on the roster of a huddle, can own "
            "actions, and gets an action sheet of its own."
        ),
        _("Rosters and lists show them in this order. The extension stands on sheets."),
        object_name="departments_aside",
        foot=with_retired,
    )
    return OrderedSection(
        "departments",
        lambda: OrderedRow("department", _("Retire"), has_extension=True),
        AddLine(
            _("Add departments"),
            _("Add"),
            _("Add a department: its name, or paste several lines"),
            "department_add",
        ),
        EmptyState(
            _("No department yet"),
            _("Type the first one below, or paste several lines at once."),
            object_name="departments_empty",
        ),
        side,
    )


def _stages() -> OrderedSection:
    return OrderedSection(
        "stages",
        lambda: OrderedRow("stage", _("Remove…"), has_extension=False),
        AddLine(
            _("Add stages"),
            _("Add"),
            _("Add a stage: its name, or paste several lines"),
            "stage_add",
        ),
        EmptyState(
            _("No stage yet"),
            _("Type the first place on the patient’s way below, or paste several lines."),
            object_name="stages_empty",
        ),
        aside(
            _("What they are for"),
            _(
                "The stages are the patient’s way, from referral to home, in their order. A "
                "concern can sit at one, or at the join between two."
            ),
            _("A step of an agenda can be tied to a stage."),
            object_name="stages_aside",
        ),
    )


def _department_verb(row: DepartmentRow | StageRow) -> str:
    is_retired = isinstance(row, DepartmentRow) and row.is_retired
    return _("Bring back") if is_retired else _("Retire")


def _stage_verb(_row: DepartmentRow | StageRow) -> str:
    return _("Remove…")
