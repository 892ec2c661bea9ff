"""Find's widgets: one line, signs to press, and what was found below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huddle.i18n import _, ngettext
from huddle.rows.found import Found, FoundRow, SavedSearchRow
from huddle.rules.search_words import toggled
from ui.messages import announce
from ui.pages.find.item_model import FoundDelegate, FoundModel
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.chip import ChipButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet, strong, title
from ui.widgets.scroll import page_scroll
from ui.wording import beginning

_TYPING_MS = 150
_LONGEST = 300
_LONGEST_KEPT = 40
_ROWS, _NOTHING_ASKED, _NOTHING_FOUND = range(3)


class FindPage(QWidget):
    """Looks for anything.

    Signals:
        changed: Something else is looked for.
        opened: What was found shall be opened, a `FoundRow`.
        more_asked: More of it shall be listed.
        keep_asked: What is looked for shall be kept.
        forget_asked: The id of a kept search that is wanted no more.
        back_asked: Back to where one came from.
    """

    changed = Signal()
    opened = Signal(object)
    more_asked = Signal()
    keep_asked = Signal()
    forget_asked = Signal(str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_page")
        self._signs: dict[str, ChipButton] = {}
        self._found_for = ""
        self._searches: tuple[SavedSearchRow, ...] = ()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, space("two"))
        column.setSpacing(space("one"))
        column.addLayout(self._build_head())
        column.addWidget(self._build_line())
        column.addWidget(self._build_signs())
        column.addWidget(self._build_kept())
        held = QWidget()
        self._body = QStackedLayout(held)
        self._body.addWidget(self._build_rows())
        self._body.addWidget(self._build_start())
        self._body.addWidget(self._build_nothing())
        column.addWidget(held, 1)
        self._body.setCurrentIndex(_NOTHING_ASKED)

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self._line.text().strip()

    @property
    def current(self) -> FoundRow | None:
        """What is chosen."""
        return self.model.row(self.list.currentIndex().row())

    def begin(self) -> None:
        """Put the cursor into the line; what stands there is written over by typing."""
        self._line.setFocus()
        self._line.selectAll()

    def look_for(self, typed: str) -> None:
        """Put something into the line, without saying that a person did."""
        self._line.setText(typed)
        self._typing.stop()

    def show_back(self, words: str) -> None:
        """Offer to go back to where one came from; nothing for no words."""
        self._back.set_text(words)
        self._back.setVisible(bool(words))

    def show_kept(self, searches: Sequence[SavedSearchRow]) -> None:
        """Offer the kept searches; Backspace takes one away."""
        if tuple(searches) == self._searches:
            return
        self._searches = tuple(searches)
        self._kept.clear()
        for place, search in enumerate(searches):
            typed = beginning(search.typed, _LONGEST_KEPT)
            chip = ChipButton(typed, "proposed", object_name=f"find_kept_{place}")
            chip.setToolTip(_("{search}  Backspace takes it away").format(search=search.typed))
            chip.clicked.connect(lambda _on=False, typed=search.typed: self._look_again(typed))
            chip.removed.connect(lambda search_id=search.id: self.forget_asked.emit(search_id))
            self._kept.add(chip)
        self._fit_keep()

    def show_found(self, found: Found, asked: str) -> None:
        """Show what was found; what is chosen of the same search stays chosen, else the first.

        Args:
            found: What it is.
            asked: What was looked for; the line may say something else by now.
        """
        chosen = self.current if self._found_for == asked else None
        self._found_for = asked
        self.model.show_rows(found.rows)
        place = self.model.place_of(chosen.id) if chosen else -1
        self.list.setCurrentIndex(self.model.index(max(0, place)))
        self._more.setVisible(found.has_more)
        where = _ROWS if found.rows else _NOTHING_FOUND if found.is_asked else _NOTHING_ASKED
        self._body.setCurrentIndex(where)
        self._fit_keep()
        words = _count_words(found)
        if words != self._count.text():
            self._count.setText(words)
            announce(self, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line, the arrow keys go along the list and leave the cursor where it is."""
        if watched is self._line and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if is_press and by is not None:
                self._move(by)
                return True
        return super().eventFilter(watched, event)

    # Building

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(title(_("Find anything"), "find_title"), 1)
        self._count = quiet("", "find_count")
        self._count.setWordWrap(False)
        head.addWidget(self._count)
        self._back = button("", "find_back")
        self._back.clicked.connect(self.back_asked)
        self._back.hide()
        head.addWidget(self._back)
        return head

    def _build_line(self) -> QLineEdit:
        self._line = QLineEdit()
        self._line.setObjectName("find_line")
        self._line.setAccessibleName(_("Find anything"))
        self._line.setPlaceholderText(_("A word, a name, a code, or what somebody said"))
        self._line.setMaxLength(_LONGEST)
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(lambda _text: self._typed())
        self._line.returnPressed.connect(self._enter)
        self._line.installEventFilter(self)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)
        return self._line

    def _build_signs(self) -> Flow:
        flow = Flow("find_signs")
        for sign, words in (
            ("is:overdue", _("Overdue")),
            ("is:open", _("Open")),
            ("owner:me", _("Mine")),
            ("kind:concern", _("Concerns")),
            ("kind:action", _("Actions")),
            ("kind:decision", _("Decisions")),
            ("kind:thanks", _("Thanks")),
            ("kind:huddle", _("Huddles")),
            ("after:mon", _("Since Monday")),
        ):
            chip = ChipButton(words, object_name=f"find_{sign.replace(':', '_')}")
            chip.setToolTip(sign)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, sign=sign: self._toggle(sign))
            self._signs[sign] = chip
            flow.add(chip)
        return flow

    def _build_kept(self) -> Flow:
        """The kept searches, and what keeps another one."""
        row = Flow("find_kept_row")
        self._kept = Flow("find_kept")
        self._kept.setAccessibleName(_("Kept searches"))
        self._keep = quiet_button(_("Keep this search"), "find_keep")
        self._keep.clicked.connect(self.keep_asked)
        self._keep.hide()
        row.add(self._kept)
        row.add(self._keep)
        return row

    def _build_rows(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        self.model = FoundModel()
        self.list = QListView()
        self.list.setObjectName("find_list")
        self.list.setAccessibleName(_("What was found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.activated.connect(lambda _index: self._open())
        column.addWidget(self.list, 1)
        self._more = quiet_button(_("Show more"), "find_more")
        self._more.clicked.connect(self.more_asked)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        return held

    def _build_start(self) -> QWidget:
        return _with_help(
            "find_start",
            _("What do you remember of it?"),
            _("Two letters are enough. What was said, notes, names and huddles are looked at."),
        )

    def _build_nothing(self) -> QWidget:
        return _with_help(
            "find_nothing",
            _("Nothing has all of this"),
            _("Write fewer words, or only the beginning of each."),
        )

    # Small moves

    def _typed(self) -> None:
        self._mark_signs()
        self._typing.start()

    def _toggle(self, sign: str) -> None:
        self.look_for(toggled(self._line.text(), sign))
        self.changed.emit()

    def _mark_signs(self) -> None:
        there = self._line.text().casefold().split()
        for sign, chip in self._signs.items():
            chip.setChecked(sign in there)

    def _look_again(self, typed: str) -> None:
        self.look_for(typed)
        self._line.setFocus()
        self.changed.emit()

    def _fit_keep(self) -> None:
        is_new = self.typed not in {"", *(search.typed for search in self._searches)}
        self._keep.setVisible(is_new and self._body.currentIndex() == _ROWS)

    def _move(self, by: int) -> None:
        place = self.list.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(place))

    def _enter(self) -> None:
        # What is listed may not yet be what the line says.
        if self._found_for == self.typed:
            self._open()
        else:
            self._typing.stop()
            self.changed.emit()

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _leave(self) -> None:
        if self._line.text():
            self._line.clear()
            self._line.setFocus()
        else:
            self.back_asked.emit()


def _count_words(found: Found) -> str:
    if not found.is_asked:
        return ""
    count = len(found.rows)
    if found.has_more:
        return _("the first {count}").format(count=count)
    return ngettext("{count} found", "{count} found", count).format(count=count)


def _with_help(name: str, says: str, text: str) -> QWidget:
    """An empty state, and below it what can be typed."""
    scroll = page_scroll(f"{name}_scroll", margin="half")
    scroll.column.addWidget(EmptyState(says, text, object_name=name))
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(_help(f"{name}_help"), 2)
    row.addStretch(1)
    scroll.column.addLayout(row)
    scroll.column.addStretch()
    return scroll


def _help(name: str) -> QWidget:
    held = QWidget()
    held.setObjectName(name)
    grid = QGridLayout(held)
    grid.setHorizontalSpacing(space("three"))
    grid.setVerticalSpacing(space("half"))
    grid.setColumnStretch(1, 1)
    for place, (typed, means) in enumerate(_what_can_be_typed()):
        sign = strong(typed)
        sign.setWordWrap(False)
        grid.addWidget(sign, place, 0)
        grid.addWidget(quiet(means), place, 1)
    return held


def _what_can_be_typed() -> tuple[tuple[str, str], ...]:
    return (
        ('"syringe pump"', _("these words one after another")),
        ("-bay", _("without this word")),
        ("is:open", _("also overdue, blocked, done, closed, escalated, parked")),
        ("kind:concern", _("also action, goal, decision, thanks, voice, huddle, measure, tool")),
        ("owner:erin", _("whose it is; owner:me for your own")),
        ("department:pharmacy", _("of a department, or raised by it")),
        ("stage:discharge", _("where on the patient’s way")),
        ("after:october", _("from a day on; before:yesterday for what was earlier")),
        ('before:"3 dec"', _("quotation marks hold words together")),
    )
