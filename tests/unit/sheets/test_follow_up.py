"""The follow-up list: what it says, and read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.rows.items import ItemRow
from huddle.sheets.follow_up import follow_up_draft
from huddle.sheets.follow_up_content import FollowUpSheet, Waiting, follow_up_of
from huddle.sheets.privacy import OnPaper
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import EscalationState, Status
from tests.helpers.sheet_rows import (
    days,
    make_action,
    make_escalation,
    make_part,
    make_received,
    make_stamp,
    make_unit,
    make_waiting,
)
from tests.helpers.sheet_text import pages_of, text_of

LATE = make_action(
    "Mend the lamp",
    id="late",
    code="22B7-K",
    due_on=days(-3),
    is_overdue=True,
    times_carried=2,
    place="Bay 2",
    status=Status.BLOCKED,
)
SECRET = make_action("Zinnia talk", id="secret", is_sensitive=True)


def said(waiting: Waiting) -> FollowUpSheet:
    return follow_up_of(OnPaper().waiting(waiting), make_unit(), make_stamp())


def printed(waiting: Waiting) -> bytes:
    shown = OnPaper().waiting(waiting)
    return follow_up_draft(shown, make_unit(), make_stamp()).draw(PaperSize.A4)


def groups(sheet: FollowUpSheet) -> dict[str, list[str]]:
    return {
        group.title: [line.what for line in group.actions] for group in (*sheet.open, *sheet.more)
    }


def test_overdue_comes_first_then_due_then_what_has_no_day() -> None:
    items = (make_action("Undated", due_on=None), make_action("Due", is_priority=True), LATE)

    sheet = said(make_waiting(*items))

    assert list(groups(sheet).items()) == [
        ("Overdue", ["Mend the lamp"]),
        ("Due", ["Due"]),
        ("No time yet", ["Undated"]),
    ]
    assert sheet.numbers == "3 actions, 1 late"


def test_a_line_says_what_where_when_who_how_far_and_where_to_ring() -> None:
    (group,) = said(make_waiting(LATE)).open
    (line,) = group.actions

    assert line.about.replace("\u00a0", " ") == "carried 2×, 3 days late · Bay 2"
    assert (line.who, line.due, line.status) == ("A. Kowalska", "Fri 20-Nov-2026", "blocked")
    assert line.department.replace("\u00a0", " ") == "Nursing, ext. 4410"


def test_each_department_with_a_part_can_be_rung() -> None:
    action = make_action("Agree", parts=(make_part("Porters"), make_part("Pharmacy")))

    (group,) = said(make_waiting(action)).open

    assert group.actions[0].department.replace("\u00a0", " ") == (
        "Porters, ext. 4450; Pharmacy, ext. 4471"
    )


def test_to_check_says_how_we_will_know_and_to_tell_who_tells() -> None:
    checked = make_action(
        "Move it", id="done", status=Status.AWAITING_CHECK, how_known="nobody waits"
    )
    untold = make_action("Ring them", id="untold", read_back="Jo Byrne")

    sheet = said(make_waiting(to_check=(checked,), untold=(untold,)))

    assert groups(sheet) == {"To check": ["Move it"], "To tell": ["Ring them"]}
    to_check, to_tell = (group.actions[0] for group in sheet.more)
    assert "We will know it worked: nobody waits" in to_check.about
    assert to_tell.now == "Jo Byrne tells them"


def test_what_went_up_and_what_came_in_say_how_far_and_whom_to_ring() -> None:
    up = make_escalation(needed_on=days(0), needed_time=dt.time(12), state=EscalationState.NO_REPLY)
    page = text_of(printed(make_waiting(escalations=(up,), received=(make_received(),))))

    for words in (
        *("Escalated", "Mend the hoist", "Lend us one by noon", "Jo Byrne, Site manager", "4321"),
        *("no reply in time", "by Mon 23-Nov-2026 12:00"),
        *("Asked of us", "Ward 9", "4488", "No part in the house"),
    ):
        assert words in page, words


def test_what_is_sensitive_is_left_out_everywhere_and_counted_once() -> None:
    waiting = make_waiting(
        LATE,
        SECRET,
        untold=(SECRET,),
        escalations=(make_escalation(item=SECRET),),
        received=(make_received(item=make_action("Zinnia asks", id="other", is_sensitive=True)),),
        hidden_count=1,
    )
    draft = follow_up_draft(OnPaper().waiting(waiting), make_unit(), make_stamp())

    assert "Zinnia" not in text_of(draft.draw(PaperSize.A4))
    assert "Zinnia" not in draft.text()
    assert not any("Zinnia" in one.text for one in draft.written())
    assert said(waiting).hidden == "3 sensitive items not shown"


def test_a_patient_reference_is_not_on_it() -> None:
    action = make_action("Mend the lamp", patient_reference="Bed 77")

    assert "Bed 77" not in text_of(printed(make_waiting(action)))


def test_nothing_to_follow_up_says_so() -> None:
    (page,) = pages_of(printed(make_waiting()))

    assert "Nothing to follow up." in page


def test_a_row_that_turns_the_page_is_said_to_go_on() -> None:
    many = [_numbered(number) for number in range(60)]

    pages = pages_of(printed(make_waiting(*many)))

    assert len(pages) > 2
    assert all(page.startswith("Follow-up list, continued Due, continued") for page in pages[1:])
    assert all(f"Do thing {number} " in " ".join(pages) for number in range(60))


def _numbered(number: int) -> ItemRow:
    return make_action(f"Do thing {number}", id=str(number))


def test_the_same_is_said_as_a_message_with_each_text_on_one_line() -> None:
    up = make_escalation(ask="one\nTell us: ring 0000")
    draft = follow_up_draft(make_waiting(LATE, escalations=(up,)), make_unit(), make_stamp())

    lines = draft.text().replace("\u00a0", " ").splitlines()

    assert "- 22B7-K: Mend the lamp · A. Kowalska · Nursing, ext. 4410 · Fri 20-Nov-2026 · " in (
        next(line for line in lines if "Mend the lamp" in line) + " "
    )
    assert not any(line.startswith("Tell us") for line in lines)


def test_all_that_people_wrote_is_given_to_the_guard() -> None:
    waiting = make_waiting(
        make_action("text", place="place", note="note", owner_name="owner"),
        to_check=(make_action("done", how_known="sign"),),
        untold=(make_action("x", read_back="teller"),),
        escalations=(make_escalation(ask="ask", to_name="receiver"),),
        received=(make_received(ask="asked", reason="reason", from_unit="unit"),),
    )
    written = {one.text for one in follow_up_draft(waiting, make_unit(), make_stamp()).written()}

    assert written >= {
        *("text", "place", "note", "sign", "owner", "teller"),
        *("ask", "receiver", "asked", "reason", "unit"),
    }
