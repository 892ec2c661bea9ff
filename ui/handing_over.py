"""Hand-over files: asks where one shall stand, and says that it tells nobody by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from huddle.i18n import _
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rules.plain_text import file_name
from ui.filling import Asking
from ui.guard_question import answer_for_file

_Write = Callable[[Path, str], None]
"""Writes a file, with the reason why it leaves although the guard asks."""


class HandingOver(Asking):
    """Makes the files."""

    def escalation(self, row: EscalationRow) -> None:
        """Make the file that takes an escalation to its receiver's store."""
        ward = self._desk.ward
        said = _("Saved as {file}. It tells nobody: have it carried to {name}, and ring {number}.")
        self._choose(
            _("Escalation {code}").format(code=row.item.code),
            lambda place, reason: ward.handover.write_escalation(row.id, place, reason),
            lambda file: said.format(file=file, name=row.to_name, number=row.telephone),
        )

    def answer(self, row: ReceivedRow) -> None:
        """Make the file that takes an answer back to whoever asked."""
        ward = self._desk.ward
        said = _("Saved as {file}. It tells nobody: have it carried to {unit}, and ring them.")
        self._choose(
            _("Answer {code}").format(code=row.from_code),
            lambda place, reason: ward.handover.write_answer(row.id, place, reason),
            lambda file: said.format(file=file, unit=row.from_unit),
        )

    def _choose(self, name: str, write: _Write, said: Callable[[str], str]) -> None:
        from huddle.exchange.handover_file import ENDING  # noqa: PLC0415 - seldom, and not at start

        self._desk.files.save(
            self._page,
            title=_("Save the hand-over file"),
            name=file_name(name) + ENDING,
            kinds=_("Hand-over files (*{ending})").format(ending=ENDING),
            then=lambda place: self._write(write, said, place),
        )

    def _write(
        self, write: _Write, said: Callable[[str], str], place: Path, reason: str = ""
    ) -> None:
        self._desk.tasks.run(
            self._page,
            lambda: write(place, reason),
            lambda _none: self._desk.messages.say(said(place.name)),
            lambda error: answer_for_file(
                self._page,
                self._desk,
                self._watch,
                error,
                anyway=_("Save anyway"),
                again=lambda why: self._write(write, said, place, why),
            ),
            key="hand_over",
        )
