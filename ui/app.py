"""The window application: from the empty window to its end. Paint first, load second.

Nothing that is slow to import is imported here: the services, the store and the sheets come on the
worker after the first paint.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from huddle.i18n import _
from huddle.settings import governed, load_settings, own_part, save_settings
from ui.tasks import TaskRunner
from ui.theme.theme import Theme
from ui.trouble import Trouble, begin_log
from ui.window import Window

if TYPE_CHECKING:
    from huddle.autostart import Autostart
    from huddle.clock import Clock
    from huddle.paths import Paths
    from huddle.settings import Settings
    from huddle.ward import Ward
    from ui.announcing import Announcing
    from ui.changes import ChangeBus
    from ui.desk import Desk
    from ui.dialogs.ask import Asker
    from ui.dialogs.files import FileChooser
    from ui.front import Front
    from ui.idle import IdleWatch
    from ui.line_watch import LineWatch
    from ui.locking import Locking
    from ui.opening import Opening
    from ui.practising import Practising
    from ui.staying import Staying
    from ui.tending import Tending
    from ui.tray import Tray
    from ui.unit_choice import UnitChoice

    MakeTray = Callable[[Window, Callable[[], bool]], Tray]
    """Makes the icon for a window, with whether there is something to lock."""


class App(QObject):
    """The whole window application, everything handed in, so that tests start the same one.

    Args:
        qt: Qt's application.
        paths: The store's and the settings' places.
        clock: What time it is.
        ask: Asks a person questions; by dialogs when not given.
        files: Asks a person for files; by the system's dialogs when not given.
        tray: The icon in the system's tray; the real one when not given.
    """

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        clock: Clock,
        ask: Asker | None = None,
        files: FileChooser | None = None,
        tray: MakeTray | None = None,
    ) -> None:
        super().__init__()
        self._qt = qt
        self.paths = paths
        self.clock = clock
        self._ask = ask
        self._files = files
        self._make_tray = tray
        self._own_settings = load_settings(paths.settings_file)
        self.settings = governed(self._own_settings, paths.fleet)
        self.theme = Theme(self)
        self.theme.ground(qt, self.settings.scheme, self.settings.scale)
        self.tasks = TaskRunner(self)
        self.window = Window()
        self.trouble = Trouble(self.window, paths.log_dir)
        self.tasks.unhandled.connect(self.trouble.take)
        self.window.close_asked.connect(self.close)
        self.ward: Ward | None = None
        self.locking: Locking | None = None
        self._units: UnitChoice | None = None
        self.staying: Staying | None = None
        self.announcing: Announcing | None = None
        self._idle: IdleWatch | None = None
        self._opening: Opening | None = None
        self._line: LineWatch | None = None
        self._tending: Tending | None = None
        self.practising: Practising | None = None
        self._is_closing = False
        self._fault_file: TextIO | None = None

    @cached_property
    def changes(self) -> ChangeBus:
        """What tells the pages that something changed."""
        from ui.changes import ChangeBus  # noqa: PLC0415 - not before the first paint

        return ChangeBus(self)

    @cached_property
    def front(self) -> Front:
        """What those see who are not signed in."""
        from ui.front import Front  # noqa: PLC0415 - the empty window does without

        front = Front(self.window, self.tasks, lambda: self.files, self.paths, self.clock)
        front.opened.connect(self._enter)
        front.left.connect(self.quit)
        return front

    @property
    def ask(self) -> Asker:
        """Asks a person questions."""
        if self._ask is None:
            from ui.dialogs.ask import Dialogs  # noqa: PLC0415 - not before the first paint

            self._ask = Dialogs()
        return self._ask

    @property
    def files(self) -> FileChooser:
        """Asks a person for files."""
        if self._files is None:
            from ui.dialogs.files import FileDialogs  # noqa: PLC0415 - not before the first paint

            self._files = FileDialogs()
        return self._files

    @cached_property
    def tray(self) -> Tray:
        """The icon in the system's tray."""
        from ui.tray import Tray  # noqa: PLC0415 - not before the first paint

        tray = (self._make_tray or Tray)(self.window, self._may_lock)
        tray.open_asked.connect(self.window.come_forward)
        tray.lock_asked.connect(self._lock)
        tray.quit_asked.connect(self.quit)
        return tray

    @cached_property
    def autostart(self) -> Autostart:
        """Whether Huddle starts by itself on this computer."""
        from huddle import autostart  # noqa: PLC0415 - not before the first paint

        return autostart.of_this_computer(self.paths)

    def show(self, *, user: str = "", password: str | None = None, in_tray: bool = False) -> None:
        """Show the window; given a name and a password, sign in once it is painted.

        Args:
            user: The sign-in name.
            password: Its password.
            in_tray: Whether to start in the tray instead.
        """
        self.window.painted.connect(lambda: self._after_first_paint(user, password, in_tray))
        self.window.appeared.connect(lambda: self._show_front(user))
        if in_tray:
            self._show_front(user)
        else:
            self.window.show()

    def close(self) -> None:
        """Hide the window where it stays in the tray, else end."""
        if self._is_closing or self.staying is None or not self.staying.stays:
            self.quit()
            return
        self._lock()
        self.staying.hide()

    def quit(self) -> None:
        """Make a proved backup, then end; a second request meanwhile does nothing."""
        if self._is_closing:
            return
        self._is_closing = True
        self.window.leave_page()
        if self.ward is None:
            self._end()
            return
        if self.ward.is_on_server:
            # The server has its own backups; what was typed last is kept before this job is done.
            self.tasks.run(self, partial(_left_to_send, self.ward), self._end_unless, key="end")
            return
        self.window.messages.say(_("Making a backup and proving it. One moment…"))
        ward = self.ward
        self.tasks.run(
            self,
            ward.upkeep.back_up_at_close,
            lambda _made: self._end(),
            self._backup_failed,
            long=True,
            key="backup",
        )

    def begin_log(self) -> None:
        """Begin the log, and say so if the last run ended in a crash."""
        self.tasks.run(self, lambda: begin_log(self.paths), self._tell_crash, long=True)

    def keep_settings(self, settings: Settings) -> None:
        """Keep what of them is this account's, and look as they say."""
        own = self._own_settings = own_part(settings, self._own_settings, self.paths.fleet)
        settings = governed(own, self.paths.fleet)
        is_other_look = settings.look != self.settings.look
        is_other_wait = settings.lock_minutes != self.settings.lock_minutes
        self.settings = settings
        if is_other_wait and self.locking is not None:
            self.locking.wait_anew()
        if is_other_look:
            self.theme.apply(self._qt, settings.scheme, settings.scale)
        self.tasks.run(self, lambda: save_settings(self.paths.settings_file, own))

    def _may_lock(self) -> bool:
        return self.locking is not None and not self.locking.is_locked

    def _lock(self) -> None:
        """Let nobody go on without signing in; what was typed to sign in goes."""
        if self.locking is not None:
            self.locking.lock()
        elif self.ward is None:
            self.front.forget()

    def _show_front(self, user: str) -> None:
        """Fill the window that is there, before anything else is done."""
        self.theme.dress(self._qt)
        self.window.fill()
        self.front.show(user or self.settings.sign_in_name)
        self.window.repaint()
        self.window.begin()

    def _after_first_paint(self, user: str, password: str | None, in_tray: bool) -> None:
        if user and password is not None and self.paths.has_store():
            self.front.sign_in(user, password)
        else:
            from ui.front import load_services  # noqa: PLC0415 - the empty window does without

            self.tasks.run(self, load_services)
        self.theme.settle()
        from PySide6.QtCore import Qt  # noqa: PLC0415 - it makes a hundred enumerations

        from ui.theme.icons import program_icon  # noqa: PLC0415 - not before the first paint

        self._qt.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
        self.window.setWindowIcon(program_icon())
        self._bind_keys()
        self._stay(in_tray=in_tray)
        self.tasks.run(self, partial(_clear_practice, self.paths), long=True)

    def _stay(self, *, in_tray: bool) -> None:
        """Be ready to go on without a window in sight."""
        from ui.announcing import Announcing  # noqa: PLC0415 - not before the first paint
        from ui.staying import Staying  # noqa: PLC0415 - not before the first paint

        staying = self.staying = Staying(
            self.window,
            self.tray,
            lambda: self.autostart.is_on,
            lambda: self.settings,
            self.keep_settings,
        )
        self.announcing = Announcing(self.window, self.tasks, self.paths, self.clock, staying.tell)
        self.announcing.begin()
        self.tasks.run(self, self._look_how_it_starts)
        if in_tray:
            staying.begin_hidden()

    def _look_how_it_starts(self) -> None:
        """On the worker: find the place of that entry, and read it."""
        self.autostart.look()

    def _enter(self, ward: Ward, sign_in_name: str) -> None:
        from ui.unit_choice import UnitChoice  # noqa: PLC0415 - not before the first paint

        self.ward = ward
        if self.announcing is not None and self.staying is not None:
            self.announcing.end()
            self.staying.take_back()
        ward.subscribe(self.changes.publish)
        units = self._units = UnitChoice(
            self.window,
            self.tasks,
            ward,
            self.changes,
            lambda: self.settings,
            self.keep_settings,
        )
        units.entered.connect(partial(self._rebuild, ward))
        units.begin(partial(self._begin, ward, sign_in_name))

    def _begin(self, ward: Ward, sign_in_name: str) -> None:
        self.window.enter(self._desk(ward))
        self._keep_name(sign_in_name)
        # Today comes first; nobody can have left it yet.
        QTimer.singleShot(0, self, partial(self._watch_over, ward))

    def start_again(self, why: str) -> None:
        """Let nobody be signed in any more, because the data is another one now, and say why."""
        ward, self.ward = self.ward, None
        if self.locking is not None:
            self.locking.end()
        self._watch_no_more()
        self.locking = None
        if ward is not None:
            # Behind whatever the pages had still asked for.
            self.tasks.run(self, ward.close)
        self.front.show(self.settings.sign_in_name)
        self.window.messages.say(why)
        if self.announcing is not None:
            self.announcing.begin()

    def _watch_no_more(self) -> None:
        """Let what looks by itself at a ward be gone."""
        for watching in (self._units, self._idle, self._tending, self._opening, self._line):
            if watching is not None:
                watching.deleteLater()
        self._units = self._idle = self._tending = self._opening = self._line = None

    def _keep_name(self, sign_in_name: str) -> None:
        if sign_in_name != self.settings.sign_in_name:
            self.keep_settings(dataclasses.replace(self.settings, sign_in_name=sign_in_name))

    def _watch_over(self, ward: Ward) -> None:
        """From now on the window locks, by keys and by itself."""
        from ui.idle import IdleWatch  # noqa: PLC0415 - not before the first paint
        from ui.locking import Locking  # noqa: PLC0415 - not before the first paint
        from ui.tending import Tending  # noqa: PLC0415 - not before the first paint

        idle = self._idle = IdleWatch(self._qt, self)
        self.locking = Locking(self.window, self.tasks, ward, idle, lambda: self.settings)
        self.locking.switched.connect(partial(self._enter_next, ward))
        self.locking.unlocked.connect(partial(self._read_notes, ward))
        self.window.lock_asked.connect(self.locking.lock)
        self._open_codes(idle)
        self._read_notes(ward)
        self._tending = Tending(
            self.window, self.tasks, ward, self.changes, lambda: self.settings, self.tray.notify
        )
        if ward.is_on_server:
            from ui.line_watch import LineWatch  # noqa: PLC0415 - only where there is a server

            self._line = LineWatch(self.window, self.tasks, ward, self.changes)
        if not self.window.is_seen:
            self._lock()

    def _open_codes(self, idle: IdleWatch) -> None:
        """From now on a code that is typed or scanned opens what it stands for."""
        from ui.codes import CodeWatch  # noqa: PLC0415 - not before the first paint
        from ui.opening import Opening  # noqa: PLC0415 - not before the first paint

        # It goes when the watch over the window does, and lives no longer than a sign-in.
        watch = CodeWatch(self._qt, idle, self._is_shut)
        self._opening = Opening(self.window, self._desk_now, watch, self._is_shut)

    def _type_in(self) -> None:
        if self._opening is not None:
            self._opening.ask()

    def _is_shut(self) -> bool:
        return self.locking is None or self.locking.is_locked or self.window.current == "wall"

    def _desk_now(self) -> Desk:
        if self.ward is None:
            raise RuntimeError("nobody is signed in")
        return self._desk(self.ward)

    def _read_notes(self, ward: Ward) -> None:
        from ui.raising import read_notes  # noqa: PLC0415 - not before the first paint

        read_notes(self, self.tasks, ward, self.window.messages)

    def _enter_next(self, ward: Ward) -> None:
        self._rebuild(ward)
        if self._units is not None:
            self._units.begin_next()
        self._keep_name(ward.account.name)

    def _rebuild(self, ward: Ward) -> None:
        """Show the rail and pages of whoever is signed in, and of the unit in use, alone."""
        self.window.enter(self._desk(ward))
        if self._tending is not None:
            self._tending.reminding.count()

    def _desk(self, ward: Ward) -> Desk:
        from ui.desk import Desk  # noqa: PLC0415 - not before the first paint

        return Desk(
            ward=ward,
            tasks=self.tasks,
            changes=self.changes,
            messages=self.window.messages,
            ask=self.ask,
            files=self.files,
            theme=self.theme,
            settings=lambda: self.settings,
            keep_settings=self.keep_settings,
            go=self.window.go,
            autostart=lambda: self.autostart,
            type_in=self._type_in,
            start_tour=self._start_tour,
            start_again=self.start_again,
            practise=self._practise,
            explain=self.window.explain,
        )

    def _start_tour(self) -> None:
        self.window.guided_tour.begin()

    def _practise(self, scenario: str) -> None:
        from ui.practising import Practising  # noqa: PLC0415 - only for whoever practises

        if self.practising is None:
            self.practising = Practising(self.window, self._desk_now)
        self.practising.begin(scenario)

    def _tell_crash(self, begun: tuple[str, TextIO | None]) -> None:
        crash, self._fault_file = begun
        if crash:
            self.window.messages.say(
                _("Huddle ended unexpectedly last time. What was shown as saved is safe.")
            )

    def _backup_failed(self, error: Exception) -> None:
        self._is_closing = False
        self.window.come_forward()
        self.ask.confirm(
            self.window,
            title=_("The backup was not made"),
            text=str(error),
            yes=_("Close without a backup"),
            no=_("Stay"),
            then=self._end,
            harmful=True,
        )

    def _end_unless(self, waiting: int) -> None:
        if not waiting:
            self._end()
            return
        from ui.line_watch import ask_to_end  # noqa: PLC0415 - only where there is a server

        self._is_closing = False
        self.window.come_forward()
        ask_to_end(self.ask, self.window, waiting, self._end)

    def _end(self) -> None:
        self._is_closing = True
        self._watch_no_more()
        if self.practising is not None:
            self.practising.end()
        self.tasks.shutdown()
        if self.ward is not None:
            self.ward.close()
        self.tray.hide()
        self.window.close_now()
        self._qt.quit()

    def _bind_keys(self) -> None:
        from ui import actions, feedback  # noqa: PLC0415 - not before the first paint

        theme = self.theme
        sizes = {"larger": theme.larger, "smaller": theme.smaller, "normal_size": theme.normal_size}
        for name, change in sizes.items():
            actions.bind_window(self.window, name, partial(self._resize, change))
        actions.bind_window(self.window, "type_in", self._type_in)
        feedback.offer(self.window, self._desk_now, self._is_shut)
        self.window.offer_to_explain()

    def _resize(self, change: Callable[[QApplication], float]) -> None:
        scale = change(self._qt)
        self.keep_settings(dataclasses.replace(self.settings, scale=scale))


def create_app(
    qt: QApplication,
    paths: Paths,
    clock: Clock,
    *,
    ask: Asker | None = None,
    files: FileChooser | None = None,
    tray: MakeTray | None = None,
) -> App:
    """The application with what it is handed, not yet shown."""
    return App(qt, paths, clock, ask, files, tray)


def _left_to_send(ward: Ward) -> int:
    """On the worker, behind whatever was asked for: how many changes wait for the line."""
    return 0 if ward.line is None else ward.line.row().waiting


def _clear_practice(paths: Paths) -> None:
    """On the worker: take away what a practice left over when the program was killed."""
    from huddle import practice_folder  # noqa: PLC0415 - not before the first paint

    practice_folder.clear(paths)
