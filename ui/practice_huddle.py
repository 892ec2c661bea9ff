"""One practice huddle, from its window to its end; the made-up ward has a desk of its own.

Nothing on that desk leads to the real ward, to a file or to a printer.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from huddle.i18n import _
from huddle.vocabulary import HuddleStatus
from ui import actions
from ui.changes import ChangeBus
from ui.filling import say_refusal
from ui.pages.run.presenter import open_page
from ui.practice_script import PracticeScript
from ui.practice_window import PracticeWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from huddle.practice_ward import PracticeWard
    from huddle.rows.huddles import RunState
    from ui.desk import Desk
    from ui.messages import MessageBar
    from ui.window import Window

_ENDS = frozenset({"today", "sheet"})
"""Where the Run page leads when it is left."""


class PracticeHuddle(QObject):
    """Runs in its window until somebody ends it; then its ward is thrown away.

    Attributes:
        practice: The made-up ward.
        window: Its window.
        script: Has its people speak.

    Signals:
        ended: It is over; the name of its scenario if that shall begin again, else nothing.

    Args:
        window: The real window.
        desk: The real desk, for what is no ward's.
        practice: The made-up ward, its huddle begun.
    """

    ended = Signal(str)

    def __init__(self, window: Window, desk: Desk, practice: PracticeWard) -> None:
        super().__init__(window)
        self._real = desk
        self._tasks = desk.tasks
        self.practice = practice
        scenario = practice.scenario
        self.window = PracticeWindow(window, scenario.title)
        changes = ChangeBus(self.window)
        practice.ward.subscribe(changes.publish)
        self._desk = dataclasses.replace(
            desk,
            ward=practice.ward,
            changes=changes,
            messages=self.window.messages,
            files=_NoFiles(self.window.messages),
            go=self._go,
            type_in=_nothing,
            start_again=_nothing,
            practise=_nothing,
            explain=self.window.explain,
        )
        # The ward’s own words, and whom to ask, are the real ones, and so is what one reads.
        self.window.desk = desk
        self.window.bind_explaining()
        self._run = open_page(self._desk)
        self.script = PracticeScript(self.window, self._desk, practice.huddle_id, scenario.lines)
        self._connect()

    def show(self) -> None:
        """Show the Run page and let people speak."""
        self.window.show_run(self._run)
        self._run.arrive(huddle_id=self.practice.huddle_id)
        self.script.begin()

    def end(self, again: str = "") -> None:
        """Close the window and throw the ward away.

        Args:
            again: The name of its scenario if it shall begin again.
        """
        self.throw_away()
        self.ended.emit(again)
        self.deleteLater()

    def throw_away(self) -> None:
        """Close the window, and take the ward away behind whatever its pages had still asked."""
        self.script.stop()
        self._run.leave()
        self.window.close_now()
        self._tasks.run(self._tasks, self.practice.throw_away)

    def _go(self, page: str, **what: str) -> None:
        """The Run page leads to another one: none of them is part of a practice."""
        if page not in _ENDS:
            self._desk.messages.say(_("In a practice there is only this page."))
            return
        running, huddle_id = self.practice.ward.running, self.practice.huddle_id
        self._desk.tasks.run(self.window, lambda: running.state(huddle_id), self._left)

    def _left(self, state: RunState) -> None:
        if state.huddle.status is HuddleStatus.CLOSED:
            self._look_back()
            return
        # It was let go of, as it is where somebody else resumes it.
        self._run.arrive(huddle_id=state.huddle.id)
        self._ask_to_end()

    def _look_back(self) -> None:
        heard, name = tuple(self.script.heard), self.practice.scenario.name
        self.script.stop()
        learning = self._real.ward.learning
        self._tasks.run(
            self, lambda: learning.practised(name), failed=partial(say_refusal, self._real)
        )
        # Behind the question whether sheets go by mail, which the Run page asks at a close.
        self._tasks.run(
            self.window,
            lambda: self.practice.feedback(heard),
            self.window.show_feedback,
            long=True,
        )

    def _ask_to_end(self) -> None:
        if self.window.is_over:
            self.end()
            return
        self._desk.ask.confirm(
            self.window,
            title=_("End this practice?"),
            text=_("Nothing of it is kept. Close the huddle instead to hear how it went."),
            yes=_("End practice"),
            no=_("Go on"),
            then=self.end,
        )

    def _connect(self) -> None:
        window = self.window
        self.script.said.connect(window.strip.say)
        self.script.quiet.connect(window.strip.show_quiet)
        window.end_asked.connect(self._ask_to_end)
        window.feedback.done_asked.connect(self.end)
        window.feedback.again_asked.connect(partial(self.end, self.practice.scenario.name))
        theme = self._desk.theme
        theme.changed.connect(window.fit)
        for name, resize in {
            "larger": theme.larger,
            "smaller": theme.smaller,
            "normal_size": theme.normal_size,
        }.items():
            actions.bind_window(window, name, partial(self._resize, resize))

    def _resize(self, resize: Callable[[QApplication], float]) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            settings = self._desk.settings()
            self._desk.keep_settings(dataclasses.replace(settings, scale=resize(app)))


class _NoFiles:
    """Chooses no file, because nothing leaves a practice."""

    def __init__(self, messages: MessageBar) -> None:
        self._messages = messages

    def save(
        self, parent: QWidget, *, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Save nothing."""
        self._refuse()

    def open(
        self, parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Open nothing."""
        self._refuse()

    def folder(self, parent: QWidget, *, title: str, then: Callable[[Path], None]) -> None:
        """Choose no folder."""
        self._refuse()

    def _refuse(self) -> None:
        self._messages.say(_("Nothing is saved, sent or opened in a practice."))


def _nothing(*_what: object) -> None:
    """What leads out of a practice does nothing."""
