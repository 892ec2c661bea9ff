"""Boards and lists of other programs are read; what is no list is refused in words."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from huddle.errors import Refused
from huddle.exchange.board_in import HEADER
from huddle.exchange.tables import tables_of
from tests.helpers.brought import BOARD, OBJECTS, as_json, rows, table, text


def test_a_board_has_its_cards(tmp_path: Path) -> None:
    found = table(as_json(tmp_path, BOARD))
    assert (found.name, found.how, found.header) == ("Safety board", "Trello board", HEADER)
    first, second = (dict(zip(HEADER, row, strict=False)) for row in found.read())
    assert first == {
        "name": "Order slide sheets",
        "description": "Bay 4",
        "list": "To do",
        "labels": "Falls; red",
        "members": "Ana Silva; ben",
        "start": None,
        "due": dt.datetime(2026, 8, 6, 9, tzinfo=dt.UTC),
        "done": True,
        "archived": False,
        "status": "done",
        "checklists": "Steps:\n[x] Ring\n[ ] Fit",
        "url": "https://trello.example/c/1",
    }
    assert second["name"] == "Mend the hoist"
    assert (second["done"], second["archived"], second["status"]) == (False, True, "done")


@pytest.mark.parametrize("closed", [True, False])
def test_a_card_that_was_put_away_says_so(tmp_path: Path, closed: bool) -> None:
    board = BOARD | {"cards": [{"name": "Ring", "idList": "l1", "closed": closed}]}
    assert rows(as_json(tmp_path, board))[0][HEADER.index("archived")] is closed


def test_a_card_that_goes_on_stands_where_its_list_says(tmp_path: Path) -> None:
    board = BOARD | {"cards": [{"name": "Ring", "idList": "l1"}]}
    assert rows(as_json(tmp_path, board))[0][HEADER.index("status")] == "To do"


@pytest.mark.parametrize("cards", [["Ring"], [None], [{"labels": 3}], [{"idMembers": [[]]}]])
def test_a_board_that_is_none_is_refused(tmp_path: Path, cards: list[object]) -> None:
    with pytest.raises(Refused, match="board is not whole"):
        tables_of(as_json(tmp_path, BOARD | {"cards": cards}))


@pytest.mark.parametrize("name", ["list.json", "list"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_of_objects_has_their_keys_as_header(
    tmp_path: Path, name: str, encoding: str
) -> None:
    found = table(text(tmp_path, json.dumps(OBJECTS), name, encoding))
    assert (found.name, found.how) == ("list", "JSON")
    assert found.header == ("action", "who", "late", "count", "more")
    assert list(found.read()) == [
        ("Check the bed rails", "Ana; Ben", False),
        ("Order sheets", None, None, 3, '{"bay": 4}'),
    ]


def test_each_list_in_an_object_is_a_table(tmp_path: Path) -> None:
    found = tables_of(as_json(tmp_path, {"version": 1, "open": OBJECTS, "done": OBJECTS[:1]}))
    assert [(one.name, len(list(one.read()))) for one in found] == [("open", 2), ("done", 1)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"action": "Ring"}, [("Ring",)]),
        ([["Action", "Owner"], ["Ring", None]], [("Action", "Owner"), ("Ring",)]),
        (["Ring", "Order"], [("Ring",), ("Order",)]),
    ],
)
def test_other_lists_are_tables_too(tmp_path: Path, content: object, expected: object) -> None:
    assert rows(as_json(tmp_path, content)) == expected


def test_a_key_that_is_called_like_a_second_one_loses_nothing(tmp_path: Path) -> None:
    found = table(text(tmp_path, '[{"who (2)": 1, "who": 2, "who": 3}]', "list.json"))
    assert (found.header, list(found.read())) == (("who (2)", "who", "who (3)"), [(1, 2, 3)])


def test_a_key_that_stands_twice_loses_nothing(tmp_path: Path) -> None:
    found = table(text(tmp_path, '[{"who": "Ana", "who": "Ben", "x": 1, "who": 3}]', "list.json"))
    assert found.header == ("who", "who (2)", "x", "who (3)")
    assert list(found.read()) == [("Ana", "Ben", 1, 3)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1e5", 100_000.0),
        ("1e999", "inf"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("9" * 18, int("9" * 18)),
        ("9" * 5_000, "9" * 5_000),
        ('"\\ud83d half"', "? half"),
        ('"\\u0000"', None),
        ('"' + "\xa0" + '"', None),
    ],
)
def test_odd_values_are_kept_as_text(tmp_path: Path, written: str, expected: object) -> None:
    ((_action, *cell),) = rows(text(tmp_path, f'[{{"a": 1, "b": {written}}}]', "list.json"))
    assert cell == ([] if expected is None else [expected])


def test_a_text_that_speaks_of_itself_is_followed_nowhere(tmp_path: Path) -> None:
    cyclic = [{"$id": "1", "action": "Ring", "parent": {"$ref": "1"}}]
    assert rows(as_json(tmp_path, cyclic)) == [("1", "Ring", '{"$ref": "1"}')]


@pytest.mark.parametrize("depth", [1_000, 100_000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int, opened: str, closed: str) -> None:
    nested = f'[{{"a": {opened * depth}1{closed * depth}}}]'
    with pytest.raises(Refused, match="nested too deeply"):
        list(table(text(tmp_path, nested, "list.json")).read())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "nothing in this file"),
        ("[]", "nothing in this file"),
        ("7", "holds no list"),
        ('"Ring"', "holds no list"),
        ('[{"a": 1},\n{"a"', "line 2 cannot be understood"),
        ("{'a': 1}", "line 1 cannot be understood"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        tables_of(text(tmp_path, content, "list.json"))


def test_ten_thousand_keys_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 500 columns"):
        tables_of(as_json(tmp_path, [{f"k{n}": n} for n in range(10_000)]))


def test_a_list_too_large_to_be_held_is_refused(tmp_path: Path) -> None:
    path = text(tmp_path, "[", "list.json")
    with path.open("r+b") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    with pytest.raises(Refused, match="larger than 32 MB"):
        tables_of(path)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        ('{"format": "huddle-store", "version": 1}', None),
        ('{"actions": [{"a": 1}], "format": "huddle-store"}', None),
        ('{"format": "huddle-store", "version": 1}', 64 * 1024 * 1024),
    ],
)
def test_a_whole_store_of_our_own_is_told_how_it_is_read(
    tmp_path: Path, content: str, size: int | None
) -> None:
    path = text(tmp_path, content, "store.json")
    if size:
        with path.open("r+b") as file:
            file.truncate(size)
    with pytest.raises(Refused, match=r"holds a whole Huddle.*“import”"):
        tables_of(path)


def test_a_refusal_quotes_nothing_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        tables_of(text(tmp_path, '[{"a": "Mrs Jones, 999 000 0000", }]', "list.json"))
    assert "Jones" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
