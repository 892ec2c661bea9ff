"""Python's search for cycles, where it would take longer than what it finds is worth."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave Python's search for cycles alone for a while.

    What makes very many things at once that stay has it look through all of them again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Make very many things that stay until the program ends.

    Python looks for no cycles meanwhile, nor ever again among what is there by then.
    """
    with uncollected():
        yield
        gc.freeze()
