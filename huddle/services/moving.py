"""Moving the ward between this computer and a database server."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.upkeep import MovedRow
from huddle.services.guarded import Service
from huddle.services.units import all_units
from huddle.store import moving
from huddle.store.home import home_of

if TYPE_CHECKING:
    from huddle.paths import Paths
    from huddle.services.inbox import Inbox
    from huddle.store.server import ServerHome
    from huddle.store.session import Store


class Moving(Service, called="moving"):
    """Moves everything of a store: its units, people, accounts, audit and keys.

    Args:
        store: The open store.
        paths: Where it stands.
        inbox: The notes that wait there.
    """

    def __init__(self, store: Store, paths: Paths, inbox: Inbox) -> None:
        super().__init__(store)
        self._paths = paths
        self._inbox = inbox

    def move(self, to: Paths) -> MovedRow:
        """Bring the ward to an empty folder or database, and mark the present place as left.

        Names and passwords stay as they are. Notes that wait here are read in before, for they
        would wait for nobody. Afterwards this ward can only be closed.

        Raises:
            Refused: There is a ward in the new place, the login sees some units only, or what was
                written here without the line was not sent yet.
            Environment: Another program has the data open, or the disk or a server stands in the
                way; the ward is where it was, and nothing is left in the new place.
        """
        store, target = self._store, home_of(to)
        target.prepare()
        moving.refuse_taken(target, to.called)
        self._refuse_unsent()
        self._inbox.read_in()
        with store.read() as reader:
            units = tuple(unit.name for unit in all_units(reader))
        by = moving.Mover(
            account_id=store.account.id,
            unit_id=store.unit_id,
            pc=store.pc,
            now=store.clock.now(),
            new_id=store.new_id,
            left=self._paths.called,
            to=to.called,
        )
        store.close()
        try:
            count = moving.move(store.home, target, store.keys, by)
        finally:
            store.reopen(store.keys)
        return MovedRow(units, by.left, by.to, count)

    def _refuse_unsent(self) -> None:
        if not self._store.home.is_on_server:
            return
        from huddle.store import bridging  # noqa: PLC0415 - only where there is a server

        home = cast("ServerHome", self._store.home)
        if bridging.waiting(self._paths, home, self._store.keys):
            raise Refused(
                _(
                    "What was written here without the line waits to be sent. Sign in to the "
                    "window once, then move the ward."
                )
            )
