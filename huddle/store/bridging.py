"""Joins an open store to its line and to this computer's copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huddle.errors import DamagedData
from huddle.store.database import driver_errors_in_words
from huddle.store.ground import Ground
from huddle.store.keys import copy_id_of, keys_of_copy, ward_public
from huddle.store.line import Line
from huddle.store.local_copy import CopyHome, LocalCopy, let_in
from huddle.store.server import ServerHome

if TYPE_CHECKING:
    from huddle.paths import Paths
    from huddle.store.keys import Keys
    from huddle.store.session import Store


def begin(store: Store, paths: Paths) -> None:
    """Give a store that stands on the server its line; the copy is made if there is none.

    Raises:
        Environment: The copy cannot be made, or the server cannot be reached.
    """
    home, place = cast("ServerHome", store.home), CopyHome(paths)
    aside = None
    with driver_errors_in_words(place.paths.database):
        try:
            copy = _made(store, home, place)
        except DamagedData:
            # Nobody can stand on it any more; what it had to send may still be found in it.
            aside = place.set_aside("copy-damaged")
            copy = _made(store, home, place)
        copy.keep_server_keys(store.keys)
    store.line = Line(store, store.ground, home, copy, set_aside=aside)


def _made(store: Store, home: ServerHome, place: CopyHome) -> LocalCopy:
    own = let_in(place, home, store.keys, store.account.name)
    with driver_errors_in_words(place.paths.database):
        copy = LocalCopy(place, own)
        copy.check_whole()
    return copy


def copy_of(paths: Paths) -> Paths | None:
    """Where this computer's copy of a store on a server stands, if it has one."""
    place = CopyHome(paths)
    return place.paths if place.has_store() else None


def opened(paths: Paths, own: Keys) -> LocalCopy | None:
    """The copy, opened; none before it was ever like the server."""
    home = CopyHome(paths)
    with driver_errors_in_words(home.paths.database):
        copy = LocalCopy(home, own)
        copy.check_whole()
        if copy.as_at() is None:
            copy.ground.engine.dispose()
            return None
    return copy


def waiting(paths: Paths, home: ServerHome, server_keys: Keys) -> int:
    """How many changes of this computer's copy were not sent yet."""
    place = copy_of(paths)
    if place is None or ward_public(place.key_file) != ward_public(home.key_ring):
        return 0
    copy = opened(paths, keys_of_copy(server_keys, copy_id_of(place.key_file)))
    if copy is None:
        return 0
    try:
        return copy.waiting()
    finally:
        copy.ground.engine.dispose()


def join(store: Store, *, paths: Paths, copy: LocalCopy) -> None:
    """Give a store that stands on the copy the line that will bring it back to the server."""
    home = ServerHome(paths)
    store.line = Line(store, Ground.of(home, copy.server_keys()), home, copy)
