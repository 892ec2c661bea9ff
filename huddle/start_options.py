"""What Huddle is started with: the options that stand before a command, and the password given.

Read before the first window is painted, so nothing heavy is imported here.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from huddle.files import disk_errors_in_words
from huddle.i18n import _

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSWORD_VARIABLE = "HUDDLE_PASSWORD"  # noqa: S105 - its name, not its value
PROGRAM = "huddle"
IN_TRAY = "--in-tray"
SELF_TEST = "--self-test"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """The options before a command; without a command they are the window's.

    Attributes:
        data_dir: The data folder; the user's own when none is given.
        database_url: The address of the database server that holds the data; empty for none.
        user: The sign-in name.
        password_file: A file whose first line is the password.
        language: A language code; empty for the one in the settings.
        in_tray: Whether the window starts hidden in the system's tray.
        self_test: Whether the installation is to be proved instead of opening the window.
    """

    data_dir: Path | None = None
    user: str = ""
    password_file: Path | None = None
    language: str = ""
    in_tray: bool = False
    database_url: str = field(default="", repr=False)
    self_test: bool = False


def read_start(arguments: Sequence[str]) -> tuple[StartOptions, list[str]]:
    """The options, and the command with what follows it; no command means the window.

    Raises:
        SystemExit: An option is unknown or has no value; the usage was said.
    """
    if not arguments:
        return StartOptions(), []
    found = _parser().parse_args(arguments)
    options = StartOptions(
        found.data_dir,
        found.user,
        found.password_file,
        found.language,
        found.in_tray,
        found.database_url,
        found.self_test,
    )
    return options, ["--help"] if found.help else found.command


def given_password(options: StartOptions) -> str | None:
    """The password from the file or the environment; none when a person must type it.

    Raises:
        Environment: The file cannot be read.
    """
    if options.password_file is None:
        return os.environ.get(PASSWORD_VARIABLE)
    return password_in(options.password_file)


def password_in(file: Path) -> str:
    """The password in the first line of a file.

    Raises:
        Environment: The file cannot be read.
    """
    with disk_errors_in_words(file):
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    return text.partition("\n")[0].rstrip("\r")


def options_in_words() -> str:
    """How the options are written, for the help on commands."""
    return _(
        "Before the command: --data-dir DIR, --database-url URL, --user NAME, "
        "--password-file FILE, --language CODE. "
        "The password comes from {variable}, from the file or from a prompt. "
        "Without a command the window opens; with --in-tray it starts hidden in the system's tray, "
        "and with --self-test the installation is proved instead."
    ).format(variable=PASSWORD_VARIABLE)


def _parser() -> ArgumentParser:
    from argparse import REMAINDER, ArgumentParser  # noqa: PLC0415 - only with arguments

    parser = ArgumentParser(PROGRAM, add_help=False, allow_abbrev=False)
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--database-url", default="", metavar="URL")
    parser.add_argument("--user", default="", metavar="NAME")
    parser.add_argument("--password-file", type=Path, metavar="FILE")
    parser.add_argument("--language", default="", metavar="CODE")
    parser.add_argument(IN_TRAY, action="store_true")
    parser.add_argument(SELF_TEST, action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("command", nargs=REMAINDER, metavar="COMMAND …")
    return parser
