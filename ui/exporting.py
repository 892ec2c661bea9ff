"""Exporting from any page: what and how, where to, why if the guard asks, and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from huddle.exchange.formats import Exported, ExportTo, Format, in_words, said_of
from huddle.i18n import _
from ui.dialogs.export import ExportDialog, Offer
from ui.filling import say_refusal
from ui.guard_question import answer_for_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.care import Watch
    from ui.desk import Desk


class Exporting(QObject):
    """Lets what a page shows, or more of its kind, leave as a file.

    Signals:
        exported: Something left.

    Args:
        page: The page that it leaves from.
        desk: What it works with.
        watch: Looks at the reason while it is typed.
    """

    exported = Signal()

    def __init__(self, page: QWidget, desk: Desk, watch: Watch) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch

    def ask(self, offers: Sequence[Offer]) -> None:
        """Ask what shall leave, and let it leave."""
        desk = self._desk
        desk.tasks.run(
            self._page,
            lambda: desk.ward.account.role in desk.ward.setting_up.unit().sensitive_roles,
            lambda sees: self._open(offers, sees_sensitive=sees),
            lambda error: say_refusal(desk, error),
            key="export_ask",
        )

    def _open(self, offers: Sequence[Offer], *, sees_sensitive: bool) -> None:
        dialog = ExportDialog(self._page, offers, sees_sensitive=sees_sensitive)
        before = self._page.window().focusWidget()

        def wanted(values: dict[str, Any]) -> None:
            dialog.kept()
            self._choose_place(**values)

        def back(_result: int) -> None:
            if before is not None and isValid(before):
                before.setFocus()

        dialog.wanted.connect(wanted)
        dialog.finished.connect(back)
        dialog.open()

    def _choose_place(self, offer: Offer, ending: str, *, with_sensitive: bool) -> None:
        file_format = Format(ending)

        def chosen(place: Path) -> None:
            self._export(offer, ExportTo(place, file_format, with_sensitive=with_sensitive))

        self._desk.files.save(
            self._page,
            title=_("Export to a file"),
            name=f"{offer.name}.{ending}",
            kinds=f"{in_words(file_format)} (*.{ending})",
            then=chosen,
        )

    def _export(self, offer: Offer, to: ExportTo) -> None:
        self._desk.messages.say(_("Exporting…"))
        self._desk.tasks.run(
            self._page,
            lambda: offer.write(to),
            self._done,
            lambda error: self._not_done(offer, to, error),
            long=True,
            key="export",
        )

    def _done(self, done: Exported) -> None:
        self._desk.messages.say(said_of(done))
        self.exported.emit()

    def _not_done(self, offer: Offer, to: ExportTo, error: Exception) -> None:
        self._desk.messages.clear()
        answer_for_file(
            self._page,
            self._desk,
            self._watch,
            error,
            anyway=_("Export anyway"),
            again=lambda reason: self._export(offer, replace(to, reason=reason)),
        )
