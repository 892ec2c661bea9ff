"""What came of a pulse in words, the same on the screen and on the command line."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.pulse import PulseResult, PulseRow


def said(row: PulseRow) -> str:
    """How many answered, and what is still to come."""
    counted = _("{answered} of {roster} on the ward’s list are counted.").format(
        answered=row.answered, roster=row.roster
    )
    if not row.is_open:
        return counted
    more = _("Further answers are counted {least} together.").format(least=row.minimum)
    return f"{counted} {more}"


def agree(row: PulseResult) -> str:
    """How many agree, of how many."""
    if not row.answered:
        return _("nobody answered")
    return _("{share:.0%}: {agree} of {answered}").format(
        share=row.share, agree=row.agree, answered=row.answered
    )


def bounds(row: PulseResult) -> str:
    """Between what the true share may lie."""
    return _("{lower:.0%}–{upper:.0%}").format(lower=row.lower, upper=row.upper)


def follows(row: PulseResult) -> str:
    """What is done about it, or that it is asked for."""
    reply = row.reply
    if reply is None:
        return _("▲ low: say what follows") if row.is_low else ""
    if reply.item_id is None:
        return _("no action, because: {why}").format(why=reply.because)
    if not reply.item_code:
        return _("an action that is not shown to you")
    return _("{code}: {text}").format(code=reply.item_code, text=reply.item_text)
