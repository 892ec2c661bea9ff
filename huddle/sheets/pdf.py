"""Draws filled pages as a PDF: the same pages always give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from huddle.i18n import language_tag
from huddle.sheets import qr
from huddle.sheets.fonts import BASE, Weight, face
from huddle.sheets.pages import Dots, Page, Path
from huddle.sheets.shaping import Shaped
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.sheets.typeset import Piece

_PROGRAM = "Huddle"
_FLAT, _ROUND = 0, 1


def draw(pages: Iterable[Page], *, title: str, author: str, paper: PaperSize) -> bytes:
    """The pages as a PDF file.

    Args:
        pages: In the order of printing.
        title: What a reader shows as the document's name.
        author: The unit it comes from.
        paper: Its size.
    """
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=style().page(paper),
        # Else each file names Helvetica, which it neither embeds nor uses. The stubs mistake the
        # name for a size.
        initialFontName=face(BASE, Weight.REGULAR).name,  # type: ignore[arg-type]
        invariant=1,
        pageCompression=1,
        lang=language_tag(),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(_PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    drawn = list(pages)
    for number, page in enumerate(drawn):
        _draw_lines(canvas, page)
        _draw_drawings(canvas, page)
        _draw_codes(canvas, page)
        _draw_texts(canvas, page)
        if len(drawn) > 1:
            _bookmark(canvas, page, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _bookmark(canvas: Canvas, page: Page, number: int) -> None:
    """List what begins on a page, so that a reader can leap to it."""
    for place, mark in enumerate(page.marks):
        key = f"{number}-{place}"
        canvas.bookmarkHorizontal(key, 0, mark.y)
        canvas.addOutlineEntry(mark.title, key)
        canvas.showOutline()


def _draw_lines(canvas: Canvas, page: Page) -> None:
    for rule in page.rules:
        canvas.setLineWidth(rule.weight)
        canvas.setStrokeGray(rule.ink)
        canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
    for box in page.boxes:
        canvas.setLineWidth(box.weight)
        canvas.setStrokeGray(box.ink)
        canvas.rect(box.x, box.y, box.width, box.height)


def _draw_drawings(canvas: Canvas, page: Page) -> None:
    for drawing in page.drawings:
        if isinstance(drawing, Dots):
            _draw_dots(canvas, drawing)
        else:
            _draw_path(canvas, drawing)


def _draw_dots(canvas: Canvas, dots: Dots) -> None:
    """Lines of no length with round ends: a tenth of what as many circles take."""
    canvas.setLineWidth(2 * dots.radius)
    canvas.setStrokeGray(dots.ink)
    canvas.setLineCap(_ROUND)
    path = canvas.beginPath()
    for place in dots.places:
        path.moveTo(*place)
        path.lineTo(*place)
    canvas.drawPath(path)
    canvas.setLineCap(_FLAT)


def _draw_path(canvas: Canvas, drawing: Path) -> None:
    canvas.setLineWidth(drawing.weight)
    canvas.setStrokeGray(drawing.ink)
    canvas.setDash(list(drawing.dashes))
    path = canvas.beginPath()
    first, *others = drawing.places
    path.moveTo(*first)
    for place in others:
        path.lineTo(*place)
    if drawing.fill is not None:
        path.close()
        canvas.setFillGray(drawing.fill)
    canvas.drawPath(path, stroke=1, fill=int(drawing.fill is not None))
    canvas.setDash()


def _draw_codes(canvas: Canvas, page: Page) -> None:
    for code in page.codes:
        scale = code.size / qr.SIDE
        placed = f"{scale:.4f} 0 0 {scale:.4f} {code.x:.2f} {code.y:.2f} cm"
        canvas.addLiteral(f"q 0 g {placed} {qr.dark(code.letters)} f Q")


def _draw_texts(canvas: Canvas, page: Page) -> None:
    """All texts of a page in one text object, which is much cheaper than one for each."""
    text = canvas.beginText()
    font: tuple[str, float] | None = None
    ink: float | None = None
    for x, y, piece in page.texts:
        if isinstance(piece.text, Shaped):
            canvas.drawText(text)
            _draw_shaped(canvas, x, y, piece, piece.text)
            text, font, ink = canvas.beginText(), None, None
            continue
        if font != (piece.font, piece.size):
            font = (piece.font, piece.size)
            text.setFont(*font)
        if ink != piece.ink:
            ink = piece.ink
            text.setFillGray(ink)
        text.setTextOrigin(x, y)
        text.textLine(piece.text)
    canvas.drawText(text)


def _draw_shaped(canvas: Canvas, x: float, y: float, piece: Piece, shaped: Shaped) -> None:
    """Glyphs in the order of the eye, marked with what they say where they do not say it."""
    for stretch in shaped.stretches:
        if stretch.says is not None:
            said = stretch.says.encode("utf-16-be").hex().upper()
            canvas.addLiteral(f"/Span <</ActualText <FEFF{said}>>> BDC")
        text: PDFTextObject = canvas.beginText()
        text.setFillGray(piece.ink)
        text.setFont(stretch.font, piece.size)
        for glyphs in stretch.glyphs:
            text.setTextOrigin(x + glyphs.x * piece.size, y + glyphs.y * piece.size)
            text.textLine(glyphs.text)
        canvas.drawText(text)
        if stretch.says is not None:
            canvas.addLiteral("EMC")
