"""A chart on the screen: what it draws and says, by mouse, by keys and for screen readers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from huddle.measure_words import Assurance, Direction, MeasureKind, Rule, Side, Variation
from huddle.rows.measures import ChartLines, ChartRow
from huddle.rules.chart_key import point_lines
from tests.helpers.chart_rows import (
    TYPICAL,
    changed_chart,
    make_chart,
    make_measure,
    many_points,
    typical_chart,
)
from ui.theme.look import look
from ui.theme.theme import Theme
from ui.widgets.chart import Chart
from ui.widgets.chart_badge import Badge
from ui.widgets.chart_plot import ChartPlot
from ui.widgets.chart_signs import KeyEntry

_ON_POINT = 10
"""The point outside the limits."""


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.apply(qapp, "light")
    made.settle()
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


class _Window(QWidget):
    """A chart under a line to type in, as on a page."""

    def __init__(self, qtbot: QtBot, row: ChartRow) -> None:
        super().__init__()
        qtbot.addWidget(self)
        column = QVBoxLayout(self)
        self.line = QLineEdit()
        self.chart = Chart()
        column.addWidget(self.line)
        column.addWidget(self.chart)
        self.chart.show_chart(row)
        self.resize(800, 600)
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    @property
    def plot(self) -> ChartPlot:
        plot = self.chart.plot
        assert plot is not None
        return plot

    def tab_to_plot(self, qtbot: QtBot) -> ChartPlot:
        qtbot.keyClick(self.line, Qt.Key.Key_Tab)
        qtbot.waitUntil(self.plot.hasFocus)
        return self.plot

    def place(self, at: int) -> QPoint:
        """Where a point stands in the plot."""
        scene = self.plot.scene
        return scene.place(scene.days[at], scene.values[at]).toPoint()

    def point_at(self, place: QPoint) -> None:
        """Move the mouse to a place in the plot."""
        QTest.mouseMove(self.windowHandle(), self.plot.mapTo(self, place))

    def picture(self) -> QImage:
        return self.plot.grab().toImage()

    def said(self, name: str) -> str:
        label = self.chart.findChild(QLabel, f"chart_{name}")
        assert isinstance(label, QLabel)
        return label.text() if label.isVisible() else ""

    def words(self, kind: type[KeyEntry] | type[Badge]) -> list[str]:
        return [one.words for one in self.chart.findChildren(kind) if one.isVisible()]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was given to say."""
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    return said


def _colours_around(picture: QImage, spot: QPoint, reach: int = 8) -> set[str]:
    spots = range(-reach, reach + 1)
    return {picture.pixelColor(spot.x() + x, spot.y() + y).name() for x in spots for y in spots}


def test_it_says_what_it_shows(qtbot: QtBot) -> None:
    row = typical_chart()
    window = _Window(qtbot, row)
    assert window.said("says") == row.says
    assert window.said("rules") == row.rules
    assert window.said("unit") == "falls"
    assert window.words(Badge) == ["Common variation", "Hit and miss"]
    assert window.words(KeyEntry) == [
        "Common variation",
        "Improvement, low",
        "Concern, high",
        "Mean 5.04",
        "Limits 0 to 10.54",
        "Target 4",
    ]


def test_it_has_a_name_and_a_description_for_screen_readers(qtbot: QtBot) -> None:
    row = typical_chart()
    window = _Window(qtbot, row)
    for widget in (window.chart, window.plot):
        assert widget.accessibleName() == row.measure.name
        assert widget.accessibleDescription() == row.says


def test_keys_lead_from_point_to_point(qtbot: QtBot, heard: list[str]) -> None:
    row = typical_chart()
    window = _Window(qtbot, row)
    plot = window.tab_to_plot(qtbot)
    went = []
    keys = ["End", "Left", "Left", "Home", "Left", "Right", "Right", "End", "Right"]
    for key in keys:
        qtbot.keyClick(plot, Qt.Key[f"Key_{key}"])
        went.append(window.chart.at)
    last = len(row.points) - 1
    assert went == [last, last - 1, last - 2, 0, 0, 1, 2, last, last]
    assert heard[0] == "\n".join(point_lines(row, last))
    assert len(heard) == len(keys)


@pytest.mark.parametrize(("key", "at"), [("Left", len(TYPICAL) - 1), ("Right", 0)])
def test_the_first_arrow_enters_at_the_end_it_comes_from(qtbot: QtBot, key: str, at: int) -> None:
    window = _Window(qtbot, typical_chart())
    qtbot.keyClick(window.tab_to_plot(qtbot), Qt.Key[f"Key_{key}"])
    assert window.chart.at == at


def test_the_cursor_is_seen_and_goes_with_escape_and_with_the_focus(qtbot: QtBot) -> None:
    window = _Window(qtbot, typical_chart())
    plot = window.tab_to_plot(qtbot)
    ring = look().colour("accent").name()
    before = window.picture()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    spot = window.place(0)
    assert ring in _colours_around(window.picture(), spot, 14)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert window.chart.at is None
    assert window.picture() == before
    qtbot.keyClick(plot, Qt.Key.Key_End)
    window.line.setFocus()
    qtbot.waitUntil(lambda: window.chart.at is None)


def test_other_keys_are_left_to_the_page(qtbot: QtBot) -> None:
    window = _Window(qtbot, typical_chart())
    plot = window.tab_to_plot(qtbot)
    passed: list[int] = []
    window.keyPressEvent = lambda event: passed.append(event.key())  # type: ignore[method-assign]
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_PageDown):
        QTest.keyClick(plot, key)
    assert passed == [Qt.Key.Key_Escape, Qt.Key.Key_PageDown]


def test_pointing_at_a_point_says_what_marks_it(qtbot: QtBot) -> None:
    row = typical_chart()
    window = _Window(qtbot, row)
    window.point_at(window.place(_ON_POINT))
    qtbot.waitUntil(lambda: window.chart.at == _ON_POINT)
    assert point_lines(row, _ON_POINT) == (
        "Thu 15-Oct-2026: 14 falls",
        "Concern: Outside the limits, high",
        "Two falls in one night, floor wet after a leak",
    )
    ink = look().colour("ink").name()
    assert ink in _colours_around(window.picture(), window.place(_ON_POINT) + QPoint(40, 0))
    QApplication.sendEvent(window.plot, QEvent(QEvent.Type.Leave))
    assert window.chart.at is None


def test_pointing_at_nothing_says_nothing(qtbot: QtBot) -> None:
    window = _Window(qtbot, make_chart((3, 5, 4), step=7))
    between = (window.place(0) + window.place(1)) / 2
    window.point_at(window.place(1))
    qtbot.waitUntil(lambda: window.chart.at == 1)
    window.point_at(between)
    qtbot.waitUntil(lambda: window.chart.at is None)


def test_the_nearer_of_two_values_of_one_day_is_meant(qtbot: QtBot) -> None:
    row = make_chart((2, 9), step=0)
    window = _Window(qtbot, row)
    for at in (1, 0):
        window.point_at(window.place(at))
        qtbot.waitUntil(lambda at=at: window.chart.at == at)


def test_the_wheel_is_left_to_the_page_and_moves_nothing(qtbot: QtBot) -> None:
    window = _Window(qtbot, typical_chart())
    before = window.place(0)
    assert window.childAt(window.plot.mapTo(window, before)) is window.plot
    qtbot.mousePress(window.plot, Qt.MouseButton.LeftButton, pos=before)
    window.point_at(before + QPoint(60, 30))
    qtbot.mouseRelease(window.plot, Qt.MouseButton.LeftButton, pos=before + QPoint(60, 30))
    assert window.place(0) == before


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_marks_take_the_colours_of_the_look(
    qtbot: QtBot, qapp: QApplication, theme: Theme, scheme: str
) -> None:
    window = _Window(qtbot, typical_chart())
    theme.apply(qapp, scheme)
    now = look()
    qtbot.waitUntil(lambda: window.picture().pixelColor(2, 2) == now.colour("card"))
    picture = window.picture()
    for at, role in ((0, "chart_common"), (_ON_POINT, "chart_concern"), (16, "chart_improvement")):
        assert now.colour(role).name() in _colours_around(picture, window.place(at)), role


def test_marks_differ_without_any_colour(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    """Improvement is full, concern is empty with a dot, and a change for neither is empty."""
    theme.apply(qapp, "light", 2.0)
    signs = {
        0: (Rule.OUTSIDE, Side.HIGH, Variation.IMPROVEMENT),
        1: (Rule.OUTSIDE, Side.HIGH, Variation.CONCERN),
        2: (Rule.OUTSIDE, Side.HIGH, Variation.NEUTRAL_HIGH),
    }
    window = _Window(qtbot, make_chart((5, 5, 5), signs, lines=()))
    picture, card = window.picture(), look().colour("card")

    def is_card(at: int, x: int, y: int) -> bool:
        spot = window.place(at)
        return picture.pixelColor(spot.x() + x, spot.y() + y) == card

    beside, dot = (-7, 8), (0, 3)
    assert [is_card(at, *beside) for at in range(3)] == [False, True, True]
    assert [is_card(at, *dot) for at in range(3)] == [False, False, True]


def test_limits_are_clipped_to_what_can_be_shown(qtbot: QtBot) -> None:
    measure = make_measure(kind=MeasureKind.PERCENTAGE, direction=Direction.UP, unit="")
    lines = (ChartLines(0, 4, 98.0, -3.0, 104.0, is_trial=False),)
    window = _Window(qtbot, make_chart((97, 100, 96, 99), lines=lines, measure=measure))
    assert "Limits 0 to 100" in window.words(KeyEntry)
    assert window.said("unit") == "%"


def test_trial_limits_are_dotted_and_said(qtbot: QtBot) -> None:
    lines = (ChartLines(0, 5, 4.6, 0.2, 9.0, is_trial=True),)
    window = _Window(qtbot, make_chart((3, 5, 4, 6, 5), lines=lines))
    assert window.words(KeyEntry) == ["Common variation", "Mean 4.6", "Trial limits 0.2 to 9"]


def test_each_change_of_the_process_is_named_with_its_day(qtbot: QtBot) -> None:
    window = _Window(qtbot, changed_chart())
    assert window.said("changes") == (
        "From Thu 29-Oct-2026: Bedside checklist\nFrom Thu 24-Dec-2026: Night lights"
    )
    assert "Mean 3, now" in window.words(KeyEntry)
    assert "Earlier limits" in window.words(KeyEntry)
    assert "The process changed" in window.words(KeyEntry)


def test_lines_are_broken_where_the_process_changed(qtbot: QtBot) -> None:
    """Nothing of a level lies on the line that stands for the change."""
    window = _Window(qtbot, changed_chart())
    scene, picture = window.plot.scene, window.picture()
    last_before, ink = window.place(11), look().colour("ink")
    level = scene.place(scene.days[11], 9.9).toPoint().y()
    middle = (last_before.x() + window.place(12).x()) // 2
    heights = range(level - 1, level + 2)
    on_level = [picture.pixelColor(last_before.x() - 12, y) for y in heights]
    at_change = [picture.pixelColor(middle + off, y) for y in heights for off in (-2, 2)]
    assert ink in on_level
    assert ink not in at_change


def test_without_points_only_the_sentence_is_there(qtbot: QtBot) -> None:
    window = _Window(qtbot, make_chart((), says="There are no readings yet.", rules=""))
    assert window.said("says") == "There are no readings yet."
    assert window.chart.plot is None
    assert window.words(KeyEntry) == window.words(Badge) == []
    window.chart.show_chart(typical_chart())
    assert window.plot.isVisible()
    window.chart.show_chart(make_chart(()))
    assert not window.plot.isVisible()


def test_the_badge_is_about_the_last_point(qtbot: QtBot) -> None:
    sign = (Rule.TREND, Side.LOW, Variation.IMPROVEMENT)
    row = make_chart((5, 4, 1), {2: sign}, assurance=Assurance.PASSES, target=8.0)
    assert _Window(qtbot, row).words(Badge) == ["Improvement", "Meets the target"]


@pytest.mark.parametrize("count", [1, 2, 10_000])
def test_any_number_of_points_is_walked_through(qtbot: QtBot, count: int) -> None:
    window = _Window(qtbot, many_points(count))
    plot = window.tab_to_plot(qtbot)
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert window.chart.at == count - 1
    assert window.plot.rect().contains(window.place(count - 1))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("at", [0, _ON_POINT, len(TYPICAL) - 1])
def test_what_is_said_of_a_point_hides_neither_itself_nor_the_point(
    qtbot: QtBot, qapp: QApplication, theme: Theme, scale: float, at: int
) -> None:
    theme.apply(qapp, "light", scale)
    window = _Window(qtbot, typical_chart())
    plot = window.tab_to_plot(qtbot)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    for _step in range(at):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    role = "chart_concern" if at == _ON_POINT else "chart_common"
    colour = QColor(look().colour(role)).name()
    assert colour in _colours_around(window.picture(), window.place(at))


def test_a_crowd_of_points_stands_where_each_of_them_would(qtbot: QtBot) -> None:
    window = _Window(qtbot, many_points(2000))
    picture, grey = window.picture(), look().colour("chart_common")
    area = window.plot.scene.area().toRect()
    for at in (1, 700, 1999):
        assert grey.name() in _colours_around(picture, window.place(at), 2)
    above = picture.pixelColor(area.center().x(), area.top() + 3)
    assert above == look().colour("card")


def test_long_words_do_not_widen_it(qtbot: QtBot) -> None:
    name = "W" * 300
    row = changed_chart((name, name))
    measure = dataclasses.replace(row.measure, name=name, unit=f"{name} {name}")
    window = _Window(qtbot, dataclasses.replace(row, measure=measure, says=f"{name} " * 3))
    assert window.width() == 800
    assert window.plot.width() < 800
    qtbot.keyClick(window.tab_to_plot(qtbot), Qt.Key.Key_End)
    assert window.chart.at == len(row.points) - 1


def test_the_day_is_said_with_its_year(qtbot: QtBot) -> None:
    row = make_chart((3, 4), step=1)
    assert row.points[0].on == dt.date(2026, 8, 6)
    assert point_lines(row, 1)[0] == "Fri 07-Aug-2026: 4 falls"
