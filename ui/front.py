"""Before anybody is signed in: the sign-in page or the first start, and the opening of the ward."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huddle.cycles import lasting
from huddle.errors import DamagedData, Environment, NoStore, Refused
from huddle.i18n import _
from ui.pages.start.page import StartPage
from ui.raising import keep_notes
from ui.widgets.labels import breakable

if TYPE_CHECKING:
    from pathlib import Path

    from huddle.clock import Clock
    from huddle.new_ward import NewWard
    from huddle.paths import Paths
    from huddle.rules.profile import Lasting
    from huddle.unlocks import Unlock
    from huddle.ward import Ward
    from ui.dialogs.files import FileChooser
    from ui.pages.first_start.page import FirstStartPage
    from ui.tasks import TaskRunner
    from ui.window import Window


class Front(QObject):
    """Shows the page for those who are not signed in and opens the ward for them.

    Signals:
        opened: A ward is open; carries it and the sign-in name used.
        left: The program was started again on other data, so this one is done.
    """

    opened = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        window: Window,
        tasks: TaskRunner,
        files: Callable[[], FileChooser],
        paths: Paths,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._files = files
        self._paths = paths
        self._clock = clock
        self._start: StartPage | None = None
        self._first: FirstStartPage | None = None
        self._made: Ward | None = None
        self._recovery_key = ""
        self._form: NewWard | None = None
        self._unlock: Callable[[], Unlock] | None = None

    def show(self, sign_in_name: str) -> None:
        """Show the page that fits: sign in where there is a store, else set one up."""
        if self._paths.has_store():
            self._show_start(sign_in_name)
        else:
            self._show_first_start()

    def sign_in(self, name: str, password: str) -> None:
        """Open the ward for a name and its password."""
        if self._start is not None:
            self._start.show_busy(busy=True)
        unlock = self._unlock = partial(_by_password, name, password)
        self._tasks.run(
            self,
            lambda: _open(self._paths, self._clock, unlock()),
            lambda ward: self._opened(ward, name),
            self._not_opened,
            key="open",
        )

    def forget(self) -> None:
        """Keep no secret in a window that is hidden."""
        if self._start is not None:
            self._start.forget()

    def _opened(self, ward: Ward, name: str) -> None:
        self._unlock = None
        self.opened.emit(ward, name)

    def _show_start(self, sign_in_name: str) -> None:
        paths = self._paths
        self._start = StartPage(breakable(paths.called), sign_in_name, paths.others)
        self._start.other_asked.connect(self._open_other)
        self._start.sign_in_asked.connect(self.sign_in)
        self._start.recovery_asked.connect(self._recover)
        self._start.backups_asked.connect(self._show_rescue)
        keep_notes(self._start.raise_note, self._tasks, self._paths, self._clock)
        self._window.show_front(self._start)
        self._start.start()
        self._window.once_painted(self._start.settle)
        if self._paths.database_url:
            self._window.once_painted(self._look_at_server)

    def _look_at_server(self) -> None:
        """A server is asked whether it holds a ward: an empty one is set up from here."""
        self._tasks.run(
            self, lambda: _has_store(self._paths), self._looked_at_server, self._not_opened
        )

    def _looked_at_server(self, has_store: bool) -> None:
        if not has_store and self._start is not None:
            self._start = None
            self._show_first_start()

    def _recover(self, recovery_key: str) -> None:
        if self._start is not None:
            self._start.show_busy(busy=True)
        unlock = self._unlock = partial(_by_recovery_key, recovery_key)
        self._tasks.run(
            self,
            lambda: _open(self._paths, self._clock, unlock()),
            lambda ward: self._opened(ward, ward.account.name),
            self._not_opened,
            key="open",
        )

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, DamagedData):
            self._unlock = None
        if isinstance(error, NoStore) and self._paths.database_url:
            self._looked_at_server(has_store=False)
        elif self._start is None or not isinstance(error, Refused | Environment):
            self._tasks.unhandled.emit(error)
        elif isinstance(error, Refused):
            self._start.show_refusal(error.message)
        else:
            self._start.show_trouble(str(error))
            if isinstance(error, DamagedData) and not self._paths.database_url:
                self._start.offer_backups()

    def _show_rescue(self, name: str, why: str) -> None:
        from ui.rescue import Rescue  # noqa: PLC0415 - hopefully never

        if self._unlock is not None:
            rescue = Rescue(self._window, self._tasks, self._files, self._paths, self._clock)
            rescue.ended.connect(lambda: self.show(name))
            rescue.show(why, self._unlock)

    def _show_first_start(self) -> None:
        # Once in a ward's life.
        from huddle.new_ward import default_departments, zone_of_this_computer  # noqa: PLC0415
        from ui.pages.first_start.page import FirstStartPage  # noqa: PLC0415

        self._first = FirstStartPage(
            default_departments(),
            zone_of_this_computer(),
            _where_data_goes(self._paths),
            self._paths.others,
        )
        self._first.other_asked.connect(self._open_other)
        self._first.make_asked.connect(self._make)
        self._first.print_asked.connect(self._save_recovery_page)
        self._first.go_on_asked.connect(self._go_on)
        self._window.show_front(self._first)
        self._first.start()
        if not self._paths.database_url:
            self._window.once_painted(self._look_whether_it_lasts)

    def _look_whether_it_lasts(self) -> None:
        self._tasks.run(self, lambda: _lasting(self._paths), self._looked_whether_it_lasts)

    def _looked_whether_it_lasts(self, found: Lasting | None) -> None:
        if found is not None and self._first is not None:
            self._first.warn(found)

    def _open_other(self, folder: Path) -> None:
        from ui.starting_again import start_on  # noqa: PLC0415 - seldom

        if start_on(folder):
            self.left.emit()
        else:
            self._window.messages.warn(_("It could not be started. Close Huddle and try again."))

    def _make(self, form: NewWard) -> None:
        if self._first is None:
            return
        self._form = form
        self._first.show_busy(busy=True)
        self._tasks.run(
            self,
            lambda: _create(self._paths, self._clock, form),
            self._show_recovery_key,
            self._not_made,
            key="open",
        )

    def _show_recovery_key(self, made: tuple[Ward, str]) -> None:
        self._made, self._recovery_key = made
        if self._first is not None:
            self._first.show_recovery_key(self._recovery_key)

    def _not_made(self, error: Exception) -> None:
        if self._first is None or not isinstance(error, Refused | Environment):
            self._tasks.unhandled.emit(error)
        elif isinstance(error, Environment):
            self._first.show_trouble(str(error))
        elif error.field or not self._paths.database_url:
            self._first.show_refusal(error.field, error.message)
        else:
            # Another computer was quicker.
            self._show_start(self._form.sign_in_name if self._form else "")
            self._say_at_start(error.message)

    def _say_at_start(self, text: str) -> None:
        if self._start is not None:
            self._start.show_refusal(text)

    def _save_recovery_page(self) -> None:
        if self._form is None:
            return
        from ui.recovery import save_recovery_page  # noqa: PLC0415 - once in a ward's life

        save_recovery_page(
            self._window,
            self._tasks,
            self._files(),
            self._window.messages,
            self._form.ward_name,
            self._recovery_key,
        )

    def _go_on(self) -> None:
        if self._made is not None:
            self.opened.emit(self._made, self._made.account.name)


def _where_data_goes(paths: Paths) -> str:
    where = breakable(paths.called)
    if paths.database_url:
        return _(
            "The data will stand on the database server, in {address}. Huddle does not encrypt it "
            "there: whoever keeps the server can read it."
        ).format(address=where)
    return _("The data stays on this computer, encrypted, in {folder}.").format(folder=where)


# These run on the worker. What they import is slow and comes after the first paint.


@cache
def load_services() -> None:
    """Import what opening a ward needs, while a person types their password."""
    with lasting():
        import huddle.ward  # noqa: F401, PLC0415


def _lasting(paths: Paths) -> Lasting | None:
    from huddle.profile import facts_here  # noqa: PLC0415
    from huddle.rules.profile import lasting  # noqa: PLC0415

    return lasting(facts_here(paths.data_dir))


def _by_password(name: str, password: str) -> Unlock:
    from huddle.unlocks import by_password  # noqa: PLC0415

    return by_password(name, password)


def _by_recovery_key(recovery_key: str) -> Unlock:
    from huddle.unlocks import by_recovery_key  # noqa: PLC0415

    return by_recovery_key(recovery_key)


def _has_store(paths: Paths) -> bool:
    from huddle.ward import has_store  # noqa: PLC0415

    return has_store(paths)


def _open(paths: Paths, clock: Clock, unlock: Unlock) -> Ward:
    from huddle.unlocks import begun  # noqa: PLC0415

    unlock = begun(unlock, paths, clock)
    load_services()
    from huddle.ward import open_ward  # noqa: PLC0415

    return open_ward(paths, clock, unlock, may_use_copy=True)


def _create(paths: Paths, clock: Clock, form: NewWard) -> tuple[Ward, str]:
    from huddle.ward import create_ward  # noqa: PLC0415

    return create_ward(paths, clock, form)
