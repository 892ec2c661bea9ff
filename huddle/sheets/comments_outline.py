"""What the sheet of comments says, for all that has no paper."""

from __future__ import annotations

from huddle.i18n import _
from huddle.sheets import wording
from huddle.sheets.comments_content import CommentsSheet, ThemeGroup
from huddle.sheets.outline import Entry, Fact, Outline, Points, Section, Words


def comments_outline(sheet: CommentsSheet) -> Outline:
    """What patients said, by theme."""
    return Outline(
        title=_("What patients said"),
        word="",
        about=(wording.facts(sheet.unit, sheet.time), wording.facts(*sheet.counts), sheet.hidden),
        parts=(*map(_section, sheet.groups), Words((sheet.nothing,))),
        as_at=sheet.as_at,
    )


def _section(group: ThemeGroup) -> Section:
    entries = tuple(
        Entry("", (one.text, one.about), (Fact(_("We did"), one.did),)) for one in group.comments
    )
    title = wording.facts(group.theme, group.count)
    return Section(title, (Points(entries),))
