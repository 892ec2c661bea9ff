"""Imports all of Huddle, and what it reaches by name, without what the package leaves out.

Run as a program of its own; prints what cannot be imported.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from installer.carried import LAZY, LEFT_OUT, PROGRAM_FOLDERS

OF_OTHER_SYSTEMS = ("keyring.backends.Windows", "keyring.backends.macOS")
RUN_BY_ALEMBIC = "huddle.store.migrations."


class Nothing:
    """Finds none of what is left out."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Say that it is not there."""
        if any(name == each or name.startswith(f"{each}.") for each in LEFT_OUT):
            raise ModuleNotFoundError(f"{name} is left out", name=name)


def all_of_ours() -> Iterator[str]:
    """The names of our modules, by their folders."""
    for folder in PROGRAM_FOLDERS:
        package = importlib.import_module(folder)
        yield from (found.name for found in pkgutil.walk_packages(package.__path__, f"{folder}."))


def main() -> int:
    """Import them one by one."""
    sys.meta_path.insert(0, Nothing())
    failed = 0
    for name in (*all_of_ours(), *LAZY):
        if name.startswith(RUN_BY_ALEMBIC) or name in OF_OTHER_SYSTEMS:
            continue
        try:
            importlib.import_module(name)
        except ImportError as error:
            failed += 1
            sys.stdout.write(f"{name}: {error}\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
