"""What Pulse does: shows the results, begins a pulse, takes an answer, and asks what follows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.pulse import PulseResult
from huddle.vocabulary import Thing
from ui.care import Watch
from ui.filling import Asking
from ui.pages.pulse.page import PulsePage
from ui.presenter import Presenter
from ui.pulse_answering import ask_pulse

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


class PulsePresenter(Presenter):
    """The behaviour of Pulse."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.PULSE, Thing.ITEMS})

    def __init__(self, page: PulsePage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._asking = _Asking(page, desk, Watch(page, desk))
        page.answer_asked.connect(lambda: ask_pulse(page, desk.tasks, desk.ward, desk.messages.say))
        page.start_asked.connect(self._asking.start)
        page.reply_asked.connect(self._reply)

    def arrive(self, **what: str) -> None:
        """Show the results."""
        super().arrive(**what)
        self.page.begin()

    def refresh(self) -> None:
        """Query the results."""
        self.query(self.desk.ward.pulse.results, self.page.show_pulses)

    def _reply(self) -> None:
        pulse, row = self.page.current, self.page.chosen
        if pulse is not None and row is not None:
            self._asking.reply(pulse.id, row)


class _Asking(Asking):
    """Asks what follows from a result, and how many answers are opened together."""

    def reply(self, pulse_id: str, row: PulseResult) -> None:
        """Ask what follows from a result."""
        from ui.pages.pulse.reply_form import ReplyForm  # noqa: PLC0415 - seldom

        self._fill_in(
            ReplyForm(self._page, row),
            keep=partial(_keep_reply, self._desk.ward, pulse_id, row.question.name),
            kept=lambda _nothing: None,
        )

    def start(self) -> None:
        """Ask how many are opened together, and where the slips go."""
        from ui.pages.pulse.start_form import StartForm  # noqa: PLC0415 - once a quarter

        form = StartForm(self._page)
        # The codes are nowhere else: where they go is known before they are made.
        form.wanted.connect(lambda values: self._ask_where(form, values))
        form.finished.connect(lambda _result: self._page.setFocus())
        form.open()

    def _ask_where(self, form: Any, values: dict[str, Any]) -> None:
        self._desk.files.save(
            form,
            title=_("Save the slips to print them"),
            name=_("Huddle pulse slips.pdf"),
            kinds=_("PDF files (*.pdf)"),
            then=lambda place: self._make(form, place, values),
        )

    def _make(self, form: Any, place: Path, values: dict[str, Any]) -> None:
        ward = self._desk.ward

        def made(_done: None) -> None:
            form.kept()
            told = _("Saved as {file}. Print it, then delete the file: it holds all codes.")
            self._desk.messages.say(told.format(file=place.name))

        self._desk.tasks.run(
            self._page,
            lambda: _make_slips(ward, place, **values),
            made,
            lambda error: _refused(form, self._desk, error),
            long=True,
            key="pulse_start",
        )


def _refused(form: Any, desk: Desk, error: Exception) -> None:
    if isinstance(error, Refused):
        form.show_refusal(error.message, error.field)
    else:
        desk.tasks.unhandled.emit(error)


def _keep_reply(ward: Ward, pulse_id: str, question: str, values: dict[str, Any]) -> None:
    code = values["code"]
    item_id = ward.followups.action(code).id if code else None
    ward.pulse.reply(pulse_id, question, item_id=item_id, because=values["because"])


def _make_slips(ward: Ward, place: Path, minimum: int) -> None:
    from huddle.files import write_atomically  # noqa: PLC0415 - reportlab is slow
    from huddle.sheets.pulse_slips import pulse_slips  # noqa: PLC0415

    slips = ward.pulse.start(minimum)
    write_atomically(place, pulse_slips(ward.setting_up.unit().name, slips))


def open_page(desk: Desk) -> PulsePresenter:
    """Pulse at work."""
    return PulsePresenter(PulsePage(desk.may), desk)
