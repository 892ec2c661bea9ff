"""Beginning the pulse of a quarter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rules.pulse import LEAST_MINIMUM, USUAL_MINIMUM
from ui.dialogs.form import FormDialog


class StartForm(FormDialog):
    """Asks how many answers are opened together.

    Args:
        parent: The page.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "pulse_start",
            _("Begin this quarter’s pulse"),
            _(
                "One slip with a code is made for each person on the ward’s list. Two of you "
                "print, cut and fold them and let people draw. Keep no copy and no file of them: "
                "whoever has codes can find out some answers. No lost slip can be made again."
            ),
            _("Make the slips"),
        )
        self.add_line(
            "minimum",
            _("Answers shown together"),
            _("{usual} as a rule, never fewer than {least}").format(
                usual=USUAL_MINIMUM, least=LEAST_MINIMUM
            ),
            start=str(USUAL_MINIMUM),
        )
        self.lines["minimum"].setFocus()

    def accept(self) -> None:
        """Have the slips made."""
        self.begin_again()
        typed = self.lines["minimum"].text().strip()
        if typed.isdecimal():
            self.wanted.emit({"minimum": int(typed)})
        else:
            self.show_refusal(_("Write a whole number, such as 11."), "minimum")
