"""Follow-ups by plain SQL: a page of rows by the right index, and the counts above it."""

from __future__ import annotations

import re
from typing import Any

from huddle.services.finding import BY_ID
from huddle.ward import Ward
from tests.helpers.behind import open_line

OPEN = (
    "unit_id = :unit AND kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status IN ('not_started', 'in_progress', 'blocked')"
)
LATE = "(due_on < :today)"
DUE, OWNER = "ix_item_open_due", "ix_item_open_owner"
STANDS = "\ue000"
"""Stands in the index beside the words of an action that is open, or waits for a check."""
UNTOLD = "read_back NOT IN ('', 'agreed') AND told_at IS NULL"


class PlainFinding:
    """Reads what a page shows of an open ward, by a line of its own.

    Args:
        ward: The ward.
    """

    _BEGIN = "BEGIN"
    _FOUND = (
        "SELECT search_entry.item_id FROM search_text "
        "JOIN search_entry ON search_entry.number = search_text.rowid "
        "WHERE search_text MATCH :query AND search_entry.unit_id = :unit "
        "ORDER BY search_text.rowid DESC LIMIT 1000"
    )

    def __init__(self, ward: Ward) -> None:
        self._connection = open_line(ward.paths)
        today = ward.planning.today().today.isoformat()
        self._values = {"unit": ward.unit_id, "today": today}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def page(
        self, condition: str = "TRUE", *, index: str = DUE, offset: int = 0, **values: Any
    ) -> list[Any]:
        """A page of open actions, soonest due first, its counts, and the names it needs."""
        given = {**self._values, **values}
        self._all(self._BEGIN, {})
        rows = self._all(
            f"SELECT * FROM item INDEXED BY {index} WHERE {OPEN} AND {condition} "  # noqa: S608 - constants
            f"ORDER BY due_on NULLS LAST, due_time, id LIMIT 50 OFFSET {offset}",
            given,
        )
        # By itself SQLite takes a short index for some, and reads the row of each action.
        counts = {condition: index, "TRUE": DUE, LATE: DUE, "owner_id IS NULL": OWNER}
        for counted, by in counts.items():
            self._all(
                "SELECT count(*) FROM (SELECT id FROM item "  # noqa: S608 - constants
                f"INDEXED BY {by} WHERE {OPEN} AND {counted} LIMIT 1000)",
                given,
            )
        self._all(
            "SELECT id, text, read_back, owner_id, owner_text, department_id "  # noqa: S608 - constants
            f"FROM item INDEXED BY ix_item_untold WHERE {OPEN} AND {UNTOLD} "
            "ORDER BY due_on LIMIT 50",
            given,
        )
        for table in ("person", "department", "stage"):
            self._all(f"SELECT id, name FROM {table}", {})  # noqa: S608 - constants
        ids = ", ".join(f"'{row[0]}'" for row in rows) or "NULL"
        self._all(f"SELECT * FROM part WHERE item_id IN ({ids})", {})  # noqa: S608 - own ids
        self._all("COMMIT", {})
        return rows

    def search(self, typed: str) -> list[Any]:
        """The page of what stands and holds words, or their beginnings: of the newest of that."""
        found = self._all(self._FOUND, {**self._values, "query": self._standing(typed)})
        ids = ", ".join(f"'{row[0]}'" for row in found) or "NULL"
        return self.page(f"id IN ({ids})", index=BY_ID)

    def anything(self, typed: str) -> list[Any]:
        """The nearest of the newest that hold words, by how many stand there whole, and names."""
        self._all(self._BEGIN, {})
        values = {**self._values, "query": self._query(typed)}
        found = self._all(self._FOUND.replace("LIMIT 1000", "LIMIT 200"), values)
        ids = ", ".join(f"'{row[0]}'" for row in found) or "NULL"
        whole = {f"whole_{at}": f"% {word} %" for at, word in enumerate(typed.split())}
        nearness = " + ".join(
            f"CAST(' ' || lower(text) || ' ' LIKE :{name} AS INTEGER)" for name in whole
        )
        rows = self._all(
            f"SELECT * FROM item WHERE id IN ({ids}) "  # noqa: S608 - own ids
            f"ORDER BY {nearness} DESC, id DESC LIMIT 50",
            whole,
        )
        for table in ("person", "department", "stage", "measure"):
            self._all(f"SELECT id, name FROM {table}", {})  # noqa: S608 - constants
        self._all("SELECT number, title, facilitator, plus, delta FROM huddle", {})
        self._all("SELECT huddle_id, text FROM addendum", {})
        ids = ", ".join(f"'{row[0]}'" for row in rows) or "NULL"
        self._all(f"SELECT * FROM part WHERE item_id IN ({ids})", {})  # noqa: S608 - own ids
        self._all("COMMIT", {})
        return rows

    def _query(self, typed: str) -> str:
        return " ".join(f'"{word}"*' for word in typed.split())

    def _standing(self, typed: str) -> str:
        return f'{self._query(typed)} "{STANDS}"'

    def _all(self, statement: str, values: dict[str, Any]) -> list[Any]:
        return list(self._connection.execute(statement, values).fetchall())


class PlainServerFinding(PlainFinding):
    """The same on a server, which chooses its indexes itself."""

    _BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    _FOUND = (
        "SELECT item_id FROM (SELECT rowid FROM search_text WHERE words @@ CAST(:query AS tsquery) "
        "ORDER BY rowid DESC LIMIT 1000) AS found JOIN search_entry ON number = found.rowid "
        "WHERE unit_id = :unit ORDER BY found.rowid DESC"
    )

    def _query(self, typed: str) -> str:
        unit = self._values["unit"][-12:]
        return " & ".join(f"'{unit}{word}':*" for word in typed.split())

    def _standing(self, typed: str) -> str:
        return f"{self._query(typed)} & '{self._values['unit'][-12:]}{STANDS}'"

    def _all(self, statement: str, values: dict[str, Any]) -> list[Any]:
        bare = re.sub(r"INDEXED BY \w+ ", "", statement)
        found = self._connection.execute(re.sub(r":(\w+)", r"%(\1)s", bare), values)
        return list(found.fetchall()) if found.description else []


def plain_finding(ward: Ward) -> PlainFinding:
    """What reads the pages of an open ward."""
    return (PlainServerFinding if ward.is_on_server else PlainFinding)(ward)
