"""The guided tour: leads somebody new over the real pages, a card beside each real control."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from huddle import guidance_cards
from huddle.i18n import _
from ui.filling import say_refusal
from ui.messages import announce
from ui.theme.focus_ring import FocusRing
from ui.theme.look import space
from ui.widgets.tour_card import TourCard

if TYPE_CHECKING:
    from huddle.rows.guidance import TourStep
    from ui.window import Window

_MOVES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


class GuidedTour(QObject):
    """One walk at a time.

    Args:
        window: The window.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._steps: tuple[TourStep, ...] = ()
        self._at = 0
        self._card: TourCard | None = None
        self._ring: FocusRing | None = None
        self._target: QWidget | None = None
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.timeout.connect(self._place)

    @property
    def is_open(self) -> bool:
        """Whether somebody is led around."""
        return self._card is not None

    def begin(self) -> None:
        """Begin at the first step, or from there again."""
        self.end()
        window = self._window
        self._steps = tuple(one for one in guidance_cards.tour() if window.is_open_to_me(one.page))
        card = self._card = TourCard(window.body)
        card.next_asked.connect(self._next)
        card.back_asked.connect(lambda: self._show(self._at - 1))
        card.leave_asked.connect(self.end)
        window.body.installEventFilter(self)
        _focus_changed().connect(self._keep_keyboard)
        self._ring = FocusRing(window)
        self._ring.setObjectName("tour_ring")
        card.show()
        self._show(0)

    def end(self) -> None:
        """Take card and ring away; the page in view stays."""
        card, ring, self._card, self._ring = self._card, self._ring, None, None
        if card is None or ring is None:
            return
        self._window.body.removeEventFilter(self)
        _focus_changed().disconnect(self._keep_keyboard)
        self._follow(None)
        self._placing.stop()
        had_keyboard = card.isAncestorOf(self._window.focusWidget() or self._window)
        for widget in (ring, card):
            widget.hide()
            widget.deleteLater()
        if had_keyboard:
            self._window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is pointed at, which may show only once its page knows what to say."""
        if event.type() in _MOVES:
            # Once it has its place in the page that is laid out.
            self._placing.start(0)
        return super().eventFilter(watched, event)

    def _next(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        self.end()
        desk = self._window.desk
        if desk is not None:
            desk.messages.say(_("That is all. Learn leads you around again at any time."))
            desk.tasks.run(self, desk.ward.learning.toured, None, partial(say_refusal, desk))

    def _show(self, at: int) -> None:
        card = self._card
        if card is None:
            return
        self._at = at
        step = self._steps[at]
        if self._window.current != step.page:
            self._window.go(step.page)
        card.show_step(step.title, step.text, at, len(self._steps))
        self._follow(self._window.findChild(QWidget, step.points_at))
        announce(card, card.said)
        self._placing.start(0)

    def _keep_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A page that knows what to say puts the cursor there; only a hand may take it away."""
        card = self._card
        if card is None or now is None or card.isAncestorOf(now) or not card.isVisible():
            return
        if self._window.body.isAncestorOf(now) and not _is_pressed():
            QTimer.singleShot(0, card, card.begin)

    def _follow(self, target: QWidget | None) -> None:
        """Point at another control, or at none."""
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = target
        if target is not None:
            target.installEventFilter(self)
        if self._ring is not None:
            self._ring.setWidget(target)  # type: ignore[arg-type]  # Qt takes none for "nowhere"

    def _place(self) -> None:
        card = self._card
        if card is None:
            return
        body, margin = self._window.body, space("two")
        room = body.rect().adjusted(margin, margin, -margin, -margin)
        target = self._target
        if target is None or not target.isVisible():
            card.stand_beside(QRect(), room)
            return
        _bring(target)
        card.stand_beside(QRect(target.mapTo(body, QPoint(0, 0)), target.size()), room)


def _focus_changed() -> SignalInstance:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the tour needs an application with windows")
    return app.focusChanged


def _is_pressed() -> bool:
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


def _bring(target: QWidget) -> None:
    """Scroll to a control."""
    around = target.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = around.parentWidget()
