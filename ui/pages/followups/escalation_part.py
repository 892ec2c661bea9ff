"""The escalations of the action shown in full: how far each has come, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.escalation import EscalationRow
from huddle.rows.items import ItemRow
from huddle.vocabulary import OPEN_ACTION_STATUSES, EscalationState, ItemKind, Status
from ui.escalating import Escalating
from ui.handing_over import HandingOver
from ui.theme.look import space
from ui.widgets.buttons import Button, button, quiet_button
from ui.widgets.emptying import empty
from ui.widgets.escalation_card import EscalationCard
from ui.widgets.flow import Flow
from ui.widgets.labels import heading

if TYPE_CHECKING:
    import datetime as dt

    from ui.care import Watch
    from ui.desk import Desk, May


_FUNCTIONS = {"print": "sheets.make", "file": "handover.write_escalation"}
"""What acts call that are not of the escalations."""


class EscalationPart(QWidget):
    """Stands at the end of the panel.

    Signals:
        wanted: The escalations of another item shall be shown.
        escalate_asked: It shall go up.
        act_asked: What comes next with an escalation: `told`, `answer`, `withdraw`, `print` or
            `file`.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    wanted = Signal(object)
    escalate_asked = Signal()
    act_asked = Signal(str, object)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("escalation_part")
        self._may = may
        self._item: ItemRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._column.addWidget(heading(_("Escalation")))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space("one"))
        self._column.addLayout(self._cards)
        self._escalate = button(_("Escalate…"), "detail_escalate")
        self._escalate.clicked.connect(self.escalate_asked)
        row = Flow("escalate_row")
        row.add(self._escalate)
        self._column.addWidget(row)

    @property
    def item(self) -> ItemRow | None:
        """What it stands for."""
        return self._item

    def show_item(self, item: ItemRow) -> None:
        """Stand for an item; its escalations are asked for."""
        if self._item is None or self._item.id != item.id:
            self._clear()
        self._item = item
        self.wanted.emit(item)

    def show_escalations(self, rows: Sequence[EscalationRow], zone: dt.tzinfo | None) -> None:
        """Show these, the latest first, and offer what comes next."""
        self._clear()
        for row in rows:
            card = EscalationCard(row, zone)
            acts = self._acts(row)
            if acts:
                flow = Flow()
                for made in acts:
                    flow.add(made)
                card.column.addWidget(flow)
            self._cards.addWidget(card)
        is_on_its_way = any(row.state is not EscalationState.TOLD_BACK for row in rows)
        goes_up = self._may("escalations.escalate") and not is_on_its_way and self._is_open
        self._escalate.setVisible(goes_up)
        self.setVisible(bool(rows) or goes_up)

    @property
    def _is_open(self) -> bool:
        item = self._item
        if item is None:
            return False
        if item.kind is ItemKind.CONCERN:
            return item.status is not Status.CLOSED
        return item.status in OPEN_ACTION_STATUSES

    def _acts(self, row: EscalationRow) -> list[Button]:
        carried = _carried(row, by_file=self._may(_FUNCTIONS["file"]))
        offered = {
            EscalationState.NOT_YET_TOLD: ("told", carried, "withdraw"),
            EscalationState.TOLD: ("answer", carried),
            EscalationState.NO_REPLY: ("answer", carried),
        }
        words = {
            "told": _("I told…"),
            "answer": _("The answer is…"),
            "print": _("Print the slip"),
            "file": _("Hand-over file…"),
            "withdraw": _("Take it back"),
        }
        made = []
        for act in offered.get(row.state, ()):
            if not act or not self._may(_FUNCTIONS.get(act, f"escalations.{act}")):
                continue
            one = (quiet_button if act == "withdraw" else button)(words[act], f"escalation_{act}")
            one.clicked.connect(lambda _on=False, act=act: self.act_asked.emit(act, row))
            made.append(one)
        return made

    def _clear(self) -> None:
        empty(self._cards)


def _carried(row: EscalationRow, *, by_file: bool) -> str:
    """How it is carried to its receiver, if it must be and may be: by a file, else on paper."""
    if row.is_in_store:
        return ""
    if row.address and by_file:
        return "file"
    return "" if row.item.is_sensitive else "print"


class EscalationPresenter(QObject):
    """What the part does.

    Args:
        part: Its widgets.
        desk: What it works with.
        watch: Looks at words for what tells who a patient is.
        zone: The ward's time zone.
    """

    def __init__(
        self,
        part: EscalationPart,
        desk: Desk,
        watch: Watch,
        zone: Callable[[], dt.tzinfo | None],
    ) -> None:
        super().__init__(part)
        self._part = part
        self._desk = desk
        self._watch = watch
        self._zone = zone
        self._escalating = Escalating(part, desk, watch)
        self._handing = HandingOver(part, desk, watch)
        part.wanted.connect(self._load)
        part.escalate_asked.connect(self._escalate)
        part.act_asked.connect(self._act)

    def _load(self, item: ItemRow) -> None:
        ward = self._desk.ward

        def show(rows: tuple[EscalationRow, ...]) -> None:
            if self._part.item is not None and self._part.item.id == item.id:
                self._part.show_escalations(rows, self._zone())

        self._run(lambda: ward.escalations.of_item(item.id), show)

    def _escalate(self) -> None:
        if self._part.item is not None:
            self._escalating.ask(self._part.item)

    def _act(self, act: str, row: EscalationRow) -> None:
        acts = {
            "told": self._ask_whom,
            "answer": self._ask_answer,
            "withdraw": self._ask_why,
            "print": self._print,
            "file": self._handing.escalation,
        }
        acts[act](row)

    def _ask_whom(self, row: EscalationRow) -> None:
        self._desk.ask.one_line(
            self._part,
            title=_("Whom did you tell?"),
            text=_("It is kept with your name and the time now."),
            label=_("Name"),
            yes=_("Keep"),
            start=row.to_name,
            then=lambda whom: self._do(
                lambda: self._desk.ward.escalations.told(row.id, whom), _("Noted as told.")
            ),
        )

    def _ask_answer(self, row: EscalationRow) -> None:
        self._desk.ask.one_line(
            self._part,
            title=_("What is the answer?"),
            text=_("The next huddle hears it."),
            label=_("Their answer"),
            yes=_("Go on"),
            then=lambda words: self._ask_from_whom(row, words),
            watch=self._watch,
        )

    def _ask_from_whom(self, row: EscalationRow, words: str) -> None:
        self._desk.ask.one_line(
            self._part,
            title=_("Who answered?"),
            text="",
            label=_("Name"),
            yes=_("Keep the answer"),
            start=row.told_whom,
            then=lambda by: self._do(
                lambda: self._desk.ward.escalations.answer(row.id, words, by),
                _("Kept. The next huddle hears it."),
            ),
        )

    def _ask_why(self, row: EscalationRow) -> None:
        self._desk.ask.one_line(
            self._part,
            title=_("Take the escalation back?"),
            text=_("Nobody was told of it yet."),
            label=_("Why"),
            yes=_("Take it back"),
            then=lambda why: self._do(
                lambda: self._desk.ward.escalations.withdraw(row.id, why), _("Taken back.")
            ),
            watch=self._watch,
        )

    def _print(self, row: EscalationRow) -> None:
        self._desk.go("sheet", kind="escalation", item=row.item.code, back="followups")

    def _do(self, call: Callable[[], object], said: str) -> None:
        def done(_row: object) -> None:
            self._desk.messages.say(said)
            if self._part.item is not None:
                self._load(self._part.item)

        self._run(call, done, key="escalation")

    def _run(self, call: Callable[[], Any], done: Callable[[Any], None], *, key: str = "") -> None:
        self._desk.tasks.run(self._part, call, done, self._refused, key=key)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)
