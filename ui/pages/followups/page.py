"""Follow-ups' widgets: who must be told, the filter, the table, the answers, and one in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huddle.i18n import _, ngettext
from huddle.rows.items import FollowUps, FollowUpsFilter, FollowUpsOrder, ItemRow
from huddle.vocabulary import BoardColumn, Review
from ui import wording
from ui.actions import bind
from ui.pages.followups import sorting
from ui.pages.followups.add_line import AddLine
from ui.pages.followups.answer_strip import AnswerButtons, AnswerStrip
from ui.pages.followups.asked import AskedCard
from ui.pages.followups.board import Board
from ui.pages.followups.detail_panel import DetailPanel
from ui.pages.followups.edits import is_answerable
from ui.pages.followups.filter_row import FilterRow
from ui.pages.followups.item_model import Column, FollowUpsModel
from ui.pages.followups.items_table import ItemsTable
from ui.pages.followups.more_menu import MoreButton
from ui.pages.followups.proposed import ProposedCard
from ui.pages.followups.state import View
from ui.pages.followups.untold import UntoldCard
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, primary_button
from ui.widgets.chip import ChipButton
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, quiet, title
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup

if TYPE_CHECKING:
    from ui.desk import May

_DETAIL_SHARE = 0.38
_COUNTS_STOP_AT = 1000
_LEAST_ROWS = 4
_TABLE, _EMPTY, _BOARD = range(3)
"""What stands in the middle."""


class FollowUpsPage(QWidget):
    """Every promise in one place.

    Signals:
        filter_changed: Other actions are wanted.
        more_asked: More of them than are shown.
        answered: A one-key answer to the chosen actions.
        hand_over_asked: Somebody else shall take them on.
        open_asked: The current action in full.
        print_asked: Action sheets.
        add_asked: A line for a new action.
        kind_chosen: `board` or `table`.
        sort_chosen: The order that the table shall have, a `FollowUpsOrder`.
        cards_asked: More cards of a column of the board.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    filter_changed = Signal()
    more_asked = Signal()
    answered = Signal(Review)
    hand_over_asked = Signal()
    open_asked = Signal()
    print_asked = Signal()
    add_asked = Signal()
    kind_chosen = Signal(str)
    sort_chosen = Signal(FollowUpsOrder)
    cards_asked = Signal(BoardColumn)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("followups_page")
        self._may_add = may("followups.add")
        self._may_answer = may("followups.update_together")
        self._order = FollowUpsOrder()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = page_scroll("followups_scroll")
        outer.addWidget(scroll)
        scroll.column.addLayout(self._build_head())
        self.add_line = AddLine()
        self.add_line.hide()
        scroll.column.addWidget(self.add_line)
        self.asked = AskedCard(may)
        scroll.column.addWidget(self.asked)
        self.untold = UntoldCard(tells=may("followups.told"))
        scroll.column.addWidget(self.untold)
        self.proposed = ProposedCard()
        scroll.column.addWidget(self.proposed)
        self.filter = FilterRow(may)
        self.filter.changed.connect(self.filter_changed)
        self.filter.left.connect(self.begin)
        scroll.column.addWidget(self.filter)
        self.detail = DetailPanel(may)
        scroll.column.addLayout(self._build_body(), 1)
        self.setTabOrder(self.table.horizontalHeader(), self.table)
        self._bind_keys()
        self._chosen()

    def clear_filter(self) -> None:
        """Show all that is open."""
        self.filter.set_to({})
        self.filter_changed.emit()

    def _show_unnamed(self) -> None:
        self.filter.set_to({"unnamed": "yes"})
        self.filter_changed.emit()
        self.focus_list()

    # What is shown

    @property
    def current(self) -> ItemRow | None:
        """The action that keys act on: the one shown in full, else the chosen one."""
        return self.detail.item if self.detail.isVisible() else self.chosen

    @property
    def is_board(self) -> bool:
        """Whether the actions stand on the board."""
        return "board" in self._kind.on

    @property
    def chosen(self) -> ItemRow | None:
        """The action chosen among all."""
        return self.board.current if self.is_board else self.table.current

    @property
    def picked(self) -> tuple[ItemRow, ...]:
        """The actions that an answer is for: those picked together, else the current one."""
        together = () if self.is_board else self.table.picked
        if len(together) > 1:
            return together
        current = self.current
        return (current,) if current is not None else ()

    def choose(self, item_id: str) -> bool:
        """Make an action the chosen one; whether it is among those shown."""
        return (self.board if self.is_board else self.table).choose(item_id)

    def show_as(self, kind: str, order: FollowUpsOrder) -> None:
        """Show the actions as `board` or as `table`, in this order."""
        self._kind.select(kind)
        self._order = order
        self._sort.select(sorting.key_of(order))
        column = next(column for column, by in sorting.SORTED_BY.items() if by is order.by)
        self.model.show_order(column, is_down=order.is_descending)
        self._show_sort()
        self._stack.setCurrentIndex(_BOARD if self.is_board else _TABLE)
        self.filter.without_status(is_so=self.is_board)

    def show_view(self, view: View) -> None:
        """Show these actions and the counts above them."""
        found = view.found
        self._show_counts(found)
        unnamed = 0 if self.filter.wanted.unnamed else found.unnamed_count
        self.untold.show_items(found.untold)
        self._unnamed_count.set_text(_unnamed_words(unnamed))
        self._unnamed_count.setVisible(bool(unnamed))
        if found.columns:
            self.board.show_columns(found.columns, view.around.today)
        else:
            self.model.show_items(found.items, view.around.today)
            if self.table.current is None and found.items and not self.detail.isVisible():
                self.table.choose_row(0)
        self._show_foot(found)
        self._show_empty(found)
        self._chosen()

    def begin(self) -> None:
        """Put the keyboard where it is wanted first: the table, or adding when it is empty."""
        if self._stack.currentIndex() != _EMPTY:
            self.focus_list()
        elif self._may_add:
            self._add.setFocus()
        else:
            self.filter.begin()

    def focus_list(self) -> None:
        """Put the keyboard on the chosen action."""
        if self.is_board:
            self.board.begin()
        else:
            self.table.setFocus()

    def show_detail(self, *, shown: bool) -> None:
        """Show one action in full beside the table, or only the table."""
        self.detail.setVisible(shown)
        for card in (self.asked, self.untold, self.proposed):
            card.make_room(made=shown)
        self._share_width()
        if not shown:
            self.focus_list()
        self._chosen()

    def show_adding(self, *, shown: bool) -> None:
        """Show the line for a new action, or take it away."""
        self.add_line.setVisible(shown)
        self._add.setVisible(self._may_add and not shown)
        if shown:
            self.add_line.begin()
        else:
            self.focus_list()

    # Building

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(space("one"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title(_("Follow-ups"), "followups_title"))
        counts = Flow("followups_counts", gap="two")
        self._open_count = _count("count_open")
        self._overdue_count = _count("count_overdue")
        self._unnamed_count = ChipButton("", "caution", object_name="count_unnamed")
        self._unnamed_count.clicked.connect(self._show_unnamed)
        self._hidden_count = _count("count_hidden")
        for count in (
            self._open_count,
            self._overdue_count,
            self._unnamed_count,
            self._hidden_count,
        ):
            counts.add(count)
        words.addWidget(counts)
        head.addLayout(words, 1)
        sheets = button(_("Print action sheets"), "print_sheets", key="Ctrl+P")
        sheets.clicked.connect(self.print_asked)
        self._add = primary_button(_("Add an action"), "add_action", key="Ctrl+N")
        self._add.clicked.connect(self.add_asked)
        self._kind = ToggleGroup(
            _("Shown as"), [("board", _("Board")), ("table", _("Table"))], "show_as"
        )
        self._kind.chosen.connect(self.kind_chosen)
        ways = Flow("followups_ways")
        self.more = MoreButton()
        for way in (self._kind, sheets, self._add, self.more):
            ways.add(way)
        self._add.setVisible(self._may_add)
        head.addWidget(ways, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_body(self) -> QHBoxLayout:
        body = QHBoxLayout()
        body.setSpacing(space("two"))
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        self.model = FollowUpsModel()
        self.model.setParent(self)
        self.table = ItemsTable(self.model, self)
        # The table takes what height there is; only below this does the page scroll.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.open_asked.connect(self.open_asked)
        self.table.chosen.connect(self._chosen)
        self.table.sort_asked.connect(self._sort_pressed)
        self._empty = EmptyState("", "", self._build_show_all(), object_name="followups_empty")
        middle = QWidget()
        middle.setMinimumHeight(look().size("control") * _LEAST_ROWS)
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.table)
        self._stack.addWidget(_at_top(self._empty))
        self.board = Board()
        self.board.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.board.open_asked.connect(self.open_asked)
        self.board.chosen.connect(self._chosen)
        self.board.more_asked.connect(self.cards_asked)
        self._stack.addWidget(self.board)
        column.addWidget(middle, 1)
        self.strip = AnswerStrip()
        column.addWidget(self.strip)
        column.addLayout(self._build_foot())
        body.addWidget(self._list, 1)
        body.addWidget(self.detail)
        return body

    def _build_show_all(self) -> Button:
        self._show_all = button(_("Show all that is open"), "show_all_open")
        self._show_all.clicked.connect(self.clear_filter)
        return self._show_all

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(space("one"))
        self._sort = Choice("sort_by", _("Sorted by"))
        self._sort.offer(sorting.choices())
        self._sort.picked.connect(lambda key: self.sort_chosen.emit(sorting.order_of(key)))
        self._several = Label("", "label", object_name="picked_count", tone="accent", wraps=False)
        self._shown = Label("", "secondary", object_name="shown_of", wraps=False)
        self._more = button(_("Show more"), "show_more")
        self._more.clicked.connect(self.more_asked)
        self.answers = AnswerButtons(answers=self._may_answer)
        self.answers.answered.connect(self.answered)
        self.answers.hand_over_asked.connect(self.hand_over_asked)
        self.answers.open_asked.connect(self.open_asked)
        self.strip.asking.connect(self._show_asking)
        foot.addWidget(self.answers, int(self._may_answer))
        if not self._may_answer:
            who = quiet(_("Contributors and facilitators answer for actions."), "who_answers")
            foot.addWidget(who, 1)
        foot.addWidget(self._several)
        foot.addWidget(self._shown)
        foot.addWidget(self._more)
        foot.addWidget(self._sort)
        return foot

    def _bind_keys(self) -> None:
        for answer in Review if self._may_answer else ():
            bind(self, f"review_{answer.value}", partial(self.answered.emit, answer))
        if self._may_answer:
            bind(self, "hand_over", self.hand_over_asked.emit)
        keys = {"Ctrl+F": self.filter.begin, "Ctrl+P": self.print_asked.emit}
        if self._may_add:
            keys["Ctrl+N"] = self.add_asked.emit
        for sequence, call in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # Small moves

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The detail gets its share, or all where there is too little for two."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        room = self.width() - 2 * space("three")
        least = look().size("column_least")
        wide = max(round(room * _DETAIL_SHARE), round(least * 1.25))
        has_both = room - wide >= 2 * least
        self._show_sort()
        self._list.setVisible(has_both or not self.detail.isVisibleTo(self))
        self.detail.setMinimumWidth(wide if has_both else 0)
        self.detail.setMaximumWidth(wide if has_both else room)

    def _show_asking(self, is_asking: bool) -> None:
        """The strip stands in the place of what is below the list."""
        self.answers.setHidden(is_asking)
        self._chosen()
        self._show_sort()

    def _show_sort(self) -> None:
        has_room = self.strip.isHidden() and not self.detail.isVisibleTo(self)
        self._sort.setHidden(self.is_board or not has_room)

    def _chosen(self) -> None:
        picked = self.picked
        answerable = [item for item in picked if is_answerable(item)]
        self.answers.set_usable(count=len(picked), answers=bool(answerable))
        words = ngettext("{count} action chosen", "{count} actions chosen", len(picked))
        if len(answerable) < len(picked):
            words = _("{chosen}, {count} of them open").format(
                chosen=words.format(count=len(picked)), count=len(answerable)
            )
        self._several.setText(words.format(count=len(picked)))
        self._several.setVisible(len(picked) > 1 and self.strip.isHidden())

    def _sort_pressed(self, column: Column) -> None:
        self.sort_chosen.emit(sorting.pressed(column, self._order))

    def _show_counts(self, found: FollowUps) -> None:
        self._open_count.setText(_("{count} open").format(count=_capped(found.open_count)))
        self._overdue_count.setText(_("{count} overdue").format(count=_capped(found.overdue_count)))
        self._overdue_count.setVisible(bool(found.overdue_count))
        self._overdue_count.set_tone("danger")
        self._hidden_count.setText(wording.hidden_words(found.hidden_count))
        self._hidden_count.setVisible(bool(found.hidden_count))

    def _show_foot(self, found: FollowUps) -> None:
        shown, of = len(found.items), found.shown_of
        if found.columns:
            shown = of
        self._more.setVisible(shown < of)
        self._shown.setText(
            _("{shown} of {count}").format(shown=shown, count=_capped(of)) if shown < of else ""
        )

    def _show_empty(self, found: FollowUps) -> None:
        has_cards = any(column.items for column in found.columns)
        filled = _BOARD if has_cards else _TABLE
        self._stack.setCurrentIndex(filled if has_cards or found.items else _EMPTY)
        is_all_open = self.filter.wanted == FollowUpsFilter()
        self._show_all.setVisible(not is_all_open)
        if not is_all_open:
            self._empty.set_texts(_("Nothing matches"), _("Write less in the filter, or show all."))
        else:
            says = _("What a huddle agrees stands here until it is done.")
            if self._may_add:
                says = f"{says} " + _("Ctrl+N adds an action now.")
            self._empty.set_texts(_("Nothing is open"), says)


def _at_top(widget: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch()
    return held


def _count(name: str) -> Label:
    return Label("", "label", object_name=name, tone="secondary", wraps=False)


def _unnamed_words(count: int) -> str:
    """How many actions nobody owns."""
    words = ngettext("{count} with nobody named", "{count} with nobody named", count)
    return words.format(count=_capped(count))


def _capped(count: int) -> str:
    return f"{_COUNTS_STOP_AT - 1}+" if count >= _COUNTS_STOP_AT else str(count)
