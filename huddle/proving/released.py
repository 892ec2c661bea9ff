"""Samples of the data of each released version, and opening a copy of one with this program."""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huddle.build import beside
from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.i18n import _
from huddle.paths import Paths
from huddle.store.database import REVISIONS
from huddle.unlocks import by_password
from huddle.vocabulary import BackupWhy, ItemKind
from huddle.ward import Ward, open_ward

FACTS = "sample.toml"
_LATER = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sample:
    """The data folder of a made-up ward, as a released version left it.

    Attributes:
        folder: Where it stands; it is never opened there.
        version: The version that made it.
        revision: The schema of its data.
        name, password: What opens it; they are no secret.
        made_at: When it was closed.
        holds: How many things of each kind are in it.
    """

    folder: Path
    version: str
    revision: str
    name: str
    password: str
    made_at: dt.datetime
    holds: Mapping[str, int]


def samples(folder: Path | None = None) -> tuple[Sample, ...]:
    """The samples there are, by version.

    Args:
        folder: Where they stand; those that came with the program when not given.

    Raises:
        Environment: There are none.
    """
    place = folder or beside("tests", "data")
    found = sorted(place.glob(f"*/{FACTS}"), key=lambda path: _in_order(path.parent.name))
    if not found:
        raise Environment(_("No sample of released data came with the program."))
    return tuple(_read(path) for path in found)


def open_copy(sample: Sample, folder: Path) -> Ward:
    """Copy a sample and open the copy, which brings it up to date.

    Args:
        sample: Which one.
        folder: An empty folder for the copy.

    Raises:
        Refused: Its name and password do not open it.
        Environment: It cannot be brought up to date, or the disk stands in the way.
    """
    paths = Paths(folder / "data", folder / "config")
    paths.data_dir.mkdir(parents=True)
    for file in (paths.database, paths.key_file):
        shutil.copyfile(sample.folder / file.name, file)
    clock = ShiftedClock(sample.made_at + _LATER)
    return open_ward(paths, clock, by_password(sample.name, sample.password))


def counted(ward: Ward) -> dict[str, int]:
    """How many things of each kind a small ward holds."""
    items = {kind.value: len(ward.history.items(kind)) for kind in ItemKind}
    return {
        "huddles": len(ward.history.huddles()),
        **items,
        "people": len(ward.people.people()),
        "departments": len(ward.people.departments()),
    }


def prove_sample(sample: Sample, folder: Path) -> None:
    """Open a copy, and find in it all that the sample holds.

    Raises:
        Refused: As `open_copy`.
        Environment: It cannot be opened, or something is not as it was.
    """
    ward = open_copy(sample, folder)
    try:
        found = counted(ward)
        if found != dict(sample.holds):
            raise _not_as_it_was(sample, _("it holds {found}").format(found=found))
        if not ward.audit.verify().is_whole:
            raise _not_as_it_was(sample, _("its audit does not hold together"))
        if sample.revision != REVISIONS[-1] and not _is_backed_up(ward):
            raise _not_as_it_was(sample, _("no proved backup was made before"))
    finally:
        ward.close()


def _is_backed_up(ward: Ward) -> bool:
    return any(row.is_proved and row.why is BackupWhy.MIGRATION for row in ward.upkeep.backups())


def _not_as_it_was(sample: Sample, why: str) -> Environment:
    return Environment(
        _("The data of version {version} did not come over whole: {why}.").format(
            version=sample.version, why=why
        )
    )


def _read(path: Path) -> Sample:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    return Sample(
        path.parent,
        path.parent.name,
        facts["revision"],
        facts["name"],
        facts["password"],
        facts["made_at"],
        facts["holds"],
    )


def _in_order(version: str) -> tuple[tuple[int, str], ...]:
    """A version as what sorts 0.10 behind 0.9."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in version.split("."))
