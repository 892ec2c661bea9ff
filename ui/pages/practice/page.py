"""The widgets of the practice huddles on offer: what happens in each, and a button to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.practice import Scenario
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import body, heading, quiet, secondary, title
from ui.widgets.row_list import RowList
from ui.widgets.scroll import page_scroll


class ScenarioCard(Card):
    """One practice huddle.

    Signals:
        start_asked: Begin it.
    """

    start_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(f"scenario_{name}", margin="two")
        self._title = heading("", f"scenario_title_{name}")
        self._about = body("", f"scenario_about_{name}")
        self._learn = quiet("", f"scenario_learn_{name}")
        self._last = secondary("", f"scenario_last_{name}")
        self._start = button("", f"start_{name}")
        self._start.clicked.connect(self.start_asked)
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        for line in (self._title, self._about, self._learn, self._last):
            words.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addLayout(words, 1)
        row.addWidget(self._start, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def show_scenario(self, scenario: Scenario, last: dt.date | None) -> None:
        """Show what happens in it, and when one practised it last."""
        self._title.setText(scenario.title)
        self._about.setText(scenario.about)
        self._learn.setText(scenario.learn)
        told = [
            ngettext("About {count} minute", "About {count} minutes", scenario.minutes).format(
                count=scenario.minutes
            )
        ]
        if last is not None:
            told.append(_("you last practised it on {day}").format(day=dates.in_table(last)))
        self._last.setText(" · ".join(told))
        self._start.set_text(_("Practise"), _("Practise: {title}").format(title=scenario.title))


class PracticePage(QWidget):
    """The practice huddles on offer.

    Signals:
        start_asked: The name of the one to begin.
    """

    start_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice_page")
        scroll = page_scroll("practice_scroll")
        scroll.column.setSpacing(space("two"))
        scroll.column.addWidget(title(_("Practice huddles"), "practice_title"))
        about = _(
            "Lead a made-up huddle on the page you know. People speak, you ask, keep and close. "
            "It opens in a window of its own; nothing in it is real, and nothing of it is kept."
        )
        scroll.column.addWidget(quiet(about, "practice_about"))
        self._list: RowList[ScenarioCard] = RowList("scenario_list", self._card, gap="two")
        scroll.column.addWidget(self._list)
        scroll.column.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_scenarios(
        self, scenarios: Sequence[Scenario], practised: Mapping[str, dt.date]
    ) -> None:
        """Show what is on offer.

        Args:
            scenarios: In their order.
            practised: The day on which one practised each last, by its name.
        """
        cards = self._list.show_rows([each.name for each in scenarios])
        for card, each in zip(cards, scenarios, strict=True):
            card.show_scenario(each, practised.get(each.name))

    def _card(self, name: str) -> ScenarioCard:
        card = ScenarioCard(name)
        card.start_asked.connect(lambda: self.start_asked.emit(name))
        return card
