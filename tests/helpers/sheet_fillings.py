"""How full a sheet is, and the words that fill it where nobody should type so much."""

from __future__ import annotations

from enum import StrEnum

from huddle.model.base import TEXT_LENGTH

_LONG = " ".join(f"w{number:04}" for number in range(TEXT_LENGTH // 6))
_ONE_WORD = "".join(chr(ord("a") + number % 26) for number in range(TEXT_LENGTH))
_MARKUP = (
    r"<b>bold</b> & &amp; 5 < 6 <para> </para> {braces} {0} %s %(name)s $x \n \0 <!-- ]]> -->"
    r" <img src=x> =SUM(1+1) @now +1 (Tj) /Span BDC ET endstream '; DROP TABLE item; --"
)
_FROM_RIGHT = "المريض يحتاج إلى الدواء قبل الظهر (سرير 22) שלום עולם התרופות בבוקר"
_UNSPACED = "病人需要药物。👍🧪" * 150
_LINE_ENDS = "one\n\n\ntwo\n" * 150


class Case(StrEnum):
    """How a sheet is filled."""

    EMPTY = "empty"
    TYPICAL = "typical"
    OVERFULL = "overfull"
    LONG = "10,000 characters"
    ONE_WORD = "10,000 letters without a space"
    UNSPACED = "Chinese and emoji without a space"
    LINE_ENDS = "more line ends than lines"
    MARKUP = "markup"
    FROM_RIGHT = "right to left"


FILLED = {
    Case.LONG: _LONG,
    Case.ONE_WORD: _ONE_WORD,
    Case.UNSPACED: _UNSPACED,
    Case.LINE_ENDS: _LINE_ENDS,
    Case.MARKUP: _MARKUP,
    Case.FROM_RIGHT: _FROM_RIGHT,
}
