"""Reads a script of Inno Setup far enough to tell what it would do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_PARAMETER = re.compile(r'\s*(\w+):\s*((?:"(?:[^"]|"")*"|[^;"])*?)\s*(?:;|$)')
_WORD = re.compile(
    r"\{[^}]*\}|'(?:[^']|'')*'|(?P<name>[A-Za-z_]\w*)|\$[0-9A-Fa-f]+|\d+|:=|<=|>=|<>|[^\s\w]"
)
OPENING = frozenset({"begin", "try", "case"})


@dataclass
class Script:
    """A script, taken apart.

    Attributes:
        directives: Of `[Setup]`, by name.
        entries: By section, one dictionary of parameters for each line.
        messages: Own messages, by name.
        code: What stands in `[Code]`.
        defines: Constants of the preprocessor.
        text: All of it.
    """

    text: str
    directives: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    defines: dict[str, str] = field(default_factory=dict)
    code: str = ""

    @property
    def code_words(self) -> list[str]:
        """The names and signs of the code in order, without comments and strings."""
        return [word[0] for word in _WORD.finditer(self.code) if word[0][0] not in "{'"]

    @property
    def code_strings(self) -> list[str]:
        """The strings of the code."""
        found = (word[0] for word in _WORD.finditer(self.code))
        return [word[1:-1].replace("''", "'") for word in found if word[0] == "'"]

    def all_entries(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Every line of parameters with its section."""
        for section, lines in self.entries.items():
            for line in lines:
                yield section, line


@dataclass(frozen=True)
class Words:
    """What may be said in a script.

    Attributes:
        directives: Of `[Setup]`.
        constants: That stand for folders and the like.
        functions: That the code may call.
        events: That the code may answer.
        language: Other words that the code may use.
        parameters: By section.
        flags: By section.
    """

    directives: frozenset[str]
    constants: frozenset[str]
    functions: frozenset[str]
    events: frozenset[str]
    language: frozenset[str]
    parameters: dict[str, frozenset[str]]
    flags: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The words that the manual lists."""
    found = tomllib.loads((Path(__file__).parent / "inno.toml").read_text("utf-8"))

    def split(words: str) -> frozenset[str]:
        return frozenset(words.split())

    common = split(found["of_every_section"])
    sections = found["sections"]
    return Words(
        split(found["directives"]),
        split(found["constants"]),
        split(found["functions"]),
        split(found["events"]),
        split(found["pascal"]) | split(found["values"]),
        {name: split(each["parameters"]) | common for name, each in sections.items()},
        {name: split(each.get("flags", "")) for name, each in sections.items()},
    )


def parsed(text: str) -> Script:
    """A script taken apart.

    Raises:
        ValueError: A line is none that such a script can have.
    """
    script = Script(text)
    section = ""
    for line in text.splitlines():
        if define := re.match(r'#define (\w+) "([^"]*)"$', line):
            script.defines[define[1]] = define[2]
        elif head := re.fullmatch(r"\[(\w+)\]", line):
            section = head[1]
            script.entries.setdefault(section, [])
        elif section == "Code":
            script.code += line + "\n"
        elif line.strip() and line[0] not in ";#" and not line.startswith("  #"):
            _read_line(script, section, line)
    return script


def _read_line(script: Script, section: str, line: str) -> None:
    if section in {"Setup", "CustomMessages"}:
        name, sign, value = line.partition("=")
        if not sign:
            raise ValueError(line)
        kept = script.directives if section == "Setup" else script.messages
        kept[name] = value
        return
    found = list(_PARAMETER.finditer(line))
    if "".join(match[0] for match in found) != line:
        raise ValueError(line)
    script.entries[section].append({match[1]: _unquoted(match[2]) for match in found})


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    return value[1:-1].replace('""', '"')
