"""The keyboard shortcuts of the window as data: one place to look, and to show, each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Action:
    """What a key does.

    Attributes:
        keys: Its sequences, as Qt reads them.
        shown: How its button shows the first of them.
    """

    keys: tuple[str, ...]
    shown: str


ACTIONS: dict[str, Action] = {
    "larger": Action(("Ctrl++", "Ctrl+="), "Ctrl++"),
    "smaller": Action(("Ctrl+-",), "Ctrl+-"),
    "normal_size": Action(("Ctrl+0",), "Ctrl+0"),
    "choose_unit": Action(("Alt+U",), "Alt+U"),
    "raise_for_next": Action(("Ctrl+R",), "Ctrl+R"),
    "keep": Action(("Return", "Enter"), "Enter"),
    "leave": Action(("Esc",), "Esc"),
    "type_in": Action(("Ctrl+T",), "Ctrl+T"),
    "find": Action(("Ctrl+K",), "Ctrl+K"),
    "feedback": Action(("Ctrl+B",), "Ctrl+B"),
    "explain": Action(("F1",), "F1"),
    "read_card": Action(("Shift+F1",), "Shift+F1"),
    "undo": Action(("Ctrl+Z",), "Ctrl+Z"),
    "move_up": Action(("Alt+Up",), "Alt+↑"),
    "move_down": Action(("Alt+Down",), "Alt+↓"),
    "kind_action": Action(("F2",), "F2"),
    "kind_concern": Action(("F3",), "F3"),
    "kind_goal": Action(("F4",), "F4"),
    "kind_decision": Action(("F5",), "F5"),
    "kind_recognition": Action(("F6",), "F6"),
    "kind_patient_voice": Action(("F7",), "F7"),
    "kind_parked": Action(("F8",), "F8"),
    "tour_next": Action(("Right",), "→"),
    "tour_back": Action(("Left",), "←"),
    "previous_step": Action(("Alt+Left",), "Alt+←"),
    "next_step": Action(("Alt+Right",), "Alt+→"),
    "review_done": Action(("Ctrl+1",), "^1"),
    "review_still_going": Action(("Ctrl+2",), "^2"),
    "review_blocked": Action(("Ctrl+3",), "^3"),
    "review_more_time": Action(("Ctrl+4",), "^4"),
    "review_escalate": Action(("Ctrl+5",), "^5"),
    "hand_over": Action(("Ctrl+6",), "^6"),
    "answer_asked": Action(("Ctrl+7",), "^7"),
    "decide_tool": Action(("Ctrl+8",), "^8"),
    "next_promise": Action(("Ctrl+Down",), "Ctrl+↓"),
    "previous_promise": Action(("Ctrl+Up",), "Ctrl+↑"),
    "name_person": Action(("Ctrl+N",), "Ctrl+N"),
    "all_agreed": Action(("F9",), "F9"),
    "pause": Action(("Ctrl+P",), "Ctrl+P"),
    "close_huddle": Action(("Ctrl+Return", "Ctrl+Enter"), "Ctrl+Enter"),
    "blank": Action(("F11",), "F11"),
    "lock": Action(("F12",), "F12"),
}
"""By name. Kinds and reviews end in the values of `ItemKind` and `Review`."""


def shown(name: str) -> str:
    """The shortcut of an action as its button shows it."""
    return ACTIONS[name].shown


def key(name: str) -> Qt.Key:
    """The key of an action that is a single one."""
    return Qt.Key[f"Key_{ACTIONS[name].keys[0]}"]


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
