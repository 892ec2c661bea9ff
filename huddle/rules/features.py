"""What an organisation switches off: which service functions each feature stands for.

Services refuse them as they refuse what a role may not do; pages leave them out for the same
reason. Notifications and starting with the computer are no service's, and have their own places.
"""

from __future__ import annotations

from collections.abc import Mapping

from huddle.errors import NotAllowed
from huddle.i18n import _
from huddle.labels import label
from huddle.organisation import Feature, FleetSettings

_TABLE: tuple[tuple[Feature, str, str], ...] = (
    (Feature.MAIL, "mail", "change keep_password send_test"),
    (Feature.MAIL, "posting", "plan send"),
    (Feature.EXPORTS, "export", "actions huddles concerns measures audit feedback"),
    (Feature.EXPORTS, "everything", "write"),
    (Feature.IMPORTS, "imports", "plan bring_in"),
    (Feature.IMPORTS, "everything", "take_in"),
    (Feature.HAND_OVER, "handover", "write_escalation write_answer read"),
    (Feature.WALL, "signing_in", "open_wall"),
    (Feature.WALL, "wall", "public_face staff_face"),
    (Feature.FEEDBACK, "feedback", "say"),
)

FEATURE_OF: Mapping[str, Feature] = {
    f"{service}.{function}": feature
    for feature, service, functions in _TABLE
    for function in functions.split()
}
"""By `service.function`, the feature that it belongs to."""


def set_by_organisation() -> str:
    """Refuses what the organisation set: what happened, and whom to ask."""
    return _("Your organisation set this for this computer. Ask your IT department to change it.")


def is_off(function: str, fleet: FleetSettings) -> bool:
    """Whether the organisation switched a service function off, named as in `rules.access`."""
    feature = FEATURE_OF.get(function)
    return feature is not None and fleet.is_off(feature)


def off_in_words(feature: Feature) -> str:
    """Says that the organisation switched a feature off, what is safe and whom to ask."""
    return _(
        "Your organisation switched this off on this computer: {feature}. "
        "Nothing was changed. Ask your IT department if you need it."
    ).format(feature=label(feature))


def refuse(feature: Feature, fleet: FleetSettings) -> None:
    """Refuse what the organisation switched off.

    Raises:
        NotAllowed: It did.
    """
    if fleet.is_off(feature):
        raise NotAllowed(off_in_words(feature))
