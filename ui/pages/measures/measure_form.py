"""Defining a measure, so that two people would read the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import Direction, Family, MeasureKind
from huddle.rows.measures import MeasureRow
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice, Tick

_CHOICES: dict[str, type[StrEnum]] = {
    "family": Family,
    "kind": MeasureKind,
    "direction": Direction,
}
_LINES = ("name", "unit", "numerator", "denominator", "source", "collected_by", "how_often")


class MeasureForm(FormDialog):
    """Asks what a measure is.

    Args:
        parent: The page.
        measure: The measure that is changed; none for a new one.
    """

    def __init__(self, parent: QWidget, measure: MeasureRow | None = None) -> None:
        title = _("Add a measure") if measure is None else _("Change this measure")
        about = _("Write it so that two people would read the same.")
        super().__init__(parent, "measure", title, about, _("Keep"))
        self._choices = {name: Choice("") for name in _CHOICES}
        self._add_fields(measure)
        self._ticks = {
            "is_of_the_day": Tick(_("Huddles look at it, in turn"), "measure_is_of_the_day"),
            "is_screened": Tick(
                _("Leave large steps out of the limits (not usual in the health service)"),
                "measure_is_screened",
            ),
        }
        for name, tick in self._ticks.items():
            tick.setChecked(measure is not None and bool(getattr(measure, name)))
            self.add(tick)
        self.lines["name"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        numbers = self._numbers()
        if numbers is None:
            return
        self.wanted.emit(
            {
                **self.words(*_LINES),
                **numbers,
                **{name: kind(self._choices[name].key) for name, kind in _CHOICES.items()},
                **{name: tick.isChecked() for name, tick in self._ticks.items()},
            }
        )

    def _add_fields(self, measure: MeasureRow | None) -> None:
        start = {name: str(getattr(measure, name)) if measure else "" for name in _LINES}
        self.add_line("name", _("Name"), start=start["name"])
        labels = (_("About"), _("Readings are"), _("Improvement"))
        for (name, words), said in zip(_CHOICES.items(), labels, strict=True):
            chosen = getattr(measure, name) if measure else next(iter(words))
            self._choices[name].offer([(word.value, label(word)) for word in words], chosen)
            self.add_field(name, said, self._choices[name])
        self.put_beside(*_CHOICES)
        self.add_line("unit", _("One of it is called"), start=start["unit"])
        self.add_line("numerator", _("What is counted"), start=start["numerator"])
        self.add_line("denominator", _("Out of what"), start=start["denominator"])
        per, target = (str(measure.per), measure.target) if measure else ("1000", None)
        self.add_line("per", _("A rate is per"), start=per)
        self.add_line("target", _("Target"), start="" if target is None else f"{target:g}")
        self.put_beside("per", "target")
        self.add_line("source", _("Where it is read"), start=start["source"])
        self.add_line("collected_by", _("Who reads it"), start=start["collected_by"])
        self.add_line("how_often", _("How often"), start=start["how_often"])
        self.put_beside("source", "collected_by", "how_often")

    def _numbers(self) -> dict[str, Any] | None:
        """The numbers typed; none after saying that one is none."""
        typed = self.words("per", "target")
        try:
            per = int(typed["per"].replace(",", "") or 1000)
        except ValueError:
            self.show_refusal(_("Write a whole number, such as 1000."), "per")
            return None
        try:
            target = float(typed["target"].replace(",", "")) if typed["target"] else None
        except ValueError:
            self.show_refusal(_("Write a number, or leave it empty."), "target")
            return None
        return {"per": per, "target": target}
