"""What this program wrote on the server and has not yet seen come back into its copy.

When the line breaks, it is done on the copy as well, so that nothing that was shown is missing
there; what the server then sends of it takes its place.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.dml import UpdateBase

from huddle.store import search
from huddle.store.database import WRITE_ID_OPTION
from huddle.store.present import IN_A_COPY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Engine, Executable

_MOST = 200


@dataclass(slots=True)
class _Kept:
    """The statements of one write."""

    statements: list[tuple[Executable, Any]] = field(default_factory=list)


class Unseen:
    """The last writes of this program.

    Args:
        server: The engine whose writes count.
    """

    def __init__(self, server: Engine) -> None:
        self._writes: OrderedDict[str, _Kept] = OrderedDict()
        event.listen(server, "before_execute", self._note)

    def forget(self, write_ids: Iterable[str]) -> None:
        """Let go of writes that were seen, or came to nothing."""
        for write_id in write_ids:
            self._writes.pop(write_id, None)

    def replay(self, copy: Connection) -> None:
        """Do what was not seen yet on the copy, as far as it is not there."""
        for kept in list(self._writes.values()):
            for statement, values in kept.statements:
                # What is there already came by itself.
                with suppress(SQLAlchemyError), copy.begin_nested():
                    copy.execute(statement, values)
        search.add_missing(copy)
        self._writes.clear()

    def _note(
        self,
        connection: Connection,
        statement: Executable,
        several: Any,
        values: Any,
        _options: Any,
    ) -> None:
        write_id = connection.get_execution_options().get(WRITE_ID_OPTION)
        if not write_id or not isinstance(statement, UpdateBase):
            return
        if statement.table not in IN_A_COPY:
            return
        kept = self._writes.setdefault(write_id, _Kept())
        kept.statements.append((statement, several or values))
        while len(self._writes) > _MOST:
            self._writes.popitem(last=False)
