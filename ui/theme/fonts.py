"""The fonts that ship with the program: ours before the first paint, other scripts after it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

import resources
from ui.theme import tokens

_FIRST = ("Regular", "Medium", "SemiBold", "Bold")
_LATER = (
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSansArabic-Regular",
    "NotoSansArabic-Bold",
    "NotoSansHebrew-Regular",
    "NotoSansHebrew-Bold",
    "NotoSansSC-Regular",
    "NotoEmoji-Regular",
)


def load_first() -> None:
    """Make the family of the screens known; once for each application."""
    family = tokens.families()[0]
    if QFontDatabase.hasFamily(family):
        return
    for weight in _FIRST:
        _load(f"{family.replace(' ', '')}-{weight}")


def load_fallbacks() -> None:
    """Make the families for other scripts known, for letters that the first family lacks."""
    family = tokens.families()[0]
    if QFont.substitutes(family):
        return
    QFont.insertSubstitutions(family, tokens.fallback_families())
    for name in _LATER:
        _load(name)


def names() -> tuple[str, ...]:
    """The names of all files that are loaded, without their ending."""
    family = tokens.families()[0].replace(" ", "")
    return (*(f"{family}-{weight}" for weight in _FIRST), *_LATER)


def _load(name: str) -> None:
    QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{name}.ttf")))
