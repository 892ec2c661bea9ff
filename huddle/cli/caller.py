"""Who calls a command, and the ward they call it on."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import typer

from huddle import diagnostics
from huddle.clock import Clock
from huddle.errors import Refused
from huddle.i18n import _
from huddle.paths import Paths, default_paths
from huddle.start_options import PASSWORD_VARIABLE, StartOptions, given_password, password_in
from huddle.store.home import home_of
from huddle.store.keys import Keys, sign_in_names
from huddle.unlocks import by_password
from huddle.ward import Ward, open_ward


class Caller:
    """What every command is handed: the options before it, the places and the clock.

    Args:
        options: The options before the command.
        paths: The data folder and the settings.
        clock: What time it is.
    """

    def __init__(self, options: StartOptions, paths: Paths, clock: Clock) -> None:
        self.options = options
        self.paths = paths
        self.clock = clock
        self._open = ExitStack()
        self._has_log = False
        self._given = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def ward(self) -> Ward:
        """The ward in the data folder, signed in to; it is closed after the command.

        Raises:
            Refused: There is no store, no name or no password, or they do not open it.
            Environment: The folder, the file or the disk stands in the way.
        """
        ward = open_ward(self.paths, self.clock, self.unlock)
        self._open.callback(ward.close)
        self.start_log()
        return ward

    def paths_of(self, place: str) -> Paths:
        """The places of another store: the address of a database server, or a folder."""
        if "://" in place:
            return default_paths(self.options.data_dir, place)
        return default_paths(Path(place))

    def start_log(self) -> None:
        """Write the log beside the data, until the command is done."""
        if self._has_log:
            return
        handler = diagnostics.set_up_log(self.paths.log_dir)
        self._open.callback(diagnostics.stop_log, handler)
        self._has_log = True

    def password(self, *, is_new: bool = False) -> str:
        """The password as given, or as typed without showing it; a new one is typed twice.

        Raises:
            Refused: None is given, and nobody is there to type one.
        """
        given = given_password(self.options)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Refused(
                _("No password was given. Set {variable}, or use --password-file FILE.").format(
                    variable=PASSWORD_VARIABLE
                )
            )
        return _typed(_("Password"), twice=is_new)

    def new_password(self, file: Path | None) -> str:
        """A password for somebody else's account, from a file or as typed twice; never an argument.

        Raises:
            Refused: No file is given, and nobody is there to type one.
            Environment: The file cannot be read.
        """
        if file is not None:
            return password_in(file)
        if not sys.stdin.isatty():
            raise Refused(_("No new password was given. Use --new-password-file FILE."))
        return _typed(_("New password"), twice=True)

    def unlock(self, paths: Paths, clock: Clock) -> tuple[Keys, str]:
        """Open a store's keys with the name and the password given; it is asked for once."""
        self._given = self._given or self.password()
        return by_password(self._user(paths), self._given)(paths, clock)

    def _user(self, paths: Paths) -> str:
        if self.options.user:
            return self.options.user
        names = sign_in_names(home_of(paths).key_ring)
        if len(names) != 1:
            raise Refused(_("Say who signs in: --user NAME, before the command."))
        return names[0]


def caller_of(context: typer.Context) -> Caller:
    """Who called the command."""
    return context.ensure_object(Caller)


def _typed(label: str, *, twice: bool) -> str:
    return str(typer.prompt(label, hide_input=True, confirmation_prompt=twice, err=True))
