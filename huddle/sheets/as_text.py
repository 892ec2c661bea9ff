"""Sheets in plain words, to paste into somebody's own message.

Each text that a person wrote stands on one line, without what does not show, so that no words can
pass for another line of the message.
"""

from __future__ import annotations

from collections.abc import Iterable

from huddle.i18n import _
from huddle.rules.plain_text import one_line
from huddle.sheets import wording
from huddle.sheets.outline import Entry, Fact, Facts, Outline, Part, Points, Section, Table, Words
from huddle.sheets.stamp import Stamp


def as_text(outline: Outline, stamp: Stamp) -> str:
    """A sheet as a message: its head, its parts and its foot, with an empty line between them."""
    head = _lines((_on_one_line((outline.title, outline.word)), *outline.about))
    foot = _lines((wording.not_a_record(outline.as_at), stamp.classification))
    return "\n\n".join(filter(None, (head, *map(_part, outline.parts), foot))) + "\n"


def _part(part: Part) -> str:
    match part:
        case Words():
            return _lines(part.texts)
        case Facts():
            return _lines(map(_fact, part.facts))
        case Points():
            return _points(part.entries)
        case Table():
            rows = (_row(map(_on_one_line, cells)) for cells in part.rows)
            return _headed(part.title, rows) if part.rows else ""
        case Section():
            return _headed(wording.facts(part.title, part.about), map(_part, part.parts))


def _headed(head: str, blocks: Iterable[str]) -> str:
    said = list(filter(None, blocks))
    head = one_line(head)
    return "\n".join((_("{head}:").format(head=head), *said)) if said else head


def _points(entries: Iterable[Entry]) -> str:
    """A line for each; those that take several have an empty line between them."""
    said = [_entry(entry) for entry in entries]
    return ("\n\n" if any("\n" in one for one in said) else "\n").join(said)


def _entry(entry: Entry) -> str:
    facts = (f"  {said}" for fact in entry.facts if (said := one_line(_fact(fact))))
    return "\n".join((_row((entry.name, _on_one_line(entry.texts))), *facts))


def _row(texts: Iterable[str]) -> str:
    name, *said = texts
    what = wording.facts(*said)
    return f"- {one_line(_fact(Fact(name, what)) or name)}"


def _on_one_line(texts: Iterable[str]) -> str:
    return wording.facts(*map(one_line, texts))


def _fact(fact: Fact) -> str:
    what = one_line(fact.text)
    return _("{name}: {what}").format(name=fact.name, what=what) if fact.name and what else what


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, map(one_line, texts)))
