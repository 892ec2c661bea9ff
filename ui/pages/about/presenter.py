"""What the About page does: asks what is installed, opens documents, runs the self-test."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from huddle.build import Document, words_of
from huddle.i18n import _, language_code
from huddle.proving import installation
from huddle.vocabulary import Thing
from ui.pages.about.page import AboutPage
from ui.pages.about.running_test import RunningTest
from ui.pages.about.state import AboutState
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


class AboutPresenter(Presenter):
    """The behaviour of the About page."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.UNIT, Thing.PRIVACY})

    def __init__(self, page: AboutPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._state: AboutState | None = None
        self._proved: list[str] = []
        page.document_wanted.connect(self._read)
        page.copy_wanted.connect(self._copy)
        page.self_test.wanted.connect(self._prove)

    def refresh(self) -> None:
        """Query what is installed and whom to tell."""
        self.query(partial(_state_of, self.desk.ward), self._show)

    def _show(self, state: AboutState) -> None:
        self._state = state
        self.page.show_state(state)

    def _read(self, document: Document) -> None:
        self.desk.tasks.run(
            self.widget, partial(words_of, document), partial(self._show_document, document)
        )

    def _show_document(self, document: Document, text: str) -> None:
        names = {
            Document.CHANGES: _("What changed"),
            Document.ACCESSIBILITY: _("Accessibility statement"),
            Document.LICENCES: _("Licences"),
        }
        is_marked_up = document.value.endswith(".md")
        self.page.show_document(names[document], text, is_marked_up=is_marked_up)

    def _copy(self) -> None:
        if self._state is None:
            return
        QGuiApplication.clipboard().setText(self._state.for_support("\n".join(self._proved)))
        self.desk.messages.say(_("Copied. Nothing that anybody said in a huddle is in it."))

    # The self-test

    def _prove(self) -> None:
        running = RunningTest(self.widget)
        running.wrote.connect(self._show_proved)
        running.ended.connect(partial(self._end, running))
        self.page.self_test.say(_("It runs. You can go on working."), is_busy=True)
        self._show_proved([])
        running.begin(language_code())

    def _show_proved(self, lines: list[str]) -> None:
        self._proved = lines
        self.page.self_test.show_lines(lines)

    def _end(self, running: RunningTest, verdict: str) -> None:
        if verdict:
            self.page.self_test.show_lines(self._proved[:-1])
        self.page.self_test.say(verdict or _no_verdict(running.stopped_at))


def _no_verdict(stopped_at: str) -> str:
    if not stopped_at:
        return _("It could not be started. Show this to your IT.")
    says = _("It stopped at “{part}” and could not go on. Show this to your IT.")
    return says.format(part=stopped_at)


def _state_of(ward: Ward) -> AboutState:
    """On the worker: what is installed, and whom to tell."""
    unit, policy = ward.setting_up.unit(), ward.privacy.policy()
    return AboutState(
        installed=installation(),
        qt=qVersion(),
        data_place=ward.paths.called,
        act_now_number=unit.act_now_number,
        tell_us=unit.tell_us,
        speak_up_contact=policy.speak_up_contact,
    )


def open_page(desk: Desk) -> AboutPresenter:
    """The About page at work."""
    return AboutPresenter(AboutPage(), desk)
