"""A practice huddle in the window: led by keys alone, unmistakable, and gone without a trace."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from huddle import practice_folder
from huddle.clock import ShiftedClock
from huddle.i18n import use_language
from huddle.paths import Paths
from huddle.rows.learning import LearnedKind
from huddle.settings import Settings, save_settings
from tests.helpers import qt, sweep, wards
from tests.helpers.practising import Learner
from tests.helpers.rows_of import rows_of
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.practice import speakers_strip


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def learner(signed_in: Driver, clock: ShiftedClock) -> Learner:
    """Somebody at the real window."""
    return Learner(signed_in, clock)


def left_in(folder: Path) -> list[str]:
    """The practice folders that are there."""
    return [path.name for path in folder.glob("huddle-practice-*")]


def test_a_whole_practice_by_keys_alone_leaves_the_real_ward_as_it_was(
    learner: Learner, temporary: Path
) -> None:
    driver = learner.driver
    wards.hold(driver.ward, "a: Order slings due 4 sep", "c: The lift is out @Porters")
    driver.settle()
    before = rows_of(driver.ward, without={"learned"})
    learner.begin()
    assert len(left_in(temporary)) == 1
    assert learner.listen(15)[1].startswith("“Thank you to the night team")
    learner.type("t: The night team had everybody washed who wanted to be")
    learner.next_step()
    learner.listen(25)
    learner.type("c: The bed rail in bay two gave way +Nursing")
    learner.next_step()
    learner.listen(20)
    driver.ctrl(Qt.Key.Key_1)
    driver.ctrl(Qt.Key.Key_2)
    learner.next_step()
    learner.listen(40)
    learner.type("a: Swap the bed with the loose rail @Grace Mensah due today 12:00")
    assert not any("insulin" in words for words in learner.texts("speaker_words"))
    for team in ("Nursing", "Medical", "Pharmacy", "Therapies"):
        learner.tap(f"heard_{team}")
    assert any("insulin" in words for words in learner.listen(20))
    learner.type("a: Label every insulin pen in the fridge @Priya Nair due today 14:00")
    learner.close_huddle()
    told = " ".join(learner.texts("feedback_well"))
    assert "You asked Pharmacy" in told
    assert "Each action was read back." in told

    assert qt.focused().objectName() == "practice_done"
    driver.press(Qt.Key.Key_Space)
    assert learner.is_over
    assert left_in(temporary) == []
    assert rows_of(driver.ward, without={"learned"}) == before
    (row,) = driver.ward.learning.mine()
    assert (row.kind, row.what) == (LearnedKind.PRACTISED, "quiet_ward")
    assert "you last practised it on Thu 06-Aug-2026" in driver.text("scenario_last_quiet_ward")


def test_nobody_takes_it_for_the_real_one(learner: Learner) -> None:
    learner.begin()
    window = learner.window
    assert learner.texts("practice_words") == ["Practice – nothing here is real, nothing is kept"]
    assert window.windowTitle() == "Practice: A quiet ward – nothing here is real"
    assert window.windowModality() is Qt.WindowModality.ApplicationModal
    real = learner.driver.window.grab().toImage().pixelColor(700, 760)
    assert window.grab().toImage().pixelColor(640, 560) != real
    assert learner.texts("run_about")[0].startswith("Willow ward")


def test_esc_asks_once_and_ends_it(learner: Learner, temporary: Path) -> None:
    learner.begin()
    learner.driver.press(Qt.Key.Key_Escape)
    learner.go_on()
    assert not learner.is_over
    learner.driver.press(Qt.Key.Key_Escape)
    learner.end()
    assert left_in(temporary) == []
    assert learner.driver.ward.learning.mine() == ()


def test_its_steps_are_explained_and_what_is_read_counts(learner: Learner) -> None:
    driver = learner.driver
    learner.begin()
    driver.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert learner.texts("guidance_title")[0] == "How are we, and thanks"
    driver.press(Qt.Key.Key_End)
    mine = driver.ward.learning.mine
    qt.wait_until(lambda: "steps.welcome" in [row.what for row in mine()], "it to be noted")
    driver.press(Qt.Key.Key_Escape)
    assert not learner.window.is_explaining
    assert QApplication.activeModalWidget() is learner.window


def test_leaving_it_open_or_closing_the_window_asks_too(learner: Learner) -> None:
    learner.begin()
    learner.tap("run_leave")
    learner.go_on()
    learner.window.close()
    learner.end()


def test_who_goes_on_after_the_question_leads_as_before(learner: Learner) -> None:
    learner.begin()
    learner.tap("run_leave")
    learner.go_on()
    assert learner.shows("step_next")
    learner.next_step()
    assert learner.texts("step_name") == ["Look back"]


def test_a_pause_holds_everybody_up(learner: Learner) -> None:
    learner.begin()
    learner.driver.ctrl(Qt.Key.Key_P)
    assert learner.listen(300) == []
    learner.driver.ctrl(Qt.Key.Key_P)
    assert len(learner.listen(12)) == 2


def test_the_room_says_when_it_is_quiet(learner: Learner) -> None:
    learner.begin()
    learner.listen(1)
    assert learner.texts("speakers_hint")[0].startswith("Write down what matters")
    learner.listen(20)
    assert learner.texts("speakers_hint")[0].startswith("The room is quiet")


def test_screen_readers_say_who_says_what(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(speakers_strip, "announce", lambda _widget, text: spoken.append(text))
    learner.begin()
    learner.listen(5)
    assert spoken == [
        "Grace Mensah, Nursing: “Morning. We are all in, and nobody had a bad night for once.”"
    ]


def test_nothing_leads_out_of_it(learner: Learner) -> None:
    (kept,) = wards.hold(learner.driver.ward, "a: Order slings due tomorrow")[1]
    learner.begin()
    learner.driver.ctrl(Qt.Key.Key_K)
    assert learner.window.messages.text == "In a practice there is only this page."
    learner.type(kept.code)
    assert learner.driver.page == "practice"
    state = learner.huddle.practice.ward.running.state(learner.huddle.practice.huddle_id)
    assert [item.text for item in state.items] == [kept.code]
    assert learner.driver.files.saved == []


def test_again_begins_the_same_anew(learner: Learner, temporary: Path) -> None:
    learner.begin("family_complaint")
    (first,) = left_in(temporary)
    learner.close_huddle()
    learner.tap("practise_again")
    learner.wait_until_open()
    assert "A family complains" in learner.window.windowTitle()
    (second,) = left_in(temporary)
    assert second != first
    assert not learner.shows("practice_feedback")


def test_the_program_ends_in_the_middle_of_it(learner: Learner, temporary: Path) -> None:
    learner.begin()
    learner.driver.close()
    assert left_in(temporary) == []


def test_the_next_start_clears_what_a_killed_one_left(
    ward_paths: Paths, start: Open, temporary: Path
) -> None:
    (practice_folder.make(ward_paths) / "ward.db").write_bytes(b"sealed")
    start()
    assert left_in(temporary) == []


def test_every_control_is_named_large_enough_and_in_reach(learner: Learner) -> None:
    learner.begin()
    learner.listen(15)
    for _view in ("run", "feedback"):
        assert sweep.nameless(learner.window) == []
        assert sweep.too_small(learner.window, on_run=True) == []
        assert sweep.out_of_reach(learner.window) == []
        if not learner.shows("practice_feedback"):
            learner.close_huddle()


@pytest.mark.parametrize(("language", "scale"), [("xx", 1.0), ("xx", 1.5), ("en", 2.0)])
def test_longer_words_and_larger_text_cut_nothing_off(
    ward_paths: Paths, start: Open, clock: ShiftedClock, language: str, scale: float
) -> None:
    use_language(language)
    save_settings(ward_paths.settings_file, Settings(scale=scale))
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    learner = Learner(driver, clock)
    learner.begin()
    learner.listen(15)
    assert sweep.cut_off(learner.window) == []
    learner.close_huddle()
    assert sweep.cut_off(learner.window) == []


def test_its_steps_are_explained_as_the_real_ones_are(learner: Learner) -> None:
    learner.begin()
    learner.driver.press(Qt.Key.Key_F1)
    qt.wait_until(lambda: learner.shows("guidance_panel"), "the card of the step")
    learner.driver.press(Qt.Key.Key_Escape)
    assert not learner.shows("guidance_panel")
    assert not learner.is_over
    learner.driver.press(Qt.Key.Key_F1)
    learner.close_huddle()
    assert not learner.shows("guidance_panel")


def test_learn_leads_to_it(learner: Learner) -> None:
    learner.driver.window.go("learn")
    learner.driver.settle()
    qt.activate(learner.driver.window)
    learner.tap("start_practice")
    assert learner.driver.page == "practice"
    assert learner.driver.shows("start_family_complaint")
