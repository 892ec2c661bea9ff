"""What the ward is called, and what it prints of itself."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, QTimer, Signal

from huddle.i18n import N_, _
from huddle.rows.ward import UnitRow
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.entries import complete_from
from ui.widgets.facts import Facts
from ui.widgets.fixed import fix, set_for_all
from ui.widgets.kept import LineField
from ui.widgets.labels import heading, quiet

_CLASSIFICATIONS = (
    N_("OFFICIAL"),
    N_("OFFICIAL-SENSITIVE"),
    N_("CONFIDENTIAL"),
    N_("For staff of this ward only"),
)


class WardCard(Card):
    """The ward's fields; each keeps itself. Whoever may not change them reads them.

    Signals:
        changed: A field's name in the row, and its new text.

    Args:
        changes: Whether whoever is here may change them.
        fixed: The names of those that the organisation set.
    """

    changed = Signal(str, str)

    def __init__(self, *, changes: bool, fixed: frozenset[str] = frozenset()) -> None:
        super().__init__("ward_card")
        self._changes = changes
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Ward")))
        self._fields = {
            "name": LineField(_("Name"), "ward_name"),
            "time_zone": LineField(
                _("Time zone"), "ward_time_zone", hint=_("Days and times are meant in this zone.")
            ),
            "act_now_number": LineField(
                _("Number to call when it is happening now"),
                "ward_act_now_number",
                hint=_("Concerns then say: Happening now? Act and call this number first."),
            ),
            "tell_us": LineField(
                _("Tell us"),
                "ward_tell_us",
                hint=_("At the foot of action sheets, such as: ring 2201, or leave in the tray."),
            ),
            "classification": LineField(
                _("Classification"),
                "ward_classification",
                hint=_("At the foot of every sheet: in your own words, or one of these."),
            ),
        }
        self._facts = Facts("ward_facts")
        self.column.addWidget(self._facts)
        for name, field in self._fields.items():
            field.keep.connect(lambda text, name=name: self.changed.emit(name, text))
            self.column.addWidget(field)
            field.setVisible(changes)
            if name in fixed:
                field.show_hint(set_for_all())
                fix(field.line)
        if not changes:
            self.column.addWidget(quiet(_("A ward manager changes these."), "ward_who_changes"))
        self._usual = self._build_usual(offers="classification" not in fixed)
        self._zones = QStringListModel(self)
        self._complete_zones()

    def _build_usual(self, *, offers: bool) -> Choice:
        """The usual classifications; what is picked is kept as if it had been typed."""
        usual = Choice("usual_classification", _("Usual classifications"))
        usual.offer([("", _("In own words")), *((_(one), _(one)) for one in _CLASSIFICATIONS)])
        usual.be_narrow()
        usual.picked.connect(self._pick_usual)
        self.column.addWidget(usual)
        # Only now: before it stands in the card it would be a window of its own.
        usual.setVisible(self._changes and offers)
        return usual

    def _pick_usual(self, text: str) -> None:
        line = self._fields["classification"].line
        if not text:
            line.setFocus()
            return
        line.setText(text)
        line.keep_now()

    def _complete_zones(self) -> None:
        line = self._fields["time_zone"].line
        completer = complete_from(line, self._zones)
        # The line holds the chosen zone only after the completer has said so.
        completer.activated.connect(lambda _zone: QTimer.singleShot(0, line, line.keep_now))

    def show_unit(self, unit: UnitRow, zones: tuple[str, ...]) -> None:
        """Show the ward as it is; what is being typed stays."""
        if len(zones) != self._zones.rowCount():
            self._zones.setStringList(zones)
        for name, field in self._fields.items():
            field.show_kept(getattr(unit, name))
        self._usual.select(unit.classification)
        if not self._changes:
            self._facts.show_facts(
                [
                    (f"fact_{name}", field.label.text(), getattr(unit, name))
                    for name, field in self._fields.items()
                ]
            )

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        self._fields[field].show_error(text)
