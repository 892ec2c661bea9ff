"""What a started program tells of itself when it is ready."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

_PAGE_BYTES = 4096


def tell() -> None:
    """Print the moment and the memory in use."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    found = {"at": time.monotonic(), "bytes": pages * _PAGE_BYTES}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
