"""How this computer shows, locks and prints: colours, size of text, idle minutes, paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from huddle.i18n import _, ngettext
from huddle.rows.ward import PolicyRow
from huddle.settings import LOCK_MINUTES, Settings
from ui.actions import shown
from ui.theme import tokens
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.entries import NumberField
from ui.widgets.field import Field
from ui.widgets.fixed import FixedField
from ui.widgets.labels import heading, quiet

_MOST_DAYS = 365


class AppearanceCard(Card):
    """Colours and size of text; they take effect at once.

    Signals:
        scheme_chosen: One of the schemes.
        scale_chosen: The size of text, 1.0 for normal.
    """

    scheme_chosen = Signal(str)
    scale_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__("appearance_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Appearance")))
        self._scheme = Choice("appearance_scheme")
        self._scale = Choice("appearance_scale")
        for choice in (self._scheme, self._scale):
            choice.be_narrow()
        self._scheme.offer(
            [
                ("system", _("As the system")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("high_contrast", _("High contrast")),
            ]
        )
        self._scale.offer([(str(scale), _scale_words(scale)) for scale in tokens.scales()])
        self._scheme.picked.connect(self.scheme_chosen)
        self._scale.picked.connect(lambda key: self.scale_chosen.emit(float(key)))
        row = Columns((1, 1))
        row.add(Field(_("Colours"), self._scheme, object_name="appearance_scheme_field"))
        row.add(Field(_("Size of text"), self._scale, object_name="appearance_scale_field"))
        self.column.addWidget(row)
        self.column.addWidget(
            quiet(_("On this computer only. Ctrl++ and Ctrl+- change the size from any page."))
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self._scheme.select(settings.scheme)
        nearest = min(tokens.scales(), key=lambda scale: abs(scale - settings.scale))
        self._scale.select(str(nearest))


class LockingCard(Card):
    """After how many idle minutes the window locks.

    Signals:
        minutes_chosen: One of `LOCK_MINUTES`.

    Args:
        fixed: Whether the organisation set it.
    """

    minutes_chosen = Signal(int)

    def __init__(self, *, fixed: bool = False) -> None:
        super().__init__("locking_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Locking")))
        called = _("Lock when nobody is at the keys")
        self._fixed = FixedField(called, "lock_minutes") if fixed else None
        self._minutes = Choice("lock_minutes")
        self._minutes.offer([(str(minutes), _minutes_words(minutes)) for minutes in LOCK_MINUTES])
        self._minutes.picked.connect(lambda key: self.minutes_chosen.emit(int(key)))
        self.column.addWidget(self._fixed or Field(called, self._minutes, object_name="lock_field"))
        self.column.addWidget(
            quiet(
                _(
                    "On this computer only. Locking hides everything and loses nothing. {lock} "
                    "locks at once, {blank} only hides the screen."
                ).format(lock=shown("lock"), blank=shown("blank"))
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self._minutes.select(str(settings.lock_minutes))
        if self._fixed is not None:
            self._fixed.show_text(_minutes_words(settings.lock_minutes))


class PrintingCard(Card):
    """The paper in the printer, and for how long a sheet is kept.

    Signals:
        paper_chosen: `a4` or `letter`.
        days_changed: After how many days the ward's sheets are to be destroyed; 0 for none.

    Args:
        changes: Whether whoever is here may change the ward's days.
        printers: The printers that the organisation set; none for all.
    """

    paper_chosen = Signal(str)
    days_changed = Signal(int)

    def __init__(self, *, changes: bool, printers: Sequence[str] = ()) -> None:
        super().__init__("printing_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Printing")))
        self._paper = Choice("printing_paper")
        self._paper.offer([("a4", _("A4")), ("letter", _("US Letter"))])
        self._paper.picked.connect(self.paper_chosen)
        self._paper.be_narrow()
        self._days = NumberField("destroy_after_days", 0, _MOST_DAYS)
        self._days.setEnabled(changes)
        self._days.editingFinished.connect(lambda: self.days_changed.emit(self._days.value()))
        row = Columns((1, 1))
        row.add(Field(_("Paper"), self._paper, object_name="printing_paper_field"))
        row.add(
            Field(
                _("Destroy sheets after days"),
                self._days,
                hint=_("For the whole ward. 0 prints no such line."),
                object_name="destroy_after_days_field",
            )
        )
        self.column.addWidget(row)
        if printers:
            self.column.addWidget(
                FixedField(_("Printers"), "printing_printers", ", ".join(printers))
            )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self._paper.select(settings.paper)

    def show_policy(self, policy: PolicyRow) -> None:
        """Show the ward's days; what is being typed stays."""
        if not self._days.hasFocus():
            self._days.setValue(policy.destroy_after_days)


def _minutes_words(minutes: int) -> str:
    if not minutes:
        return _("Never")
    return ngettext("After {count} minute", "After {count} minutes", minutes).format(count=minutes)


def _scale_words(scale: float) -> str:
    if scale == 1.0:
        return _("Normal")
    return _("{percent} %").format(percent=round(scale * 100))
