"""One captured action by plain SQL: the same reads and the same rows in one durable transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from huddle.rules.codes import code_for
from huddle.store import server
from huddle.store.ids import new_id
from huddle.ward import Ward
from tests.helpers.behind import open_line
from tests.helpers.wards import NAME, start

INSERT_ITEM = """
INSERT INTO item (id, unit_id, row_version, created_at, created_by, updated_at, updated_by,
    deleted_why, code, press_key, kind, status, text, raised_on, series_id, huddle_id, step_id,
    owner_id, owner_text, department_ids, due_on, first_due_on, is_priority, place,
    patient_reference, is_sensitive, bed_asked, how_known, why, disagreement, incident_reported,
    incident_reference, read_back, move_count, strength, reopened_count, checked_by, note,
    theme)
VALUES (?, ?, 1, ?, ?, ?, ?, '', ?, ?, 'action', 'not_started', ?, ?, ?, ?, ?, ?, '', '', ?, ?,
    FALSE, '', '', FALSE, FALSE, '', '', '', 'not_asked', '', '', 0, '', 0, '', '', '')
"""
INSERT_ENTRY = """
INSERT INTO audit_entry (id, unit_id, number, at, account_id, pc, act, entity, entity_id, salt,
    value_hash, chain_hash)
VALUES (?, ?, ?, ?, ?, 'pc', 'add', 'item', ?, ?, ?, ?)
"""
OPEN_HUDDLES = """
SELECT id, held_on, closed_at FROM huddle
WHERE series_id = ? AND status = 'closed' AND held_on >= ?
"""


class PlainCapture:
    """Keeps actions in a huddle of an existing store.

    Args:
        connection: The driver's own, outside any transaction.
        huddle_id: The running huddle.
        step_id: The step it is at.
        owner_id: Who owns the actions; none where nobody does.
        account_id: Who captures them.
        unit_id: The unit they belong to.
    """

    def __init__(
        self,
        connection: Any,
        *,
        huddle_id: str,
        step_id: str,
        owner_id: str | None,
        account_id: str,
        unit_id: str,
    ) -> None:
        self._connection = connection
        self._huddle_id = huddle_id
        self._step_id = step_id
        self._owner_id = owner_id
        self._account_id = account_id
        self._unit_id = unit_id

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def keep(self, text: str, key: str, now: str) -> tuple[Any, ...]:
        """Keep one action, durably, and read what a page shows of it."""
        self._begin()
        self._one("SELECT * FROM unit WHERE id = ?", self._unit_id)
        huddle = self._one("SELECT series_id FROM huddle WHERE id = ?", self._huddle_id)
        self._one("SELECT * FROM huddle_step WHERE id = ?", self._step_id)
        item_id = self._add_item(text, key, now, huddle[0])
        self._add_audit(item_id, text, now)
        self._add_words(item_id, text)
        self._run(
            "DELETE FROM draft WHERE account_id = ? AND huddle_id = ? AND field = 'capture'",
            self._account_id,
            self._huddle_id,
        )
        shown = self._shown(item_id, huddle[0], now)
        self._run("COMMIT")
        return shown

    def _add_item(self, text: str, key: str, now: str, series_id: str) -> str:
        number = self._one(
            "UPDATE counter SET next_number = next_number + 1 WHERE name = 'code' "
            "RETURNING next_number"
        )[0]
        item_id, me = new_id(), self._account_id
        self._run(
            INSERT_ITEM,
            *(item_id, self._unit_id, now, me, now, me, code_for(number - 1), key, text, now[:10]),
            *(series_id, self._huddle_id, self._step_id, self._owner_id, now[:10], now[:10]),
        )
        return item_id

    def _add_audit(self, item_id: str, text: str, now: str) -> None:
        number, before = self._one(
            "SELECT number, chain_hash FROM audit_entry ORDER BY number DESC LIMIT 1"
        )
        entry_id, salt = new_id(), secrets.token_hex(16)
        told = json.dumps({"text": text, "owner_id": self._owner_id, "kind": "action"})
        value_hash = hashlib.sha256(f"{salt}{told}".encode()).hexdigest()
        chain_hash = hashlib.sha256(f"{before}{item_id}{now}{value_hash}".encode()).hexdigest()
        self._run(
            INSERT_ENTRY,
            *(entry_id, self._unit_id, number + 1, now, self._account_id, item_id, salt),
            *(value_hash, chain_hash),
        )
        self._run("INSERT INTO audit_value VALUES (?, ?, '', ?)", entry_id, self._unit_id, told)

    def _add_words(self, item_id: str, text: str) -> None:
        number = self._one(
            "INSERT INTO search_entry (item_id, unit_id) VALUES (?, ?) RETURNING number",
            item_id,
            self._unit_id,
        )[0]
        self._run("INSERT INTO search_text (rowid, words) VALUES (?, ?)", number, text)

    def _shown(self, item_id: str, series_id: str, now: str) -> tuple[Any, ...]:
        return (
            self._all("SELECT id, name, is_post, department_id FROM person"),
            self._all("SELECT id, name FROM department"),
            self._all("SELECT id, name FROM stage"),
            self._all("SELECT * FROM part WHERE item_id = ? AND deleted_at IS NULL", item_id),
            self._one("SELECT number FROM huddle WHERE id = ?", self._huddle_id),
            self._all(OPEN_HUDDLES, series_id, now[:10]),
        )

    def _begin(self) -> None:
        self._run("BEGIN IMMEDIATE")

    def _run(self, statement: str, *values: Any) -> Any:
        return self._connection.execute(statement, values)

    def _one(self, statement: str, *values: Any) -> Any:
        # To its end: a statement that is not finished keeps its transaction open.
        return self._all(statement, *values)[0]

    def _all(self, statement: str, *values: Any) -> list[Any]:
        return list(self._connection.execute(statement, values).fetchall())


class PlainServerCapture(PlainCapture):
    """The same on a server, whose one writer at a time holds a lock of its own."""

    def _begin(self) -> None:
        self._run("BEGIN")
        # Huddle's own, so that both can work on one store.
        self._run(f"SELECT pg_advisory_xact_lock({server._LOCK_NUMBER})")  # noqa: SLF001

    def _add_words(self, item_id: str, text: str) -> None:
        number = self._one(
            "INSERT INTO search_entry (item_id, unit_id) VALUES (?, ?) RETURNING number",
            item_id,
            self._unit_id,
        )[0]
        self._run("INSERT INTO search_text VALUES (?, to_tsvector('simple', ?))", number, text)

    def _run(self, statement: str, *values: Any) -> Any:
        return super()._run(statement.replace("?", "%s"), *values)

    def _all(self, statement: str, *values: Any) -> list[Any]:
        return super()._all(statement.replace("?", "%s"), *values)


def plain_capture(ward: Ward) -> PlainCapture:
    """What keeps actions in today's huddle of an open ward, by a line of its own."""
    state = start(ward)
    owner = next((person.id for person in ward.people.people() if person.name == NAME), None)
    kind = PlainServerCapture if ward.is_on_server else PlainCapture
    return kind(
        open_line(ward.paths),
        huddle_id=state.huddle.id,
        step_id=state.step_id,
        owner_id=owner,
        account_id=ward.account.id,
        unit_id=ward.unit_id,
    )
