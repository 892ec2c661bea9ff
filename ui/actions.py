"""The keyboard shortcuts of the window as data: one place to look, and to show, each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from huddle.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Action:
    """What a key does.

    Attributes:
        label: What it does, in words; translated when shown.
        keys: Its sequences, as Qt reads them.
        shown: How its button shows the first of them.
        where: The part of the window it belongs to: `everywhere`, `run`, `typing` or `lists`.
    """

    label: str
    keys: tuple[str, ...]
    shown: str
    where: str = "run"


ACTIONS: dict[str, Action] = {
    "help": Action(N_("Explain this page"), ("F1",), "F1", "everywhere"),
    "larger": Action(N_("Larger text"), ("Ctrl++", "Ctrl+="), "Ctrl++", "everywhere"),
    "smaller": Action(N_("Smaller text"), ("Ctrl+-",), "Ctrl+-", "everywhere"),
    "normal_size": Action(N_("Normal text size"), ("Ctrl+0",), "Ctrl+0", "everywhere"),
    "raise_for_next": Action(
        N_("Raise something for the next huddle"), ("Ctrl+R",), "Ctrl+R", "everywhere"
    ),
    "keep": Action(N_("Keep what is typed"), ("Return", "Enter"), "Enter", "typing"),
    "leave": Action(N_("Leave without losing"), ("Esc",), "Esc", "typing"),
    "undo": Action(N_("Undo typing, then the last act"), ("Ctrl+Z",), "Ctrl+Z", "typing"),
    "move_up": Action(N_("Move up"), ("Alt+Up",), "Alt+↑", "lists"),
    "move_down": Action(N_("Move down"), ("Alt+Down",), "Alt+↓", "lists"),
    "kind_action": Action(N_("Action"), ("F2",), "F2"),
    "kind_concern": Action(N_("Concern"), ("F3",), "F3"),
    "kind_goal": Action(N_("Goal"), ("F4",), "F4"),
    "kind_decision": Action(N_("Decision"), ("F5",), "F5"),
    "kind_recognition": Action(N_("Thanks"), ("F6",), "F6"),
    "kind_patient_voice": Action(N_("Patient voice"), ("F7",), "F7"),
    "kind_parked": Action(N_("Park it"), ("F8",), "F8"),
    "previous_step": Action(N_("Previous step"), ("Alt+Left",), "Alt+←"),
    "next_step": Action(N_("Next step"), ("Alt+Right",), "Alt+→"),
    "review_done": Action(N_("Done"), ("Ctrl+1",), "^1"),
    "review_still_going": Action(N_("Still going"), ("Ctrl+2",), "^2"),
    "review_blocked": Action(N_("Blocked"), ("Ctrl+3",), "^3"),
    "review_more_time": Action(N_("More time"), ("Ctrl+4",), "^4"),
    "next_promise": Action(N_("Next promise"), ("Ctrl+Down",), "Ctrl+↓"),
    "previous_promise": Action(N_("Previous promise"), ("Ctrl+Up",), "Ctrl+↑"),
    "name_person": Action(N_("Make the unknown owner a person"), ("Ctrl+N",), "Ctrl+N"),
    "all_agreed": Action(N_("All agreed"), ("F9",), "F9"),
    "pause": Action(N_("Pause or carry on"), ("Ctrl+P",), "Ctrl+P"),
    "close_huddle": Action(N_("Close huddle"), ("Ctrl+Return", "Ctrl+Enter"), "Ctrl+Enter"),
}
"""By name. Kinds and reviews end in the values of `ItemKind` and `Review`."""


def shown(name: str) -> str:
    """The shortcut of an action as its button shows it."""
    return ACTIONS[name].shown


def help_lines(*places: str) -> list[tuple[str, str]]:
    """Each shortcut of those parts of the window and what it does, for the help."""
    return [(item.shown, _(item.label)) for item in ACTIONS.values() if item.where in places]


def bind(widget: QWidget, name: str, call: Callable[[], object]) -> list[QShortcut]:
    """Have the keys of an action call something while the focus is in the widget or below it."""
    made = []
    for keys in ACTIONS[name].keys:
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)
        made.append(shortcut)
    return made


def bind_window(widget: QWidget, name: str, call: Callable[[], object]) -> list[QShortcut]:
    """Have the keys of an action call something while the widget is shown in the active window."""
    made = bind(widget, name, call)
    for shortcut in made:
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    return made
