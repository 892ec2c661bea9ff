"""The same marks as a sheet, put on a bare reportlab canvas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from huddle.sheets import qr
from huddle.sheets.pages import Box, Code, Page, Rule
from huddle.sheets.shaping import Shaped
from huddle.sheets.typeset import Piece


class Mark(NamedTuple):
    """Some text at a place."""

    x: float
    y: float
    font: str
    size: float
    ink: float
    text: str


class Drawn(NamedTuple):
    """A QR code and the rectangles it is made of, which nobody has to work out any more."""

    code: Code
    rectangles: str


class Marks(NamedTuple):
    """Everything that stands on one page."""

    texts: Sequence[Mark]
    rules: Sequence[Rule]
    boxes: Sequence[Box]
    codes: Sequence[Drawn]


def marks_of(pages: Iterable[Page]) -> list[Marks]:
    """What pages that are laid out put where."""
    return [
        Marks(
            [mark for x, y, piece in page.texts for mark in _marks(x, y, piece)],
            page.rules,
            page.boxes,
            [Drawn(code, qr.dark(code.letters)) for code in page.codes],
        )
        for page in pages
    ]


def put(pages: Iterable[Marks], size: tuple[float, float]) -> bytes:
    """Put marks on paper."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    for page in pages:
        for rule in page.rules:
            canvas.setLineWidth(rule.weight)
            canvas.setStrokeGray(rule.ink)
            canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
        for box in page.boxes:
            canvas.setLineWidth(box.weight)
            canvas.setStrokeGray(box.ink)
            canvas.rect(box.x, box.y, box.width, box.height)
        for code, drawn in page.codes:
            scale = code.size / qr.SIDE
            placed = f"{scale:.4f} 0 0 {scale:.4f} {code.x:.2f} {code.y:.2f} cm"
            canvas.addLiteral(f"q 0 g {placed} {drawn} f Q")
        _put_texts(canvas, page.texts)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _put_texts(canvas: Canvas, marks: Iterable[Mark]) -> None:
    text = canvas.beginText()
    font, ink = None, None
    for mark in marks:
        if font != (mark.font, mark.size):
            font = (mark.font, mark.size)
            text.setFont(*font)
        if ink != mark.ink:
            ink = mark.ink
            text.setFillGray(ink)
        text.setTextOrigin(mark.x, mark.y)
        text.textOut(mark.text)
    canvas.drawText(text)


def _marks(x: float, y: float, piece: Piece) -> list[Mark]:
    if not isinstance(piece.text, Shaped):
        return [Mark(x, y, piece.font, piece.size, piece.ink, piece.text)]
    return [
        Mark(
            x + glyphs.x * piece.size,
            y + glyphs.y * piece.size,
            stretch.font,
            piece.size,
            piece.ink,
            glyphs.text,
        )
        for stretch in piece.text.stretches
        for glyphs in stretch.glyphs
    ]
