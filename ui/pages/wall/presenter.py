"""What the wall does: takes the screen from a person, and keeps itself up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from huddle.rows.wall import PublicFace, StaffFace
from huddle.rows.ward import AccountRow
from huddle.vocabulary import AccessRole, Thing
from ui.pages.wall.page import WallPage
from ui.presenter import Presenter
from ui.theme import motion

if TYPE_CHECKING:
    from ui.desk import Desk

_MINUTE_MS = 60_000
_TURNS_MS = 25_000


class WallPresenter(Presenter):
    """The behaviour of the wall.

    A face is chosen by a person, and only then the screen is handed to the wall's own account,
    which can read nothing but the faces.
    """

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.UNIT, Thing.PEOPLE, Thing.SERIES, Thing.HUDDLES, Thing.ITEMS, Thing.PRIVACY}
    )

    def __init__(self, page: WallPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._face = ""
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._turning = QTimer(self)
        self._turning.setInterval(_TURNS_MS)
        self._turning.timeout.connect(page.face.turn)
        page.face_asked.connect(self._open)
        page.back_asked.connect(lambda: desk.go("today"))
        page.leave_asked.connect(lambda: desk.go("lock"))

    def arrive(self, **what: str) -> None:
        """Ask which face it shall be, unless `face` says it."""
        if what.get("face"):
            self._open(what["face"])
        elif not self._face:
            self.page.show_choice()

    def come_back(self) -> None:
        """Show the face again after the screen was hidden."""
        if self._face:
            self._begin()

    def leave(self) -> None:
        """Rest while nothing of it is seen."""
        self._minute.stop()
        self._turning.stop()

    def refresh(self) -> None:
        """Query the face."""
        if not self._face:
            return
        wall = self.desk.ward.wall
        if self._face == "staff":
            self.query(wall.staff_face, self._show)
        else:
            self.query(wall.public_face, self._show)

    def _open(self, face: str) -> None:
        signing_in, account = self.desk.ward.signing_in, self.desk.ward.account

        def hand_over() -> AccountRow:
            return account if account.role is AccessRole.WALL_SCREEN else signing_in.open_wall()

        self.desk.tasks.run(
            self.widget, hand_over, lambda _row: self._opened(face), self.refused, key="open_wall"
        )

    def _opened(self, face: str) -> None:
        self._face = face
        self.desk.messages.clear()
        self._begin()

    def _begin(self) -> None:
        self._minute.start()
        if not motion.is_reduced():
            self._turning.start()
        self.ask_again()

    def _show(self, face: PublicFace | StaffFace) -> None:
        self.page.show_face(face)


def open_page(desk: Desk) -> WallPresenter:
    """The wall at work."""
    return WallPresenter(WallPage(), desk)
