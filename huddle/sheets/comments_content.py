"""What the sheet of comments says: what patients said by theme, and what was done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.patient_voice import CommentRow, Comments
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Comment:
    """What was said, what is known of it, and what was done."""

    text: str
    about: str
    did: str


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The comments of a theme, and how many there are in words."""

    theme: str
    count: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class CommentsSheet:
    """What patients said, by theme."""

    unit: str
    time: str
    counts: tuple[str, ...]
    groups: tuple[ThemeGroup, ...]
    hidden: str
    as_at: dt.datetime

    @property
    def nothing(self) -> str:
        """That there is no comment; empty where there is one."""
        return "" if self.groups else _("No comment of a patient or family is kept here.")


def comments_of(
    found: Comments, month: dt.date | None, unit: UnitRow, stamp: Stamp
) -> CommentsSheet:
    """Say what patients said.

    Args:
        found: The comments in the order of their themes.
        month: A day of the month they are of; none for any time.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    groups = tuple(
        _group(theme, list(rows)) for theme, rows in groupby(found.rows, lambda row: row.theme)
    )
    return CommentsSheet(
        unit=unit.name,
        time=dates.month(month) if month else _("All that is kept"),
        counts=tuple(
            _("{theme}: {count}").format(theme=group.theme, count=len(group.comments))
            for group in groups
        ),
        groups=groups,
        hidden=wording.hidden(found.hidden_count),
        as_at=stamp.printed_at,
    )


def _group(theme: str, rows: Iterable[CommentRow]) -> ThemeGroup:
    comments = tuple(map(_comment, rows))
    count = ngettext("{count} comment", "{count} comments", len(comments))
    return ThemeGroup(
        theme or _("Not sorted yet"), count.format(count=f"{len(comments):,}"), comments
    )


def _comment(row: CommentRow) -> Comment:
    about = wording.facts(row.stage_name, dates.short_day(row.raised_on), row.code)
    return Comment(row.text, about, row.did if row.is_answered else "")
