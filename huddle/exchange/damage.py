"""What a library makes of a damaged file, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from huddle.errors import Refused


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
        # An error that the system raised has a number; one that a library calls so has none.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        # Its own words may quote the file, and what is in there belongs in no log.
        raise refused from None
