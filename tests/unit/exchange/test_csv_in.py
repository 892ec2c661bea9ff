"""Text whose cells are parted by a sign is read whatever the sign and the encoding."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from huddle.errors import Refused
from huddle.exchange import limits
from huddle.exchange.tables import tables_of
from tests.helpers.brought import CSV, rows, table, text

REAL = Path(os.environ.get("HUDDLE_REAL_INPUTS", "")) / "imaging-action-log.csv"
ACTIONS = "Action,Owner\nPhone pharmacy about the dossette box,Siân\nOrder sheets – £20,Zoë\n"


@pytest.mark.parametrize(
    ("sign", "words"),
    [(",", "Commas"), (";", "Semicolons"), ("\t", "Tabs"), ("|", "Upright bars")],
)
def test_the_sign_is_found(tmp_path: Path, sign: str, words: str) -> None:
    lines = [["Action", "Owner"], ["Ring, then write", "Ana"], ["Order 1,5 m", "Ben"]]
    quoted = [sign.join(f'"{cell}"' for cell in line) for line in lines]
    found = table(text(tmp_path, "\n".join(quoted)))
    assert found.how == f"{words}, UTF-8"
    assert list(found.read()) == [tuple(line) for line in lines]


def test_commas_in_the_words_of_a_semicolon_file_part_nothing(tmp_path: Path) -> None:
    found = rows(text(tmp_path, "Action;Hours\nRing, ask, write;1,5\nCheck, too, please;2,5\n"))
    assert found[1] == ("Ring, ask, write", "1,5")


def test_the_first_line_may_say_the_sign(tmp_path: Path) -> None:
    found = table(text(tmp_path, "sep=^\nAction^Owner\nRing, ask; write|tell^Ana\n"))
    assert found.how == "Parted by “^”, UTF-8"
    assert list(found.read()) == [("Action", "Owner"), ("Ring, ask; write|tell", "Ana")]


def test_a_list_of_sentences_is_one_column(tmp_path: Path) -> None:
    found = table(text(tmp_path, "Action\nRing, and ask\nCheck the rails\nOrder sheets\n", "a.txt"))
    assert found.how == "One column, UTF-8"
    assert list(found.read())[1] == ("Ring, and ask",)


def test_one_cell_is_a_table(tmp_path: Path) -> None:
    assert rows(text(tmp_path, "Action")) == [("Action",)]


def test_line_breaks_in_quotes_and_empty_rows_keep_their_places(tmp_path: Path) -> None:
    content = 'Action;Owner\r\n\r\n"Check\r\nthe ""new"" rails";Ana;;\r\n'
    assert rows(text(tmp_path, content)) == [
        ("Action", "Owner"),
        (),
        ('Check\nthe "new" rails', "Ana"),
    ]


def test_it_is_read_as_often_as_wanted(tmp_path: Path) -> None:
    found = table(text(tmp_path, CSV))
    assert list(found.read()) == list(found.read())


def test_a_file_with_two_header_rows_keeps_both(tmp_path: Path) -> None:
    content = "Who,,What\nGiven,Family,Action\nAna,Silva,Ring\n"
    assert rows(text(tmp_path, content))[:2] == [
        ("Who", None, "What"),
        ("Given", "Family", "Action"),
    ]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, words: str) -> None:
    found = table(text(tmp_path, ACTIONS, encoding=encoding))
    assert found.how == f"Commas, {words}"
    assert list(found.read())[1:] == [
        ("Phone pharmacy about the dossette box", "Siân"),
        ("Order sheets – £20", "Zoë"),
    ]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("cp1251", "Действие,Кто\nПроверить кровати и тележки,Анна\nПозвонить в аптеку,Иван\n"),
        ("cp1253", "Ενέργεια,Ποιος\nΈλεγχος των κρεβατιών,Άννα\n"),
        ("cp1250", "Działanie,Kto\nSprawdzić łóżka,Łukasz Wiśniewski\nZadzwonić,Święta\n"),
        ("shift_jis", "行動,担当\nベッドを確認する,田中\n"),
        ("mac_roman", "Action,Owner\nCafé order,Zoë\n£20 for Siân’s ward,José\n"),
    ],
)
def test_other_letters_are_read(tmp_path: Path, encoding: str, content: str) -> None:
    expected = [tuple(line.split(",")) for line in content.splitlines()]
    assert rows(text(tmp_path, content, encoding=encoding)) == expected


@pytest.mark.parametrize("length", [10, 64 * 1024 - 1, 64 * 1024, 200_000])
def test_one_foreign_letter_far_down_is_found(tmp_path: Path, length: int) -> None:
    """Also where what is looked at ends between the bytes of a letter."""
    lines = "Action,Owner\n" + "Ring,Ana\n" * (length // 9) + " " * (length % 9)
    assert rows(text(tmp_path, f"{lines}Siân\n", encoding="cp1252"))[-1] == ("Siân",)
    assert rows(text(tmp_path, f"{lines}Siân\n"))[-1] == ("Siân",)


@pytest.mark.parametrize("damage", [b"Zo\xab", b"Zo\xc3"])
def test_one_broken_letter_spoils_no_other(tmp_path: Path, damage: bytes) -> None:
    path = text(tmp_path, ACTIONS)
    path.write_bytes(path.read_bytes().replace("Zoë\n".encode(), damage))
    assert [row[1] for row in rows(path)] == ["Owner", "Siân", "Zo\ufffd"]


def test_spaces_and_marks_that_do_not_show_are_made_plain(tmp_path: Path) -> None:
    content = "Action,Owner\n\xa0Check\xa0the bed\ufeff\u200brails\xa0,\u202eAna\x00\n"
    assert rows(text(tmp_path, content))[1] == ("Check the bedrails", "Ana")


def test_the_byte_order_mark_is_no_part_of_a_quoted_name(tmp_path: Path) -> None:
    assert rows(text(tmp_path, '\ufeff"Action","Owner"\n'))[0] == ("Action", "Owner")


def test_a_cell_may_begin_as_json_does(tmp_path: Path) -> None:
    found = rows(text(tmp_path, "[Redacted] was kind,Care\n{also} here,Care\n"))
    assert found[0] == ("[Redacted] was kind", "Care")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " ,,\n\xa0,\n", "\x00"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Refused):
        tables_of(text(tmp_path, content))


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 500 columns"):
        tables_of(text(tmp_path, ",".join(f"c{n}" for n in range(10_000))))


def test_ten_thousand_empty_columns_are_none(tmp_path: Path) -> None:
    assert rows(text(tmp_path, "Action,Owner" + "," * 10_000)) == [("Action", "Owner")]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    content = 'Action,Owner\n"Ring,Ana\n' + "Check the rails,Ben\n" * 10_000
    found = table(text(tmp_path, content))
    with pytest.raises(Refused, match="quotation mark is not closed"):
        list(found.read())


def test_an_endless_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huddle.exchange.csv_in.LONGEST_LINE", 1000)
    with pytest.raises(Refused, match="one endless line"):
        tables_of(text(tmp_path, "Action," * 1000))


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huddle.exchange.cells.MOST_ROWS", 10)
    assert len(rows(text(tmp_path, "a,b\n" * 10))) == 10
    with pytest.raises(Refused, match="more than 10 rows"):
        rows(text(tmp_path, "a,b\n" * 11))


def test_a_sparse_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(2 * 1024 * limits.MIB)
    with pytest.raises(Refused, match="larger than 200 MB"):
        tables_of(path)


@pytest.mark.parametrize("name", ["list.csv", "list", "list.json"])
def test_what_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(random.Random(7).randbytes(100_000))
    with pytest.raises(Refused, match="neither text nor a workbook"):
        tables_of(path)


@pytest.mark.skipif(
    not os.environ.get("HUDDLE_REAL_INPUTS") or not REAL.exists(),
    reason="HUDDLE_REAL_INPUTS names no folder with a real log of actions",
)
def test_a_real_log_is_read_to_its_end() -> None:
    header, *actions = rows(REAL)
    assert header == ("Meeting", "Meeting date", "Group", "Action", "Owner", "Status")
    assert len(actions) == 35
    assert {len(action) for action in actions} <= {4, 5, 6}
    assert not any("\xa0" in str(cell) for action in actions for cell in action)
