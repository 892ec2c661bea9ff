"""Words typed without a sign in mind are kept word for word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.vocabulary import ItemKind
from tests.helpers import wards
from tests.helpers.window import Driver

SAID = (
    "C diff in bay 2",
    "A patient fell",
    "#NOF",
    "BP >180",
    "MRSA +ve",
    "due to staffing",
)


def test_plain_words_are_kept_word_for_word_as_one_concern_each(
    signed_in: Driver, paths: Paths, clock: ShiftedClock
) -> None:
    signed_in.click("start_huddle")
    for words in SAID:
        signed_in.capture(words)
        assert not signed_in.run.capture.text
    signed_in.close()

    ward = wards.sign_in(paths, clock)
    kept = ward.history.items(ItemKind.CONCERN)
    ward.close()
    assert sorted(item.text for item in kept) == sorted(SAID)


@pytest.mark.parametrize("words", SAID)
def test_they_become_an_action_word_for_word(signed_in: Driver, words: str) -> None:
    signed_in.click("start_huddle")
    signed_in.press(Qt.Key.Key_F2)
    signed_in.capture(words)
    (item,) = wards.start(signed_in.ward).items
    assert (item.kind, item.text) == (ItemKind.ACTION, words)
