"""What makes Linux, macOS and Windows start a program when an account signs in to the computer.

What each needs of its system is handed in, so that all of them can be tried on any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from huddle.errors import Environment
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager notes what it keeps from starting."""
LONGEST_RUN_VALUE = 260
_SWITCHED_OFF = frozenset({"Hidden=true", "X-GNOME-Autostart-enabled=false"})
_IN_A_STRING = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_IN_QUOTES = str.maketrans({sign: f"\\{sign}" for sign in '"`$\\'} | {"%": "%%"})


class DesktopEntry:
    """A file for the desktops of Linux (Desktop Application Autostart Specification).

    Args:
        folder: Where the desktop looks for such files.
        name: Of the file, without its ending.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._file = folder / f"{name}.desktop"

    def starts(self, command: Sequence[str]) -> bool:
        """Whether it starts just this, and nobody switched it off in the desktop's settings."""
        lines = self._file.read_text(encoding="utf-8").splitlines()
        return f"Exec={exec_line(command)}" in lines and not _SWITCHED_OFF.intersection(lines)

    def put(self, command: Sequence[str]) -> None:
        """Write the file."""
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Huddle",
            f"Exec={exec_line(command)}",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        )
        write_atomically(self._file, "".join(f"{line}\n" for line in lines).encode())

    def take_away(self) -> None:
        """Remove the file."""
        _remove(self._file)


class LaunchAgent:
    """A property list for launchd on macOS.

    Args:
        folder: Where launchd looks for the agents of this account.
        name: Of the agent.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._file = folder / f"{name}.plist"
        self._name = name

    def starts(self, command: Sequence[str]) -> bool:
        """Whether it starts just this."""
        import plistlib  # noqa: PLC0415 - on macOS only

        found = plistlib.loads(self._file.read_bytes())
        return bool(found["ProgramArguments"] == list(command) and found["RunAtLoad"])

    def put(self, command: Sequence[str]) -> None:
        """Write the file."""
        import plistlib  # noqa: PLC0415 - on macOS only

        agent = {
            "Label": self._name,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        write_atomically(self._file, plistlib.dumps(agent))

    def take_away(self) -> None:
        """Remove the file."""
        _remove(self._file)


class RunValue:
    """A value in this account's part of the Windows registry.

    Args:
        registry: The module `winreg`.
        name: Of the value.
    """

    def __init__(self, registry: Any, name: str) -> None:
        self._registry = registry
        self._name = name

    def starts(self, command: Sequence[str]) -> bool:
        """Whether it starts just this, and nobody switched it off in the Task Manager."""
        approved = self._read(APPROVED_KEY)
        is_off = isinstance(approved, bytes) and bool(approved[:1]) and approved[0] & 1
        return not is_off and self._read(RUN_KEY) == _windows_line(command)

    def put(self, command: Sequence[str]) -> None:
        """Write the value."""
        line = _windows_line(command)
        if len(line) > LONGEST_RUN_VALUE:
            raise Environment(
                _("The way to the program and to the data is too long for Windows to start it."),
                _("Nothing was changed. Put the program or the data in a folder nearer the top."),
            )
        with _windows_errors_in_words():
            self._remove(APPROVED_KEY)
            with self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, RUN_KEY) as key:
                self._registry.SetValueEx(key, self._name, 0, self._registry.REG_SZ, line)

    def take_away(self) -> None:
        """Remove the value."""
        with _windows_errors_in_words():
            self._remove(RUN_KEY)

    def _read(self, place: str) -> Any:
        registry = self._registry
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, place) as key,
        ):
            return registry.QueryValueEx(key, self._name)[0]
        return None

    def _remove(self, place: str) -> None:
        registry = self._registry
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, registry.KEY_SET_VALUE) as key,
        ):
            registry.DeleteValue(key, self._name)


def exec_line(command: Sequence[str]) -> str:
    """A command as the key Exec of a desktop entry wants it (Desktop Entry Specification).

    Each argument stands in quotes, with four signs and the field codes' per cent sign escaped in
    it; then the whole is escaped once more, as every string of such a file is.
    """
    quoted = " ".join(f'"{argument.translate(_IN_QUOTES)}"' for argument in command)
    return quoted.translate(_IN_A_STRING)


def _windows_line(command: Sequence[str]) -> str:
    from subprocess import list2cmdline  # noqa: PLC0415 - only to quote, on Windows only

    return list2cmdline(command)


def _remove(file: Path) -> None:
    with disk_errors_in_words(file):
        file.unlink(missing_ok=True)


@contextmanager
def _windows_errors_in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Environment(
            _("Windows did not let Huddle change what starts by itself: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            _("Nothing else was changed. Ask your IT department."),
        ) from error
