"""Answering the pulse by a code, whoever is signed in: nothing here knows who it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from huddle.errors import Environment, Refused
from huddle.i18n import _
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huddle.rows.pulse import PulseForm
    from huddle.ward import Ward
    from ui.tasks import TaskRunner

_CODE_PLACE = "XXXX-XXXX-XXXX-XXXX"


class PulseAnswerForm(FormDialog):
    """Asks for a code and for the answers; nothing of it is kept as a draft.

    Args:
        parent: The page.
        asked: What is asked.
    """

    def __init__(self, parent: QWidget, asked: PulseForm) -> None:
        super().__init__(
            parent,
            "pulse_answer",
            _("Answer the pulse"),
            _(
                "Nobody can see what you answer: not who, not when, not one by one. Answers are "
                "opened {least} together, and only how many agree is shown."
            ).format(least=asked.minimum),
            _("Send"),
        )
        self.add_line("code", _("The code on your slip"), _("It can be used once"))
        self.lines["code"].setPlaceholderText(_CODE_PLACE)
        self._choices = {one.name: Choice(f"pulse_answer_{one.name}") for one in asked.questions}
        for one in asked.questions:
            self._choices[one.name].offer(_answers())
            self.add_field(one.name, one.text, self._choices[one.name])
        self.lines["code"].setFocus()

    def accept(self) -> None:
        """Have it sent; what cannot be used is the service's to refuse."""
        self.begin_again()
        answers = {name: int(choice.key) for name, choice in self._choices.items() if choice.key}
        self.wanted.emit({**self.words("code"), "answers": answers})


def _answers() -> list[tuple[str, str]]:
    return [
        ("", _("I leave this out")),
        ("5", _("Agree strongly")),
        ("4", _("Agree")),
        ("3", _("Neither")),
        ("2", _("Disagree")),
        ("1", _("Disagree strongly")),
    ]


def ask_pulse(parent: QWidget, tasks: TaskRunner, ward: Ward, say: Callable[[str], object]) -> None:
    """Ask whoever has a code, and say in a sentence what came of it.

    Args:
        parent: The page it is asked from, which gets the keyboard back.
        tasks: Runs calls on the worker.
        ward: The open ward.
        say: Shows a sentence on that page.
    """

    def ask(asked: PulseForm | None) -> None:
        if asked is None:
            say(_("Nothing is asked just now."))
            return
        dialog = PulseAnswerForm(parent, asked)
        dialog.wanted.connect(lambda values: _send(dialog, tasks, ward, values, say))
        dialog.finished.connect(lambda _result: parent.setFocus())
        dialog.open()

    def not_asked(error: Exception) -> None:
        if isinstance(error, Refused | Environment):
            say(error.message)
        else:
            tasks.unhandled.emit(error)

    tasks.run(parent, ward.pulse.form, ask, not_asked, key="pulse_form")


def _send(
    dialog: PulseAnswerForm,
    tasks: TaskRunner,
    ward: Ward,
    values: dict[str, Any],
    say: Callable[[str], object],
) -> None:
    def sent(_done: None) -> None:
        dialog.kept()
        say(_("Thank you. Your answer waits with others. Tear up your slip."))

    def refused(error: Exception) -> None:
        if isinstance(error, Refused | Environment):
            dialog.show_refusal(error.message, getattr(error, "field", ""))
        else:
            tasks.unhandled.emit(error)

    tasks.run(dialog, lambda: ward.pulse.answer(**values), sent, refused, key="pulse_answer")
