"""Texts in the language in use, by gettext; the pseudo-language `xx` finds what was missed.

`_` translates now, `N_` only marks a text that is translated later, `ngettext` counts.
Placeholders are named: `_("Started by {name}").format(name=…)`.
"""

from __future__ import annotations

import gettext
import re

import resources

PSEUDO_LANGUAGE = "xx"
_FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

_WIDEN = str.maketrans("aeiouAEIOUcnsy", "äéîöûÄÉÎÖÛçñšý")
_PARTS_TO_KEEP = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;)")


class PseudoTranslations(gettext.NullTranslations):
    """Makes every text longer by 40 % and visibly changed, so that a missed one stands out."""

    def gettext(self, message: str) -> str:
        """The message between brackets, accented and lengthened."""
        parts = _PARTS_TO_KEEP.split(message)
        widened = "".join(
            part if _PARTS_TO_KEEP.fullmatch(part) else part.translate(_WIDEN) for part in parts
        )
        return f"[{widened}{'·' * round(len(message) * 0.4)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The singular or plural, changed like any text."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class _Language:
    """The one language in use in this process."""

    def __init__(self) -> None:
        self.code = "en"
        self.translations: gettext.NullTranslations = gettext.NullTranslations()


_language = _Language()


def use_language(code: str) -> None:
    """Speak this language from now on; one without a catalogue falls back to English.

    Args:
        code: A language code such as `en` or `cy`, or `xx` for the pseudo-language.
    """
    found: gettext.NullTranslations = PseudoTranslations()
    if code != PSEUDO_LANGUAGE:
        place = str(resources.path("locale"))
        found = gettext.translation("huddle", place, [code], fallback=True)
    # Whoever is read to needs the language that the words are in, not the one that was asked for.
    _language.code = "en" if type(found) is gettext.NullTranslations else code
    _language.translations = found


def language_code() -> str:
    """The language in use, as `use_language` takes it."""
    return _language.code


def language_tag() -> str:
    """The language in use as documents name it, by BCP 47."""
    return "en-GB" if _language.code == "en" else _language.code.replace("_", "-")


def reads_from_right() -> bool:
    """Whether the language in use is written from right to left."""
    return re.split("[-_]", _language.code)[0] in _FROM_RIGHT


def _(message: str) -> str:
    """The message in the language in use."""
    return _language.translations.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marked text
    """Mark a text for translation without translating it yet."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or the plural for a count, in the language in use."""
    return _language.translations.ngettext(one, many, count)
