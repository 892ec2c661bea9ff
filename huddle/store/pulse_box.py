"""The box of a pulse: answers that nobody can read until enough of them are in it.

It holds their sum under a mask. Each answer adds itself and a new random number to the sum, and
divides that number among all slips (`rules.secret_sharing`): what is for a slip that was not used
yet is sealed to it, and only its code, which is kept nowhere, opens it. When enough slips were
used, their parts give the mask, and so the sum. docs/pulse.md says what follows, and what does not.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huddle.rules.codes import PULSE_CODES, pulse_code_for
from huddle.rules.secret_sharing import PRIME, Part, divide, join
from huddle.store import sealing

_ABOUT = "pulse part"
_PART_BYTES = 33


class UnknownCode(Exception):
    """No slip of this box has that code, or it was used."""


class BoxClosed(Exception):
    """There are too few slips left for this answer ever to be opened."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that was not used yet.

    Attributes:
        place: At which it has its part of each random number.
        public: What is sealed for it is sealed with this; its code gives the private half.
        sealed: Its parts of the random numbers of this batch.
    """

    place: int
    public: bytes
    sealed: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """What waits, and what will open it.

    Attributes:
        minimum: So many answers are opened together.
        salt: Of the codes.
        unused: The slips that were not used, by their public key.
        masked: The sum of the answers and random numbers of this batch.
        parts: The parts, of the sum of those random numbers, of the slips used in this batch.
    """

    minimum: int
    salt: bytes
    unused: Mapping[bytes, Slip] = field(repr=False)
    masked: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether there are too few slips left to open anything."""
        return len(self.parts) + len(self.unused) < self.minimum


def make(slips: int, minimum: int) -> tuple[Box, tuple[str, ...]]:
    """A new box, and the codes of its slips in no order; they are not kept."""
    codes, salt = _new_codes(slips), sealing.new_salt()
    publics = (_pair_of(code, salt)[1] for code in codes)
    unused = {public: Slip(place, public) for place, public in enumerate(publics, start=1)}
    secrets.SystemRandom().shuffle(codes)
    return Box(minimum, salt, unused), tuple(codes)


def put(box: Box, code: str, answer: int) -> tuple[Box, int | None]:
    """Add an answer by the code of an unused slip.

    Returns:
        The box as it is to be kept, and the sum of as many answers as the minimum if this was the
        last that it took: the box is empty again then.

    Raises:
        UnknownCode: The code is not one of an unused slip.
        BoxClosed: The answer could never be opened.
    """
    private, public = _pair_of(code, box.salt)
    if public not in box.unused:
        raise UnknownCode
    if box.is_closed:
        raise BoxClosed
    slip = box.unused[public]
    others = {key: other for key, other in box.unused.items() if key != public}
    parts = (*box.parts, _part_of(slip, private))
    if len(parts) == box.minimum:
        emptied = {key: replace(other, sealed=()) for key, other in others.items()}
        opened = (box.masked + answer - join(parts)) % PRIME
        return Box(box.minimum, box.salt, emptied), opened
    return _with(replace(box, unused=others, parts=parts), answer), None


def to_text(box: Box) -> str:
    """A box as it is kept; nothing in it stands in the order in which it came."""
    return json.dumps(
        {
            "minimum": box.minimum,
            "salt": box.salt.hex(),
            "unused": sorted(
                [slip.place, slip.public.hex(), *sorted(one.hex() for one in slip.sealed)]
                for slip in box.unused.values()
            ),
            "masked": f"{box.masked:x}",
            "parts": sorted([part.place, f"{part.value:x}"] for part in box.parts),
        }
    )


def from_text(kept: str) -> Box:
    """The box that `to_text` made a text of."""
    found: dict[str, Any] = json.loads(kept)
    slips = [
        Slip(place, bytes.fromhex(public), tuple(map(bytes.fromhex, sealed)))
        for place, public, *sealed in found["unused"]
    ]
    return Box(
        minimum=found["minimum"],
        salt=bytes.fromhex(found["salt"]),
        unused={slip.public: slip for slip in slips},
        masked=int(found["masked"], 16),
        parts=tuple(Part(place, int(value, 16)) for place, value in found["parts"]),
    )


def _with(box: Box, answer: int) -> Box:
    """The box with an answer and a random number more, which is divided among all its slips."""
    number = secrets.randbelow(PRIME)
    places = [part.place for part in box.parts] + [slip.place for slip in box.unused.values()]
    divided = divide(number, max(places), box.minimum, secrets.randbelow)
    return replace(
        box,
        masked=(box.masked + answer + number) % PRIME,
        parts=tuple(_plus(part, divided[part.place - 1]) for part in box.parts),
        unused={
            key: replace(slip, sealed=(*slip.sealed, _sealed(slip, divided[slip.place - 1])))
            for key, slip in box.unused.items()
        },
    )


def _plus(part: Part, other: Part) -> Part:
    return Part(part.place, (part.value + other.value) % PRIME)


def _sealed(slip: Slip, part: Part) -> bytes:
    return sealing.seal(slip.public, part.value.to_bytes(_PART_BYTES), _ABOUT)


def _part_of(slip: Slip, private: bytes) -> Part:
    """A slip's part of the sum of the random numbers so far."""
    values = (sealing.unseal(private, sealed, _ABOUT) for sealed in slip.sealed)
    return Part(slip.place, _sum(int.from_bytes(value) for value in values))


def _sum(values: Iterable[int]) -> int:
    return sum(values) % PRIME


def _new_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(pulse_code_for(secrets.randbelow(PULSE_CODES)))
    return list(codes)


def _pair_of(code: str, salt: bytes) -> tuple[bytes, bytes]:
    """The private and the public key of a slip."""
    seed = hashlib.blake2b(code.encode(), salt=salt, person=b"huddle pulse", digest_size=32)
    return sealing.pair_of(seed.digest())
