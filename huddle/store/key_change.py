"""Changing the data file's key: the data is copied under the new one, proved, and put in place."""

from __future__ import annotations

import datetime as dt

from huddle.paths import Paths
from huddle.store.keys import Keys


def change_key(paths: Paths, keys: Keys, now: dt.datetime) -> Keys:
    """Put the data under a new key, and give the new keys to everybody who can open it.

    Raises:
        DiskFull: There is not enough room for the copy; nothing was changed.
        Environment: Another program has the data open, or the copy did not pass its proof.
    """
    raise NotImplementedError


def finish_change(paths: Paths, keys: Keys) -> None:
    """Finish a change of key that was cut off between the key file and the data file."""
