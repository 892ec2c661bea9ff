"""Reading JSON bit by bit, however it is laid out: a large file never stands in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

_CHUNK = 256 * 1024
_MOST = 64 * 1024 * 1024
"""The longest single value, in letters: many times the longest record of a huddle."""
_BLANKS = " \t\r\n"


class NotJson(Exception):
    """The file is no JSON of the expected form, was cut off, or holds too long a value."""


class JsonStream:
    """A JSON object whose members are taken one after another.

    Args:
        file: Where it is read from.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0

    def members(self) -> Iterator[str]:
        """The name of each member; its value is to be taken before the next one.

        Raises:
            NotJson: It is no object, or something follows it.
        """
        for _each in self._between("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise NotJson
            self._take(":")
            yield name
        if self._next():
            raise NotJson

    def elements(self) -> Iterator[Any]:
        """The elements of an array, which comes next.

        Raises:
            NotJson: It is none.
        """
        for _each in self._between("[", "]"):
            yield self.value()

    def value(self) -> Any:
        """The value that comes next, whole.

        Raises:
            NotJson: There is none.
        """
        self._next()
        while True:
            found, end = self._decoded()
            # A number at the end of what was read may go on.
            if end is not None and end < len(self._text):
                break
            if not self._more():
                if end is None:
                    raise NotJson
                break
        self._at = end
        return found

    def _decoded(self) -> tuple[Any, int | None]:
        try:
            return _DECODER.raw_decode(self._text, self._at)
        except RecursionError as error:
            raise NotJson from error
        except ValueError:
            return None, None

    def _between(self, opens: str, closes: str) -> Iterator[None]:
        self._take(opens)
        if self._next() == closes:
            self._at += 1
            return
        mark = ","
        while mark == ",":
            yield
            mark = self._next()
            self._at += 1
        if mark != closes:
            raise NotJson

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise NotJson
        self._at += 1

    def _next(self) -> str:
        """The next letter that is no blank; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, as much again as waits, so that a long value is not looked at too often."""
        waiting = self._text[self._at :]
        if len(waiting) > _MOST:
            raise NotJson
        try:
            more = self._file.read(max(_CHUNK, len(waiting)))
        except UnicodeDecodeError as error:
            raise NotJson from error
        self._text, self._at = waiting + more, 0
        return bool(more)


def _no_number(_word: str) -> NoReturn:
    raise NotJson


_DECODER = json.JSONDecoder(parse_constant=_no_number)
