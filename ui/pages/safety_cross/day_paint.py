"""One square of the cross, drawn so that it is told without colour: a tick, a count, a hatching."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from huddle.rows.safety_cross import CrossDay, DayState
from ui.theme.icons import pixmap
from ui.theme.look import Look, look, space

_SIGN_SHARE = 0.5
_CORNER_SHARE = 0.3
_LARGE_FROM = 36
"""From this side on, in pixels, there is room for larger numbers."""


def paint_day(
    painter: QPainter, rect: QRect, day: CrossDay, *, number: str, is_today: bool = False
) -> None:
    """Draw a day.

    Args:
        painter: Draws.
        rect: Its square.
        day: The day.
        number: What stands in its corner.
        is_today: Whether a heavier edge shows that it is today.
    """
    now, spot = look(), QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, spot, day.state, now)
    _paint_number(painter, spot, day.state, number, now)
    _paint_sign(painter, spot, day, now)
    if day.near_misses:
        _paint_corner(painter, spot, day.state, now)
    if is_today:
        painter.setPen(QPen(now.colour("accent"), space("focus_outer")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(spot, space("half"), space("half"))
    painter.restore()


def paint_ring(painter: QPainter, rect: QRect) -> None:
    """Draw the ring of the day that the keys act on: yellow outside, dark inside."""
    now, inner = look(), space("focus_inner")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, wide, by in (
        ("focus_outer", space("focus_outer"), 1.5),
        ("focus_inner", inner, space("focus_outer") + inner / 2),
    ):
        painter.setPen(QPen(now.colour(role), wide))
        painter.drawRoundedRect(QRectF(rect).adjusted(by, by, -by, -by), inner, inner)
    painter.restore()


def _paint_ground(painter: QPainter, spot: QRectF, state: DayState, now: Look) -> None:
    fills = {DayState.CLEAR: "good_soft", DayState.EVENT: "danger"}
    edges = {DayState.CLEAR: "good", DayState.EVENT: "danger", DayState.UNCHECKED: "control_border"}
    painter.setPen(QPen(now.colour(edges.get(state, "line")), 1))
    painter.setBrush(now.colour(fills.get(state, "card")))
    if state is not DayState.BEFORE:
        painter.drawRoundedRect(spot, space("half"), space("half"))
    if state is DayState.UNCHECKED:
        hatch = QBrush(now.colour("control_border"), Qt.BrushStyle.BDiagPattern)
        lower = spot.adjusted(1, spot.height() * _SIGN_SHARE, -1, -1)
        painter.fillRect(lower, hatch)


def _paint_number(painter: QPainter, spot: QRectF, state: DayState, number: str, now: Look) -> None:
    is_large = spot.width() >= _LARGE_FROM * now.scale
    inks = {DayState.EVENT: "card", DayState.BEFORE: "disabled_ink"}
    quiet = (DayState.COMING, DayState.UNCHECKED)
    painter.setPen(now.colour(inks.get(state, "secondary_ink" if state in quiet else "ink")))
    painter.setFont(now.font("body" if is_large else "secondary"))
    where = spot.adjusted(space("half"), 0, 0, 0)
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, number)


def _paint_sign(painter: QPainter, spot: QRectF, day: CrossDay, now: Look) -> None:
    """The tick of a day without an event, else how many there were."""
    lower = QRectF(spot)
    lower.setTop(spot.top() + spot.height() * (1 - _SIGN_SHARE) - 1)
    lower.setLeft(spot.left() + spot.width() * (1 - _SIGN_SHARE) - space("half"))
    if day.state is DayState.CLEAR:
        side = round(spot.height() * _SIGN_SHARE)
        tick = pixmap("tick", "good", side)
        painter.drawPixmap(lower.topLeft().toPoint(), tick)
    elif day.state is DayState.EVENT:
        is_large = spot.width() >= _LARGE_FROM * now.scale
        painter.setFont(now.font("typed" if is_large else "control", "bold"))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(lower, centre, str(day.events))


def _paint_corner(painter: QPainter, spot: QRectF, state: DayState, now: Look) -> None:
    """A filled corner: something was nearly one."""
    side = spot.width() * _CORNER_SHARE
    right, top = spot.right() - 1, spot.top() + 1
    corner = [QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("card" if state is DayState.EVENT else "caution"))
    painter.drawPolygon(QPolygonF(corner))
