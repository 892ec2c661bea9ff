"""Fails a test that logs a warning or worse which it did not announce."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class _Keeper(logging.Handler):
    """Keeps what is logged, as text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextmanager
def warnings_fail(expected: Sequence[str]) -> Iterator[None]:
    """Watch the log while a test runs.

    Args:
        expected: Patterns of the records the test brings about; each must come.

    Raises:
        AssertionError: Another record came, or an expected one did not.
    """
    keeper = _Keeper()
    root = logging.getLogger()
    root.addHandler(keeper)
    try:
        yield
    finally:
        root.removeHandler(keeper)
    other = [line for line in keeper.lines if not any(re.search(e, line) for e in expected)]
    assert not other, "logged, and not announced by expects_log:\n" + "\n".join(other)
    missed = [e for e in expected if not any(re.search(e, line) for line in keeper.lines)]
    assert not missed, f"expected in the log, and never came: {missed}"
