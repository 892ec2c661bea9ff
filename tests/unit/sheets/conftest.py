"""Sheets that come out the same on every computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from huddle.sheets import fonts, shaping, system_fonts, typeset

_REMEMBERING = (
    system_fonts.listed,
    fonts.system_face,
    fonts.family_of,
    shaping.shape,
    typeset.word_width,
)


@pytest.fixture(autouse=True)
def fonts_of_the_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one folder in which fonts of the computer are looked for; nothing is in it."""
    folder = tmp_path / "fonts"
    monkeypatch.setattr(system_fonts, "folders", lambda: (folder,))
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    for function in _REMEMBERING:
        function.cache_clear()
