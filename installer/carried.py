"""What the package carries of all that a build could carry: kept by name, the rest left out.

The tables hold on every system: a name that one of them does not have is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""As PyInstaller lists a file: its place in the package, where it comes from, its kind."""

LINK = "SYMLINK"

PROGRAM_FOLDERS = ("huddle", "resources", "ui")
"""Packages carried whole: pages, services and commands are imported by name when asked for."""

LAZY = (
    # Reached by the name of a dialect, of a back end, or by the first chart or font.
    "argon2.low_level",
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.chainer",
    "keyring.backends.fail",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.null",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "logging.config",
    "psycopg",
    "psycopg_binary",
    "reportlab.pdfbase.ttfonts",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3.dbapi2",
    "tzdata",
    "uharfbuzz",
)

LEFT_OUT = (
    # Written for the GPL: what links it would have to be GPL as well.
    "readline",
    # Other tool kits, test tools, and what draws pictures for the web: no page uses any of it.
    "IPython",
    "OpenGL",
    # What reads pictures: reportlab asks for the module Image alone, and no sheet holds one.
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageFont",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "PySide6.QtDBus",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSvg",
    "PySide6.QtSvgWidgets",
    "PySide6.QtUiTools",
    "_pytest",
    "curses",
    # What only builds: openpyxl would take it, and read files as no test has seen.
    "defusedxml",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "matplotlib",
    "numpy.f2py",
    "numpy.testing",
    "pip",
    "pytest",
    "scipy",
    "setuptools",
    # The one that is used is sqlcipher3's.
    "sqlite3",
    "tkinter",
    "turtle",
    "unittest.mock",
    "wheel",
)

REPLACEABLE = ("PySide6", "bidi", "psycopg", "psycopg_binary", "shiboken6")
"""Under the LGPL: kept as files of their own, so that each can be put in another's place."""

STARTS_WITH = frozenset({"main"})
"""Scripts that run at each start. PyInstaller's own make ready for what Huddle never asks for, and
one of them loads Qt, also for a command that needs none; Qt's wheel finds its own folders.
"""

VERSIONS_OF = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "sqlmodel", "reportlab", "typer")
"""Whose versions a crash text names, as `huddle/diagnostics.py` does."""

QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "platforms": ("qcocoa", "qoffscreen", "qwindows", "qxcb"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "printsupport": ("cupsprintersupport",),
    "styles": ("qmacstyle", "qmodernwindowsstyle"),
}
"""By folder, as each file is called without `lib` and its ending."""

OF_THE_PROGRAMS_OWN = re.compile(
    r"^lib(bz2|crypto|ffi|lzma|mpdec|python3(\.\d+)?|ssl|uuid|z)[.-]", re.ASCII
)
"""Libraries of a Linux system that Python is made with, and that are carried with it."""

SYSTEM_FOLDERS = ("/lib/", "/usr/lib/")
_OF_QT = re.compile(r"(^|/)Qt6?/plugins/|(^|/)PySide6/plugins/")
_TRANSLATION = re.compile(r"(^|/)PySide6/(Qt/)?translations/(\w+?)_(?P<language>\w+)\.qm$")
_UNUSED_DATA = re.compile(
    r"""(^|/)(
        PySide6/(Qt/)?(qml|resources)/
        | pyqtgraph/examples/
        | (numpy|psycopg|sqlalchemy|pyqtgraph)/.*/tests?/
        | .*\.(pyi|pxd|h|hpp|typed)$
    )""",
    re.VERBOSE,
)
_LIBRARY = re.compile(r"\.(so(\.[\d.]+)?|dylib|dll)$", re.IGNORECASE)


def is_wanted(place: str, languages: Iterable[str]) -> bool:
    """Whether a file belongs in the package, by its place there.

    Args:
        place: With any kind of slash.
        languages: Codes of the languages that the program speaks.
    """
    posix = place.replace("\\", "/")
    if _OF_QT.search(posix):
        return _is_wanted_plugin(PurePosixPath(posix))
    if translation := _TRANSLATION.search(posix):
        return translation["language"] in languages and "/qtbase_" in posix
    return not _UNUSED_DATA.search(posix)


def is_the_systems(entry: Entry) -> bool:
    """Whether a library is the Linux system's own: its packages are asked for, not copied.

    An older copy of the C++ library or of X in the program's folder would keep a newer system's
    drivers and themes from being loaded.
    """
    place, source, kind = entry
    is_of_system = kind == "BINARY" and source.startswith(SYSTEM_FOLDERS)
    return is_of_system and not OF_THE_PROGRAMS_OWN.match(PurePosixPath(place).name)


def links_of(entries: Iterable[Entry], carried: Iterable[Entry]) -> list[Entry]:
    """Entries without the links to libraries that are not carried."""
    names = {_name(entry) for entry in carried if entry[2] != LINK}
    return [entry for entry in entries if entry[2] != LINK or _name(entry) in names]


def reached(
    entries: Sequence[Entry], needs: Callable[[str], Iterable[str]], roots: Iterable[str] = ()
) -> list[Entry]:
    """The binaries without the libraries that nothing carried needs any more.

    Args:
        entries: All binaries; extension modules and plugins are needed by their being there.
        needs: The names of the libraries that a file asks for.
        roots: Names of libraries that the program itself is started with.
    """
    known: dict[str, list[Entry]] = {}
    for entry in entries:
        known.setdefault(_name(entry), []).append(entry)
    found = {_name(entry) for entry in entries if not _is_library(entry)}
    found |= {name.lower() for name in roots}
    waiting = sorted(found)
    while waiting:
        sources = [source for _place, source, kind in known.get(waiting.pop(), ()) if kind != LINK]
        asked = {name.lower() for source in sources for name in needs(source)}
        new = asked & known.keys() - found
        found |= new
        waiting.extend(new)
    return [entry for entry in entries if _name(entry) in found]


def _is_wanted_plugin(place: PurePosixPath) -> bool:
    name = place.name.split(".")[0].removeprefix("lib")
    return name in QT_PLUGINS.get(place.parent.name, ())


def _is_library(entry: Entry) -> bool:
    """Whether it is there for others alone; extension modules and plugins are for themselves."""
    place, _source, kind = entry
    is_one = kind == LINK or (kind == "BINARY" and _LIBRARY.search(place))
    return bool(is_one) and not _OF_QT.search(place.replace("\\", "/"))


def _name(entry: Entry) -> str:
    # On Windows libraries are asked for in capitals and found without.
    return PurePosixPath(entry[0].replace("\\", "/")).name.lower()
