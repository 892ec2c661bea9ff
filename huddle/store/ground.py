"""What an open store stands on just now: the server or the file, and with which keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from huddle.store.database import by_itself, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from huddle.store.home import Home
    from huddle.store.keys import Keys


@dataclass(frozen=True, slots=True)
class Ground:
    """What a store stands on, exchanged as a whole.

    Attributes:
        home: Where it lives.
        engine: Reads.
        asking: Asks one thing; each statement on it is a transaction of its own.
        writing: Writes; its transactions hold the write lock from their beginning.
        keys: What opened it.
    """

    home: Home
    engine: Engine
    asking: Engine
    writing: Engine
    keys: Keys

    @classmethod
    def of(cls, home: Home, keys: Keys) -> Self:
        """The ground that a home and its keys give."""
        return cls.on(home, home.engine(keys), keys)

    @classmethod
    def on(cls, home: Home, engine: Engine, keys: Keys) -> Self:
        """The ground of an engine that was made before."""
        return cls(home, engine, by_itself(engine), writing(engine), keys)
