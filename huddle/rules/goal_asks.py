"""What a shared goal still lacks, asked gently: it warns and never blocks."""

from __future__ import annotations

from huddle.i18n import _

_SHARED_BY = 2
"""From so many departments on a goal is shared."""


def goal_asks(
    *, departments: int, is_balanced: bool, is_accounted_for: bool, has_day: bool
) -> tuple[str, ...]:
    """What to ask of a goal that is being worked on, what matters most first.

    A goal without a balancing measure may improve one thing at the cost of another: Scottish
    Government, quality improvement and measurement, appendix 2b.

    Args:
        departments: How many departments share it.
        is_balanced: Whether a balancing measure watches what it might cost.
        is_accounted_for: Whether somebody answers for it.
        has_day: Whether it says by when.
    """
    lacks = (
        (not is_accounted_for, _("Who answers for this?")),
        (departments < _SHARED_BY, _("Which other department shares this?")),
        (not has_day, _("By when?")),
        (
            not is_balanced,
            _("Nothing watches what this might cost elsewhere: add a balancing measure."),
        ),
    )
    return tuple(words for is_lacking, words in lacks if is_lacking)
