"""What the pages are called where something refers to one."""

from __future__ import annotations

from huddle.i18n import N_, _

_NAMES = {
    "accounts": N_("Accounts"),
    "audit": N_("Audit"),
    "data": N_("Data"),
    "find": N_("Find"),
    "followups": N_("Follow-ups"),
    "goals": N_("Goals"),
    "history": N_("History"),
    "huddle_measures": N_("How we huddle"),
    "imports": N_("Bring in a file"),
    "journey": N_("Journey map"),
    "measures": N_("Measures"),
    "people": N_("People"),
    "privacy": N_("Privacy"),
    "pulse": N_("Pulse"),
    "reminders": N_("Reminders"),
    "run": N_("Running a huddle"),
    "safety_cross": N_("Safety cross"),
    "self_check": N_("My facilitation"),
    "settings": N_("Settings"),
    "sheet": N_("Sheets"),
    "templates": N_("Templates"),
    "today": N_("Today"),
    "typing_in": N_("Typing a sheet in"),
}


def name_of(page: str) -> str:
    """What a person calls a page; one that this version does not have keeps its own name."""
    return _(_NAMES[page]) if page in _NAMES else page
