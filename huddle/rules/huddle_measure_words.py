"""The figures of huddles in words: what each is called, how it is counted, and its value."""

from __future__ import annotations

from collections.abc import Iterable

from huddle.i18n import N_, _, ngettext
from huddle.rows.huddle_measures import HuddleFigure
from huddle.rows.month import Share
from huddle.rules.huddle_measures import GoesUp

NOTHING = "–"
"""Stands where there is nothing to count: nought of nought would read as none."""

_WORDS: dict[HuddleFigure, tuple[str, str]] = {
    HuddleFigure.HELD: (
        N_("Huddles held"),
        N_(
            "Held ÷ possible. Possible is what the series were due for by their plan on each day, "
            "without closed days; of today only what was held or said not to be held."
        ),
    ),
    HuddleFigure.ON_TIME: (
        N_("On time"),
        N_(
            "Begun at most 2 minutes after the set time, and ended at most 2 minutes after the "
            "set time and the planned length, pauses not counted ÷ huddles held. Huddles typed in "
            "later and huddles besides the plan are left out."
        ),
    ),
    HuddleFigure.LENGTH: (
        N_("Length"),
        N_(
            "End − beginning, without pauses and without the time it stood closed before it was "
            "opened again: the median, and the share of 15 minutes or less."
        ),
    ),
    HuddleFigure.IN_A_ROW: (
        N_("In a row"),
        N_(
            "The longest run of weekdays on which a series was possible and was held, that "
            "reached this time. Embedded is 15 of them within 21 days."
        ),
    ),
    HuddleFigure.THERE: (
        N_("Who was there"),
        N_("Huddles with at least one person of the department present ÷ huddles held."),
    ),
    HuddleFigure.THERE_BY_ROLE: (
        N_("Who was there, by role group"),
        N_(
            "Huddles with at least one person of the role group marked by name ÷ huddles held. "
            "Who came without a name counts for the department alone."
        ),
    ),
    HuddleFigure.VOICE: (
        N_("Voice"),
        N_(
            "Departments that raised an item in the huddle ÷ departments present, over all "
            "huddles. Shown over ten huddles or more. Departments that usually send one person, "
            "or came fewer than ten times, are counted together."
        ),
    ),
    HuddleFigure.VOICE_BY_ROLE: (
        N_("Voice, by role group"),
        N_(
            "Role groups of which somebody present by name raised an item ÷ role groups present "
            "by name, over all huddles. Shown over ten huddles or more; groups of one person are "
            "counted together."
        ),
    ),
    HuddleFigure.HEARD: (
        N_("Heard"),
        N_(
            "Departments that spoke, or were asked and had nothing to add ÷ departments present, "
            "over all huddles. Shown over ten huddles or more, as for voice."
        ),
    ),
    HuddleFigure.CONCERNS: (
        N_("Concerns"),
        N_(
            "Concerns raised in this time ÷ huddles held, and how many there were at each stage "
            "of the patient’s way."
        ),
    ),
    HuddleFigure.CONCERNS_BY_TEAM: (
        N_("Concerns, by department"),
        N_(
            "Concerns of which it was said who raised them ÷ concerns raised in this time, and "
            "how many there were from each department."
        ),
    ),
    HuddleFigure.AGAIN: (
        N_("Concerns that came again"),
        N_(
            "Concerns that were raised before, at the same stage and within 30 days ÷ concerns "
            "raised in this time. Two are taken as the same when they share half of their words."
        ),
    ),
    HuddleFigure.DONE_ON_TIME: (
        N_("Done on time"),
        N_(
            "Actions said to be done by their due time or day ÷ actions that fell due in this "
            "time. What is open and overdue stays in the denominator; what was cancelled is left "
            "out."
        ),
    ),
    HuddleFigure.WENT_UP: (
        N_("Concerns that went up a tier"),
        N_(
            "Concerns that went up a tier, themselves or as what became of them ÷ concerns raised "
            "in this time."
        ),
    ),
    HuddleFigure.TO_ANSWER: (
        N_("Hours to answer"),
        N_(
            "From when the receiver was told to the answer, of what was answered in this time: "
            "the median, and the share of 24 hours or less."
        ),
    ),
}

_GOES_UP = {
    GoesUp.NOTHING: N_(
        "None of {count} concerns went up a tier. The team may have settled them all, or asking "
        "for help may not feel easy. It is worth a talk."
    ),
    GoesUp.NEARLY_EVERYTHING: N_(
        "Nearly all of {count} concerns went up a tier. They may have been beyond the team, or "
        "settling things here may not feel easy. It is worth a talk."
    ),
}


def called(kind: HuddleFigure) -> str:
    """What a figure is called."""
    return _(_WORDS[kind][0])


def how_counted(kind: HuddleFigure) -> str:
    """How a figure is counted."""
    return _(_WORDS[kind][1])


def percent(share: Share) -> str:
    """A share in whole percent; only nothing is 0%, and only all of it 100%."""
    if not share.whole:
        return NOTHING
    count = round(100 * share.part / share.whole)
    if 0 < share.part < share.whole:
        count = min(max(count, 1), 99)
    return _("{count}%").format(count=count)


def part_of_whole(share: Share) -> str:
    """So many of so many."""
    return _("{part} of {whole}").format(part=f"{share.part:,}", whole=f"{share.whole:,}")


def minutes(count: int) -> str:
    """A number of minutes."""
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def hours(span: float) -> str:
    """A number of hours; less than one in minutes."""
    if span < 1:
        return minutes(round(span * 60))
    whole = round(span)
    return ngettext("{count} hour", "{count} hours", whole).format(count=whole)


def weekdays(count: int) -> str:
    """A number of weekdays."""
    return ngettext("{count} weekday", "{count} weekdays", count).format(count=count)


def embedded(*, is_embedded: bool) -> str:
    """Whether a run makes huddles embedded."""
    if is_embedded:
        return _("That is embedded: 15 in a row within 21 days.")
    return _("Embedded is 15 in a row within 21 days.")


def besides(count: int) -> str:
    """How many were held that no plan asked for; empty for none."""
    words = ngettext(
        "{count} more was held besides the plan.",
        "{count} more were held besides the plan.",
        count,
    )
    return words.format(count=count) if count else ""


def typed_in_later(count: int) -> str:
    """How many are left out because they were typed in later; empty for none."""
    words = ngettext(
        "{count} was typed in later and is left out.",
        "{count} were typed in later and are left out.",
        count,
    )
    return words.format(count=count) if count else ""


def a_huddle(share: Share) -> str:
    """How many there were for each huddle held."""
    if not share.whole:
        return NOTHING
    return _("{number} a huddle").format(number=f"{share.part / share.whole:.1f}")


def at_once(number: float) -> str:
    """How many groups are at a huddle."""
    return _("{number} at a huddle").format(number=f"{number:g}")


def listed(names: Iterable[str]) -> str:
    """Groups that are told together."""
    return ", ".join(names)


def too_few() -> str:
    """Why nothing is shown of who spoke."""
    return _("Shown over ten huddles or more, and only where it cannot be told who it was.")


def nobody_named() -> str:
    """Why no role group can be told of."""
    return _(
        "Nobody was marked by name at these huddles: departments were marked alone. Where people "
        "are added to who is here, their role groups are told."
    )


def where(stage: str, join: str) -> str:
    """A stage of the patient's way, or the join of two; empty where none was said."""
    if stage and join:
        return _("Between {one} and {other}").format(one=stage, other=join)
    return stage


def stands_out(what: GoesUp | None, count: int) -> str:
    """What stands out in how many concerns went up; empty for nothing."""
    return _(_GOES_UP[what]).format(count=f"{count:,}") if what else ""


def short(share: Share) -> str:
    """How many lasted 15 minutes or less."""
    return _("{share} lasted 15 minutes or less").format(share=part_of_whole(share))


def in_a_day(share: Share) -> str:
    """How many were answered within a day."""
    return _("{share} within 24 hours").format(share=part_of_whole(share))
