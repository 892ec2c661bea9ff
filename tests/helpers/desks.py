"""A page at work without its window: a real ward, real workers, and answers given beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from huddle.autostart import of_this_computer
from huddle.settings import Settings
from huddle.ward import Ward
from tests.helpers.qt import wait_until
from ui.care import Watch
from ui.changes import ChangeBus
from ui.desk import Desk
from ui.messages import MessageBar
from ui.presenter import Presenter
from ui.tasks import TaskRunner
from ui.theme.theme import Theme

WAITS_MS = 30_000
"""How long a worker may take on a machine that does much else."""


@dataclass
class Answers:
    """Answers every question at once; keeps what was asked.

    Attributes:
        line: What is written when one line is asked for; None leaves the question.
        says_yes: Whether questions are answered with yes.
        asked: The titles of all questions.
        told: What stood below the titles of those that wanted a line.
        confirmed: What stood below the titles of those that wanted a yes.
    """

    line: str | None = "A good reason"
    says_yes: bool = True
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)

    def confirm(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        yes: str,
        then: Callable[[], object],
        no: str = "",
        harmful: bool = False,
    ) -> None:
        self.asked.append(title)
        self.confirmed.append(text)
        if self.says_yes:
            then()

    def one_line(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        label: str,
        yes: str,
        then: Callable[[str], object],
        start: str = "",
        may_be_empty: bool = False,
        other: tuple[str, Callable[[], object]] | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.asked.append(title)
        self.told.append(text)
        if self.line is not None:
            then(self.line)
        elif other is not None:
            other[1]()


@dataclass
class Places:
    """Chooses one place for every file; keeps the names that were suggested."""

    place: Path
    names: list[str] = field(default_factory=list)

    def save(
        self, parent: QWidget, *, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.names.append(name)
        then(self.place)

    def open(
        self, parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        then(self.place)

    def folder(self, parent: QWidget, *, title: str, then: Callable[[Path], None]) -> None:
        then(self.place)


@dataclass
class Way:
    """Notes where the page leads instead of going there."""

    gone: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, page: str, **what: str) -> None:
        self.gone.append((page, what))

    @property
    def last(self) -> tuple[str, dict[str, str]]:
        """Where it led last."""
        return self.gone[-1] if self.gone else ("", {})


class AtWork:
    """One desk, and pages shown at it one at a time in a window of their own."""

    def __init__(self, ward: Ward, place: Path) -> None:
        self.ward = ward
        self.window = QWidget()
        self.window.setObjectName("window")
        self.tasks = TaskRunner(self.window)
        self.changes = ChangeBus(self.window)
        ward.subscribe(self.changes.publish)
        self.answers = Answers()
        self.places = Places(place)
        self.way = Way()
        self.failures: list[Exception] = []
        self.tasks.unhandled.connect(self.failures.append)
        self.messages = MessageBar()
        theme = Theme(self.window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
        theme.settle()
        self.desk = Desk(
            ward=ward,
            tasks=self.tasks,
            changes=self.changes,
            messages=self.messages,
            ask=self.answers,
            files=self.places,
            theme=theme,
            settings=Settings,
            keep_settings=lambda _settings: None,
            go=self.way,
            autostart=partial(of_this_computer, ward.paths),
        )
        self._column = QVBoxLayout(self.window)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.messages)
        self.window.resize(1178, 768)

    def show(self, presenter: Presenter, **what: str) -> None:
        """Show a page, and wait until it has all it asked for."""
        self._column.insertWidget(0, presenter.widget, 1)
        self.window.show()
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow, "the window to be active")
        presenter.arrive(**what)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is asked for any more, and nothing failed."""
        idle_rounds = 0
        while idle_rounds < 2:
            assert self.tasks.wait_idle(WAITS_MS)
            QApplication.processEvents()
            idle_rounds = idle_rounds + 1 if self.tasks.is_idle else 0
        assert self.failures == []


@contextmanager
def at_work(ward: Ward, place: Path) -> Iterator[AtWork]:
    """A desk that is cleared at the end; the ward stays open."""
    made = AtWork(ward, place)
    try:
        yield made
    finally:
        made.messages.clear()
        made.window.close()
        made.tasks.shutdown()
        made.window.deleteLater()
