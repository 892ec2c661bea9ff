"""The one window: a front page until somebody is signed in, then rail, page and messages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.explained_window import ExplainedWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huddle.rows.units import StoreUnitRow
    from huddle.vocabulary import AccessRole
    from ui.desk import Desk
    from ui.guided_tour import GuidedTour
    from ui.navigation import NavigationRail
    from ui.presenter import Presenter
    from ui.rail_buttons import NavigationEntry
    from ui.widgets.notice import Notice, NoticeAction

_SMALLEST = (1024, 640)
_USUAL = (1366, 768)
FULL_PAGES = frozenset({"run", "wall"})
"""Pages that fill the window, without the rail."""
_NOTICES = ("line", "conflicts", "tending")
"""What is said above the page, what matters most first."""
_LONGEST_NAME = 16
_LEADERS_SEE = ("history", "goals", "measures", "journey", "huddle_measures", "pulse", "self_check")
_LOCKS = frozenset({"switch", "lock"})
"""Where `go` leads to the lock page."""


class Window(ExplainedWindow):
    """Holds one front page or the shell, and leads from page to page.

    It is empty until it is filled, so that it can be there before anything in it is made.

    Signals:
        appeared: The window is there, still empty.
        painted: What it shows first has been painted.
        lock_asked: An entry of the rail asks to lock, or to let somebody else on.
        unit_chosen: The id of the unit that somebody wants to work in.
        feedback_asked: Somebody wants to say what they think of the program.
        close_asked: Somebody wants to close it; the application decides when.
    """

    appeared = Signal()
    painted = Signal()
    lock_asked = Signal()
    unit_chosen = Signal(str)
    feedback_asked = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(_("Huddle"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self._may_close = False
        self._has_appeared = False
        self._is_painted = False
        self._presenters: dict[str, Presenter] = {}
        self._current = ""
        self._what: dict[str, str] = {}
        self._unit_id = ""
        self._is_covered = False
        self._rail: NavigationRail | None = None
        self._front: QWidget | None = None
        self._notice: Notice | None = None
        self._notices: dict[str, tuple[str, NoticeAction | None]] = {}
        self._guided_tour: GuidedTour | None = None
        self._has_room_for_rail = True

    @property
    def current(self) -> str:
        """The name of the page in view; empty on the front page."""
        return self._current

    @property
    def is_full(self) -> bool:
        """Whether the page in view fills it, without the rail."""
        return self._current in FULL_PAGES

    @property
    def explained(self) -> tuple[str, ...]:
        """The names of the cards that explain what is in view; none while it is covered."""
        if self._is_covered:
            return ()
        if self._current in self._presenters:
            return (*self._presenters[self._current].cards, f"pages.{self._current}")
        # A page before sign-in goes by the name of its folder, as all pages do.
        return (f"pages.{type(self._front).__module__.split('.')[2]}",) if self._front else ()

    def once_painted(self, then: Callable[[], None]) -> None:
        """Do something after the first paint: now, or once it is over."""
        if self._is_painted:
            then()
        else:
            self.painted.connect(then)

    @property
    def body(self) -> QWidget:
        """All of it but what covers it: the rail, the pages and the messages."""
        return self._body

    def is_open_to_me(self, page: str) -> bool:
        """Whether a page is for whoever is signed in."""
        return self.desk is not None and _is_open(self.desk, page)

    @property
    def guided_tour(self) -> GuidedTour:
        """What leads somebody new over its pages."""
        if self._guided_tour is None:
            from ui.guided_tour import GuidedTour  # noqa: PLC0415 - only for whoever wants it

            self._guided_tour = GuidedTour(self)
        return self._guided_tour

    def presenter(self, page: str) -> Presenter:
        """The presenter of a page that has been shown."""
        return self._presenters[page]

    def show_front(self, page: QWidget) -> None:
        """Show a page for those who are not signed in, and nothing of what was shown before."""
        self._drop_pages()
        self.desk = None
        self._current, self._what = "", {}
        self._notices.clear()
        self._drop_notice()
        self._front = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def enter(self, desk: Desk) -> None:
        """Somebody is signed in: they get their rail and their own pages.

        What was looked at before is shown to them too, if it is open to them and of this unit.
        """
        from ui.navigation import NavigationRail  # noqa: PLC0415 - not before the first paint

        self._drop_pages()
        self.desk = desk
        self._rail = NavigationRail(_("Huddle"), _entries(desk), _foot(desk))
        self._rail.chosen.connect(self.go)
        self._rail.unit_chosen.connect(self.unit_chosen)
        self._row.insertWidget(0, self._rail)
        self.hold(still=False)
        page, what = self._current, self._what
        is_same, self._unit_id = self._unit_id == desk.ward.unit_id, desk.ward.unit_id
        self._current = ""
        if page and is_same and _is_open(desk, page):
            self.go(page, **what)
        else:
            self.go("today")

    def cover(self, page: QWidget) -> None:
        """Show nothing but this page, at once; what is half typed below is kept."""
        was_covered, self._is_covered = self._is_covered, True
        self._layers.addWidget(page)
        self._layers.setCurrentWidget(page)
        self.page_shown.emit()
        self.repaint()
        if not was_covered:
            self.leave_page()

    def uncover(self) -> None:
        """Show the page in view again, as it was."""
        self._is_covered = False
        self._layers.setCurrentIndex(0)
        if self._current in self._presenters:
            self._presenters[self._current].come_back()

    def go(self, page: str, **what: str) -> None:
        """Show a page, built when it is first shown."""
        if page in _LOCKS:
            self.lock_asked.emit()
            return
        if page == "feedback":
            self.feedback_asked.emit()
            return
        self.leave_page()
        presenter = self._presenters.get(page) or self._build_page(page)
        self._current, self._what = page, what
        self._show_rail()
        if self._rail is not None:
            self._rail.select(page)
        self.messages.keep_room(page not in FULL_PAGES)
        self._show_first_notice()
        self._pages.setCurrentWidget(presenter.widget)
        self._hand_over_keyboard(presenter.widget)
        presenter.arrive(**what)
        self.page_shown.emit()

    def _hand_over_keyboard(self, page: QWidget) -> None:
        """Keep the keyboard in the window when the page that had it goes away."""
        if self._is_covered:
            return
        focus = self.focusWidget()
        is_in_rail = focus is not None and self._rail is not None and self._rail.isAncestorOf(focus)
        if focus is None or not (page.isAncestorOf(focus) or (is_in_rail and focus.isVisible())):
            self.setFocus()

    def show_notice(self, text: str, action: NoticeAction | None, about: str = "tending") -> None:
        """Say above the page what should not wait; pages that fill the window leave most out.

        Args:
            text: What it is.
            action: What can be done about it.
            about: Which of `_NOTICES` it is; the first of them that is to be said is seen.
        """
        self._notices[about] = (text, action)
        self._show_first_notice()

    def hide_notice(self, about: str = "tending") -> None:
        """Say one of the things above the page no more."""
        self._notices.pop(about, None)
        self._show_first_notice()

    def _show_first_notice(self) -> None:
        first = next((about for about in _NOTICES if about in self._notices), None)
        if first is None:
            self._drop_notice()
            return
        if self._notice is None:
            from ui.widgets.notice import Notice  # noqa: PLC0415 - not before it is needed

            self._notice = Notice()
            self._column.insertWidget(0, self._notice)
        self._notice.show_words(*self._notices[first])
        # Whoever runs a huddle must know that it is kept here; the rest can wait.
        is_full = self._current in FULL_PAGES
        self._notice.setVisible(not is_full or (first == "line" and self._current == "run"))

    def show_units(self, units: Sequence[StoreUnitRow]) -> None:
        """Name on the rail the unit in use, of those that somebody may work in."""
        if self._rail is not None:
            self._rail.show_units(units)

    def hold(self, *, still: bool) -> None:
        """Let nothing below a cover be used for a moment, or again."""
        self._body.setEnabled(not still)

    def show_count(self, page: str, count: int) -> None:
        """Say on the rail how much waits on a page."""
        if self._rail is not None:
            self._rail.show_count(page, count)

    def _drop_notice(self) -> None:
        if self._notice is not None:
            self._notice.deleteLater()
            self._notice.hide()
            self._notice = None

    def leave_page(self) -> None:
        """Let the page in view keep what is half typed."""
        if self._current in self._presenters:
            self._presenters[self._current].leave()

    @property
    def is_seen(self) -> bool:
        """Whether it is on the screen, be it behind another window."""
        return self.isVisible() and not self.isMinimized()

    @property
    def is_in_front(self) -> bool:
        """Whether somebody works in it; small as it can be it may still be the active one."""
        return self.is_seen and self.isActiveWindow()

    def begin(self) -> None:
        """Let the rest be loaded: it is painted, or will not be for now."""
        self._has_appeared = True
        if not self._is_painted:
            self._is_painted = True
            # What follows a first paint must not hold it up.
            QTimer.singleShot(0, self, self.painted.emit)

    def come_forward(self) -> None:
        """Show it in front of everything, wherever it was."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - it makes a hundred enumerations

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_now(self) -> None:
        """Close without asking anybody."""
        self._may_close = True
        self.close()

    def fill(self) -> None:
        """Make what stands around the pages; once, before any page is shown."""
        from ui.beside import Beside  # noqa: PLC0415 - the empty window does without
        from ui.messages import MessageBar  # noqa: PLC0415 - as above
        from ui.widgets.page_stack import PageStack  # noqa: PLC0415 - as above

        self.messages = MessageBar(self)
        self._body = body = QWidget()
        self._layers = QStackedWidget()
        self._layers.addWidget(body)
        self.setCentralWidget(self._layers)
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = PageStack()
        column.addWidget(self._pages, 1)
        column.addWidget(self.messages)
        self._row.addLayout(column, 1)
        self.beside = Beside(body, self._row, column, self._rail_width, self._fit_rail)

    def offer_to_explain(self) -> None:
        """Have a button at the foot of every page that explains it, as its key does."""
        self.messages.offer_to_explain(self.explain)
        self.bind_explaining()

    def _rail_width(self) -> int:
        return 0 if self._rail is None or self.is_full else self._rail.sizeHint().width()

    def _fit_rail(self, has_room: bool) -> None:
        self._has_room_for_rail = has_room
        self._show_rail()

    def _show_rail(self) -> None:
        if self._rail is not None:
            self._rail.setVisible(self._has_room_for_rail and not self.is_full)

    def _drop_pages(self) -> None:
        """Let go of what was shown to whoever was there before; results still due go nowhere."""
        if self._guided_tour is not None:
            self._guided_tour.end()
        if self._explaining is not None:
            self._explaining.close()
        gone = [self._front, self._rail, *(one.widget for one in self._presenters.values())]
        self._front = self._rail = None
        self._presenters = {}
        for widget in gone:
            if widget is not None:
                widget.hide()
                self._pages.removeWidget(widget)
                widget.deleteLater()

    def _build_page(self, page: str) -> Presenter:
        if self.desk is None:
            raise RuntimeError("nobody is signed in")
        module = importlib.import_module(f"ui.pages.{page}.presenter")
        presenter: Presenter = module.open_page(self.desk)
        presenter.explained_anew.connect(self.page_shown)
        self._presenters[page] = presenter
        self._pages.addWidget(presenter.widget)
        return presenter

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, after which the rest may be loaded."""
        super().paintEvent(event)
        if not self._has_appeared:
            self._has_appeared = True
            QTimer.singleShot(0, self, self.appeared.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application finish first."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()


def _entries(desk: Desk) -> list[NavigationEntry]:
    from ui.actions import shown as keys_of  # noqa: PLC0415 - not before the first paint
    from ui.rail_buttons import NavigationEntry  # noqa: PLC0415 - not before the first paint

    pages = [
        NavigationEntry("today", _("Today"), "Alt+1"),
        NavigationEntry("followups", _("Follow-ups"), "Alt+2"),
        NavigationEntry("find", _("Find"), keys_of("find"), name=_("Find anything")),
        NavigationEntry("learn", _("Learn")),
        NavigationEntry("reminders", _("Reminders")),
        NavigationEntry("see", _("See"), is_page=False),
        NavigationEntry("history", _("History"), "Alt+3", within="see"),
        NavigationEntry("safety_cross", _("Safety cross"), within="see"),
        NavigationEntry("goals", _("Goals"), within="see"),
        NavigationEntry("measures", _("Measures"), within="see"),
        NavigationEntry("journey", _("Journey map"), within="see"),
        NavigationEntry(
            "patient_voice", _("Patient voice"), name=_("What patients say"), within="see"
        ),
        NavigationEntry("huddle_measures", _("How we huddle"), within="see"),
        NavigationEntry("pulse", _("Pulse"), within="see"),
        NavigationEntry("self_check", _("My facilitation"), within="see"),
        NavigationEntry("set_up", _("Set up"), is_page=False),
        NavigationEntry("templates", _("Templates"), "Alt+4", within="set_up"),
        NavigationEntry("people", _("People"), "Alt+5", within="set_up"),
        NavigationEntry("technology", _("Technology"), within="set_up"),
        NavigationEntry("imports", _("Bring in a file"), within="set_up"),
        NavigationEntry("privacy", _("Privacy"), "Alt+7", within="set_up"),
        NavigationEntry("audit", _("Audit"), "Alt+8", within="set_up"),
        NavigationEntry("data", _("Data"), "Alt+9", within="set_up"),
        NavigationEntry("accounts", _("Accounts"), "Alt+6"),
    ]
    shown = [page for page in pages if _is_on_rail(desk, page.key)]
    heads = {page.within for page in shown}
    return [page for page in shown if page.is_page or page.key in heads]


def _foot(desk: Desk) -> list[NavigationEntry]:
    from huddle.labels import label  # noqa: PLC0415 - not before the first paint
    from ui.actions import shown  # noqa: PLC0415 - not before the first paint
    from ui.rail_buttons import NavigationEntry  # noqa: PLC0415 - not before the first paint

    who, role = desk.ward.account.name, label(desk.ward.account.role)
    shortened = who if len(who) <= _LONGEST_NAME else f"{who[: _LONGEST_NAME - 1]}…"
    entries = [
        NavigationEntry("settings", _("Settings"), "Alt+0"),
        NavigationEntry(
            "feedback",
            _("Feedback"),
            shown("feedback"),
            is_page=False,
            name=_("Say what you think of Huddle"),
            hears_keys=False,
        ),
        NavigationEntry("about", _("About"), name=_("About Huddle")),
        NavigationEntry(
            "switch",
            f"{shortened}\n{role}",
            is_page=False,
            name=_("{name}, {role}: switch person").format(name=who, role=role),
        ),
        NavigationEntry("lock", _("Lock"), shown("lock"), is_page=False),
    ]
    return [one for one in entries if one.key != "feedback" or desk.may("feedback.say")]


def _is_on_rail(desk: Desk, page: str) -> bool:
    """Whether a page stands on the rail; to some, others lead whoever may read them."""
    from huddle.rules.access import LEAD  # noqa: PLC0415 - as above

    return _is_open(desk, page) and (page != "technology" or desk.ward.account.role in LEAD)


def _is_open(desk: Desk, page: str) -> bool:
    """Whether a page is for whoever is signed in, and not switched off on this computer."""
    is_on = page != "imports" or desk.may("imports.plan")
    return is_on and _is_open_to(desk.ward.account.role, page)


def _is_open_to(role: AccessRole, page: str) -> bool:
    """Whether a page is for a role; what services refuse does not depend on it."""
    from huddle.rules.access import LEAD, READ, SET_UP, TAKE_PART  # noqa: PLC0415 - as above

    roles = {
        "run": TAKE_PART,
        **dict.fromkeys(_LEADERS_SEE, LEAD),
        **dict.fromkeys(("templates", "people", "imports", "privacy", "audit", "data"), SET_UP),
        # Whoever takes the screen back from the wall goes on elsewhere.
        "wall": frozenset(),
    }
    return role in roles.get(page, READ)
