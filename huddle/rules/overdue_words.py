"""What is overdue by department, as a text to send on: counts and days, no names and no words."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.items import OverdueRow, TeamOverdueRow
from huddle.rules.due import days_late


def overdue_words(row: OverdueRow) -> str:
    """The text, a line for each department; it says itself that nobody was told by it."""
    head = _("{unit}, as at {when}").format(unit=row.unit_name, when=dates.in_table(row.as_at))
    teams = [_team(team, row) for team in row.teams] or [_("Nothing is overdue.")]
    lines = [_("Overdue actions by department"), head, "", *teams, ""]
    if sum(team.count for team in row.teams) > row.count:
        words = ngettext(
            "{count} action in all; one with parts counts for each of its departments.",
            "{count} actions in all; one with parts counts for each of its departments.",
            row.count,
        )
        lines.append(words.format(count=row.count))
    if row.hidden_count:
        words = ngettext(
            "{count} sensitive action is not counted.",
            "{count} sensitive actions are not counted.",
            row.hidden_count,
        )
        lines.append(words.format(count=row.hidden_count))
    return "\n".join([*lines, _("This program has told nobody.")])


def _team(team: TeamOverdueRow, row: OverdueRow) -> str:
    name = team.name or _("No department named")
    late = dates.days_late(days_late(team.oldest_due_on, row.as_at.date()))
    words = ngettext(
        "{name}: {count} overdue, {late}",
        "{name}: {count} overdue, the oldest {late}",
        team.count,
    )
    return words.format(name=name, count=team.count, late=late)
