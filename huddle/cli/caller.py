"""Who calls a command, and the ward they call it on."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Self

import typer

from huddle import diagnostics
from huddle.clock import Clock
from huddle.errors import Refused
from huddle.i18n import _
from huddle.paths import Paths
from huddle.start_options import PASSWORD_VARIABLE, StartOptions, given_password
from huddle.store.keys import Keys, sign_in_names
from huddle.ward import Ward, by_password, open_ward


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
        ward = open_ward(self.paths, self.clock, self._unlock)
        self._open.callback(ward.close)
        self.start_log()
        return ward

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
        typed = typer.prompt(_("Password"), hide_input=True, confirmation_prompt=is_new, err=True)
        return str(typed)

    def _unlock(self, paths: Paths, clock: Clock) -> tuple[Keys, str]:
        return by_password(self._user(), self.password())(paths, clock)

    def _user(self) -> str:
        if self.options.user:
            return self.options.user
        names = sign_in_names(self.paths.key_file)
        if len(names) != 1:
            raise Refused(_("Say who signs in: --user NAME, before the command."))
        return names[0]


def caller_of(context: typer.Context) -> Caller:
    """Who called the command."""
    return context.ensure_object(Caller)
