"""The quiet bar at the bottom of the window, and polite words for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.restyle import set_styled

_STAYS_MS = 8_000

MessageAction = tuple[str, Callable[[], object]]
"""The label of a button in the bar, and what it calls."""


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Have a screen reader say something, politely unless it is an error."""
    from PySide6.QtGui import (  # noqa: PLC0415 - not before the first paint
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    # What a locked screen hides is not to be heard either.
    if not QAccessible.isActive() or not widget.isVisible():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if assertive:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class MessageBar(QFrame):
    """Says what just happened.

    It keeps its height when empty, so that nothing jumps, except on pages that need every line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setAccessibleName(_("Messages"))
        self._call: Callable[[], object] | None = None
        self._keeps_room = True
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.clear)
        self.clear()

    @property
    def text(self) -> str:
        """What the bar says now; empty when it says nothing."""
        return self._label.text()

    def say(self, text: str, action: MessageAction | None = None) -> None:
        """Say something that went well; it leaves by itself.

        Args:
            text: One sentence, already translated.
            action: A button beside it, such as undo: its label and what it calls.
        """
        self._show(text, "said", action)
        self._timer.start()
        announce(self, text)

    def warn(self, text: str, remedy: str = "", action: MessageAction | None = None) -> None:
        """Say what went wrong and what to do; it stays until it is dismissed.

        Args:
            text: What happened and what is safe.
            remedy: What to do next.
            action: A button beside it: its label and what it calls.
        """
        self._timer.stop()
        whole = f"{text} {remedy}".strip()
        self._show(whole, "warned", action)
        announce(self, whole, assertive=True)

    def offer_to_explain(self, call: Callable[[], object]) -> None:
        """Have a button at its end that explains the page above."""
        from ui.actions import shown  # noqa: PLC0415 - not before the first paint

        key, name = shown("explain"), _("Explain this page")
        explain = Button("?", "explain", role="quiet", key=key, name=name)
        explain.setToolTip(name)
        # A click leaves the cursor alone.
        explain.setProperty("focusPolicy", "TabFocus")
        explain.clicked.connect(call)
        self._row.addWidget(explain)

    def keep_room(self, keep: bool) -> None:
        """Whether the bar stays in its place while it says nothing."""
        self._keeps_room = keep
        self.setVisible(keep or bool(self.text))

    def clear(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._show("", "", None)

    def _build(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(space("three"), space("half"), space("two"), space("half"))
        row.setSpacing(space("two"))
        self._label = Label("", object_name="message_text", tone="secondary")
        self._action = Button("", "message_action", role="quiet")
        self._action.clicked.connect(self._act)
        self._dismiss = Button(_("Dismiss"), "message_dismiss", role="quiet")
        self._dismiss.clicked.connect(self.clear)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._dismiss)

    def _show(self, text: str, tone: str, action: MessageAction | None) -> None:
        self._label.setText(text)
        set_styled(self, "tone", tone)
        set_styled(self._label, "tone", "ink" if tone == "warned" else "secondary")
        label, self._call = action if action is not None else ("", None)
        self._action.set_text(label, label)
        self._action.setVisible(bool(label))
        self._dismiss.setVisible(tone == "warned")
        self.setVisible(self._keeps_room or bool(text))

    def _act(self) -> None:
        call = self._call
        self.clear()
        if call is not None:
            call()
