"""What was decided about a file, as a small JSON file that the next one of its shape is read by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import DateOrder, ImportField, ImportKind, OwnerIs
from huddle.rows.imports import ImportMapping
from huddle.vocabulary import Status

_WordT = TypeVar("_WordT", bound=StrEnum)


def written(mapping: ImportMapping) -> str:
    """The mapping as JSON."""
    plain: dict[str, Any] = {
        "kind": mapping.kind,
        "columns": dict(mapping.columns),
        "date_order": mapping.date_order,
        "statuses": dict(mapping.statuses),
        "owners": dict(mapping.owners),
    }
    return json.dumps({name: said for name, said in plain.items() if said}, ensure_ascii=False)


def read(text: str) -> ImportMapping:
    """The mapping that a JSON text says.

    Raises:
        Refused: It is none; says where.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(_("The mapping is no JSON. Make one with --json and --dry-run.")) from None
    if not isinstance(plain, dict):
        raise Refused(_("The mapping is no JSON object with columns in it."))
    return ImportMapping(
        kind=_word(ImportKind, plain.get("kind"), "kind"),
        columns=_words(ImportField, plain, "columns"),
        date_order=_word(DateOrder, plain.get("date_order"), "date_order"),
        statuses=_small(_words(Status, plain, "statuses")),
        owners=_small(_words(OwnerIs, plain, "owners")),
    )


def together(newer: ImportMapping, older: ImportMapping) -> ImportMapping:
    """Two mappings as one: what the newer one says goes first."""
    return ImportMapping(
        kind=newer.kind or older.kind,
        columns={**older.columns, **newer.columns},
        date_order=newer.date_order or older.date_order,
        statuses={**older.statuses, **newer.statuses},
        owners={**older.owners, **newer.owners},
    )


def _words(words: type[_WordT], plain: Mapping[str, Any], name: str) -> dict[str, _WordT]:
    given = plain.get(name, {})
    if not isinstance(given, dict):
        raise Refused(_("In the mapping, “{name}” is no JSON object.").format(name=name))
    found = {str(key): _word(words, said, name) for key, said in given.items()}
    return {key: said for key, said in found.items() if said is not None}


def _word(words: type[_WordT], said: object, name: str) -> _WordT | None:
    if said is None:
        return None
    known = ", ".join(words)
    if isinstance(said, str) and said in set(words):
        return words(said)
    says = _("In the mapping, “{said}” of “{name}” is none of: {known}.")
    raise Refused(says.format(said=said, name=name, known=known))


def _small(said: Mapping[str, _WordT]) -> dict[str, _WordT]:
    return {word.casefold(): meaning for word, meaning in said.items()}
