"""Typing in a huddle that was held on paper: which one, on which day, from when to when, led by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.huddles import PaperHuddle
from huddle.rules import paper_form
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice

_TIMES = ("began", "ended")


class PaperHuddleDialog(FormDialog):
    """Asks for what stands at the head of the form; `wanted` are the values for `paper.enter`."""

    def __init__(
        self,
        parent: QWidget,
        huddles: Sequence[PaperHuddle],
        series_id: str = "",
        held_on: dt.date | None = None,
    ) -> None:
        """Ask about one of some series.

        Args:
            parent: The widget it is asked from.
            huddles: The series, each with its days; at least one.
            series_id: The one it is about; the first when empty.
            held_on: The day it is about; the newest when there is none.
        """
        about = _("Write what stands at the head of the form. The rest you type in step by step.")
        super().__init__(parent, "paper_huddle", _("It was held on paper"), about, _("Type it in"))
        self._days_of = {one.series_id: one.days for one in huddles}
        self._wanted_day = held_on
        self._series = Choice("paper_huddle_series_id")
        self._series.offer([(one.series_id, one.title) for one in huddles], series_id)
        self._day = Choice("paper_huddle_held_on")
        if len(huddles) > 1:
            self.add_field("series_id", _("Huddle"), self._series)
        self.add_field("held_on", _("Day"), self._day)
        for name, called in zip(_TIMES, (_("Began at"), _("Ended at")), strict=True):
            self.add_line(name, called)
            self.lines[name].setPlaceholderText("08:15" if name == "began" else "08:26")
        self.add_line("facilitator", _("Led by"))
        self._leader = ""
        self._show_days()
        self._show_leader()
        self._series.currentIndexChanged.connect(self._show_days)
        self._day.currentIndexChanged.connect(self._show_leader)
        self.lines["began"].setFocus()

    def accept(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        self.begin_again()
        times: dict[str, Any] = {}
        for name in _TIMES:
            times[name] = paper_form.read_time(self.lines[name].text())
            if times[name] is None:
                self.show_refusal(_("Write a time such as 08:15."), name)
                return
        day = dt.date.fromisoformat(self._day.key)
        self.wanted.emit(
            {"series_id": self._series.key, "held_on": day, **times, **self.words("facilitator")}
        )

    def _show_days(self) -> None:
        days = [one.on for one in self._days_of[self._series.key]]
        chosen = dt.date.fromisoformat(self._day.key) if self._day.key else self._wanted_day
        if chosen is not None and chosen not in days:
            # Whether it can still be typed in is the service's to say.
            days = sorted([*days, chosen], reverse=True)
        options = [(day.isoformat(), dates.in_table(day)) for day in days]
        self._day.offer(options, chosen.isoformat() if chosen else "")

    def _show_leader(self) -> None:
        """Name whose turn it was, unless somebody else was typed."""
        line = self.lines["facilitator"]
        if line.text() != self._leader:
            return
        days = self._days_of[self._series.key]
        leaders = (one.facilitator for one in days if one.on.isoformat() == self._day.key)
        self._leader = next(leaders, "")
        line.setText(self._leader)
