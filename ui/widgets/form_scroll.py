"""The fields of a dialog, on a screen that may be too low for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from ui.theme.look import look, space
from ui.widgets.scroll import PageScroll

_AROUND_A_FORM = 4
"""What else a dialog holds, such as its question and its buttons, counted in controls."""


class FormScroll(PageScroll):
    """The fields of a dialog: as high as they are, and scrolling where the screen is too low."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name, margin="half")
        if (inside := self.widget()) is not None:
            inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit anew when a field comes, goes or says what is wrong."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        around = _AROUND_A_FORM * look().size("control") + 2 * space("four")
        most = self.screen().availableGeometry().height() - around
        self.setFixedHeight(min(self.column.totalSizeHint().height(), most))
        dialog, layout = self.window(), self.window().layout()
        if layout is not None:
            # Words that wrap beside it need more than their least height.
            needed = layout.totalHeightForWidth(dialog.width())
            dialog.resize(dialog.width(), max(dialog.height(), needed))
        if (focus := self.focusWidget()) is not None:
            self.ensureWidgetVisible(focus)
