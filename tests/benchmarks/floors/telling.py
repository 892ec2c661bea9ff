"""What a started program tells of itself."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAGE_BYTES = 4096
_KILOBYTE = 1024


def tell() -> None:
    """Print the moment, now that it is ready, and the memory in use."""
    _print(at=time.monotonic(), bytes=_bytes_in_use())


@contextmanager
def tell_peak() -> Iterator[None]:
    """Print how long something took, and how much memory beyond what was in use before."""
    before, began = _bytes_in_use(), time.perf_counter()
    yield
    took = (time.perf_counter() - began) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
    _print(ms=took, bytes=peak - before)


def _bytes_in_use() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE_BYTES


def _print(**found: float) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
