"""The words that logs, boards and planners have for where something stands."""

from __future__ import annotations

from collections.abc import Mapping

from huddle.import_words import ImportKind
from huddle.rows.imports import Cell
from huddle.rules.importing.cell_words import key_of, line_of, number_of
from huddle.vocabulary import STATUSES_OF, ItemKind, Status

_ACTION: dict[Status, str] = {
    Status.NOT_STARTED: """new|open|to do|todo|not started|outstanding|backlog|planned|pending|
        raised|needs action|identified|no|false""",
    Status.IN_PROGRESS: """ongoing|on going|in progress|in process|started|doing|underway|
        under way|wip|active|working on it|being worked on|partially complete|
        partly done|on track|amber""",
    Status.BLOCKED: "blocked|on hold|hold|waiting|stuck|delayed|stalled|awaiting|paused|deferred",
    Status.AWAITING_CHECK: "awaiting check|to check|for review|in review|review|to be verified",
    Status.CLOSED: """closed|done|complete|completed|finished|resolved|achieved|yes|actioned|
        blue|true""",
    Status.NOT_EFFECTIVE: "closed as not effective|not effective",
    Status.CANCELLED: "cancelled|canceled|withdrawn|dropped|abandoned|no longer needed|superseded",
}
_CONCERN: dict[Status, str] = {
    Status.NEW: "new|open|to do|raised|identified|outstanding|not started",
    Status.BEING_WORKED_ON: """being worked on|ongoing|on going|in progress|active|underway|
        investigating|under review|mitigated""",
    Status.ESCALATED: "escalated",
    Status.ANSWERED: "answered|responded",
    Status.CLOSED: "closed|done|complete|completed|resolved|finished",
    Status.PARKED: "parked|on hold|deferred",
}


def _by_word(table: dict[Status, str]) -> dict[str, Status]:
    said = {
        key_of(word): status
        for status, words in table.items()
        for word in words.split("|")
        if word.strip()
    }
    return {**said, **{key_of(status.value): status for status in table}}


_WORDS = {ImportKind.ACTIONS: _by_word(_ACTION), ImportKind.CONCERNS: _by_word(_CONCERN)}
_KINDS = {ImportKind.ACTIONS: ItemKind.ACTION, ImportKind.CONCERNS: ItemKind.CONCERN}
_WHOLE = 100


def status_of(cell: Cell, kind: ImportKind, decided: Mapping[str, Status]) -> Status | None:
    """The status that a cell says; none for a word that nobody knows, or for no word.

    Args:
        cell: The cell; a per cent sign makes how much of it is done.
        kind: What the rows are.
        decided: What a person said of words, in small letters, which goes first.
    """
    said = line_of(cell)
    if said.casefold() in decided:
        return decided[said.casefold()]
    if said.endswith("%") and kind is ImportKind.ACTIONS:
        return _by_share(number_of(said))
    return _WORDS.get(kind, {}).get(key_of(said))


def statuses_for(kind: ImportKind) -> tuple[Status, ...]:
    """What a word of a file may be said to mean."""
    return STATUSES_OF[_KINDS[kind]] if kind in _KINDS else ()


def _by_share(share: float | None) -> Status | None:
    if share is None:
        return None
    if share >= _WHOLE:
        return Status.CLOSED
    return Status.IN_PROGRESS if share > 0 else Status.NOT_STARTED
