"""The steps of a huddle as a rail across the page, with the current one named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from huddle.i18n import _, ngettext
from ui.theme.look import look, space
from ui.widgets.buttons import IconButton
from ui.widgets.step_fold import Fold, fold
from ui.widgets.step_node import NodeButton

MOST_NODES = 7
_LEAST_NODES = 3


@dataclass(frozen=True, slots=True)
class StepNode:
    """A step as the rail shows it.

    Attributes:
        key: What `chosen` emits.
        name: Its name.
        count: How many items were captured in it.
        is_done: Whether it was visited and left.
    """

    key: str
    name: str
    count: int = 0
    is_done: bool = False


class StepRail(QWidget):
    """The rail: at most seven nodes, the far ones folded; a list opens all of them.

    Signals:
        chosen: The key of the step that a person wants to go to.
    """

    chosen = Signal(str)

    def __init__(self, object_name: str = "step_rail", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(_("Steps"))
        self._steps: tuple[StepNode, ...] = ()
        self._current = ""
        self._nodes: list[NodeButton] = []
        self._shown: tuple[object, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space("one"), space("one"), space("two"), space("one"))
        self._row.setSpacing(space("half"))
        self._all = IconButton("list", f"{object_name}_all", _("All steps"), run=True)
        self._all.clicked.connect(self.open_list)
        self._row.addWidget(self._all)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """The key of the current step."""
        return self._current

    @property
    def nodes(self) -> tuple[NodeButton, ...]:
        """The nodes as shown, folds among them."""
        return tuple(self._nodes)

    def show_steps(self, steps: Sequence[StepNode], current: str) -> None:
        """Show these steps, and which of them is the current one."""
        self._steps = tuple(steps)
        self._current = current
        self._lay_out()

    def open_list(self) -> None:
        """Open the list of all steps, at the current one."""
        menu = self._menu()
        menu.popup(self._all.mapToGlobal(QPoint(0, self._all.height())))
        menu.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many nodes as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size may need fewer nodes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._steps:
            self._shown = ()
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the neighbour, Enter goes to that step."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((i for i, node in enumerate(self._nodes) if node.hasFocus()), -1)
        if at >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._nodes[at].click()
        elif at < 0 or by is None or not 0 <= at + by < len(self._nodes):
            super().keyPressEvent(event)
        else:
            self._nodes[at + by].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line from node to node, strong up to the current one."""
        now = look()
        painter = QPainter(self)
        wide = now.size("node_line")
        for one, other in zip(self._nodes, self._nodes[1:], strict=False):
            start, end = self._middle(one), self._middle(other)
            is_past = one.state == "done" and other.state in ("done", "current")
            painter.setPen(QPen(now.colour("accent" if is_past else "line"), wide))
            painter.drawLine(start, end)

    def _middle(self, node: NodeButton) -> QPoint:
        return node.mapTo(self, node.circle().center())

    def _lay_out(self) -> None:
        if not self._steps:
            return
        at = self._place()
        folded = fold(len(self._steps), at, self._room())
        shown = (self._steps, self._current, folded, look())
        if shown == self._shown:
            return
        had_focus = any(node.hasFocus() for node in self._nodes)
        self._shown = shown
        self._replace(self._made(folded, at))
        if had_focus:
            next(node for node in self._nodes if node.state == "current").setFocus()

    def _place(self) -> int:
        keys = [step.key for step in self._steps]
        return keys.index(self._current) if self._current in keys else 0

    def _room(self) -> int:
        wide = self.width() - self._all.sizeHint().width()
        return max(_LEAST_NODES, min(MOST_NODES, wide // look().size("step_least")))

    def _replace(self, nodes: list[NodeButton]) -> None:
        for node in self._nodes:
            self._row.removeWidget(node)
            node.hide()
            node.deleteLater()
        self._nodes = nodes
        for place, node in enumerate(nodes):
            self._row.insertWidget(place, node, 1)
            node.show()
        self.update()

    def _made(self, folded: Fold, at: int) -> list[NodeButton]:
        nodes = []
        if folded.before:
            nodes.append(self._folded_before(self._steps[: folded.first]))
        nodes += [self._node(place, at) for place in range(folded.first, folded.end)]
        if folded.after:
            nodes.append(self._folded_after(self._steps[folded.end :]))
        return nodes

    def _node(self, place: int, at: int) -> NodeButton:
        step = self._steps[place]
        state = "current" if place == at else "done" if step.is_done else "later"
        node = NodeButton(self, state, step.name, step.count, _spoken(step, state))
        node.setObjectName(f"{self.objectName()}_{place + 1}")
        node.clicked.connect(lambda: self.chosen.emit(step.key))
        return node

    def _folded_before(self, steps: Sequence[StepNode]) -> NodeButton:
        done = sum(step.is_done for step in steps)
        words = ngettext("{count} done", "{count} done", done).format(count=done)
        if done < len(steps):
            words = _("{done} of {count} done").format(done=done, count=len(steps))
        node = NodeButton(
            self, "done" if done == len(steps) else "fold", words, _items(steps), words
        )
        return self._opening_list(node, "before")

    def _folded_after(self, steps: Sequence[StepNode]) -> NodeButton:
        words = ngettext("then {count} more", "then {count} more", len(steps)).format(
            count=len(steps)
        )
        return self._opening_list(NodeButton(self, "fold", words, _items(steps), words), "after")

    def _opening_list(self, node: NodeButton, name: str) -> NodeButton:
        node.setObjectName(f"{self.objectName()}_{name}")
        node.clicked.connect(self.open_list)
        return node

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}_list")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self._place()
        for place, step in enumerate(self._steps):
            state = "current" if place == at else "done" if step.is_done else "later"
            act = menu.addAction(_spoken(step, state).replace("&", "&&"))
            act.triggered.connect(lambda _on=False, key=step.key: self.chosen.emit(key))
            if place == at:
                menu.setActiveAction(act)
        return menu


def _items(steps: Sequence[StepNode]) -> int:
    return sum(step.count for step in steps)


def _spoken(step: StepNode, state: str) -> str:
    """A step in words: its name, what is in it and how it stands."""
    said = [step.name]
    if step.count:
        said.append(ngettext("{count} item", "{count} items", step.count).format(count=step.count))
    if state != "later":
        said.append(_("done") if state == "done" else _("now"))
    return ", ".join(said)
