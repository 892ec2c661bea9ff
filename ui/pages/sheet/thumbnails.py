"""Small pictures of a sheet's pages, drawn when they come into view."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from huddle.i18n import _
from ui.theme.look import look, space

_KEPT = 120
"""How many pictures are kept; more than a screen shows, and few megabytes."""
_WAITING = 24
"""How many are waited for at most: what was scrolled past is not drawn."""
_A4 = QSize(210, 297)
_Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """The pages of a document: a picture of each, its number, and the part that it belongs to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._pictures: dict[int, QPixmap] = {}
        self._wanted: list[int] = []
        self._is_drawing = False
        self._parts: list[tuple[int, str]] = []
        self._sharpness = 1.0

    def read(self, document: QPdfDocument, sharpness: float) -> None:
        """Have the pages of a document, drawn with so many dots of the screen for each pixel."""
        self.beginResetModel()
        self._document = document
        self._renderer.setDocument(document)
        self._parts = _parts(document)
        self._sharpness = sharpness
        self.endResetModel()

    @property
    def drawn(self) -> frozenset[int]:
        """The pages that there are pictures of."""
        return frozenset(self._pictures)

    def picture_size(self) -> QSize:
        """How large a page is drawn: all pages of a sheet are on the same paper."""
        side = look().size("thumbnail")
        upright = _A4.scaled(side, 2 * side, Qt.AspectRatioMode.KeepAspectRatio)
        if self._document is None:
            return upright
        points = self._document.pagePointSize(0).toSize()
        return points.scaled(upright, Qt.AspectRatioMode.KeepAspectRatio)

    def part(self, page: int) -> str:
        """What begins on a page, or else goes on there, such as a department's sheet."""
        here = bisect_left(self._parts, page, key=itemgetter(0))
        if here < len(self._parts) and self._parts[here][0] == page:
            return self._parts[here][1]
        return self._parts[here - 1][1] if here else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """One row for each page."""
        if parent.isValid() or self._document is None:
            return 0
        return self._document.pageCount()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number and part of a page, or its picture."""
        page = index.row()
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{page + 1} {self.part(page)}".strip()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._name(page)
        return None

    def _name(self, page: int) -> str:
        where = _("Page {page} of {count}").format(page=page + 1, count=self.rowCount())
        part = self.part(page)
        return _("{page}, {part}").format(page=where, part=part) if part else where

    def _picture(self, page: int) -> QPixmap | None:
        """The picture of a page, asked for if it is not there yet."""
        found = self._pictures.get(page)
        if found is None and page not in self._wanted:
            self._wanted = [*self._wanted[1 - _WAITING :], page]
            self._draw_next()
        return found

    def _draw_next(self) -> None:
        """Have one drawn at a time: what was asked for last is what is in view now."""
        if self._wanted and not self._is_drawing:
            self._is_drawing = True
            self._renderer.requestPage(self._wanted[-1], self.picture_size() * self._sharpness)

    def _take(self, page: int, _size: QSize, image: QImage) -> None:
        self._is_drawing = False
        self._wanted = [one for one in self._wanted if one != page]
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self._sharpness)
        while len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[page] = picture
        here = self.index(page)
        self.dataChanged.emit(here, here, [Qt.ItemDataRole.DecorationRole])
        self._draw_next()


class Thumbnails(QListView):
    """The pages in a column; the arrow keys, Page Up and Down, Home and End go along them.

    Signals:
        page_picked: The page that a person went to, counted from 0.
    """

    page_picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_pages")
        self.setAccessibleName(_("Pages of the sheet"))
        self.setProperty("role", "cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._follows = False
        self._pages = PageModel(self)
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self._pages, self))
        self.selectionModel().currentChanged.connect(self._went)

    def read(self, document: QPdfDocument) -> None:
        """Show the pages of a document."""
        self._pages.read(document, self.devicePixelRatioF())
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(look().size("thumbnail") + 2 * space("one") + bar)
        self.follow(0)

    def follow(self, page: int) -> None:
        """Mark a page that was come to in another way."""
        index = self._pages.index(page)
        if index.isValid() and index != self.currentIndex():
            self._follows = True
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, how)
            self._follows = False

    def _went(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._follows:
            self.page_picked.emit(now.row())


class _PageDelegate(QStyledItemDelegate):
    """Draws a page as a piece of paper with its number below."""

    def __init__(self, pages: PageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """The paper, a line for its number, and white around them."""
        paper = self._pages.picture_size()
        high = paper.height() + option.fontMetrics.height() + space("two")
        return QSize(look().size("thumbnail") + 2 * space("one"), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a page; the one in view on a tinted ground and with a stronger edge."""
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        now, whole = look(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft"))
            painter.drawRoundedRect(whole, space("control_radius"), space("control_radius"))
        paper = QRect(whole.topLeft(), self._pages.picture_size())
        paper.moveCenter(whole.center())
        paper.moveTop(whole.top() + space("one"))
        painter.fillRect(paper, Qt.GlobalColor.white)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            painter.drawPixmap(paper, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = now.colour("accent" if is_here else "control_border")
        painter.setPen(QPen(edge, 2 if is_here else 1))
        painter.drawRect(paper)
        _write_below(painter, whole, paper, str(index.data()))
        painter.restore()


def _write_below(painter: QPainter, whole: QRect, paper: QRect, words: str) -> None:
    line = QRect(whole)
    line.setTop(paper.bottom() + space("half"))
    line.adjust(space("half"), 0, -space("half"), 0)
    painter.setFont(look().font("secondary"))
    painter.setPen(look().colour("ink"))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)


def _parts(document: QPdfDocument) -> list[tuple[int, str]]:
    """On which page each part begins, by the outline of the document, in its order."""
    marks = QPdfBookmarkModel()
    marks.setDocument(document)
    page, title = QPdfBookmarkModel.Role.Page.value, QPdfBookmarkModel.Role.Title.value
    found = [marks.index(row, 0) for row in range(marks.rowCount(QModelIndex()))]
    begun = [(int(marks.data(mark, page)), str(marks.data(mark, title))) for mark in found]
    # Sorted by page alone, those of one page stay in their order.
    return sorted(begun, key=itemgetter(0))
