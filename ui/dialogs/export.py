"""What shall be exported: how much of it, and as which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from huddle.exchange.formats import FORMATS, Exported, ExportTo, Kind, in_words
from huddle.i18n import _
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice, Tick


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be exported.

    Attributes:
        label: What it is.
        name: What its file is called at first, without an ending.
        kind: What kind of thing it is.
        write: Writes it, on a worker.
    """

    label: str
    name: str
    kind: Kind
    write: Callable[[ExportTo], Exported]

    @property
    def may_hide(self) -> bool:
        """Whether there can be sensitive items in it."""
        return self.kind in (Kind.ACTIONS, Kind.CONCERNS)


class ExportDialog(FormDialog):
    """Asks what shall leave; `wanted` are the offer, the ending and whether sensitive items go too.

    Args:
        parent: The page.
        offers: What can be exported; the first is chosen.
        sees_sensitive: Whether whoever exports sees sensitive items.
    """

    def __init__(self, parent: QWidget, offers: Sequence[Offer], *, sees_sensitive: bool) -> None:
        super().__init__(
            parent,
            "export",
            _("Export to a file"),
            _("The file is not encrypted: whoever gets it can read it."),
            _("Choose where…"),
        )
        self._offers = {str(at): offer for at, offer in enumerate(offers)}
        self._sees_sensitive = sees_sensitive
        self._what = Choice("export_what")
        self._what.offer([(key, offer.label) for key, offer in self._offers.items()])
        self._format = Choice("export_format")
        self._sensitive = Tick(_("With sensitive items"), "export_sensitive")
        self.add_field("what", _("What"), self._what)
        self.add_field("format", _("As"), self._format)
        self.add(self._sensitive)
        self._what.currentIndexChanged.connect(self._show_formats)
        self._show_formats()
        self._what.setFocus()

    @property
    def offer(self) -> Offer:
        """What is chosen."""
        return self._offers[self._what.key]

    def accept(self) -> None:
        """Go on to where it shall be saved."""
        self.wanted.emit(
            {
                "offer": self.offer,
                "ending": self._format.key,
                "with_sensitive": self._sensitive.isChecked(),
            }
        )

    def _show_formats(self) -> None:
        formats = [(one.value, in_words(one)) for one in FORMATS[self.offer.kind]]
        self._format.offer(formats, self._format.key)
        may_hide = self._sees_sensitive and self.offer.may_hide
        self._sensitive.setVisible(may_hide)
        if not may_hide:
            self._sensitive.setChecked(False)
