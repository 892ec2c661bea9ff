"""A field of a form: its label above, the control, and below it what is wrong, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.labels import Label
from ui.widgets.restyle import set_styled

_GROWING = (
    QSizePolicy.Policy.Expanding,
    QSizePolicy.Policy.MinimumExpanding,
    QSizePolicy.Policy.Ignored,
)


class Field(QWidget):
    """A labelled control that can say what is wrong with what it holds."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            label: What it asks for, already translated; also the control's accessible name.
            control: What a person types in or chooses from.
            hint: A quiet line under the label.
            object_name: Its name for tests; the control's is given by its maker.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.control = control
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        self.label = Label(label, "label")
        self.label.setBuddy(control)
        column.addWidget(self.label)
        self._hint_label: Label | None = None
        if hint:
            self._hint_label = Label(hint, "secondary")
            column.addWidget(self._hint_label)
        column.addWidget(control)
        self.error_label = Label("", "label", tone="danger", object_name=f"{object_name}_error")
        self.error_label.hide()
        column.addWidget(self.error_label)
        if control.sizePolicy().verticalPolicy() not in _GROWING:
            column.addStretch()
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(hint)

    @property
    def error(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self.error_label.text()

    def add_below(self, widget: QWidget) -> None:
        """Put something under the control, above what is said to be wrong."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.error_label), widget)

    def show_hint(self, hint: str) -> None:
        """Say something else under the label of a field that was made with a hint."""
        self._hint = hint
        if self._hint_label is not None:
            self._hint_label.setText(hint)
        if not self.error:
            self.control.setAccessibleDescription(hint)

    def show_error(self, text: str) -> None:
        """Say below the control what is wrong and how to mend it; empty takes it back."""
        self.error_label.setText(text)
        self.error_label.setVisible(bool(text))
        self.control.setAccessibleDescription(text or self._hint)
        set_styled(self.control, "wrong", bool(text))
        # Its thicker border makes it higher.
        self.control.updateGeometry()

    def clear_error(self) -> None:
        """Say no more that something is wrong."""
        self.show_error("")
