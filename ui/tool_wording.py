"""How digital and AI tools, and what is said of them, are put in words on any page."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.tool_words import IsAi, ToolHarm, ToolStatus
from ui.wording import ChipWords

_STATUS_TONES = {
    ToolStatus.IN_TRIAL: "accent",
    ToolStatus.IN_USE: "accent",
    ToolStatus.PAUSED: "caution",
}
_HARM_TONES = {ToolHarm.NEAR_MISS: "caution", ToolHarm.HARM: "danger"}


def tool_chips(tool: ToolRow) -> tuple[ChipWords, ...]:
    """Where a tool stands, whether it is AI, and how many concerns are open."""
    chips = [(label(tool.status), _STATUS_TONES.get(tool.status, "neutral"))]
    if tool.is_ai is IsAi.YES:
        chips.append((label(tool.is_ai), "neutral"))
    if count := tool.open_concerns:
        words = ngettext("one open concern", "{count} open concerns", count)
        chips.append((words.format(count=count), "caution"))
    return tuple(chips)


def answers_words(tool: ToolRow) -> str:
    """Who answers for a tool, and how to reach them."""
    if not tool.accountable_name:
        return _("Nobody by name answers for it")
    said = _("{who} answers for it").format(who=tool.accountable)
    extension = tool.accountable_extension
    return f"{said}, {_('extension {number}').format(number=extension)}" if extension else said


def about_tool_words(concern: ToolConcernRow) -> str:
    """Which tool a concern is about, and what is wrong with it."""
    said = _("About {tool}: {trouble}")
    return said.format(tool=concern.tool_name, trouble=label(concern.trouble))


def trouble_chips(concern: ToolConcernRow) -> tuple[ChipWords, ...]:
    """What a concern about a tool is about, and what came of it."""
    harm = (label(concern.harm), _HARM_TONES.get(concern.harm, "neutral"))
    return ((label(concern.trouble), "neutral"), harm)


def against_words(concern: ToolConcernRow) -> str:
    """Whom a tool may be biased against; empty where nobody was said."""
    return (
        _("Perhaps biased against: {whom}").format(whom=concern.against) if concern.against else ""
    )


def reported_words(concern: ToolConcernRow) -> str:
    """To whom a concern was reported, with what they call it."""
    if not concern.reported_to or concern.reported_on is None:
        return _("Not reported to anybody outside yet")
    said = _("Reported to {whom} on {day}").format(
        whom=concern.reported_to, day=dates.in_table(concern.reported_on)
    )
    reference = concern.reported_reference
    return (
        f"{said}, {_('reference {reference}').format(reference=reference)}" if reference else said
    )
