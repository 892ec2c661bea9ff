"""What the card of everything does: asks where to, lets it out, and says how far it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from huddle.exchange.formats import ExportTo, Format, in_words, said_of
from huddle.i18n import _
from ui.care import Watch
from ui.guard_question import answer_for_file
from ui.making import LongJob

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk
    from ui.pages.data.everything_card import EverythingCard


class LettingAllOut:
    """Lets everything out as one file.

    Args:
        page: The page that the card is on.
        card: The card.
        desk: What it works with.
    """

    def __init__(self, page: QWidget, card: EverythingCard, desk: Desk) -> None:
        self._page = page
        self._card = card
        self._desk = desk
        self._watch = Watch(page, desk)
        self._job = LongJob(page, desk, card.progress, _rows_in_words)
        card.export_wanted.connect(self._choose_place)

    def _choose_place(self) -> None:
        self._card.say("")
        ending = Format.JSON.value
        self._desk.files.save(
            self._page,
            title=_("Export everything"),
            name=_("Everything in Huddle.{ending}").format(ending=ending),
            kinds=f"{in_words(Format.JSON)} (*.{ending})",
            then=lambda place: self._export(ExportTo(place, Format.JSON)),
        )

    def _export(self, to: ExportTo) -> None:
        self._card.say(_("Exporting everything. Others can go on working…"), is_busy=True)
        everything = self._desk.ward.everything
        self._job.run(
            lambda making: everything.write(to, making),
            lambda done: self._card.say(said_of(done), tone="good"),
            partial(self._not_done, to),
            stopped=lambda: self._card.say(_("Stopped. No file was written.")),
            key="everything",
        )

    def _not_done(self, to: ExportTo, error: Exception) -> None:
        self._card.say("")
        answer_for_file(
            self._page,
            self._desk,
            self._watch,
            error,
            anyway=_("Export anyway"),
            again=lambda reason: self._export(replace(to, reason=reason)),
        )


def _rows_in_words(done: int, total: int) -> str:
    """Rows are passed twice, which nobody needs to know: a share says enough."""
    return _("{share} % done").format(share=100 * done // total)
