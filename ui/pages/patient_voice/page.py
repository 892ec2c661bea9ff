"""The widgets of What patients say: what narrows the list, the list, and the chosen comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huddle.i18n import _
from huddle.rows.patient_voice import CommentRow, Comments, CommentsFilter, ThemeRow
from huddle.rows.people import StageRow
from ui.pages.patient_voice import words
from ui.pages.patient_voice.comment_card import CommentCard
from ui.pages.patient_voice.item_model import CommentsDelegate, CommentsModel
from ui.theme.look import look, space
from ui.widgets.add_line import AddLine
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import quiet, title

if TYPE_CHECKING:
    from ui.desk import May

_TYPING_MS = 200
_LONGEST = 300
_ANY, _UNSORTED, _THEME = "any", "unsorted", "theme:"
_ROWS, _NOTHING_YET, _NOTHING_FOUND = range(3)


class PatientVoicePage(QWidget):
    """Comments of patients and families.

    Signals:
        wanted_changed: Other comments are wanted.
        chosen: Other comments are chosen.
        add_asked: Lines that patients said, to be kept.
        print_asked: The comments that are wanted shall stand on a sheet.
        import_asked: Comments shall come in from a file.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    wanted_changed = Signal()
    chosen = Signal()
    add_asked = Signal(object)
    print_asked = Signal()
    import_asked = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("patient_voice_page")
        self._may = may
        self._place = 0
        self.model = CommentsModel()
        self.model.setParent(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.wanted_changed)
        self.card = CommentCard(self, may_change=may("patient_voice.sort"))
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, space("two"))
        column.setSpacing(space("one"))
        column.addLayout(self._build_head())
        column.addWidget(self._build_narrowing())
        column.addWidget(self._build_body(), 1)
        column.addWidget(self._build_add())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.setFocus)

    @property
    def wanted(self) -> CommentsFilter:
        """Which comments are wanted."""
        theme, answered = self._theme.key, self._answered.key
        return CommentsFilter(
            text=self._search.text().strip(),
            theme=theme.removeprefix(_THEME) if theme.startswith(_THEME) else _PLAIN[theme or _ANY],
            stage_id=self._stage.key or None,
            answered={"yes": True, "no": False}.get(answered),
        )

    @property
    def rows_chosen(self) -> tuple[CommentRow, ...]:
        """The comments that are chosen, from the top."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(row for place in places if (row := self.model.row(place)))

    @property
    def stage_of_new(self) -> str | None:
        """Where on the patient's way a comment that is typed was made."""
        return self._stage_of_new.key or None

    def begin(self) -> None:
        """Put the keyboard on the list, or on the line where there is none."""
        (self.list if self.model.rowCount() else self.add_line.line).setFocus()

    def offer(self, themes: Sequence[ThemeRow], stages: Sequence[StageRow]) -> None:
        """Offer the themes and stages of the ward; what is chosen stays chosen."""
        named = [
            (_THEME + one.name, _("{theme} ({count})").format(theme=one.name, count=one.count))
            for one in themes
            if one.count
        ]
        first = [(_ANY, _("Every theme")), (_UNSORTED, _("Not sorted yet"))]
        self._theme.offer([*first, *named], self._theme.key)
        places = [(stage.id, stage.name) for stage in stages]
        self._stage.offer([("", _("Every stage")), *places], self._stage.key)
        self._stage_of_new.offer([("", _("No stage")), *places], self._stage_of_new.key)
        self.card.show_themes(themes)

    def show_comments(self, found: Comments, *, keeps_chosen: bool) -> None:
        """Show what is wanted.

        Args:
            found: The comments.
            keeps_chosen: Whether the same comments stay chosen; else the next that nobody sorted.
        """
        ids, place = [row.id for row in self.rows_chosen], self._place
        model = self.list.selectionModel()
        was_blocked = model.blockSignals(True)
        self.model.show_rows(found.rows, found.total)
        places = self.model.places_of(ids) if keeps_chosen else []
        last = (found.unsorted if not keeps_chosen else 0) or len(found.rows)
        self._choose(places or [min(place, last - 1)])
        model.blockSignals(was_blocked)
        self._count.setText(words.count_words(found))
        empty = _NOTHING_FOUND if self._is_narrowed else _NOTHING_YET
        self._body.setCurrentIndex(_ROWS if found.rows else empty)
        self._chose()

    @property
    def _is_narrowed(self) -> bool:
        return self.wanted != CommentsFilter()

    def _choose(self, places: Sequence[int]) -> None:
        model, flag = self.list.selectionModel(), QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(self.model.index(places[0]), flag.ClearAndSelect)
        for place in places[1:]:
            model.select(self.model.index(place), flag.Select)
        self.list.scrollTo(self.model.index(places[0]))

    def _chose(self) -> None:
        rows = self.rows_chosen
        if rows:
            self._place = self.model.places_of([rows[0].id])[0]
        self.card.show_chosen(rows)
        self.chosen.emit()

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        head.addWidget(title(_("What patients say"), "patient_voice_title"))
        self._count = quiet("", "patient_voice_count")
        head.addWidget(self._count, 1)
        print_all = button(_("Print…"), "comments_print", name=_("Print these comments by theme"))
        print_all.clicked.connect(self.print_asked)
        head.addWidget(print_all)
        if self._may("imports.plan"):
            bring_in = button(_("Bring in a file…"), "comments_import")
            bring_in.clicked.connect(self.import_asked)
            head.addWidget(bring_in)
        return head

    def _build_narrowing(self) -> Flow:
        flow = Flow("comments_narrowing")
        self._search = QLineEdit()
        self._search.setObjectName("comments_search")
        self._search.setAccessibleName(_("Search what patients said"))
        self._search.setPlaceholderText(_("Search what patients said   Ctrl+F"))
        self._search.setMaxLength(_LONGEST)
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(look().size("column_least"))
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._theme = Choice("comments_theme", _("Theme"))
        self._stage = Choice("comments_stage", _("Stage"))
        self._answered = Choice("comments_answered", _("Answered or not"))
        both = (("", _("Answered or not")), ("no", _("Not answered")), ("yes", _("Answered")))
        self._answered.offer(both)
        flow.add(self._search)
        for one in (self._theme, self._stage, self._answered):
            one.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            one.picked.connect(lambda _key: self.wanted_changed.emit())
            flow.add(one)
        return flow

    def _build_body(self) -> QWidget:
        held = QWidget()
        self._body = QStackedLayout(held)
        self._body.addWidget(self._build_rows())
        nothing_yet = _("Type what a patient or family said below, or bring in a file of comments.")
        self._body.addWidget(_at_top(_("No comment yet"), nothing_yet, "comments_empty"))
        fewer = _("No comment has all of this. Write fewer words, or choose less.")
        self._body.addWidget(_at_top(_("Nothing matches"), fewer, "comments_nothing"))
        return held

    def _build_rows(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        self.list = QListView()
        self.list.setObjectName("comments_list")
        self.list.setAccessibleName(_("Comments"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(CommentsDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().selectionChanged.connect(lambda _on, _off: self._chose())
        self.list.activated.connect(lambda _index: self.card.answer_asked.emit())
        row.addWidget(self.list, 1)
        row.addWidget(self.card, 1)
        return held

    def _build_add(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        self.add_line = AddLine(
            _("What a patient or family said"),
            _("Keep"),
            _("What a patient or family said, in their words"),
            "comment_add",
        )
        self.add_line.add.connect(self.add_asked)
        self._stage_of_new = Choice("comment_add_stage", _("Stage of the new comment"))
        self._stage_of_new.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        row.addWidget(self._stage_of_new, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add_line, 1)
        column.addLayout(row)
        column.addWidget(GuardLine(self.add_line.line, "comment_add_guard"))
        held.setVisible(self._may("patient_voice.add"))
        return held


_PLAIN = {_ANY: None, _UNSORTED: ""}


def _at_top(says: str, text: str, name: str) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.addWidget(EmptyState(says, text, object_name=name))
    column.addStretch()
    return held
