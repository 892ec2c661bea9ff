"""The wall's widgets: which face it shall be, and then that face alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.wall import PublicFace, StaffFace
from ui.actions import shown
from ui.pages.wall.face import WallFace
from ui.theme.look import look, space
from ui.widgets.buttons import button, main_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import body, secondary, title

_HINT_MS = 8_000
_TURNING = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_PageDown)


class WallPage(QWidget):
    """Asks for a face, and shows it.

    Signals:
        face_asked: `public` or `staff` shall be shown.
        back_asked: No wall after all.
        leave_asked: Somebody at the wall wants to sign in.
    """

    face_asked = Signal(str)
    back_asked = Signal()
    leave_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wall_page")
        self.setAccessibleName(_("Wall screen"))
        self._views = QStackedWidget()
        self.face = WallFace()
        self._views.addWidget(self._build_choice())
        self._views.addWidget(self.face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self._hinting = QTimer(self)
        self._hinting.setSingleShot(True)
        self._hinting.setInterval(_HINT_MS)
        self._hinting.timeout.connect(lambda: self.face.show_hint(""))

    @property
    def is_showing(self) -> bool:
        """Whether a face shows, and not the question which."""
        return self._views.currentWidget() is self.face

    def show_choice(self) -> None:
        """Ask which face it shall be."""
        self._views.setCurrentIndex(0)
        self.unsetCursor()
        self._public.setFocus()

    def show_face(self, face: PublicFace | StaffFace) -> None:
        """Show a face as things stand."""
        if not self.is_showing:
            self._views.setCurrentWidget(self.face)
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus()
        self.face.show_face(face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, some keys turn, and any other says which does."""
        if event.key() == Qt.Key.Key_Escape:
            (self.leave_asked if self.is_showing else self.back_asked).emit()
        elif not self.is_showing:
            super().keyPressEvent(event)
        elif event.key() in _TURNING and self.face.count > 1:
            self.face.turn()
        else:
            self._hint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch says how to leave."""
        if self.is_showing:
            self._hint()
        else:
            super().mousePressEvent(event)

    def _hint(self) -> None:
        self.face.show_hint(
            _("To leave the wall press {key} and sign in.").format(key=shown("leave"))
        )
        self._hinting.start()

    def _build_choice(self) -> QWidget:
        view = QWidget()
        outer = QVBoxLayout(view)
        card = Card("wall_choice")
        card.column.setSpacing(space("two"))
        card.setFixedWidth(round(look().space("dialog") * look().scale))
        card.column.addWidget(title(_("Wall screen"), "wall_title"))
        card.column.addWidget(
            body(
                _(
                    "It shows no name, no patient reference and nothing sensitive. Whoever wants "
                    "to work here again signs in."
                ),
                "wall_about",
            )
        )
        self._public = main_button(_("For everybody who passes"), "wall_public")
        staff = button(_("Staff only: also open actions"), "wall_staff")
        back = quiet_button(_("Back"), "wall_back", key=shown("leave"))
        self._public.clicked.connect(lambda: self.face_asked.emit("public"))
        staff.clicked.connect(lambda: self.face_asked.emit("staff"))
        back.clicked.connect(self.back_asked)
        card.column.addWidget(self._public)
        card.column.addWidget(
            secondary(_("Next huddle, huddles held, you said we did."), "wall_public_says")
        )
        card.column.addWidget(staff)
        card.column.addWidget(
            secondary(
                _("Counts by department, and what is due soonest. Not in a corridor."),
                "wall_staff_says",
            )
        )
        card.column.addWidget(back)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
        return view
