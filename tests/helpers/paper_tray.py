"""A printer that keeps its paper, and the sheet page at work with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from huddle.errors import Environment
from huddle.settings import Settings
from huddle.sheets.stamp import PaperSize
from tests.helpers.desks import AtWork
from tests.helpers.qt import find
from ui.pages.sheet.page import SheetPage
from ui.pages.sheet.presenter import SheetPresenter
from ui.printing import JobState, PrintChoice, Printers, PrintJob


@dataclass
class PaperTray:
    """A printer that keeps what it is given, or says why not.

    Attributes:
        names: The printers there are.
        trouble: Why it takes nothing.
        lacks: The papers that it has not.
        states: How far a job is, look by look; the last one stays.
        asked: With what its own dialog was opened.
        answer: What is chosen there; nothing when it is left.
        printed: What it was given.
    """

    names: tuple[str, ...] = ("Office", "Ward")
    trouble: Environment | None = None
    lacks: tuple[PaperSize, ...] = ()
    states: list[JobState] = field(default_factory=list)
    asked: list[tuple[PrintChoice, int]] = field(default_factory=list)
    answer: PrintChoice | None = None
    printed: list[tuple[bytes, PrintChoice, str]] = field(default_factory=list)

    def printers(self) -> Printers:
        return Printers(self.names, self.names[-1] if self.names else "")

    def check(self, choice: PrintChoice) -> None:
        if choice.paper in self.lacks:
            raise Environment("The printer has no such paper.", "Choose another paper.")

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> PrintJob | None:
        if self.trouble is not None:
            raise self.trouble
        self.printed.append((pdf, choice, title))
        return PrintJob("job-1", choice.printer) if self.states else None

    def look_at(self, job: PrintJob) -> JobState:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def ask(
        self, parent: QWidget, choice: PrintChoice, pages: int, then: Callable[[PrintChoice], None]
    ) -> None:
        self.asked.append((choice, pages))
        if self.answer is not None:
            then(self.answer)


def opened(work: AtWork, tray: PaperTray, **what: str) -> SheetPresenter:
    """The sheet page, arrived at."""
    presenter = SheetPresenter(SheetPage(), work.desk, tray)
    work.show(presenter, **what)
    return presenter


def keeping(work: AtWork, **chosen: Any) -> list[Settings]:
    """The settings that are kept from now on, after these."""
    kept = [Settings(**chosen)]

    def keep(settings: Settings) -> None:
        kept.append(settings)

    work.desk = replace(work.desk, settings=lambda: kept[-1], keep_settings=keep)
    return kept


def heard(work: AtWork) -> list[str]:
    """All that the message bar says from now on."""
    said: list[str] = []
    label = find(work.messages, "message_text", QLabel)
    plain = label.setText

    def keep(words: str) -> None:
        if words:
            said.append(words)
        plain(words)

    label.setText = keep  # type: ignore[method-assign]
    return said
