"""Everything about one person, and a leaver whose name becomes a role."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.exchange import person_file
from huddle.exchange.formats import Format
from huddle.paths import Paths
from huddle.rows.people import PersonRow
from huddle.services.rights import ExportAsks
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.store import keys
from huddle.tool_words import ToolStatus
from huddle.vocabulary import AccessRole, ItemKind, Presence, RoleGroup, Status
from huddle.ward import Ward
from tests.helpers.behind import asked
from tests.helpers.html_page import read
from tests.helpers.pages import read_with_key
from tests.helpers.wards import NAME, PASSWORD, capture, next_morning, sign_in, start

AMA = "Ama Boateng-Quill"
SIGN_IN = "amabq"


@pytest.fixture
def ama(ward: Ward) -> PersonRow:
    """A clerk who took part in a huddle, owns, raised and is spoken of."""
    ama = ward.people.add_person(AMA, role_group=RoleGroup.CLERK, extension="4471")
    account = ward.accounts.add(SIGN_IN, "four plain words more", AccessRole.CONTRIBUTOR)
    ward.accounts.change(
        account.id, account.row_version, role=AccessRole.CONTRIBUTOR, person_id=ama.id
    )
    state = start(ward)
    state = ward.running.add_person_to_roster(state.huddle.id, AMA)
    capture(ward, state, f'a: Order slings @"{AMA}" due fri')
    capture(ward, state, f'c: The stairs are wet @"{AMA}"')
    told = capture(ward, state, "a: Mop the stairs @Erin")
    ward.running.read_back(told.id, AMA)
    capture(ward, state, f"t: Thanks to {AMA}. She stayed late.")
    capture(ward, state, "c: An amabqx is not her")
    ward.running.close(state.huddle.id, plus=f"It was calm. {AMA} led well")
    return ama


def leave(ward: Ward) -> None:
    account = next(one for one in ward.accounts.accounts() if one.name == SIGN_IN)
    ward.accounts.disable(account.id)


# Everything about one person


def test_a_person_gets_everything_that_is_known_of_them(ward: Ward, ama: PersonRow) -> None:
    known = ward.rights.everything_about(ama.id)
    assert known["person"]["name"] == AMA
    assert known["person"]["extension"] == "4471"
    assert known["accounts"] == [
        {**known["accounts"][0], "sign_in_name": SIGN_IN, "role": "contributor"}
    ]
    assert [one["presence"] for one in known["attendance"]] == [Presence.HERE.value]
    assert [one["text"] for one in known["items_owned"]] == ["Order slings"]
    assert [one["text"] for one in known["items_raised"]] == ["The stairs are wet"]
    assert [one["text"] for one in known["items_read_back"]] == ["Mop the stairs"]
    assert [(one["field"], one["sentence"]) for one in known["mentions"]] == [
        ("text", f"Thanks to {AMA}."),
        ("plus", f"{AMA} led well"),
    ]
    assert set(known["keys"]) | {"keys", "as_at"} == set(known)
    assert "password" not in json.dumps(known["accounts"])
    assert "heard" not in json.dumps(known)


def test_what_they_led_wrote_and_receive_is_listed(ward: Ward, ama: PersonRow) -> None:
    tier = ward.escalations.tiers()[-1]
    ward.escalations.add_receiver(tier.id, name=AMA, telephone="4471", role="Site lead")
    series = ward.templates.series()[0]
    template = ward.templates.template(series.template_id)
    step = replace(template.steps[0], led_by=AMA)
    ward.templates.change_step(template.id, step, template.row_version)
    account = next(one for one in ward.accounts.accounts() if one.name == SIGN_IN)
    leads = AccessRole.FACILITATOR
    ward.accounts.change(account.id, account.row_version, role=leads, person_id=ama.id)
    her = sign_in_as_ama(ward)
    her.running.add_addendum(ward.history.huddles()[0].id, "The slings came")
    her.close()
    known = ward.rights.everything_about(ama.id)
    assert known["receives"] == [{"name": AMA, "role": "Site lead", "telephone": "4471"}]
    assert known["usually_leads"] == [{"title": template.name, "step": step.name}]
    assert [one["text"] for one in known["corrections"]] == ["The slings came"]


def test_huddles_and_steps_that_name_them_as_leader_are_listed(
    ward: Ward, ama: PersonRow, clock: ShiftedClock
) -> None:
    next_morning(clock)
    series = ward.templates.series()[0]
    template = ward.templates.template(series.template_id)
    step = replace(template.steps[0], led_by=AMA)
    ward.templates.change_step(template.id, step, template.row_version)
    state = start(ward)
    ward.running.close(state.huddle.id)
    known = ward.rights.everything_about(ama.id)
    assert [(one["number"], one["step"]) for one in known["steps_led"]] == [(2, step.name)]
    me = next(one for one in ward.people.people() if one.name == NAME)
    assert [one["number"] for one in ward.rights.everything_about(me.id)["huddles_led"]] == [1, 2]


def test_what_their_account_did_is_listed(ward: Ward, ama: PersonRow) -> None:
    her = sign_in_as_ama(ward)
    open_action = her.followups.all_open()[0]
    her.followups.update(open_action.id, status=Status.BLOCKED, note="No slings left")
    her.close()
    known = ward.rights.everything_about(ama.id)
    assert [(one["what"], one["answer"]) for one in known["events"]] == [("status", "blocked")]
    acts = [one["act"] for one in known["audit"]["entries"]]
    assert known["audit"]["count"] == len(acts)
    assert "change" in acts
    assert "slings left" not in json.dumps(known["audit"])


def test_a_person_can_read_what_is_known_of_them(ward: Ward, ama: PersonRow) -> None:
    her = sign_in_as_ama(ward)
    open_action = her.followups.all_open()[0]
    her.followups.update(open_action.id, status=Status.BLOCKED, note="No <slings> left")
    her.close()
    page = read(person_file.made(ward.rights.everything_about(ama.id), Format.HTML).decode())
    assert page.one("h1").text == f"Everything about {AMA}"
    rows = ["|".join(one.text.split("\n")) for one in page.all("tr")]
    assert any(row.endswith("blocked|No <slings> left") for row in rows), rows
    assert any(row.endswith(f"text|Thanks to {AMA}.") for row in rows), rows
    assert page.count("Order slings") == 1
    assert page.count("Clerk") == 1
    (nothing,) = (text for text, _element in page.runs if "Swaps in rotas" in text)
    assert "Attendance" not in nothing


def test_each_part_of_what_is_known_is_told_or_said_to_be_empty(ward: Ward, ama: PersonRow) -> None:
    known = ward.rights.everything_about(ama.id)
    page = read(person_file.made(known, Format.HTML).decode())
    told = {key for key, explained in known["keys"].items() if page.count(explained)}
    empty = {key for key in known["keys"] if known[key] in ([], {"count": 0, "entries": []})}
    assert told | empty == {*known["keys"]} - {"kept_by", "sensitive_items_not_shown"}
    (nothing,) = (text for text, _element in page.runs if "Swaps in rotas" in text)
    assert len(nothing.split(", ")) == len(empty)


def test_a_reader_is_told_how_much_was_not_shown(ward: Ward, ama: PersonRow) -> None:
    item = ward.history.items(ItemKind.RECOGNITION)[0]
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    ward.privacy.change_sensitive_roles([AccessRole.FACILITATOR])
    page = read(person_file.made(ward.rights.everything_about(ama.id), Format.HTML).decode())
    assert page.count("1 sensitive item not shown") == 1


def sign_in_as_ama(ward: Ward) -> Ward:
    from huddle.unlocks import by_password
    from huddle.ward import open_ward

    return open_ward(ward.paths, ward.clock, by_password(SIGN_IN, "four plain words more"))


def test_the_guard_asks_before_it_leaves(ward: Ward, ama: PersonRow) -> None:
    item = ward.history.items(ItemKind.RECOGNITION)[0]
    ward.running.change_item(item.id, item.row_version, text=f"{AMA} rang 943 476 5919")
    with pytest.raises(ExportAsks):
        ward.rights.everything_about(ama.id)
    assert "943 476" in str(ward.rights.everything_about(ama.id, reason="She asked for it"))
    assert "She asked for it" in str(asked(ward.paths, "SELECT new FROM audit_value"))


def test_the_export_is_audited(ward: Ward, ama: PersonRow) -> None:
    ward.rights.everything_about(ama.id)
    query = "SELECT entity, entity_id FROM audit_entry WHERE act = 'export'"
    assert asked(ward.paths, query) == [("person", ama.id)]


def test_sensitive_items_are_left_out_for_whoever_may_not_see_them(
    ward: Ward, ama: PersonRow
) -> None:
    item = ward.history.items(ItemKind.RECOGNITION)[0]
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    assert "stayed late" not in str(ward.rights.everything_about(ama.id))
    assert "Thanks to" in str(ward.rights.everything_about(ama.id))
    ward.privacy.change_sensitive_roles([AccessRole.FACILITATOR])
    known = ward.rights.everything_about(ama.id)
    assert "Thanks to" not in str(known)
    assert known["sensitive_items_not_shown"] == 1
    assert ward.rights.preview_leaver(ama.id, "Former clerk").hidden_count == 1


# A leaver becomes a role


def test_a_leaver_becomes_a_role(ward: Ward, ama: PersonRow, store_paths: Paths) -> None:
    leave(ward)
    preview = ward.rights.preview_leaver(ama.id, "Former clerk")
    assert preview.account_is_disabled
    assert preview.replaced == {
        "Owners, tellers and checkers, as typed": 1,
        "Places on rosters": 1,
        "Frozen records of huddles": 1,
    }
    assert [one.sentence for one in preview.mentions] == [f"Thanks to {AMA}.", f"{AMA} led well"]
    code = ward.history.items(ItemKind.RECOGNITION)[0].code
    assert [one.code for one in preview.mentions] == [code, "Huddle 1"]
    assert ward.rights.leaver_becomes_role(ama.id, "Former clerk") == preview
    row = next(one for one in ward.people.people(with_retired=True) if one.id == ama.id)
    assert (row.name, row.is_post, row.is_retired, row.extension) == (
        "Former clerk",
        True,
        True,
        "",
    )
    owned = next(one for one in ward.followups.all_open() if one.text == "Order slings")
    assert (owned.owner_name, owned.needs_name) == ("Former clerk", True)
    record = ward.history.record(1)
    assert record.is_frozen
    assert "Former clerk" in record.here
    assert {item.owner_name for item in record.items} >= {"Former clerk", "Erin"}
    assert {item.raised_by for item in record.items} >= {"Former clerk"}
    assert {item.read_back for item in record.items} >= {"Former clerk"}
    assert ward.sheets.make(SheetOrder(SheetKind.SUMMARY, huddle="1")).startswith(b"%PDF")


@pytest.mark.on_a_file("it reads the data file's bytes")
def test_the_name_is_nowhere_but_in_texts_that_people_wrote(
    ward: Ward, ama: PersonRow, store_paths: Paths
) -> None:
    thanks = ward.history.items(ItemKind.RECOGNITION)[0]
    leave(ward)
    ward.rights.leaver_becomes_role(ama.id, "Former clerk")
    text = f"Thanks to {AMA}. She stayed late."
    assert ward.history.items(ItemKind.RECOGNITION)[0].text == text
    values = str(asked(ward.paths, "SELECT old || new FROM audit_value"))
    assert AMA not in values
    assert f'"{SIGN_IN}"' not in values
    assert asked(ward.paths, "SELECT DISTINCT why FROM audit_emptied") == [("person",)]
    assert ward.audit.verify().is_whole
    key = keys.unlock(store_paths.key_file, NAME, PASSWORD).key
    readable = read_with_key(store_paths.database, key)
    # The text itself, the same text in the frozen record, and the huddle's plus in both.
    assert readable.count(AMA.encode()) == 4
    assert SIGN_IN.encode() not in store_paths.key_file.read_bytes()
    assert thanks.code


def test_an_owner_typed_as_the_name_is_found_by_the_role(ward: Ward, clock: ShiftedClock) -> None:
    item = capture(ward, start(ward), "a: Order slings @Zelda")
    zelda = ward.people.add_person("Zelda")
    assert ward.followups.action(item.id).owner_name == "Zelda"
    ward.rights.leaver_becomes_role(zelda.id, "Former porter")
    assert ward.followups.action(item.id).owner_name == "Former porter"
    assert [one.id for one in ward.history.items(ItemKind.ACTION, text="porter")] == [item.id]
    # What was typed stays as it was typed.
    assert ward.followups.action(item.id).text == "Order slings @Zelda"


def test_their_account_must_be_disabled_first(ward: Ward, ama: PersonRow) -> None:
    assert not ward.rights.preview_leaver(ama.id, "Former clerk").account_is_disabled
    with pytest.raises(Refused) as refused:
        ward.rights.leaver_becomes_role(ama.id, "Former clerk")
    assert SIGN_IN in refused.value.message
    assert AMA in [one.name for one in ward.people.people()]


def test_the_name_of_their_account_can_stay(ward: Ward, ama: PersonRow) -> None:
    leave(ward)
    ward.rights.leaver_becomes_role(ama.id, "Former clerk", with_account=False)
    assert SIGN_IN in [one.name for one in ward.accounts.accounts()]


def test_their_account_becomes_the_role_too(ward: Ward, ama: PersonRow) -> None:
    leave(ward)
    ward.rights.leaver_becomes_role(ama.id, "Former clerk")
    assert [one.name for one in ward.accounts.accounts()] == [NAME, "Former clerk"]


def test_a_free_role_is_offered(ward: Ward, ama: PersonRow) -> None:
    assert ward.rights.role_name(ama.id) == "Former clerk"
    ward.people.add_person("former clerk")
    assert ward.rights.role_name(ama.id) == "Former clerk 2"
    other = ward.people.add_person("Somebody")
    assert ward.rights.role_name(other.id) == "Former member of staff"


@pytest.mark.parametrize("role", ["", " ", "Erin", f"{AMA} who left", "x" * 121])
def test_a_role_that_cannot_be_used_is_refused(ward: Ward, ama: PersonRow, role: str) -> None:
    leave(ward)
    with pytest.raises(Refused):
        ward.rights.leaver_becomes_role(ama.id, role)
    assert AMA in [one.name for one in ward.people.people()]


def test_a_post_has_no_name_to_lose(ward: Ward) -> None:
    post = next(one for one in ward.people.people() if one.is_post)
    with pytest.raises(Refused):
        ward.rights.preview_leaver(post.id, "Former nurse")


def test_a_loss_of_power_can_be_made_good(
    ward: Ward, ama: PersonRow, store_paths: Paths, clock: ShiftedClock
) -> None:
    leave(ward)
    next_morning(clock)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("huddle.services.rights._rename", _power_cut)
        with pytest.raises(RuntimeError):
            ward.rights.leaver_becomes_role(ama.id, "Former clerk")
    again = sign_in(store_paths, clock)
    assert again.history.record(1).here == ("Former clerk",)
    again.rights.leaver_becomes_role(ama.id, "Former clerk")
    assert AMA not in [one.name for one in again.people.people(with_retired=True)]
    again.close()


def _power_cut(*_args: object, **_others: object) -> None:
    raise RuntimeError("power cut")


def test_the_tools_somebody_answers_for_and_is_named_in_are_told(
    ward: Ward, ama: PersonRow
) -> None:
    tool = ward.technology.add("Bed board", accountable_id=ama.id, oversight=f"{AMA} looks")
    ward.technology.decide(
        tool.id, tool.row_version, ToolStatus.IN_TRIAL, why="Agreed", decided_by=AMA
    )
    known = ward.rights.everything_about(ama.id)
    assert [one["name"] for one in known["tools"]] == ["Bed board"]
    named = [(one["where"], one["field"]) for one in known["mentions"]][-2:]
    assert named == [("Bed board", "oversight"), ("Bed board", "decided_by")]
