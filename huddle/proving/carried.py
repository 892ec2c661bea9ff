"""What an installation carries besides the window: the encrypted database, fonts for paper, zones.

Each function looks at one part and raises what says, in words, that it is not whole.
"""

from __future__ import annotations

import datetime as dt
import gettext
import secrets
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import resources
from huddle.build import Document, words_of
from huddle.errors import Environment
from huddle.i18n import PSEUDO_LANGUAGE, PseudoTranslations, _
from huddle.proving.installed import cipher_version
from huddle.store.database import connect

OLDEST_CIPHER = (4, 5)
_SUMMER, _WINTER = dt.datetime(2026, 7, 1, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SCRIPTS = ("Ward", "Палата", "جناح", "מחלקה", "☎", "病房")
"""A word for each bundled family of fonts, in their order."""
_FEWEST_ZONES = 400


def database(folder: Path) -> None:
    """SQLCipher encrypts, is new enough, and can search.

    Args:
        folder: Where a small data file may be made.

    Raises:
        Environment: It does not.
    """
    version = cipher_version()
    if _numbers(version) < OLDEST_CIPHER:
        raise Environment(_("SQLCipher is “{version}”, too old.").format(version=version))
    path = folder / "searched.db"
    with closing(connect(path, secrets.token_bytes(32))) as connection:
        connection.execute("CREATE VIRTUAL TABLE said USING fts5 (words)")
        connection.execute("INSERT INTO said VALUES ('the hoist sling')")
        found = connection.execute("SELECT count(*) FROM said WHERE said MATCH 'sli*'").fetchone()
    if found != (1,):
        raise Environment(_("SQLCipher does not find words (FTS5)."))
    if path.read_bytes().startswith(b"SQLite format 3"):
        raise Environment(_("The data file is not encrypted."))


def _numbers(version: str) -> tuple[int, ...]:
    """The first two numbers of a version, such as 4.6.1 community."""
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def database_server() -> None:
    """What speaks to a database server can be used, where it came with the program."""
    if find_spec("psycopg") is not None:
        import_module("huddle.store.server_line")


def keyring() -> None:
    """The system's keyring can be asked for, whether there is one or not."""
    import_module("keyring").get_keyring()


def time_zones() -> None:
    """The zones that came with the program know summer time.

    Raises:
        Environment: They do not.
    """
    folder = Path(str(import_module("tzdata").__file__)).parent / "zoneinfo"
    with (folder / "Europe" / "London").open("rb") as file:
        zone = ZoneInfo.from_file(file, "Europe/London")
    offsets = [zone.utcoffset(when) for when in (_SUMMER, _WINTER)]
    if offsets != [dt.timedelta(hours=1), dt.timedelta(0)]:
        raise Environment(_("The time zones do not know when summer time is."))
    count = len(available_timezones())
    if count < _FEWEST_ZONES:
        raise Environment(_("There are only {count} time zones.").format(count=count))


def languages() -> None:
    """Each catalogue can be read, and the pseudo-language changes every text.

    Raises:
        Environment: A language cannot be used.
    """
    place = resources.path("locale")
    for folder in sorted(place.glob("*")) if place.is_dir() else ():
        gettext.translation("huddle", str(place), [folder.name])
    if PseudoTranslations().gettext("Today") in ("", "Today"):
        raise Environment(_("The language {code} changes nothing.").format(code=PSEUDO_LANGUAGE))


def documents() -> None:
    """What is read about the program within it came with it.

    Raises:
        Environment: It did not.
    """
    for document in Document:
        words_of(document)


def sheet_fonts() -> None:
    """Each bundled font sets its script on paper.

    Raises:
        Environment: A font is missing, or another one steps in for it.
    """
    from huddle.sheets import fonts, shaping  # noqa: PLC0415 - reportlab is slow to import

    for words, family in zip(_SCRIPTS, fonts.BUNDLED, strict=True):
        for weight in fonts.Weight:
            fonts.face(family, weight)
            shaped = shaping.shape(words, weight, shaping.reads_from_right(words))
            used = {stretch.font.partition("-")[0] for stretch in shaped.stretches}
            if family not in used:
                raise Environment(_("The font {name} prints nothing.").format(name=family))
