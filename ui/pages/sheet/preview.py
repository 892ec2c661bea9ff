"""A sheet as it will be on paper, and its pages beside it; brings Qt's large PDF parts in."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.sheet.thumbnails import Thumbnails
from ui.theme.look import look, space

_SHEET_TO_TEXT = 4 / 3
"""How much wider a sheet may be shown than running text."""


class Preview(QWidget):
    """The sheet, to be scrolled; with more than one page, and room, their pictures at the left."""

    def __init__(self, pdf: bytes, parent: QWidget) -> None:
        """Show a sheet from its beginning.

        Each sheet has a preview of its own: Qt draws pages on threads, and one that comes late
        would stand in the next sheet.
        """
        super().__init__(parent)
        self.setObjectName("sheet_preview")
        self._view = _SheetView(self)
        self._pages = Thumbnails(self)
        # Made after the views, so that it is there for as long as they draw.
        self._document = QPdfDocument(self)
        self._document.load(_readable(pdf, self))
        self._view.setDocument(self._document)
        self._pages.read(self._document)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("half"), 0, space("half"), 0)
        row.setSpacing(space("two"))
        row.addWidget(self._pages)
        row.addStretch()
        row.addWidget(self._view, 100)
        row.addStretch()
        self._view.pageNavigator().currentPageChanged.connect(self._pages.follow)
        self._pages.page_picked.connect(self.go_to)
        self._fold()

    @property
    def page_count(self) -> int:
        """How many pages the sheet has."""
        return self._document.pageCount()

    @property
    def page_in_view(self) -> int:
        """Which page is in view, counted from 0."""
        return self._view.pageNavigator().currentPage()

    def go_to(self, page: int) -> None:
        """Scroll to the top of a page."""
        self._view.pageNavigator().jump(page, QPointF())

    @property
    def has_keyboard(self) -> bool:
        """Whether the keys go along its pages."""
        return self._view.hasFocus() or self._pages.hasFocus()

    def take_keyboard(self) -> None:
        """Have the keys scroll the sheet."""
        self._view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pages away where the sheet would get too narrow to be read."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = self._pages.width() + space("two") + 2 * space("half")
        fits = self.width() - beside >= look().space("reading") * look().scale
        had_keyboard = self._pages.hasFocus()
        self._pages.setVisible(self.page_count > 1 and fits)
        if had_keyboard and self._pages.isHidden():
            self.take_keyboard()


class _SheetView(QPdfView):
    """The pages under one another, as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_view")
        self.setAccessibleName(_("The sheet; arrow keys, Page Down, Home and End scroll"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setMaximumWidth(round(look().space("reading") * _SHEET_TO_TEXT))
        around = self.palette()
        around.setColor(QPalette.ColorRole.Dark, look().colour("page"))
        self.setPalette(around)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the beginning and the end."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)


def _readable(pdf: bytes, parent: QWidget) -> QBuffer:
    device = QBuffer(parent)
    device.setData(QByteArray(pdf))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device
