"""The safety cross in words: a day, days since, the record, and what was not checked."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import N_, _, ngettext
from huddle.rows.safety_cross import CrossDay, CrossRow, DaysSince, DayState, FreeRun

SIGNS = {DayState.CLEAR: "✓", DayState.EVENT: "●", DayState.UNCHECKED: "–"}
"""What stands on paper for a day, so that no colour is needed."""

_STATES = {
    DayState.CLEAR: N_("checked and none"),
    DayState.UNCHECKED: N_("not checked"),
    DayState.COMING: N_("yet to come"),
    DayState.BEFORE: N_("before counting began"),
}


def state_words(day: CrossDay) -> str:
    """What a day held: how many events, or how else it stands, and the near misses."""
    if day.state is DayState.EVENT:
        words = ngettext("{count} event", "{count} events", day.events)
        parts = [words.format(count=day.events)]
    else:
        parts = [_(_STATES[day.state])]
    if day.near_misses:
        parts.append(near_misses(day.near_misses))
    return ", ".join(parts)


def day_words(day: CrossDay) -> str:
    """A day and all that is known of it, as a screen reader says it."""
    known = _("{day}: {state}").format(day=dates.in_prose(day.day), state=state_words(day))
    return _("{known}. {note}").format(known=known, note=day.note) if day.note else known


def near_misses(count: int) -> str:
    """So many of them."""
    return ngettext("{count} near miss", "{count} near misses", count).format(count=count)


def near_miss_words(row: CrossRow) -> str:
    """The near misses of the month and of the one before, which a row without events needs."""
    return _("Near misses: {count} in {month}, {before} the month before").format(
        count=row.near_misses, month=dates.month(row.days[0].day), before=row.near_misses_before
    )


def since_words(since: DaysSince) -> str:
    """What the large number counts."""
    days = since.running.days
    if since.days is None:
        words = ngettext("day counted, none so far", "days counted, none so far", days)
    else:
        words = ngettext("day since the last one", "days since the last one", days)
    missing = since.running.unchecked
    if not missing:
        return words
    return _("{words}; {missing}").format(words=words, missing=_not_checked(missing))


def last_words(since: DaysSince) -> str:
    """When the last one was, or since when is counted."""
    if since.last_on is None:
        words = _("Counted since {day}")
        return words.format(day=dates.in_table(since.harm.since_on))
    return _("Last one: {day}").format(day=dates.in_table(since.last_on))


def record_words(since: DaysSince) -> str:
    """The longest run so far, and whether each of its days was checked."""
    record = since.record
    if not record.days:
        return ""
    if record == since.running:
        return _("This is the longest run so far")
    words = _("Record: {days}, to {day}").format(
        days=_days(record.days), day=dates.in_table(record.until)
    )
    if not record.unchecked:
        return words
    return _("{words}; {missing}").format(words=words, missing=_not_checked(record.unchecked))


def ended_words(since: DaysSince) -> str:
    """Which run the last event ended, so that no number goes back to nothing unsaid."""
    ended = since.ended
    if ended is None:
        return ""
    return _ended(ended, since).format(
        day=dates.short_day(ended.until),
        days=_days(ended.days),
        record=f"{since.record.days:,}",
    )


def unchecked_words(since: DaysSince) -> str:
    """How many of the last days were not checked."""
    part, whole = since.not_checked
    if not whole:
        return ""
    if not part:
        words = ngettext(
            "The day before today was checked", "Each of the last {count} days was checked", whole
        )
        return words.format(count=whole)
    words = ngettext(
        "{part} of the last {count} days was not checked",
        "{part} of the last {count} days were not checked",
        part,
    )
    return words.format(part=part, count=whole)


def today_words(day: CrossDay) -> str:
    """What today holds, where somebody looked."""
    return _("Today: {state}").format(state=state_words(day))


def _ended(ended: FreeRun, since: DaysSince) -> str:
    if ended == since.record:
        return _("{day} ended a run of {days}, the longest so far")
    if since.record == since.running:
        return _("{day} ended a run of {days}")
    return _("{day} ended a run of {days}; the record stays {record}")


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=f"{count:,}")


def _not_checked(count: int) -> str:
    return ngettext("{count} of them not checked", "{count} of them not checked", count).format(
        count=count
    )
