"""What the page says of comments."""

from __future__ import annotations

from collections.abc import Sequence

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.patient_voice import CommentRow, Comments
from huddle.rules.themes import ThemeHint


def facts(row: CommentRow) -> str:
    """What is known of a comment, the theme first."""
    parts = (
        row.theme or _("not sorted yet"),
        row.stage_name,
        dates.short_day(row.raised_on),
        huddle_words(row),
        _("answered") if row.is_answered else "",
        row.code,
    )
    return " · ".join(part for part in parts if part)


def huddle_words(row: CommentRow) -> str:
    """Which huddle heard it, or that the next one will; empty for none."""
    if row.huddle_number is not None:
        return _("huddle {number}").format(number=row.huddle_number)
    return _("comes to the next huddle") if row.is_coming else ""


def count_words(found: Comments) -> str:
    """How many there are, and how many nobody sorted yet."""
    count = found.total
    words = ngettext("{count} comment", "{count} comments", count).format(count=f"{count:,}")
    if found.unsorted:
        words = _("{comments}, {count} not sorted yet").format(
            comments=words, count=f"{found.unsorted:,}"
        )
    if hidden := found.hidden_count:
        told = ngettext("{count} sensitive not shown", "{count} sensitive not shown", hidden)
        words = f"{words} · {told.format(count=hidden)}"
    return words


def answer_words(row: CommentRow) -> str:
    """What was done, when, and who was told; empty while nothing was."""
    if not row.is_answered:
        return ""
    day = dates.short_day(row.answered_on) if row.answered_on else ""
    did = _("Done about it, {day}: {did}").format(day=day, did=row.did)
    told = _("Told: {whom}").format(whom=row.told) if row.told else _("Nobody was told yet.")
    return f"{did}\n{told}"


def hint_words(hint: ThemeHint) -> str:
    """What is suggested, and why."""
    quoted = [_("“{word}”").format(word=word) for word in hint.because]
    return _("Perhaps {theme}, because of {words}.").format(theme=hint.theme, words=_join(quoted))


def _join(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])
