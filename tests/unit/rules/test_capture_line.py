"""The capture line: which words stay, which signs count, and what their chips say."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.rules.capture_line import Capture, complete, parse, suggest
from huddle.vocabulary import ItemKind, RoleGroup

TODAY = dt.date(2026, 11, 25)
NOW = dt.time(8, 20)
NEXT_HUDDLE = dt.date(2026, 11, 26)


def person(name: str, *, is_post: bool = False, is_retired: bool = False) -> PersonRow:
    return PersonRow(
        id=f"id of {name}",
        name=name,
        is_post=is_post,
        role_group=RoleGroup.OTHER,
        department_id=None,
        department_name="",
        extension="",
        is_retired=is_retired,
        row_version=1,
    )


def department(name: str, *, is_retired: bool = False) -> DepartmentRow:
    return DepartmentRow(f"id of {name}", name, "", 0, is_retired, 1)


KNOWN = Known(
    people=(
        person("Anna"),
        person("Anna Ruiz"),
        person("Zoë O'Hara"),
        person("Site"),
        person("nurse in charge", is_post=True),
        person("Gone", is_retired=True),
    ),
    departments=(
        department("Pharmacy"),
        department("Therapies"),
        department("Therapies lead"),
        department("Site"),
        department("Closed unit", is_retired=True),
    ),
    stages=(StageRow("id of ward", "ward", 0), StageRow("id of plan", "discharge planning", 1)),
)


def read(
    line: str, kind: ItemKind | None = None, as_words: frozenset[str] = frozenset()
) -> Capture:
    return parse(
        line,
        KNOWN,
        TODAY,
        now=NOW,
        next_huddle_on=NEXT_HUDDLE,
        shift_ends=dt.time(19, 30),
        chosen_kind=kind,
        as_words=as_words,
    )


def labels(line: str) -> list[str]:
    return [sign.label for sign in read(line).signs]


@pytest.mark.parametrize(
    "line",
    [
        "C diff in bay 2",
        "A patient fell",
        "#NOF",
        "BP >180",
        "BP >wardX",
        "BP > ward",
        "MRSA +ve",
        "C diff due today",
        "due to staffing",
        "Two spaces  stay , and 🙂 «odd» marks;",
        "first line\n\tsecond line",
        "mail anna@pharmacy.org",
        "seen @ 3, again @14:00 and @",
        '@"" @"',
        "x+pharmacy>ward",
        "Stop!",
        "Stop! now",
        "Now !!",
        "C:\\ward\\list.doc",
        "d:/ward/list",
        "+Closed unit",
        "ab: no prefix",
        "1:1 nursing in bay 4",
    ],
)
def test_plain_words_are_one_concern_word_for_word(line: str) -> None:
    assert read(line) == Capture(typed=line, kind=ItemKind.CONCERN, text=line)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("a: Check pump", ItemKind.ACTION, "Check pump"),
        ("A:Check pump", ItemKind.ACTION, "Check pump"),
        ("  c: Wet floor", ItemKind.CONCERN, "Wet floor"),
        ("g: No falls", ItemKind.GOAL, "No falls"),
        ("d: Open bay 4", ItemKind.DECISION, "Open bay 4"),
        ("t: Good catch", ItemKind.RECOGNITION, "Good catch"),
        ("p: Noisy at night", ItemKind.PATIENT_VOICE, "Noisy at night"),
        ("a:", ItemKind.ACTION, ""),
        ("a: c: two", ItemKind.ACTION, "c: two"),
        ("not a: prefix", ItemKind.CONCERN, "not a: prefix"),
    ],
)
def test_a_prefix_chooses_the_kind(line: str, kind: ItemKind, text: str) -> None:
    found = read(line)
    assert (found.kind, found.text) == (kind, text)


def test_the_chosen_kind_counts_without_a_prefix() -> None:
    assert read("Later", ItemKind.PARKED).kind is ItemKind.PARKED
    assert read("c: Later", ItemKind.PARKED).kind is ItemKind.CONCERN


def test_a_prefix_turned_back_into_words_is_text() -> None:
    found = read("a: Check pump", ItemKind.GOAL, frozenset({"a:"}))
    assert (found.kind, found.text, found.signs) == (ItemKind.GOAL, "a: Check pump", ())


def test_an_empty_line_is_empty() -> None:
    assert read("") == Capture(typed="", kind=ItemKind.CONCERN, text="")
    assert not read(" ", ItemKind.ACTION).proposes_next


def test_control_characters_become_spaces() -> None:
    assert read("bed\x00 3\r\n\x1bok\ud800").text == "bed  3 \n ok"


def test_all_signs_of_an_action() -> None:
    found = read("a: Swap pump @Anna due fri 14:00 >ward +Pharmacy in bay 2 !")
    assert found.text == "Swap pump in bay 2"
    assert found.owner is not None
    assert (found.owner.id, found.owner.what) == ("id of Anna", "person")
    assert (found.due_on, found.due_time) == (dt.date(2026, 11, 27), dt.time(14, 0))
    assert found.stage is not None
    assert found.stage.name == "ward"
    assert [each.name for each in found.departments] == ["Pharmacy"]
    assert found.is_priority
    assert not found.proposes_next
    assert [sign.label for sign in found.signs] == [
        "Action",
        "Anna",
        "by Fri 27-Nov-2026 14:00",
        "ward",
        "with Pharmacy",
        "priority",
    ]
    assert all(found.typed[sign.start : sign.end] == sign.typed for sign in found.signs)
    assert not any(sign.is_caution for sign in found.signs)


@pytest.mark.parametrize(
    ("line", "name", "what"),
    [
        ("a: x @Anna Ruiz", "Anna Ruiz", "person"),
        ("a: x @anna ruizo", "Anna", "person"),
        ('a: x @"anna  ruiz" y', "Anna Ruiz", "person"),
        ("a: x @“Anna Ruiz”", "Anna Ruiz", "person"),
        ("a: x @ZOË O'HARA", "Zoë O'Hara", "person"),
        ("a: x @Therapies lead", "Therapies lead", "department"),
        ('a: x @"Therapies" lead', "Therapies", "department"),
        ("a: x @site", "Site", "person"),
        ("a: x @nurse in charge", "nurse in charge", "post"),
        ("a:@Anna x", "Anna", "person"),
    ],
)
def test_owner(line: str, name: str, what: str) -> None:
    owner = read(line).owner
    assert owner is not None
    assert (owner.name, owner.what) == (name, what)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a: Ring @Anna, please", "Ring, please"),
        ("a: Ring bay 2 (@Anna) now", "Ring bay 2 (@Anna) now"),
        ("a: @Anna to ring", "to ring"),
        ("a: Ring @Anna.", "Ring."),
        ("a: keep  these  gaps @Anna and  these", "keep  these  gaps and  these"),
        ("a: one\n@Anna two", "one\ntwo"),
        ("a: @Anna >ward +Pharmacy due fri", ""),
    ],
)
def test_the_text_without_its_signs(line: str, text: str) -> None:
    assert read(line).text == text


def test_a_post_asks_who() -> None:
    sign = read("a: x @nurse in charge").signs[-1]
    assert (sign.label, sign.is_caution) == ("nurse in charge: a post, who?", True)


@pytest.mark.parametrize(
    ("line", "name", "typed"),
    [
        ("a: Ring @Bob, please", "Bob", "@Bob"),
        ('a: Ring @"Bob  Lee" now', "Bob Lee", '@"Bob  Lee"'),
        ("a: Ring @O'Neil", "O'Neil", "@O'Neil"),
        ("a: Ring @Annabel", "Annabel", "@Annabel"),
        ("a: Ring @Gone", "Gone", "@Gone"),
        ("a: Ring @Bob or @Eve", "Bob", "@Bob"),
    ],
)
def test_an_unknown_name_stays_in_the_text(line: str, name: str, typed: str) -> None:
    found = read(line)
    assert (found.unknown_owner, found.owner) == (name, None)
    assert found.text == line.removeprefix("a: ")
    sign = found.signs[-1]
    assert (sign.what, sign.typed, sign.is_caution) == ("unknown", typed, True)
    assert sign.label == f"{name}: not known yet"


def test_a_known_owner_leaves_no_question_about_an_unknown_name() -> None:
    found = read("a: Tell @Bob @Anna")
    assert (found.text, found.unknown_owner) == ("Tell @Bob", "")
    assert found.owner is not None
    assert [sign.what for sign in found.signs] == ["kind", "owner"]


def test_a_second_owner_stays_text_unless_it_is_a_department() -> None:
    found = read("a: Ring @Anna @Site @Pharmacy")
    assert found.text == "Ring @Site"
    assert [each.name for each in found.departments] == ["Pharmacy"]


@pytest.mark.parametrize("prefix", ["c:", "t:", "p:"])
def test_what_nobody_owns_was_raised_by_the_one_named(prefix: str) -> None:
    found = read(f"{prefix} Wet floor @nurse in charge @Pharmacy")
    assert found.owner is not None
    assert found.owner.name == "nurse in charge"
    assert found.signs[-1].label == "raised by nurse in charge"
    assert not found.signs[-1].is_caution
    assert found.text == "Wet floor @Pharmacy"


def test_two_stages_make_a_join() -> None:
    found = read("Notes lost >ward >discharge planning >ward")
    assert found.stage is not None
    assert found.join_stage is not None
    assert (found.stage.name, found.join_stage.name) == ("ward", "discharge planning")
    assert found.text == "Notes lost >ward"
    assert [sign.label for sign in found.signs] == ["ward", "join with discharge planning"]


def test_several_departments_each_once() -> None:
    found = read('g: No falls +pharmacy +"therapies lead" +Pharmacy')
    assert [each.name for each in found.departments] == ["Pharmacy", "Therapies lead"]
    assert found.text == "No falls +Pharmacy"


@pytest.mark.parametrize(
    ("line", "is_priority", "text"),
    [
        ("Wet floor !", True, "Wet floor"),
        ("a: Mop ! ", True, "Mop"),
        ("!", True, ""),
        ("t: Thanks !", False, "Thanks !"),
        ("a: Mop ! now", False, "Mop ! now"),
    ],
)
def test_priority(line: str, is_priority: bool, text: str) -> None:
    found = read(line)
    assert (found.is_priority, found.text) == (is_priority, text)


@pytest.mark.parametrize("prefix", ["a:", "g:", "d:"])
def test_due_counts_for_what_somebody_owns(prefix: str) -> None:
    found = read(f"{prefix} Mop DUE tomorrow please")
    assert (found.due_on, found.text) == (dt.date(2026, 11, 26), "Mop please")


@pytest.mark.parametrize("line", ["a: overdue today", "a: Fix due-date today", "a: due", "a: due "])
def test_due_must_be_a_word_with_a_day(line: str) -> None:
    assert read(line).due_on is None


def test_the_first_due_counts() -> None:
    found = read("a: Mop due fri and due mon")
    assert (found.due_on, found.text) == (dt.date(2026, 11, 27), "Mop and due mon")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a: Mop due 7:00", "by Wed 25-Nov-2026 07:00: already past"),
        ("a: Mop due 3 dec 2020", "by Thu 03-Dec-2020: already past"),
    ],
)
def test_a_due_time_that_has_passed_is_marked(line: str, says: str) -> None:
    sign = read(line).signs[-1]
    assert (sign.label, sign.is_caution) == (says, True)


def test_a_due_time_still_to_come_is_not_marked() -> None:
    assert not read("a: Mop due 8:20").signs[-1].is_caution


def test_an_action_without_a_day_proposes_the_next_huddle() -> None:
    assert read("a: Mop").proposes_next
    assert not read("Mop").proposes_next
    assert not parse("a: Mop", KNOWN, TODAY).proposes_next


def test_a_date_that_is_none_is_hinted_at() -> None:
    found = read("a: Mop due 31 feb")
    assert found.text == "Mop due 31 feb"
    assert found.hint == "“31 feb” is not a date, so it stays as words."


@pytest.mark.parametrize(
    "line", ["a: Short due to staffing", "due 31 feb", "a: Rota due next week"]
)
def test_no_hint_for_ordinary_words(line: str) -> None:
    assert read(line).hint == ""


def test_signs_turned_back_into_words_are_text() -> None:
    line = "a: Mop due fri 14:00 @Anna Ruiz @Bob >ward !"
    as_words = frozenset({"due fri 14:00", "@Anna Ruiz", "@Bob", ">ward", "!"})
    found = read(line, as_words=as_words)
    assert found.text == line.removeprefix("a: ")
    assert [sign.what for sign in found.signs] == ["kind"]
    assert found.unknown_owner == ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("a: x @ph", ("Pharmacy",)),
        ("a: x @an", ("Anna", "Anna Ruiz")),
        ("a: x @anna", ("Anna", "Anna Ruiz")),
        ("a: x @anna r", ("Anna Ruiz",)),
        ('a: x @"anna r', ("Anna Ruiz",)),
        ("a: x @anna ruiz", ()),
        ("a: x @ruiz", ("Anna Ruiz",)),
        ("a: x @lead", ("Therapies lead",)),
        ("a: x @site", ()),
        ("a:@ph", ("Pharmacy",)),
        ("x @go", ()),
        ("x +", ("Pharmacy", "Therapies", "Therapies lead", "Site")),
        ("x +an", ()),
        ("x >d", ("discharge planning",)),
        ("x @Anna >w", ("ward",)),
        ("x > w", ()),
        ("x", ()),
        ("x@ph", ()),
        ("", ()),
    ],
)
def test_suggest(line: str, names: tuple[str, ...]) -> None:
    assert suggest(line, len(line), KNOWN) == names


def test_suggest_offers_six_at_most_people_first() -> None:
    assert suggest("@", 1, KNOWN) == (
        "Anna",
        "Anna Ruiz",
        "Zoë O'Hara",
        "Site",
        "nurse in charge",
        "Pharmacy",
    )


def test_suggest_looks_at_the_sign_under_the_cursor() -> None:
    assert suggest("x @ph then >w", 5, KNOWN) == ("Pharmacy",)


@pytest.mark.parametrize(
    ("line", "choice", "completed"),
    [
        ("x @ph|", "Pharmacy", "x @Pharmacy |"),
        ("x @ph| now", "Pharmacy", "x @Pharmacy |now"),
        ("x @p|har now", "Pharmacy", "x @Pharmacy |now"),
        ("x @ph|, now", "Pharmacy", "x @Pharmacy|, now"),
        ("x @ann|", "Anna Ruiz", 'x @"Anna Ruiz" |'),
        ("x @anna r|ui now", "Anna Ruiz", 'x @"Anna Ruiz" |now'),
        ('x @"an|na r" now', "Anna Ruiz", 'x @"Anna Ruiz" |now'),
        ('x @"an| now', "Anna Ruiz", 'x @"Anna Ruiz" |now'),
        ("x >|", "discharge planning", 'x >"discharge planning" |'),
        ("x @|", 'Anna "Ann" Ruiz', 'x @Anna "Ann" Ruiz |'),
        ("no sign|", "Anna", "no sign|"),
    ],
)
def test_complete(line: str, choice: str, completed: str) -> None:
    found, cursor = complete(line.replace("|", ""), line.index("|"), choice)
    assert f"{found[:cursor]}|{found[cursor:]}" == completed
