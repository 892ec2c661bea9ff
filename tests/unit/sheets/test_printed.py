"""The sheets as PDF, read back."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from huddle.rows.items import ItemRow
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from tests.helpers.sheet_pdfs import actions_pdf, agenda_pdf, summary_pdf
from tests.helpers.sheet_rows import (
    make_action,
    make_department,
    make_huddle,
    make_item,
    make_record,
    make_stamp,
    make_step,
    make_unit,
    typical_actions,
    typical_departments,
    typical_record,
)
from tests.helpers.sheet_text import has_pdftotext, pages_of, text_of

LONG = " ".join(f"word{number}" for number in range(1300))


def printed(*items: ItemRow) -> bytes:
    return actions_pdf(items, typical_departments(), make_unit(), make_stamp())


def test_a_typical_huddle_fits_on_one_side_and_says_everything() -> None:
    pdf = summary_pdf(typical_record(), make_stamp())

    assert len(pages_of(pdf)) == 1
    text = text_of(pdf)
    for item in (*typical_record().items, *typical_record().reviewed):
        assert item.text in text
    for row in typical_actions():
        assert row.code in text


@pytest.mark.parametrize("paper", list(PaperSize))
def test_sheets_have_the_size_of_their_paper(paper: PaperSize) -> None:
    pdf = summary_pdf(typical_record(), make_stamp(), paper=paper)

    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(style().page(paper), abs=0.01)


def test_every_action_appears_in_full_on_the_sheet_of_its_department() -> None:
    pages = pages_of(
        actions_pdf(
            typical_actions(),
            typical_departments(),
            make_unit(),
            make_stamp(),
            huddle=make_huddle(),
        )
    )

    starts = ["Nursing", "Pharmacy", "Site team", "Porters", "Discharge hub", "No department yet"]
    assert len(pages) == len(starts)
    for page, start in zip(pages, starts, strict=True):
        assert page.startswith(start)
        assert "Page 1 of 1" in page
    for action in typical_actions():
        assert any(action.text in page for page in pages)
    assert "Order the hoist sling" not in pages[1]


def test_an_action_sheet_has_room_to_write_and_says_how_to_tell() -> None:
    text = text_of(printed(typical_actions()[0]))

    assert "Done, or blocked because" in text
    assert "Initials" in text
    assert "Tell us: ring 4410 or leave this sheet in the red tray at the desk" in text
    for fact in ("Bay 3 store", "Wed 25-Nov-2026 14:00", "A. Kowalska", "Therapies, ext. 4432"):
        assert fact in text


def test_the_foot_says_what_the_paper_is_and_when_it_goes() -> None:
    text = text_of(summary_pdf(make_record(), make_stamp(classification="OFFICIAL – internal")))

    for said in (
        "Not a patient record or handover. As at Mon 23-Nov-2026 08:26.",
        "Printed Mon 23-Nov-2026 08:31 by M. Okafor",
        "Destroy by Mon 30-Nov-2026",
        "OFFICIAL – internal",
        "Huddle 214",
        "Page 1 of 1",
    ):
        assert said in text


def test_the_foot_says_nothing_of_destroying_where_the_ward_sets_no_days() -> None:
    text = text_of(summary_pdf(make_record(), make_stamp(destroy_after_days=0)))
    assert "Destroy" not in text
    assert "Printed Mon 23-Nov-2026 08:31 by M. Okafor" in text


def test_pages_are_counted_for_each_department_by_itself() -> None:
    many = [make_action(f"Do thing {number}", id=str(number)) for number in range(10)]
    pages = pages_of(printed(*many, make_action("One", department_name="Pharmacy")))

    nursing = [page for page in pages if page.startswith("Nursing")]
    assert len(nursing) > 1
    for number, page in enumerate(nursing, start=1):
        assert f"Page {number} of {len(nursing)}" in page
    assert all(page.startswith("Nursing, continued") for page in nursing[1:])
    assert "Page 1 of 1" in pages[-1]


@pytest.mark.skipif(not has_pdftotext(), reason="pypdf does not read replaced text")
def test_other_scripts_and_emoji_read_back_in_order() -> None:
    texts = ["مرحبا بالعالم", "שלום עולם", "病人需要药物", "Привет, доктор", "वार्ड में", "👍 🧪 ok"]

    text = text_of(printed(*(make_action(said, id=said) for said in texts)), in_drawn_order=False)

    for said in texts:
        assert said in text


def test_what_no_font_has_is_spelt_and_directions_cannot_be_forged() -> None:
    text = text_of(printed(make_action("give 한 \u202e05 gm\u202c \x00now")))

    assert "give [U+D55C] 05 gm now" in text


def test_a_long_field_goes_on_over_pages_and_nothing_is_lost() -> None:
    action = make_action(LONG, place=LONG[:3000], owner_name="n" * 300)
    record = make_record(
        items=(action, make_item(LONG, raised_by=LONG[:500])), plus=LONG, reviewed=(action,)
    )

    by_department = printed(action)
    summary = summary_pdf(record, make_stamp())

    assert len(pages_of(by_department)) > 2
    assert "22B7-K, continued" in text_of(by_department)
    for number in (0, 600, 1299):
        assert f"word{number}" in text_of(by_department)
        assert text_of(summary).count(f"word{number} ") >= 3
    assert "Also raised, continued" in text_of(summary)
    assert "New actions, continued" in text_of(summary)


def test_every_sheet_can_be_empty() -> None:
    assert "nothing was raised" in text_of(summary_pdf(make_record(), make_stamp()))
    assert "Nothing to do." in text_of(printed())
    assert "Agenda" in text_of(agenda_pdf(make_record(), make_stamp()))


def test_the_agenda_says_steps_prompts_and_promises() -> None:
    step = make_step("Look ahead", prompts="Who is waiting?\nFor what?")
    record = make_record(
        steps=(step,),
        items=(make_item("No sling", step_id=step.id),),
        reviewed=typical_actions()[:1],
        is_frozen=False,
    )

    text = text_of(agenda_pdf(record, make_stamp()))

    for said in ("1. Look ahead", "Who is waiting?", "For what?", "Concern No sling", "Order the"):
        assert said in text


def test_two_prints_of_the_same_are_the_same_bytes() -> None:
    items = (*typical_actions(), make_action("مرحبا 👍 病人"))

    assert printed(*items) == printed(*items)
    assert summary_pdf(typical_record(), make_stamp()) == summary_pdf(
        typical_record(), make_stamp()
    )


def test_a_reader_is_told_title_author_and_language() -> None:
    reader = PdfReader(io.BytesIO(summary_pdf(make_record(), make_stamp())))

    assert reader.metadata is not None
    assert reader.metadata.title == ("Ward safety huddle, Monday 23 November 2026, 08:15 to 08:26")
    assert reader.metadata.author == "Willow ward"
    assert str(reader.root_object["/Lang"]) == "en-GB"


def leaps(pdf: bytes) -> list[tuple[str, int]]:
    """What a reader's list of parts holds, and on which page each begins."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [one for one in reader.outline if not isinstance(one, list)]
    return [(str(one.title), reader.get_destination_page_number(one) or 0) for one in found]


def test_each_department_of_a_run_can_be_leapt_to() -> None:
    many = [make_action(f"Do thing {number}", id=str(number)) for number in range(10)]
    pdf = printed(*many, make_action("One", department_name="Pharmacy"))
    (first, begin), (second, after) = leaps(pdf)
    assert (first, begin, second) == ("Nursing", 0, "Pharmacy")
    assert pages_of(pdf)[after].startswith("Pharmacy")
    assert after > 1


def test_the_parts_of_a_long_summary_can_be_leapt_to() -> None:
    many = [make_item("It goes on. " * 40, id=str(number)) for number in range(12)]
    actions = [make_action(f"Do thing {number}", id=f"a{number}") for number in range(30)]
    found = leaps(summary_pdf(make_record(items=(*many, *actions)), make_stamp()))
    titles = [title for title, _page in found]
    assert titles[0] == "Here"
    assert titles.count("New actions") == 1
    assert found == sorted(found, key=lambda one: one[1])
    assert dict(found)["New actions"] > 0


def test_one_page_needs_no_list_of_parts() -> None:
    assert leaps(summary_pdf(make_record(), make_stamp())) == []


def test_two_hundred_departments_print_in_one_go() -> None:
    departments = [make_department(f"Team {number:03}", number) for number in range(200)]
    items = [make_action(f"Do {row.name}", department_name=row.name) for row in departments]

    pages = pages_of(actions_pdf(items, departments, make_unit(), make_stamp()))

    assert len(pages) == 200
    assert all(page.startswith(row.name) for page, row in zip(pages, departments, strict=True))
