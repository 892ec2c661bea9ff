"""The form for a huddle on paper: what it says, and read back as text."""

from __future__ import annotations

from huddle.rows.huddles import HuddleRecord
from huddle.sheets.blank import blank_draft, lay_out_blank
from huddle.sheets.blank_content import BlankSheet, blank_of
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.vocabulary import HuddleStatus, StepPurpose
from tests.helpers.sheet_rows import (
    make_action,
    make_huddle,
    make_item,
    make_record,
    make_stamp,
    make_step,
    make_unit,
    typical_departments,
    typical_record,
)
from tests.helpers.sheet_text import pages_of, text_of

ANSWERS = "Done Still going Blocked More time Escalate"


def planned(**fields: object) -> HuddleRecord:
    huddle = make_huddle(number=0, status=HuddleStatus.PLANNED, started_at=None, closed_at=None)
    return make_record(huddle=huddle, is_frozen=False, **fields)


def said(record: HuddleRecord | None) -> BlankSheet:
    return blank_of(record, make_unit(), typical_departments(), make_stamp())


def printed(record: HuddleRecord | None) -> bytes:
    draft = blank_draft(record, make_unit(), typical_departments(), make_stamp())
    return draft.draw(PaperSize.A4)


def names(sheet: BlankSheet) -> list[str]:
    return [one.step.name for one in sheet.steps]


def test_without_a_series_it_is_blank() -> None:
    sheet = said(None)

    assert (sheet.title, sheet.when, sheet.led_by) == ("Huddle on paper", "", "")
    assert names(sheet) == ["Concerns", "Thanks", "Decisions", "New actions"]
    text = text_of(printed(None))
    for words in ("Willow ward", "Nursing", "Day", "Began", "Led by", "What", "By when", "Where"):
        assert words in text, words
    assert "Happening now? Act and call 2222 first." in text


def test_with_a_series_the_steps_stand_in_order_and_the_read_back_ends_them() -> None:
    steps = (
        make_step("Hello", purpose=StepPurpose.WELCOME),
        make_step("Read-back", purpose=StepPurpose.READ_BACK),
        make_step("Look ahead", prompts="Who waits?"),
    )

    sheet = said(planned(steps=steps))

    assert names(sheet) == ["Hello", "Look ahead", "Decisions", "Read-back"]
    assert [one.rooms[0].label for one in sheet.steps[:2]] == ["Thanks", "Concerns"]
    assert [one.actions > 0 for one in sheet.steps] == [False, False, False, True]
    text = text_of(printed(planned(steps=steps)))
    assert "Monday 23 November 2026, 08:15" in text
    assert "3. Look ahead" in text
    assert "Who waits?" in text
    assert "Day" not in text.split("Began")[0].replace("Monday", "")


def test_a_promise_has_its_code_and_a_box_for_each_answer() -> None:
    step = make_step("Promises", purpose=StepPurpose.PROMISES)
    promises = (make_action("Mend the lamp"), make_action("Order a sling", id="2", code="22B8-M"))

    text = text_of(printed(planned(steps=(step,), reviewed=promises)))

    assert "22B7-K Mend the lamp" in text
    assert "22B8-M Order a sling" in text
    assert text.count(ANSWERS) == 2


def test_where_nothing_was_due_it_says_so() -> None:
    step = make_step("Promises", purpose=StepPurpose.PROMISES)

    text = text_of(printed(planned(steps=(step,))))

    assert "None were due when this was printed." in text
    assert ANSWERS not in text


def test_promises_stand_by_themselves_where_no_step_asks_for_them() -> None:
    text = text_of(printed(planned(reviewed=(make_action("Mend the lamp"),))))

    assert "Promises due 22B7-K Mend the lamp" in text
    assert ANSWERS in text


def test_what_was_raised_for_it_stands_on_it() -> None:
    text = text_of(printed(planned(items=(make_item("No sling", raised_by="Therapies"),))))

    assert "Raised for this huddle Concern No sling" in text


def test_it_ends_with_who_typed_it_in() -> None:
    pages = pages_of(printed(None))

    assert "Typed in later by on, at" in pages[-1]
    assert not any("Typed in" in page for page in pages[:-1])


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(1, 15):
        record = planned(steps=tuple(make_step(f"Step {number}") for number in range(count)))
        for page in lay_out_blank(said(record), make_stamp(), PaperSize.A4):
            headings = [y for _x, y, piece in page.texts if piece.size == style().heading]
            to_write = [rule.y1 for rule in page.rules if rule.ink == style().writing]
            assert min(headings) > min(to_write)


def test_a_long_promise_is_said_to_go_on() -> None:
    words = " ".join(f"word{number}" for number in range(1300))

    text = text_of(printed(planned(reviewed=(make_action(words),))))

    assert "Promises due, continued 22B7-K, continued" in text
    assert "word1299" in text


def test_the_message_says_what_is_known() -> None:
    draft = blank_draft(typical_record(), make_unit(), typical_departments(), make_stamp())

    message = draft.text()

    assert "Who is here: Nursing, Medical" in message
    assert "1. How are we, and thanks" in message
