"""A small card beside what it tells of: a title, two lines, and how to go on."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huddle.i18n import _
from ui.actions import bind, shown
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import Label, body, heading

_LARGEST_SHARE = 0.45
"""Of the window; what it tells of stays in sight."""


class TourCard(Card):
    """One step of the guided tour.

    Signals:
        next_asked: Go on, or end after the last step.
        back_asked: Go back a step.
        leave_asked: End it here.
    """

    next_asked = Signal()
    back_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("tour_card", parent=parent)
        self.setProperty("role", "tour")
        self.setAccessibleName(_("Guided tour"))
        self._title = heading("", "tour_title")
        self._place = Label("", "secondary", object_name="tour_place", wraps=False)
        self._text = body("", "tour_text")
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        head.addWidget(self._title, 1)
        head.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self._text)
        self.column.addLayout(self._build_buttons())
        bind(self, "tour_next", self.next_asked.emit)
        bind(self, "tour_back", self._go_back)

    @property
    def said(self) -> str:
        """What a screen reader hears of the step."""
        return f"{self._place.text()}. {self._title.text()}. {self._text.text()}"

    def show_step(self, title: str, text: str, place: int, count: int) -> None:
        """Show a step.

        Args:
            title: What it is.
            text: What it is for.
            place: Which step it is, 0 for the first.
            count: How many there are.
        """
        self._title.setText(title)
        self._text.setText(text)
        self._place.setText(_("{place} of {count}").format(place=place + 1, count=count))
        self._back.setEnabled(place > 0)
        is_last = place + 1 == count
        self._leave.setVisible(not is_last)
        self._next.set_text(_("Done") if is_last else _("Next"))
        self.setAccessibleDescription(self.said)
        self.begin()

    def begin(self) -> None:
        """Put the keyboard where it goes on."""
        self._next.setFocus()

    def stand_beside(self, target: QRect, room: QRect) -> None:
        """Stand where what it tells of stays in sight.

        Args:
            target: What it tells of, in the parent; empty where that cannot be seen.
            room: The place there is.
        """
        wide = min(look().size("tour"), round(room.width() * _LARGEST_SHARE))
        self.setFixedWidth(max(wide, self.minimumSizeHint().width()))
        self.resize(self.width(), self.heightForWidth(self.width()))
        self.move(spot_beside(target, self.size(), room))
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, Esc leaves."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, Button):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round among its own buttons: the page behind only waits."""
        usable = [one for one in self._buttons if one.isEnabled() and not one.isHidden()]
        focus = self.focusWidget()
        at = usable.index(focus) if focus in usable else 0
        by = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        usable[(at + by) % len(usable)].setFocus(reason)
        return True

    def _go_back(self) -> None:
        if self._back.isEnabled():
            self.back_asked.emit()

    def _build_buttons(self) -> QHBoxLayout:
        self._leave = quiet_button(_("Leave"), "tour_leave", key=shown("leave"))
        self._back = button(_("Back"), "tour_back", key=shown("tour_back"))
        self._next = primary_button(_("Next"), "tour_next", key=shown("tour_next"))
        self._buttons: tuple[Button, ...] = (self._next, self._leave, self._back)
        self._leave.clicked.connect(self.leave_asked)
        self._back.clicked.connect(self.back_asked)
        self._next.clicked.connect(self.next_asked)
        row = QHBoxLayout()
        # The words of a button without a border line up with what stands above, not its edge.
        row.setContentsMargins(-space("one"), space("one"), 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(self._leave)
        row.addStretch()
        row.addWidget(self._back)
        row.addWidget(self._next)
        return row


def spot_beside(target: QRect, size: QSize, room: QRect) -> QPoint:
    """Where a card stands: the first place beside its target that leaves all of that in sight."""
    inside = room.adjusted(0, 0, -size.width(), -size.height())
    corner = inside.bottomRight()
    if target.isEmpty():
        return corner
    spots = (_kept_in(spot, inside) for spot in _spots(target, size))
    return next((spot for spot in spots if not QRect(spot, size).intersects(target)), corner)


def _spots(target: QRect, size: QSize) -> Iterator[QPoint]:
    gap = space("two")
    yield QPoint(target.right() + gap, target.top())
    yield QPoint(target.left(), target.bottom() + gap)
    yield QPoint(target.left() - gap - size.width(), target.top())
    yield QPoint(target.left(), target.top() - gap - size.height())


def _kept_in(spot: QPoint, inside: QRect) -> QPoint:
    return QPoint(
        max(inside.left(), min(spot.x(), inside.right())),
        max(inside.top(), min(spot.y(), inside.bottom())),
    )
