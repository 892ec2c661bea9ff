"""What the organisation set for this computer, and where it did."""

from __future__ import annotations

from huddle.fleet_keys import KEYS, in_words
from huddle.i18n import _
from huddle.organisation import FleetSettings
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.fixed import set_for_all
from ui.widgets.labels import breakable, heading, quiet, secondary


class OrganisationCard(Card):
    """All of it to read; the cards above show the same where one would look for it."""

    def __init__(self, fleet: FleetSettings) -> None:
        super().__init__("organisation_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(set_for_all(), "organisation_heading"))
        self.column.addWidget(quiet(_("Only your IT department changes these.")))
        facts = Facts("organisation_facts")
        places = dict(fleet.places)
        facts.show_facts(
            [
                (
                    f"organisation_{key.name}",
                    _(key.called),
                    breakable(in_words(key.name, getattr(fleet, key.name))),
                )
                for key in KEYS
                if key.name in places
            ]
        )
        self.column.addWidget(facts)
        for at, place in enumerate(dict.fromkeys(places.values()), 1):
            said = _("In {place}").format(place=breakable(place))
            self.column.addWidget(secondary(said, f"organisation_place_{at}"))
