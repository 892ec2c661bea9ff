"""What comes back on paper: codes lead to what they stand for, and sheets are forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from huddle.errors import ChangedElsewhere, Refused
from huddle.rows.paper import FormLine, SheetForm
from huddle.rules.codes import plain
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import AccessRole, Review, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as, audited
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import main_series, said, start

ACTIONS = SheetOrder(SheetKind.ACTIONS)


def add(ward: Ward, text: str) -> str:
    return ward.followups.add(said(ward, f"a: {text}")).code


def printed(ward: Ward, order: SheetOrder = ACTIONS) -> str:
    """The code of the only sheet of a print."""
    words = text_of(ward.sheets.release(order, purpose="print")).split()
    return words[words.index("types") - 1]


def form(ward: Ward, code: str) -> SheetForm:
    return ward.typing_in.form(code)


def only_line(ward: Ward, code: str) -> FormLine:
    (line,) = form(ward, code).lines
    return line


def test_a_code_leads_to_its_action_however_it_is_typed(ward: Ward) -> None:
    code = add(ward, "Mend the lamp @Nursing")

    for typed in (code, plain(code), code.lower(), f" {code.replace('-', ' ')} "):
        found = ward.typing_in.find(typed)
        assert found.item is not None
        assert (found.item.text, found.sheet) == ("Mend the lamp", None)


def test_a_code_of_nothing_is_refused_in_words(ward: Ward) -> None:
    for typed in ("", "hello", "2222-5", "P222-2239", "'; drop table item; --", "x" * 10_000):
        with pytest.raises(Refused, match="Nothing here has the code"):
            ward.typing_in.find(typed)


def test_what_a_preview_shows_is_the_code_that_the_print_gets(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing")
    shown = ward.sheets.make(ACTIONS)

    assert ward.sheets.release(ACTIONS, purpose="print") == shown
    assert ward.sheets.release(ACTIONS, purpose="print") != shown


def test_each_print_has_a_code_of_its_own_and_copies_share_it(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing")

    pdf = ward.sheets.release(ACTIONS, purpose="print", copies=2)

    text = text_of(pdf)
    code = text.split(" types it back in")[0].rpartition(" ")[2]
    assert text.count(f"{code} types it back in") == 2
    assert "Copy 2 of 2" in text
    assert printed(ward) != code


def test_a_sheet_is_a_form_of_its_lines_in_its_order_as_they_stand_now(ward: Ward) -> None:
    add(ward, "Second @Nursing due tomorrow")
    first = add(ward, "First @Nursing due today !")
    code = printed(ward)
    ward.followups.update(first, status=Status.IN_PROGRESS)
    add(ward, "Later @Nursing")

    found = ward.typing_in.find(plain(code))
    assert found.sheet is not None
    assert (found.sheet.kind, found.sheet.department_name) == ("actions", "Nursing")
    shown = form(ward, code)
    assert [line.item.text for line in shown.lines] == ["First", "Second"]
    assert shown.lines[0].item.status is Status.IN_PROGRESS
    assert (shown.gone_count, shown.sheet.typed_in_at) == (0, None)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Review.DONE, Status.CLOSED),
        (Review.STILL_GOING, Status.IN_PROGRESS),
        (Review.BLOCKED, Status.BLOCKED),
    ],
)
def test_an_answer_becomes_the_status_and_its_note(
    ward: Ward, answer: Review, status: Status
) -> None:
    code = add(ward, "Mend the lamp @Nursing")
    sheet = printed(ward)

    line = ward.typing_in.answer(
        sheet, only_line(ward, sheet), answer, note="part came", initials="A K"
    )

    assert (line.item.status, line.item.note) == (status, "part came")
    words = [event.what for event in ward.followups.story(code)]
    assert words[-1] == f"typed in from sheet {sheet}: A K: part came"


def test_the_story_keeps_each_hand_and_all_that_it_wrote_once(ward: Ward) -> None:
    code = add(ward, "Mend the lamp @Nursing +Porters +Pharmacy")
    porters, pharmacy = (
        printed(ward, replace(ACTIONS, departments=(name,))) for name in ("Porters", "Pharmacy")
    )
    for sheet, note in ((porters, ""), (porters, "no part"), (porters, "no part"), (pharmacy, "")):
        ward.typing_in.answer(
            sheet, only_line(ward, sheet), Review.BLOCKED, note=note, initials=" A  K "
        )
    ward.typing_in.answer(pharmacy, only_line(ward, pharmacy), Review.DONE, note="sent")

    words = [event.what for event in ward.followups.story(code)]
    assert [word for word in words if "typed in" in word] == [
        f"typed in from sheet {porters}: A K",
        f"typed in from sheet {porters}: A K: Porters: no part",
        f"typed in from sheet {pharmacy}: A K",
        f"typed in from sheet {pharmacy}: Pharmacy: sent",
    ]
    assert ward.followups.action(code).note == "Pharmacy: sent"


def test_a_department_whose_part_was_taken_away_does_not_answer_for_the_others(ward: Ward) -> None:
    code = add(ward, "Agree who books transport @Nursing +Porters +Pharmacy")
    sheet = printed(ward, replace(ACTIONS, departments=("Porters",)))
    line = only_line(ward, sheet)
    assert line.part is not None
    ward.running.remove_part(line.part.id)

    assert (form(ward, sheet).lines, form(ward, sheet).gone_count) == ((), 1)
    stale = FormLine(ward.followups.action(code))
    with pytest.raises(Refused, match="no part in this action"):
        ward.typing_in.answer(sheet, stale, Review.DONE)
    assert ward.followups.action(code).is_open


def test_initials_are_a_few_letters(ward: Ward) -> None:
    code = add(ward, "Mend the lamp @Nursing")
    sheet = printed(ward)
    line = only_line(ward, sheet)
    with pytest.raises(Refused) as refused:
        ward.typing_in.answer(sheet, line, Review.DONE, initials="x" * 10_000)
    assert refused.value.field == "initials"

    ward.typing_in.answer(sheet, line, Review.DONE, initials="A\x00K")

    assert ward.followups.story(code)[-1].what == f"typed in from sheet {sheet}: A K"


def test_done_said_twice_is_no_check_of_whether_it_worked(ward: Ward) -> None:
    code = add(ward, "Mend the lamp @Nursing")
    ward.followups.update(code, how_known="we look")
    sheet = printed(ward)

    line = ward.typing_in.answer(sheet, only_line(ward, sheet), Review.DONE)
    line = ward.typing_in.answer(sheet, line, Review.DONE, note="new bulb")

    assert (line.item.status, line.item.note) == (Status.AWAITING_CHECK, "new bulb")
    assert line.item.checked_at is None


def test_more_time_takes_a_mistaken_done_back(ward: Ward) -> None:
    new = dt.date(2030, 1, 1)
    whole = add(ward, "Mend the lamp @Nursing due today")
    sheet = printed(ward, replace(ACTIONS, departments=("Nursing",)))
    line = ward.typing_in.answer(sheet, only_line(ward, sheet), Review.DONE)
    ward.typing_in.answer(sheet, line, Review.MORE_TIME, note="no part", due_on=new)
    action = ward.followups.action(whole)
    assert (action.status, action.due_on, action.done_on) == (Status.IN_PROGRESS, new, None)

    add(ward, "Agree who books transport @Medical +Porters")
    sheet = printed(ward, replace(ACTIONS, departments=("Porters",)))
    line = ward.typing_in.answer(sheet, only_line(ward, sheet), Review.DONE)
    assert not line.item.is_open
    line = ward.typing_in.answer(sheet, line, Review.MORE_TIME, note="no van", due_on=new)
    assert line.part is not None
    assert (line.part.status, line.part.due_on) == (Status.IN_PROGRESS, new)
    assert line.item.is_open


def test_more_time_needs_a_day_and_a_reason_and_keeps_the_first_day(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing due today")
    sheet = printed(ward)
    line = only_line(ward, sheet)
    due_on = line.item.due_on
    assert due_on is not None
    new = due_on + dt.timedelta(days=3)

    with pytest.raises(Refused) as missing:
        ward.typing_in.answer(sheet, line, Review.MORE_TIME, note="x")
    assert missing.value.field == "due_on"
    line = ward.typing_in.answer(sheet, line, Review.MORE_TIME, note="no part", due_on=new)

    assert (line.item.due_on, line.item.first_due_on) == (new, due_on)


def test_a_department_answers_for_its_own_part_and_the_whole_waits_for_the_others(
    ward: Ward,
) -> None:
    code = add(ward, "Agree who books transport @Nursing +Porters +Pharmacy")
    porters = printed(ward, replace(ACTIONS, departments=("Porters",)))
    line = only_line(ward, porters)
    assert line.part is not None

    line = ward.typing_in.answer(porters, line, Review.DONE, note="told the desk")

    assert line.part is not None
    assert line.part.status is Status.CLOSED
    action = ward.followups.action(code)
    assert action.is_open
    assert action.note == "Porters: told the desk"
    with pytest.raises(Refused, match="only with a reason"):
        ward.typing_in.answer(porters, line, Review.MORE_TIME, due_on=dt.date(2030, 1, 1))


def test_a_line_that_somebody_changed_meanwhile_is_not_overwritten(ward: Ward) -> None:
    code = add(ward, "Mend the lamp @Nursing")
    sheet = printed(ward)
    line = only_line(ward, sheet)
    ward.followups.update(code, note="ordered")

    with pytest.raises(ChangedElsewhere):
        ward.typing_in.answer(sheet, line, Review.DONE)

    assert ward.followups.action(code).note == "ordered"


def test_only_what_stands_on_the_sheet_is_typed_in_from_it(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing")
    sheet = printed(ward, replace(ACTIONS, departments=("Nursing",)))
    other = add(ward, "Bring a chair @Porters")
    line = FormLine(ward.followups.action(other))

    with pytest.raises(Refused, match="not on this sheet"):
        ward.typing_in.answer(sheet, line, Review.DONE)
    with pytest.raises(Refused, match="done, still going"):
        ward.typing_in.answer(sheet, only_line(ward, sheet), Review.ESCALATE)


def test_finishing_says_who_and_when_and_the_audit_too(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing")
    sheet = printed(ward)

    row = ward.typing_in.finish(sheet)

    assert (row.typed_in_at, row.typed_in_by) == (ward.clock.now(), ward.account.name)
    assert form(ward, sheet).sheet == row
    assert audited(ward, "type_in") == [("type_in", {"sheet": "actions", "code": sheet})]


def test_a_line_that_is_gone_is_counted(ward: Ward) -> None:
    start(ward)
    add(ward, "Mend the lamp @Nursing")
    secret = add(ward, "Look into it @Nursing")
    sheet = printed(ward)
    ward.followups.update(secret, is_sensitive=True)
    act_as(ward, AccessRole.CONTRIBUTOR)

    shown = form(ward, sheet)

    assert [line.item.text for line in shown.lines] == ["Mend the lamp"]
    assert shown.gone_count == 1


def test_the_follow_up_list_is_a_form_too_and_a_summary_leads_to_its_huddle(ward: Ward) -> None:
    huddle = start(ward).huddle
    add(ward, "Mend the lamp @Nursing")

    assert only_line(ward, printed(ward, SheetOrder(SheetKind.FOLLOW_UP))).item.text
    found = ward.typing_in.find(printed(ward, SheetOrder(SheetKind.SUMMARY, huddle=huddle.id)))
    assert found.sheet is not None
    assert (found.sheet.huddle_id, found.sheet.has_lines) == (huddle.id, False)


def test_a_form_for_paper_knows_its_series_and_day(ward: Ward) -> None:
    series_id = main_series(ward)

    filled = ward.typing_in.find(printed(ward, SheetOrder(SheetKind.BLANK, series_id=series_id)))
    bare = ward.typing_in.find(printed(ward, SheetOrder(SheetKind.BLANK)))

    assert filled.sheet is not None
    assert bare.sheet is not None
    assert filled.sheet.series_id == series_id
    assert filled.sheet.held_on is not None
    assert (bare.sheet.series_id, bare.sheet.held_on) == (None, None)


def test_a_bed_stands_on_paper_only_where_asked_for_and_the_foot_and_the_audit_say_so(
    ward: Ward,
) -> None:
    code = add(ward, "Mend the lamp @Nursing")
    ward.followups.update(code, patient_reference="Bed 77")

    assert "Bed 77" not in text_of(ward.sheets.make(ACTIONS))
    pdf = ward.sheets.release(replace(ACTIONS, with_references=True), purpose="print")

    assert "Bed 77" in text_of(pdf)
    assert "Shows patients’ beds or bays." in text_of(pdf)
    ((_act, told),) = audited(ward, "print")
    assert told["shows"] == "references"


def test_a_sensitive_item_stands_on_paper_only_where_asked_for_by_whoever_may_see_it(
    ward: Ward,
) -> None:
    code = add(ward, "Look into it @Nursing")
    ward.followups.update(code, is_sensitive=True)
    asked = replace(ACTIONS, with_sensitive=True)

    assert "Look into it" not in text_of(ward.sheets.make(ACTIONS))
    assert "Look into it" in text_of(ward.sheets.make(asked))
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert "Look into it" not in text_of(ward.sheets.make(asked))


def test_a_department_of_the_ward_is_known_by_its_sheet(ward: Ward) -> None:
    add(ward, "Mend the lamp @Nursing")
    found = ward.typing_in.find(printed(ward))
    assert found.sheet is not None
    (nursing,) = (team for team in ward.people.departments() if team.name == "Nursing")
    assert found.sheet.department_id == nursing.id
