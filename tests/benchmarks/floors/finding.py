"""Follow-ups by plain SQL: a page of rows by the right index, and the counts above it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from huddle.store.database import connect

OPEN = (
    "unit_id = :unit AND kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status IN ('not_started', 'in_progress', 'blocked')"
)
LATE = "(due_on < :today)"
UNTOLD = "read_back NOT IN ('', 'agreed') AND told_at IS NULL"


class PlainFinding:
    """Reads what a page shows of an existing store.

    Args:
        database: The data file.
        key: Its key.
        today: The local day.
    """

    def __init__(self, database: Path, key: bytes, today: str) -> None:
        self._connection = connect(database, key)
        unit = self._connection.execute("SELECT id FROM unit").fetchone()[0]
        self._values = {"unit": unit, "today": today}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def page(
        self, condition: str = "1", *, index: str = "due", offset: int = 0, **values: Any
    ) -> list[Any]:
        """A page of open actions, soonest due first, its counts, and the names it needs."""
        given = {**self._values, **values}
        self._all("BEGIN", {})
        rows = self._all(
            f"SELECT * FROM item INDEXED BY ix_item_open_{index} WHERE {OPEN} AND {condition} "  # noqa: S608 - constants
            f"ORDER BY due_on NULLS LAST, due_time, id LIMIT 50 OFFSET {offset}",
            given,
        )
        # By itself SQLite takes a short index for some, and reads the row of each action.
        counts = {condition: index, "1": "due", LATE: "due", "owner_id IS NULL": "owner"}
        for counted, by in counts.items():
            self._all(
                "SELECT count(*) FROM (SELECT id FROM item "  # noqa: S608 - constants
                f"INDEXED BY ix_item_open_{by} WHERE {OPEN} AND {counted} LIMIT 1000)",
                given,
            )
        self._all(
            "SELECT * FROM item INDEXED BY ix_item_untold "  # noqa: S608 - constants
            f"WHERE {OPEN} AND {UNTOLD} ORDER BY due_on LIMIT 50",
            given,
        )
        for table in ("person", "department", "stage"):
            self._all(f"SELECT id, name FROM {table}", {})  # noqa: S608 - constants
        ids = ", ".join(f"'{row[0]}'" for row in rows)
        self._all(f"SELECT * FROM part WHERE item_id IN ({ids})", {})  # noqa: S608 - own ids
        self._all("COMMIT", {})
        return rows

    def _all(self, statement: str, values: dict[str, Any]) -> list[Any]:
        return list(self._connection.execute(statement, values).fetchall())
