"""The small widgets: what they say, how they are reached by key, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from huddle.vocabulary import ItemKind, Review
from ui.actions import ACTIONS, bind, shown
from ui.dialogs.ask import Dialogs, LineDialog, QuestionDialog
from ui.messages import MessageBar
from ui.navigation import NavigationRail
from ui.rail_buttons import NavigationEntry
from ui.theme.theme import Theme
from ui.widgets.buttons import Button, button, icon_button, main_button
from ui.widgets.chip import Chip, ChipButton
from ui.widgets.choices import Choice, Tick
from ui.widgets.clock_ring import ClockRing, Pace, minutes, pace
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import body, title
from ui.widgets.scroll import page_scroll
from ui.widgets.step_fold import fold
from ui.widgets.step_rail import MOST_NODES, StepNode, StepRail
from ui.widgets.toggle import ToggleGroup

_WIDE = 1366


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """The look of the window, since heights and widths follow from it."""
    theme = Theme()
    theme.apply(qapp, "light")
    theme.settle()
    yield
    qapp.setStyleSheet("")
    theme.deleteLater()


def _steps(count: int, done: int = 0) -> list[StepNode]:
    return [
        StepNode(f"s{place}", f"Step {place + 1}", place % 3, is_done=place < done)
        for place in range(count)
    ]


def _shown(qtbot: QtBot, widget: QWidget, width: int = _WIDE, height: int = 200) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


# ── Folding ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("most", range(3, 8))
@pytest.mark.parametrize("count", [1, 3, 5, 7, 8, 9, 12, 25])
def test_a_fold_shows_the_current_step_in_at_most_so_many_nodes(most: int, count: int) -> None:
    for current in range(count):
        at = fold(count, current, most)
        nodes = at.end - at.first + (at.before > 0) + (at.after > 0)
        assert at.first <= current < at.end
        assert nodes == min(count, most)
        assert at.before != 1
        assert at.after != 1


def test_a_fold_shows_both_neighbours_of_the_current_step() -> None:
    for current in range(1, 11):
        at = fold(12, current, 7)
        assert at.first <= current - 1
        assert current + 1 < at.end


def test_past_and_later_steps_fold_to_counts(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(12, done=6), "s6")
    words = [node.words for node in rail.nodes]
    assert len(words) == MOST_NODES
    assert words[0] == "4 done"
    assert words[-1] == "then 3 more"
    assert [node.words for node in rail.nodes if node.state == "current"] == ["Step 7"]


def test_a_fold_says_when_a_step_was_skipped(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(12, done=2), "s6")
    assert rail.nodes[0].words == "2 of 4 done"


def test_a_short_agenda_is_not_folded(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(5), "s0")
    assert [node.words for node in rail.nodes] == [f"Step {place}" for place in range(1, 6)]


def test_a_narrow_rail_shows_fewer_nodes(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail, width=560)
    rail.show_steps(_steps(12), "s5")
    assert 3 <= len(rail.nodes) < MOST_NODES


def test_a_step_is_chosen_by_click_and_by_key(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(5, done=1), "s1")
    with qtbot.waitSignal(rail.chosen) as clicked:
        qtbot.mouseClick(rail.nodes[3], Qt.MouseButton.LeftButton)
    rail.nodes[1].setFocus()
    qtbot.waitUntil(rail.nodes[1].hasFocus)
    qtbot.keyClick(rail.nodes[1], Qt.Key.Key_Right)
    with qtbot.waitSignal(rail.chosen) as pressed:
        qtbot.keyClick(rail.nodes[2], Qt.Key.Key_Return)
    assert (clicked.args, pressed.args) == (["s3"], ["s2"])


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_holds_every_step_and_goes_to_one(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(12, done=3), "s3")
    qtbot.mouseClick(rail.findChild(QPushButton, "step_rail_all"), Qt.MouseButton.LeftButton)
    menu: QMenu = rail.findChild(QMenu)
    entries = menu.actions()
    assert len(entries) == 12
    assert entries[3].text() == "Step 4, now"
    with qtbot.waitSignal(rail.chosen) as chosen:
        entries[11].trigger()
    assert chosen.args == ["s11"]
    menu.close()


def test_the_focus_stays_on_the_rail_when_it_is_shown_anew(qtbot: QtBot) -> None:
    rail = StepRail()
    _shown(qtbot, rail)
    rail.show_steps(_steps(5), "s0")
    rail.nodes[0].setFocus()
    qtbot.waitUntil(rail.nodes[0].hasFocus)
    rail.show_steps(_steps(5, done=1), "s1")
    assert rail.nodes[1].hasFocus()


# ── Clock ────────────────────────────────────────────────────────────────────────────────────────


def test_a_clock_is_calm_then_amber_then_over() -> None:
    assert [pace(spent, 100) for spent in (0, 69, 70, 99, 100, 500)] == [
        Pace.CALM,
        Pace.CALM,
        Pace.CAUTION,
        Pace.CAUTION,
        Pace.OVER,
        Pace.OVER,
    ]
    assert pace(5000, 0) is Pace.CALM


def test_a_clock_says_its_time_in_words(qtbot: QtBot) -> None:
    clock = ClockRing("This step", "clock")
    qtbot.addWidget(clock)
    clock.show_time(50, 90, "of 1:30, this step")
    assert clock.text == "0:50 of 1:30, this step"
    assert [minutes(seconds) for seconds in (0, 59, 605, 3723)] == [
        "0:00",
        "0:59",
        "10:05",
        "1:02:03",
    ]


# ── Buttons, chips, choices ──────────────────────────────────────────────────────────────────────


def test_a_button_tells_its_name_and_its_key(qtbot: QtBot) -> None:
    done = button("Done & dusted", "done", key="^1")
    qtbot.addWidget(done)
    assert done.text() == "Done && dusted"
    assert done.accessibleName() == "Done & dusted"
    assert done.accessibleDescription() == "^1"
    assert done.sizeHint().width() > button("Done & dusted", "plain").sizeHint().width()


@pytest.mark.parametrize("role", ["plain", "main", "primary", "quiet", "danger", "row", "toggle"])
def test_each_button_paints_with_and_without_a_key(qtbot: QtBot, role: str) -> None:
    for key in ("", "Ctrl+R"):
        made = Button("Start huddle", "start", role=role, key=key)
        qtbot.addWidget(made)
        for direction in Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft:
            made.setLayoutDirection(direction)
            assert not made.grab().isNull()


def test_a_button_keeps_its_own_name_when_its_text_changes(qtbot: QtBot) -> None:
    forward = button("Ward", "next", name="Next step")
    qtbot.addWidget(forward)
    forward.set_text("Transfer")
    assert forward.accessibleName() == "Next step"


def test_an_icon_button_has_a_name_to_hear_and_to_see(qtbot: QtBot) -> None:
    up = icon_button("up", "move_up", "Move up")
    qtbot.addWidget(up)
    assert (up.accessibleName(), up.toolTip()) == ("Move up", "Move up")


def test_text_is_never_taken_for_markup(qtbot: QtBot) -> None:
    for label in (body("<b>not bold</b>"), title("<i>Ward</i>"), Chip("<u>late</u>")):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_chip_is_taken_away_by_backspace_and_pressed_by_enter(qtbot: QtBot) -> None:
    chip = ChipButton("by Wed 25-Nov-2026")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)


def test_one_of_a_group_is_on(qtbot: QtBot) -> None:
    group = ToggleGroup("View", [("board", "Board"), ("table", "Table")], "view")
    _shown(qtbot, group)
    group.select("board")
    with qtbot.waitSignal(group.chosen) as chosen:
        qtbot.mouseClick(group.button("table"), Qt.MouseButton.LeftButton)
    assert (chosen.args, group.on) == (["table"], ("table",))
    qtbot.mouseClick(group.button("table"), Qt.MouseButton.LeftButton)
    assert group.on == ("table",)
    group.button("table").setFocus()
    qtbot.waitUntil(group.button("table").hasFocus)
    qtbot.keyClick(group.button("table"), Qt.Key.Key_Left)
    assert group.button("board").hasFocus()


def test_any_of_a_group_can_be_on(qtbot: QtBot) -> None:
    group = ToggleGroup("Filter", [("mine", "Mine"), ("late", "Late")], "f", one_only=False)
    _shown(qtbot, group)
    for key in ("mine", "late"):
        qtbot.mouseClick(group.button(key), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(group.toggled) as toggled:
        qtbot.mouseClick(group.button("mine"), Qt.MouseButton.LeftButton)
    assert (toggled.args, group.on) == (["mine", False], ("late",))


def test_a_choice_speaks_in_keys(qtbot: QtBot) -> None:
    choice = Choice("department", "Department")
    qtbot.addWidget(choice)
    choice.offer([("", "None"), ("a", "Pharmacy"), ("b", "Therapies")], "b")
    assert choice.key == "b"
    choice.select("not there")
    assert choice.key == ""
    assert not choice.grab().isNull()
    tick = Tick("A post, not a person", "is_post")
    qtbot.addWidget(tick)
    assert not tick.grab().isNull()


# ── Forms and pages ──────────────────────────────────────────────────────────────────────────────


def test_a_field_says_what_is_wrong_beside_its_control(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("Name", line, hint="As people say it", object_name="name")
    _shown(qtbot, field)
    assert (line.accessibleName(), line.accessibleDescription()) == ("Name", "As people say it")
    field.show_error("Write a name.")
    assert field.error_label.isVisible()
    assert line.accessibleDescription() == "Write a name."
    assert line.property("wrong")
    field.clear_error()
    assert not field.error_label.isVisible()
    assert line.accessibleDescription() == "As people say it"


def test_an_empty_page_says_what_to_do_first(qtbot: QtBot) -> None:
    start = main_button("Start huddle", "start")
    empty = EmptyState("No actions yet", "They stand here until each is kept.", start)
    _shown(qtbot, empty)
    assert start.isVisible()
    empty.set_texts("Nothing late", "Well done.")
    assert empty.title_label.text() == "Nothing late"


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    flow = Flow()
    for number in range(6):
        flow.add(button(f"Button number {number}", f"b{number}"))
    _shown(qtbot, flow, width=400)
    tops = {widget.y() for widget in flow.held}
    assert len(tops) > 1
    assert max(widget.geometry().right() for widget in flow.held) < 400
    assert flow.heightForWidth(400) > flow.heightForWidth(4000)
    flow.held[0].hide()
    assert len(flow.shown) == 5
    flow.clear()
    assert flow.heightForWidth(400) == 0


def test_a_flow_begins_at_the_right_in_a_language_that_does(qtbot: QtBot) -> None:
    flow = Flow()
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = button("One", "one"), button("Two", "two")
    flow.add(first)
    flow.add(second)
    _shown(qtbot, flow, width=400)
    assert first.geometry().right() == 399
    assert second.x() < first.x()


def test_columns_stand_under_one_another_when_it_gets_narrow(qtbot: QtBot) -> None:
    columns = Columns((3, 2))
    left, right = QWidget(), QWidget()
    columns.add(left)
    columns.add(right)
    _shown(qtbot, columns, width=1000, height=300)
    assert left.width() > right.width()
    assert left.y() == right.y()
    assert left.height() == right.height() == 300
    columns.resize(500, 300)
    qtbot.waitUntil(lambda: right.x() == 0)
    assert right.y() >= left.y() + left.height()


def test_a_page_is_never_narrower_than_what_it_holds(qtbot: QtBot) -> None:
    page = page_scroll("page")
    qtbot.addWidget(page)
    wide = button("A button that takes a good deal of room on the page", "wide")
    page.column.addWidget(wide)
    assert page.minimumSizeHint().width() > wide.minimumSizeHint().width()


# ── Messages, navigation, shortcuts, questions ───────────────────────────────────────────────────


def test_a_message_goes_by_itself_and_a_warning_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    _shown(qtbot, bar)
    timer = next(child for child in bar.children() if hasattr(child, "isSingleShot"))
    bar.say("Kept.")
    assert (bar.text, timer.isActive()) == ("Kept.", True)
    bar.warn("The backup was not made.", "Plug the drive in.")
    assert (bar.text, timer.isActive()) == ("The backup was not made. Plug the drive in.", False)
    qtbot.mouseClick(bar.findChild(QPushButton, "message_dismiss"), Qt.MouseButton.LeftButton)
    assert bar.text == ""


def test_the_message_bar_keeps_its_height(qtbot: QtBot) -> None:
    bar = MessageBar()
    _shown(qtbot, bar)
    assert bar.minimumHeight() >= 40
    bar.say("Kept.", ("Undo", lambda: None))
    assert bar.sizeHint().height() <= bar.minimumHeight()


def test_the_button_of_a_message_acts_and_clears_it(qtbot: QtBot) -> None:
    bar = MessageBar()
    _shown(qtbot, bar)
    undone: list[str] = []
    bar.say("Kept.", ("Undo", lambda: undone.append("undone")))
    qtbot.mouseClick(bar.findChild(QPushButton, "message_action"), Qt.MouseButton.LeftButton)
    assert (undone, bar.text) == (["undone"], "")


def _rail() -> NavigationRail:
    pages = [NavigationEntry("today", "Today", "Alt+1"), NavigationEntry("set_up", "Set up")]
    return NavigationRail("Huddle", pages, [NavigationEntry("help", "Help", "F1", is_page=False)])


def test_a_page_is_chosen_by_click_key_and_shortcut(qtbot: QtBot) -> None:
    rail = _rail()
    _shown(qtbot, rail, width=200, height=600)
    seen: list[str] = []
    rail.chosen.connect(seen.append)
    buttons = {name: rail.findChild(QPushButton, f"go_{name}") for name in ("today", "set_up")}
    qtbot.mouseClick(buttons["set_up"], Qt.MouseButton.LeftButton)
    buttons["set_up"].setFocus()
    qtbot.waitUntil(buttons["set_up"].hasFocus)
    qtbot.keyClick(buttons["set_up"], Qt.Key.Key_Up)
    qtbot.keyClick(buttons["today"], Qt.Key.Key_Return)
    assert seen == ["set_up", "today"]
    assert rail.current == "today"
    assert buttons["today"].isChecked()
    assert not buttons["set_up"].isChecked()


def test_a_long_name_that_unfolds_moves_nothing_sideways(qtbot: QtBot) -> None:
    pages = [NavigationEntry("see", "See", is_page=False)]
    long = "Everything that anybody ever said here"
    pages += [NavigationEntry(f"page_{at}", long, within="see") for at in range(20)]
    rail = NavigationRail("Huddle", pages)
    width = rail.sizeHint().width()
    _shown(qtbot, rail, width=width, height=400)
    rail.select("page_0")
    pages_of = rail.findChild(QScrollArea, "navigation_pages")
    # Laid out anew, with all of them.
    qtbot.waitUntil(lambda: pages_of.verticalScrollBar().maximum() > 0)
    assert rail.sizeHint().width() == width
    assert pages_of.horizontalScrollBar().maximum() == 0


def test_what_is_no_page_is_not_marked(qtbot: QtBot) -> None:
    rail = _rail()
    _shown(qtbot, rail, width=200, height=600)
    rail.select("today")
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail.findChild(QPushButton, "go_help"), Qt.MouseButton.LeftButton)
    assert (chosen.args, rail.current) == (["help"], "today")


def test_every_kind_and_every_review_has_a_key() -> None:
    names = {f"kind_{kind.value}" for kind in ItemKind} | {
        f"review_{word.value}" for word in Review
    }
    assert names <= set(ACTIONS)


def test_no_two_actions_of_a_page_share_a_key_and_each_is_one_that_qt_knows() -> None:
    keys = [key for action in ACTIONS.values() for key in action.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if QKeySequence(key).isEmpty()]


def test_no_shortcut_is_a_single_letter() -> None:
    assert not [
        name for name, action in ACTIONS.items() if any(len(key) == 1 for key in action.keys)
    ]


def test_a_bound_key_calls(qtbot: QtBot) -> None:
    page, called = QLineEdit(), []
    bind(page, "kind_action", lambda: called.append("action"))
    _shown(qtbot, page)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert called == ["action"]
    assert shown("kind_action") == "F2"


def test_a_question_is_answered_by_the_keys(qtbot: QtBot) -> None:
    window, answers = QWidget(), []
    _shown(qtbot, window)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        Dialogs().confirm(
            window, title="Close it?", text="", yes="Close", then=lambda: answers.append("yes")
        )
        dialog: QuestionDialog = window.findChild(QuestionDialog)
        qtbot.keyClick(dialog, key)
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))
    assert answers == ["yes"]


def test_enter_means_no_where_something_is_taken_away(qtbot: QtBot) -> None:
    window, answers = QWidget(), []
    _shown(qtbot, window)
    Dialogs().confirm(
        window,
        title="Remove it?",
        text="It cannot be brought back.",
        yes="Remove",
        then=lambda: answers.append("yes"),
        harmful=True,
    )
    dialog: QuestionDialog = window.findChild(QuestionDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert answers == []


def test_a_line_is_asked_for_and_must_not_be_empty(qtbot: QtBot) -> None:
    window, answers = QWidget(), []
    _shown(qtbot, window)
    Dialogs().one_line(
        window, title="Not held", text="", label="Reason", yes="Keep", then=answers.append
    )
    dialog: LineDialog = window.findChild(LineDialog)
    line: QLineEdit = dialog.findChild(QLineEdit, "question_line")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.findChild(Field).error
    qtbot.keyClicks(line, "  snow  ")
    assert not dialog.findChild(Field).error
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert answers == ["snow"]
