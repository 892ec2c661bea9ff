"""What a library makes of a file, as a sentence or not at all."""

from __future__ import annotations

import errno
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from huddle.errors import Refused

_NOT_THE_SYSTEM = {None, errno.EINVAL}
"""A library's own error has no number; a damaged file may send it to a place that is none."""


@contextmanager
def damage_in_words(refused: Refused) -> Iterator[None]:
    """Say of anything that goes wrong meanwhile that the file is at fault.

    For calls of a library only, which makes of a damaged file whatever its code happens to do.

    Raises:
        Refused: What was said already, or else what is to be said.
        OSError: The system did not hand the file out, which is no damage.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in _NOT_THE_SYSTEM:
            raise
        # Its own words may quote the file, and what is in there belongs in no log.
        raise refused from None


def hush(library: str) -> None:
    """Keep a library's remarks on a file to itself; none of them is about what is read.

    For good, not for a while: the filters are the process's own, and one that is taken back would
    be taken from whoever reads on another thread.
    """
    warnings.filterwarnings("ignore", category=UserWarning, module=library)
