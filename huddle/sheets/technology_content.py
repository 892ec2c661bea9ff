"""What the technology register says on paper, and the sheet of one tool for the wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.technology import ToolDecisionRow, ToolRow, ToolViewRow, ToolWhole
from huddle.rows.ward import UnitRow
from huddle.rules import suggestions
from huddle.sheets import wording
from huddle.sheets.outline import Fact
from huddle.sheets.stamp import Stamp
from huddle.tool_words import DeviceClass, IsAi, ToolStatus


@dataclass(frozen=True, slots=True)
class ToolEntry:
    """A tool as the register tells of it.

    Attributes:
        name: What it is called.
        about: Where it stands, its version and kind.
        asks: Why it asks for a decision.
        facts: The rest, each with its name.
    """

    name: str
    about: str
    asks: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The whole register.

    Attributes:
        unit: The ward.
        numbers: How many tools there are, and how many ask for a decision.
        tools: The tools in their order.
        as_at: The moment it speaks of.
    """

    unit: str
    numbers: str
    tools: tuple[ToolEntry, ...]
    as_at: dt.datetime

    @property
    def nothing(self) -> str:
        """That there is no tool; empty where there is one."""
        return "" if self.tools else _("No tool is in the register yet.")


@dataclass(frozen=True, slots=True)
class ToolSheet:
    """One tool, for those who work beside it.

    Attributes:
        unit: The ward.
        name: What it is called.
        status: Where it stands, in a word.
        about: The supplier, the version and where it is used.
        warning: What must not be missed; empty while it is in use.
        facts: What it is for, its limits, who looks, what else to do, and whom to tell.
        as_at: The moment it speaks of.
    """

    unit: str
    name: str
    status: str
    about: tuple[str, ...]
    warning: str
    facts: tuple[Fact, ...]
    as_at: dt.datetime


def register_of(tools: Sequence[ToolWhole], unit: UnitRow, stamp: Stamp) -> RegisterSheet:
    """Say what is kept of each tool.

    Args:
        tools: The tools in the order of the register.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    asking = sum(bool(one.tool.asks) for one in tools)
    asks = ngettext("{count} asks for a decision", "{count} ask for a decision", asking)
    return RegisterSheet(
        unit=unit.name,
        numbers=wording.facts(_tools(len(tools)), asks.format(count=asking) if asking else ""),
        tools=tuple(map(_entry, tools)),
        as_at=stamp.printed_at,
    )


def tool_sheet_of(whole: ToolWhole, unit: UnitRow, stamp: Stamp) -> ToolSheet:
    """Say of one tool what those who work beside it must know.

    Args:
        whole: The tool with what was decided about it.
        unit: The ward, and how it is told.
        stamp: Who prints it, and when.
    """
    tool = whole.tool
    return ToolSheet(
        unit=unit.name,
        name=tool.name,
        status=label(tool.status),
        about=(tool.supplier, _version(tool), tool.where_used),
        warning=_warning(whole),
        facts=(
            Fact(_("What it is for"), tool.purpose or _missing()),
            Fact(_("What it suggests"), _suggests(whole)),
            Fact(_("What it cannot do"), tool.known_limits or _missing()),
            Fact(_("Whom it may fail"), tool.at_risk),
            Fact(_("Who checks it"), tool.oversight or _missing()),
            Fact(_("If it is down"), tool.fallback or _missing()),
            Fact(_("Whom to tell"), _whom_to_tell(tool, unit)),
            Fact(_("Looked at"), _looked_at(tool)),
        ),
        as_at=stamp.printed_at,
    )


def _tools(count: int) -> str:
    return ngettext("{count} tool", "{count} tools", count).format(count=count)


def _missing() -> str:
    return _("Not written down yet: ask who answers for it.")


def _entry(whole: ToolWhole) -> ToolEntry:
    tool = whole.tool
    return ToolEntry(tool.name, _about(tool), tool.asks, (*_kept(tool), *_said(whole)))


def _about(tool: ToolRow) -> str:
    """Where it stands, and what is known of its kind; what is not known is left out."""
    kind = "" if tool.is_ai is IsAi.UNKNOWN else label(tool.is_ai)
    device = "" if tool.device_class is DeviceClass.UNKNOWN else label(tool.device_class)
    return wording.facts(label(tool.status), tool.supplier, _version(tool), kind, device)


def _version(tool: ToolRow) -> str:
    return _("version {version}").format(version=tool.version) if tool.version else ""


def _kept(tool: ToolRow) -> tuple[Fact, ...]:
    return (
        Fact(_("For"), tool.purpose),
        Fact(_("Used"), tool.where_used),
        Fact(_("Answers"), _answers(tool)),
        Fact(_("Clinical safety"), wording.facts(tool.safety_officer, tool.safety_reference)),
        Fact(_("Data protection"), tool.data_reference),
        Fact(_("Known limits"), tool.known_limits),
        Fact(_("Whom it may fail"), tool.at_risk),
        Fact(_("Who checks it"), tool.oversight),
        Fact(_("If it is down"), tool.fallback),
        *_reviews(tool),
    )


def _said(whole: ToolWhole) -> tuple[Fact, ...]:
    last = whole.last_decision
    return (
        Fact(_("What it suggests"), _suggests(whole)),
        Fact(_("Open concerns"), str(whole.tool.open_concerns or "")),
        Fact(_("Decided"), _decided(last) if last else ""),
        *map(_view, whole.last_views),
    )


def _suggests(whole: ToolWhole) -> str:
    """What the program suggests and what became of it; empty for any other tool."""
    return "\n".join(map(suggestions.told, whole.suggestions))


def _answers(tool: ToolRow) -> str:
    reached = wording.reach(tool.accountable, tool.accountable_extension)
    return reached if tool.accountable_name else _("nobody by name yet")


def _reviews(tool: ToolRow) -> tuple[Fact, ...]:
    last = dates.in_table(tool.reviewed_on) if tool.reviewed_on else ""
    following = dates.in_table(tool.review_on) if tool.review_on else _("no day yet")
    return (Fact(_("Last review"), last), Fact(_("Next review"), following))


def _looked_at(tool: ToolRow) -> str:
    """When it was looked at, and by when it is again."""
    last, following = (fact.text for fact in _reviews(tool))
    return wording.facts(last, _("next: {day}").format(day=following))


def _decided(decision: ToolDecisionRow) -> str:
    return _("{became} on {day}, by {name}: {why}").format(
        became=label(decision.became),
        day=dates.in_table(decision.decided_on),
        name=decision.decided_by,
        why=decision.why,
    )


def _view(view: ToolViewRow) -> Fact:
    """What staff said, how many of them were asked, and how they were trained."""
    asked = ngettext("{count} asked", "{count} asked", view.asked).format(count=view.asked)
    told = wording.facts(dates.in_table(view.asked_on), view.who, asked)
    trained = _("Training: {training}").format(training=view.training) if view.training else ""
    name = _("Staff, before") if view.is_before else _("Staff, since")
    return Fact(name, "\n".join(filter(None, (view.says, trained, told))))


def _warning(whole: ToolWhole) -> str:
    """What somebody who reaches for the tool must see first."""
    status = whole.tool.status
    since = next((one for one in whole.decisions if one.became is not one.was), None)
    day = dates.in_table(since.decided_on) if since else ""
    warnings = {
        ToolStatus.PROPOSED: _("Not in use yet."),
        ToolStatus.IN_TRIAL: _("On trial: tell what you notice, good or bad."),
        ToolStatus.PAUSED: _("Paused since {day}: do not use it.").format(day=day)
        if day
        else _("Paused: do not use it."),
        ToolStatus.RETIRED: _("No longer in use."),
    }
    return warnings.get(status, "")


def _whom_to_tell(tool: ToolRow, unit: UnitRow) -> str:
    """Who answers for it, and how the ward is told of anything."""
    who = _answers(tool) if tool.accountable_name else ""
    return "\n".join(filter(None, (who, unit.tell_us))) or _("Say it at the next huddle.")
