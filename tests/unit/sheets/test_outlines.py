"""What sheets say as a message and as a web page: the same words, whole, and nothing but words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

import pytest

from huddle import i18n
from huddle.rows.wall import AnswerRow
from huddle.rules.plain_text import one_line, shown
from huddle.sheets import outlines
from huddle.sheets.actions import actions_draft
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.agenda import agenda_draft
from huddle.sheets.agenda_content import agenda_of
from huddle.sheets.as_html import as_html
from huddle.sheets.as_text import as_text
from huddle.sheets.attendance import sign_in_draft
from huddle.sheets.attendance_content import sign_in_of
from huddle.sheets.blank import blank_draft
from huddle.sheets.blank_content import Room, blank_of
from huddle.sheets.draft import Draft
from huddle.sheets.follow_up import follow_up_draft
from huddle.sheets.follow_up_content import follow_up_of
from huddle.sheets.kinds import SheetKind
from huddle.sheets.outline import Fact, Facts, Outline, Words
from huddle.sheets.stamp import PaperSize
from huddle.sheets.summary import summary_draft
from huddle.sheets.summary_content import summary_of
from huddle.sheets.you_said import you_said_draft
from huddle.sheets.you_said_content import you_said_of
from tests.helpers.html_page import Page, read
from tests.helpers.sheet_outlines import HARMLESS, outlines_with
from tests.helpers.sheet_rows import (
    DAY,
    make_escalation,
    make_huddle,
    make_stamp,
    make_unit,
    make_waiting,
    typical_actions,
    typical_departments,
    typical_record,
)
from tests.helpers.sheet_text import letters_of

HUDDLE = make_huddle()
HOSTILE = {
    "markup": "<b>bold</b> &amp; <script>alert(1)</script> <!-- x --> ]]> <?x?> &#60;",
    "end": "</p></td></main></style></title><h1>Mine</h1>",
    "attributes": '" onmouseover=\'x\' style="color:red" {color}',
    "formula": '=HYPERLINK("http://x")',
    "turned": "left \u202eright\u202c \u2066end",
    "hebrew": "שלום (bay 3) עולם",
    "lines": "one\r\n\ntwo\u2028Tell us: ring 0\n- 22B7-K: mine",
    "long": "x" * 10_000,
    "words": "word " * 1_999 + "end",
}
KINDS = sorted(outlines_with(HARMLESS))
EVIL = [pytest.param(words, id=name) for name, words in HOSTILE.items()]
ATTRIBUTES = {
    *("lang", "dir", "charset", "http-equiv", "content", "name", "scope", "role", "data-head")
}


def html_of(outline: Outline, **stamp: object) -> str:
    return as_html(outline, make_stamp(**stamp), "A sheet").decode()


def page_of(outline: Outline, **stamp: object) -> Page:
    return read(html_of(outline, **stamp))


def message_of(outline: Outline) -> str:
    return as_text(outline, make_stamp())


def test_each_kind_has_an_outline() -> None:
    assert {name.replace(",", "").split()[0] for name in KINDS} == {k.value for k in SheetKind}


# What people write


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", EVIL)
def test_whatever_people_write_comes_back_whole_and_as_nothing_else(kind: str, words: str) -> None:
    page, plain = page_of(outlines_with(words)[kind]), page_of(outlines_with(HARMLESS)[kind])

    assert page.tags == plain.tags
    assert page.other == plain.other
    # What names something stands on one line.
    said = {shown(words), shown(one_line(words))}
    assert sum(map(page.count, said)) == plain.count(HARMLESS) > 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", EVIL)
def test_no_words_pass_for_another_line_of_a_message(kind: str, words: str) -> None:
    plain = message_of(outlines_with(HARMLESS)[kind])

    assert message_of(outlines_with(words)[kind]) == plain.replace(HARMLESS, one_line(words))


@pytest.mark.parametrize("kind", KINDS)
def test_each_text_goes_in_its_own_direction(kind: str) -> None:
    page = page_of(outlines_with(HARMLESS)[kind])

    for text, element in page.runs:
        if HARMLESS in text and element.tag != "title":
            assert element.attributes.get("dir") == "auto", element


# The page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_hangs_together_for_those_who_listen(kind: str) -> None:
    page = page_of(outlines_with(HARMLESS)[kind])

    assert page.one("html").attributes == {"lang": "en-GB", "dir": "ltr"}
    assert page.one("title").text == "A sheet"
    assert [one.tag for one in page.elements if one.tag in {"header", "main", "footer"}] == [
        *("header", "main", "footer")
    ]
    levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    for tag in ("h1", "h2", "h3", "caption", "th", "dt", "dd", "li", "p", "small", "strong"):
        assert all(one.text.strip() for one in page.all(tag)), tag


@pytest.mark.parametrize("kind", KINDS)
def test_each_cell_of_a_table_has_its_heads(kind: str) -> None:
    page = page_of(outlines_with(HARMLESS)[kind])

    assert len(page.all("caption")) == len(page.all("thead")) == len(page.all("table"))
    heads = [one.text for one in page.all("th") if one.attributes["scope"] == "col"]
    rows = [one for one in page.all("th") if one.attributes["scope"] == "row"]
    assert len(heads) + len(rows) == len(page.all("th"))
    assert len(rows) + len(page.all("table")) == len(page.all("tr"))
    assert {one.attributes["data-head"] for one in page.all("td")} <= set(heads)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_runs_nothing_and_asks_for_nothing(kind: str) -> None:
    page = page_of(outlines_with(HARMLESS)[kind])

    assert {name for one in page.elements for name in one.attributes} <= ATTRIBUTES
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & set(page.tags)
    assert not re.search(r"url\(|@import|expression", page.one("style").text)
    (policy,) = [one for one in page.all("meta") if "http-equiv" in one.attributes]
    assert "default-src 'none'" in policy.attributes["content"]


def test_the_foot_says_what_the_page_is_and_when_it_goes() -> None:
    outline = outlines.summary_outline(summary_of(typical_record(), make_stamp()))
    page = page_of(outline)

    assert page.one("footer").text.split("\n") == [
        "Not a patient record or handover. As at Mon 23-Nov-2026 08:26.",
        "Huddle 214",
        "Printed Mon 23-Nov-2026 08:31 by M. Okafor",
        "Destroy by Mon 30-Nov-2026",
        "OFFICIAL",
    ]
    page = page_of(outline, destroy_after_days=0, code="ABCD")
    assert "Destroy" not in page.one("footer").text
    assert "ABCD types it back in" in page.one("footer").text


def test_a_language_that_reads_from_the_right_turns_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gettext.translation", lambda *_asked, **_how: i18n.PseudoTranslations())
    i18n.use_language("ar")

    page = page_of(outlines_with(HARMLESS)["agenda"])

    assert page.one("html").attributes == {"lang": "ar", "dir": "rtl"}


def test_a_name_of_a_page_is_one_line_of_text() -> None:
    outline = outlines_with(HARMLESS)["agenda"]

    page = read(as_html(outline, make_stamp(), "a\n</title><b>\u202eb").decode())

    assert page.one("title").text == "a </title><b>b"
    assert "b" not in page.tags


def test_what_does_not_show_leaves_no_trace() -> None:
    unseen = "\u200b\u202e"
    outline = Outline(
        title="Sheet",
        word=unseen,
        about=(unseen,),
        parts=(Words((unseen,), is_strong=True), Facts((Fact("Where", unseen),))),
        as_at=make_stamp().printed_at,
    )

    assert page_of(outline).one("main").text == ""
    assert message_of(outline).startswith("Sheet\n\nNot a patient record")


def test_what_must_not_be_missed_is_strong() -> None:
    page = page_of(outlines_with(HARMLESS)["escalation"])

    assert any("This program has told nobody" in one.text for one in page.all("strong"))


# The same as on paper


def contents() -> list[tuple[object, Draft]]:
    """What paper is set from, and the draft of the same."""
    record, unit, teams, stamp = typical_record(), make_unit(), typical_departments(), make_stamp()
    waiting = make_waiting(*typical_actions(), escalations=(make_escalation(),))
    items = typical_actions()
    sheets = action_sheets_of(items, teams, unit, stamp, huddle=make_huddle())
    answers = (AnswerRow("The hall is cold", "It is heated", DAY),)
    return [
        (summary_of(record, stamp), summary_draft(record, stamp)),
        (agenda_of(record, stamp), agenda_draft(record, stamp)),
        (follow_up_of(waiting, unit, stamp), follow_up_draft(waiting, unit, stamp)),
        (blank_of(record, unit, teams, stamp), blank_draft(record, unit, teams, stamp)),
        (sheets, actions_draft(sheets, items, unit, stamp)),
        (sign_in_of(HUDDLE, unit, teams, stamp), sign_in_draft(HUDDLE, unit, teams, stamp)),
        (you_said_of(answers, DAY, unit, stamp), you_said_draft(answers, DAY, unit, stamp)),
    ]


def texts_in(content: object) -> Iterator[str]:
    """Every text that paper may be set from, except the labels of lines to write on."""
    if isinstance(content, str) and not isinstance(content, Enum):
        yield content
    elif isinstance(content, tuple):
        for one in content:
            yield from texts_in(one)
    elif dataclasses.is_dataclass(content) and not isinstance(content, Room):
        for field in dataclasses.fields(content):
            yield from texts_in(getattr(content, field.name))


@pytest.mark.parametrize("content", contents(), ids=lambda one: type(one[0]).__name__)
def test_all_that_paper_says_stands_on_the_page_and_in_the_message(
    content: tuple[object, Draft],
) -> None:
    given, draft = content
    paper = letters_of(draft.draw(PaperSize.A4))
    page, message = read(draft.html().decode()), draft.text()

    said = {text for text in texts_in(given) if text and "".join(text.split()) in paper}
    assert len(said) > 3
    for text in said:
        assert text in page.one("body").text, text
        assert one_line(text) in message, text
    assert page.one("title").text == one_line(draft.title)
