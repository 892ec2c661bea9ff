"""The numbers of a chart as a person reads them: few digits, with their unit."""

from __future__ import annotations

from huddle.i18n import _, ngettext
from huddle.measure_words import MeasureKind
from huddle.rows.measures import MeasureRow

_LARGE = 100


def number(value: float) -> str:
    """A number with at most two digits behind the point, and one from a hundred on."""
    digits = 1 if abs(value) >= _LARGE else 2
    shown = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown.replace("-", "−")


def with_unit(value: float, measure: MeasureRow) -> str:
    """A value with what it counts: `12 falls`, `95 %`, `6.2 falls per 1,000`, `12 days`.

    Args:
        value: The value.
        measure: What it is of.
    """
    if measure.kind is MeasureKind.DAYS_BETWEEN:
        days = ngettext("{count} day", "{count} days", 1 if value == 1 else 2)
        return days.format(count=number(value))
    if measure.kind is MeasureKind.PERCENTAGE:
        return _("{number} %").format(number=number(value))
    return f"{number(value)} {unit_of(measure)}".strip()


def unit_of(measure: MeasureRow) -> str:
    """What the values of a measure are, as it stands beside their axis."""
    unit = measure.unit.strip()
    if measure.kind is MeasureKind.DAYS_BETWEEN:
        return _("Days between {events}").format(events=unit) if unit else _("Days between events")
    if measure.kind is MeasureKind.PERCENTAGE:
        return _("{unit}, %").format(unit=unit) if unit.strip("% ") else "%"
    if measure.kind is MeasureKind.RATE:
        return _("{unit} per {many}").format(unit=unit, many=f"{measure.per:,}").strip()
    return unit
