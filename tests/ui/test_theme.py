"""The look: contrast in every scheme, tokens filled in everywhere, text that grows, the ring."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import resources
from ui.theme import tokens
from ui.theme.focus_ring import RINGED_INSTEAD, FocusRing
from ui.theme.look import Look, look, space
from ui.theme.stylesheet import style_sheet
from ui.theme.theme import Theme, glimpsed
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import body
from ui.widgets.scroll import page_scroll

_LEAST = {"text": 4.5, "graphics": 3.0}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.apply(qapp, "light")
    made.settle()
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


def _used_colours() -> set[str]:
    sheets = [resources.text("styles", name) for name in ("10-base.qss", "20-controls.qss")]
    sheets.append(resources.text("styles", "30-pages.qss"))
    return set(re.findall(r"\{([a-z_]+)\}", "".join(sheets))) & set(tokens.colours("light"))


@pytest.mark.parametrize("scheme", tokens.SCHEMES)
@pytest.mark.parametrize("kind", ["text", "graphics"])
def test_each_used_pair_has_contrast(scheme: str, kind: str) -> None:
    colours = tokens.colours(scheme)
    found = {
        (front, back): round(tokens.contrast(colours[front], colours[back]), 2)
        for front, back in tokens.pairs(kind)
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < _LEAST[kind]} == {}


def test_contrast_is_the_ratio_of_the_guidelines() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_schemes_have_the_same_roles() -> None:
    roles = {scheme: set(tokens.colours(scheme)) for scheme in tokens.SCHEMES}
    assert roles["light"] == roles["dark"] == roles["high_contrast"]


def test_every_coloured_role_of_the_style_sheet_is_in_a_tested_pair() -> None:
    tested = {role for kind in _LEAST for pair in tokens.pairs(kind) for role in pair}
    decoration = {"line"}
    assert _used_colours() - tested <= decoration


@pytest.mark.parametrize("scheme", tokens.SCHEMES)
def test_the_style_sheet_has_every_placeholder_filled(scheme: str) -> None:
    sheet = style_sheet(Look(scheme, 1.5))
    assert not re.search(r"\{[a-z]", sheet)
    assert f"font-size: {round(16 * 1.5)}px" in sheet


def test_no_colour_is_written_outside_the_tokens() -> None:
    names = ("10-base.qss", "20-controls.qss", "30-pages.qss")
    assert not [
        name for name in names if re.search(r"#[0-9a-f]{6}", resources.text("styles", name))
    ]


def test_no_text_is_smaller_than_thirteen() -> None:
    assert min(tokens.lengths("types").values()) == 13


def test_applying_gives_the_application_its_look(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 1.5)
    assert look() == Look("dark", 1.5)
    assert qapp.font().family() == "Atkinson Hyperlegible Next"
    assert qapp.font().pixelSize() == 24
    assert qapp.palette().window().color() == look().colour("page")


def test_the_size_stays_within_its_limits(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 5.0)
    assert theme.scale == 2.0
    assert theme.larger(qapp) == 2.0
    theme.apply(qapp, "light", 0.2)
    assert theme.scale == theme.smaller(qapp) == 1.0


def test_larger_and_smaller_go_step_by_step(theme: Theme, qapp: QApplication) -> None:
    went = [theme.larger(qapp) for _step in tokens.scales()[1:]]
    assert tuple(went) == tokens.scales()[1:]
    assert theme.smaller(qapp) == tokens.scales()[-2]
    assert theme.normal_size(qapp) == 1.0


def test_a_label_in_a_layout_grows_with_the_text(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    window = page_scroll("page")
    qtbot.addWidget(window)
    label = body("Agree one transport booking form with the ambulance desk " * 4)
    window.column.addWidget(label)
    window.column.addStretch()
    window.resize(500, 400)
    with qtbot.waitExposed(window):
        window.show()
    for scale in (1.0, 2.0):
        theme.apply(qapp, "light", scale)
        qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_an_icon_takes_the_colours_of_a_new_scheme(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    made = icon_button("plus", "add", "Add")
    qtbot.addWidget(made)
    before = made.icon().cacheKey()
    theme.apply(qapp, "dark")
    assert made.icon().cacheKey() != before


def test_fallback_fonts_are_there_once_loaded(theme: Theme, qtbot: QtBot) -> None:
    family, wanted = tokens.families()[0], tokens.fallback_families()
    qtbot.waitUntil(lambda: len(QFont.substitutes(family)) == len(wanted))
    assert [name for name in wanted if not QFontDatabase.hasFamily(name)] == []


def _window(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def _ring(window: QWidget) -> FocusRing:
    found: FocusRing = window.findChild(FocusRing)
    return found


def test_the_ring_stands_round_what_has_the_focus(theme: Theme, qtbot: QtBot) -> None:
    one, other = QLineEdit(), button("Start huddle", "start")
    window = _window(qtbot, one, other)
    wide = space("focus_outer") + space("focus_inner")
    for widget in (one, other):
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        qtbot.waitUntil(lambda widget=widget: _ring(window).widget() is widget)
        ring = _ring(window)
        assert ring.isVisible()
        assert ring.geometry() == widget.geometry().adjusted(-wide, -wide, wide, wide)


def test_the_ring_follows_what_it_surrounds(theme: Theme, qtbot: QtBot) -> None:
    line = QLineEdit()
    window = _window(qtbot, line)
    line.setFocus()
    qtbot.waitUntil(lambda: _ring(window).isVisible())
    window.resize(600, 300)
    qtbot.waitUntil(lambda: line.width() > 500)
    assert _ring(window).geometry().contains(line.geometry())


def test_the_ring_comes_back_after_a_new_look(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    line = QLineEdit()
    window = _window(qtbot, line)
    line.setFocus()
    qtbot.waitUntil(lambda: _ring(window).isVisible())
    theme.apply(qapp, "dark", 1.3)
    qtbot.waitUntil(lambda: _ring(window).isVisible())


def test_a_frame_can_take_the_ring_of_what_is_in_it(theme: Theme, qtbot: QtBot) -> None:
    frame, line = QFrame(), QLineEdit()
    frame.setProperty(RINGED_INSTEAD, True)
    QVBoxLayout(frame).addWidget(line)
    window = _window(qtbot, frame)
    line.setFocus()
    qtbot.waitUntil(lambda: _ring(window).widget() is frame)


def test_the_ring_outlives_the_dialog_it_was_in(theme: Theme, qtbot: QtBot) -> None:
    line = QLineEdit()
    window = _window(qtbot, line)
    dialog = QDialog(window)
    inside = QLineEdit()
    QVBoxLayout(dialog).addWidget(inside)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    inside.setFocus()
    qtbot.waitUntil(lambda: _ring(dialog) is not None)
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: _ring(window) is not None and _ring(window).widget() is line)


def test_the_system_decides_when_asked_to(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    assert theme.scheme == "system"
    assert look().scheme in tokens.SCHEMES


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_that_qt_begins_with_tell_light_from_dark(
    theme: Theme, qapp: QApplication, scheme: str
) -> None:
    theme.apply(qapp, scheme)
    assert glimpsed(qapp) == scheme


def test_what_the_system_prefers_is_asked_again_after_the_first_paint(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Theme()
    made.apply(qapp)
    monkeypatch.setattr("ui.theme.theme._preferred", lambda: "high_contrast")
    assert look().scheme == "light"
    made.settle()
    assert look().scheme == "high_contrast"
    made.apply(qapp, "light")
    qapp.setStyleSheet("")
    made.deleteLater()
