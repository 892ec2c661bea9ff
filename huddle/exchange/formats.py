"""What can be exported, and as which kinds of file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from huddle.errors import Refused
from huddle.i18n import N_, _, ngettext


class Kind(StrEnum):
    """What is exported."""

    ACTIONS = "actions"
    HUDDLES = "huddles"
    CONCERNS = "concerns"
    MEASURES = "measures"
    AUDIT = "audit"
    FEEDBACK = "feedback"
    PERSON = "person"
    HUDDLE = "huddle"
    ALL = "all"


class Format(StrEnum):
    """A kind of file, by its ending."""

    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    JSON = "json"
    HTML = "html"


_OF_TABLES = (Format.XLSX, Format.CSV, Format.JSON)
_WITH_DAYS = (Format.XLSX, Format.CSV, Format.ICS, Format.JSON)
FORMATS: Mapping[Kind, tuple[Format, ...]] = {
    Kind.ACTIONS: _WITH_DAYS,
    Kind.HUDDLES: _WITH_DAYS,
    Kind.CONCERNS: _OF_TABLES,
    Kind.MEASURES: _OF_TABLES,
    Kind.AUDIT: _OF_TABLES,
    Kind.FEEDBACK: (Format.JSON, Format.CSV, Format.XLSX),
    Kind.PERSON: (Format.HTML, Format.JSON),
    Kind.HUDDLE: (Format.HTML,),
    Kind.ALL: (Format.JSON,),
}
"""The usual one first."""

_IN_WORDS: Mapping[Format, str] = {
    Format.XLSX: N_("Spreadsheet"),
    Format.CSV: N_("CSV"),
    Format.ICS: N_("Calendar"),
    Format.JSON: N_("JSON, for other programs"),
    Format.HTML: N_("Web page"),
}


@dataclass(frozen=True, slots=True)
class ExportTo:
    """Where something is exported to, and how.

    Attributes:
        file: The file.
        format: What it becomes.
        reason: Why it leaves although it may tell who a patient is.
        is_plain: Whether CSV is without the mark by which Excel knows UTF-8.
        with_sensitive: Whether sensitive items leave too, if whoever exports sees them.
    """

    file: Path
    format: Format
    reason: str = ""
    is_plain: bool = False
    with_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported.

    Attributes:
        file: Where it stands.
        count: How many rows it holds.
        hidden_count: How many sensitive items were left out.
    """

    file: Path
    count: int
    hidden_count: int = 0


def in_words(file_format: Format) -> str:
    """What a person calls a kind of file."""
    return _(_IN_WORDS[file_format])


def format_of(kind: Kind, wanted: str, file: Path) -> Format:
    """The format that was asked for by name, else by the ending of the file.

    Raises:
        Refused: It is none, or not one for this.
    """
    name = wanted or file.suffix.lstrip(".").casefold()
    offered = FORMATS[kind]
    if name not in [one.value for one in offered]:
        names = ", ".join(one.value for one in offered)
        says = _("This is exported as {formats}. Say which: --format {first}.")
        raise Refused(says.format(formats=names, first=offered[0].value))
    return Format(name)


def said_of(done: Exported) -> str:
    """What was exported and where it stands, in a sentence or two."""
    words = ngettext("{count} row exported: {file}.", "{count} rows exported: {file}.", done.count)
    said = words.format(count=f"{done.count:,}", file=done.file)
    if done.hidden_count:
        more = ngettext(
            "{count} sensitive item is not in it.",
            "{count} sensitive items are not in it.",
            done.hidden_count,
        )
        said = f"{said} {more.format(count=done.hidden_count)}"
    return said
