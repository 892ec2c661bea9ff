"""The lines of a rota: a place with its deputy, and a turn that comes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.people import PersonRow
from huddle.rows.rota import RotaPlaceRow, TurnRow
from ui import wording
from ui.actions import bind, shown
from ui.pages.templates.rota_wants import RotaWants
from ui.theme.look import space
from ui.widgets.buttons import icon_button, quiet_button
from ui.widgets.choices import Choice
from ui.widgets.labels import Label, body, secondary


class PlaceLine(QWidget):
    """Who has a place, who fills in for them, and buttons to move it or take it out."""

    def __init__(self, series_id: str, place_id: str, wants: RotaWants) -> None:
        super().__init__()
        self.setObjectName("rota_place")
        self._number = Label("", "quiet", object_name="rota_place_number", wraps=False)
        self._name = body("", "rota_place_name")
        self._deputy = Choice("rota_deputy")
        self._deputy.be_narrow()
        self._up = icon_button("up", "rota_place_up", _("Move up"))
        self._down = icon_button("down", "rota_place_down", _("Move down"))
        self._off = quiet_button(_("Remove"), "rota_place_off")
        self._deputy.picked.connect(lambda key: wants.deputy.emit(series_id, place_id, key))
        self._up.clicked.connect(lambda: wants.moved.emit(place_id, -1))
        self._down.clicked.connect(lambda: wants.moved.emit(place_id, 1))
        self._off.clicked.connect(lambda: wants.removed.emit(place_id))
        self._up.setToolTip(_("Move up  {key}").format(key=shown("move_up")))
        self._down.setToolTip(_("Move down  {key}").format(key=shown("move_down")))
        bind(self, "move_up", lambda: wants.moved.emit(place_id, -1))
        bind(self, "move_down", lambda: wants.moved.emit(place_id, 1))
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(self._number)
        row.addWidget(self._name, 1)
        row.addWidget(self._deputy, 1)
        for one in (self._up, self._down, self._off):
            row.addWidget(one)

    def show_place(
        self, place: RotaPlaceRow, number: int, count: int, people: Sequence[PersonRow]
    ) -> None:
        """Show a place that stands at a number among so many."""
        for stem, widget in (
            ("deputy", self._deputy),
            ("place_up", self._up),
            ("place_down", self._down),
            ("place_off", self._off),
        ):
            widget.setObjectName(f"rota_{stem}_{number}")
        self._number.setText(str(number))
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance("00"))
        self._name.setText(_place_words(place))
        self._deputy.offer(_deputies(place, people), place.deputy_id)
        self._deputy.setAccessibleName(_("Deputy of {name}").format(name=place.name))
        self._up.setEnabled(number > 1)
        self._down.setEnabled(number < count)
        self._up.setAccessibleName(_("Move {name} up").format(name=place.name))
        self._down.setAccessibleName(_("Move {name} down").format(name=place.name))
        self._off.setAccessibleName(_("Take {name} out of the rota").format(name=place.name))


class TurnLine(QWidget):
    """Whose turn a day is, and buttons to swap it and to take a swap back."""

    def __init__(self, series_id: str, wants: RotaWants) -> None:
        super().__init__()
        self.setObjectName("rota_turn")
        self._turn: TurnRow | None = None
        self._words = body("", "rota_turn_words")
        self._reason = secondary("", "rota_turn_reason")
        self._back = quiet_button(_("Take back"), "rota_swap_back")
        self._swap = quiet_button(_("Swap…"), "rota_swap")
        self._back.clicked.connect(lambda: self._turn and wants.swap_back.emit(self._turn.swap_id))
        self._swap.clicked.connect(lambda: self._turn and wants.swap.emit(series_id, self._turn.on))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addLayout(words, 1)
        row.addWidget(self._back)
        row.addWidget(self._swap)

    def show_turn(self, turn: TurnRow, number: int) -> None:
        """Show a turn that stands at a number, counted from 1."""
        self._turn = turn
        day = dates.in_table(turn.on)
        self._swap.setObjectName(f"rota_swap_{number}")
        self._back.setObjectName(f"rota_swap_back_{number}")
        self._words.setText(_("{day} · {who}").format(day=day, who=wording.turn_words(turn)))
        self._reason.setText(turn.reason)
        self._reason.setVisible(bool(turn.reason))
        self._back.setVisible(bool(turn.swap_id))
        self._swap.setAccessibleName(_("Swap {day}").format(day=day))
        self._back.setAccessibleName(_("Take the swap of {day} back").format(day=day))


def _place_words(place: RotaPlaceRow) -> str:
    if place.has_left:
        return _("{name} (has left)").format(name=place.name)
    return _("{name} · now").format(name=place.name) if place.is_now else place.name


def _deputies(place: RotaPlaceRow, people: Sequence[PersonRow]) -> list[tuple[str, str]]:
    """Nobody, or everybody else; whoever has left meanwhile still shows."""
    options = [("", _("no deputy"))]
    if place.deputy_has_left:
        left = _("{name} (has left)").format(name=place.deputy_name)
        options.append((place.deputy_id, left))
    others = (one for one in people if one.id != place.person_id)
    return options + [(one.id, _("deputy: {name}").format(name=one.name)) for one in others]
