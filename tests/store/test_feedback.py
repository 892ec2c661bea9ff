"""What people say of the program: unnamed, answered, and handed to its maker as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import select

import huddle
from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.exchange.formats import Format
from huddle.model import Feedback
from huddle.paths import Paths
from huddle.sheets.guarding import GuardAsks
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers.acting import act_as, store_of
from tests.helpers.exporting import objects_in, to
from tests.helpers.wards import sign_in

WORDS = "The clock hides the last thing that was said"


def answered(ward: Ward, words: str = "The clock is smaller now") -> None:
    row = ward.feedback.all()[0]
    ward.feedback.answer(row.id, row.row_version, words)


def test_what_is_said_is_kept_with_its_page_and_version(
    ward: Ward, paths: Paths, clock: ShiftedClock
) -> None:
    ward.feedback.say("run", f"  {WORDS} ")
    ward.feedback.say("today", "Good")
    again = sign_in(paths, clock)
    newest, first = again.feedback.all()
    again.close()
    assert newest.text == "Good"
    assert (first.page, first.text, first.version) == ("run", WORDS, huddle.__version__)
    assert (first.said_on, first.answer, first.handed_on) == (ward.today(), "", None)


@pytest.mark.parametrize("words", ["", "  ", "x" * 10_001])
def test_no_words_and_too_many_are_refused(ward: Ward, words: str) -> None:
    with pytest.raises(Refused):
        ward.feedback.say("run", words)
    assert ward.feedback.all() == ()


def test_nobody_learns_who_said_it(ward: Ward) -> None:
    before = len(ward.audit.entries())
    act_as(ward, AccessRole.READER)
    ward.feedback.say("run", WORDS)
    act_as(ward, AccessRole.WARD_MANAGER)
    assert len(ward.audit.entries()) == before
    with store_of(ward).read() as reader:
        row = reader.session.exec(select(Feedback)).one()
        assert (row.created_by, row.updated_by) == ("", "")


def test_a_reader_says_and_does_not_list(ward: Ward) -> None:
    act_as(ward, AccessRole.READER)
    ward.feedback.say("find", WORDS)
    with pytest.raises(NotAllowed):
        ward.feedback.all()


def test_an_answer_stands_under_you_said_we_did(ward: Ward) -> None:
    ward.feedback.say("run", WORDS)
    assert ward.wall.answers_in(ward.today()) == ()
    answered(ward)
    (shown,) = ward.wall.answers_in(ward.today())
    assert shown.said == f"Of Huddle: {WORDS}"
    assert (shown.did, shown.on) == ("The clock is smaller now", ward.today())
    assert ward.wall.public_face().answers == (shown,)


def test_a_name_in_it_keeps_it_off_the_wall(ward: Ward) -> None:
    ward.people.add_person(name="Erin Ward")
    ward.feedback.say("run", "Erin Ward finds the clock too large")
    answered(ward)
    assert ward.wall.answers_in(ward.today()) == ()


def test_an_answer_on_an_older_state_is_refused(ward: Ward) -> None:
    ward.feedback.say("run", WORDS)
    (row,) = ward.feedback.all()
    answered(ward)
    with pytest.raises(ChangedElsewhere):
        ward.feedback.answer(row.id, row.row_version, "Another")
    assert ward.feedback.all()[0].answer == "The clock is smaller now"


def test_the_maker_gets_a_file_and_it_is_kept_when(ward: Ward, tmp_path: Path) -> None:
    ward.feedback.say("run", WORDS)
    answered(ward)
    done = ward.export.feedback(to(tmp_path, Format.JSON))
    (row,) = objects_in(done.file)
    assert (row["page"], row["text"]) == ("run", WORDS)
    assert (row["version"], row["said_on"]) == (huddle.__version__, ward.today().isoformat())
    assert "id" not in row
    assert ward.account.id not in json.dumps(row)
    assert ward.feedback.all()[0].handed_on == ward.today()
    assert any(entry.act == "export" for entry in ward.audit.entries())


def test_the_guard_asks_before_the_maker_gets_it(ward: Ward, tmp_path: Path) -> None:
    ward.feedback.say("run", "It did not find 943 476 5919")
    wanted = to(tmp_path, Format.JSON)
    with pytest.raises(GuardAsks):
        ward.export.feedback(wanted)
    assert not wanted.file.exists()
    assert ward.feedback.all()[0].handed_on is None


def test_a_page_is_told_by_its_title_as_far_as_this_version_knows_it(ward: Ward) -> None:
    ward.feedback.say("followups", WORDS)
    ward.feedback.say("of_another_version", WORDS)
    assert [row.page_title for row in ward.feedback.all()] == ["of_another_version", "Follow-ups"]
