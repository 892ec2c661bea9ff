"""The capture line: plain words stay as typed, and a few signs are understood.

A kind may stand first (`a:` action, `c:` concern, `g:` goal, `d:` decision, `t:` thanks, `p:`
patient voice). Signs count only where they begin a word and exactly name something known:
`@name`, `+department`, `>stage` (a second one makes it a join), `due fri 14:00`, and `!` alone at
the end. Whatever is not understood is left in the text, letter for letter.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import Known
from huddle.rules import names, typed_dates
from huddle.rules.names import Named, complete, suggest
from huddle.vocabulary import ItemKind

__all__ = ["Capture", "Named", "Sign", "SignKind", "complete", "parse", "suggest"]

SignKind = Literal["kind", "owner", "unknown", "due", "priority", "stage", "department"]

KIND_LETTERS = {
    "a": ItemKind.ACTION,
    "c": ItemKind.CONCERN,
    "g": ItemKind.GOAL,
    "d": ItemKind.DECISION,
    "t": ItemKind.RECOGNITION,
    "p": ItemKind.PATIENT_VOICE,
}
"""The letters that choose a kind at the start of the line; a parked item has none."""

_OWNED = (ItemKind.ACTION, ItemKind.GOAL, ItemKind.DECISION)
_WITH_PRIORITY = (ItemKind.ACTION, ItemKind.CONCERN)

# C0 controls but for tab and line feed, DEL, and halves of surrogate pairs: no store takes them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# "C:\ward" is a path.
_PREFIX = re.compile(r"\s*([acgdtp]:)(?![\\/])", re.IGNORECASE)
_SIGN = re.compile(rf"{names.WORD_START}(?:[@+>](?=\S)|!(?=\s*\Z)|due\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """A part of the line that was understood, as its chip shows it.

    All but `unknown` are taken out of the text.
    """

    what: SignKind
    start: int
    end: int
    typed: str
    label: str
    is_caution: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """What one line says.

    Attributes:
        typed: The line as typed, control characters turned into spaces.
        text: The words without the signs.
        owner: Who owns an action, goal or decision. For every other kind: who raised it.
        unknown_owner: The name after an `@` that nobody bears; it stays in the text, too.
        proposes_next: Whether it is an action without a due day, while the next huddle is known.
        hint: A sentence about what looks like a sign and is none; mostly empty.
    """

    typed: str
    kind: ItemKind
    text: str
    owner: Named | None = None
    unknown_owner: str = ""
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    is_priority: bool = False
    stage: Named | None = None
    join_stage: Named | None = None
    departments: tuple[Named, ...] = ()
    signs: tuple[Sign, ...] = ()
    proposes_next: bool = False
    hint: str = ""


def parse(
    line: str,
    known: Known,
    today: dt.date,
    *,
    now: dt.time | None = None,
    next_huddle_on: dt.date | None = None,
    shift_ends: dt.time | None = None,
    chosen_kind: ItemKind | None = None,
    as_words: frozenset[str] = frozenset(),
) -> Capture:
    """Read one line; never fails, since whatever is not understood is text.

    Args:
        line: The line as typed.
        known: The names that signs can refer to.
        today: The local day.
        now: The local time, for telling that a due time has passed.
        next_huddle_on: What `due next` means, and what an action without a due day proposes.
        shift_ends: What `due shift` means.
        chosen_kind: The kind chosen by key or button; a prefix in the line beats it.
        as_words: Signs, as typed, that the person turned back into words.
    """
    moment = _Moment(today, now, next_huddle_on, shift_ends)
    reading = _Reading(_CONTROLS.sub(" ", line), known, moment, as_words)
    reading.read_kind(chosen_kind)
    reading.read_signs()
    return reading.capture()


@dataclass(frozen=True, slots=True)
class _Moment:
    today: dt.date
    now: dt.time | None
    next_huddle_on: dt.date | None
    shift_ends: dt.time | None

    def due(self, words: str) -> typed_dates.TypedDue | None:
        return typed_dates.understand(
            words,
            self.today,
            now=self.now,
            next_huddle_on=self.next_huddle_on,
            shift_ends=self.shift_ends,
        )

    def has_passed(self, due: typed_dates.TypedDue) -> bool:
        if due.due_on != self.today or due.due_time is None or self.now is None:
            return due.due_on < self.today
        return due.due_time < self.now


@dataclass(slots=True)
class _Reading:
    """A line on its way to a capture: each sign is read once, from left to right."""

    line: str
    known: Known
    moment: _Moment
    as_words: frozenset[str]
    kind: ItemKind = ItemKind.CONCERN
    owner: Named | None = None
    due: typed_dates.TypedDue | None = None
    is_priority: bool = False
    stages: list[Named] = field(default_factory=list)
    departments: list[Named] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    unknown: Sign | None = None
    unknown_name: str = ""
    hint: str = ""
    nameable: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    end: int = 0
    """Where the last thing read ends."""

    def read_kind(self, chosen: ItemKind | None) -> None:
        self.kind = chosen or ItemKind.CONCERN
        prefix = _PREFIX.match(self.line)
        if prefix and not self._is_words(prefix.start(1), prefix.end(1)):
            self.kind = KIND_LETTERS[prefix[1][0].lower()]
            self._add("kind", prefix.start(1), label(self.kind))

    def read_signs(self) -> None:
        for sign in _SIGN.finditer(self.line):
            if sign.start() >= self.end:
                self._read(sign)

    def capture(self) -> Capture:
        is_undated_action = self.kind is ItemKind.ACTION and self.due is None
        text = self._text()
        is_unknown = self.owner is None and self.unknown is not None
        return Capture(
            typed=self.line,
            kind=self.kind,
            text=text,
            owner=self.owner,
            unknown_owner=self.unknown_name if is_unknown else "",
            due_on=self.due.due_on if self.due else None,
            due_time=self.due.due_time if self.due else None,
            is_priority=self.is_priority,
            stage=self.stages[0] if self.stages else None,
            join_stage=self.stages[1] if len(self.stages) > 1 else None,
            departments=tuple(self.departments),
            signs=self._all_signs(),
            proposes_next=bool(text and is_undated_action and self.moment.next_huddle_on),
            hint=self.hint,
        )

    def _all_signs(self) -> tuple[Sign, ...]:
        unknown = (self.unknown,) if self.unknown and self.owner is None else ()
        return tuple(sorted((*self.signs, *unknown), key=lambda sign: sign.start))

    def _text(self) -> str:
        text = self.line
        for sign in reversed(self.signs):
            before, after = text[: sign.start], text[sign.end :]
            if before.endswith((" ", "\t")):
                before = before[:-1]
            elif after.startswith((" ", "\t")):
                after = after[1:]
            text = before + after
        return text.strip()

    def _read(self, sign: re.Match[str]) -> None:
        start = sign.start()
        match self.line[start]:
            case "@":
                self._read_owner(start)
            case ">":
                self._read_stage(start)
            case "+":
                self._read_department(start)
            case "!":
                self._read_priority(start)
            case _:
                self._read_due(start, sign.end())

    def _find(self, start: int) -> names.Found | None:
        sign = self.line[start]
        if sign not in self.nameable:
            self.nameable[sign] = names.nameable(sign, self.known)
        return names.find(self.nameable[sign], self.line, start + 1)

    def _read_owner(self, start: int) -> None:
        found = self._find(start)
        if found is None or self._is_words(start, found.end):
            return
        if found.named is None:
            self._note_unknown(start, found.name)
        elif self.owner is None:
            self._set_owner(start, found.named)
        elif self.kind in _OWNED and found.named.what == "department":
            self._add_department(start, found.named)

    def _set_owner(self, start: int, named: Named) -> None:
        self.owner = named
        if self.kind not in _OWNED:
            self._add("owner", start, _("raised by {name}").format(name=named.name))
        elif named.what == "post":
            says = _("{name}: a post, who?").format(name=named.name)
            self._add("owner", start, says, is_caution=True)
        else:
            self._add("owner", start, named.name)

    def _note_unknown(self, start: int, name: str) -> None:
        if self.unknown is None:
            says = _("{name}: not known yet").format(name=name)
            typed = self.line[start : self.end]
            self.unknown = Sign("unknown", start, self.end, typed, says, is_caution=True)
            self.unknown_name = name

    def _read_stage(self, start: int) -> None:
        found = self._find(start)
        if found is None or found.named is None or self._is_words(start, found.end):
            return
        if len(self.stages) == 2 or found.named in self.stages:
            return
        says = _("join with {name}") if self.stages else "{name}"
        self.stages.append(found.named)
        self._add("stage", start, says.format(name=found.named.name))

    def _read_department(self, start: int) -> None:
        found = self._find(start)
        if found and found.named and not self._is_words(start, found.end):
            self._add_department(start, found.named)

    def _add_department(self, start: int, named: Named) -> None:
        if named not in self.departments:
            self.departments.append(named)
            self._add("department", start, _("with {name}").format(name=named.name))

    def _read_priority(self, start: int) -> None:
        if self.kind in _WITH_PRIORITY and not self._is_words(start, start + 1):
            self.is_priority = True
            self._add("priority", start, _("priority"))

    def _read_due(self, start: int, begin: int) -> None:
        if self.kind not in _OWNED or self.due is not None:
            return
        words = self.line[begin:]
        due = self.moment.due(words)
        if due is None:
            self.hint = self.hint or typed_dates.hint(words)
        elif not self._is_words(start, begin + due.length):
            self._set_due(start, due)

    def _set_due(self, start: int, due: typed_dates.TypedDue) -> None:
        self.due = due
        has_passed = self.moment.has_passed(due)
        says = _("by {day}: already past") if has_passed else _("by {day}")
        day = dates.in_table(due.due_on, due.due_time)
        self._add("due", start, says.format(day=day), is_caution=has_passed)

    def _is_words(self, start: int, end: int) -> bool:
        """Move on to `end`, and tell whether the person wants what was passed as plain words."""
        self.end = end
        return self.line[start:end] in self.as_words

    def _add(self, what: SignKind, start: int, says: str, *, is_caution: bool = False) -> None:
        typed = self.line[start : self.end]
        self.signs.append(Sign(what, start, self.end, typed, says, is_caution))
