"""Explains the page in view: by F1 or its button, in the ward's words, beside the work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huddle import guidance_cards
from huddle.clock import local
from huddle.rows.guidance import GuidanceCard
from ui.filling import say_refusal
from ui.widgets.guidance_panel import GuidancePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huddle.ward import Ward
    from ui.explained_window import ExplainedWindow


@dataclass(frozen=True, slots=True)
class _Found:
    cards: tuple[GuidanceCard, ...]
    today: dt.date
    tell_us: str = ""
    act_now_number: str = ""


class Explaining(QObject):
    """Opens and closes the panel, and keeps it to the page in view.

    Args:
        window: The window.
    """

    def __init__(self, window: ExplainedWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel: GuidancePanel | None = None
        self._before: QWidget | None = None
        self._asked: tuple[str, ...] = ()
        window.page_shown.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether it explains something just now."""
        return self._panel is not None

    def toggle(self) -> None:
        """Open it, or close it; the keyboard stays where it is."""
        if self._panel is None:
            self._open()
        else:
            self.close()

    def read(self) -> None:
        """Put the keyboard into it, or back where it was."""
        if self._panel is None:
            self._open()
        panel = self._panel
        if panel is None:
            return
        if self._has_keyboard(panel):
            self._give_back()
        else:
            self._before = self._window.focusWidget()
            panel.reader.setFocus()

    def close(self) -> None:
        """Close it; the keyboard goes back to where it was."""
        panel, self._panel = self._panel, None
        if panel is None:
            return
        if self._has_keyboard(panel):
            self._give_back()
        self._window.beside.take_away()
        panel.deleteLater()
        self._asked = ()

    def _open(self) -> None:
        desk = self._window.desk
        if not self._window.explained or (desk is not None and not desk.may("guidance.card")):
            return
        panel = self._panel = GuidancePanel()
        panel.closed.connect(self.close)
        panel.reader.seen.connect(self._read)
        panel.edit_asked.connect(self._edit)
        panel.learn_asked.connect(lambda: self._go_to_learn(""))
        self._window.beside.put(panel)
        self._follow()

    def _follow(self) -> None:
        """Explain what is in view now."""
        names, desk = self._window.explained, self._window.desk
        if self._panel is None or names == self._asked:
            return
        self._asked = names
        if not names:
            self.close()
        elif desk is None:
            self._show(names, _shipped(names))
        else:
            show, refused = partial(self._show, names), partial(say_refusal, desk)
            desk.tasks.run(self._panel, partial(_kept, desk.ward, names), show, refused)

    def _show(self, names: tuple[str, ...], found: _Found) -> None:
        panel, desk = self._panel, self._window.desk
        if panel is None or names != self._asked:
            return
        leads_away = desk is not None and not self._window.is_full
        may_edit = leads_away and desk is not None and desk.may("guidance.keep")
        panel.offer(edit=may_edit, learn=leads_away)
        panel.show_contact(found.tell_us, found.act_now_number)
        panel.show_cards(found.cards, found.today)

    def _read(self, name: str) -> None:
        desk = self._window.desk
        if desk is not None:
            read = partial(desk.ward.learning.read, name)
            desk.tasks.run(self._window, read, None, partial(say_refusal, desk))

    def _edit(self) -> None:
        if self._asked:
            self._go_to_learn(self._asked[0], edit="yes")

    def _go_to_learn(self, card: str, **what: str) -> None:
        desk = self._window.desk
        self.close()
        if desk is not None:
            desk.go("learn", card=card, **what)

    def _has_keyboard(self, panel: QWidget) -> bool:
        focus = self._window.focusWidget()
        return focus is not None and panel.isAncestorOf(focus)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._window.setFocus()


def _kept(ward: Ward, names: Sequence[str]) -> _Found:
    """On the worker: the cards in the ward's words, and whom to ask."""
    unit = ward.setting_up.unit()
    return _Found(
        tuple(ward.guidance.card(name) for name in names),
        local(ward.clock.now(), unit.time_zone).date(),
        unit.tell_us,
        unit.act_now_number,
    )


def _shipped(names: Sequence[str]) -> _Found:
    """The cards as they ship, for whoever is not signed in."""
    cards = (guidance_cards.shipped_card(name) for name in names)
    # Nobody is signed in, so no ward says what day it is, and none is called late.
    return _Found(tuple(card for card in cards if card is not None), dt.date.min)
