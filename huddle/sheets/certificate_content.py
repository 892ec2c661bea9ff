"""What a milestone certificate says: what is true, and thanks to departments, never to persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rows.month import MilestoneKind, MilestoneRow, MilestonesRow
from huddle.rows.ward import UnitRow
from huddle.rules.huddle_measures import EMBEDDED_DAYS, EMBEDDED_RUN, HELD_MILESTONES
from huddle.sheets.stamp import Stamp


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """One milestone of a unit."""

    unit: str
    headline: str
    said: str
    reached: str
    thanks: str
    teams: tuple[str, ...]
    to_sign: tuple[str, ...]
    as_at: dt.datetime


def certificate_of(milestone: MilestoneRow, unit: UnitRow, stamp: Stamp) -> CertificateSheet:
    """Say what was reached, when, and whom to thank."""
    headline, said = _words(milestone)
    thanks = _("With thanks to all who take part") if milestone.teams else ""
    return CertificateSheet(
        unit=unit.name,
        headline=headline,
        said=said,
        reached=_("Reached on {day}").format(day=dates.in_prose(milestone.on)),
        thanks=thanks,
        teams=milestone.teams,
        to_sign=(_("For the ward"), _("For the hospital"), _("Date")),
        as_at=stamp.printed_at,
    )


def wanted(found: MilestonesRow, month: dt.date | None) -> Sequence[MilestoneRow]:
    """The milestones reached in a month; without one, the newest of all.

    Raises:
        Refused: There is none; it says how far the ward is.
    """
    if month is None:
        if found.reached:
            return found.reached[-1:]
        raise Refused(
            _("No milestone is reached yet. {how_far}").format(how_far=how_far(found)), "month"
        )
    first, last = dates.month_days(month)
    of_month = [one for one in found.reached if first <= one.on <= last]
    if of_month:
        return of_month
    words = _("No milestone was reached in {month}. {how_far}")
    raise Refused(words.format(month=dates.month(month), how_far=how_far(found)), "month")


def how_far(found: MilestonesRow) -> str:
    """How far a ward has come: what was reached last, else what comes first."""
    if found.reached:
        last = found.reached[-1]
        words = _("The newest one, {milestone}, was reached on {day}.")
        return words.format(milestone=_words(last)[0], day=dates.in_prose(last.on))
    held = ngettext("{count} huddle was held", "{count} huddles were held", found.held)
    run = ngettext("{count} weekday in a row", "{count} weekdays in a row", found.run)
    words = _("{held}, {run}. The first milestones are {in_a_row} weekdays in a row, and {most}.")
    return words.format(
        held=held.format(count=found.held),
        run=run.format(count=found.run),
        in_a_row=EMBEDDED_RUN,
        most=_held(HELD_MILESTONES[0]),
    )


def _words(milestone: MilestoneRow) -> tuple[str, str]:
    """What was reached, large, and what it means."""
    number = milestone.number
    if milestone.kind is MilestoneKind.EMBEDDED:
        return (
            _("{count} huddles in a row").format(count=number),
            _(
                "On {count} weekdays in a row, within {days} days, people met to say what could "
                "harm someone, and to agree what each would do."
            ).format(count=number, days=EMBEDDED_DAYS),
        )
    if milestone.kind is MilestoneKind.HELD:
        return (
            _held(number),
            _(
                "{count} times, people met to say what could harm someone, and to agree what each "
                "would do."
            ).format(count=f"{number:,}"),
        )
    if milestone.kind is MilestoneKind.FREE:
        return _free(milestone)
    if number == 1:
        return (
            _("The first answer told back"),
            _(
                "Something that was raised here went up, was answered, and those who raised it "
                "heard the answer."
            ),
        )
    return (
        _("{count} answers told back").format(count=f"{number:,}"),
        _(
            "{count} times, something that was raised here went up, was answered, and those who "
            "raised it heard the answer."
        ).format(count=f"{number:,}"),
    )


def _held(number: int) -> str:
    return _("{count} huddles held").format(count=f"{number:,}")


def _free(milestone: MilestoneRow) -> tuple[str, str]:
    """Days without an event, never without the near misses that were reported in them."""
    days = f"{milestone.number:,}"
    headline = _("{harm}: {count} days without one").format(harm=milestone.harm, count=days)
    looked = _("On {count} days in a row, people looked and found none.").format(count=days)
    near_misses = ngettext(
        "{count} near miss was reported in these days.",
        "{count} near misses were reported in these days.",
        milestone.near_misses,
    )
    if not milestone.near_misses:
        return headline, _("{looked} No near miss was reported in these days.").format(
            looked=looked
        )
    said = near_misses.format(count=f"{milestone.near_misses:,}")
    return headline, _("{looked} {near_misses}").format(looked=looked, near_misses=said)
