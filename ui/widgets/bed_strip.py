"""A bed or bay in somebody's words: is a patient meant, or a place? Asked once, beside the item."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from ui.theme.look import look
from ui.widgets.buttons import quiet_button
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet


class BedStrip(QWidget):
    """The question and its three answers; it takes the cursor from nowhere.

    Signals:
        answered: The fields of the item that the answer changes.
    """

    answered = Signal(dict)

    def __init__(self, item: ItemRow, words: str, *, run: bool = False) -> None:
        """Ask about the words of an item.

        Args:
            item: The item.
            words: The bed or bay in its text.
            run: Whether it stands on the Run page, where there is room for all in one line.
        """
        super().__init__()
        self.setObjectName(f"bed_{item.code}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        answers = Flow()
        shown = words[:1].upper() + words[1:]
        asks = _("{bed}: a patient or a place?").format(bed=shown)
        question = quiet(asks, f"bed_asks_{item.code}")
        if run:
            question.setWordWrap(False)
            question.setMinimumHeight(look().size("control_run"))
            answers.add(question)
        else:
            column.addWidget(question)
        column.addWidget(answers)
        patient: dict[str, Any] = {"patient_reference": words}
        place: dict[str, Any] = {} if item.place else {"place": words}
        for key, label, fields in (
            ("patient", _("Patient"), patient),
            ("place", _("Place"), place),
            ("leave", _("Leave it"), {}),
        ):
            name = f"{label}: {asks}"
            answer = quiet_button(label, f"bed_{key}_{item.code}", name=name, run=run)
            answer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            answered = {**fields, "bed_asked": True}
            answer.clicked.connect(lambda _on=False, told=answered: self.answered.emit(told))
            answers.add(answer)
