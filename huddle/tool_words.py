"""The words of the technology register and of the program's own suggestions."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


class ToolStatus(StrEnum):
    """The life of a digital or AI tool in a ward."""

    PROPOSED = "proposed"
    IN_TRIAL = "in_trial"
    IN_USE = "in_use"
    PAUSED = "paused"
    RETIRED = "retired"


class IsAi(StrEnum):
    """Whether a tool is AI: it learned from data what it says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class DeviceClass(StrEnum):
    """A tool's class as a medical device, by the regulations in force."""

    NONE = "none"
    CLASS_1 = "class_1"
    CLASS_2A = "class_2a"
    CLASS_2B = "class_2b"
    CLASS_3 = "class_3"
    UNKNOWN = "unknown"


class ToolTrouble(StrEnum):
    """What a concern about a tool is about."""

    WRONG = "wrong"
    BIASED = "biased"
    DOWN = "down"
    HARD_TO_USE = "hard_to_use"
    WARNING_IGNORED = "warning_ignored"


class ToolHarm(StrEnum):
    """What came of it."""

    NONE = "none"
    NEAR_MISS = "near_miss"
    HARM = "harm"


class SuggestionKind(StrEnum):
    """What the program suggests by itself, for a person to decide."""

    LIKE_BEFORE = "like_before"
    NEXT_HUDDLE = "next_huddle"
    ESCALATE = "escalate"
    COMES_AGAIN = "comes_again"
    THEME = "theme"


give_labels(
    {
        ToolStatus: {
            ToolStatus.PROPOSED: N_("Proposed"),
            ToolStatus.IN_TRIAL: N_("In trial"),
            ToolStatus.IN_USE: N_("In use"),
            ToolStatus.PAUSED: N_("Paused"),
            ToolStatus.RETIRED: N_("Retired"),
        },
        IsAi: {
            IsAi.YES: N_("AI"),
            IsAi.NO: N_("Not AI"),
            IsAi.UNKNOWN: N_("Not known whether AI"),
        },
        DeviceClass: {
            DeviceClass.NONE: N_("Not a medical device"),
            DeviceClass.CLASS_1: N_("Medical device, class I"),
            DeviceClass.CLASS_2A: N_("Medical device, class IIa"),
            DeviceClass.CLASS_2B: N_("Medical device, class IIb"),
            DeviceClass.CLASS_3: N_("Medical device, class III"),
            DeviceClass.UNKNOWN: N_("Not known whether a medical device"),
        },
        ToolTrouble: {
            ToolTrouble.WRONG: N_("It was wrong"),
            ToolTrouble.BIASED: N_("It may be biased against some people"),
            ToolTrouble.DOWN: N_("It was down"),
            ToolTrouble.HARD_TO_USE: N_("It is hard to use"),
            ToolTrouble.WARNING_IGNORED: N_("Its warning was not acted on"),
        },
        ToolHarm: {
            ToolHarm.NONE: N_("Nobody was harmed"),
            ToolHarm.NEAR_MISS: N_("Nearly harmed"),
            ToolHarm.HARM: N_("Harmed"),
        },
        SuggestionKind: {
            SuggestionKind.LIKE_BEFORE: N_("A concern like the one being typed"),
            SuggestionKind.NEXT_HUDDLE: N_("The next huddle as the day of an action"),
            SuggestionKind.ESCALATE: N_("An action to send up"),
            SuggestionKind.COMES_AGAIN: N_("Concerns that came again"),
            SuggestionKind.THEME: N_("A theme for what a patient said"),
        },
    }
)
