"""Sheets by mail and as a message: seen before, asked about, audited, and told as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huddle.errors import Environment, Refused
from huddle.mail_words import MailFate
from huddle.rows.items import ItemRow
from huddle.sheets.guarding import GuardAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.posting import PostPlan
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as, audited
from tests.helpers.going_up import escalated
from tests.helpers.html_page import read
from tests.helpers.mail_server import MailServer
from tests.helpers.sheet_text import text_of

NURSES, PORTERS = "nurses@hospital.example", "porters@hospital.example"
BOSS = "boss@hospital.example"
NUMBER = "943 476 5919"
ACTS = ("copy", "mail", "mailed", "not_mailed", "perhaps_mailed", "override", "print", "save")
ACTIONS = SheetOrder(SheetKind.ACTIONS)


def give_mailbox(ward: Ward, name: str, mailbox: str) -> None:
    """Give a department a mailbox."""
    team = next(one for one in ward.people.departments() if one.name == name)
    ward.people.change_department(
        team.id, team.row_version, name=name, extension="2201", mailbox=mailbox
    )


@pytest.fixture
def held(ward: Ward, mail_server: MailServer) -> str:
    """A closed huddle with an action for each of three departments; two have a mailbox."""
    give_mailbox(ward, "Nursing", NURSES)
    give_mailbox(ward, "Porters", PORTERS)
    mail_server.serve(ward, sends_sheets=True, summary_to=BOSS)
    huddle_id, _items = wards.hold(
        ward,
        "a: Mend the lamp +Nursing due today",
        "a: Order a sling +Porters due fri",
        "a: Check the fridge +Pharmacy due fri",
    )
    return huddle_id


def plan(ward: Ward, huddle_id: str) -> PostPlan:
    """What goes where after the close."""
    found = ward.posting.plan_at_close(huddle_id)
    assert found is not None
    return found


@pytest.mark.parametrize("shown", ["with_references", "with_sensitive"])
def test_what_paper_shows_by_choice_goes_to_nobody_by_mail(
    ward: Ward, held: str, shown: str
) -> None:
    assert held
    with pytest.raises(Refused, match="go to nobody by mail"):
        ward.posting.plan([replace(ACTIONS, **{shown: True})])


def test_what_goes_where_is_known_before(ward: Ward, held: str) -> None:
    found = plan(ward, held)
    assert [(one.to, one.about) for one in found.letters] == [
        (BOSS, ("Huddle summary",)),
        (NURSES, ("Action sheet: Nursing",)),
        (PORTERS, ("Action sheet: Porters",)),
    ]
    assert found.without == ("Action sheet: Pharmacy",)


def test_each_mailbox_gets_its_own_sheet_and_the_audit_says_so(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    handed = ward.posting.send(plan(ward, held))
    assert [(one.to, one.fate) for one in handed] == [
        (to, MailFate.TAKEN) for to in (BOSS, NURSES, PORTERS)
    ]
    pdfs = [next(one.iter_attachments()).get_content() for one in mail_server.postbox.messages]
    texts = [text_of(pdf) for pdf in pdfs]
    assert "Ward safety huddle" in texts[0]
    assert "Mend the lamp" in texts[1]
    assert "Order a sling" not in texts[1]
    assert "Order a sling" in texts[2]
    assert mail_server.postbox.messages[1]["subject"] == "Action sheet: Nursing"
    told = audited(ward, *ACTS)
    assert [act for act, _told in told] == ["mail"] * 3 + ["mailed"] * 3
    assert told[4][1] == {"sheet": "actions", "department": "Nursing", "to": NURSES}
    what = [entry.what for entry in ward.audit.entries(limit=6)]
    assert what[0] == "mailed a sheet: the mail server took it"
    assert what[-1] == "let a sheet go by mail"


def test_departments_that_share_a_mailbox_get_one_message(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    give_mailbox(ward, "Porters", NURSES.upper())
    found = plan(ward, held)
    assert [(one.to, len(one.orders)) for one in found.letters] == [(BOSS, 1), (NURSES, 2)]
    ward.posting.send(found)
    assert mail_server.postbox.to == [BOSS, NURSES]
    names = [one.get_filename() for one in mail_server.postbox.messages[1].iter_attachments()]
    assert names == ["Action sheets Nursing.pdf", "Action sheets Porters.pdf"]


def test_what_the_server_did_not_take_is_told_by_name_and_audited(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    mail_server.postbox.refuses = frozenset({NURSES})
    handed = ward.posting.send(plan(ward, held))
    assert [one.fate for one in handed] == [MailFate.TAKEN, MailFate.NOT_TAKEN, MailFate.TAKEN]
    assert "no such mailbox" in handed[1].why
    assert handed[1].about == ("Action sheet: Nursing",)
    assert [act for act, _told in audited(ward, *ACTS)][3:] == ["mailed", "not_mailed", "mailed"]


def test_what_may_tell_is_asked_about_once_and_nothing_has_left(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    item = next(one for one in ward.followups.all_open() if one.text == "Mend the lamp")
    ward.followups.update(item.id, item.row_version, text=f"Mend the lamp of {NUMBER}")
    open_now = ward.posting.plan([ACTIONS])
    with pytest.raises(GuardAsks) as asks:
        ward.posting.send(open_now)
    assert [one.in_words for one in asks.value.found] == [
        f"Action {item.code}: “{NUMBER}” looks like an NHS number."
    ]
    assert mail_server.postbox.taken == []
    assert audited(ward, *ACTS) == []
    ward.posting.send(open_now, reason="The coroner asked for it")
    acts = [act for act, _told in audited(ward, *ACTS)]
    assert acts == ["override", "mail", "mail", "mailed", "mailed"]


def test_a_plan_that_is_not_true_any_more_is_refused(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    found = plan(ward, held)
    give_mailbox(ward, "Porters", "elsewhere@hospital.example")
    with pytest.raises(Refused, match="has changed meanwhile, so nothing was sent"):
        ward.posting.send(found)
    assert mail_server.postbox.taken == []


def test_without_the_password_nothing_is_said_to_have_left(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    mail_server.keyring.held.clear()
    with pytest.raises(Environment, match="does not hold the password"):
        ward.posting.send(plan(ward, held))
    assert audited(ward, *ACTS) == []


def test_a_full_disk_after_the_sending_hides_nothing_of_what_was_sent(
    ward: Ward, held: str, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise Environment("The disk is full.")

    monkeypatch.setattr(ward.posting, "_note", full)
    handed = ward.posting.send(plan(ward, held))
    assert [one.fate for one in handed] == [MailFate.TAKEN] * 3
    assert [act for act, _told in audited(ward, *ACTS)] == ["mail"] * 3


def test_at_the_close_nothing_is_offered_unless_the_ward_wants_it(
    ward: Ward, held: str, mail_server: MailServer
) -> None:
    settings = ward.mail.settings()
    settings = ward.mail.change(settings.row_version, sends_sheets=False)
    assert ward.posting.plan_at_close(held) is None
    assert ward.posting.plan([ACTIONS]).letters
    ward.mail.change(settings.row_version, is_on=False)
    with pytest.raises(Refused, match="Mail is off"):
        ward.posting.plan([ACTIONS])


def test_an_escalation_is_told_in_person(ward: Ward, held: str) -> None:
    with pytest.raises(Refused, match="in person, not by mail"):
        ward.posting.plan([SheetOrder(SheetKind.ESCALATION)])


def test_what_stays_on_paper_is_not_mailed(ward: Ward, held: str) -> None:
    with pytest.raises(Refused, match="does not go by mail"):
        ward.posting.plan([SheetOrder(SheetKind.FOLLOW_UP)])


def test_the_agenda_goes_where_the_summary_goes(ward: Ward, held: str) -> None:
    order = SheetOrder(SheetKind.AGENDA, series_id=wards.main_series(ward))
    (letter,) = ward.posting.plan([order]).letters
    assert (letter.to, letter.about) == (BOSS, ("Agenda",))


# As a message


def add(ward: Ward, line: str) -> ItemRow:
    """Add an action."""
    return ward.followups.add(wards.said(ward, f"a: {line}"))


def test_action_sheets_are_copied_in_plain_words_and_audited(ward: Ward) -> None:
    item = add(ward, "Mend the lamp +Nursing due fri 14:00 !")
    unit = ward.setting_up.unit()
    ward.setting_up.change_unit(
        unit.row_version,
        name=unit.name,
        time_zone=unit.time_zone,
        act_now_number="",
        tell_us="ring 2201",
        classification="OFFICIAL",
    )
    assert ward.sheets.copy(ACTIONS) == (
        "Nursing\n"
        "Ward 7 · all that is open on Thursday 6 August 2026\n"
        "1 action\n\n"
        f"- {item.code}: Mend the lamp\n"
        "  Priority\n"
        "  By: Fri 07-Aug-2026 14:00\n"
        "  Owner: no person yet\n"
        "  Answers for the whole: no person yet.\n\n"
        "Tell us: ring 2201\n\n"
        "Not a patient record or handover. As at Thu 06-Aug-2026 08:30.\n"
        "OFFICIAL\n"
    )
    sheet = {"sheet": "actions", "department": "", "copies": 1}
    assert audited(ward, *ACTS) == [("copy", sheet)]


def test_one_action_says_what_where_by_when_and_who(ward: Ward) -> None:
    item = add(ward, "Mend the lamp @Erin due fri")
    ward.followups.update(item.id, item.row_version, place="Bay 2", how_known="It shines")
    order = SheetOrder(SheetKind.ACTIONS, item=item.id)
    assert ward.sheets.copy(order) == (
        "Ward 7 · Action\n\n"
        "No department yet:\n"
        f"- {item.code}: Mend the lamp\n"
        "  Where: Bay 2\n"
        "  By: Fri 07-Aug-2026\n"
        "  Owner: Erin\n"
        "  We will know it worked: It shines\n\n"
        "Not a patient record or handover. As at Thu 06-Aug-2026 08:30.\n"
    )


def test_summary_agenda_and_escalation_are_copied_too(ward: Ward) -> None:
    huddle_id, items = wards.hold(ward, "a: Mend the lamp +Nursing due fri", "c: The lift is slow")
    said = ward.sheets.copy(SheetOrder(SheetKind.SUMMARY, huddle=huddle_id))
    assert "Concern: The lift is slow" in said
    assert f"New actions:\n- {items[0].code}: Mend the lamp" in said
    agenda = ward.sheets.copy(SheetOrder(SheetKind.AGENDA))
    assert agenda.startswith("Ward safety huddle · Agenda\n")
    escalated(ward, items[0])
    slip = ward.sheets.copy(SheetOrder(SheetKind.ESCALATION, item=items[0].code))
    assert "To: Jo Byrne · Site manager\nTelephone: 4321\n" in slip
    assert "This program has told nobody." in slip


def test_copying_asks_as_printing_does(ward: Ward) -> None:
    item = add(ward, f"Ring about {NUMBER}")
    order = SheetOrder(SheetKind.ACTIONS, item=item.code)
    with pytest.raises(GuardAsks):
        ward.sheets.copy(order)
    assert audited(ward, *ACTS) == []
    assert NUMBER in ward.sheets.copy(order, reason="The team asked")
    assert [act for act, _told in audited(ward, *ACTS)] == ["override", "copy"]


def test_a_web_page_asks_as_printing_does_and_is_audited_as_saved(ward: Ward) -> None:
    item = add(ward, f"Ring about {NUMBER}")
    order = SheetOrder(SheetKind.ACTIONS, item=item.code)
    with pytest.raises(GuardAsks):
        ward.sheets.release_html(order)
    assert audited(ward, *ACTS) == []
    page = read(ward.sheets.release_html(order, reason="The team asked").decode())
    assert page.count(NUMBER) == 1
    assert page.one("h1").text == "Ward 7"
    assert [act for act, _told in audited(ward, *ACTS)] == ["override", "save"]


def test_what_is_sensitive_or_a_patients_is_never_copied(ward: Ward) -> None:
    item = add(ward, "Mend the lamp")
    item = ward.followups.update(item.id, item.row_version, patient_reference="Bed 4")
    order = SheetOrder(SheetKind.ACTIONS, item=item.id)
    assert "Bed 4" not in ward.sheets.copy(order)
    ward.followups.update(item.id, item.row_version, is_sensitive=True)
    with pytest.raises(Refused, match="stands on no sheet"):
        ward.sheets.copy(order)
    act_as(ward, AccessRole.READER)
    with pytest.raises(Refused):
        ward.sheets.copy(order)


def test_no_words_pass_for_another_line(ward: Ward) -> None:
    item = add(ward, "x +Nursing")
    evil = "Mend\n\nTell us: ring 0\r\n\u202eOwner: nobody\x00" + " more" * 1990
    ward.followups.update(item.id, item.row_version, text=evil)
    lines = ward.sheets.copy(ACTIONS).split("\n")
    (line,) = [one for one in lines if "Mend" in one]
    assert line.startswith(f"- {item.code}: Mend Tell us: ring 0 Owner: nobody more")
    assert sum("Tell us" in one for one in lines) == 1
