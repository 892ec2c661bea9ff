"""One escalation in words: how far it has come, whom to ring, and what came back."""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.escalation import EscalationRow
from huddle.rules.escalation import file_tells_nobody, in_their_huddle, told_nobody
from huddle.vocabulary import EscalationState
from ui.widgets.card import Card
from ui.widgets.labels import body, secondary, strong

_TONES = {
    EscalationState.NOT_YET_TOLD: "caution",
    EscalationState.NO_REPLY: "caution",
    EscalationState.ANSWERED: "good",
}


class EscalationCard(Card):
    """Shows one escalation; what can be done with it goes below."""

    def __init__(self, row: EscalationRow, zone: dt.tzinfo | None) -> None:
        code = row.item.code
        super().__init__(f"escalation_{code}", tone=_TONES.get(row.state, ""), margin="two")
        state = label(row.state)
        self.column.addWidget(strong(state[:1].upper() + state[1:], f"escalation_state_{code}"))
        to = _("To {name}, telephone {number}").format(
            name=", ".join(part for part in (row.to_name, row.to_role) if part),
            number=row.telephone,
        )
        self.column.addWidget(body(to, f"escalation_to_{code}"))
        self.column.addWidget(body(_("Asked: {ask}").format(ask=row.ask)))
        self.column.addWidget(secondary(_("Why: {reason}").format(reason=row.reason)))
        if row.needed_on:
            when = dates.in_table(row.needed_on, row.needed_time)
            self.column.addWidget(secondary(_("Needed by {when}").format(when=when)))
        if row.state is EscalationState.NOT_YET_TOLD:
            self.column.addWidget(body(_nobody(row), f"escalation_nobody_{code}"))
        if row.told_at:
            told = _("{whom} told by {name}, {when}").format(
                whom=row.told_whom, name=row.told_by, when=_at(row.told_at, zone)
            )
            self.column.addWidget(secondary(told, f"escalation_told_{code}"))
        if row.answer:
            words = _("{name} answered: {answer}").format(name=row.answered_by, answer=row.answer)
            self.column.addWidget(body(words, f"escalation_answer_{code}"))


def _nobody(row: EscalationRow) -> str:
    """That nobody was told yet, and where it is meanwhile."""
    if row.is_in_store:
        return in_their_huddle(row.receiving_unit, row.telephone)
    return file_tells_nobody() if row.address else told_nobody()


def _at(instant: dt.datetime, zone: dt.tzinfo | None) -> str:
    return dates.in_table(instant.astimezone(zone))
