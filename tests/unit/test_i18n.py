"""Texts in the language in use."""

from __future__ import annotations

import pytest

from huddle import dates
from huddle.i18n import (
    N_,
    PSEUDO_LANGUAGE,
    PseudoTranslations,
    _,
    language_tag,
    ngettext,
    reads_from_right,
    use_language,
)
from huddle.labels import label
from huddle.vocabulary import ItemKind


def test_english_is_as_written() -> None:
    assert _("Start") == "Start"
    assert _("") == ""
    assert N_("Start") == "Start"
    assert [ngettext("{count} day", "{count} days", n) for n in (1, 2)] == [
        "{count} day",
        "{count} days",
    ]


def test_the_pseudo_language_shows_and_lengthens_each_text() -> None:
    use_language(PSEUDO_LANGUAGE)
    assert language_tag() == "xx"
    shown = _("Started by {name}, <b>now</b> &amp; here")
    assert shown.startswith("[")
    assert "{name}" in shown
    assert "<b>" in shown
    assert "&amp;" in shown
    assert len(shown) >= 1.4 * len("Started by {name}, <b>now</b> &amp; here")
    assert _("Close") != "Close"
    assert shown.format(name="Erin").count("Erin") == 1


@pytest.mark.parametrize("code", ["xx", "cy", "no-such-language"])
def test_every_language_has_each_word(code: str) -> None:
    use_language(code)
    assert all(label(kind) for kind in ItemKind)
    assert dates.weekday(0)


def test_a_language_without_a_catalogue_is_english() -> None:
    use_language("tlh")
    assert _("Close") == "Close"
    assert language_tag() == "en-GB"


@pytest.mark.parametrize(
    ("code", "tag", "from_right"),
    [("cy_GB", "cy-GB", False), ("ar", "ar", True), ("he-IL", "he-IL", True)],
)
def test_a_language_with_a_catalogue_is_named_and_has_its_direction(
    monkeypatch: pytest.MonkeyPatch, code: str, tag: str, from_right: bool
) -> None:
    monkeypatch.setattr("gettext.translation", lambda *_asked, **_how: PseudoTranslations())
    use_language(code)
    assert (language_tag(), reads_from_right()) == (tag, from_right)
