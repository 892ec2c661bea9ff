"""What every service shares: a store, and public functions that only the declared roles reach."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any

from huddle.rules.access import ACCESS, NEEDS_LINE
from huddle.rules.features import FEATURE_OF, refuse
from huddle.store.session import Store


class Service:
    """A family of intentions on a store.

    Each public function of a subclass refuses, before it does anything, whoever the table of
    `rules.access` does not name for it; one that the table does not know is an error at import.
    So it does what the organisation switched off, by the table of `rules.features`.

    Args:
        store: The open store, which knows who is signed in.
    """

    _store: Store

    def __init__(self, store: Store) -> None:
        self._store = store

    def __init_subclass__(cls, *, called: str) -> None:
        """Guard each public function.

        Args:
            called: What the service is called on the ward and in the table.
        """
        super().__init_subclass__()
        for name, function in list(vars(cls).items()):
            if isinstance(function, FunctionType) and not name.startswith("_"):
                setattr(cls, name, _guarded(function, f"{called}.{name}"))


def _guarded(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    roles, needs_line, feature = ACCESS[name], name in NEEDS_LINE, FEATURE_OF.get(name)

    @functools.wraps(function)
    def checked(service: Service, *args: Any, **values: Any) -> Any:
        store = service._store  # noqa: SLF001 - it is the service's own

        def call() -> Any:
            if needs_line:
                store.check_line()
            store.check_allowed(roles)
            if feature is not None:
                refuse(feature, store.fleet)
            return function(service, *args, **values)

        return call() if store.line is None else store.line.through(call)

    return checked
