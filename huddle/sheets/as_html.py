"""Sheets as web pages, for those who listen to them, enlarge them or read them in other colours.

One file that needs no other, runs nothing and asks nobody. Its headings, lists and tables are real
ones, which the PDF cannot have. What people wrote is text and nothing else, in its own direction.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import resources
from huddle.i18n import _, language_tag, reads_from_right
from huddle.rules.plain_text import one_line, shown
from huddle.sheets import wording
from huddle.sheets.outline import (
    Cell,
    Entry,
    Fact,
    Facts,
    Outline,
    Part,
    Points,
    Section,
    Table,
    Words,
)
from huddle.sheets.stamp import Stamp
from resources.tokens import TOKENS

_COLOURS = ("card", "ink", "secondary_ink", "control_border")
_NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(outline: Outline, stamp: Stamp, title: str) -> bytes:
    """A sheet as one HTML file.

    Args:
        outline: What it says.
        stamp: Who prints it, and when.
        title: What a browser shows as its name.
    """
    body = _element("body", _header(outline), _main(outline.parts), _foot(outline, stamp))
    direction = "rtl" if reads_from_right() else "ltr"
    page = _element("html", _head(title), body, lang=language_tag(), dir=direction)
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(title: str) -> str:
    policy = html.escape(_NOTHING_FROM_ELSEWHERE)
    return _element(
        "head",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        _element("title", html.escape(one_line(title))),
        _element("style", _style()),
    )


def _style() -> str:
    """The style sheet, and above it the colours of the program's own light and dark sets."""
    light, dark = (f":root {{ {_colours(scheme)} }}" for scheme in ("light", "dark"))
    if_dark = f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"
    return "\n".join((light, if_dark, resources.text("styles", "sheet.css")))


def _colours(scheme: str) -> str:
    tokens = TOKENS[scheme]
    return " ".join(f"--{name}: {tokens[name]};" for name in _COLOURS)


def _header(outline: Outline) -> str:
    about = (_text("p", text) for text in (outline.word, *outline.about))
    return _element("header", _text("h1", outline.title), *about)


def _main(parts: Iterable[Part]) -> str:
    return _element("main", *(_part(part, 2) for part in parts))


def _foot(outline: Outline, stamp: Stamp) -> str:
    said = (
        wording.not_a_record(outline.as_at),
        wording.numbered(outline.huddle_number),
        wording.coded(stamp),
        wording.printed(stamp),
        wording.destroy_by(stamp),
        stamp.classification,
    )
    return _element("footer", *(_text("p", text) for text in said))


def _part(part: Part, level: int) -> str:
    """A part whose heading, if it has one, is of this level."""
    match part:
        case Words():
            return _together(*(_words(text, part) for text in part.texts))
        case Facts():
            return _facts(part.facts)
        case Points():
            return _list(map(_entry, part.entries))
        case Table():
            return _table(part, level) if part.rows else ""
        case Section():
            inner = (_part(one, level + 1) for one in part.parts)
            head = _text(f"h{level}", part.title)
            return _element("section", head, _text("p", part.about), *inner)


def _words(text: str, words: Words) -> str:
    return (
        _element("p", _text("strong", text))
        if one_line(text) and words.is_strong
        else _text("p", text)
    )


def _facts(facts: Iterable[Fact]) -> str:
    said = [_fact(fact) for fact in facts if one_line(fact.text)]
    return _element("dl", *said) if said else ""


def _fact(fact: Fact) -> str:
    return _element("div", _text("dt", fact.name), _text("dd", fact.text))


def _list(entries: Iterable[str]) -> str:
    said = [_element("li", entry) for entry in entries]
    return _element("ul", *said) if said else ""


def _entry(entry: Entry) -> str:
    what, *about = entry.texts
    named = _("{name}:").format(name=entry.name) if entry.name else ""
    return _together(
        _element("p", _text("strong", named), _text("span", what)),
        *(_text("small", text) for text in about),
        *(_run(list(facts)) for _named, facts in groupby(entry.facts, lambda one: bool(one.name))),
    )


def _run(facts: Sequence[Fact]) -> str:
    """Facts that all have a name, or all have none."""
    if facts[0].name:
        return _facts(facts)
    return _together(*(_text("p", fact.text) for fact in facts))


def _table(table: Table, level: int) -> str:
    """A table; roles are named because browsers forget them where cells stand as blocks."""
    heads = (_text("th", head, scope="col", role="columnheader") for head in table.heads)
    rows = (_row(cells, table.heads) for cells in table.rows)
    return _element(
        "table",
        _element("caption", _text(f"h{level}", table.title)) if table.title else "",
        _element("thead", _element("tr", *heads, role="row"), role="rowgroup"),
        _element("tbody", *rows, role="rowgroup"),
        role="table",
    )


def _row(cells: Sequence[Cell], heads: Sequence[str]) -> str:
    name = _element("th", *_cell(cells[0]), scope="row", role="rowheader")
    others = (
        _element("td", *_cell(cell), role="cell", data_head=head)
        for cell, head in zip(cells[1:], heads[1:], strict=True)
    )
    return _element("tr", name, *others, role="row")


def _cell(texts: Cell) -> Iterator[str]:
    first, *about = texts
    yield _text("p", first)
    yield from (_text("small", text) for text in about)


def _text(tag: str, text: str, **attributes: str) -> str:
    """An element that holds a text, in the direction of its own letters; none without a text."""
    said = html.escape(shown(text).strip())
    return _element(tag, said, dir="auto", **attributes) if said else ""


def _element(tag: str, *inside: str, **attributes: str) -> str:
    said = (
        f' {name.replace("_", "-")}="{html.escape(one_line(value))}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{''.join(said)}>{_together(*inside)}</{tag}>"


def _together(*elements: str) -> str:
    return "\n".join(filter(None, elements))
