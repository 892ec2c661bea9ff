"""A face of the wall: the next huddle at the left, and screens that take turns at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent

from huddle import dates
from huddle.i18n import _
from huddle.rows.wall import PublicFace, SoonRow, StaffFace, TeamCountsRow
from ui.pages.wall import words
from ui.pages.wall.board import Board
from ui.wording import beginning

_LONGEST_TITLE = 40
Screen = Callable[[QRect], None]
"""Puts one screen of the right-hand side in its place."""


class WallFace(Board):
    """Shows one face; what does not fit on one screen follows on the next."""

    def __init__(self) -> None:
        super().__init__("wall_face")
        self._face: PublicFace | StaffFace | None = None
        self._at = 0
        self._count = 1
        self._hint = ""

    @property
    def count(self) -> int:
        """How many screens take turns."""
        return self._count

    def show_face(self, face: PublicFace | StaffFace) -> None:
        """Show how things stand; the screen in turn stays."""
        self._face = face
        self._fill()

    def turn(self) -> None:
        """Go on to the next screen."""
        self._at = (self._at + 1) % self._count
        self._fill()

    def show_hint(self, hint: str) -> None:
        """Say at the foot how to leave; empty takes it back."""
        self._hint = hint
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place again."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        face = self._face
        if face is None:
            return
        self.clear()
        is_staff = isinstance(face, StaffFace)
        public = face.public if isinstance(face, StaffFace) else face
        margin, gap = self.px("margin"), self.px("gap")
        wide = self.width() - 2 * margin
        top = margin + self.line_height("heading") + gap
        foot = self.height() - margin - self.line_height()
        self._head(public, QRect(margin, margin, wide, self.line_height("heading")))
        facts = self.px("facts")
        self._facts(public, QRect(margin, top, facts, foot - gap - top))
        left = margin + facts + gap
        panel = QRect(left, top, self.width() - margin - left, foot - gap - top)
        screens = self._screens(face, panel)
        self._count = len(screens)
        self._at %= self._count
        screens[self._at](panel)
        self._foot(QRect(margin, foot, wide, self.line_height()), is_staff=is_staff)

    # Around

    def _head(self, face: PublicFace, spot: QRect) -> None:
        half = spot.width() // 2
        self.say(
            face.ward_name,
            spot.adjusted(0, 0, -half, 0),
            size="heading",
            weight="bold",
            name="wall_ward",
        )
        below = self.line_height("heading") - self.line_height()
        self.say(
            words.as_at(face),
            spot.adjusted(spot.width() - half, below // 2, 0, 0),
            tone="secondary",
            name="wall_as_at",
            right=True,
        )

    def _foot(self, spot: QRect, *, is_staff: bool) -> None:
        says = _("Not a patient record, not an alert.")
        if is_staff:
            says = _("Staff only. Not a patient record, not an alert.")
        side = spot.width() // 5
        room = spot.adjusted(0, 0, -side, 0)
        self.say(self._hint or says, room, tone="secondary", name="wall_foot")
        if self._count > 1:
            which = _("{number} of {count}").format(number=self._at + 1, count=self._count)
            end = spot.adjusted(spot.width() - side, 0, 0, 0)
            self.say(which, end, tone="secondary", name="wall_turn", right=True)

    def _facts(self, face: PublicFace, spot: QRect) -> None:
        today = face.as_at.date()
        if face.next_on is None or face.next_at is None:
            lines = [_("No day is set.")]
        else:
            lines = [words.day(face.next_on, today), dates.clock_time(face.next_at)]
        title = beginning(face.next_title, _LONGEST_TITLE)
        below = self._fact(_("Next huddle"), lines, title, spot, "wall_next")
        if face.planned:
            held = _("{held} of {planned}").format(held=face.held, planned=face.planned)
            rest = spot.adjusted(0, below, 0, 0)
            self._fact(_("Huddles held"), [held], _("in the last four weeks"), rest, "wall_held")

    def _fact(self, title: str, numbers: Sequence[str], below: str, spot: QRect, name: str) -> int:
        """A card with a figure to be read from afar; returns how much room it took."""
        padding, line = self.px("padding"), self.line_height()
        inner, number = spot.width() - 2 * padding, self.line_height("number")
        under = self.height_of(below, inner)
        high = 2 * padding + line + number * len(numbers) + under
        self.card(QRect(spot.x(), spot.y(), spot.width(), high), f"{name}_card")
        left, top = spot.x() + padding, spot.y() + padding
        self.say(title, QRect(left, top, inner, line), tone="secondary", name=f"{name}_title")
        top += line
        for place, text in enumerate(numbers):
            room = QRect(left, top, inner, number)
            self.say(text, room, size="number", weight="bold", name=f"{name}_{place}")
            top += number
        self.say(below, QRect(left, top, inner, under), name=f"{name}_below")
        return high + self.px("gap")

    # Screens that take turns

    def _title(self, text: str, spot: QRect, tone: str = "") -> None:
        room = QRect(spot.x(), spot.y(), spot.width(), self.line_height("heading"))
        self.say(text, room, size="heading", weight="bold", tone=tone, name="wall_title")

    def _screens(self, face: PublicFace | StaffFace, panel: QRect) -> list[Screen]:
        if not isinstance(face, StaffFace):
            return self._answer_screens(face, panel)
        today = face.public.as_at.date()
        screens = self._team_screens(face, panel)
        if face.soonest:
            screens.append(partial(self._show_soonest, face.soonest, today))
        if face.public.answers:
            screens += self._answer_screens(face.public, panel)
        return screens

    def _answer_screens(self, face: PublicFace, panel: QRect) -> list[Screen]:
        if not face.answers:
            return [self._show_no_answers]
        today = face.as_at.date()
        said_did = [(words.short(row.said), words.did(row, today)) for row in face.answers]
        cell = self._cell(panel)
        heights = [
            max(self.height_of(said, cell), self.height_of(did, cell)) + self.px("padding")
            for said, did in said_did
        ]
        room = panel.height() - self.line_height("heading") - self.px("gap")
        pages = _packed(heights, room, self.px("gap") // 2)
        return [
            partial(self._show_answers, [(*said_did[place], heights[place]) for place in page])
            for page in pages
        ]

    def _cell(self, panel: QRect) -> int:
        return (panel.width() - 4 * self.px("padding")) // 2

    def _show_answers(self, rows: Sequence[tuple[str, str, int]], spot: QRect) -> None:
        padding, cell = self.px("padding"), self._cell(spot)
        lefts = (spot.x() + padding, spot.x() + 3 * padding + cell)
        high = self.line_height("heading")
        heads = ((_("You said"), "accent"), (_("We did"), "good"))
        for left, (text, tone) in zip(lefts, heads, strict=True):
            self._title(text, QRect(left, spot.y(), cell, high), tone)
        top = spot.y() + high + self.px("gap") // 2
        for place, (said, did, row_high) in enumerate(rows):
            self.card(QRect(spot.x(), top, spot.width(), row_high), f"wall_answer_{place}")
            inner = top + padding // 2
            for left, text, name in zip(lefts, (said, did), ("said", "did"), strict=True):
                room = QRect(left, inner, cell, row_high - padding)
                self.say(text, room, name=f"wall_{name}_{place}")
            top += row_high + self.px("gap") // 2

    def _show_no_answers(self, spot: QRect) -> None:
        high = self.line_height("heading")
        self._title(_("You said, we did"), spot, "accent")
        says = _(
            "When a concern has been answered, it stands here for some weeks: what was said, and "
            "what was done about it."
        )
        below = spot.adjusted(0, high + self.px("gap"), 0, 0)
        self.say(says, below, tone="secondary", name="wall_empty")

    def _team_screens(self, face: StaffFace, panel: QRect) -> list[Screen]:
        high = self._row_height
        head = self.line_height("heading") + self.px("gap")
        room = panel.height() - head - (high if face.unnamed else 0)
        pages = _packed([high] * len(face.teams), room, 0) or [[]]
        return [
            partial(self._show_teams, [face.teams[place] for place in page], face.unnamed)
            for page in pages
        ]

    @property
    def _row_height(self) -> int:
        return self.line_height() + self.px("padding") // 2

    def _show_teams(self, teams: Sequence[TeamCountsRow], unnamed: int, spot: QRect) -> None:
        self._title(_("Open actions"), spot.adjusted(0, 0, -spot.width() * 3 // 5, 0))
        top = spot.y() + self.line_height("heading") + self.px("gap")
        if not teams:
            says = _("Nothing is open.") if not unnamed else _("No department has an open action.")
            self.say(says, QRect(spot.x(), top, spot.width(), self.line_height()), name="wall_none")
            top += self.line_height() + self.px("padding")
        else:
            top = self._show_counts(teams, spot, top)
        if unnamed:
            room = QRect(spot.x(), top, spot.width(), self.line_height())
            self.say(words.unnamed(unnamed), room, tone="caution", name="wall_unnamed")

    def _show_counts(self, teams: Sequence[TeamCountsRow], spot: QRect, top: int) -> int:
        figure, line = self.px("figure"), self.line_height()
        high, padding = self._row_height, self.px("padding")
        ends = [spot.right() - padding - figure * (3 - which) for which in range(3)]
        head = spot.y() + self.line_height("heading") - line
        for left, text in zip(ends, (_("open"), _("due today"), _("late")), strict=True):
            self.say(text, QRect(left, head, figure, line), tone="secondary", right=True)
        self.card(QRect(spot.x(), top, spot.width(), high * len(teams)), "wall_teams")
        for place, team in enumerate(teams):
            y = top + high * place + (high - line) // 2
            name = QRect(spot.x() + padding, y, ends[0] - spot.x() - padding, line)
            shown = self.fitting(team.name, name.width())
            self.say(shown, name, name=f"wall_team_{place}")
            counts = (team.open, team.due_today, team.late)
            for left, count, tone in zip(ends, counts, ("", "", "danger"), strict=True):
                self.say(
                    f"{count}" if count else "–",
                    QRect(left, y, figure, line),
                    weight="bold" if count and tone else "regular",
                    tone=tone if count else "",
                    right=True,
                )
        return top + high * len(teams) + padding

    def _show_soonest(self, rows: Sequence[SoonRow], today: dt.date, spot: QRect) -> None:
        self._title(_("Due soonest"), spot)
        padding, line, wide = self.px("padding"), self.line_height(), self.px("due")
        top = spot.y() + self.line_height("heading") + self.px("gap")
        cell = spot.width() - wide - 3 * padding
        for place, row in enumerate(rows):
            text = words.short(row.text)
            high = max(self.height_of(text, cell), 2 * line) + padding
            if top + high > spot.bottom():
                break
            self.card(QRect(spot.x(), top, spot.width(), high), f"wall_soon_{place}")
            inner = top + padding // 2
            room = QRect(spot.x() + padding, inner, cell, high - padding)
            self.say(text, room, name=f"wall_soon_text_{place}")
            side = QRect(room.right() + padding, inner, wide, line)
            tone = "danger" if row.is_late else ""
            self.say(words.due(row, today), side, tone=tone, right=True)
            team = self.fitting(row.team, wide)
            self.say(team, side.translated(0, line), tone="secondary", right=True)
            top += high + self.px("gap") // 2


def _packed(heights: Sequence[int], room: int, gap: int) -> list[list[int]]:
    """Which rows stand on which screen, in order; one that is too high has one to itself."""
    pages: list[list[int]] = []
    left = -1
    for place, high in enumerate(heights):
        if not pages or high > left:
            pages.append([])
            left = room
        pages[-1].append(place)
        left -= high + gap
    return pages
