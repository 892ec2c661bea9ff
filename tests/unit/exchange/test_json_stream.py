"""JSON read bit by bit is the JSON that was written, wherever the bits end."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huddle.exchange import json_stream
from huddle.exchange.json_stream import JsonStream, NotJson

_UNHURRIED = settings(deadline=None)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Dripping(io.StringIO):
    """A file that gives a few letters at a time, however many are asked for."""

    def read(self, _size: int | None = -1) -> str:
        return super().read(3)


def read(text: str) -> dict[str, Any]:
    """What stands in a text, taken member by member."""
    stream = JsonStream(Dripping(text))
    return {name: stream.value() for name in stream.members()}


@_UNHURRIED
@given(told=st.dictionaries(st.text(), _PLAIN, max_size=5), indent=st.sampled_from([None, 1]))
def test_members_come_as_they_were_written(told: dict[str, Any], indent: int | None) -> None:
    assert read(json.dumps(told, indent=indent)) == told


@_UNHURRIED
@given(st.lists(_PLAIN, max_size=6))
def test_elements_come_one_after_another(told: list[Any]) -> None:
    stream = JsonStream(Dripping(json.dumps({"rows": told})))
    assert [list(stream.elements()) for _name in stream.members()] == [told]


@_UNHURRIED
@given(st.dictionaries(st.text(), _PLAIN, min_size=1, max_size=3), st.data())
def test_what_is_cut_off_is_no_json(told: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(told)
    at = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(NotJson):
        read(text[:at])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"a": 1,}',
        '{"a" 1}',
        "{1: 1}",
        '{"a": NaN}',
        '{"a": 1} more',
        '{"a": 1; "b": 2}',
        '{"a": ' + "[" * 100_000,
    ],
)
def test_anything_else_is_no_json(text: str) -> None:
    with pytest.raises(NotJson):
        read(text)


def test_a_value_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_MOST", 10)
    with pytest.raises(NotJson):
        read(json.dumps({"a": "long" * 20}))


def test_a_large_file_never_stands_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    row = json.dumps({"text": "word " * 20, "number": 7})
    file.write_text(f'{{"rows": [{", ".join([row] * 40_000)}]}}', "utf-8")
    tracemalloc.start()
    with file.open(encoding="utf-8") as text:
        stream = JsonStream(text)
        count = sum(1 for _name in stream.members() for _row in stream.elements())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40_000
    assert peak < file.stat().st_size / 2
